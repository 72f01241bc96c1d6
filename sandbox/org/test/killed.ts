import { ADMIN, openOrg } from './harness.ts';

/** Creates things without end and prints the id of each as soon as it is answered; a test kills it. */
const org = await openOrg({ dataFolder: process.argv[2] ?? '' });
const conn = await org.connect(ADMIN);
for (let i = 0; ; i++) {
  const { id } = await conn.sobject('Thing__c').create({ Name: `thing ${i}` });
  process.stdout.write(`${id}\n`);
}
