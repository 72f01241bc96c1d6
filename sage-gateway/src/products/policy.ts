import { z } from 'zod';

const name = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/, 'must be the name of a table or column');

/** How product codes of Salesforce are turned into Sage's item codes. */
export const itemPolicy = {
  /** Take an item whose code has the same letters and digits as the product code, when there is exactly one. */
  matchSpelling: z.boolean().default(true),
  /** Minutes for which the spellings of all item codes are kept in memory. */
  spellingMinutes: z.int().min(1).max(1440).default(10),
  /** The company's own translation: a Sage table (a UDT, say) with a column of product codes and one of item codes, or the codes themselves. */
  itemLookup: z
    .union([
      z.strictObject({ table: name, productCode: name, itemCode: name }),
      z.strictObject({ codes: z.record(z.string(), z.string()) }),
    ])
    .optional(),
};

export type ItemPolicy = z.output<z.ZodObject<typeof itemPolicy>>;

/** How a company's items reach Salesforce. */
export const itemFeedPolicy = {
  /** Which items are followed in Salesforce, and what becomes of their products. */
  items: z
    .strictObject({
      /** Make a product for an item that has none. */
      create: z.boolean().default(false),
      /** Write what this company says of an item onto its product; left out: only the default company does, because companies share products. */
      update: z.boolean().optional(),
      /** Types to follow: 1 regular, 3 charge, 4 comment, 5 miscellaneous. */
      types: z
        .array(z.enum(['1', '2', '3', '4', '5']))
        .min(1)
        .default(['1', '3', '5']),
      /** Product lines to follow; left out: all. */
      productLines: z.array(z.string().min(1).max(4)).min(1).max(1000).optional(),
      /** Take the description from CI_ExtendedDescription where an item has one there. */
      extendedDescriptions: z.boolean().default(true),
    })
    .prefault({}),
};
