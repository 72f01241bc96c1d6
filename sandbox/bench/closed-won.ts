import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { loadSalesforce, type LoadedOpportunity } from '../src/load/salesforce.ts';
import { startStack, type Stack } from '../src/stack.ts';

/*
 * How long a rep waits: `node closed-won.ts --data DIR --folder DIR` closes the opportunities of DIR/salesforce one after the other, then the
 * last `--together` of them in one call, and writes the milliseconds until each shows its Sage order number to standard output as JSON,
 * and how many lines each order in Sage has.
 */

const { values: args } = parseArgs({
  options: {
    data: { type: 'string' },
    folder: { type: 'string' },
    together: { type: 'string', default: '50' },
  },
});
if (args.data === undefined || args.folder === undefined) {
  console.error('usage: node closed-won.ts --data DIR --folder DIR [--together N]');
  process.exit(2);
}

/** Opportunities whose times are not counted: compilers and caches are warm only after them. */
const warmUp = 3;
const patienceMs = 60_000;

const stack = await startStack({ folder: args.folder, sageCsv: `${args.data}/sage` });
try {
  const opportunities = await loadSalesforce(stack.org, args.data);
  const together = opportunities.splice(-Number(args.together));
  const oneByOne: number[] = [];
  for (const opportunity of opportunities) oneByOne.push(...(await close(stack, [opportunity])));
  const burst = await close(stack, together);
  const placed = (await stack.sage.orders()).map(({ lines }) => lines);
  process.stdout.write(
    JSON.stringify({ oneByOneMs: oneByOne.slice(warmUp), togetherMs: burst, linesOfOrders: placed }),
  );
} finally {
  await stack.stop();
}

/** Closes opportunities in one call; the milliseconds from sending it until each shows its number. Throws when one has none in time. */
async function close({ org }: Stack, opportunities: readonly LoadedOpportunity[]): Promise<number[]> {
  const begin = performance.now();
  const waiting = new Set(opportunities.map(({ id }) => id));
  const updated = org.update(
    'Opportunity',
    opportunities.map(({ id, stageName }) => ({ Id: id, StageName: stageName })),
  );
  const times: number[] = [];
  while (waiting.size > 0) {
    if (performance.now() - begin > patienceMs)
      throw new Error(`${waiting.size} of ${opportunities.length} opportunities show no order number`);
    const ids = [...waiting].map((id) => `'${id}'`).join(',');
    const rows = await org.query<{ Id: string; SageOrderNo__c: string | null }>(
      `SELECT Id, SageOrderNo__c FROM Opportunity WHERE Id IN (${ids}) AND SageOrderNo__c != null`,
    );
    for (const { Id } of rows) {
      waiting.delete(Id);
      times.push(performance.now() - begin);
    }
    await pause(20);
  }
  await updated;
  return times;
}
