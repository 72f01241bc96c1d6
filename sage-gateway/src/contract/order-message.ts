import { z } from 'zod';

/** A decimal number as text: digits, at most 15 before and 6 after the point, as Sage's widest quantity (N15.6) allows. */
export const decimalText = z
  .string()
  .regex(/^-?\d{1,15}(\.\d{1,6})?$/, 'must be a decimal number such as "12.50", with at most 6 decimals');

/** A calendar day as `YYYY-MM-DD`; 30 February is refused. */
export const dateText = z.iso.date();

/** Neither control characters (tab and line feed excepted) nor lone surrogates, which neither Sage nor JSON readers survive. */
// eslint-disable-next-line no-control-regex -- finding control characters is the purpose
const plainText = /^[^\u0000-\u0008\u000B-\u001F\u007F\p{Surrogate}]*$/u;

/** Plain text of at most `max` UTF-16 units. One expression for all that is not plain: this check runs some hundred times an order. */
export function text(max: number) {
  return z
    .string()
    .max(max)
    .regex(plainText, 'must not contain control characters or half of a surrogate pair');
}

/** A Salesforce record id, 15 or 18 characters. */
export const recordId = z
  .string()
  .regex(/^[a-zA-Z0-9]{15}([a-zA-Z0-9]{3})?$/, 'must be a Salesforce record id');

/** An optional member: absent and null mean the same. `optional` is outermost because a transform that runs for absent members too takes a quarter of the parse. */
export function maybe<T extends z.ZodType>(schema: T) {
  return schema
    .nullable()
    .transform((value) => value ?? undefined)
    .optional();
}

/** An optional code of at most `max` characters, without blanks around it; nothing but blanks means absent. */
export function maybeCode(max: number) {
  return text(max)
    .nullable()
    .transform((value) => value?.trim() || undefined)
    .optional();
}

/** An address as Salesforce keeps it: `street` may have several lines. */
export const address = z.strictObject({
  street: maybe(text(255)),
  city: maybe(text(255)),
  state: maybe(text(255)),
  postalCode: maybe(text(255)),
  country: maybe(text(255)),
});

export const customFields = z.record(
  z.string().regex(/^UDF_[A-Z0-9_]{1,26}$/, 'must be a UDF name'),
  text(2048).nullable(),
);

/** Whose value of a field that is mapped both ways counts when both sides changed it. */
export const rowOwner = z.enum(['Salesforce', 'Sage', 'Latest']);

/** What a line says beside its id. */
export const lineMembers = {
  kind: maybe(z.enum(['item', 'comment'])),
  itemCode: maybe(text(255)),
  description: maybe(text(4000)),
  quantity: maybe(decimalText),
  unitPrice: maybe(decimalText),
  discountPercent: maybe(decimalText),
  priceOverridden: maybe(z.boolean()),
  unitOfMeasure: maybeCode(40),
  warehouseCode: maybeCode(40),
  promiseDate: maybe(dateText),
  comment: maybe(text(4000)),
  fields: maybe(customFields),
};

const orderLine = z.strictObject({ id: recordId, ...lineMembers });

/** What is done with an order that goes over the customer's credit, who decides prices, and what becomes of an order in a foreign currency. */
export const creditPolicies = ['hold', 'refuse', 'ignore'] as const;
export const priceOwners = ['salesforce', 'sage', 'sage-unless-overridden'] as const;
export const currencyPolicies = ['refuse', 'ignore', 'convert'] as const;
/** How the customer of an account without a number is found: by links and key columns only, by name and address too, or made when none is found. */
export const customerPolicies = ['number', 'match', 'match-or-create'] as const;

/** The payload of a `PlaceOrder` request: see contract/README.md. */
export const orderMessage = z.strictObject({
  source: z.strictObject({ object: z.enum(['Opportunity', 'Order']), id: recordId, name: maybe(text(255)) }),
  customer: z.strictObject({
    accountId: recordId,
    name: text(255).min(1),
    accountNumber: maybe(text(40)),
    divisionNo: maybe(text(10)),
    customerNo: maybe(text(20)),
    phone: maybe(text(40)),
    email: maybe(text(255)),
    billTo: maybe(address),
  }),
  contact: maybe(
    z.strictObject({ id: recordId, name: text(255), email: maybe(text(255)), phone: maybe(text(40)) }),
  ),
  orderDate: dateText,
  shipDate: maybe(dateText),
  customerPONo: maybe(text(255)),
  orderType: maybe(z.enum(['S', 'Q'])),
  currency: maybe(z.string().regex(/^[A-Z]{3}$/, 'must be an ISO currency code')),
  comment: maybe(text(4000)),
  shipVia: maybeCode(40),
  termsCode: maybeCode(40),
  warehouseCode: maybeCode(40),
  hold: maybe(z.boolean()),
  shipTo: maybe(address.extend({ name: maybe(text(255)), code: maybeCode(40) })),
  lines: z.array(orderLine).min(1).max(1000),
  fields: maybe(customFields),
  warnings: maybe(z.array(text(500)).max(100)),
  policy: maybe(
    z.strictObject({
      credit: maybe(z.enum(creditPolicies)),
      prices: maybe(z.enum(priceOwners)),
      currency: maybe(z.enum(currencyPolicies)),
      customers: maybe(z.enum(customerPolicies)),
    }),
  ),
});

export type Address = z.output<typeof address>;
export type OrderLine = z.output<typeof orderLine>;
export type OrderMessage = z.output<typeof orderMessage>;
