import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import {
  columnOfDeclaredType,
  declaredType,
  type Column,
  type Row,
  type Table,
} from '../dictionary/table.ts';

/** How long a writer waits for another process's transaction before SQLite says "busy". */
const BUSY_TIMEOUT_MS = 10_000;

/**
 * Tables of the dictionary in one SQLite file. Every commit is on disk before it returns (WAL, synchronous FULL), and a process killed
 * at any moment leaves a whole file. Columns that the file has beyond the dictionary are user-defined fields and part of the table.
 */
export class TableStore {
  readonly #db: DatabaseSync;
  readonly #tables = new Map<string, Table>();
  readonly #statements = new Map<string, StatementSync>();
  readonly #columns = new Map<string, readonly Column[]>();

  /** Opens or makes the file; tables that are missing are made, and columns that a file of an older dictionary lacks are added. */
  constructor(path: string, tables: ReadonlyMap<string, Table>) {
    this.#db = new DatabaseSync(path, { timeout: BUSY_TIMEOUT_MS });
    this.#db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA cache_size = -16000');
    if (tables.size > this.#tableCount()) {
      this.transaction(() => tables.forEach((table) => this.#createTable(table)));
    }
    for (const table of tables.values()) {
      this.#addMissingColumns(table);
      this.#tables.set(table.name, this.#withFieldsOfFile(table));
    }
  }

  /** A whole number that the file keeps for its owner. */
  set version(version: number) {
    this.#db.exec(`PRAGMA user_version = ${Math.trunc(version)}`);
  }

  get tables(): ReadonlyMap<string, Table> {
    return this.#tables;
  }

  /** The table as this file has it, UDFs included. Throws when the dictionary does not know it. */
  table(name: string): Table {
    const table = this.#tables.get(name);
    if (table === undefined) throw new Error(`no table ${name}`);
    return table;
  }

  /** Adds a user-defined field; nothing happens when it exists. Existing rows read it as blank. */
  addField(tableName: string, column: Column): void {
    const table = this.table(tableName);
    if (table.columns.has(column.name)) return;
    this.#addColumn(tableName, column);
    this.#statements.clear();
    this.#columns.clear();
    this.#tables.set(tableName, this.#withFieldsOfFile(table));
  }

  /** The row under a whole primary key, undefined when there is none. */
  find(tableName: string, ...key: string[]): Row | undefined {
    const sql = `SELECT * FROM ${tableName} WHERE ${whereAll(this.table(tableName).primaryKey)}`;
    const found = this.statement(sql).get(...key);
    return found === undefined ? undefined : toRow(found);
  }

  exists(tableName: string, ...key: string[]): boolean {
    const { primaryKey } = this.table(tableName);
    const sql = `SELECT 1 FROM ${tableName} WHERE ${whereAll(primaryKey)}`;
    return this.statement(sql).get(...key) !== undefined;
  }

  /** Rows by a condition in SQL (constant text; values bound), in the order of the primary key. */
  select(tableName: string, condition: string, values: readonly string[]): Row[] {
    const table = this.table(tableName);
    const order = table.primaryKey.join(', ');
    const sql = `SELECT * FROM ${tableName} WHERE ${condition} ORDER BY ${order}`;
    return this.statement(sql)
      .all(...values)
      .map(toRow);
  }

  insert(tableName: string, row: Row): void {
    this.#insert('INSERT', tableName, row);
  }

  /** Inserts unless the primary key exists; tells whether it did. */
  insertIfNew(tableName: string, row: Row): boolean {
    return this.#insert('INSERT OR IGNORE', tableName, row);
  }

  /** Writes the named columns of one row; the key must exist. */
  update(tableName: string, key: readonly string[], changes: Row): void {
    const table = this.table(tableName);
    const names = Object.keys(changes);
    const assignments = names.map((name) => `${name} = ?`).join(', ');
    const sql = `UPDATE ${tableName} SET ${assignments} WHERE ${whereAll(table.primaryKey)}`;
    const values = names.map((name) => stored(table.columns.get(name), changes[name]));
    const { changes: count } = this.statement(sql).run(...values, ...key);
    if (Number(count) !== 1) throw new Error(`${tableName} ${key.join('+')} is not there to be changed`);
  }

  remove(tableName: string, condition: string, values: readonly string[]): void {
    this.statement(`DELETE FROM ${tableName} WHERE ${condition}`).run(...values);
  }

  count(tableName: string): number {
    const found = this.statement(`SELECT count(*) AS n FROM ${tableName}`).get();
    return Number(found?.['n']);
  }

  /** Runs `work` in one transaction, which takes the write lock first; any exception rolls all of it back. */
  transaction<T>(work: () => T): T {
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      const result = work();
      this.#db.exec('COMMIT');
      return result;
    } catch (error) {
      this.#db.exec('ROLLBACK');
      throw error;
    }
  }

  /** A prepared statement, kept for the life of the store; `sql` is constant text. */
  statement(sql: string): StatementSync {
    const known = this.#statements.get(sql);
    if (known !== undefined) return known;
    const fresh = this.#db.prepare(sql);
    this.#statements.set(sql, fresh);
    return fresh;
  }

  close(): void {
    this.#statements.clear();
    this.#db.close();
  }

  #insert(verb: string, tableName: string, row: Row): boolean {
    const columns = this.#columnsOf(tableName);
    const values = columns.map((column) => stored(column, row[column.name] ?? column.default));
    const key = `${verb} ${tableName}`;
    const statement = this.#statements.get(key) ?? this.#prepareInsert(key, columns);
    return Number(statement.run(...values).changes) === 1;
  }

