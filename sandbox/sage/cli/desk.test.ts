import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { Row } from '../dictionary/table.ts';
import { openCompany } from '../store/files.ts';
import { removeFolder } from '../testing/company.ts';
import { HostClient, ORDER_CONTEXT } from '../testing/host-client.ts';

jest.setTimeout(60_000);

const CLI = fileURLToPath(new URL('../cli.ts', import.meta.url));
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sage-desk-cli-'));
  await cli('--company', 'XYZ', 'seed', '--layout', '2018');
});

afterAll(() => removeFolder(folder));

interface Told {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function cli(...args: string[]): Promise<Told> {
  return new Promise((resolve) => {
    execFile(process.execPath, [CLI, '--data', folder, ...args], (error, out, err) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, out, err });
    });
  });
}

/** A command at the company XYZ by a given clock, which must do. */
async function at(time: string, ...args: string[]): Promise<unknown> {
  const { code, out, err } = await cli('--company', 'XYZ', '--at', time, ...args);
  if (code !== 0) throw new Error(err);
  return out === '' ? undefined : JSON.parse(out);
}

function row(table: string, ...key: string[]): Row {
  const store = openCompany(folder, 'XYZ');
  const found = store.find(table, ...key);
  store.close();
  return found ?? {};
}

describe('people at Sage from the command line', () => {
  it('enter, hold, ship, post, pay and cancel, each by the clock that is given', async () => {
    const time = '2026-06-01T08:30:00';
    const entered = await at(
      time,
      'order',
      'enter',
      '00-0001002',
      'HMR-CL-300:4',
      'PLR-CB-160:2:9.99',
      '--set',
      'CustomerPONo$=PO1',
    );
    const { salesOrderNo } = entered as { salesOrderNo: string };
    await at(time, 'order', 'change', salesOrderNo, 'OrderStatus$=H');
    const held = await cli('--company', 'XYZ', 'ship', salesOrderNo);
    await at(time, 'order', 'change', salesOrderNo, 'OrderStatus$=O');
    const shipped = await at(time, 'ship', salesOrderNo, '000001:3', '--tracking', '1ZA', '1ZB');
    const { invoiceNo } = shipped as { invoiceNo: string };
    const [posted] = (await at('2026-06-02T18:00:00', 'post')) as Row[];
    await at(time, 'pay', invoiceNo, '10', '--not-posted');
    const paid = await at('2026-06-03T09:00:00', 'post-payments');
    await at(time, 'order', 'delete', salesOrderNo, '--reason', 'CUST');

    expect([held.code, held.err]).toEqual([1, `The order ${salesOrderNo} is on hold\n`]);
    expect(posted).toMatchObject({ invoiceNo, isOrderCompleted: false });
    expect(row('AR_InvoiceHistoryTracking', invoiceNo, '000001', '0002')).toMatchObject({
      TrackingID: '1ZB',
    });
    expect(paid).toEqual({ posted: [invoiceNo] });
    expect(row('AR_OpenInvoice', '00', '0001002', invoiceNo, 'IN')).toMatchObject({
      Balance: '50.48',
      DateUpdated: '2026-06-03',
    });
    expect(row('SO_SalesOrderHistoryHeader', salesOrderNo)).toMatchObject({
      OrderStatus: 'X',
      CustomerPONo: 'PO1',
    });
  });

  it('change stock, records and whole tables, stamped or not', async () => {
    const time = '2026-06-04T12:00:00';
    const before = Number(row('IM_ItemWarehouse', 'HMR-CL-300', '000')['QuantityOnHand']);
    await at(time, 'receive', 'HMR-CL-300', '000', '12');
    await at(time, 'adjust', 'HMR-CL-300', '000', '--', '-2');
    await at(time, 'record', 'edit', 'IM_PriceCode', '1++HMR-CL-300+++', 'DiscountMarkup1=12.75');
    await at(time, 'record', 'add', 'AR_CustomerContact', '00+0001002+BOSS', 'ContactName=Top Desk');
    await at(time, 'record', 'delete', 'SO_ShipToAddress', '00+0001002+SITE');
    await at(time, 'record', 'edit', 'AR_Customer', '00+0002001', 'CreditHold=Y', '--unstamped');
    const priced = await at(time, 'bulk', 'prices', '5', '--product-line', 'SAFE');
    const moved = await at(time, 'bulk', 'customers', 'TermsCode=00', '--where', 'TermsCode=01');
    const counted = await at(time, 'bulk', 'recount', '000', '--percent', '50');
    const purged = [
      await at(time, 'bulk', 'purge-orders', '2026-06-02'),
      await at(time, 'bulk', 'purge-invoices', '2026-06-05'),
    ];

    expect(row('IM_ItemWarehouse', 'HMR-CL-300', '000')['DateUpdated']).toBe('2026-06-04');
    expect(
      Math.abs(Number(row('IM_ItemWarehouse', 'HMR-CL-300', '000')['QuantityOnHand']) - before - 10),
    ).toBeLessThanOrEqual(1);
    expect(row('IM_PriceCode', '1', '', 'HMR-CL-300', '', '', '')).toMatchObject({
      DiscountMarkup1: '12.75',
      TimeUpdated: '12',
    });
    expect(row('AR_CustomerContact', '00', '0001002', 'BOSS')).toMatchObject({ ContactName: 'Top Desk' });
    expect(row('SO_ShipToAddress', '00', '0001002', 'SITE')).toEqual({});
    expect(row('AR_Customer', '00', '0002001')).toMatchObject({ CreditHold: 'Y' });
    expect(row('AR_Customer', '00', '0002001')['DateUpdated']).not.toBe('2026-06-04');
    expect([priced, moved]).toEqual([{ changed: 35 }, { changed: 4 }]);
    expect((counted as { changed: number }).changed).toBeGreaterThan(0);
    expect(purged).toEqual([{ purged: 1 }, { purged: 0 }]);
  });

  it('generate and touch stock records', async () => {
    const made = await at('2026-06-01', 'generate', 'item-warehouses', '--items', '50', '--warehouses', '4');
    const touched = await at('2026-06-02', 'touch', 'item-warehouses', '--percent', '100');

    expect(made).toEqual({ made: 200 });
    expect((touched as { changed: number }).changed).toBeGreaterThanOrEqual(200);
    expect(row('IM_ItemWarehouse', 'GEN-0000050', 'G03')).toMatchObject({ DateUpdated: '2026-06-02' });
  });

  it('tell of mistakes in a sentence', async () => {
    const mistakes = [
      ['order', 'enter', '00-0001002', 'HMR-CL-300'],
      ['record', 'edit', 'AR_Customer', '00+0001002', 'nonsense'],
      ['bulk', 'purge-orders', 'yesterday'],
      ['touch', 'item-warehouses', '--percent', '101'],
      ['generate', 'item-warehouses', '--items', '1', '--warehouses', '101'],
      ['--at', 'noon', 'post'],
    ];

    const told = await Promise.all(mistakes.map((args) => cli('--company', 'XYZ', ...args)));

    expect(told.map(({ code }) => code)).toEqual(mistakes.map(() => 1));
    expect(told.map(({ err }) => err)).toEqual([
      expect.stringContaining('not ITEM:QUANTITY'),
      expect.stringContaining('not Column=Value'),
      expect.stringContaining('yesterday is not a date'),
      expect.stringContaining('0 to 100'),
      expect.stringContaining('1 to 100 warehouses'),
      expect.stringContaining('a time is needed'),
    ]);
  });

  it('take the company for period end, set the clock wrong and switch line edits off for running hosts', async () => {
    const host = new HostClient(folder);
    await host.open('XYZ');
    const write = (salesOrderNo: string, more: object): Promise<unknown> =>
      host.ask({
        op: 'write',
        context: ORDER_CONTEXT,
        object: 'SO_SalesOrder_bus',
        key: [['SalesOrderNo$', salesOrderNo]],
        mode: 'create',
        set: [],
        ...more,
      });
    const customer = [
      ['ARDivisionNo$', '00'],
      ['CustomerNo$', '0001002'],
    ];
    const line = {
      set: [
        ['ItemCode$', '/HANDLING'],
        ['QuantityOrdered', '1'],
      ],
      read: [],
    };

    await cli('clock', '--', '-3600');
    await write('0000901', { set: customer, lines: [line] });
    const sinceMidnight =
      (Date.now() -
        3_600_000 -
        Date.parse(`${row('SO_SalesOrderHeader', '0000901')['DateCreated']}T00:00:00`)) /
      3_600_000;
    await cli('clock', '0');
    await cli('line-edits', 'off');
    const edit = await write('0000901', { mode: 'update', lines: [{ ...line, lineKey: '000001' }] });
    await cli('line-edits', 'on');
    await cli('--company', 'XYZ', 'month-end', 'begin');
    const busy = await write('0000902', { set: customer, lines: [line] });
    await cli('--company', 'XYZ', 'month-end', 'end');
    await host.end();

    expect(
      Math.abs(sinceMidnight - Number(row('SO_SalesOrderHeader', '0000901')['TimeCreated'])),
    ).toBeLessThan(0.1);
    expect(edit).toMatchObject({ error: { kind: 'unsupported', stage: 'line', line: 0 } });
    expect(busy).toMatchObject({ error: { kind: 'com' } });
    expect((await cli('--company', 'NON', 'month-end', 'begin')).err).toContain('there is no company NON');
  });
});
