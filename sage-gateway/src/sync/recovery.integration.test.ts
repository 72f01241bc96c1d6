import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { GatewayOptions } from '../config.ts';
import { RetryableError } from '../errors.ts';
import { eventually } from '../testing/gateway.ts';
import type { MemoryOrg } from '../testing/memory-org.ts';
import { MemoryTables } from '../testing/memory-tables.ts';
import { startTestPostgres, type TestPostgres } from '../testing/postgres.ts';
import {
  itemFeed,
  itemsTable,
  quietSync,
  stampAt,
  startSync,
  stockFeed,
  stockTable,
  syncOrg,
  type SyncGateway,
  type SyncWorld,
} from '../testing/sync-world.ts';

/* What people, crashes and limits do to the org or the gateway, and how the two halves agree again. */

let postgres: TestPostgres;
let gateway: SyncGateway | undefined;
beforeAll(async () => {
  postgres = await startTestPostgres();
}, 60_000);
afterEach(async () => {
  await gateway?.stop();
  gateway = undefined;
});
afterAll(() => postgres.stop());

/** Sage with so many items `I1` ..., each in one warehouse. */
function sageWith(items: number): MemoryTables {
  const tables = new MemoryTables({ ABC: { CI_Item: itemsTable(), IM_ItemWarehouse: stockTable() } });
  for (let index = 1; index <= items; index += 1) {
    const ItemCode = `I${index}`;
    tables.table('ABC', 'CI_Item').rows.push({ ItemCode, Description: `Item ${index}` });
    tables
      .table('ABC', 'IM_ItemWarehouse')
      .rows.push({ ItemCode, WarehouseCode: '000', OnHand: String(index) });
  }
  return tables;
}

async function loaded(
  world: SyncWorld,
  changes: Partial<GatewayOptions> = {},
  url?: string,
): Promise<SyncGateway> {
  gateway = await startSync(url ?? (await postgres.createDatabase()), world, changes);
  await gateway.settled('items');
  await gateway.settled('stock');
  return gateway;
}

const stockOf = (org: MemoryOrg, index: number) => org.by('SageStock__c', 'Key__c')[`ABC-I${index}-000`];
const itemOf = (org: MemoryOrg, index: number) => org.by('Product2', 'ProductCode')[`I${index}`];
const deleteItem = (org: MemoryOrg, index: number) =>
  org.of('Product2').delete(String(itemOf(org, index)?.['Id']));

describe('a record of the org that was deleted or merged', () => {
  it('is found or made anew when a record that points to it is refused, which then goes', async () => {
    const tables = sageWith(3);
    const org = syncOrg();
    const { run } = await loaded({ tables, org });
    deleteItem(org, 2);

    const [, row = {}] = tables.table('ABC', 'IM_ItemWarehouse').rows;
    Object.assign(row, { OnHand: '22' }, stampAt(new Date()));
    await run('stock', 'changed');

    await eventually(
      () => stockOf(org, 2),
      (stock) => stock?.['OnHand__c'] === '22',
    );
    expect(stockOf(org, 2)?.['Product__c']).toBe(itemOf(org, 2)?.['Id']);
  });

  it('comes back with everything else when somebody asks to deliver all again', async () => {
    const tables = sageWith(4);
    const org = syncOrg();
    const { run, settled } = await loaded({ tables, org });
    org.of('Product2').clear();
    org.of('SageStock__c').clear();

    await run('items', 'full');
    await run('stock', 'full');
    expect(org.of('SageStock__c').size).toBe(0);
    await run('items', 'full', { redeliver: true });
    await run('stock', 'full', { redeliver: true });
    await settled('items');
    await settled('stock');

    expect(org.of('Product2').size).toBe(4);
    expect(org.of('SageStock__c').size).toBe(4);
    expect(stockOf(org, 3)).toMatchObject({ OnHand__c: '3', Product__c: itemOf(org, 3)?.['Id'] });
    const before = org.writes;
    await run('stock', 'full');
    expect(org.writes).toBe(before);
  });
});

describe('an org that was set up after Sage was followed', () => {
  it('gets all that was known before', async () => {
    const tables = sageWith(3);
    const org = syncOrg();
    const url = await postgres.createDatabase();
    gateway = await startSync(url, { tables });
    await gateway.settled('stock');
    await gateway.stop();

    gateway = await startSync(url, { tables, org });
    await gateway.run('items', 'full');
    await gateway.run('stock', 'full');
    await gateway.settled('stock');

    expect(org.of('SageStock__c').size).toBe(3);
  });
});

describe('a row of Sage of which no record can be made', () => {
  it('is parked, holds nobody up, and is tried again by each compare, for the program may have been mended', async () => {
    const tables = sageWith(3);
    const org = syncOrg();
    let fails = true;
    const good = stockFeed();
    const feed = {
      ...good,
      open: async (site: Parameters<typeof good.open>[0]) => {
        const open = await good.open(site);
        const sources = open?.sources.map((source) => ({
          ...source,
          record: (row: Parameters<typeof source.record>[0]) => {
            if (fails && row['ItemCode'] === 'I2') throw new Error('not as expected');
            return source.record(row);
          },
        }));
        return open && sources && { ...open, sources };
      },
    };
    const { run, status, settled } = await loaded({ tables, org, feeds: [itemFeed(), feed] });
    expect(await status('stock')).toMatchObject({ parked: 1, parkedByCode: { INTERNAL: 1 } });
    expect(org.of('SageStock__c').size).toBe(2);

    fails = false;
    await run('stock', 'full');
    await settled('stock');

    expect(stockOf(org, 2)).toMatchObject({ OnHand__c: '2' });
  });
});

