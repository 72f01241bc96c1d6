import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { GatewayOptions } from '../config.ts';
import { RetryableError } from '../errors.ts';
import type { Row } from '../sage/ports.ts';
import { eventually, testKey } from '../testing/gateway.ts';
import { MemoryTables, type MemoryRow } from '../testing/memory-tables.ts';
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
import type { Feed, FeedSource } from './feed.ts';

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

const codeOf = (index: number) => `I${String(index).padStart(5, '0')}`;

/** Sage with so many items, each in one warehouse, in each company. */
function sageWith(items: number, companies = ['ABC']): MemoryTables {
  const tables = new MemoryTables(
    Object.fromEntries(
      companies.map((company) => [company, { CI_Item: itemsTable(), IM_ItemWarehouse: stockTable() }]),
    ),
  );
  for (const company of companies) {
    for (let index = 1; index <= items; index += 1) {
      const ItemCode = codeOf(index);
      tables.table(company, 'CI_Item').rows.push({ ItemCode, Description: `Item ${index}` });
      tables
        .table(company, 'IM_ItemWarehouse')
        .rows.push({ ItemCode, WarehouseCode: '000', OnHand: String(index) });
    }
  }
  return tables;
}

function stockRow(tables: MemoryTables, index: number, company = 'ABC'): MemoryRow {
  const row = tables
    .table(company, 'IM_ItemWarehouse')
    .rows.find(({ ItemCode }) => ItemCode === codeOf(index));
  if (!row) throw new Error(`no stock of ${index}`);
  return row;
}

/** A gateway that has loaded everything. */
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

const onHand = (org: SyncWorld['org'], index: number) =>
  org.by('SageStock__c', 'Key__c')[`ABC-${codeOf(index)}-000`]?.['OnHand__c'];

/** What a comparison of Sage with the org still finds different. */
function differences(tables: MemoryTables, org: SyncWorld['org']): string[] {
  const inOrg = org.by('SageStock__c', 'Key__c');
  const inSage = new Map(
    tables
      .table('ABC', 'IM_ItemWarehouse')
      .rows.map((row) => [`ABC-${row['ItemCode']}-${row['WarehouseCode']}`, row['OnHand']]),
  );
  const keys = new Set([...Object.keys(inOrg), ...inSage.keys()]);
  return [...keys].filter((key) => inOrg[key]?.['OnHand__c'] !== inSage.get(key));
}

