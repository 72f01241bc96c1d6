import { z } from 'zod';
import { columnName } from '../sage/column-name.ts';

/** How a company's prices are computed. */
export const pricePolicy = {
  /** Decimals that a unit price is rounded to (C/I Options, number of decimal places in price). */
  priceDecimals: z.int().min(2).max(6).default(6),
  /** The cost that "cost plus" rules start from: `valuation`, standard cost for items valued at standard, else the average; or always one of them. */
  priceCost: z.enum(['valuation', 'standard', 'average', 'last']).default('valuation'),
  /** What quantity breaks count: the quantity of the `line`, or of the item in the whole `order` (a Sage option). */
  priceBreaks: z.enum(['line', 'order']).default('line'),
  /** Who answers questions about a customer's prices: the gateway's `engine` by Sage's rules, or `sage` itself by an order that is filled and never written. */
  priceSource: z.enum(['engine', 'sage']).default('engine'),
  /** The number that such an order is filled under; no order may have it. */
  scratchOrderNo: z
    .string()
    .regex(/^[A-Z0-9]{1,7}$/, 'must be up to 7 capital letters and digits')
    .default('SCRATCH'),
  /** Price levels by customer and product line. Table and columns are unconfirmed, hence the settings; what is not there does not count. */
  priceLevels: z
    .strictObject({
      /** `sage`: as S/O Options say, on where they do not say it. */
      use: z.enum(['sage', 'on', 'off']).default('sage'),
      table: columnName.default('AR_PriceLevelByCustomer'),
      /** Left out: CustomerPriceLevel, else PriceLevel. */
      level: columnName.optional(),
      productLine: columnName.default('ProductLine'),
      priceCode: columnName.default('PriceCode'),
      shipToCode: columnName.default('ShipToCode'),
      effectiveDate: columnName.default('EffectiveDate'),
      endDate: columnName.default('EndDate'),
    })
    .prefault({}),
};

/** A price book of Salesforce that has Sage's prices. */
const priceBook = z.strictObject({
  pricebookId: z.string().regex(/^01s[a-zA-Z0-9]{15}$/, 'must be the 18-character id of a price book'),
  /** Whose prices: anybody's (`standard`), those of a price level, or those of one customer. */
  for: z.union([
    z.literal('standard'),
    z.strictObject({ level: z.string().length(1) }),
    z.strictObject({ divisionNo: z.string().min(1).max(2), customerNo: z.string().min(1).max(20) }),
  ]),
  /** CurrencyIsoCode of the entries, in an org with several currencies: the company's own. */
  currency: z
    .string()
    .regex(/^[A-Z]{3}$/, 'must be an ISO currency code')
    .optional(),
});
export type PriceBook = z.output<typeof priceBook>;

/** How a company's prices reach the price books of Salesforce. */
export const priceFeedPolicy = {
  /**
   * Who decides list prices: `sage` writes them into `priceBooks`; `salesforce` takes changes of the standard price book into the items of Sage, of
   * the first company that says so; `off` leaves both alone.
   */
  listPriceOwner: z.enum(['sage', 'salesforce', 'off']).default('off'),
  /** Seconds between looks for changed list prices in Salesforce, each one API call. */
  listPriceLookSeconds: z.number().min(1).max(86_400).default(60),
  /** The standard price book first, where Sage decides it too: the org wants a product's standard price before any other. */
  priceBooks: z.array(priceBook).max(50).default([]),
};
export type PriceFeedPolicy = z.output<z.ZodObject<typeof priceFeedPolicy>>;

export type PricePolicy = z.output<z.ZodObject<typeof pricePolicy>>;
