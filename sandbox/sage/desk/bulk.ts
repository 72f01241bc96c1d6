import { Decimal } from 'decimal.js';
import type { Session } from '../boi/session.ts';
import { numberText, sum } from '../boi/values.ts';
import type { Row } from '../dictionary/table.ts';
import { DeskRefusal, today } from './desk.ts';
import { checked } from './records.ts';

/*
 * Programs over a whole table. None of them stamps DateUpdated and TimeUpdated, so that only a compare finds what they did (README).
 * Each is one transaction and answers how many records it changed.
 */

/** Physical count: every `percent`-th of a warehouse's records was counted otherwise, by one unit. */
export function recount(desk: Session, warehouseCode: string, percent: number): number {
  const { store } = desk;
  const records = store.select('IM_ItemWarehouse', 'WarehouseCode = ?', [warehouseCode]);
  return store.transaction(() => {
    const counted = records.filter((_, i) => (i * 37) % 100 < percent);
    counted.forEach((record, i) =>
      store.update('IM_ItemWarehouse', keyOf(record, ['ItemCode', 'WarehouseCode']), {
        QuantityOnHand: sum(record['QuantityOnHand'] ?? '0', i % 2 === 0 ? '1' : '-1'),
        LastPhysicalCountDate: today(desk),
      }),
    );
    return counted.length;
  });
}

/** Price change: StandardUnitPrice of all items of a product line (or of all) by so many percent, rounded to cents. */
export function changePrices(desk: Session, percent: string, productLine?: string): number {
  const { store } = desk;
  const [condition, values] =
    productLine === undefined
      ? (["StandardUnitPrice <> '0'", []] as const)
      : (['ProductLine = ?', [productLine]] as const);
  const factor = new Decimal(100).plus(percent).div(100);
  return store.transaction(() => {
    const items = store.select('CI_Item', condition, values);
    for (const item of items) {
      const price = new Decimal(item['StandardUnitPrice'] ?? 0).times(factor);
      const StandardUnitPrice = numberText(price.toDecimalPlaces(2, Decimal.ROUND_HALF_UP));
      store.update('CI_Item', keyOf(item, ['ItemCode']), { StandardUnitPrice });
    }
    return items.length;
  });
}

/** Global customer change: all customers that have the values of `where` get those of `changes`. */
export function changeCustomers(desk: Session, changes: Row, where: Row = {}): number {
  const { store } = desk;
  const table = store.table('AR_Customer');
  const values = checked(table, changes);
  const wanted = Object.entries(checked(table, where));
  return store.transaction(() => {
    const customers = store
      .select('AR_Customer', "CustomerNo <> ''", [])
      .filter((customer) => wanted.every(([column, value]) => customer[column] === value));
    for (const customer of customers) store.update('AR_Customer', keyOf(customer, table.primaryKey), values);
    return customers.length;
  });
}

/** Purge of history: orders completed or deleted, ordered before the date, leave Sage altogether. */
export function purgeOrders(desk: Session, before: string): number {
  const { store } = desk;
  return store.transaction(() => {
    const gone = store.select(
      'SO_SalesOrderHistoryHeader',
      "OrderStatus IN ('C', 'X', 'Z') AND OrderDate < ?",
      [before],
    );
    for (const { SalesOrderNo = '' } of gone)
      for (const table of [
        'SO_SalesOrderHistoryHeader',
        'SO_SalesOrderHistoryDetail',
        'SO_ARInvoiceHistoryLink',
      ])
        store.remove(table, 'SalesOrderNo = ?', [SalesOrderNo]);
    return gone.length;
  });
}

/** Purge of paid invoices dated before the date: they leave AR_OpenInvoice, and history where it is asked. */
export function purgeInvoices(desk: Session, before: string, { history = false } = {}): number {
  const { store } = desk;
  return store.transaction(() => {
    const paid = store.select('AR_OpenInvoice', "Balance = '0' AND InvoiceDate < ?", [before]);
    for (const invoice of paid) {
      const key = keyOf(invoice, store.table('AR_OpenInvoice').primaryKey);
      store.remove(
        'AR_OpenInvoice',
        'ARDivisionNo = ? AND CustomerNo = ? AND InvoiceNo = ? AND InvoiceType = ?',
        key,
      );
      const posted = [invoice['InvoiceNo'] ?? '', invoice['InvoiceHistoryHeaderSeqNo'] ?? ''];
      if (history)
        for (const table of [
          'AR_InvoiceHistoryHeader',
          'AR_InvoiceHistoryDetail',
          'AR_InvoiceHistoryTracking',
        ])
          store.remove(table, 'InvoiceNo = ? AND HeaderSeqNo = ?', posted);
    }
    return paid.length;
  });
}

function keyOf(row: Row, columns: readonly string[]): string[] {
  return columns.map((column) => row[column] ?? '');
}

/** An ISO date, or a refusal. */
export function isoDateOf(text: string): string {
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))) return text;
  throw new DeskRefusal(`${text} is not a date (YYYY-MM-DD)`);
}