describe('Salesforce kept true to Sage', () => {
  it('is loaded first by the same way: parents before children, collections of 200', async () => {
    const tables = sageWith(300);
    const org = syncOrg();

    const { status } = await loaded({ tables, org });

    expect(Object.keys(org.by('Product2', 'ProductCode'))).toHaveLength(300);
    expect(org.by('SageStock__c', 'Key__c')['ABC-I00007-000']).toMatchObject({
      OnHand__c: '7',
      Product__c: org.by('Product2', 'ProductCode')['I00007']?.['Id'],
      SyncedAt__c: expect.stringMatching(/Z$/),
    });
    expect(differences(tables, org)).toEqual([]);
    expect(await status('stock')).toMatchObject({ state: 'Current', rows: 300, due: 0, parked: 0 });
  });

  it('gets one row by one call when one row was changed, and none when nothing was', async () => {
    const tables = sageWith(50);
    const org = syncOrg();
    const { run, settled } = await loaded({ tables, org });
    const before = org.calls.length;

    await run('stock', 'changed');
    await run('stock', 'full');
    expect(org.calls.slice(before)).toEqual([]);

    Object.assign(stockRow(tables, 4), { OnHand: '99' }, stampAt(new Date()));
    await run('stock', 'changed');
    await settled('stock');

    expect(org.calls.slice(before)).toEqual([{ kind: 'upsert', object: 'SageStock__c', rows: 1 }]);
    expect(onHand(org, 4)).toBe('99');
  });

  it('gets what bears no stamp when the whole table is compared', async () => {
    const tables = sageWith(20);
    const org = syncOrg();
    const { run, settled } = await loaded({ tables, org });

    Object.assign(stockRow(tables, 5), { OnHand: '55' });
    expect(await run('stock', 'changed')).toMatchObject({ due: 0 });
    await run('stock', 'full');
    await settled('stock');

    expect(onHand(org, 5)).toBe('55');
  });

  it('gets ten changes of one row as one, while Salesforce is away, and the newest value', async () => {
    const tables = sageWith(5);
    const org = syncOrg();
    const { run, settled, status } = await loaded({ tables, org });
    const before = org.calls.length;

    org.away = new RetryableError('SALESFORCE_UNAVAILABLE', 'The org is away.');
    for (let times = 1; times <= 10; times += 1) {
      Object.assign(stockRow(tables, 1), { OnHand: String(1000 + times) }, stampAt(new Date()));
      await run('stock', 'changed');
    }
    await eventually(
      () => status('stock'),
      ({ state }) => state === 'Waiting',
    );
    expect(await status('stock')).toMatchObject({
      due: 1,
      code: 'SALESFORCE_UNAVAILABLE',
      message: 'The org is away.',
    });
    org.away = undefined;
    await settled('stock');

    expect(org.calls.slice(before)).toEqual([{ kind: 'upsert', object: 'SageStock__c', rows: 1 }]);
    expect(onHand(org, 1)).toBe('1010');
  });

  it('keeps what was changed while it was being delivered as due, and delivers it again', async () => {
    const tables = sageWith(5);
    const org = syncOrg();
    const { run, settled } = await loaded({ tables, org });
    let changing: Promise<unknown> | undefined;
    const { upsert } = org;
    org.upsert = async (...call) => {
      org.upsert = upsert;
      const results = await org.upsert(...call);
      Object.assign(stockRow(tables, 2), { OnHand: '222' }, stampAt(new Date()));
      changing = run('stock', 'changed');
      await changing;
      return results;
    };

    Object.assign(stockRow(tables, 2), { OnHand: '22' }, stampAt(new Date()));
    await run('stock', 'changed');
    await eventually(
      () => changing,
      (begun) => begun !== undefined,
    );
    await changing;
    await settled('stock');

    expect(onHand(org, 2)).toBe('222');
  });

  it('has no difference after the gateway ended between the write of the org and its own note', async () => {
    const tables = sageWith(30);
    const org = syncOrg();
    let crashes = 3;
    org.afterWrite = () => {
      if ((crashes -= 1) >= 0) throw new Error('the gateway was killed here');
    };

    const { run, settled } = await loaded({ tables, org });
    await run('stock', 'full');
    await settled('stock');

    expect(crashes).toBeLessThan(0);
    expect(Object.keys(org.by('Product2', 'ProductCode'))).toHaveLength(30);
    expect(org.of('Product2').size).toBe(30);
    expect(differences(tables, org)).toEqual([]);
  });

  it('stops when the org is limited, and goes on by itself when that is over', async () => {
    const tables = sageWith(10);
    const org = syncOrg();
    const { run, settled, status } = await loaded({ tables, org });

    org.away = new RetryableError('SALESFORCE_LIMITED', 'The limit of the day is used up.');
    for (let index = 1; index <= 10; index += 1)
      Object.assign(stockRow(tables, index), { OnHand: '0' }, stampAt(new Date()));
    await run('stock', 'changed');
    await eventually(
      () => status('stock'),
      ({ code }) => code === 'SALESFORCE_LIMITED',
    );
    expect(await status('stock')).toMatchObject({ state: 'Waiting', due: 10 });
    org.away = undefined;
    await settled('stock');

    expect(differences(tables, org)).toEqual([]);
  });

  it('deletes or writes what is gone, as the feed says, and takes it back when it returns', async () => {
    const tables = sageWith(10);
    const org = syncOrg();
    const { run, settled } = await loaded({ tables, org });
    const items = tables.table('ABC', 'CI_Item').rows;
    const stock = tables.table('ABC', 'IM_ItemWarehouse').rows;
    const gone = [...items.splice(2, 1), ...stock.splice(2, 1)];

    await run('stock', 'full');
    await run('items', 'full');
    await settled('stock');
    await settled('items');

    expect(onHand(org, 3)).toBeUndefined();
    expect(org.by('Product2', 'ProductCode')['I00003']).toMatchObject({ IsActive: false });

    stock.push(gone[1] ?? {});
    await run('stock', 'full');
    await settled('stock');
    expect(differences(tables, org)).toEqual([]);
  });

  it('holds back a loss of many records until the next compare says so too', async () => {
    const tables = sageWith(300);
    const org = syncOrg();
    const { run, settled } = await loaded({ tables, org });
    const stock = tables.table('ABC', 'IM_ItemWarehouse').rows;
    stock.splice(0, 150);

    expect(await run('stock', 'full')).toMatchObject({ goneHeld: 150, due: 0 });
    expect(org.of('SageStock__c').size).toBe(300);
    await run('stock', 'full');
    expect(await settled('stock')).toMatchObject({ goneHeld: 0, rows: 150 });
    expect(differences(tables, org)).toEqual([]);

    stock.splice(0, 140);
    await run('stock', 'full', { acceptGone: true });
    await settled('stock');
    expect(differences(tables, org)).toEqual([]);
  });

  it('delivers all rows again when the feed decides otherwise what becomes of them', async () => {
    const tables = sageWith(5);
    const org = syncOrg();
    let version = '1';
    const feeds = [itemFeed(), stockFeed({ version: () => version })];
    const { run, settled } = await loaded({ tables, org, feeds });
    const before = org.calls.length;

    version = '2';
    expect(await run('stock', 'full')).toMatchObject({ lastCompareRun: { read: 5, due: 5 } });
    await settled('stock');

    expect(org.calls.slice(before)).toEqual([{ kind: 'upsert', object: 'SageStock__c', rows: 5 }]);
  });
});

