import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { stringify } from 'csv-stringify/sync';
import { changeLags } from './change-lag.ts';
import { closeOpportunities } from './close.ts';
import { loadSalesforce } from './load/salesforce.ts';
import { untilAnswered } from './progress.ts';
import { disagreements } from './report/agreement.ts';
import { differencesFromExpected } from './report/expected.ts';
import { orderOutcomes, type OrderRow } from './report/orders.ts';
import type { Stack } from './stack.ts';

const columns: readonly (keyof OrderRow)[] = [
  'ExternalKey',
  'Outcome',
  'SalesOrderNo',
  'Lines',
  'Quantity',
  'Merchandise',
  'Error',
];

/**
 * Loads the Salesforce files, closes every opportunity, waits for all answers and writes the report. Returns the exit code: 0 when
 * org, Sage and gateway agree on every order, and with `expected/orders.csv` where the folder has one. `during` runs beside the waiting; `quiet` draws no bar.
 */
export async function runData(
  stack: Stack,
  folder: string,
  reportFile: string,
  tell: (sentence: string) => void,
  { during, quiet = false }: { during?: (orders: number) => Promise<void>; quiet?: boolean } = {},
): Promise<number> {
  const before = await stack.sage.counts();
  const loaded = await loadSalesforce(stack.org, folder);
  tell(`loaded: ${loaded.length} opportunities`);
  const begin = Date.now();
  const closed = await closeOpportunities(stack.org, loaded);
  tell(`closed: ${closed} opportunities`);
  const answered = untilAnswered(stack.org, { quiet });
  const [tally, , lags] = await Promise.all([answered, during?.(closed), changeLags(stack, answered)]);
  const seconds = (Date.now() - begin) / 1000;
  const outcomes = await orderOutcomes(stack.org);
  const rows = outcomes.map((outcome) => outcome.row);
  mkdirSync(dirname(reportFile), { recursive: true });
  writeFileSync(reportFile, stringify([...rows], { header: true, columns: [...columns] }));

  const after = await stack.sage.counts();
  tell(
    `answered: ${tally.Done} placed, ${tally.Refused} refused, ${tally.Failed} failed in ${seconds.toFixed(1)} s`,
  );
  tell(
    `Sage 100: ${after.orders - before.orders} orders and ${after.customers - before.customers} customers added`,
  );
  tell(`report: ${reportFile}`);
  if (lags.length > 0)
    tell(`changes in Sage beside it: in Salesforce after ${lags.map((lag) => lag.toFixed(1)).join(', ')} s`);
  const faults = await disagreements(outcomes, stack.sage, stack.gateway.client);
  tell(
    faults.length === 0
      ? `Salesforce, Sage (${stack.sage.way}) and the gateway agree on all ${rows.length} orders`
      : `NOT AGREED:\n${faults.join('\n')}`,
  );
  const expected = await differencesFromExpected(folder, rows);
  if (expected) {
    tell(
      expected.differences.length === 0
        ? `expected/orders.csv: all ${expected.compared} rows agree`
        : `NOT AS EXPECTED:\n${expected.differences.join('\n')}`,
    );
  }
  return faults.length + (expected?.differences.length ?? 0) === 0 ? 0 : 1;
}
