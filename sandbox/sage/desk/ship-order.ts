import { Decimal } from 'decimal.js';
import { createdBy, updatedBy } from '../boi/audit.ts';
import { openQuantity } from '../boi/commitments.ts';
import { nextNumber } from '../boi/numbers.ts';
import { sameColumns } from '../boi/same-columns.ts';
import { extension, totals } from '../boi/sales-order-totals.ts';
import type { Session } from '../boi/session.ts';
import { numberText, sum } from '../boi/values.ts';
import { blankRow, type Row } from '../dictionary/table.ts';
import { DeskRefusal, holding, today } from './desk.ts';
import { dueDates } from './due-dates.ts';

const CHARGE = '3';
const COMMENT = '4';

export interface Shipment {
  readonly salesOrderNo: string;
  /** What is shipped of lines, by LineKey, in the line's unit; all that is open where a line is left out. */
  readonly quantities?: ReadonlyMap<string, string>;
  readonly packages?: readonly Package[];
  /** ISO; today when left out. */
  readonly shipDate?: string;
}

export interface Package {
  readonly trackingId: string;
  readonly shipVia?: string;
  readonly weight?: string;
  readonly freight?: string;
  readonly comment?: string;
}

/**
 * Invoice Data Entry: an open order goes onto a new invoice with what is shipped now and its packages; the order is blocked by its
 * CurrentInvoiceNo until the sales journal is posted. Stock does not move yet. Answers the invoice number.
 */
export function shipOrder(desk: Session, shipment: Shipment): string {
  const { salesOrderNo } = shipment;
  return holding(desk, 'SO_SalesOrderHeader', [[salesOrderNo]], () => {
    const order = openOrder(desk, salesOrderNo);
    const lines = invoiceLines(desk, order, shipment.quantities ?? new Map());
    if (
      !lines.some(
        ({ ItemType, ExtensionAmt, QuantityShipped }) =>
          ItemType !== COMMENT && (QuantityShipped !== '0' || ExtensionAmt !== '0'),
      )
    )
      throw new DeskRefusal(`Nothing is shipped of the order ${salesOrderNo}`);
    const invoiceNo = nextInvoiceNo(desk);
    const { store, userKey } = desk;
    const now = desk.now();
    store.transaction(() => {
      store.insert('SO_InvoiceHeader', {
        ...invoiceHeader(desk, order, lines, shipment),
        InvoiceNo: invoiceNo,
        ...createdBy(userKey, now),
      });
      for (const line of lines) store.insert('SO_InvoiceDetail', { ...line, InvoiceNo: invoiceNo });
      addPackages(desk, invoiceNo, shipment.packages ?? []);
      const changes = { CurrentInvoiceNo: invoiceNo, ...updatedBy(userKey, now) };
      store.update('SO_SalesOrderHeader', [salesOrderNo], changes);
      desk.duringWrite();
    });
    return invoiceNo;
  });
}

/** Adds packages to an invoice that is not posted yet, after those it has. */
export function addPackages(desk: Session, invoiceNo: string, packages: readonly Package[]): void {
  const { store } = desk;
  if (!store.exists('SO_InvoiceHeader', invoiceNo))
    throw new DeskRefusal(`There is no invoice ${invoiceNo} that is not posted`);
  const before = store.select('SO_InvoiceTracking', 'InvoiceNo = ?', [invoiceNo]).length;
  packages.forEach(({ trackingId, shipVia = '', weight = '0', freight = '0', comment = '' }, i) =>
    store.insert('SO_InvoiceTracking', {
      ...blankRow(store.table('SO_InvoiceTracking')),
      InvoiceNo: invoiceNo,
      PackageNo: String(before + i + 1).padStart(4, '0'),
      TrackingID: trackingId,
      StarshipShipVia: shipVia,
      Weight: weight,
      FreightAmt: freight,
      Comment: comment,
    }),
  );
}

