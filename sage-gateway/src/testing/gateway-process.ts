/*
 * A gateway with a handler that writes down when each piece of work begins and ends, as a process that tests can kill:
 * node gateway-process.ts <database url | data folder> <journal file> <milliseconds of work> <company,company>
 */
import { appendFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { createGateway } from '../app.ts';
import { openEmbeddedPostgres } from '../database/embedded.ts';
import { createLogger } from '../logger.ts';
import { everyType, testOptions } from './gateway.ts';
import { done } from './requests.ts';

const [, , place = '', journal = '', work = '0', companies = 'ABC'] = process.argv;
const url = place.startsWith('postgres:') ? place : (await openEmbeddedPostgres(place)).url;
const note = (what: string, company: string, key: string) =>
  appendFileSync(journal, `${what} ${company} ${key} ${process.pid}\n`);

const webhooks = {
  key: new Uint8Array(32),
  allowPrivate: true,
  giveUpDays: 5,
  retry: { firstSeconds: 0.1, maxSeconds: 0.2 },
};
const gateway = await createGateway(testOptions(url, { companies: companies.split(','), webhooks }), {
  handlers: () =>
    everyType(async (request) => {
      note('begin', request.company, request.key);
      await sleep(Number(work));
      note('end', request.company, request.key);
      return done();
    }),
  logger: createLogger(process.env['TEST_LOG'] ?? 'silent'),
});
process.stdout.write(`${gateway.url}\n`);
process.once('SIGTERM', () => void gateway.stop().then(() => process.exit(0)));
