import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  addLine,
  makeTestCompany,
  openOrder,
  openTestSession,
  placeOrder,
  prepareOrder,
  removeFolder,
  setAll,
} from '../testing/company.ts';
import type { Session } from './session.ts';

let folder: string;
let session: Session;

beforeAll(() => {
  folder = makeTestCompany();
  session = openTestSession({ dataFolder: folder });
});

afterAll(() => {
  session.nCleanup();
  removeFolder(folder);
});

const bolts = { ItemCode$: 'BOLT', QuantityOrdered: '4' };

function header(salesOrderNo: string): Record<string, string> {
  return session.store.find('SO_SalesOrderHeader', salesOrderNo) ?? {};
}

function customer(customerNo: string): Record<string, string> {
  return session.store.find('AR_Customer', '01', customerNo) ?? {};
}

function onSalesOrder(itemCode: string, warehouseCode: string): string | undefined {
  return session.store.find('IM_ItemWarehouse', itemCode, warehouseCode)?.['QuantityOnSalesOrder'];
}

describe('a new order', () => {
  it('takes a number for good, even if nothing is written with it', () => {
    const first = openOrder(session).nGetNextSalesOrderNo();
    const second = openOrder(session).nGetNextSalesOrderNo();

    expect(Number(second)).toBe(Number(first) + 1);
    expect(second).toMatch(/^\d{7}$/);
  });

  it('loads the customer: bill-to, primary ship-to, terms, ship via, salesperson', () => {
    const order = prepareOrder(session, []);

    const read = (column: string): string | undefined => order.nGetValue(column);
    expect(read('BillToName$')).toBe('Dunmarsh Hardware');
    expect(read('ShipToCode$')).toBe('0001');
    expect(read('ShipToName$')).toBe('Yard');
    expect([read('TermsCode$'), read('ShipVia$'), read('SalespersonNo$')]).toEqual(['30', 'GROUND', '0100']);
    expect(read('OrderDate$')).toBe('20260531');
    order.DropObject();
  });

  it('is not in the file before the header is written, and whole afterwards', () => {
    const order = prepareOrder(session, [bolts, { ItemCode$: '/C', CommentText$: 'Handle with care' }]);
    const salesOrderNo = order.nGetValue('SalesOrderNo$') ?? '';
    const before = session.store.exists('SO_SalesOrderHeader', salesOrderNo);

    const written = order.nWrite();

    const lines = session.store.select('SO_SalesOrderDetail', 'SalesOrderNo = ?', [salesOrderNo]);
    expect([before, written]).toEqual([false, 1]);
    expect(header(salesOrderNo)).toMatchObject({
      OrderType: 'S',
      OrderStatus: 'N',
      NonTaxableAmt: '10',
      WarehouseCode: '000',
    });
    expect(lines).toMatchObject([
      {
        LineKey: '000001',
        LineSeqNo: '00000000000001',
        ItemType: '1',
        QuantityOrdered: '4',
        UnitPrice: '2.5',
        ExtensionAmt: '10',
        UnitOfMeasure: 'EACH',
      },
      {
        LineKey: '000002',
        ItemType: '4',
        CommentText: 'Handle with care',
        QuantityOrdered: '0',
        ExtensionAmt: '0',
        WarehouseCode: '',
      },
    ]);
  });

  it('is stamped with the local time in decimal hours and the user who wrote it', () => {
    const salesOrderNo = placeOrder(session, [bolts]);

    expect(header(salesOrderNo)).toMatchObject({
      DateCreated: '2026-05-31',
      TimeCreated: '15.5',
      UserCreatedKey: '0000000001',
      DateUpdated: '2026-05-31',
    });
  });

  it('writes history beside it: the header active, the lines as ordered', () => {
    const salesOrderNo = placeOrder(session, [bolts], { UDF_SF_KEY$: 'key-1', CustomerPONo$: 'H-1' });

    const [line] = session.store.select('SO_SalesOrderHistoryDetail', 'SalesOrderNo = ?', [salesOrderNo]);
    const [live] = session.store.select('SO_SalesOrderDetail', 'SalesOrderNo = ?', [salesOrderNo]);
    expect(session.store.find('SO_SalesOrderHistoryHeader', salesOrderNo)).toMatchObject({
      OrderStatus: 'A',
      CustomerPONo: 'H-1',
      NonTaxableAmt: '10',
      UDF_SF_KEY: 'key-1',
    });
    expect(line).toMatchObject({
      SequenceNo: '00000000000001',
      QuantityOrderedOriginal: '4',
      LastExtensionAmt: '10',
    });
    expect(live?.['SOHistoryDetlSeqNo']).toBe(line?.['SequenceNo']);
  });

  it('moves the stock and the open order amount, in standard units and with freight', () => {
    const stock = Number(onSalesOrder('BOLT', '000'));
    const open = Number(customer('ACME')['OpenOrderAmt']);

    placeOrder(session, [{ ItemCode$: 'BOLT', UnitOfMeasure$: 'BOX', QuantityOrdered: '1.5' }], {
      FreightAmt: '7.25',
    });

    expect(onSalesOrder('BOLT', '000')).toBe(String(stock + 150));
    expect(customer('ACME')['OpenOrderAmt']).toBe(String(open + 375 + 7.25));
  });

  it('makes the stock record of an item that its warehouse never had', () => {
    placeOrder(session, [{ ItemCode$: 'LAMP', WarehouseCode$: '001', QuantityOrdered: '3' }]);

    expect(session.store.find('IM_ItemWarehouse', 'LAMP', '001')).toMatchObject({
      QuantityOnHand: '0',
      QuantityOnSalesOrder: '3',
    });
  });

  it('leaves stock and open amount alone when it is a quote, and moves them when it is promoted', () => {
    const before = onSalesOrder('BOLT', '000');
    const salesOrderNo = placeOrder(session, [bolts], { OrderType$: 'Q' });
    const asQuote = onSalesOrder('BOLT', '000');
    const status = session.store.find('SO_SalesOrderHistoryHeader', salesOrderNo)?.['OrderStatus'];

    const order = openOrder(session);
    order.nSetKey(salesOrderNo);
    setAll(order, { OrderType$: 'S' });
    order.nWrite();

    expect([asQuote, status]).toEqual([before, 'Q']);
    expect(onSalesOrder('BOLT', '000')).toBe(String(Number(before) + 4));
    expect(header(salesOrderNo)).toMatchObject({ OrderType: 'S', PromotedDate: '2026-05-31' });
    expect(session.store.find('SO_SalesOrderHistoryHeader', salesOrderNo)?.['OrderStatus']).toBe('A');
  });

  it('can be on hold', () => {
    const salesOrderNo = placeOrder(session, [bolts], { OrderStatus$: 'H' });

    expect(header(salesOrderNo)['OrderStatus']).toBe('H');
  });

  it('reloads warehouse and ship via with a ship-to code', () => {
    const order = prepareOrder(session, [], { ShipToCode$: '0002' });

    expect([order.nGetValue('WarehouseCode$'), order.nGetValue('ShipVia$')]).toEqual(['001', 'AIR']);
    order.DropObject();
  });

  it('overwrites city and state by a known ZIP code', () => {
    const order = prepareOrder(session, [], { ShipToCity$: 'Elsewhere', ShipToZipCode$: '78701' });

    expect(order.nGetValue('ShipToCity$')).toBe('Austin');
    order.DropObject();
  });
});

