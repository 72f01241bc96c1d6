import { z } from 'zod';

/** How the stock of a company is counted. */
export const stockPolicy = {
  /** Quantities that are being shipped are no longer available; whether Sage itself says so depends on its shipping settings. */
  availableLessShipping: z.boolean().default(false),
};

export type StockPolicy = z.output<z.ZodObject<typeof stockPolicy>>;
