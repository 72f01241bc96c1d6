import { z } from 'zod';
import { fault } from './request.ts';

/** A Sage company that the gateway serves. Its lists are empty, and `error` says why, while its Sage cannot be read. */
export const company = z
  .object({
    company: z.string(),
    currency: z.string(),
    isDefault: z.boolean(),
    divisions: z.array(z.object({ divisionNo: z.string(), name: z.string().nullable() })),
    warehouses: z.array(z.object({ warehouseCode: z.string(), name: z.string().nullable() })),
    error: fault.optional(),
  })
  .meta({ id: 'Company' });
export type Company = z.infer<typeof company>;

export const companiesReply = z.object({ companies: z.array(company) });
