import { Decimal } from 'decimal.js';
import { createdBy, updatedBy } from '../boi/audit.ts';
import { nextNumber } from '../boi/numbers.ts';
import { sameColumns } from '../boi/same-columns.ts';
import { orderTotal } from '../boi/sales-order-totals.ts';
import type { Session } from '../boi/session.ts';
import { numberText, sum } from '../boi/values.ts';
import type { Row } from '../dictionary/table.ts';
import { DeskRefusal, holding } from './desk.ts';
import { settleOrder } from './settle-order.ts';
import { moveOnHand } from './stock.ts';

export interface PostedInvoice {
  readonly invoiceNo: string;
  readonly headerSeqNo: string;
  readonly salesOrderNo: string;
  readonly isOrderCompleted: boolean;
}

/**
 * Sales Journal update: invoices leave SO_Invoice* for history and the open invoices, stock goes out, orders are completed or stay open as
 * back orders, customers owe. All invoices, or those named; one transaction.
 */
export function postSalesJournal(desk: Session, invoiceNos?: readonly string[]): PostedInvoice[] {
  const { store } = desk;
  const all = store.select('SO_InvoiceHeader', "InvoiceNo <> ''", []);
  const unknown = invoiceNos?.find((no) => !all.some(({ InvoiceNo }) => InvoiceNo === no));
  if (unknown !== undefined) throw new DeskRefusal(`There is no invoice ${unknown} that is not posted`);
  const wanted = all.filter(({ InvoiceNo = '' }) => invoiceNos?.includes(InvoiceNo) ?? true);
  if (wanted.length === 0) return [];
  const counter = { table: 'SO_Options', key: 'S/O', column: 'NextJournalNo' };
  const journalNo = nextNumber(store, { ...counter, taken: () => false }) ?? '';
  const orders = wanted.map(({ SalesOrderNo = '' }) => [SalesOrderNo]);
  return holding(desk, 'SO_SalesOrderHeader', orders, () =>
    store.transaction(() => {
      const posted = wanted.map((invoice) => post(desk, invoice, journalNo));
      desk.duringWrite();
      return posted;
    }),
  );
}

function post(desk: Session, invoice: Row, journalNo: string): PostedInvoice {
  const { store } = desk;
  const { InvoiceNo = '', SalesOrderNo = '' } = invoice;
  const headerSeqNo = nextHeaderSeqNo(desk, InvoiceNo);
  const lines = store.select('SO_InvoiceDetail', 'InvoiceNo = ?', [InvoiceNo]);
  toHistory(desk, { invoice, lines, headerSeqNo, journalNo });
  addOpenInvoice(desk, invoice, headerSeqNo);
  for (const line of lines.filter(({ ItemType }) => ItemType === '1')) shipLine(desk, line);
  const isOrderCompleted = settleOrder(desk, invoice, lines);
  for (const table of ['SO_InvoiceTracking', 'SO_InvoiceDetail', 'SO_InvoiceHeader'])
    store.remove(table, 'InvoiceNo = ?', [InvoiceNo]);
  return { invoiceNo: InvoiceNo, headerSeqNo, salesOrderNo: SalesOrderNo, isOrderCompleted };
}

/** An invoice number that was used before comes again under the next sequence number. */
function nextHeaderSeqNo({ store }: Session, invoiceNo: string): string {
  const before = store.select('AR_InvoiceHistoryHeader', 'InvoiceNo = ?', [invoiceNo]);
  return String(Number(before.at(-1)?.['HeaderSeqNo'] ?? 0) + 1).padStart(6, '0');
}

interface Posting {
  readonly invoice: Row;
  readonly lines: readonly Row[];
  readonly headerSeqNo: string;
  readonly journalNo: string;
}