describe('the figures of a gateway that follows Sage', () => {
  it('tell what was read, delivered, is due, is parked, and how old it is', async () => {
    const tables = sageWith(3);
    const { url } = await loaded({ tables, org: syncOrg() });

    const reply = await fetch(`${url}/metrics`, { headers: { authorization: `Bearer ${testKey}` } });
    const figures = (await reply.text()).split('\n').filter((line) => line.includes('feed="stock"'));

    expect(figures).toEqual([
      'gateway_sync_rows_read_total{company="ABC",feed="stock"} 3',
      'gateway_sync_rows_delivered_total{company="ABC",feed="stock"} 3',
      'gateway_sync_due{company="ABC",feed="stock"} 0',
      'gateway_sync_parked{company="ABC",feed="stock"} 0',
      expect.stringMatching(/^gateway_sync_age_seconds\{company="ABC",feed="stock"\} \d+$/),
    ]);
  });
});

describe('a record that cannot be delivered', () => {
  it('is parked with its reason and comes back by itself when its parent is there', async () => {
    const tables = sageWith(3);
    const org = syncOrg();
    tables.table('ABC', 'CI_Item').rows.splice(1, 1);
    const { run, settled, status, call } = await loaded({ tables, org });

    expect(await status('stock')).toMatchObject({ parked: 1, parkedByCode: { PARENT_UNKNOWN: 1 } });
    expect((await call('GET', '/v1/sync/stock/parked')).body).toMatchObject({
      parked: [
        {
          key: 'ABC-I00002-000',
          code: 'PARENT_UNKNOWN',
          waitsFor: { feed: 'items', key: 'ABC-I00002' },
        },
      ],
      next: null,
    });

    tables.table('ABC', 'CI_Item').rows.push({ ItemCode: 'I00002', ...stampAt(new Date()) });
    await run('items', 'changed');
    await settled('items');
    await eventually(
      () => status('stock'),
      ({ parked }) => parked === 0,
    );
    await settled('stock');
    expect(differences(tables, org)).toEqual([]);
  });

  it('is woken by one query when somebody makes its record in the org', async () => {
    const tables = sageWith(3);
    const org = syncOrg();
    const sync = { ...quietSync, lookSeconds: 1 };
    org.make('Product2', { ProductCode: 'I00001', Name: 'one' });
    const { status } = await loaded(
      { tables, org, feeds: [itemFeed({ makes: false }), stockFeed()] },
      { sync },
    );
    expect(await status('items')).toMatchObject({ parked: 2, parkedByCode: { RECORD_UNKNOWN: 2 } });
    const before = org.calls.length;

    org.make('Product2', { ProductCode: 'I00003', Name: 'three' });
    await eventually(
      () => status('stock'),
      ({ parked, due }) => parked === 1 && due === 0,
    );

    expect(await status('items')).toMatchObject({ parked: 1 });
    expect(onHand(org, 3)).toBe('3');
    const looks = org.calls
      .slice(before)
      .filter(({ kind, object }) => kind === 'query' && object === 'Product2');
    expect(looks.length).toBeLessThan(10);
  });

  it('is parked with the words of the org, and its neighbours go', async () => {
    const tables = sageWith(4);
    const org = syncOrg((record) => (record['OnHand__c'] === '2' ? 'Two is not allowed.' : undefined));
    const { run, settled, status } = await loaded({ tables, org });

    expect(await status('stock')).toMatchObject({ parked: 1, parkedByCode: { SALESFORCE_REFUSED: 1 } });
    expect(differences(tables, org)).toEqual(['ABC-I00002-000']);

    Object.assign(stockRow(tables, 2), { OnHand: '20' }, stampAt(new Date()));
    await run('stock', 'changed');
    await settled('stock');
    expect(differences(tables, org)).toEqual([]);
  });

  it('waits while several records of the org stand for it', async () => {
    const tables = sageWith(1);
    const org = syncOrg();
    org.make('Product2', { ProductCode: 'I00001', Name: 'one' });
    org.make('Product2', { ProductCode: 'I00001', Name: 'one again' });

    const { status } = await loaded({ tables, org });

    expect(await status('items')).toMatchObject({ parked: 1, parkedByCode: { RECORD_AMBIGUOUS: 1 } });
  });

  it('is looked up again when somebody has deleted its record in the org', async () => {
    const tables = sageWith(2);
    const org = syncOrg();
    const { run, settled } = await loaded({ tables, org });
    org.of('Product2').delete(String(org.by('Product2', 'ProductCode')['I00002']?.['Id']));

    const [row = {}] = tables.table('ABC', 'CI_Item').rows.slice(1);
    Object.assign(row, { Description: 'back again' }, stampAt(new Date()));
    await run('items', 'changed');
    await settled('items');

    expect(org.by('Product2', 'ProductCode')['I00002']).toMatchObject({ Description: 'back again' });
  });
});

