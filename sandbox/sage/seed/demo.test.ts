import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parseNumber, parseText } from '../boi/values.ts';
import { companyTables } from '../dictionary/index.ts';
import { openCompany } from '../store/files.ts';
import type { TableStore } from '../store/table-store.ts';
import { openObject, removeFolder, setAll } from '../testing/company.ts';
import { Session } from '../boi/session.ts';
import { SalesOrder } from '../boi/sales-order.ts';
import { DEMO_COMPANY, seedDemo } from './demo.ts';

let folder: string;
let store: TableStore;
let counts: Readonly<Record<string, number>>;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sage-demo-'));
  counts = seedDemo(folder);
  store = openCompany(folder, DEMO_COMPANY);
});

afterAll(() => {
  store.close();
  removeFolder(folder);
});

describe('the demo company', () => {
  it('has customers, items, warehouses and the documents of some weeks', () => {
    expect(counts).toMatchObject({
      AR_Customer: 40,
      IM_Warehouse: 3,
      AR_Division: 2,
      SO_SalesOrderHeader: 8,
      SO_InvoiceHeader: 1,
      AR_InvoiceHistoryHeader: 8,
    });
    expect(counts['CI_Item']).toBeGreaterThanOrEqual(195);
  });

  it('gains nothing by seeding again', () => {
    expect(seedDemo(folder)).toEqual(counts);
  });

  it.each([...companyTables.keys()])('holds only values that fit in %s', (name) => {
    const { columns } = store.table(name);
    const faults = store.select(name, '1 = 1', []).flatMap((row) =>
      [...columns.values()].flatMap((column) => {
        const value = row[column.name] ?? '';
        if (column.kind === 'date' || value === '') return [];
        const parsed = column.kind === 'number' ? parseNumber(column, value) : parseText(column, value);
        return 'fault' in parsed || parsed.value !== value ? [`${column.name}: ${value}`] : [];
      }),
    );

    expect(faults).toEqual([]);
  });

  it('shows orders in every state, invoices paid, partly paid and owed, and leaves numbers to new orders', () => {
    const states = store.select('SO_SalesOrderHistoryHeader', "SalesOrderNo <> ''", []);
    const headers = store.select('SO_SalesOrderHeader', "SalesOrderNo <> ''", []);
    const balances = store.select('AR_OpenInvoice', "InvoiceNo <> ''", []);

    expect(new Set(states.map((order) => order['OrderStatus']))).toEqual(new Set(['A', 'C', 'X', 'Q', 'Z']));
    expect(new Set(headers.map((order) => order['OrderType']))).toEqual(new Set(['S', 'B', 'Q']));
    expect(headers.filter((order) => order['OrderStatus'] === 'H')).toHaveLength(1);
    expect(balances.filter(({ Balance }) => Balance === '0')).toHaveLength(2);
    expect(store.find('SO_Options', 'S/O')?.['NextSalesOrderNo']).toBe('0000101');
  });

  it('can stand beside a smaller company of its own customers, with the same item codes at other prices', () => {
    const branch = seedDemo(folder, { company: 'XYZ' });
    const other = openCompany(folder, 'XYZ');
    const name = other.find('AR_Customer', '00', '0001002')?.['CustomerName'];
    const price = other.find('CI_Item', 'PLR-CB-180')?.['StandardUnitPrice'];
    other.close();

    expect(branch).toMatchObject({ AR_Customer: 8, IM_Warehouse: 2, SO_SalesOrderHeader: 0 });
    expect(name).not.toBe(store.find('AR_Customer', '00', '0001002')?.['CustomerName']);
    expect(price).not.toBe(store.find('CI_Item', 'PLR-CB-180')?.['StandardUnitPrice']);
    expect(seedDemo(folder, { company: 'XYZ' })).toEqual(branch);
  });

  it('prices by contract, by quantity, by level and by promotion, and computes the tax of Austin', () => {
    const session = new Session({ dataFolder: folder });
    session.nSetUser('gateway', 'secret');
    session.nSetCompany(DEMO_COMPANY);
    const order = openObject(session, 'SO_SalesOrder_bus', 'S/O');
    if (!(order instanceof SalesOrder)) throw new Error('not a sales order');
    order.nSetKey('0000101');
    setAll(order, { ARDivisionNo$: '01', CustomerNo$: '0001001' });
    const price = (item: string, quantity: string): string | undefined => {
      order.oLines.nAddLine();
      setAll(order.oLines, { ItemCode$: item, QuantityOrdered: quantity });
      const found = order.oLines.nGetValue('UnitPrice');
      order.oLines.nWrite();
      return found;
    };

    const prices = [
      price('PLR-CB-180', '1'),
      price('BLT-ZP-M06', '1'),
      price('BLT-ZP-M06', '100'),
      price('LMP-LD-10W', '1'),
    ];

    expect(prices).toEqual(['17.25', '0.24', '0.2112', '24.5']);
    expect(order.nGetValue('TaxableAmt')).toBe('63.11');
    expect(order.nGetValue('SalesTaxAmt')).toBe('5.21');
    session.nCleanup();
  });

  it('prices by national account and by the level of a product line, and warns of the credit of the one that pays', () => {
    const session = new Session({ dataFolder: folder });
    session.nSetUser('gateway', 'secret');
    session.nSetCompany(DEMO_COMPANY);
    const priced = (customerNo: string, item: string, quantity: string): string | undefined => {
      const order = openObject(session, 'SO_SalesOrder_bus', 'S/O');
      if (!(order instanceof SalesOrder)) throw new Error('not a sales order');
      order.nSetKey('0000102');
      setAll(order, { ARDivisionNo$: Number(customerNo) % 2 === 0 ? '00' : '01', CustomerNo$: customerNo });
      order.oLines.nAddLine();
      setAll(order.oLines, { ItemCode$: item, QuantityOrdered: quantity });
      return order.oLines.nGetValue('UnitPrice');
    };
    const held = openObject(session, 'SO_SalesOrder_bus', 'S/O');
    held.nSetKey('0000103');
    held.nSetValue('ARDivisionNo$', '00');

    const prices = [priced('0001012', 'PLR-CB-160', '12'), priced('0001003', 'HLM-WH-2', '1')];
    const credit = held.nSetValue('CustomerNo$', '0001014');

    expect(prices).toEqual(['11.9', '19.95']);
    expect([credit, held.sLastErrorMsg]).toEqual([-1, expect.stringContaining('credit hold')]);
    session.nCleanup();
  });

  it('has two customers whom only the division tells apart', () => {
    const same = store.select('AR_Customer', 'CustomerNo IN (?, ?)', ['0001039', '0001040']);

    expect(same.map((row) => row['ARDivisionNo'])).toEqual(['00', '01']);
    expect(
      new Set(same.map((row) => `${row['CustomerName']}|${row['AddressLine1']}|${row['ZipCode']}`)).size,
    ).toBe(1);
  });
});
