import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { changeOrder, enterOrder } from '../desk/orders.ts';
import { openDesk } from '../desk/desk.ts';
import { postSalesJournal } from '../desk/post-sales-journal.ts';
import { shipOrder } from '../desk/ship-order.ts';
import { seedDemo } from '../seed/demo.ts';
import { openCompany } from '../store/files.ts';
import { removeFolder } from '../testing/company.ts';
import { companyTables } from './index.ts';
import { tablesOf } from './layouts.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sage-layout-'));
});

afterEach(() => removeFolder(folder));

describe('the layout of 2018', () => {
  it.each([
    ['AR_Customer', 'CustomerName', 30],
    ['AR_Customer', 'AddressLine1', 30],
    ['AR_Customer', 'City', 20],
    ['AR_Customer', 'TelephoneNo', 17],
    ['AR_Customer', 'TelephoneExt', 5],
    ['SO_SalesOrderHeader', 'CustomerPONo', 15],
    ['SO_SalesOrderHeader', 'ShipToAddress3', 30],
    ['AR_CustomerContact', 'EmailAddress', 50],
  ])('has %s.%s %i wide', (table, column, length) => {
    expect(tablesOf(2018).get(table)?.columns.get(column)?.length).toBe(length);
  });

  it('lacks what came later, and keys of it', () => {
    const tables = tablesOf(2018);

    expect(tables.get('SO_SalesOrderHeader')?.columns.has('PromotedDate')).toBe(false);
    expect(tables.get('AR_InvoiceHistoryDetail')?.keys).not.toHaveProperty('KSALESORDER');
    expect(tables.size).toBe(companyTables.size);
  });

  it('stays the layout of a company, which works in it: quotes are promoted, orders shipped and posted', () => {
    seedDemo(folder, { layout: 2018 });
    openCompany(folder, 'ABC').close();
    const desk = openDesk(folder, 'ABC');
    const lines = [{ ItemCode$: 'BLT-ZP-M06', QuantityOrdered: '5' }];
    const customer = { divisionNo: '01', customerNo: '0001001' };
    const order = enterOrder(desk, { ...customer, header: { OrderType$: 'Q' }, lines });
    const long = { ...customer, header: { CustomerPONo$: 'P'.repeat(16) }, lines };

    changeOrder(desk, order, { OrderType$: 'S' });
    shipOrder(desk, { salesOrderNo: order });
    const [posted] = postSalesJournal(desk, [
      desk.store.find('SO_SalesOrderHeader', order)?.['CurrentInvoiceNo'] ?? '',
    ]);

    expect(posted?.isOrderCompleted).toBe(true);
    expect(() => enterOrder(desk, long)).toThrow('at most 15');
    expect(desk.store.table('SO_SalesOrderHeader').columns.has('PromotedDate')).toBe(false);
    desk.nCleanup();
  });
});
