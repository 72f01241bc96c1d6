import { z } from 'zod';
import {
  address,
  customFields,
  dateText,
  decimalText,
  lineMembers,
  maybe,
  maybeCode,
  priceOwners,
  recordId,
  rowOwner,
  text,
} from './order-message.ts';

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

/** Facts of an order's header. An empty text clears its column; the ship-to address is replaced as a whole. */
const orderHeader = {
  orderDate: maybe(dateText),
  shipDate: maybe(dateText),
  customerPONo: maybe(text(255)),
  comment: maybe(text(4000)),
  shipVia: maybeCode(40),
  termsCode: maybeCode(40),
  warehouseCode: maybeCode(40),
  shipTo: maybe(address.extend({ name: maybe(text(255)), code: maybeCode(40) })),
  fields: maybe(customFields),
};

const lineKey = z.string().regex(/^[0-9]{1,6}$/, 'must be a LineKey of Sage');

const lineChange = z
  .strictObject({
    op: z.enum(['change', 'add', 'remove']),
    id: maybe(recordId),
    lineKey: maybe(lineKey),
    ...lineMembers,
    seen: maybe(z.strictObject(lineMembers)),
  })
  .refine(({ op, id, lineKey: key }) => id !== undefined || (op !== 'add' && key !== undefined), {
    path: ['id'],
    message: 'must tell the line: a Salesforce id, or the LineKey of a line that Sage has',
  });

export const changeOrderMessage = z.strictObject({
  salesOrderNo,
  seen: maybe(z.strictObject(orderHeader)),
  header: maybe(z.strictObject(orderHeader)),
  lines: maybe(z.array(lineChange).max(1000)),
  force: maybe(z.boolean()),
  policy: maybe(z.strictObject({ prices: maybe(z.enum(priceOwners)) })),
});

export type ChangeOrderMessage = z.output<typeof changeOrderMessage>;
export type HeaderChange = NonNullable<ChangeOrderMessage['header']>;
export type LineChange = NonNullable<ChangeOrderMessage['lines']>[number];

export const promoteQuoteMessage = z.strictObject({
  salesOrderNo,
  orderDate: maybe(dateText),
  shipDate: maybe(dateText),
  customerPONo: maybe(text(255)),
});

export const changeCreditLimitMessage = z.strictObject({
  ...customer,
  creditLimit: decimalText,
  currency: maybe(z.string().regex(/^[A-Z]{3}$/, 'must be an ISO currency code')),
  expectedCreditLimit: maybe(decimalText),
  reason: maybe(text(4000)),
});

/** What one sales unit of an item costs anybody, as the standard price book has it. */
export const changeItemPriceMessage = z.strictObject({
  itemCode: code(255),
  standardUnitPrice: decimalText,
  currency: maybe(z.string().regex(/^[A-Z]{3}$/, 'must be an ISO currency code')),
  expectedStandardUnitPrice: maybe(decimalText),
});

/** What Salesforce knows of a field that is mapped both ways: whose value counts, Sage's value when both last agreed (left out: they never did), when it was changed in Salesforce since. */
export const fieldAgreement = z.strictObject({
  owner: rowOwner,
  seen: text(2048).nullable().optional(),
  changedAt: maybe(z.iso.datetime()),
});
export type FieldAgreement = z.output<typeof fieldAgreement>;

/** By the name of the custom field. */
export const agreement = z.record(
  z.string().regex(/^UDF_[A-Z0-9_]{1,26}$/, 'must be a UDF name'),
  fieldAgreement,
);

export const updateCustomerMessage = z.strictObject({
  accountId: recordId,
  ...customer,
  name: maybe(text(255)),
  phone: maybe(text(40)),
  email: maybe(text(255)),
  billTo: maybe(address),
  fields: maybe(customFields),
  agreement: maybe(agreement),
});

export type UpdateCustomerMessage = z.output<typeof updateCustomerMessage>;
