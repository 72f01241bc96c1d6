import type { Condition, Row, SageTables } from './ports.ts';

/** Rows read at a time, and how often at most: enough for 200,000 rows. */
const page = 5_000;
const mostReads = 160;

/**
 * All rows of a table, page by page; undefined for a table of many more than 200,000. The port promises no order of rows, so a full page does
 * not tell where to go on: its range is halved at the page's median of `key`, a column of a key, and both halves are read, until every
 * range comes back with less than a page. A full scan of the file editions: keep what is made of it.
 */
export async function readAll<C extends string>(
  tables: SageTables,
  company: string,
  { table, columns, key }: { readonly table: string; readonly columns: readonly C[]; readonly key: C },
): Promise<Row<C>[] | undefined> {
  const all: Row<C>[] = [];
  const ranges: Condition[][] = [[]];
  for (let reads = 0; ranges.length > 0; reads += 1) {
    const where = ranges.pop() ?? [];
    const rows = await tables.select(company, { table, columns, where, limit: page });
    if (rows.length < page) {
      all.push(...rows);
    } else if (reads < mostReads) {
      const value = rows.map((row) => row[key] ?? '').sort()[page / 2] ?? '';
      ranges.push([...where, { column: key, op: '>', value }], [...where, { column: key, op: '<=', value }]);
    } else {
      return undefined;
    }
  }
  return all;
}
