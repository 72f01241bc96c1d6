import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import type { FeedName } from './contract/sync.ts';
import { feeds } from './feeds.ts';
import { daysAgo } from './mapping/feed-fields.ts';
import { odbcSettings, openOdbc } from './sage/odbc/index.ts';
import type { SageStreams, SageTables } from './sage/ports.ts';
import type { FeedRecord } from './sync/feed.ts';
import { readSource } from './sync/read-source.ts';
import { stampColumns } from './sync/stamps.ts';
import { odbcAvailable } from './testing/odbc-available.ts';
import { feedSite, openFeed, readFeed } from './testing/read-feed.ts';

const odbc = await odbcAvailable();
if (!odbc.available) console.error(`Skipped: feeds by unixODBC and the SQLite driver. ${odbc.reason}`);

const simulator = join(import.meta.dirname, '..', '..', 'sandbox', 'sage', 'cli.ts');
const customer = { ARDivisionNo: '01', CustomerNo: '0001001' };
const stamp = { DateUpdated: daysAgo(1), TimeUpdated: '15.50000' };
const invoice = { InvoiceNo: '0000500', HeaderSeqNo: '000001' };
/** Prices are written only where the company says which price book they go to. */
const followed = feeds().filter(({ name }) => name !== 'prices');
let folder: string;

/** What a person would have done in Sage: an order that is open, one that is completed, its invoice, the packages. */
const done: readonly [table: string, row: Readonly<Record<string, string>>][] = [
  [
    'SO_SalesOrderHeader',
    {
      ...customer,
      ...stamp,
      SalesOrderNo: '0000901',
      OrderDate: daysAgo(2),
      ShipExpireDate: daysAgo(-5),
      OrderType: 'S',
      OrderStatus: 'N',
      NonTaxableAmt: '100.5',
      FreightAmt: '7.25',
    },
  ],
  [
    'SO_SalesOrderDetail',
    {
      SalesOrderNo: '0000901',
      LineKey: '000001',
      LineSeqNo: '00000000000001',
      ItemCode: 'BLT-ZP-M06',
      ItemType: '1',
      QuantityOrdered: '402',
      UnitPrice: '0.25',
      ExtensionAmt: '100.5',
    },
  ],
  [
    'SO_SalesOrderHistoryHeader',
    {
      ...customer,
      ...stamp,
      SalesOrderNo: '0000900',
      OrderStatus: 'C',
      OrderDate: daysAgo(9),
      NonTaxableAmt: '50',
      InvoicedAmt: '50',
    },
  ],
  [
    'AR_InvoiceHistoryHeader',
    {
      ...customer,
      ...stamp,
      ...invoice,
      InvoiceType: 'IN',
      InvoiceDate: daysAgo(1),
      SalesOrderNo: '0000900',
      NonTaxableSalesAmt: '50',
    },
  ],
  [
    'AR_InvoiceHistoryDetail',
    { ...invoice, DetailSeqNo: '000001', ItemCode: 'BLT-ZP-M06', ItemType: '1', ExtensionAmt: '50' },
  ],
  ['AR_InvoiceHistoryTracking', { ...invoice, PackageNo: '0001', TrackingID: '1Z999' }],
  [
    'AR_OpenInvoice',
    {
      ...customer,
      ...stamp,
      InvoiceNo: '0000500',
      InvoiceType: 'IN',
      InvoiceDate: daysAgo(1),
      InvoiceHistoryHeaderSeqNo: '000001',
      Balance: '50',
    },
  ],
];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sage-feeds-'));
  const seeded = spawnSync(process.execPath, ['--no-warnings', simulator, '--data', folder, 'seed'], {
    encoding: 'utf8',
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  if (seeded.status !== 0) throw new Error(seeded.stderr);
  const sage = new DatabaseSync(join(folder, 'MAS_ABC.sqlite'));
  for (const [table, row] of done) {
    const columns = Object.keys(row);
    const markers = columns.map(() => '?').join(', ');
    sage
      .prepare(`INSERT INTO ${table} (${columns.join(', ')}) VALUES (${markers})`)
      .run(...Object.values(row));
  }
  sage.close();
}, 60_000);
afterAll(() => rmSync(folder, { recursive: true }));

