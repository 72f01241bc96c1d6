import { z } from 'zod';
import { address, customFields, decimalText, maybe, recordId, text } from './order-message.ts';

/*
 * Payloads of changes to orders and customers: see contract/README.md.
 */

/** A code or number of Sage, without blanks around it. */
function code(max: number) {
  return text(max).trim().min(1, 'must not be empty');
}

const salesOrderNo = code(20).regex(/^[\x21-\x7e]*$/, 'must be a sales order number of Sage');
const customer = { divisionNo: code(10), customerNo: code(20) };

export const holdOrderMessage = z.strictObject({ salesOrderNo, reason: maybe(text(4000)) });

export const releaseOrderMessage = z.strictObject({ salesOrderNo });

export const cancelOrderMessage = z.strictObject({ salesOrderNo, cancelReasonCode: maybe(code(40)) });

export const changeCreditLimitMessage = z.strictObject({
  ...customer,
  creditLimit: decimalText,
  currency: maybe(z.string().regex(/^[A-Z]{3}$/, 'must be an ISO currency code')),
  expectedCreditLimit: maybe(decimalText),
  reason: maybe(text(4000)),
});

export const updateCustomerMessage = z.strictObject({
  accountId: recordId,
  ...customer,
  name: maybe(text(255)),
  phone: maybe(text(40)),
  email: maybe(text(255)),
  billTo: maybe(address),
  fields: maybe(customFields),
});

export type UpdateCustomerMessage = z.output<typeof updateCustomerMessage>;
