import type { Fault } from '../contract/errors.ts';
import { defined } from '../mapping/defined.ts';
import type { ChangeResult } from '../requests/port.ts';
import type { SageTables } from '../sage/ports.ts';
import { findByNumber, statusOf, type ExistingOrder } from './find-order.ts';
import { orderNoOf } from './order-no.ts';

/** The order that a change is about: open, or the reason why it is not. `order` is then what history has of it. */
export type OpenOrder =
  | { readonly kind: 'open'; readonly order: ExistingOrder }
  | {
      readonly kind: 'closed';
      readonly salesOrderNo: string;
      readonly order: ExistingOrder | undefined;
      readonly fault: Fault;
    };

/** Looks an order up by the number that a message names: among the open ones, then in history. */
export async function findOpenOrder(tables: SageTables, company: string, given: string): Promise<OpenOrder> {
  const salesOrderNo = orderNoOf(given);
  const order = await findByNumber(tables, company, salesOrderNo, undefined);
  if (order?.table === 'SO_SalesOrderHeader' && order.status !== 'C') return { kind: 'open', order };
  return { kind: 'closed', salesOrderNo, order, fault: whyClosed(salesOrderNo, order) };
}

function whyClosed(salesOrderNo: string, order: ExistingOrder | undefined): Fault {
  const path = 'salesOrderNo';
  if (order?.status === 'C')
    return { code: 'ORDER_COMPLETED', message: `Sales order ${salesOrderNo} is completed in Sage.`, path };
  const message =
    order === undefined
      ? `Sage has no sales order ${salesOrderNo}.`
      : `Sales order ${salesOrderNo} ${order.deleted ? 'was cancelled' : 'is no longer open'} in Sage.`;
  return { code: 'SALES_ORDER_UNKNOWN', message, path };
}

/** Why an open order cannot be changed now: an invoice that is not posted yet holds it. */
export function invoiceFault({ salesOrderNo, currentInvoiceNo }: ExistingOrder): Fault | undefined {
  if (currentInvoiceNo === undefined) return undefined;
  const message = `Sales order ${salesOrderNo} is on invoice ${currentInvoiceNo}, which is not posted yet.`;
  return { code: 'ORDER_ON_INVOICE', message, path: 'salesOrderNo' };
}

/** The order that was changed, whose it is, and the status that it has now. */
export function resultOf(order: ExistingOrder, orderStatus = statusOf(order)): ChangeResult {
  const { salesOrderNo, divisionNo, customerNo } = order;
  return { salesOrderNo, divisionNo, customerNo, ...defined({ orderStatus }) };
}
