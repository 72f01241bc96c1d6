import type { Row } from '../dictionary/table.ts';
import type { TableStore } from '../store/table-store.ts';
import { createdBy, updatedBy } from './audit.ts';
import { moveOpenAmount, moveStock, type OrderState } from './commitments.ts';
import {
  addHistoryLines,
  cancelHistoryLine,
  changeHistoryLine,
  isQuote,
  saveHistoryHeader,
} from './sales-order-history.ts';
import { orderTotal } from './sales-order-totals.ts';
import type { Session } from './session.ts';

/** Writes a new order or a changed one with its history, stock and open amount, in one transaction. Lines are told apart by their LineKey. */
export function saveOrder(
  session: Session,
  before: OrderState,
  after: { readonly header: Row; readonly lines: readonly Row[] },
): void {
  const { store } = session;
  const isNew = before.header === undefined;
  const salesOrderNo = after.header['SalesOrderNo'] ?? '';
  const header = { ...after.header, ...(isNew ? createdBy : updatedBy)(session.userKey, session.now()) };
  store.transaction(() => {
    moveStock(store, before, { header, lines: after.lines });
    moveOpenAmount(store, before, { header, lines: after.lines });
    if (isNew) store.insert('SO_SalesOrderHeader', header);
    else store.update('SO_SalesOrderHeader', [salesOrderNo], header);
    saveHistoryHeader(store, header);
    saveLines(store, salesOrderNo, before.lines, after.lines);
    saveRecap(store, header);
    session.duringWrite();
  });
}

/** Deletes an order; its history stays, marked X (Z for a quote), where deleted orders are retained. */
export function deleteOrder(
  session: Session,
  before: OrderState & { readonly header: Row },
  cancelReason: string,
): void {
  const { store } = session;
  const salesOrderNo = before.header['SalesOrderNo'] ?? '';
  const retain = store.find('SO_Options', 'S/O')?.['RetainDeletedOrders'] === 'Y';
  store.transaction(() => {
    moveStock(store, before, { header: undefined, lines: [] });
    moveOpenAmount(store, before, { header: undefined, lines: [] });
    removeOrder(store, salesOrderNo);
    const ofOrder = ['SalesOrderNo = ?', [salesOrderNo]] as const;
    if (retain) {
      store.update('SO_SalesOrderHistoryHeader', [salesOrderNo], {
        OrderStatus: isQuote(before.header) ? 'Z' : 'X',
        CancelReasonCode: cancelReason,
        ...updatedBy(session.userKey, session.now()),
      });
    } else {
      store.remove('SO_SalesOrderHistoryDetail', ...ofOrder);
      store.remove('SO_SalesOrderHistoryHeader', ...ofOrder);
    }
    session.duringWrite();
  });
}

/** Takes an order out of the open ones; its history is left alone. */
export function removeOrder(store: TableStore, salesOrderNo: string): void {
  for (const table of ['SO_SalesOrderDetail', 'SO_SalesOrderHeader', 'SO_SalesOrderRecap'])
    store.remove(table, 'SalesOrderNo = ?', [salesOrderNo]);
}

/** Keeps the order's total beside it. */
export function saveRecap(store: TableStore, header: Row): void {
  const { SalesOrderNo = '', OrderStatus = '' } = header;
  const recap = { SalesOrderNo, OrderStatus, OrderTotal: orderTotal(header) };
  if (!store.insertIfNew('SO_SalesOrderRecap', recap))
    store.update('SO_SalesOrderRecap', [SalesOrderNo], recap);
}

function saveLines(
  store: TableStore,
  salesOrderNo: string,
  before: readonly Row[],
  after: readonly Row[],
): void {
  const old = new Map(before.map((line) => [line['LineKey'], line]));
  const added = after.filter(({ LineKey }) => !old.has(LineKey));
  for (const line of addHistoryLines(store, salesOrderNo, added)) store.insert('SO_SalesOrderDetail', line);
  for (const line of after) {
    const was = old.get(line['LineKey']);
    old.delete(line['LineKey']);
    if (was === undefined || was === line) continue;
    store.update('SO_SalesOrderDetail', [salesOrderNo, line['LineKey'] ?? ''], line);
    changeHistoryLine(store, line);
  }
  for (const line of old.values()) {
    store.remove('SO_SalesOrderDetail', 'SalesOrderNo = ? AND LineKey = ?', [
      salesOrderNo,
      line['LineKey'] ?? '',
    ]);
    cancelHistoryLine(store, line);
  }
}