describe('a line', () => {
  it.each([
    ['1', '0.005', '0', '0.01'],
    ['3', '33.333333', '0', '100'],
    ['3', '2024.994', '12.5', '5315.61'],
    ['-1', '0.005', '0', '-0.01'],
    ['0.1', '0.2', '0', '0.02'],
  ])('of %s at %s less %s %% is %s', (quantity, price, percent, amount) => {
    const order = prepareOrder(session, []);
    order.oLines.nAddLine();

    setAll(order.oLines, {
      ItemCode$: 'BOLT',
      QuantityOrdered: quantity,
      UnitPrice: price,
      LineDiscountPercent: percent,
    });

    expect(order.oLines.nGetValue('ExtensionAmt')).toBe(amount);
    expect(order.oLines.nGetValue('PriceOverridden$')).toBe('Y');
    order.DropObject();
  });

  it('reads as blank once it is written', () => {
    const order = prepareOrder(session, []);
    order.oLines.nAddLine();
    setAll(order.oLines, bolts);
    const before = [order.oLines.nGetValue('UnitPrice'), order.oLines.nGetValue('LineKey$')];

    order.oLines.nWrite();

    expect(before).toEqual(['2.5', '000001']);
    expect([order.oLines.nGetValue('UnitPrice'), order.oLines.nGetValue('LineKey$')]).toEqual(['0', '']);
    order.DropObject();
  });

  it('of a charge takes an amount, one of a miscellaneous item a quantity and a price', () => {
    const salesOrderNo = placeOrder(session, [
      { ItemCode$: '/FREIGHT', ExtensionAmt: '12.34' },
      { ItemCode$: '/HANDLING', QuantityOrdered: '2' },
    ]);

    const lines = session.store.select('SO_SalesOrderDetail', 'SalesOrderNo = ?', [salesOrderNo]);
    expect(lines.map((line) => line['ExtensionAmt'])).toEqual(['12.34', '30']);
    expect(header(salesOrderNo)['NonTaxableAmt']).toBe('42.34');
  });

  it.each([
    ['an unknown item', { ItemCode$: 'NOPE' }, 'The Item Code NOPE is not on file'],
    ['an item in the wrong case', { ItemCode$: 'bolt' }, 'The Item Code bolt is not on file'],
    ['an inactive item', { ItemCode$: 'OLD' }, 'The Item Code OLD is inactive'],
    ['a quantity before the item', { QuantityOrdered: '1' }, 'The Item Code must be set first'],
    [
      'an unknown warehouse',
      { ItemCode$: 'BOLT', WarehouseCode$: '999' },
      'The Warehouse Code 999 is not on file',
    ],
    [
      'a unit the item is not sold in',
      { ItemCode$: 'BOLT', UnitOfMeasure$: 'KG' },
      'The Unit of Measure KG is not valid for the item',
    ],
    [
      'a description that is too long',
      { ItemCode$: 'BOLT', ItemCodeDesc$: 'x'.repeat(31) },
      'The ItemCodeDesc is too long (31 characters, at most 30)',
    ],
    [
      'a number that is none',
      { ItemCode$: 'BOLT', QuantityOrdered: '1e3' },
      'The QuantityOrdered 1e3 is not a number',
    ],
    [
      'a number that is too large',
      { ItemCode$: 'BOLT', QuantityOrdered: '1000000000' },
      'The QuantityOrdered 1000000000 is too large (9 digits before the point)',
    ],
    [
      'a date that is none',
      { ItemCode$: 'BOLT', PromiseDate$: '20260231' },
      'The PromiseDate 20260231 is not a valid date (YYYYMMDD)',
    ],
    [
      'a quantity on a comment',
      { ItemCode$: '/C', QuantityOrdered: '1' },
      'A comment line takes no QuantityOrdered',
    ],
    [
      'a discount above 100 %',
      { ItemCode$: 'BOLT', LineDiscountPercent: '101' },
      'The discount of 101 % is not valid',
    ],
    ['a text column without its $', { ItemCode: 'BOLT' }, 'The Item Code must be set first'],
    [
      'a number column with a $',
      { ItemCode$: 'BOLT', UnitPrice$: '1' },
      'The column UnitPrice$ is not in the file SO_SalesOrderDetail',
    ],
    [
      'a column Sage computes',
      { ItemCode$: 'BOLT', ExtensionAmt: '1' },
      'The ExtensionAmt cannot be changed',
    ],
  ])('refuses %s with the sentence on the lines object', (_what, cells: Record<string, string>, sentence) => {
    const order = prepareOrder(session, []);
    order.oLines.nAddLine();

    const results = Object.entries(cells).map(([column, value]) => order.oLines.nSetValue(column, value));

    expect(results.at(-1)).toBe(0);
    expect(order.oLines.sLastErrorMsg).toBe(sentence);
    expect(order.sLastErrorMsg).toBe('');
    order.DropObject();
  });
});

