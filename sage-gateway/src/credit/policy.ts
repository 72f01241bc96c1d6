import { z } from 'zod';

/** How a company's credit is judged. */
export const creditPolicy = {
  /** A credit limit of 0: `none`, nobody set one; `zero`, the customer gets no credit. */
  creditLimitZeroMeans: z.enum(['none', 'zero']).default('none'),
};

export type CreditPolicy = z.output<z.ZodObject<typeof creditPolicy>>;
