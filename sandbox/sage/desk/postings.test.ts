import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Session } from '../boi/session.ts';
import type { Row } from '../dictionary/table.ts';
import { COMPANY, makeTestCompany, removeFolder } from '../testing/company.ts';
import { openDesk } from './desk.ts';
import { changeOrder, enterOrder, removeOrder, type Cells } from './orders.ts';
import { enterPayment, postPayments } from './payments.ts';
import { postSalesJournal } from './post-sales-journal.ts';
import { addPackages, shipOrder } from './ship-order.ts';

let folder: string;
let desk: Session;
let clock: Date;

beforeEach(() => {
  folder = makeTestCompany();
  clock = new Date(2026, 5, 1, 9, 0, 0);
  desk = openDesk(folder, COMPANY, { now: () => clock });
});

afterEach(() => {
  desk.nCleanup();
  removeFolder(folder);
});

const bolts = { ItemCode$: 'BOLT', QuantityOrdered: '10' };
const lamp = { ItemCode$: 'LAMP', QuantityOrdered: '1' };

function enter(lines: readonly Cells[] = [bolts, lamp], header: Cells = {}): string {
  return enterOrder(desk, { divisionNo: '01', customerNo: 'ACME', header, lines });
}

const row = (table: string, ...key: string[]): Row | undefined => desk.store.find(table, ...key);
const bolt = (): Row => row('IM_ItemWarehouse', 'BOLT', '000') ?? {};
const acme = (): Row => row('AR_Customer', '01', 'ACME') ?? {};

describe('an order that is shipped', () => {
  it('goes onto an invoice with what is shipped, its packages and its due date, and is blocked', () => {
    const order = enter();

    const invoice = shipOrder(desk, {
      salesOrderNo: order,
      quantities: new Map([['000001', '4']]),
      packages: [{ trackingId: '1Z999', weight: '2.5' }],
    });

    expect(row('SO_InvoiceHeader', invoice)).toMatchObject({
      SalesOrderNo: order,
      CustomerNo: 'ACME',
      InvoiceDate: '2026-06-01',
      InvoiceDueDate: '2026-06-01',
      NonTaxableAmt: '50',
      NumberofPackages: '1',
    });
    expect(row('SO_InvoiceDetail', invoice, '000001')).toMatchObject({
      QuantityOrdered: '10',
      QuantityShipped: '4',
      QuantityBackordered: '6',
      ExtensionAmt: '10',
    });
    expect(row('SO_InvoiceTracking', invoice, '0001')).toMatchObject({ TrackingID: '1Z999', Weight: '2.5' });
    expect(row('SO_SalesOrderHeader', order)).toMatchObject({
      CurrentInvoiceNo: invoice,
      DateUpdated: '2026-06-01',
    });
    expect(() => changeOrder(desk, order, { OrderStatus$: 'H' })).toThrow('on an invoice');
    expect(bolt()).toMatchObject({ QuantityOnHand: '500', QuantityOnSalesOrder: '20.5' });
  });

  it('takes further packages until it is posted', () => {
    const invoice = shipOrder(desk, { salesOrderNo: enter(), packages: [{ trackingId: 'A' }] });

    addPackages(desk, invoice, [{ trackingId: 'B' }]);

    expect(row('SO_InvoiceTracking', invoice, '0002')).toMatchObject({ TrackingID: 'B' });
    expect(() => addPackages(desk, '9999999', [])).toThrow('There is no invoice 9999999');
  });

  it('is refused where it is held, a quote, on an invoice, gone, or asked for more than is open', () => {
    const held = enter([bolts], { OrderStatus$: 'H' });
    const quote = enter([bolts], { OrderType$: 'Q' });
    const order = enter([bolts]);
    const ship =
      (salesOrderNo: string, quantity = '1') =>
      (): string =>
        shipOrder(desk, { salesOrderNo, quantities: new Map([['000001', quantity]]) });

    expect(ship(held)).toThrow('on hold');
    expect(ship(quote)).toThrow('of type Q');
    expect(ship('9999999')).toThrow('There is no open order');
    expect(ship(order, '11')).toThrow('only 10 can be shipped, not 11');
    expect(ship(order, '0')).toThrow('Nothing is shipped');
    expect(ship(order)()).toBe('0100001');
    expect(ship(order)).toThrow('is on invoice 0100001');
  });

  it('is refused while somebody has the order open', () => {
    const order = enter([bolts]);
    desk.simulator
      .prepare('INSERT INTO record_lock VALUES (?, ?, ?, ?)')
      .run(COMPANY, 'SO_SalesOrderHeader', order, process.ppid);

    expect(() => shipOrder(desk, { salesOrderNo: order })).toThrow('in use by another user');
  });
});

