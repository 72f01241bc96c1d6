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
