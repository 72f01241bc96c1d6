import type { ColumnInfo } from '../ports.ts';
import type { CatalogueRow } from './connection.ts';

export type Columns = ReadonlyMap<string, ColumnInfo>;

/**
 * The columns of tables by upper-case name, kept for `minutes`. Two who ask at once share one look-up; a failure and a table that
 * is not there are not kept, since a right may be given at any time.
 */
export class Catalogue {
  readonly #read: (company: string, table: string) => Promise<readonly CatalogueRow[]>;
  readonly #column: (row: CatalogueRow) => ColumnInfo;
  readonly #keepMs: number;
  readonly #now: () => number;
  readonly #kept = new Map<
    string,
    { readonly until: number; readonly columns: Promise<Columns | undefined> }
  >();

  constructor(
    read: (company: string, table: string) => Promise<readonly CatalogueRow[]>,
    column: (row: CatalogueRow) => ColumnInfo,
    minutes: number,
    now: () => number = Date.now,
  ) {
    this.#read = read;
    this.#column = column;
    this.#keepMs = minutes * 60_000;
    this.#now = now;
  }

  columns(company: string, table: string): Promise<Columns | undefined> {
    const key = `${company}/${table.toUpperCase()}`;
    const known = this.#kept.get(key);
    if (known && known.until > this.#now()) return known.columns;
    const columns = this.#lookUp(company, table);
    this.#kept.set(key, { until: this.#now() + this.#keepMs, columns });
    const forget = () => {
      if (this.#kept.get(key)?.columns === columns) this.#kept.delete(key);
    };
    columns.then((found) => (found === undefined ? forget() : undefined), forget);
    return columns;
  }

  async #lookUp(company: string, table: string): Promise<Columns | undefined> {
    const rows = await this.#read(company, table);
    if (rows.length === 0) return undefined;
    const columns = rows.map(this.#column);
    return new Map(columns.map((column) => [column.name.toUpperCase(), column]));
  }
}
