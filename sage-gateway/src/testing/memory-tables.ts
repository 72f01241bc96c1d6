import type { ColumnInfo, Condition, Row, SageTables, TableQuery, Value } from '../sage/ports.ts';
import { isSageText } from '../mapping/sage-text.ts';
import { valuesPerRead } from '../sage/read.ts';

/** A row as a test writes it; columns left out are null. */
export type MemoryRow = Record<string, Value>;

/** A table of the in-memory Sage: columns by name, widths as `C20` (text), `N15.6` (number) or `D` (date). */
export interface MemoryTable {
  readonly columns: Readonly<Record<string, string>>;
  readonly rows: MemoryRow[];
}

/** Rows that a read without a limit may return, as the port says. */
const mostRows = 10_000;

/**
 * Sage's tables in memory, as strict as the real ones: an unknown table or column, more than 200 values in one condition, characters outside its code page and too many rows are
 * errors. Rows come back in no particular order (last written first), because the port promises none.
 */
export class MemoryTables implements SageTables {
  readonly reads: { readonly table: string; readonly where: readonly Condition[] }[] = [];
  readonly #companies: Map<string, Map<string, MemoryTable>>;
  /** Thrown by the next reads, one each. */
  readonly failures: Error[] = [];

  constructor(companies: Readonly<Record<string, Readonly<Record<string, MemoryTable>>>>) {
    this.#companies = new Map(
      Object.entries(companies).map(([company, tables]) => [company, new Map(Object.entries(tables))]),
    );
  }

  select<C extends string>(company: string, query: TableQuery<C>): Promise<Row<C>[]> {
    const failure = this.failures.shift();
    if (failure !== undefined) return Promise.reject(failure);
    const { table, columns, where = [], limit } = query;
    this.reads.push({ table, where });
    const source = this.table(company, table);
    for (const name of [...columns, ...where.map(({ column }) => column)]) {
      if (!(name in source.columns)) return Promise.reject(new Error(`${table} has no column ${name}`));
    }
    for (const condition of where) {
      const foreign = (condition.op === 'in' ? condition.values : [condition.value]).find(
        (value) => !isSageText(value),
      );
      if (foreign !== undefined) return Promise.reject(new Error(`the driver cannot write ${foreign}`));
      if (condition.op !== 'in') continue;
      const { length } = condition.values;
      if (length === 0 || length > valuesPerRead) {
        return Promise.reject(new Error(`${length} values in one condition`));
      }
    }
    const rows = source.rows.filter((row) => where.every((condition) => holds(row, condition))).reverse();
    if (limit === undefined && rows.length > mostRows) return Promise.reject(new Error('too many rows'));
    return Promise.resolve(
      rows
        .slice(0, limit)
        .map((row) => Object.fromEntries(columns.map((name) => [name, row[name] ?? null])) as Row<C>),
    );
  }

  columns(company: string, table: string): Promise<ReadonlyMap<string, ColumnInfo> | undefined> {
    const found = this.#companies.get(company)?.get(table);
    if (found === undefined) return Promise.resolve(undefined);
    return Promise.resolve(
      new Map(
        Object.entries(found.columns).map(([name, type]) => [name.toUpperCase(), columnInfo(name, type)]),
      ),
    );
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** A table to look into or to change, for tests and for the documents in memory. */
  table(company: string, table: string): MemoryTable {
    const found = this.#companies.get(company)?.get(table);
    if (found === undefined) throw new Error(`Company ${company} has no table ${table}`);
    return found;
  }
}

function holds(row: MemoryRow, condition: Condition): boolean {
  const value = row[condition.column] ?? null;
  if (value === null) return false;
  switch (condition.op) {
    case '=':
      return value === condition.value;
    case '>':
      return value > condition.value;
    case '>=':
      return value >= condition.value;
    case '<':
      return value < condition.value;
    case '<=':
      return value <= condition.value;
    case 'in':
      return condition.values.includes(value);
  }
}

function columnInfo(name: string, type: string): ColumnInfo {
  if (type === 'D') return { name, kind: 'date', length: 10, scale: 0 };
  const [length = 0, scale = 0] = type.slice(1).split('.').map(Number);
  return { name, kind: type.startsWith('N') ? 'number' : 'text', length, scale };
}