/** The demo company of the simulator, by both ways to read its files. */
describe.each([
  { kind: 'sqlite', runs: odbc.available },
  { kind: 'sqlite-embedded', runs: true },
] as const)('the feeds of the demo company by $kind', ({ kind, runs }) => {
  const test = runs ? it : it.skip;
  let tables: SageTables & SageStreams;
  const read = new Map<FeedName, Map<string, FeedRecord>>();
  const policy = { contacts: 'create', accounts: { create: true }, items: { create: true } };

  beforeAll(async () => {
    tables = openOdbc(odbcSettings.parse({ kind, folder }), pino({ level: 'silent' }));
    if (!runs) return;
    for (const feed of followed) read.set(feed.name, await readFeed(feed, feedSite({}, policy, { tables })));
  });
  afterAll(() => tables.close());

  const record = (feed: FeedName, key: string) => read.get(feed)?.get(key);

  test('bring all its rows', () => {
    const counts = Object.fromEntries([...read].map(([name, records]) => [name, records.size]));

    expect(counts['customers']).toBe(40);
    for (const { name } of followed) expect([name, (counts[name] ?? 0) > 0]).toEqual([name, true]);
    for (const name of ['items', 'stock', 'price-rules', 'ship-to-addresses', 'contacts'])
      expect(counts[name]).toBeGreaterThan(5);
  });

  test('tell an item and its stock', () => {
    const item = record('items', 'ABC-BLT-ZP-M06');

    expect(item).toMatchObject({
      fields: { SageItemCode__c: 'BLT-ZP-M06', SageItemType__c: '1', SageInactive__c: false },
      onCreate: { ProductCode: 'BLT-ZP-M06', IsActive: true },
    });
    expect(item?.fields['SageAliases__c']).toContain('BLT ZP M06');
    const stock = [...(read.get('stock')?.values() ?? [])]
      .filter(({ parents }) => parents?.[0]?.key === 'ABC-BLT-ZP-M06')
      .map(({ fields }) => Number(fields['Available__c']));
    expect(stock.reduce((sum, one) => sum + one, 0)).toBe(141);
  });

  test('tell a customer, its terms and its primary ship-to address', () => {
    expect(record('customers', 'ABC-01-0001001')).toMatchObject({
      fields: { SageCustomerName__c: 'Quillmark Hardware', SageCustomerStatus__c: 'A' },
      onCreate: { Name: 'Quillmark Hardware', BillingPostalCode: '78701' },
    });
    expect(record('customers', 'ABC-01-0001001')?.fields['SageTermsDescription__c']).toMatch(/\w/u);
    const primary = [...(read.get('ship-to-addresses')?.values() ?? [])].filter(
      ({ fields }) => fields['IsPrimary__c'],
    );
    expect(primary.length).toBeGreaterThan(5);
  });

  test('tell open and completed orders', () => {
    expect(record('orders', 'ABC-0000901')).toMatchObject({
      fields: { OrderStatus__c: 'N', Total__c: '107.75', OrderDate__c: daysAgo(2), ShipDate__c: daysAgo(-5) },
    });
    expect(JSON.parse(String(record('orders', 'ABC-0000901')?.fields['Lines__c']))).toMatchObject({
      count: 1,
      lines: [{ itemCode: 'BLT-ZP-M06', quantityOrdered: '402', unitPrice: '0.25', extension: '100.5' }],
    });
    expect(record('orders', 'ABC-0000900')?.fields).toMatchObject({ OrderStatus__c: 'C', Total__c: '50' });
  });

  test('tell an invoice with its line, its balance and its package', () => {
    expect(record('invoices', 'ABC-0000500-000001')?.fields).toMatchObject({
      Total__c: '50',
      SalesOrderNo__c: '0000900',
    });
    expect(record('invoice-lines', 'ABC-0000500-000001-000001')?.fields['Extension__c']).toBe('50');
    expect(record('open-invoices', 'ABC-0000500-000001')?.fields['Balance__c']).toBe('50');
    expect(record('shipments', 'ABC-0000500-0001')?.fields).toMatchObject({
      TrackingId__c: '1Z999',
      Posted__c: true,
    });
  });

  test('come by cursor as they come by reads, with the stamps that tell of changes', async () => {
    for (const feed of followed) {
      const { sources, version } = await openFeed(feed, feedSite({}, policy, { tables }));
      const { signal } = new AbortController();
      const keys: string[] = [];
      for (const source of sources) {
        expect([source.table, source.stamps.length > 0]).toEqual([source.table, true]);
        const isStamped = source.stamps.some(({ table }) => table === source.table);
        const reads = { streams: tables, company: 'ABC', version, signal, onRead: () => undefined };
        for await (const batch of readSource(reads, source, isStamped ? { more: stampColumns } : {}))
          keys.push(...batch.map((row) => source.record(row.row()).key));
      }
      expect([feed.name, keys.sort()]).toEqual([feed.name, [...(read.get(feed.name)?.keys() ?? [])].sort()]);
    }
  });
});
