import { z } from 'zod';

/** How the stock of a company is counted. */
export const stockPolicy = {
  /** Quantities that are being shipped are no longer available; whether Sage itself says so depends on its shipping settings. */
  availableLessShipping: z.boolean().default(false),
};

export type StockPolicy = z.output<z.ZodObject<typeof stockPolicy>>;

/** How a company's stock reaches Salesforce. */
export const stockFeedPolicy = {
  /** Which stock is followed in Salesforce. */
  stock: z
    .strictObject({
      /** Warehouses to follow; left out: all. */
      warehouseCodes: z.array(z.string().min(1).max(3)).min(1).max(1000).optional(),
      /** Leave out rows of IM_ItemWarehouse whose quantities are all zero. */
      skipEmpty: z.boolean().default(false),
    })
    .prefault({}),
};
