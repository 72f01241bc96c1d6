import type {
  ColumnInfo,
  Condition,
  Piece,
  Row,
  SageStreams,
  SageTables,
  StreamOptions,
  TableQuery,
  Value,
} from '../sage/ports.ts';
import { setImmediate as turn } from 'node:timers/promises';
import { isSageText } from '../mapping/sage-text.ts';
import { valuesPerRead } from '../sage/read.ts';
import { withStream } from '../sage/streams.ts';

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
export class MemoryTables implements SageTables, SageStreams {
  readonly reads: { readonly table: string; readonly where: readonly Condition[] }[] = [];
  readonly #companies: Map<string, Map<string, MemoryTable>>;
  /** Thrown by the next reads, one each. */
  readonly failures: Error[] = [];

  constructor(companies: Readonly<Record<string, Readonly<Record<string, MemoryTable>>>>) {
    this.#companies = new Map(
      Object.entries(companies).map(([company, tables]) => [company, new Map(Object.entries(tables))]),
    );
  }

  async select<C extends string>(company: string, query: TableQuery<C>): Promise<Row<C>[]> {
    const rows = this.#found(company, query);
    if (query.limit === undefined && rows.length > mostRows) throw new Error('too many rows');
    return rows.slice(0, query.limit);
  }

  /** Rows that a cursor gives before it fails, by table. */
  readonly breaks = new Map<string, { readonly after: number; readonly error: Error }>();

  async *scan<C extends string>(
    company: string,
    query: Omit<TableQuery<C>, 'limit'>,
    { rows: size = 500, signal }: StreamOptions = {},
  ): AsyncGenerator<Piece<C>> {
    const rows = this.#found(company, query);
    const broken = this.breaks.get(query.table);
    for (let from = 0; from < rows.length; from += size) {
      await turn();
      signal?.throwIfAborted();
      if (broken && from >= broken.after) throw broken.error;
      const piece = rows.slice(from, from + size);
      const at = (index: number) => piece[index] ?? ({} as Row<C>);
      yield {
        length: piece.length,
        text: (index, columns) =>
          JSON.stringify(query.columns.slice(0, columns).map((name) => at(index)[name])),
        glance: (index) => Object.create(at(index)) as Row<C>,
        row: at,
      };
    }
  }

  stream<C extends string>(
    company: string,
    query: Omit<TableQuery<C>, 'limit'>,
    options?: StreamOptions,
  ): AsyncIterable<Row<C>[]> {
    return withStream(this.scan.bind(this)).stream(company, query, options);
  }

  #found<C extends string>(company: string, query: TableQuery<C>): Row<C>[] {
    const failure = this.failures.shift();
    if (failure !== undefined) throw failure;
    const { table, columns, where = [] } = query;
    this.reads.push({ table, where });
    const source = this.table(company, table);
    for (const name of [...columns, ...where.map(({ column }) => column)]) {
      if (!(name in source.columns)) throw new Error(`${table} has no column ${name}`);
    }
    for (const condition of where) {
      const foreign = (condition.op === 'in' ? condition.values : [condition.value]).find(
        (value) => !isSageText(value),
      );
      if (foreign !== undefined) throw new Error(`the driver cannot write ${foreign}`);
      if (condition.op !== 'in') continue;
      const { length } = condition.values;
      if (length === 0 || length > valuesPerRead) throw new Error(`${length} values in one condition`);
    }
    return source.rows
      .filter((row) => where.every((condition) => holds(row, condition)))
      .reverse()
      .map((row) => Object.fromEntries(columns.map((name) => [name, row[name] ?? null])) as Row<C>);
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
