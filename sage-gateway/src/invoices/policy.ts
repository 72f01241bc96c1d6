import { z } from 'zod';

/** How a company's invoices reach Salesforce. */
export const invoiceFeedPolicy = {
  /** Which posted invoices are followed in Salesforce, with their lines and shipments. */
  invoices: z
    .strictObject({
      /** Invoices dated at most so many days ago; older ones stay in Salesforce as they were last. */
      days: z.int().min(1).max(36_500).default(730),
      /** IN invoice, CM credit memo, DM debit memo, CA cash, AD adjustment, FC finance charge, XD deleted. */
      types: z
        .array(z.enum(['IN', 'CM', 'DM', 'CA', 'AD', 'FC', 'XD']))
        .min(1)
        .default(['IN', 'CM', 'DM', 'CA', 'AD', 'FC']),
    })
    .prefault({}),
};
