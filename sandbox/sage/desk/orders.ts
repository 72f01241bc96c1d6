import type { Result } from '../boi/business-object.ts';
import { SalesOrder } from '../boi/sales-order.ts';
import type { Session } from '../boi/session.ts';
import { DeskRefusal, screenOf } from './desk.ts';

/** Values as BOI takes them: `CustomerPONo$`, `FreightAmt`; dates YYYYMMDD. */
export type Cells = Readonly<Record<string, string>>;

export interface EnteredOrder {
  readonly divisionNo: string;
  readonly customerNo: string;
  readonly header?: Cells;
  readonly lines: readonly Cells[];
}

/** Sales Order Entry: a person enters an order (or a quote, `OrderType$` Q). Answers its number; warnings are taken, as people do. */
export function enterOrder(
  desk: Session,
  { divisionNo, customerNo, header = {}, lines }: EnteredOrder,
): string {
  return withOrder(desk, (order) => {
    const salesOrderNo = order.nGetNextSalesOrderNo();
    if (salesOrderNo === undefined || order.nSetKey(salesOrderNo) !== 2) throw refused(order);
    setAll(order, { ARDivisionNo$: divisionNo, CustomerNo$: customerNo, ...header });
    for (const line of lines) {
      must(order.oLines.nAddLine(), order.oLines);
      setAll(order.oLines, line);
      must(order.oLines.nWrite(), order.oLines);
    }
    must(order.nWrite(), order);
    return salesOrderNo;
  });
}

/** A person changes an order's header: hold, dates, a quote's promotion by `OrderType$` S. */
export function changeOrder(desk: Session, salesOrderNo: string, header: Cells): void {
  withOrder(desk, (order) => {
    open(order, salesOrderNo);
    setAll(order, header);
    must(order.nWrite(), order);
  });
}

/** A person changes one line of an order. */
export function changeLine(desk: Session, salesOrderNo: string, lineKey: string, cells: Cells): void {
  withOrder(desk, (order) => {
    open(order, salesOrderNo);
    must(order.oLines.nEditLine(order.oLines.sGetEditKey(lineKey)), order.oLines);
    setAll(order.oLines, cells);
    must(order.oLines.nWrite(), order.oLines);
    must(order.nWrite(), order);
  });
}

/** A person deletes an order or a quote: history keeps it as X or Z. */
export function removeOrder(desk: Session, salesOrderNo: string, cancelReasonCode = ''): void {
  if (cancelReasonCode !== '') changeOrder(desk, salesOrderNo, { CancelReasonCode$: cancelReasonCode });
  withOrder(desk, (order) => {
    open(order, salesOrderNo);
    must(order.nDelete(), order);
  });
}

function withOrder<T>(desk: Session, work: (order: SalesOrder) => T): T {
  const order = screenOf(desk, 'SO_SalesOrder_bus', 'S/O');
  if (!(order instanceof SalesOrder)) throw new Error('SO_SalesOrder_bus is no sales order');
  try {
    return work(order);
  } finally {
    order.DropObject();
  }
}

function open(order: SalesOrder, salesOrderNo: string): void {
  const found = order.nSetKey(salesOrderNo);
  if (found === 0) throw refused(order);
  if (found === 2) throw new DeskRefusal(`There is no open order ${salesOrderNo}`);
}

interface Told {
  readonly sLastErrorMsg: string;
}

function setAll(object: Told & { nSetValue(column: string, value: string): Result }, cells: Cells): void {
  for (const [column, value] of Object.entries(cells)) must(object.nSetValue(column, value), object);
}

function must(result: Result, object: Told): void {
  if (result === 0) throw refused(object);
}

function refused({ sLastErrorMsg }: Told): DeskRefusal {
  return new DeskRefusal(sLastErrorMsg);
}
