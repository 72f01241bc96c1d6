import {
  cancelOrderMessage,
  changeCreditLimitMessage,
  changeItemPriceMessage,
  changeOrderMessage,
  holdOrderMessage,
  promoteQuoteMessage,
  releaseOrderMessage,
  updateCustomerMessage,
} from './change-messages.ts';
import { orderMessage } from './order-message.ts';

/** The payload of each type of request that there is. */
export const payloads = {
  PlaceOrder: orderMessage,
  HoldOrder: holdOrderMessage,
  ReleaseOrder: releaseOrderMessage,
  CancelOrder: cancelOrderMessage,
  ChangeOrder: changeOrderMessage,
  PromoteQuote: promoteQuoteMessage,
  ChangeCreditLimit: changeCreditLimitMessage,
  UpdateCustomer: updateCustomerMessage,
  ChangeItemPrice: changeItemPriceMessage,
} as const;

export type RequestTypeName = keyof typeof payloads;

export const requestTypeNames = Object.keys(payloads) as readonly RequestTypeName[];
