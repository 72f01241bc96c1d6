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

export type PricePolicy = z.output<z.ZodObject<typeof pricePolicy>>;
