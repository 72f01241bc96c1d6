import { RetryableError } from '../errors.ts';
import { isSageText } from '../mapping/sage-text.ts';
import type { ColumnInfo, Condition, Row, SageTables } from './ports.ts';

/** Values that one `in` condition takes. */
export const valuesPerRead = 200;

/** Rows of a table whose `column` is one of the values, however many values there are; `also` narrows each read and comes first, for the keys' sake. Values that Sage cannot hold are not asked for. */
export async function selectIn<C extends string>(
  tables: SageTables,
  company: string,
  read: {
    table: string;
    columns: readonly C[];
    column: string;
    values: Iterable<string>;
    also?: readonly Condition[];
  },
): Promise<Row<C>[]> {
  const values = [...new Set(read.values)].filter(isSageText);
  const rows: Row<C>[] = [];
  for (let from = 0; from < values.length; from += valuesPerRead) {
    const part = values.slice(from, from + valuesPerRead);
    const where = [...(read.also ?? []), { column: read.column, op: 'in', values: part } as const];
    rows.push(...(await tables.select(company, { table: read.table, columns: read.columns, where })));
  }
  return rows;
}

/** Columns of a table that every Sage 100 has. That it is not there means no right to read it, or the wrong company: it may pass. */
export async function columnsOf(
  tables: SageTables,
  company: string,
  table: string,
): Promise<ReadonlyMap<string, ColumnInfo>> {
  const columns = await tables.columns(company, table);
  if (columns === undefined) {
    throw new RetryableError(
      'SAGE_READ_FAILED',
      `The table ${table} of company ${company} cannot be read; check the role of the ODBC user.`,
    );
  }
  return columns;
}