describe('the sales journal', () => {
  it('completes an order that is shipped whole: history, open invoice, stock and customer', () => {
    const order = enter([
      bolts,
      lamp,
      { ItemCode$: '/FREIGHT', ExtensionAmt: '5' },
      { ItemCode$: '/C', CommentText$: 'Thanks' },
    ]);
    const openBefore = acme()['OpenOrderAmt'];
    const invoice = shipOrder(desk, { salesOrderNo: order, packages: [{ trackingId: '1Z' }] });
    clock = new Date(2026, 5, 2, 17, 30, 0);

    const posted = postSalesJournal(desk);

    expect(openBefore).toBe('70');
    expect(posted).toEqual([
      { invoiceNo: invoice, headerSeqNo: '000001', salesOrderNo: order, isOrderCompleted: true },
    ]);
    expect(
      ['SO_InvoiceHeader', 'SO_InvoiceDetail', 'SO_InvoiceTracking'].map((table) => desk.store.count(table)),
    ).toEqual([0, 0, 0]);
    expect(row('AR_InvoiceHistoryHeader', invoice, '000001')).toMatchObject({
      SalesOrderNo: order,
      InvoiceType: 'IN',
      NonTaxableSalesAmt: '70',
      ModuleCode: 'S/O',
      DateCreated: '2026-06-02',
      TimeCreated: '17.5',
    });
    expect(desk.store.select('AR_InvoiceHistoryDetail', 'InvoiceNo = ?', [invoice])).toMatchObject([
      {
        DetailSeqNo: '000001',
        ItemCode: 'BOLT',
        QuantityShipped: '10',
        ExtensionAmt: '25',
        AppliedSalesOrderNo: order,
      },
      { ItemCode: 'LAMP', ExtensionAmt: '40' },
      { ItemCode: '/FREIGHT', ExtensionAmt: '5', QuantityShipped: '0' },
      { ItemCode: '/C', CommentText: 'Thanks' },
    ]);
    expect(row('AR_InvoiceHistoryTracking', invoice, '000001', '0001')).toMatchObject({ TrackingID: '1Z' });
    expect(row('AR_OpenInvoice', '01', 'ACME', invoice, 'IN')).toMatchObject({
      Balance: '70',
      InvoiceHistoryHeaderSeqNo: '000001',
    });
    expect(desk.store.select('SO_ARInvoiceHistoryLink', 'SalesOrderNo = ?', [order])).toHaveLength(4);
    expect(['SO_SalesOrderHeader', 'SO_SalesOrderRecap'].map((table) => row(table, order))).toEqual([
      undefined,
      undefined,
    ]);
    expect(row('SO_SalesOrderHistoryHeader', order)).toMatchObject({
      OrderStatus: 'C',
      InvoicedAmt: '70',
      LastInvoiceNo: invoice,
    });
    expect(bolt()).toMatchObject({
      QuantityOnHand: '490',
      QuantityOnSalesOrder: '10.5',
      DateUpdated: '2026-06-02',
      TimeUpdated: '17.5',
    });
    expect(row('CI_Item', 'BOLT')).toMatchObject({ TotalQuantityOnHand: '490' });
    expect(acme()).toMatchObject({
      OpenOrderAmt: '0',
      CurrentBalance: '70',
      DateLastActivity: '2026-06-01',
      DateUpdated: '2026-06-02',
    });
  });

  it('leaves what was not shipped open as a back order, and completes it with the rest', () => {
    const order = enter([bolts, lamp, { ItemCode$: '/FREIGHT', ExtensionAmt: '5' }], { FreightAmt: '7' });
    const first = shipOrder(desk, { salesOrderNo: order, quantities: new Map([['000001', '4']]) });
    const [part] = postSalesJournal(desk, [first]);
    const afterFirst = {
      header: row('SO_SalesOrderHeader', order),
      line: row('SO_SalesOrderDetail', order, '000001'),
      stock: bolt(),
      open: acme()['OpenOrderAmt'],
    };
    const second = shipOrder(desk, { salesOrderNo: order });

    const [rest] = postSalesJournal(desk);

    expect(part?.isOrderCompleted).toBe(false);
    expect(afterFirst).toMatchObject({
      header: { OrderType: 'B', OrderStatus: 'O', CurrentInvoiceNo: '', LastInvoiceOrderNo: first },
      line: { QuantityOrdered: '10', QuantityShipped: '4', QuantityBackordered: '6' },
      stock: { QuantityOnHand: '496', QuantityOnSalesOrder: '10.5', QuantityOnBackOrder: '6' },
      open: '15',
    });
    expect(rest?.isOrderCompleted).toBe(true);
    expect(row('AR_InvoiceHistoryHeader', second, '000001')).toMatchObject({
      NonTaxableSalesAmt: '15',
      FreightAmt: '0',
    });
    expect(bolt()).toMatchObject({ QuantityOnHand: '490', QuantityOnBackOrder: '0' });
    expect(row('SO_SalesOrderHistoryHeader', order)).toMatchObject({ OrderStatus: 'C', InvoicedAmt: '77' });
    expect(acme()).toMatchObject({ OpenOrderAmt: '0', CurrentBalance: '77' });
  });

  it('gives back what a partly shipped order still held when it is deleted', () => {
    const order = enter([bolts]);
    shipOrder(desk, { salesOrderNo: order, quantities: new Map([['000001', '4']]) });
    postSalesJournal(desk);

    removeOrder(desk, order, 'CUST');

    expect(row('SO_SalesOrderHistoryHeader', order)).toMatchObject({
      OrderStatus: 'X',
      CancelReasonCode: 'CUST',
      InvoicedAmt: '10',
    });
    expect([bolt()['QuantityOnBackOrder'], acme()['OpenOrderAmt']]).toEqual(['0', '0']);
  });

  it('gives an invoice number that came before the next sequence number', () => {
    const invoice = shipOrder(desk, { salesOrderNo: enter([bolts]) });
    desk.store.insert('AR_InvoiceHistoryHeader', { InvoiceNo: invoice, HeaderSeqNo: '000001' });

    expect(postSalesJournal(desk)).toMatchObject([{ headerSeqNo: '000002' }]);
  });

  it('does all or nothing', () => {
    const invoice = shipOrder(desk, { salesOrderNo: enter([bolts]) });
    desk.store.remove('AR_Customer', "CustomerNo = 'ACME'", []);

    expect(() => postSalesJournal(desk)).toThrow('01-ACME is not on file');
    expect(row('SO_InvoiceHeader', invoice)).toBeDefined();
    expect(bolt()['QuantityOnHand']).toBe('500');
    expect(() => postSalesJournal(desk, ['7777777'])).toThrow('There is no invoice 7777777');
  });
});