describe('a header', () => {
  it.each([
    ['CustomerNo$', 'acme', 'The Customer No 01-acme is not on file'],
    ['CustomerNo$', 'GONE', 'The Customer No 01-GONE is inactive'],
    ['ARDivisionNo$', '1', 'The ARDivisionNo 1 must be zero-filled to 2 digits'],
    ['ARDivisionNo$', '77', 'The Division 77 is not on file'],
    ['TermsCode$', '99', 'The Terms Code 99 is not on file'],
    ['ShipVia$', 'ROCKET', 'The Shipping Code ROCKET is not on file'],
    ['ShipToCode$', '0009', 'The Ship To Code 0009 is not on file'],
    ['WarehouseCode$', '999', 'The Warehouse Code 999 is not on file'],
    ['TaxSchedule$', 'NOWHERE', 'The Tax Schedule NOWHERE is not on file'],
    ['SalespersonNo$', '0999', 'The Salesperson 01-0999 is not on file'],
    ['ShipToCountryCode$', 'US', 'The Country Code US is not valid (3 letters)'],
    ['OrderType$', 'K', 'The OrderType K is not valid (S, B, M, R, Q, P)'],
    ['OrderStatus$', 'C', 'An order is completed by its invoice'],
    ['OrderDate$', '05312026', 'The OrderDate 05312026 is not a valid date (YYYYMMDD)'],
    ['CustomerPONo$', 'P'.repeat(31), 'The CustomerPONo is too long (31 characters, at most 30)'],
    ['UDF_NOT_THERE$', 'x', 'The column UDF_NOT_THERE$ is not in the file SO_SalesOrderHeader'],
    ['TaxableAmt', '1', 'The TaxableAmt cannot be changed'],
    ['SalesOrderNo$', '0000001', 'The SalesOrderNo is the key and cannot be changed'],
  ])('refuses %s "%s"', (column, value, sentence) => {
    const order = prepareOrder(session, []);

    const result = order.nSetValue(column, value);

    expect(result).toBe(0);
    expect(order.sLastErrorMsg).toBe(sentence);
    order.DropObject();
  });

  it('refuses the customer before the division, and lines before the customer', () => {
    const order = openOrder(session);
    order.nSetKey('0009001');

    expect(order.nSetValue('CustomerNo$', 'ACME')).toBe(0);
    expect(order.oLines.nAddLine()).toBe(0);
    expect(order.oLines.sLastErrorMsg).toBe('The customer must be set before the lines');
    order.DropObject();
  });

  it('refuses any value before a key is set', () => {
    const order = openOrder(session);

    expect(order.nSetValue('ARDivisionNo$', '01')).toBe(0);
    expect(order.nWrite()).toBe(0);
  });

  it('is refused without lines, and keeps nothing', () => {
    const order = prepareOrder(session, []);
    const salesOrderNo = order.nGetValue('SalesOrderNo$') ?? '';

    expect(order.nWrite()).toBe(0);
    expect(order.sLastErrorMsg).toBe('The order has no lines');
    expect(session.store.exists('SO_SalesOrderHeader', salesOrderNo)).toBe(false);
    order.DropObject();
  });

  it('is refused without a required column', () => {
    const handling = { ItemCode$: '/HANDLING', QuantityOrdered: '1' };
    const order = prepareOrder(session, [handling], { WarehouseCode$: '' });

    expect(order.nWrite()).toBe(0);
    expect(order.sLastErrorMsg).toBe('The WarehouseCode is required');
    order.DropObject();
  });

  it('computes a discount from its rate on the lines that allow it', () => {
    const salesOrderNo = placeOrder(session, [bolts, { ItemCode$: 'LAMP', QuantityOrdered: '1' }], {
      DiscountRate: '5',
    });

    expect(header(salesOrderNo)).toMatchObject({
      NonTaxableAmt: '50',
      DiscountAmt: '0.5',
      NonTaxableSubjectToDiscount: '10',
    });
  });
});

