import { releaseOrderMessage } from '../contract/change-messages.ts';
import type { RequestHandler } from '../requests/port.ts';
import { setOrderStatus, type OrderChangeParts, type StatusWish } from './set-order-status.ts';

/** Sage does not keep the status from before the hold: an order that was invoiced in part is open, any other one is new. */
const wish: StatusWish = {
  statusFor: ({ status, lastInvoiceNo }) => {
    if (status !== 'H') return undefined;
    return lastInvoiceNo === undefined ? 'N' : 'O';
  },
  already: 'was not on hold',
};

/** Takes the orders of `ReleaseOrder` requests off hold. */
export function releaseOrder(parts: OrderChangeParts): RequestHandler {
  return (request, signal) => {
    const { salesOrderNo } = releaseOrderMessage.parse(request.payload);
    return setOrderStatus(parts, request, salesOrderNo, wish, signal);
  };
}
