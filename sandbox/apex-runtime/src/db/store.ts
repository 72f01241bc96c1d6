import type { Field, Schema, SObjectInfo } from '../schema/model.ts';
import { to18, type Value } from '../runtime/values.ts';
import { ID_NUMBERS, idDigits, idNumber } from './ids.ts';
import type { Row } from './row.ts';

/** Characters 4 to 8 of ids: of records made one after the other, and of records whose id follows from their name. */
const COUNTED = 'RM000';
const NAMED = 'RMN00';
/** Objects whose rows decide who may do what. */
const ACCESS = new Set([
  'user',
  'profile',
  'permissionset',
  'permissionsetassignment',
  'permissionsetgroup',
  'permissionsetgroupcomponent',
  'objectpermissions',
  'fieldpermissions',
  'setupentityaccess',
]);

export type Table = Map<string, Row>;
/** One write: the table's key, the id, and the row before. */
export type JournalEntry = readonly [key: string, id: string, before: Row | undefined];
/** How the values of an indexed field compare: equal values have the same norm. */
export type Norm = (value: Value) => Value;

/** The ids of a table's rows by the value of one field. */
class Index {
  readonly #norm: Norm;
  readonly #ids = new Map<Value, Set<string>>();

  constructor(norm: Norm) {
    this.#norm = norm;
  }

  add(value: Value, id: string): void {
    const key = this.#norm(value);
    const ids = this.#ids.get(key);
    if (ids) ids.add(id);
    else this.#ids.set(key, new Set([id]));
  }

  remove(value: Value, id: string): void {
    const key = this.#norm(value);
    const ids = this.#ids.get(key);
    ids?.delete(id);
    if (ids?.size === 0) this.#ids.delete(key);
  }

  ids(value: Value): ReadonlySet<string> | undefined {
    return this.#ids.get(this.#norm(value));
  }
}

const same: Norm = (value) => value;

/**
 * The records: a table an object (by its key), a journal to roll back with, indexes, and the sequences of ids and auto
 * numbers. write() replaces a row and never changes it, so that the journal and open queries keep theirs.
 */
export class Store {
  /** What was written since the transaction began, oldest first. */
  readonly journal: JournalEntry[] = [];
  tables = new Map<string, Table>();
  /** The last number given to an id, by key prefix. */
  readonly seq = new Map<string, number>();
  /** Raised when a row changes that decides access. */
  accessVersion = 0;
  readonly #schema: Schema;
  readonly #autoNumbers = new Map<string, number>();
  readonly #indexes = new Map<string, Map<string, Index>>();

  constructor(schema: Schema) {
    this.#schema = schema;
  }

  table(key: string): Table {
    let table = this.tables.get(key);
    if (!table) {
      table = new Map();
      this.tables.set(key, table);
    }
    return table;
  }

  newId(so: SObjectInfo): string {
    const number = (this.seq.get(so.prefix) ?? 0) + 1;
    this.seq.set(so.prefix, number);
    return to18(so.prefix + COUNTED + idDigits(number));
  }

  /** An id that depends on the name alone, for rows made from metadata: other metadata does not move it. */
  namedId(so: SObjectInfo, name: string): string {
    let number = 0;
    for (const char of name.toLowerCase()) number = (number * 131 + char.charCodeAt(0)) % ID_NUMBERS;
    for (; ; number += 1) {
      const id = to18(so.prefix + NAMED + idDigits(number));
      if (!this.get(so.key, id)) return id;
    }
  }

  /** Makes sure that newId() never gives this id again. */
  seen(id: string): void {
    if (id.slice(3, 8) !== COUNTED) return;
    const prefix = id.slice(0, 3);
    const number = idNumber(id.slice(8, 15));
    if (number > (this.seq.get(prefix) ?? 0)) this.seq.set(prefix, number);
  }

  /** The next value of an auto-number field. */
  nextAuto(field: Field): string {
    const key = `${field.so.key}.${field.key}`;
    const number = (this.#autoNumbers.get(key) ?? 0) + 1;
    this.#autoNumbers.set(key, number);
    return (field.autoFmt ?? '{0}').replace(/\{(0+)\}/, (_, zeros: string) =>
      String(number).padStart(zeros.length, '0'),
    );
  }

  /** Makes sure that nextAuto() never gives this value again. */
  seenAuto(field: Field, value: string): void {
    const [head = '', tail = ''] = (field.autoFmt ?? '{0}').split(/\{0+\}/);
    const number = Number(value.slice(head.length, value.length - tail.length));
    const key = `${field.so.key}.${field.key}`;
    if (Number.isInteger(number) && number > (this.#autoNumbers.get(key) ?? 0))
      this.#autoNumbers.set(key, number);
  }

  /** A row by its object's key and its 18-character id, a deleted one included. */
  get(key: string, id: string): Row | null {
    return this.table(key).get(id) ?? null;
  }

  /** A row by its id alone. */
  find(id: string | null | undefined): Row | null {
    if (!id || id.length < 15) return null;
    const so = this.#schema.byPrefix(id.slice(0, 3));
    return so ? this.get(so.key, id) : null;
  }

  /** Puts a row in place of the one with this id, or removes it, and notes it in the journal. */
  write(key: string, id: string, row: Row | undefined): void {
    const before = this.table(key).get(id);
    this.journal.push([key, id, before]);
    this.put(key, id, before, row);
  }

  /** The same without the journal: it cannot be rolled back. `before` must be the row that is there. */
  put(key: string, id: string, before: Row | undefined, row: Row | undefined): void {
    const table = this.table(key);
    if (row === undefined) table.delete(id);
    else table.set(id, row);
    if (ACCESS.has(key)) this.accessVersion += 1;
    for (const [field, index] of this.#indexes.get(key) ?? []) {
      const from = before?.get(field) ?? null;
      const to = row?.get(field) ?? null;
      if (from === to) continue;
      if (from !== null) index.remove(from, id);
      if (to !== null) index.add(to, id);
    }
  }

  /** Rows whose field has the value, deleted ones included. The first call for a field builds its index. */
  by(key: string, field: string, value: Value, norm: Norm = same): Row[] {
    const table = this.table(key);
    const rows: Row[] = [];
    for (const id of this.#index(key, field, norm).ids(value) ?? []) {
      const row = table.get(id);
      if (row) rows.push(row);
    }
    return rows;
  }

  #index(key: string, field: string, norm: Norm): Index {
    let ofTable = this.#indexes.get(key);
    if (!ofTable) {
      ofTable = new Map();
      this.#indexes.set(key, ofTable);
    }
    let index = ofTable.get(field);
    if (!index) {
      index = new Index(norm);
      ofTable.set(field, index);
      for (const [id, row] of this.table(key)) {
        const value = row.get(field) ?? null;
        if (value !== null) index.add(value, id);
      }
    }
    return index;
  }

  /** A point to roll back to. */
  mark(): number {
    return this.journal.length;
  }

  rollback(mark: number): void {
    while (this.journal.length > mark) {
      const entry = this.journal.pop();
      if (!entry) return;
      const [key, id, before] = entry;
      this.put(key, id, this.table(key).get(id), before);
    }
  }

  /** Replaces all tables (snapshots); indexes are built again on demand. */
  setTables(tables: Map<string, Table>): void {
    this.tables = tables;
    this.#indexes.clear();
    this.accessVersion += 1;
  }

  *rows(key: string): Generator<Row> {
    yield* this.table(key).values();
  }
}