  #prepareInsert(key: string, columns: readonly Column[]): StatementSync {
    const [, verb = '', tableName = ''] = /^(.+) (\w+)$/.exec(key) ?? [];
    const names = columns.map((column) => column.name).join(', ');
    const marks = columns.map(() => '?').join(', ');
    const statement = this.#db.prepare(`${verb} INTO ${tableName} (${names}) VALUES (${marks})`);
    this.#statements.set(key, statement);
    return statement;
  }

  #columnsOf(tableName: string): readonly Column[] {
    const known = this.#columns.get(tableName) ?? [...this.table(tableName).columns.values()];
    this.#columns.set(tableName, known);
    return known;
  }

  #tableCount(): number {
    const found = this.#db.prepare("SELECT count(*) AS n FROM sqlite_schema WHERE type = 'table'").get();
    return Number(found?.['n']);
  }

  #createTable(table: Table): void {
    const columns = [...table.columns.values()].map((column) => `${column.name} ${declaredType(column)}`);
    this.#db.exec(`CREATE TABLE IF NOT EXISTS ${table.name} (${columns.join(', ')})`);
    for (const [key, parts] of Object.entries(table.keys)) {
      const unique = key === 'KPRIMARY' ? 'UNIQUE' : '';
      const name = `${table.name}_${key}`;
      this.#db.exec(`CREATE ${unique} INDEX IF NOT EXISTS ${name} ON ${table.name} (${parts.join(', ')})`);
    }
  }

  #addMissingColumns(table: Table): void {
    const missing = (): readonly Column[] => {
      const info = this.#db.prepare(`PRAGMA table_info(${table.name})`).all();
      const known = new Set(info.map(({ name }) => String(name)));
      return [...table.columns.values()].filter(({ name }) => !known.has(name));
    };
    if (missing().length === 0) return;
    // Looked up again under the write lock: another process may open the same old file.
    this.transaction(() => missing().forEach((column) => this.#addColumn(table.name, column)));
  }

  #addColumn(tableName: string, column: Column): void {
    const blank = column.kind === 'date' ? 'NULL' : `'${column.default}'`;
    this.#db.exec(
      `ALTER TABLE ${tableName} ADD COLUMN ${column.name} ${declaredType(column)} DEFAULT ${blank}`,
    );
  }

  #withFieldsOfFile(table: Table): Table {
    const columns = new Map(table.columns);
    for (const { name, type } of this.#db.prepare(`PRAGMA table_info(${table.name})`).all()) {
      const columnName = String(name);
      if (!columns.has(columnName)) columns.set(columnName, columnOfDeclaredType(columnName, String(type)));
    }
    return { ...table, columns };
  }
}

function whereAll(columns: readonly string[]): string {
  return columns.map((column) => `${column} = ?`).join(' AND ');
}

function stored(column: Column | undefined, value: string | undefined): SQLInputValue {
  if (value === undefined) throw new Error('a value is missing');
  return column?.kind === 'date' && value === '' ? null : value;
}

function toRow(found: Record<string, unknown>): Row {
  const row: Row = {};
  for (const name in found) row[name] = found[name] === null ? '' : String(found[name]);
  return row;
}
