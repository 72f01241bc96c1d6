import type { Row } from '../dictionary/table.ts';
import type { TableStore } from '../store/table-store.ts';
import { sameColumns } from './same-columns.ts';

const HEADER = 'SO_SalesOrderHistoryHeader';
const DETAIL = 'SO_SalesOrderHistoryDetail';

/** What history knows and the live order does not. */
const kept = [
  'DateCreated',
  'TimeCreated',
  'UserCreatedKey',
  'InvoicedAmt',
  'LastInvoiceDate',
  'LastInvoiceNo',
];

export function isQuote(header: Row): boolean {
  return ['Q', 'P'].includes(header['OrderType'] ?? '');
}

/** Columns of the same name are taken over, UDFs included. A deleted order that is made again finds its history. */
export function saveHistoryHeader(store: TableStore, header: Row): void {
  const history = { ...sameColumns(store, HEADER, header), OrderStatus: isQuote(header) ? 'Q' : 'A' };
  if (store.insertIfNew(HEADER, history)) return;
  const changes = Object.fromEntries(Object.entries(history).filter(([column]) => !kept.includes(column)));
  store.update(HEADER, [header['SalesOrderNo'] ?? ''], changes);
}

/** Writes the history of new lines; answers them with the sequence number under which it is. */
export function addHistoryLines(store: TableStore, salesOrderNo: string, lines: readonly Row[]): Row[] {
  const sql = `SELECT max(SequenceNo) AS last FROM ${DETAIL} WHERE SalesOrderNo = ?`;
  const last = Number(store.statement(sql).get(salesOrderNo)?.['last'] ?? 0);
  return lines.map((line, i) => {
    const sequenceNo = String(last + 1 + i).padStart(14, '0');
    store.insert(DETAIL, historyLine(store, line, sequenceNo));
    return { ...line, SOHistoryDetlSeqNo: sequenceNo };
  });
}

/** The ordered quantity and price stay as they were first; the revised ones follow. */
export function changeHistoryLine(store: TableStore, line: Row): void {
  const first = ['OriginalLine', 'QuantityOrderedOriginal', 'OriginalUnitPrice'];
  const history = historyLine(store, line, line['SOHistoryDetlSeqNo'] ?? '');
  const changes = Object.fromEntries(Object.entries(history).filter(([column]) => !first.includes(column)));
  updateHistoryLine(store, line, changes);
}

/** A line that is taken off an order stays in history as cancelled (README). */
export function cancelHistoryLine(store: TableStore, line: Row): void {
  updateHistoryLine(store, line, { CancelledLine: 'Y', QuantityOrderedRevised: '0', LastExtensionAmt: '0' });
}

/** Changes the history of a live line; orders that were loaded from files may come without it. */
export function updateHistoryLine(store: TableStore, line: Row, changes: Row): void {
  const key = [line['SalesOrderNo'] ?? '', line['SOHistoryDetlSeqNo'] ?? ''];
  if (store.exists(DETAIL, ...key)) store.update(DETAIL, key, changes);
}

function historyLine(store: TableStore, line: Row, sequenceNo: string): Row {
  return {
    ...sameColumns(store, DETAIL, line),
    SequenceNo: sequenceNo,
    OriginalLine: 'Y',
    QuantityOrderedOriginal: line['QuantityOrdered'] ?? '0',
    QuantityOrderedRevised: line['QuantityOrdered'] ?? '0',
    OriginalUnitPrice: line['UnitPrice'] ?? '0',
    LastUnitPrice: line['UnitPrice'] ?? '0',
    LastExtensionAmt: line['ExtensionAmt'] ?? '0',
  };
}
