import { daysAgo } from '../mapping/feed-fields.ts';
import { present } from '../mapping/fit.ts';
import { selectMany } from '../sage/select-many.ts';
import type { Row } from '../sage/ports.ts';
import type { FeedSite } from '../sync/feed.ts';

export const historyTable = 'AR_InvoiceHistoryHeader';

/** Whether a posted invoice is followed, by its date and type. */
export function followed({ policy }: Pick<FeedSite, 'policy'>): (header: Row) => boolean {
  const since = daysAgo(policy.invoices.days);
  const types = new Set<string>(policy.invoices.types);
  return (header) => (header['InvoiceDate'] ?? '') >= since && types.has(header['InvoiceType'] ?? 'IN');
}

/** Reads columns of the headers that rows belong to. */
export interface HeaderReader {
  readonly columns: readonly string[];
  /** By `idOf` of the rows. */
  read(rows: readonly Row[]): Promise<ReadonlyMap<string, Row>>;
  idOf(row: Row): string;
}

/** Headers by their key columns, the number of the invoice first; undefined where the site lacks the table. */
export async function headerReader(
  { tables, company }: Pick<FeedSite, 'tables' | 'company'>,
  table: string,
  keyColumns: readonly string[],
  wanted: readonly string[],
): Promise<HeaderReader | undefined> {
  const catalogue = await tables.columns(company, table);
  if (catalogue === undefined) return undefined;
  const columns = [...new Set([...keyColumns, ...present(catalogue, wanted)])];
  const idOf = (row: Row) => keyColumns.map((column) => row[column] ?? '').join('\n');
  return {
    columns,
    idOf,
    async read(rows) {
      const values = rows.flatMap((row) => row['InvoiceNo'] ?? []);
      const read = await selectMany<string>(tables, company, { table, columns, column: 'InvoiceNo', values });
      return new Map(read.map((row) => [idOf(row), row]));
    },
  };
}
