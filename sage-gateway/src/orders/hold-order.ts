import { holdOrderMessage } from '../contract/change-messages.ts';
import type { RequestHandler } from '../requests/port.ts';
import { setOrderStatus, type OrderChangeParts, type StatusWish } from './set-order-status.ts';

const wish: StatusWish = {
  statusFor: ({ status }) => (status === 'H' ? undefined : 'H'),
  already: 'was on hold already',
};

/** Puts the orders of `HoldOrder` requests on hold. The reason stays in Salesforce: Sage has no column for it. */
export function holdOrder(parts: OrderChangeParts): RequestHandler {
  return (request, signal) => {
    const { salesOrderNo } = holdOrderMessage.parse(request.payload);
    return setOrderStatus(parts, request, salesOrderNo, wish, signal);
  };
}
