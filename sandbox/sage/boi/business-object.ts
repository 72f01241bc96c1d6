import { blankRow, type Column, type Row, type Table } from '../dictionary/table.ts';
import { ComError, type Session } from './session.ts';
import { parseBoiValue, toBoiValue } from './values.ts';

/** 1 done, -1 done with a warning in sLastErrorMsg, 0 refused with the reason in sLastErrorMsg. */
export type Result = 1 | 0 | -1;

/** What a column's own rule says of a value that fits the column. */
export type Verdict = { readonly refuse: string } | { readonly warn: string } | undefined;
export type Rule = (value: string) => Verdict;

/**
 * A record open for change: finds columns by BOI's spelling, checks values, keeps sLastErrorMsg, which is not cleared by success.
 * Header objects and the lines object both are one.
 */
export abstract class BusinessRecord {
  sLastErrorMsg = '';
  protected readonly session: Session;
  protected readonly table: Table;
  protected row: Row | undefined;

  constructor(session: Session, table: Table) {
    this.session = session;
    this.table = table;
  }

  /** Takes a value: `column` ends in `$` unless it is a number, which comes as decimal text. */
  nSetValue(column: string, value: string): Result {
    if (this.row === undefined) return this.refuse('No record is open: a key must be set first');
    const found = this.column(column);
    if (found === undefined) return this.refuse(`The column ${column} is not in the file ${this.table.name}`);
    const locked = this.readOnlyReason(found);
    if (locked !== undefined) return this.refuse(locked);
    const parsed = parseBoiValue(found, value);
    if ('fault' in parsed) return this.refuse(parsed.fault);
    return this.#applyRule(found, parsed.value);
  }

  /** The value as BOI gives it (dates YYYYMMDD, numbers as decimal text), undefined when the column is not in the file. */
  nGetValue(column: string): string | undefined {
    const found = this.column(column);
    if (found === undefined) {
      this.sLastErrorMsg = `The column ${column} is not in the file ${this.table.name}`;
      return undefined;
    }
    return toBoiValue(found, this.row?.[found.name] ?? found.default);
  }

  /** Rules of columns whose value means more than its shape; they may fill other columns of the row. */
  protected abstract rule(column: string): Rule | undefined;

  protected readOnlyReason(column: Column): string | undefined {
    return column.readOnly ? `The ${column.name} cannot be changed` : undefined;
  }

  protected refuse(message: string): 0 {
    this.sLastErrorMsg = message;
    return 0;
  }

  protected warn(message: string): -1 {
    this.sLastErrorMsg = message;
    return -1;
  }

  /** `$` must stand exactly where the column is no number. */
  protected column(boiName: string): Column | undefined {
    const dollar = boiName.endsWith('$');
    const column = this.table.columns.get(dollar ? boiName.slice(0, -1) : boiName);
    return column !== undefined && dollar === (column.kind !== 'number') ? column : undefined;
  }

  #applyRule(column: Column, value: string): Result {
    const row = this.row;
    if (row === undefined) return 0;
    const before = row[column.name] ?? '';
    row[column.name] = value;
    const verdict = this.rule(column.name)?.(value);
    if (verdict === undefined) return 1;
    if ('warn' in verdict) return this.warn(verdict.warn);
    row[column.name] = before;
    return this.refuse(verdict.refuse);
  }
}

/** A `_bus` object: one record under a primary key, locked from nSetKey to nWrite, nClear or DropObject. */
export abstract class BusinessObject extends BusinessRecord {
  /** Whether the last nSetKey failed because somebody else has the record. */
  isInUse = false;
  /** The record as it stands in the file; undefined for a new one. */
  protected original: Row | undefined;
  #keyParts = new Map<string, string>();
  #key: string[] | undefined;
  #dropped = false;

  /** The open record's key; undefined when none is open. */
  protected get key(): readonly string[] | undefined {
    return this.#key;
  }

  /** A part given by nSetKeyValue for a key that is not set yet; '' when it was not given. */
  protected keyPart(column: string): string {
    return this.#keyParts.get(column) ?? '';
  }

  nSetKeyValue(column: string, value: string): 0 | 1 {
    this.#mustLive();
    const found = this.column(column);
    if (found === undefined || !this.table.primaryKey.includes(found.name)) {
      return this.refuse(`The column ${column} is not part of the key of ${this.table.name}`);
    }
    const parsed = parseBoiValue(found, value);
    if ('fault' in parsed) return this.refuse(parsed.fault);
    this.#keyParts.set(found.name, parsed.value);
    return 1;
  }

  /**
   * Opens the record: 1 existing, 2 new (nothing is written before nWrite), 0 refused or held by someone else.
   * A one-part key may be given as `value`; else all parts were set by nSetKeyValue.
   */
  nSetKey(value?: string): 0 | 1 | 2 {
    this.#mustLive();
    const [only = ''] = this.table.primaryKey;
    this.nClear();
    this.isInUse = false;
    if (value !== undefined && this.nSetKeyValue(`${only}$`, value) === 0) return 0;
    const key = this.table.primaryKey.map((part) => this.#keyParts.get(part) ?? '');
    this.#keyParts = new Map();
    if (key.includes('')) return this.refuse(`The key of ${this.table.name} is not complete`);
    this.isInUse = !this.session.locks.take(this.table.name, key);
    if (this.isInUse) {
      return this.refuse(`The record ${key.join('-')} of ${this.table.name} is in use by another user`);
    }
    this.#key = key;
    this.original = this.session.store.find(this.table.name, ...key);
    const refusal = this.original === undefined ? this.keyRefusal(key) : undefined;
    if (refusal !== undefined) {
      this.nClear();
      return this.refuse(refusal);
    }
    this.row = { ...blankRow(this.table), ...this.original };
    this.table.primaryKey.forEach((part, i) => Object.assign(this.row ?? {}, { [part]: key[i] }));
    if (this.original === undefined) this.fillNew(this.row);
    return this.original === undefined ? 2 : 1;
  }

  nWrite(): Result {
    this.#mustLive();
    if (this.row === undefined) return this.refuse('No record is open: a key must be set first');
    const result = this.save(this.row);
    if (result !== 0) this.nClear();
    return result;
  }

  /** Removes the record that nSetKey found. */
  nDelete(): 0 | 1 {
    this.#mustLive();
    if (this.original === undefined) return this.refuse('No record is open that could be deleted');
    const result = this.erase(this.original);
    if (result === 1) this.nClear();
    return result;
  }

  /** Drops unsaved changes and gives the record back. */
  nClear(): 1 {
    if (this.#key !== undefined) this.session.locks.free(this.table.name, this.#key);
    this.#key = undefined;
    this.row = undefined;
    this.original = undefined;
    this.afterClear();
    return 1;
  }

  DropObject(): void {
    if (!this.#dropped) this.nClear();
    this.#dropped = true;
  }

  protected override readOnlyReason(column: Column): string | undefined {
    const isKey = this.table.primaryKey.includes(column.name);
    return isKey ? `The ${column.name} is the key and cannot be changed` : super.readOnlyReason(column);
  }

  /** Why a new record may not have this key. */
  protected keyRefusal(_key: readonly string[]): string | undefined {
    return undefined;
  }

  protected fillNew(_row: Row): void {
    // Most records start with the dictionary's defaults.
  }

  protected afterClear(): void {
    // Only documents with lines have more to drop.
  }

  protected abstract save(row: Row): Result;
  protected abstract erase(found: Row): 0 | 1;

  #mustLive(): void {
    if (this.#dropped) throw new ComError('Error: 65 the object was dropped');
  }
}
