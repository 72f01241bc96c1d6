import { z } from 'zod';
import { creditPolicy } from '../credit/policy.ts';
import { billToPolicy } from '../customers/bill-to.ts';
import { columnName, customerPolicy } from '../customers/policy.ts';
import { stockPolicy } from '../inventory/policy.ts';
import { pricePolicy } from '../pricing/policy.ts';
import { itemPolicy } from '../products/policy.ts';

/** How orders of one Sage company are placed. Every setting has a default; `{}` suits a stock Sage 100 in US dollars. */
export const companyPolicy = z.strictObject({
  ...customerPolicy,
  ...billToPolicy,
  ...creditPolicy,
  ...stockPolicy,
  ...pricePolicy,
  ...itemPolicy,
  /** Currency of the company (ISO code); an order in another is refused. Sage 100 itself keeps no currency on an order. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be an ISO currency code')
    .default('USD'),
  /** Who decides prices: `salesforce` sends unit price and discount of the line; `sage` leaves both to Sage's price rules. */
  priceOwner: z.enum(['salesforce', 'sage']).default('salesforce'),
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
