import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Session } from '../boi/session.ts';
import type { Row } from '../dictionary/table.ts';
import { setSetting } from '../store/settings.ts';
import { COMPANY, makeTestCompany, removeFolder } from '../testing/company.ts';
import { changeCustomers, changePrices, purgeInvoices, purgeOrders, recount } from './bulk.ts';
import { atDesk, openDesk } from './desk.ts';
import { dueDates } from './due-dates.ts';
import { enterOrder, removeOrder } from './orders.ts';
import { enterPayment, postPayments } from './payments.ts';
import { postSalesJournal } from './post-sales-journal.ts';
import { addRecord, editRecord, removeRecord } from './records.ts';
import { shipOrder } from './ship-order.ts';
import { adjustStock, receiveStock } from './stock.ts';

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

const row = (table: string, ...key: string[]): Row | undefined => desk.store.find(table, ...key);
const bolt = { itemCode: 'BOLT', warehouseCode: '000' };

describe('a colleague', () => {
  it('changes a record and stamps it with name and local time', () => {
    editRecord(desk, 'AR_Customer', ['01', 'ACME'], {
      CreditLimit: '5000.50',
      UDF_TIER: 'GOLD',
      TermsCode: '00',
    });

    expect(row('AR_Customer', '01', 'ACME')).toMatchObject({
      CreditLimit: '5000.5',
      UDF_TIER: 'GOLD',
      TermsCode: '00',
      DateUpdated: '2026-06-01',
      TimeUpdated: '9',
      UserUpdatedKey: '0000000099',
    });
  });

  it('may use a program that stamps nothing', () => {
    editRecord(desk, 'CI_Item', ['BOLT'], { StandardUnitPrice: '2.75' }, { stamped: false });

    expect(row('CI_Item', 'BOLT')).toMatchObject({ StandardUnitPrice: '2.75', DateUpdated: '' });
  });

  it('adds and deletes contacts, ship-to addresses and price rules, whose key may have blank parts', () => {
    addRecord(desk, 'AR_CustomerContact', ['01', 'ACME', 'BOSS'], { ContactName: 'The Boss' });
    addRecord(desk, 'IM_PriceCode', ['1', '', 'BOLT', '', '', ''], {
      PricingMethod: 'O',
      BreakQuantity1: '99999999',
      DiscountMarkup1: '1.5',
    });
    removeRecord(desk, 'SO_ShipToAddress', ['01', 'ACME', '0002']);

    expect(row('AR_CustomerContact', '01', 'ACME', 'BOSS')).toMatchObject({
      ContactName: 'The Boss',
      DateCreated: '2026-06-01',
    });
    expect(row('IM_PriceCode', '1', '', 'BOLT', '', '', '')).toMatchObject({ DiscountMarkup1: '1.5' });
    expect(row('SO_ShipToAddress', '01', 'ACME', '0002')).toBeUndefined();
  });

  it('is told what is not on file, too long, no number, no date or no column', () => {
    const edit =
      (changes: Row, key = ['01', 'ACME']) =>
      (): void =>
        editRecord(desk, 'AR_Customer', key, changes);

    expect(edit({}, ['01', 'NOBODY'])).toThrow('01-NOBODY of AR_Customer is not on file');
    expect(edit({}, ['01'])).toThrow('The key of AR_Customer is ARDivisionNo, CustomerNo');
    expect(edit({ State: 'TEXAS' })).toThrow('too long');
    expect(edit({ CreditLimit: 'much' })).toThrow('not a number');
    expect(edit({ DateEstablished: 'today' })).toThrow('not a date');
    expect(edit({ Colour: 'red' })).toThrow('AR_Customer has no column Colour');
    expect(() => editRecord(desk, 'AR_Nothing', ['1'], {})).toThrow('There is no table AR_Nothing');
    expect(() => addRecord(desk, 'CI_Item', ['BOLT'])).toThrow('exists already');
    expect(() => openDesk(folder, 'NON')).toThrow('There is no company NON');
  });

  it('stamps the time that a wrong clock tells, also when it goes back an hour', () => {
    clock = new Date(2026, 10, 1, 1, 45, 0);
    editRecord(desk, 'AR_Customer', ['01', 'ACME'], { Comment: 'first' });
    const first = row('AR_Customer', '01', 'ACME')?.['TimeUpdated'];
    clock = new Date(2026, 10, 1, 1, 15, 0);

    editRecord(desk, 'AR_Customer', ['01', 'ACME'], { Comment: 'second' });

    expect([first, row('AR_Customer', '01', 'ACME')?.['TimeUpdated']]).toEqual(['1.75', '1.25']);
  });

  it('works by the clock of the machine where none is given', () => {
    setSetting(desk.simulator, 'clockOffsetSeconds', String(-400 * 86_400));

    const year = atDesk(folder, COMPANY, {}, ({ now }) => now().getTime());

    expect(Math.round((Date.now() - year) / 86_400_000)).toBe(400);
  });
});

