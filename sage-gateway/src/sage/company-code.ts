import { z } from 'zod';

/** A company's code as the key of a setting. */
export const companyCode = z
  .string()
  .regex(/^[A-Z0-9]{3}$/, 'must be a company code: 3 characters, upper case');