describe('warnings', () => {
  it('tells of a purchase order number the customer used before, and takes it', () => {
    const first = placeOrder(session, [bolts], { CustomerPONo$: 'TWICE' });
    const order = prepareOrder(session, [bolts]);

    const result = order.nSetValue('CustomerPONo$', 'TWICE');

    expect(result).toBe(-1);
    expect(order.sLastErrorMsg).toBe(`The Customer PO No TWICE exists on sales order ${first}`);
    expect(order.nWrite()).toBe(1);
  });

  it('tells of a customer on hold', () => {
    const order = openOrder(session);
    order.nSetKey('0009002');
    order.nSetValue('ARDivisionNo$', '01');

    expect(order.nSetValue('CustomerNo$', 'HOLD')).toBe(-1);
    expect(order.sLastErrorMsg).toBe('The customer is on credit hold');
    order.DropObject();
  });

  it('saves an order that exceeds the credit limit, with a warning', () => {
    const order = prepareOrder(session, [{ ItemCode$: 'BOLT', QuantityOrdered: '3' }], {}, 'LIMIT');
    const salesOrderNo = order.nGetValue('SalesOrderNo$') ?? '';

    expect(order.nWrite()).toBe(-1);
    expect(order.sLastErrorMsg).toBe('The customer exceeds the credit limit of 100.00 by 2.50');
    expect(session.store.exists('SO_SalesOrderHeader', salesOrderNo)).toBe(true);
  });
});

