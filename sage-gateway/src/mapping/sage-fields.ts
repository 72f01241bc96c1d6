import type { MappedTable } from '../contract/mapping.ts';
import { columnsOf } from '../sage/read.ts';
import type { SageTables } from '../sage/ports.ts';

/** A column that may be mapped. */
export interface SageField {
  readonly name: string;
  readonly kind: 'text' | 'number' | 'date';
  readonly length: number;
  readonly scale: number;
  readonly udf: boolean;
}

/** What Sage keeps encrypted, and references into its card vault: neither offered nor read. */
const hidden = /^(EncryptedVals|PIIEncryptedDate|CreditCard\w*)$|GUID$/i;

/** Whether a column may be read for the mapping. */
export const mayBeMapped = (name: string): boolean => !hidden.test(name);

/** The columns of a table that may be mapped, the site's own (UDF) first, then by name. Throws RetryableError when Sage cannot be read. */
export async function sageFields(
  tables: SageTables,
  company: string,
  table: MappedTable,
): Promise<SageField[]> {
  const columns = await columnsOf(tables, company, table);
  return [...columns.values()]
    .filter(({ name }) => mayBeMapped(name))
    .map(({ name, kind, length, scale }) => ({ name, kind, length, scale, udf: isUdf(name) }))
    .sort((a, b) => Number(b.udf) - Number(a.udf) || (a.name < b.name ? -1 : 1));
}

/** A custom field of the site. */
export const isUdf = (name: string): boolean => /^UDF_/i.test(name);
