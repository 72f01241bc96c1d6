import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Stack } from './stack.ts';
import { until } from './until.ts';

const simulator = join(import.meta.dirname, '..', 'sage', 'cli.ts');
const run = promisify(execFile);
/** Far beyond what is promised, so that a broken promise is measured and not only told. */
const patienceMs = 300_000;

/**
 * Changes stock in Sage again and again while `loaded` has not resolved, at least once, and measures how long each change takes to be in Salesforce. Resolves
 * with the seconds; with none where the gateway does not follow Sage.
 */
export async function changeLags(stack: Stack, loaded: Promise<unknown>): Promise<number[]> {
  const place = stack.isSynced ? await followedStock(stack) : undefined;
  if (place === undefined) return [];
  const state = { ended: false };
  const end = loaded.then(
    () => (state.ended = true),
    () => (state.ended = true),
  );
  const lags: number[] = [];
  do {
    const before = await onHand(stack, place);
    const begun = Date.now();
    await run(process.execPath, [
      ...[simulator, '--data', stack.sageFolder],
      ...['adjust', place.itemCode, place.warehouseCode, '1'],
    ]);
    await until(
      async () => (await onHand(stack, place)) !== before,
      'a change in Sage is in Salesforce',
      patienceMs,
    );
    lags.push((Date.now() - begun) / 1000);
  } while (!state.ended);
  await end;
  return lags;
}

interface Place {
  readonly itemCode: string;
  readonly warehouseCode: string;
}

/** A stock record that has come to Salesforce by the first load; undefined when Sage has none of the org's products. */
async function followedStock(stack: Stack): Promise<Place | undefined> {
  const rows = async () =>
    stack.org.query<{ ItemCode__c: string; WarehouseCode__c: string }>(
      'SELECT ItemCode__c, WarehouseCode__c FROM SageStock__c ORDER BY Key__c LIMIT 1',
    );
  await until(
    async () => {
      const stock = (await stack.gateway.client.sync()).find(({ feed }) => feed === 'stock');
      return stock?.state === 'Off' || (stock?.lastCompareRun !== null && (await rows()).length > 0);
    },
    'the first stock is in Salesforce',
    patienceMs,
  );
  const [row] = await rows();
  return row && { itemCode: row.ItemCode__c, warehouseCode: row.WarehouseCode__c };
}

async function onHand(stack: Stack, { itemCode, warehouseCode }: Place): Promise<unknown> {
  const [row] = await stack.org.query<{ OnHand__c: number }>(
    `SELECT OnHand__c FROM SageStock__c WHERE ItemCode__c = '${itemCode}' AND WarehouseCode__c = '${warehouseCode}'`,
  );
  return row?.OnHand__c;
}
