import { valuesPerRead } from './read.ts';
import type { Row, SageTables } from './ports.ts';

/** Rows at most of one read and of one value. */
const full = 9_000;

/**
 * Rows of a table by values of a column (lines by the numbers of their orders), however many rows belong to a value: the values of a read that
 * comes back full are read by halves. Of a single value at most 9,000 rows come.
 */
export async function selectMany<C extends string>(
  tables: SageTables,
  company: string,
  read: {
    readonly table: string;
    readonly columns: readonly C[];
    readonly column: C;
    readonly values: Iterable<string>;
  },
): Promise<Row<C>[]> {
  const { table, columns, column } = read;
  const values = [...new Set(read.values)];
  const parts: string[][] = [];
  for (let from = 0; from < values.length; from += valuesPerRead) {
    parts.push(values.slice(from, from + valuesPerRead));
  }
  const rows: Row<C>[] = [];
  for (let part = parts.pop(); part !== undefined; part = parts.pop()) {
    const where = [{ column, op: 'in', values: part }] as const;
    const found = await tables.select(company, { table, columns, where, limit: full });
    if (found.length < full || part.length === 1) {
      for (const row of found) rows.push(row);
    } else {
      const middle = Math.ceil(part.length / 2);
      parts.push(part.slice(0, middle), part.slice(middle));
    }
  }
  return rows;
}