describe('many rows', () => {
  const sync = { ...quietSync, bulkFrom: 200 };

  it('go by one bulk job, which a gateway that was ended takes up again', async () => {
    const tables = sageWith(500);
    const org = syncOrg();
    const url = await postgres.createDatabase();
    await loaded({ tables, org }, {}, url);
    await gateway?.stop();
    for (let index = 1; index <= 500; index += 1)
      Object.assign(stockRow(tables, index), { OnHand: `${index}.5` });
    org.bulkEnds = false;

    gateway = await startSync(url, { tables, org }, { sync });
    await gateway.run('stock', 'full');
    await eventually(
      () => org.jobs.size,
      (jobs) => jobs === 1,
    );
    Object.assign(stockRow(tables, 7), { OnHand: '777' });
    await gateway.run('stock', 'full');
    await gateway.stop();
    org.bulkEnds = true;
    gateway = await startSync(url, { tables, org }, { sync });
    await gateway.settled('stock');

    expect(org.jobs.size).toBe(1);
    expect(org.calls.filter(({ kind }) => kind === 'bulk')).toEqual([
      { kind: 'bulk', object: 'SageStock__c', rows: 500 },
    ]);
    expect(onHand(org, 7)).toBe('777');
    expect(differences(tables, org)).toEqual([]);
  }, 60_000);

  it('leave one with a long text to a call, because triggers of the org have little room', async () => {
    const tables = sageWith(300);
    const org = syncOrg();
    const long = 'x'.repeat(9_000);
    const stock = stockFeed();
    const withLong: Feed = {
      ...stock,
      async open(site) {
        const opened = await stock.open(site);
        const record = (source: FeedSource, row: Row) => {
          const made = source.record(row);
          return row['OnHand'] === '7.5' ? { ...made, fields: { OnHand__c: long } } : made;
        };
        return (
          opened && {
            ...opened,
            sources: opened.sources.map((source) => ({ ...source, record: (row) => record(source, row) })),
          }
        );
      },
    };
    const { run, settled } = await loaded({ tables, org, feeds: [itemFeed(), withLong] }, { sync });
    const before = org.calls.length;
    for (let index = 1; index <= 300; index += 1)
      Object.assign(stockRow(tables, index), { OnHand: `${index}.5` });

    await run('stock', 'full');
    await settled('stock');

    expect(org.calls.slice(before).filter(({ kind }) => kind === 'bulk')).toEqual([
      { kind: 'bulk', object: 'SageStock__c', rows: 299 },
    ]);
    expect(onHand(org, 7)).toBe(long);
    expect(onHand(org, 8)).toBe('8.5');
  }, 60_000);

  it('go again when the org has lost the job', async () => {
    const tables = sageWith(300);
    const org = syncOrg();
    const { start } = org;
    org.start = async (...call) => {
      org.start = start;
      const id = await org.start(...call);
      org.jobs.delete(id);
      return id;
    };

    await loaded({ tables, org }, { sync });

    expect(differences(tables, org)).toEqual([]);
  }, 60_000);
});

