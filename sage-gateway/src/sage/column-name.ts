import { z } from 'zod';

/** A column or table of Sage, stock or the site's own. */
export const columnName = z.string().regex(/^[A-Za-z][A-Za-z0-9_]{0,39}$/, 'must be the name of a column');