describe('an existing order', () => {
  it('opens with 1, takes a changed header and keeps its customer', () => {
    const salesOrderNo = placeOrder(session, [bolts]);
    const order = openOrder(session);

    const opened = order.nSetKey(salesOrderNo);
    const customerChange = order.nSetValue('CustomerNo$', 'HOLD');
    setAll(order, { OrderStatus$: 'H', FreightAmt: '5' });
    const written = order.nWrite();

    expect([opened, customerChange, written]).toEqual([1, 0, 1]);
    expect(header(salesOrderNo)).toMatchObject({ OrderStatus: 'H', FreightAmt: '5', NonTaxableAmt: '10' });
    expect(session.store.find('SO_SalesOrderHistoryHeader', salesOrderNo)?.['FreightAmt']).toBe('5');
  });

  it('takes further lines after its own', () => {
    const salesOrderNo = placeOrder(session, [bolts]);
    const order = openOrder(session);
    order.nSetKey(salesOrderNo);

    addLine(order, { ItemCode$: 'LAMP', QuantityOrdered: '1' });
    order.nWrite();

    const lines = session.store.select('SO_SalesOrderDetail', 'SalesOrderNo = ?', [salesOrderNo]);
    expect(lines.map((line) => line['LineKey'])).toEqual(['000001', '000002']);
    expect(header(salesOrderNo)['NonTaxableAmt']).toBe('50');
  });

  it('leaves for history as X when it is deleted, and gives stock and open amount back', () => {
    const before = [onSalesOrder('BOLT', '000'), customer('ACME')['OpenOrderAmt']];
    const salesOrderNo = placeOrder(session, [bolts]);
    const order = openOrder(session);
    order.nSetKey(salesOrderNo);

    const deleted = order.nDelete();

    expect(deleted).toBe(1);
    expect([onSalesOrder('BOLT', '000'), customer('ACME')['OpenOrderAmt']]).toEqual(before);
    expect(session.store.exists('SO_SalesOrderHeader', salesOrderNo)).toBe(false);
    expect(session.store.find('SO_SalesOrderHistoryHeader', salesOrderNo)?.['OrderStatus']).toBe('X');
  });

  it('can be made again under its number after it was deleted; history gains lines and is active again', () => {
    const salesOrderNo = placeOrder(session, [bolts]);
    const order = openOrder(session);
    order.nSetKey(salesOrderNo);
    order.nDelete();

    const opened = order.nSetKey(salesOrderNo);
    setAll(order, { ARDivisionNo$: '01', CustomerNo$: 'ACME' });
    addLine(order, { ItemCode$: 'LAMP', QuantityOrdered: '1' });
    const written = order.nWrite();

    const history = session.store.select('SO_SalesOrderHistoryDetail', 'SalesOrderNo = ?', [salesOrderNo]);
    expect([opened, written]).toEqual([2, 1]);
    expect(history.map((line) => [line['SequenceNo'], line['ItemCode']])).toEqual([
      ['00000000000001', 'BOLT'],
      ['00000000000002', 'LAMP'],
    ]);
    expect(session.store.find('SO_SalesOrderHistoryHeader', salesOrderNo)?.['OrderStatus']).toBe('A');
  });

  it('cannot be made again once it was completed', () => {
    const salesOrderNo = placeOrder(session, [bolts]);
    const order = openOrder(session);
    order.nSetKey(salesOrderNo);
    order.nDelete();
    session.store.update('SO_SalesOrderHistoryHeader', [salesOrderNo], { OrderStatus: 'C' });

    expect(order.nSetKey(salesOrderNo)).toBe(0);
    expect(order.sLastErrorMsg).toBe(`The Sales Order No ${salesOrderNo} was completed`);
  });

  it('is refused to a second session while the first has it open', () => {
    const salesOrderNo = placeOrder(session, [bolts]);
    const other = openTestSession({ dataFolder: folder });
    const theirs = openOrder(other);
    other.simulator
      .prepare('INSERT INTO record_lock VALUES (?, ?, ?, ?)')
      .run('TST', 'SO_SalesOrderHeader', salesOrderNo, process.ppid);

    expect(theirs.nSetKey(salesOrderNo)).toBe(0);
    expect([theirs.isInUse, theirs.sLastErrorMsg]).toEqual([
      true,
      `The record ${salesOrderNo} of SO_SalesOrderHeader is in use by another user`,
    ]);
    other.nCleanup();
  });

  it('is free when the process that had it open is gone', () => {
    const salesOrderNo = placeOrder(session, [bolts]);
    const noProcess = 2 ** 22 + 1;
    session.simulator
      .prepare('INSERT INTO record_lock VALUES (?, ?, ?, ?)')
      .run('TST', 'SO_SalesOrderHeader', salesOrderNo, noProcess);

    expect(openOrder(session).nSetKey(salesOrderNo)).toBe(1);
  });
});
