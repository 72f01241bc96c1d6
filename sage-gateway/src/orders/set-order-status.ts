import { alreadySo, change, refused } from '../requests/change-outcome.ts';
import type { Outcome, RequestRecord } from '../requests/port.ts';
import type { SageDocuments, SageTables } from '../sage/ports.ts';
import type { ExistingOrder } from './find-order.ts';
import { findOpenOrder, invoiceFault, resultOf } from './find-open-order.ts';

/** What changes of an order work with. */
export interface OrderChangeParts {
  readonly tables: SageTables;
  readonly documents: SageDocuments;
}

/** The status that is wished for an order. */
export interface StatusWish {
  /** The status to write; undefined when the order is as wished. */
  readonly statusFor: (order: ExistingOrder) => 'N' | 'O' | 'H' | undefined;
  /** How that reads: "was on hold already". */
  readonly already: string;
}

const path = 'salesOrderNo';

/** Sets the status of an open order, once: looks first, and an order that is as wished is done. Throws RetryableError for what may pass. */
export async function setOrderStatus(
  { tables, documents }: OrderChangeParts,
  request: RequestRecord,
  given: string,
  wish: StatusWish,
  signal: AbortSignal,
): Promise<Outcome> {
  const found = await findOpenOrder(tables, request.company, given);
  if (found.kind === 'closed') return refused([found.fault]);
  const { order } = found;
  const orderStatus = wish.statusFor(order);
  if (orderStatus === undefined) {
    return alreadySo(request, resultOf(order), `Sales order ${order.salesOrderNo} ${wish.already}.`, path);
  }
  const fault = invoiceFault(order);
  if (fault !== undefined) return refused([fault]);
  signal.throwIfAborted();
  return change(
    resultOf(order, orderStatus),
    () => documents.changeSalesOrder(request.company, order.salesOrderNo, { orderStatus }),
    () => path,
  );
}