describe('Sage that cannot be read', () => {
  it('makes its feed wait with the reason, and the others go on', async () => {
    const tables = sageWith(10);
    const org = syncOrg();
    const { run, status, settled, call } = await loaded({ tables, org });
    const error = new RetryableError('SAGE_READ_FAILED', 'The driver is away.');
    tables.breaks.set('IM_ItemWarehouse', { after: 0, error });

    await call('POST', '/v1/sync/stock', { mode: 'full' });
    expect(
      await eventually(
        () => status('stock'),
        ({ state }) => state === 'Waiting',
      ),
    ).toMatchObject({
      code: 'SAGE_READ_FAILED',
      message: 'The driver is away.',
    });
    expect(await run('items', 'full')).toMatchObject({ state: 'Current' });
    expect(org.of('SageStock__c').size).toBe(10);

    tables.breaks.clear();
    await run('stock', 'full');
    expect(await settled('stock')).toMatchObject({ state: 'Current', code: null });
  });

  it('that lacks the table has the feed off', async () => {
    const tables = new MemoryTables({ ABC: { CI_Item: itemsTable() } });
    const org = syncOrg();
    gateway = await startSync(await postgres.createDatabase(), { tables, org });

    expect(
      await eventually(
        () => gateway?.status('stock'),
        (now) => now?.state === 'Off',
      ),
    ).toMatchObject({
      ageSeconds: null,
      code: null,
    });
  });
});

describe('two companies', () => {
  it('are followed apart', async () => {
    const tables = sageWith(3, ['ABC', 'XYZ']);
    const org = syncOrg();
    const { run, settled, status } = await loaded({ tables, org }, { companies: ['ABC', 'XYZ'] });
    await settled('stock', 'XYZ');
    const before = org.calls.length;

    tables.table('XYZ', 'IM_ItemWarehouse').rows.splice(0, 1);
    Object.assign(stockRow(tables, 2, 'XYZ'), { OnHand: '8' });
    await run('stock', 'full', { company: 'XYZ' });
    await settled('stock', 'XYZ');

    const stock = org.by('SageStock__c', 'Key__c');
    expect(Object.keys(stock).sort()).toEqual(
      ['ABC-I00001', 'ABC-I00002', 'ABC-I00003', 'XYZ-I00002', 'XYZ-I00003'].map((key) => `${key}-000`),
    );
    expect(stock['XYZ-I00002-000']).toMatchObject({ OnHand__c: '8' });
    expect(org.calls.slice(before).filter(({ kind }) => kind !== 'query')).toHaveLength(2);
    expect(await status('stock')).toMatchObject({ rows: 3 });
  });
});

describe('POST /v1/sync/{feed}', () => {
  it('refuses what is not followed here', async () => {
    const { call } = await loaded({ tables: sageWith(1), org: syncOrg() });

    for (const [path, body, httpStatus, code] of [
      ['/v1/sync/nothing', { mode: 'full' }, 400, 'INVALID_REQUEST'],
      ['/v1/sync/orders', { mode: 'full' }, 400, 'INVALID_REQUEST'],
      ['/v1/sync/stock', { mode: 'all' }, 400, 'INVALID_REQUEST'],
      ['/v1/sync/stock', { mode: 'full', company: 'QQQ' }, 400, 'UNKNOWN_COMPANY'],
    ] as const) {
      expect(await call('POST', path, body)).toMatchObject({ status: httpStatus, body: { code } });
    }
  });
});
