import { recordKey } from '../mapping/feed-fields.ts';
import type { Row } from '../sage/ports.ts';
import type { LineReader } from './order-lines.ts';

/** The member that holds an order's lines as JSON. */
export const linesMember = '+lines';

/** Sage keeps no total on an order: it is the sum of these columns. */
export const orderTotal = [
  'TaxableAmt',
  'NonTaxableAmt',
  '-DiscountAmt',
  'FreightAmt',
  'SalesTaxAmt',
] as const;

export const orderKey = (company: string, row: Row): string => recordKey(company, row['SalesOrderNo']);

/** Adds what a reader has for orders to their rows; null where it has nothing. */
export async function addTo(
  rows: readonly Row[],
  member: string,
  { read }: Pick<LineReader, 'read'>,
): Promise<Row[]> {
  const found = await read(rows.flatMap((row) => row['SalesOrderNo'] ?? []));
  return rows.map((row) => ({ ...row, [member]: found.get(row['SalesOrderNo'] ?? '') ?? null }));
}
