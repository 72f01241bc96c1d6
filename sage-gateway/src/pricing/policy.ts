import { z } from 'zod';

/** How a company's prices are computed. */
export const pricePolicy = {
  /** Decimals that a unit price is rounded to (C/I Options, number of decimal places in price). */
  priceDecimals: z.int().min(2).max(6).default(6),
  /** The cost that "cost plus" rules start from: `valuation`, standard cost for items valued at standard, else the average; or always one of them. */
  priceCost: z.enum(['valuation', 'standard', 'average', 'last']).default('valuation'),
};

export type PricePolicy = z.output<z.ZodObject<typeof pricePolicy>>;
