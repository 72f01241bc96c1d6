import { z } from 'zod';
import {
  creditPolicies,
  currencyPolicies,
  priceOwners,
  type OrderMessage,
} from '../contract/order-message.ts';
import { creditPolicy } from '../credit/policy.ts';
import { currencyPolicy } from '../currency/policy.ts';
import { billToPolicy } from '../customers/bill-to.ts';
import { columnName, customerFeedPolicy, customerPolicy } from '../customers/policy.ts';
import { invoiceFeedPolicy } from '../invoices/policy.ts';
import { stockFeedPolicy, stockPolicy } from '../inventory/policy.ts';
import { priceFeedPolicy, pricePolicy } from '../pricing/policy.ts';
import { itemFeedPolicy, itemPolicy } from '../products/policy.ts';

/** How orders of one Sage company are placed. Every setting has a default; `{}` suits a stock Sage 100 in US dollars. */
export const companyPolicy = z.strictObject({
  ...customerPolicy,
  ...billToPolicy,
  ...creditPolicy,
  ...stockPolicy,
  ...pricePolicy,
  ...priceFeedPolicy,
  ...itemPolicy,
  ...currencyPolicy,
  ...itemFeedPolicy,
  ...customerFeedPolicy,
  ...stockFeedPolicy,
  ...invoiceFeedPolicy,
  /** Which sales orders are followed in Salesforce; those that were made in Sage are too. */
  orders: z
    .strictObject({
      /** Types of open orders: S standard, B backorder, M master, R repeating, Q quote, P prospect quote. */
      types: z
        .array(z.enum(['S', 'B', 'M', 'R', 'Q', 'P']))
        .min(1)
        .default(['S', 'B', 'Q']),
      /** Orders that were completed, cancelled or deleted at most so many days ago are followed too, whether or not they were seen open. */
      closedDays: z.int().min(1).max(36_500).default(365),
    })
    .prefault({}),
  /** Currency of the company (ISO code). Sage 100 itself keeps no currency on an order. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be an ISO currency code')
    .default('USD'),
  /** An order in another currency: `refuse` it, `ignore` that and take its amounts as they are, or `convert` its prices by a rate of `rates`. */
  currencyPolicy: z.enum(currencyPolicies).default('refuse'),
  /**
   * Who decides prices: `salesforce` sends unit price and discount of each line; `sage` leaves both to Sage's price rules;
   * `sage-unless-overridden` sends those of the lines that say that their price was overridden.
   */
  priceOwner: z.enum(priceOwners).default('salesforce'),
  /** An order that goes over the customer's credit, or a customer on hold: place it on `hold`, `refuse` it, or `ignore` that and leave it to Sage. */
  creditPolicy: z.enum(creditPolicies).default('ignore'),
  /**
   * How lines that are in Sage are changed and removed: `edit` them (unproven over BOI), `recreate` the order under its number (its LineKeys change,
   * its history grows), or `refuse`. Lines are added and headers changed in every case.
   */
  lineChanges: z.enum(['edit', 'recreate', 'refuse']).default('edit'),
  /** What is done where `edit` turns out to be impossible: this Sage lacks the methods. */
  lineChangesFallback: z.enum(['recreate', 'refuse']).default('refuse'),
  /** UDF on SO_SalesOrderHeader that keeps the request's key, by which an order is found even if the gateway's own records are lost. */
  keyUdf: z
    .string()
    .regex(/^UDF_[A-Z0-9_]{1,26}$/, 'must be a UDF name')
    .optional(),
  /** Warehouse of orders that name none; left out: Sage's default. */
  defaultWarehouseCode: z.string().trim().min(1).max(3).optional(),
  /** Item code of comment lines. */
  commentItemCode: z.string().trim().min(1).max(30).default('/C'),
  /** Table and column of the shipping codes. If the table is not there, shipping codes are left to Sage to check. */
  shipViaCodes: z
    .strictObject({ table: columnName, column: columnName })
    .default({ table: 'SO_ShippingRateHeader', column: 'ShippingCode' }),
});

export type CompanyPolicy = z.output<typeof companyPolicy>;

/** The company's policy with what the order's own message says instead. */
export function policyOfOrder(policy: CompanyPolicy, { policy: wish }: OrderMessage): CompanyPolicy {
  return {
    ...policy,
    creditPolicy: wish?.credit ?? policy.creditPolicy,
    priceOwner: wish?.prices ?? policy.priceOwner,
    currencyPolicy: wish?.currency ?? policy.currencyPolicy,
    ...(wish?.customers && {
      matchByName: wish.customers !== 'number',
      createCustomers: wish.customers === 'match-or-create',
    }),
  };
}