describe('stock', () => {
  it('comes in off the purchase order, with its value and the total of the item', () => {
    desk.store.update('IM_ItemWarehouse', ['BOLT', '000'], {
      QuantityOnPurchaseOrder: '40',
      AverageCost: '1.5',
    });

    receiveStock(desk, { ...bolt, quantity: '100.5' });

    expect(row('IM_ItemWarehouse', 'BOLT', '000')).toMatchObject({
      QuantityOnHand: '600.5',
      QuantityOnPurchaseOrder: '0',
      TotalWarehouseValue: '900.75',
      DateUpdated: '2026-06-01',
    });
    expect(row('CI_Item', 'BOLT')).toMatchObject({
      TotalQuantityOnHand: '600.5',
      LastReceiptDate: '2026-06-01',
    });
  });

  it('is adjusted up and down, and its record is made where the warehouse had none', () => {
    adjustStock(desk, { ...bolt, quantity: '-1.25' });
    adjustStock(desk, { itemCode: 'BOLT', warehouseCode: '001', quantity: '7' });

    expect(row('IM_ItemWarehouse', 'BOLT', '000')?.['QuantityOnHand']).toBe('498.75');
    expect(row('IM_ItemWarehouse', 'BOLT', '001')?.['QuantityOnHand']).toBe('7');
    expect(row('CI_Item', 'BOLT')?.['TotalQuantityOnHand']).toBe('505.75');
  });

  it('is refused for unknown warehouses, items without stock and receipts of nothing', () => {
    expect(() => adjustStock(desk, { ...bolt, warehouseCode: '999', quantity: '1' })).toThrow(
      '999 is not on file',
    );
    expect(() => adjustStock(desk, { ...bolt, itemCode: '/C', quantity: '1' })).toThrow('no item with stock');
    expect(() => receiveStock(desk, { ...bolt, quantity: '-1' })).toThrow('positive');
  });
});

describe('programs over whole tables', () => {
  it('recount, reprice and change customers without stamping', () => {
    const counted = recount(desk, '000', 100);
    const priced = changePrices(desk, '10');
    const changed = changeCustomers(desk, { TermsCode: '00' }, { TermsCode: '30', CreditHold: 'Y' });

    expect([counted, priced, changed]).toEqual([1, 3, 1]);
    expect(row('IM_ItemWarehouse', 'BOLT', '000')).toMatchObject({
      QuantityOnHand: '501',
      DateUpdated: '',
      LastPhysicalCountDate: '2026-06-01',
    });
    expect(row('CI_Item', 'BOLT')).toMatchObject({ StandardUnitPrice: '2.75', DateUpdated: '' });
    expect(row('AR_Customer', '01', 'HOLD')).toMatchObject({ TermsCode: '00', DateUpdated: '' });
    expect(row('AR_Customer', '01', 'ACME')).toMatchObject({ TermsCode: '30' });
  });

  it('reprice one product line only', () => {
    desk.store.update('CI_Item', ['LAMP'], { ProductLine: 'LITE' });

    expect(changePrices(desk, '-50', 'LITE')).toBe(1);
    expect([
      row('CI_Item', 'LAMP')?.['StandardUnitPrice'],
      row('CI_Item', 'BOLT')?.['StandardUnitPrice'],
    ]).toEqual(['20', '2.5']);
  });

  it('purge closed orders and paid invoices, and leave what is open', () => {
    const enter = (): string =>
      enterOrder(desk, {
        divisionNo: '01',
        customerNo: 'ACME',
        lines: [{ ItemCode$: 'BOLT', QuantityOrdered: '2' }],
      });
    const [open, closed] = [enter(), enter()];
    removeOrder(desk, enter());
    const paid = shipOrder(desk, { salesOrderNo: closed });
    postSalesJournal(desk);
    enterPayment(desk, { invoiceNo: paid, amount: '5' });
    postPayments(desk);
    const owed = shipOrder(desk, { salesOrderNo: enter() });
    postSalesJournal(desk);

    const early = [purgeOrders(desk, '2026-06-01'), purgeInvoices(desk, '2026-06-01')];
    const orders = purgeOrders(desk, '2026-06-02');
    const invoices = purgeInvoices(desk, '2026-06-02', { history: true });

    expect([early, orders, invoices]).toEqual([[0, 0], 3, 1]);
    expect(row('SO_SalesOrderHistoryHeader', open)).toBeDefined();
    expect(row('SO_SalesOrderHistoryHeader', closed)).toBeUndefined();
    expect(
      desk.store.select('AR_OpenInvoice', "InvoiceNo <> ''", []).map(({ InvoiceNo }) => InvoiceNo),
    ).toEqual([owed]);
    expect(desk.store.count('AR_InvoiceHistoryHeader')).toBe(1);
  });
});

describe('due dates', () => {
  it.each([
    ['days', { DaysBeforeDue: '30' }, '2026-07-15'],
    ['no terms', undefined, '2026-06-15'],
    ['a day of the month still to come', { DaysBeforeDue: '20', DueDateADayOfTheMonth: 'Y' }, '2026-06-20'],
    ['a day of the next month', { DaysBeforeDue: '10', DueDateADayOfTheMonth: 'Y' }, '2026-07-10'],
    [
      'a day too near',
      { DaysBeforeDue: '20', DueDateADayOfTheMonth: 'Y', MinimumDaysAllowedInv: '10' },
      '2026-07-20',
    ],
    ['a day the month lacks', { DaysBeforeDue: '31', DueDateADayOfTheMonth: 'Y' }, '2026-06-30'],
  ])('follow the terms: %s', (_case, terms, due) => {
    expect(dueDates(terms, '2026-06-15').due).toBe(due);
  });
});
