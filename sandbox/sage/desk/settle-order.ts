import { Decimal } from 'decimal.js';
import { updatedBy } from '../boi/audit.ts';
import { moveOpenAmount, moveStock, openQuantity } from '../boi/commitments.ts';
import { updateHistoryLine } from '../boi/sales-order-history.ts';
import { removeOrder, saveRecap } from '../boi/sales-order-save.ts';
import { orderTotal } from '../boi/sales-order-totals.ts';
import type { Session } from '../boi/session.ts';
import { numberText, sum } from '../boi/values.ts';
import type { Row } from '../dictionary/table.ts';

/** Items and miscellaneous lines have quantities to ship; charges and comments have none. */
const SHIPPABLE = ['1', '2', '5'];

/**
 * What becomes of an order whose invoice is posted: completed, it leaves the open orders and history says C; else it stays open as a
 * back order with what is shipped and what is not. Answers whether it is completed. In a transaction of the caller.
 */
export function settleOrder(desk: Session, invoice: Row, invoiceLines: readonly Row[]): boolean {
  const { store } = desk;
  const salesOrderNo = invoice['SalesOrderNo'] ?? '';
  const header = store.find('SO_SalesOrderHeader', salesOrderNo);
  if (header === undefined) return false;
  const before = { header, lines: store.select('SO_SalesOrderDetail', 'SalesOrderNo = ?', [salesOrderNo]) };
  const lines = before.lines.map((line) => shipped(line, invoiceLines));
  const isCompleted = lines.every((line) => line['QuantityBackordered'] === '0');
  const stamp = updatedBy(desk.userKey, desk.now());
  const after = isCompleted
    ? { header: undefined, lines: [] }
    : { header: { ...header, ...backOrder(invoice), ...stamp }, lines };
  const history = store.find('SO_SalesOrderHistoryHeader', salesOrderNo);
  const invoiced = {
    before: history?.['InvoicedAmt'] ?? '0',
    after: sum(history?.['InvoicedAmt'] ?? '0', orderTotal(invoice)),
  };
  moveStock(store, before, after);
  moveOpenAmount(store, before, after, invoiced);
  lines.forEach((line) => tellHistory(desk, line));
  if (history !== undefined)
    store.update('SO_SalesOrderHistoryHeader', [salesOrderNo], {
      ...(isCompleted ? { OrderStatus: 'C' } : {}),
      InvoicedAmt: invoiced.after,
      LastInvoiceNo: invoice['InvoiceNo'] ?? '',
      LastInvoiceDate: invoice['InvoiceDate'] ?? '',
      ...stamp,
    });
  if (after.header === undefined) removeOrder(store, salesOrderNo);
  else saveBackOrder(desk, after.header, lines);
  return isCompleted;
}

function shipped(line: Row, invoiceLines: readonly Row[]): Row {
  if (!SHIPPABLE.includes(line['ItemType'] ?? '')) return line;
  const now = invoiceLines.find(({ OrderLineKey }) => OrderLineKey === line['LineKey']);
  const all = sum(line['QuantityShipped'] ?? '0', now?.['QuantityShipped'] ?? '0');
  const left = openQuantity({ ...line, QuantityShipped: all });
  const backordered = numberText(Decimal.max(left, 0));
  return { ...line, QuantityShipped: all, QuantityBackordered: backordered };
}

function backOrder(invoice: Row): Row {
  return {
    OrderType: 'B',
    OrderStatus: 'O',
    CurrentInvoiceNo: '',
    LastInvoiceOrderNo: invoice['InvoiceNo'] ?? '',
    LastInvoiceOrderDate: invoice['InvoiceDate'] ?? '',
  };
}

function tellHistory({ store }: Session, line: Row): void {
  updateHistoryLine(store, line, {
    QuantityShipped: line['QuantityShipped'] ?? '0',
    QuantityBackordered: line['QuantityBackordered'] ?? '0',
  });
}

function saveBackOrder({ store }: Session, header: Row, lines: readonly Row[]): void {
  const salesOrderNo = header['SalesOrderNo'] ?? '';
  store.update('SO_SalesOrderHeader', [salesOrderNo], header);
  for (const line of lines) store.update('SO_SalesOrderDetail', [salesOrderNo, line['LineKey'] ?? ''], line);
  saveRecap(store, header);
}
