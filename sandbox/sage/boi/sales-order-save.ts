import { Decimal } from 'decimal.js';
import { blankRow, type Row } from '../dictionary/table.ts';
import type { TableStore } from '../store/table-store.ts';
import { createdBy, updatedBy } from './audit.ts';
import type { Session } from './session.ts';
import { orderTotal } from './sales-order-totals.ts';
import { numberText, sum } from './values.ts';

/** An order before or after a change; no lines and no header where it does not exist. */
export interface OrderState {
  readonly header: Row | undefined;
  readonly lines: readonly Row[];
}

/** Order types that reserve stock and count as open orders, and the column of IM_ItemWarehouse they move. */
const stockColumns: Readonly<Record<string, string>> = {
  S: 'QuantityOnSalesOrder',
  B: 'QuantityOnBackOrder',
};

/** Writes a new order or a changed one with its history, stock and open amount, in one transaction. */
export function saveOrder(session: Session, before: OrderState, header: Row, added: readonly Row[]): void {
  const { store } = session;
  const now = session.now();
  const isNew = before.header === undefined;
  const salesOrderNo = header['SalesOrderNo'] ?? '';
  const stamped = { ...header, ...(isNew ? createdBy : updatedBy)(session.userKey, now) };
  store.transaction(() => {
    const after = { header: stamped, lines: [...before.lines, ...added] };
    moveStock(store, before, after);
    moveOpenAmount(store, before, after);
    if (isNew) store.insert('SO_SalesOrderHeader', stamped);
    else store.update('SO_SalesOrderHeader', [salesOrderNo], stamped);
    saveHistoryHeader(store, stamped);
    const firstSequence = lastSequence(store, salesOrderNo) + 1;
    added.forEach((line, i) => {
      const sequenceNo = String(firstSequence + i).padStart(14, '0');
      store.insert('SO_SalesOrderDetail', { ...line, SOHistoryDetlSeqNo: sequenceNo });
      store.insert('SO_SalesOrderHistoryDetail', historyLine(store, line, sequenceNo));
    });
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
    const ofOrder = ['SalesOrderNo = ?', [salesOrderNo]] as const;
    store.remove('SO_SalesOrderDetail', ...ofOrder);
    store.remove('SO_SalesOrderHeader', ...ofOrder);
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

function isQuote(header: Row): boolean {
  return ['Q', 'P'].includes(header['OrderType'] ?? '');
}

/** Columns of the same name are taken over, UDFs included. A deleted order that is made again finds its history. */
function saveHistoryHeader(store: TableStore, header: Row): void {
  const tableName = 'SO_SalesOrderHistoryHeader';
  const history = { ...sameColumns(store, tableName, header), OrderStatus: isQuote(header) ? 'Q' : 'A' };
  if (store.insertIfNew(tableName, history)) return;
  const kept = [
    'DateCreated',
    'TimeCreated',
    'UserCreatedKey',
    'InvoicedAmt',
    'LastInvoiceDate',
    'LastInvoiceNo',
  ];
  const changes = Object.fromEntries(Object.entries(history).filter(([column]) => !kept.includes(column)));
  store.update(tableName, [header['SalesOrderNo'] ?? ''], changes);
}

function lastSequence(store: TableStore, salesOrderNo: string): number {
  const sql = 'SELECT max(SequenceNo) AS last FROM SO_SalesOrderHistoryDetail WHERE SalesOrderNo = ?';
  return Number(store.statement(sql).get(salesOrderNo)?.['last'] ?? 0);
}

function historyLine(store: TableStore, line: Row, sequenceNo: string): Row {
  return {
    ...sameColumns(store, 'SO_SalesOrderHistoryDetail', line),
    SequenceNo: sequenceNo,
    OriginalLine: 'Y',
    QuantityOrderedOriginal: line['QuantityOrdered'] ?? '0',
    QuantityOrderedRevised: line['QuantityOrdered'] ?? '0',
    OriginalUnitPrice: line['UnitPrice'] ?? '0',
    LastUnitPrice: line['UnitPrice'] ?? '0',
    LastExtensionAmt: line['ExtensionAmt'] ?? '0',
  };
}

function sameColumns(store: TableStore, tableName: string, row: Row): Row {
  const table = store.table(tableName);
  const target = blankRow(table);
  for (const name of table.columns.keys()) target[name] = row[name] ?? target[name] ?? '';
  return target;
}

/** Quantities in standard units by item, warehouse and column. */
function reserved({ header, lines }: OrderState): Map<string, Decimal> {
  const quantities = new Map<string, Decimal>();
  const column = stockColumns[header?.['OrderType'] ?? ''];
  if (column === undefined) return quantities;
  for (const line of lines.filter(({ ItemType }) => ItemType === '1')) {
    const key = JSON.stringify([line['ItemCode'], line['WarehouseCode'], column]);
    const quantity = new Decimal(line['QuantityOrdered'] ?? 0).times(line['UnitOfMeasureConvFactor'] ?? 1);
    quantities.set(key, quantity.plus(quantities.get(key) ?? 0));
  }
  return quantities;
}

function moveStock(store: TableStore, before: OrderState, after: OrderState): void {
  const old = reserved(before);
  const fresh = reserved(after);
  for (const key of new Set([...old.keys(), ...fresh.keys()])) {
    const change = new Decimal(fresh.get(key) ?? 0).minus(old.get(key) ?? 0);
    if (change.isZero()) continue;
    const [itemCode, warehouseCode, column] = JSON.parse(key) as [string, string, string];
    const found = store.find('IM_ItemWarehouse', itemCode, warehouseCode);
    if (found === undefined) {
      const row = blankRow(store.table('IM_ItemWarehouse'));
      store.insert('IM_ItemWarehouse', {
        ...row,
        ItemCode: itemCode,
        WarehouseCode: warehouseCode,
        [column]: numberText(change),
      });
    } else {
      store.update('IM_ItemWarehouse', [itemCode, warehouseCode], {
        [column]: sum(found[column] ?? '0', change),
      });
    }
  }
}

/** Quotes and master orders are no open orders. Neither this nor stock stamps DateUpdated (README). */
function openAmount({ header }: OrderState): string {
  return header !== undefined && (header['OrderType'] ?? '') in stockColumns ? orderTotal(header) : '0';
}

function moveOpenAmount(store: TableStore, before: OrderState, after: OrderState): void {
  const header = after.header ?? before.header;
  const change = new Decimal(openAmount(after)).minus(openAmount(before));
  if (header === undefined || change.isZero()) return;
  const key = [header['ARDivisionNo'] ?? '', header['CustomerNo'] ?? ''];
  const customer = store.find('AR_Customer', ...key);
  store.update('AR_Customer', key, { OpenOrderAmt: sum(customer?.['OpenOrderAmt'] ?? '0', change) });
}