describe('what the org refused', () => {
  it('is tried again at once when somebody asks for a run', async () => {
    const tables = sageWith(2);
    let isStrict = true;
    const org = syncOrg((record) => (isStrict && record['OnHand__c'] === '2' ? 'Not two.' : undefined));
    const { run, status, call } = await loaded({ tables, org });
    expect(await status('stock')).toMatchObject({ parkedByCode: { SALESFORCE_REFUSED: 1 } });

    const hours = async () => {
      const { parked } = (await call('GET', '/v1/sync/stock/parked')).body as {
        parked: { retryAt: string }[];
      };
      return Math.round((Date.parse(parked[0]?.retryAt ?? '') - Date.now()) / 3_600_000);
    };
    expect(await hours()).toBe(6);
    await run('stock', 'changed');
    expect(await eventually(hours, (late) => late > 6)).toBe(12);

    isStrict = false;
    await run('stock', 'changed');

    await eventually(
      () => status('stock'),
      ({ parked, due }) => parked === 0 && due === 0,
    );
    expect(stockOf(org, 2)).toMatchObject({ OnHand__c: '2' });
  });

  it('for want of room makes its feed wait, and no other', async () => {
    const tables = sageWith(2);
    const org = syncOrg();
    const { upsert } = org;
    let isFull = true;
    org.upsert = async (...call) => {
      if (!isFull) return upsert.apply(org, call);
      return call[2].map(() => ({
        ok: false as const,
        verdict: 'retry' as const,
        code: 'SALESFORCE_LIMITED' as const,
        message: 'STORAGE_LIMIT_EXCEEDED: storage limit exceeded',
        fields: [],
      }));
    };
    gateway = await startSync(await postgres.createDatabase(), { tables, org });
    const { status, run, settled } = gateway;
    await eventually(
      () => status('stock'),
      ({ code }) => code === 'SALESFORCE_UNAVAILABLE',
    );

    const [row = {}] = tables.table('ABC', 'CI_Item').rows;
    Object.assign(row, { Description: 'changed' }, stampAt(new Date()));
    await run('items', 'changed');
    await settled('items');
    expect(itemOf(org, 1)).toMatchObject({ Description: 'changed' });
    isFull = false;
    await settled('stock');
    expect(org.of('SageStock__c').size).toBe(2);
  });
});

describe('a table that is empty all at once', () => {
  it('is not believed, however often, until somebody says so', async () => {
    const tables = sageWith(20);
    const org = syncOrg();
    const { run, settled } = await loaded({ tables, org });
    tables.table('ABC', 'IM_ItemWarehouse').rows.splice(0);

    for (let times = 0; times < 3; times += 1)
      expect(await run('stock', 'full')).toMatchObject({ goneHeld: 20, due: 0 });
    expect(org.of('SageStock__c').size).toBe(20);

    await run('stock', 'full', { acceptGone: true });
    await settled('stock');
    expect(org.of('SageStock__c').size).toBe(0);
  });
});

describe('calls that are kept for answers to orders', () => {
  it('are not used up by what comes from Sage, which waits and says so', async () => {
    const tables = sageWith(2);
    const org = syncOrg();
    const { usage } = org;
    const { run, status, settled } = await loaded({ tables, org });
    const before = org.calls.length;
    org.usage = () => ({ ...usage.call(org), left: 10, spare: 0 });

    const [row = {}] = tables.table('ABC', 'IM_ItemWarehouse').rows;
    Object.assign(row, { OnHand: '11' }, stampAt(new Date()));
    await run('stock', 'changed');
    expect(
      await eventually(
        () => status('stock'),
        ({ code }) => code !== null,
      ),
    ).toMatchObject({ code: 'SALESFORCE_LIMITED', due: 1 });
    expect(org.calls).toHaveLength(before);

    org.usage = usage;
    await settled('stock');
    expect(stockOf(org, 1)).toMatchObject({ OnHand__c: '11' });
  });
});

describe('a bulk job', () => {
  const sync = { ...quietSync, bulkFrom: 200 };

  it('whose results cannot be read holds up no other feed', async () => {
    const tables = sageWith(300);
    const org = syncOrg();
    const { results } = org;
    let isBroken = true;
    let reads = 0;
    org.results = (...call) => {
      reads += 1;
      if (isBroken)
        throw new RetryableError('SALESFORCE_UNAVAILABLE', 'Salesforce sent a file that is no CSV.');
      return results.apply(org, call);
    };
    gateway = await startSync(await postgres.createDatabase(), { tables, org }, { sync });
    const { run, settled } = gateway;
    await eventually(
      () => reads,
      (times) => times > 0,
    );

    const [row = {}] = tables.table('ABC', 'CI_Item').rows;
    Object.assign(row, { Description: 'changed' }, stampAt(new Date()));
    await run('items', 'changed');
    await settled('items');
    expect(itemOf(org, 1)).toMatchObject({ Description: 'changed' });
    isBroken = false;
    await settled('stock');
    expect(org.of('SageStock__c').size).toBe(300);
  }, 60_000);

  it('is known before it gets rows, so that none is made twice by a gateway that is killed there', async () => {
    const tables = sageWith(300);
    const org = syncOrg();
    const { start } = org;
    org.start = async (...call) => {
      org.start = start;
      await org.start(...call);
      throw new RetryableError(
        'SALESFORCE_UNAVAILABLE',
        'The gateway was killed before it heard the answer.',
      );
    };

    await loaded({ tables, org }, { sync });

    expect(org.jobs.size).toBe(1);
    expect(org.of('SageStock__c').size).toBe(300);
  }, 60_000);
});