function openOrder({ store }: Session, salesOrderNo: string): Row {
  const order = store.find('SO_SalesOrderHeader', salesOrderNo);
  if (order === undefined) throw new DeskRefusal(`There is no open order ${salesOrderNo}`);
  if (!['S', 'B'].includes(order['OrderType'] ?? ''))
    throw new DeskRefusal(`The order ${salesOrderNo} is of type ${order['OrderType']} and is not shipped`);
  if (order['OrderStatus'] === 'H') throw new DeskRefusal(`The order ${salesOrderNo} is on hold`);
  if (order['CurrentInvoiceNo'] !== '')
    throw new DeskRefusal(`The order ${salesOrderNo} is on invoice ${order['CurrentInvoiceNo']}`);
  return order;
}

function invoiceLines(desk: Session, order: Row, quantities: ReadonlyMap<string, string>): Row[] {
  const { store } = desk;
  const salesOrderNo = order['SalesOrderNo'] ?? '';
  const lines = store.select('SO_SalesOrderDetail', 'SalesOrderNo = ?', [salesOrderNo]);
  const unknown = [...quantities.keys()].find((key) => !lines.some(({ LineKey }) => LineKey === key));
  if (unknown !== undefined) throw new DeskRefusal(`The order ${salesOrderNo} has no line ${unknown}`);
  return lines.map((line) => {
    const open = openQuantity(line);
    const shipped = quantities.get(line['LineKey'] ?? '') ?? open;
    const left = new Decimal(open).minus(shipped);
    if (left.isNegative() || new Decimal(shipped).isNegative())
      throw new DeskRefusal(`Of line ${line['LineKey']} only ${open} can be shipped, not ${shipped}`);
    const invoiced = {
      ...sameColumns(store, 'SO_InvoiceDetail', line),
      OrderLineKey: line['LineKey'] ?? '',
      QuantityShipped: numberText(shipped),
      QuantityBackordered: numberText(left),
    };
    return { ...invoiced, ExtensionAmt: amountOf(desk, line, shipped) };
  });
}

/** A charge is invoiced once, whatever is shipped of the other lines. */
function amountOf({ store }: Session, line: Row, shipped: string): string {
  if (line['ItemType'] !== CHARGE) return extension({ ...line, QuantityOrdered: shipped });
  const before = store.select('SO_ARInvoiceHistoryLink', 'SalesOrderNo = ? AND SequenceNo = ?', [
    line['SalesOrderNo'] ?? '',
    line['SOHistoryDetlSeqNo'] ?? '',
  ]);
  return before.length === 0 ? (line['ExtensionAmt'] ?? '0') : '0';
}

/** The order's header with what is shipped; freight and a fixed discount go onto the first invoice of an order. */
function invoiceHeader(
  desk: Session,
  order: Row,
  lines: readonly Row[],
  { shipDate, packages = [] }: Shipment,
): Row {
  const { store } = desk;
  const date = today(desk);
  const isFirst = order['LastInvoiceOrderNo'] === '';
  const once = (column: string): string => (isFirst ? (order[column] ?? '0') : '0');
  const amounts = {
    FreightAmt: once('FreightAmt'),
    DiscountAmt: once('DiscountAmt'),
    DepositAmt: once('DepositAmt'),
  };
  const { due, discount } = dueDates(store.find('AR_TermsCode', order['TermsCode'] ?? ''), date);
  const header = {
    ...sameColumns(store, 'SO_InvoiceHeader', order),
    ...amounts,
    InvoiceDate: date,
    InvoiceType: 'IN',
    InvoiceDueDate: due,
    DiscountDueDate: discount,
    ShipDate: shipDate ?? date,
    ShipStatus: 'S',
    NumberofPackages: String(packages.length),
    Weight: sum('0', ...packages.map(({ weight = '0' }) => weight)),
    NumberOfBackOrderLines: String(lines.filter((line) => line['QuantityBackordered'] !== '0').length),
  };
  return { ...header, ...totals(desk, header, lines) };
}

function nextInvoiceNo({ store }: Session): string {
  const taken = (no: string): boolean =>
    store.exists('SO_InvoiceHeader', no) ||
    store.select('AR_InvoiceHistoryHeader', 'InvoiceNo = ?', [no]).length > 0;
  const next = nextNumber(store, { table: 'SO_Options', key: 'S/O', column: 'NextInvoiceNo', taken });
  if (next === undefined) throw new DeskRefusal('There are no invoice numbers left');
  return next;
}
