import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Session } from '../boi/session.ts';
import type { Row } from '../dictionary/table.ts';
import { companyExists, openCompany } from '../store/files.ts';
import { placeOrder, removeFolder } from '../testing/company.ts';
import { LoadError } from './load-report.ts';
import { loadTables } from './load-tables.ts';

const COMPANY = 'CSV';
let folder: string;
let csv: string;
let data: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sage-load-'));
  csv = join(folder, 'csv');
  data = join(folder, 'data');
  mkdirSync(csv);
});

afterEach(() => removeFolder(folder));

function file(name: string, ...lines: string[]): void {
  writeFileSync(join(csv, name), `${lines.join('\n')}\n`);
}

function row(table: string, ...key: string[]): Row | undefined {
  const store = openCompany(data, COMPANY);
  const found = store.find(table, ...key);
  store.close();
  return found;
}

async function faultsOf(): Promise<readonly string[]> {
  const error: unknown = await loadTables(data, COMPANY, csv).then(
    () => new Error('nothing was refused'),
    (reason: unknown) => reason,
  );
  if (!(error instanceof LoadError)) throw error;
  return error.faults;
}

describe('loading tables', () => {
  it('takes values as they are and Sage defaults for what the file does not bring', async () => {
    file(
      'CI_Item.csv',
      '\uFEFFItemCode,ItemCodeDesc,StandardUnitPrice,SaleStartingDate',
      'A-1,"Bolt, long ""M8""",1234.5600,2026-01-31',
      'A-2,,,',
    );

    const report = await loadTables(data, COMPANY, csv);

    expect(report.tables).toEqual([{ table: 'CI_Item', rows: 2, added: 2, kept: 0 }]);
    expect(row('CI_Item', 'A-1')).toMatchObject({
      ItemCodeDesc: 'Bolt, long "M8"',
      StandardUnitPrice: '1234.56',
      SaleStartingDate: '2026-01-31',
      ItemType: '1',
      InactiveItem: 'N',
      StandardUnitOfMeasure: 'EACH',
    });
    expect(row('CI_Item', 'A-2')).toMatchObject({ StandardUnitPrice: '0', SaleStartingDate: '' });
  });

  it('makes a field of a column that Sage does not know, as wide as its data', async () => {
    file('CI_Item.csv', 'ItemCode,Web Shop-Id,AccountNumber', 'A-1,W-1234567,x', 'A-2,W-1,');

    const report = await loadTables(data, COMPANY, csv);

    expect(report.fields).toEqual([
      { table: 'CI_Item', column: 'Web Shop-Id', field: 'UDF_WEB_SHOP_ID', length: 9 },
      { table: 'CI_Item', column: 'AccountNumber', field: 'UDF_ACCOUNTNUMBER', length: 1 },
    ]);
    expect(row('CI_Item', 'A-1')).toMatchObject({ UDF_WEB_SHOP_ID: 'W-1234567', UDF_ACCOUNTNUMBER: 'x' });
    expect(row('CI_Item', '/C')).toMatchObject({ UDF_WEB_SHOP_ID: '' });
  });

  it('adds setup codes that the files refer to and do not bring, and tells which', async () => {
    file(
      'AR_Customer.csv',
      'ARDivisionNo,CustomerNo,TermsCode,ShipMethod,TaxSchedule',
      '02,0000001,45,DRONE,WI',
    );
    file('IM_ItemWarehouse.csv', 'ItemCode,WarehouseCode,QuantityOnHand', 'A-1,007,3');

    const report = await loadTables(data, COMPANY, csv);

    expect(report.setupAdded).toEqual([
      { table: 'AR_Division', code: '02' },
      { table: 'AR_TermsCode', code: '45' },
      { table: 'SY_SalesTaxSchedule', code: 'WI' },
      { table: 'SO_ShippingRateHeader', code: 'DRONE' },
      { table: 'IM_Warehouse', code: '007' },
    ]);
    expect(report.notes).toEqual(['1 rows of IM_ItemWarehouse refer to no row of CI_Item']);
    expect(row('SO_Options', 'S/O')).toMatchObject({ DefaultWarehouseCode: '007' });
  });

  it('tells every fault of every file at once, with file and line, and loads nothing', async () => {
    file(
      'AR_Customer.csv',
      'ARDivisionNo,CustomerNo,CustomerName,TermsCode,CreditLimit,CreditHold,DateEstablished',
      `01,0000001,${'n'.repeat(51)},1,abc,M,31.12.2025`,
      '01,0000002,Fine,01,1.00,N,',
      '01,0000002,Twice,01,1.00,N,',
      '01,,No key,01,1.00,N,',
      '01,0000003',
    );
    file('CI_Item.csv', 'ItemCode,ItemCode', 'A,A');
    file('IM_Warehouse.csv', 'WarehouseDesc', 'East');
    file('AR_Nonsense.csv', 'A', '1');

    const faults = await faultsOf();

    expect(faults).toEqual([
      'AR_Customer.csv:2: The CustomerName is too long (51 characters, at most 50)',
      'AR_Customer.csv:2: The TermsCode 1 must be zero-filled to 2 digits',
      'AR_Customer.csv:2: The CreditLimit abc is not a number',
      'AR_Customer.csv:2: The CreditHold M is not valid (Y, N)',
      'AR_Customer.csv:2: The DateEstablished 31.12.2025 is not a date (YYYY-MM-DD)',
      'AR_Customer.csv:4: the key 01+0000002 stands in line 3 already',
      'AR_Customer.csv:5: the key column CustomerNo is blank',
      'AR_Customer.csv:6: 2 values where the header line has 7',
      'AR_Nonsense.csv: there is no such table',
      'CI_Item.csv:1: the column ItemCode stands twice',
      'IM_Warehouse.csv:1: the key column WarehouseCode is missing',
      'IM_Warehouse.csv:2: the key column WarehouseCode is blank',
    ]);
    expect(companyExists(data, COMPANY)).toBe(false);
  });

  it.each([
    ['a folder without files', (): void => undefined, 'there are no .csv files'],
    ['an empty file', (): void => file('CI_Item.csv'), 'the file has no header line'],
    ['broken quotes', (): void => file('CI_Item.csv', 'ItemCode', '"A'), 'Quote Not Closed'],
  ])('refuses %s', async (_what, make, sentence) => {
    make();

    expect(await faultsOf()).toEqual(expect.arrayContaining([expect.stringContaining(sentence)]));
  });

  it('cuts a long list of faults and tells how many there are', async () => {
    file('CI_Item.csv', 'ItemCode,ItemType', ...Array.from({ length: 300 }, (_, i) => `A-${i},9`));

    const error: unknown = await loadTables(data, COMPANY, csv).catch((reason: unknown) => reason);

    expect(error).toMatchObject({ count: 300, message: expect.stringContaining('... and 100 more') });
  });

  it('takes orders right away, and loading again leaves orders and moved quantities alone', async () => {
    file(
      'AR_Customer.csv',
      'ARDivisionNo,CustomerNo,CustomerName,TermsCode,OpenOrderAmt',
      '01,ACME,Dunmarsh,01,0.00',
    );
    file('CI_Item.csv', 'ItemCode,StandardUnitPrice', 'BOLT,2.50');
    file(
      'IM_ItemWarehouse.csv',
      'ItemCode,WarehouseCode,QuantityOnHand,QuantityOnSalesOrder',
      'BOLT,001,5,0',
    );
    await loadTables(data, COMPANY, csv);
    const session = new Session({ dataFolder: data });
    session.nSetUser('gateway', 'secret');
    session.nSetCompany(COMPANY);
    const salesOrderNo = placeOrder(session, [{ ItemCode$: 'BOLT', QuantityOrdered: '4' }]);
    session.nCleanup();

    const again = await loadTables(data, COMPANY, csv);

    expect(again.tables.map(({ added, kept }) => [added, kept])).toEqual([
      [0, 1],
      [0, 1],
      [0, 1],
    ]);
    expect([again.setupAdded, again.fields]).toEqual([[], []]);
    expect(row('SO_SalesOrderHeader', salesOrderNo)).toMatchObject({
      NonTaxableAmt: '10',
      WarehouseCode: '001',
    });
    expect(row('IM_ItemWarehouse', 'BOLT', '001')).toMatchObject({ QuantityOnSalesOrder: '4' });
    expect(row('AR_Customer', '01', 'ACME')).toMatchObject({ OpenOrderAmt: '10' });
  });
});