function toHistory(desk: Session, { invoice, lines, headerSeqNo, journalNo }: Posting): void {
  const { store, userKey } = desk;
  const { InvoiceNo = '', SalesOrderNo = '', InvoiceDate = '' } = invoice;
  store.insert('AR_InvoiceHistoryHeader', {
    ...sameColumns(store, 'AR_InvoiceHistoryHeader', invoice),
    HeaderSeqNo: headerSeqNo,
    TransactionDate: InvoiceDate,
    ModuleCode: 'S/O',
    SourceJournal: 'SO',
    JournalNoGLBatchNo: journalNo,
    TaxableSalesAmt: invoice['TaxableAmt'] ?? '0',
    NonTaxableSalesAmt: invoice['NonTaxableAmt'] ?? '0',
    NumberOfPackages: invoice['NumberofPackages'] ?? '0',
    UserKey: userKey,
    ...createdBy(userKey, desk.now()),
  });
  lines.forEach((line, i) => {
    const DetailSeqNo = String(i + 1).padStart(6, '0');
    const detail = {
      ...sameColumns(store, 'AR_InvoiceHistoryDetail', line),
      HeaderSeqNo: headerSeqNo,
      DetailSeqNo,
    };
    store.insert('AR_InvoiceHistoryDetail', {
      ...detail,
      AppliedSalesOrderNo: SalesOrderNo,
      AppliedCustomerPONo: invoice['CustomerPONo'] ?? '',
      ProductLine: store.find('CI_Item', line['ItemCode'] ?? '')?.['ProductLine'] ?? '',
    });
    store.insert('SO_ARInvoiceHistoryLink', {
      SalesOrderNo,
      SequenceNo: line['SOHistoryDetlSeqNo'] ?? '',
      InvoiceNo,
      InvoiceHistoryHeaderSeqNo: headerSeqNo,
      InvoiceHistoryDetailSeqNo: DetailSeqNo,
      InvoiceDate,
      QuantityShipped: line['QuantityShipped'] ?? '0',
      UnitPrice: line['UnitPrice'] ?? '0',
      UnitOfMeasure: line['UnitOfMeasure'] ?? '',
    });
  });
  for (const tracking of store.select('SO_InvoiceTracking', 'InvoiceNo = ?', [InvoiceNo]))
    store.insert('AR_InvoiceHistoryTracking', { ...tracking, HeaderSeqNo: headerSeqNo });
}

/** Who pays owes: the bill-to customer of a national account, else the one who bought. */
function addOpenInvoice(desk: Session, invoice: Row, headerSeqNo: string): void {
  const { store, userKey } = desk;
  const now = desk.now();
  const isBilledElsewhere = (invoice['BillToCustomerNo'] ?? '') !== '';
  const payer = isBilledElsewhere
    ? [invoice['BillToDivisionNo'] ?? '', invoice['BillToCustomerNo'] ?? '']
    : [invoice['ARDivisionNo'] ?? '', invoice['CustomerNo'] ?? ''];
  const [ARDivisionNo = '', CustomerNo = ''] = payer;
  const balance = sum(orderTotal(invoice), new Decimal(invoice['DepositAmt'] ?? 0).negated());
  store.insert('AR_OpenInvoice', {
    ...sameColumns(store, 'AR_OpenInvoice', invoice),
    ARDivisionNo,
    CustomerNo,
    InvoiceDiscountDate: invoice['DiscountDueDate'] ?? '',
    PostingDate: invoice['InvoiceDate'] ?? '',
    Balance: balance,
    InvoiceHistoryHeaderSeqNo: headerSeqNo,
    SoldToDivisionNo: isBilledElsewhere ? (invoice['ARDivisionNo'] ?? '') : '',
    SoldToCustomerNo: isBilledElsewhere ? (invoice['CustomerNo'] ?? '') : '',
    ...createdBy(userKey, now),
  });
  const customer = store.find('AR_Customer', ...payer);
  if (customer === undefined) throw new DeskRefusal(`The Customer No ${payer.join('-')} is not on file`);
  store.update('AR_Customer', payer, {
    CurrentBalance: sum(customer['CurrentBalance'] ?? '0', balance),
    DateLastActivity: invoice['InvoiceDate'] ?? '',
    ...updatedBy(userKey, now),
  });
}

function shipLine(desk: Session, line: Row): void {
  const { ItemCode = '', WarehouseCode = '', QuantityShipped = '0', DropShip = 'N' } = line;
  if (DropShip === 'Y' || QuantityShipped === '0') return;
  const quantity = new Decimal(QuantityShipped).times(line['UnitOfMeasureConvFactor'] ?? 1).negated();
  moveOnHand(desk, { itemCode: ItemCode, warehouseCode: WarehouseCode, quantity: numberText(quantity) });
}