describe('payments', () => {
  it('stand as PaymentsToday until they are posted, then take from the balances', () => {
    const invoice = shipOrder(desk, { salesOrderNo: enter([bolts]) });
    postSalesJournal(desk);
    enterPayment(desk, { invoiceNo: invoice, amount: '10', checkNo: '881' });
    const entered = row('AR_OpenInvoice', '01', 'ACME', invoice, 'IN');
    clock = new Date(2026, 5, 9, 8, 15, 0);

    const posted = postPayments(desk);
    enterPayment(desk, { invoiceNo: invoice, amount: '15' });
    postPayments(desk);

    expect(entered).toMatchObject({ Balance: '25', PaymentsToday: '10', CheckNo: '881' });
    expect(posted).toEqual([invoice]);
    expect(row('AR_OpenInvoice', '01', 'ACME', invoice, 'IN')).toMatchObject({
      Balance: '0',
      PaymentsToday: '0',
      TimeUpdated: '8.25',
    });
    expect(acme()).toMatchObject({
      CurrentBalance: '0',
      DateLastPayment: '2026-06-09',
      LastPaymentAmt: '15',
    });
  });

  it('come out of the bucket where the last aging put the invoice', () => {
    const invoice = shipOrder(desk, { salesOrderNo: enter([bolts]) });
    postSalesJournal(desk);
    desk.store.update('AR_Customer', ['01', 'ACME'], {
      DateLastAging: '2026-07-15',
      CurrentBalance: '0',
      AgingCategory2: '25',
    });

    enterPayment(desk, { invoiceNo: invoice, amount: '25' });
    postPayments(desk);

    expect(acme()).toMatchObject({ CurrentBalance: '0', AgingCategory2: '0' });
  });

  it('are refused beyond the balance, and where there is no invoice', () => {
    const invoice = shipOrder(desk, { salesOrderNo: enter([bolts]) });
    postSalesJournal(desk);

    expect(() => enterPayment(desk, { invoiceNo: invoice, amount: '25.01' })).toThrow('25 is open');
    expect(() => enterPayment(desk, { invoiceNo: '1', amount: '1' })).toThrow('There is no open invoice 1');
  });
});
