import { Decimal } from 'decimal.js';
import { updatedBy } from '../boi/audit.ts';
import type { Session } from '../boi/session.ts';
import { numberText, sum } from '../boi/values.ts';
import type { Row } from '../dictionary/table.ts';
import { DeskRefusal, today } from './desk.ts';

export interface Payment {
  readonly invoiceNo: string;
  readonly amount: string;
  readonly checkNo?: string;
}

/** Cash Receipts Entry: the payment stands as PaymentsToday until the cash receipts journal is posted. */
export function enterPayment(desk: Session, { invoiceNo, amount, checkNo = '' }: Payment): void {
  const { store, userKey } = desk;
  const [invoice] = store.select('AR_OpenInvoice', "InvoiceNo = ? AND InvoiceType = 'IN'", [invoiceNo]);
  if (invoice === undefined) throw new DeskRefusal(`There is no open invoice ${invoiceNo}`);
  const open = new Decimal(invoice['Balance'] ?? 0).minus(invoice['PaymentsToday'] ?? 0);
  if (!new Decimal(amount).gt(0) || open.lt(amount))
    throw new DeskRefusal(`Of invoice ${invoiceNo} ${numberText(open)} is open; ${amount} cannot be paid`);
  store.update('AR_OpenInvoice', keyOf(invoice), {
    PaymentsToday: sum(invoice['PaymentsToday'] ?? '0', amount),
    CheckNo: checkNo,
    ...updatedBy(userKey, desk.now()),
  });
}

/** Cash Receipts Journal update: balances of invoices and customers go down. A paid invoice stays with a balance of 0. Answers the invoices. */
export function postPayments(desk: Session): string[] {
  const { store } = desk;
  return store.transaction(() => {
    const paid = store.select('AR_OpenInvoice', "PaymentsToday <> '0'", []);
    for (const invoice of paid) post(desk, invoice);
    desk.duringWrite();
    return paid.map(({ InvoiceNo = '' }) => InvoiceNo);
  });
}

function post(desk: Session, invoice: Row): void {
  const { store, userKey } = desk;
  const amount = invoice['PaymentsToday'] ?? '0';
  const less = (column: string, row: Row): string => sum(row[column] ?? '0', new Decimal(amount).negated());
  const stamp = updatedBy(userKey, desk.now());
  store.update('AR_OpenInvoice', keyOf(invoice), {
    Balance: less('Balance', invoice),
    PaymentsToday: '0',
    ...stamp,
  });
  const key = [invoice['ARDivisionNo'] ?? '', invoice['CustomerNo'] ?? ''];
  const customer = store.find('AR_Customer', ...key) ?? {};
  const bucket = bucketOf(invoice, customer);
  store.update('AR_Customer', key, {
    [bucket]: less(bucket, customer),
    DateLastPayment: today(desk),
    LastPaymentAmt: amount,
    DateLastActivity: today(desk),
    ...stamp,
  });
}

/** Where the last aging put an invoice; one that was posted after it is current. */
function bucketOf(invoice: Row, customer: Row): string {
  const aged = customer['DateLastAging'] ?? '';
  if (aged === '' || (invoice['PostingDate'] ?? '') > aged) return 'CurrentBalance';
  const days = (Date.parse(aged) - Date.parse(invoice['InvoiceDueDate'] ?? aged)) / 86_400_000;
  const past = [0, 30, 60, 90].filter((limit) => days > limit).length;
  return past === 0 ? 'CurrentBalance' : `AgingCategory${past}`;
}

function keyOf(invoice: Row): string[] {
  return ['ARDivisionNo', 'CustomerNo', 'InvoiceNo', 'InvoiceType'].map((part) => invoice[part] ?? '');
}
