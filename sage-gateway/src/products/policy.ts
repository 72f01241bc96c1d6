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
