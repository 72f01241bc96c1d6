import { createdBy, updatedBy } from '../boi/audit.ts';
import type { Session } from '../boi/session.ts';
import { isoDate, parseNumber, parseText, type Parsed } from '../boi/values.ts';
import { blankRow, type Column, type Row, type Table } from '../dictionary/table.ts';
import { DeskRefusal, holding } from './desk.ts';

export interface EditOptions {
  /** False: a program that does not stamp DateUpdated. */
  readonly stamped?: boolean;
}

/**
 * A colleague changes a record at its maintenance screen: columns by Sage's names, UDFs included, dates ISO. `key` has all parts of the
 * primary key; a part may be blank ('').
 */
export function editRecord(
  desk: Session,
  tableName: string,
  key: readonly string[],
  changes: Row,
  { stamped = true }: EditOptions = {},
): void {
  const { store } = desk;
  const table = knownTable(desk, tableName);
  onFile(desk, table, key);
  const values = checked(table, changes);
  const stamp = stamped && table.columns.has('DateUpdated') ? updatedBy(desk.userKey, desk.now()) : {};
  holding(desk, tableName, [key], () => store.update(tableName, key, { ...values, ...stamp }));
}

/** A colleague adds a record, with the defaults of the dictionary and the audit columns. */
export function addRecord(desk: Session, tableName: string, key: readonly string[], values: Row = {}): void {
  const { store } = desk;
  const table = knownTable(desk, tableName);
  const keyRow = Object.fromEntries(table.primaryKey.map((part, i) => [part, key[i] ?? '']));
  const row = { ...blankRow(table), ...checked(table, { ...values, ...keyRow }) };
  const stamp = table.columns.has('DateCreated') ? createdBy(desk.userKey, desk.now()) : {};
  if (!store.insertIfNew(tableName, { ...row, ...stamp }))
    throw new DeskRefusal(`The record ${key.join('-')} of ${tableName} exists already`);
}

/** A colleague deletes a record; what refers to it is not looked at. */
export function removeRecord(desk: Session, tableName: string, key: readonly string[]): void {
  const table = knownTable(desk, tableName);
  onFile(desk, table, key);
  const condition = table.primaryKey.map((part) => `${part} = ?`).join(' AND ');
  holding(desk, tableName, [key], () => desk.store.remove(tableName, condition, key));
}

function knownTable(desk: Session, tableName: string): Table {
  const table = desk.store.tables.get(tableName);
  if (table === undefined) throw new DeskRefusal(`There is no table ${tableName}`);
  return table;
}

function onFile({ store }: Session, table: Table, key: readonly string[]): void {
  if (key.length !== table.primaryKey.length)
    throw new DeskRefusal(`The key of ${table.name} is ${table.primaryKey.join(', ')}`);
  if (!store.exists(table.name, ...key))
    throw new DeskRefusal(`The record ${key.join('-')} of ${table.name} is not on file`);
}

/** Values as the file holds them; widths, valid values and numbers are checked as at the screen. */
export function checked(table: Table, values: Row): Row {
  return Object.fromEntries(
    Object.entries(values).map(([name, given]) => {
      const column = table.columns.get(name);
      if (column === undefined) throw new DeskRefusal(`${table.name} has no column ${name}`);
      const parsed = parse(column, given);
      if ('fault' in parsed) throw new DeskRefusal(parsed.fault);
      return [name, parsed.value];
    }),
  );
}

function parse(column: Column, given: string): Parsed {
  if (column.kind === 'number') return parseNumber(column, given === '' ? '0' : given);
  if (column.kind !== 'date' || given === '') return parseText(column, given);
  const iso = isoDate(given);
  return iso === undefined
    ? { fault: `The ${column.name} ${given} is not a date (YYYY-MM-DD)` }
    : { value: iso };
}
