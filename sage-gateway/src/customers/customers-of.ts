import { selectMany } from '../sage/select-many.ts';
import type { Row, SageTables } from '../sage/ports.ts';
import { customerKey } from './customer-key.ts';

/** Columns of the customers that rows belong to, by the customers' keys. */
export async function customersOf(
  tables: SageTables,
  company: string,
  rows: readonly Row[],
  columns: readonly string[],
): Promise<ReadonlyMap<string, Row>> {
  const read = await selectMany<string>(tables, company, {
    table: 'AR_Customer',
    columns: ['ARDivisionNo', 'CustomerNo', ...columns],
    column: 'CustomerNo',
    values: rows.flatMap((row) => row['CustomerNo'] ?? []),
  });
  return new Map(read.map((row) => [customerKey(company, row), row]));
}
