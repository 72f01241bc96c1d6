import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
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
