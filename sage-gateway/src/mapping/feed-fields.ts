import { createHash } from 'node:crypto';
import { Decimal } from 'decimal.js';
import type { SalesforceRow } from '../salesforce/port.ts';
import type { Row, SageTables, Value } from '../sage/ports.ts';
import type { FeedStamp } from '../sync/feed.ts';
import type { Columns } from './fit.ts';

/* What the feeds of all features make records with. */

/**
 * The key of a record: the company, then the values of Sage's key, joined by `-`. In values after the first a hyphen is written `~1` and a
 * tilde `~0` (as JSON pointers do), so that no two records have one key.
 */
export function recordKey(company: string, ...parts: (Value | undefined)[]): string {
  let key = company;
  for (let n = 0; n < parts.length; n += 1) key += `-${n === 0 ? (parts[n] ?? '') : escaped(parts[n] ?? '')}`;
  return key;
}

/** Asked for every row that is read: most values need nothing. */
const escaped = (part: string): string =>
  /[-~]/.test(part) ? part.replaceAll('~', '~0').replaceAll('-', '~1') : part;

/** The key of a row by the columns of its key. */
export function rowKey(company: string, row: Row, columns: readonly string[]): string {
  return recordKey(company, ...columns.map((column) => row[column]));
}

/** A number of Sage as Salesforce takes it: exact, without needless zeros; a blank is 0 in Sage. */
export function decimalText(value: Value | undefined): string {
  const text = value ?? '0';
  if (/^(0|-?[1-9]\d*)$/.test(text)) return text;
  const number = new Decimal(text);
  return number.isZero() ? '0' : number.toFixed();
}

/** The sum of columns, those with a minus before their names subtracted; columns that the row lacks count nothing. */
export function sumOf(row: Row, ...columns: string[]): string {
  const sum = columns.reduce((total, column) => {
    const name = column.replace(/^-/, '');
    const amount = new Decimal(row[name] ?? 0);
    return name === column ? total.plus(amount) : total.minus(amount);
  }, new Decimal(0));
  return sum.toFixed();
}

export const isYes = (value: Value | undefined): boolean => value === 'Y';

/** A text that Salesforce can hold: what is too long is cut, with dots in the place of the rest. */
export function cutText(value: string, width: number): string {
  if (value.length <= width) return value;
  return `${value.slice(0, width - 3).replace(/[\uD800-\uDBFF]$/, '')}...`;
}

/** Address lines as a street of Salesforce; null when all are blank. */
export function streetOf(row: Row, line: string): string | null {
  const lines = [1, 2, 3].flatMap((n) => row[`${line}${n}`] ?? []);
  return lines.length === 0 ? null : lines.join('\n');
}

/** A phone number with its extension; null when there is none. */
export function phoneOf(row: Row, number: string, extension: string): string | null {
  const phone = row[number] ?? null;
  return phone !== null && row[extension] ? `${phone} x${row[extension]}` : phone;
}

/** Fields of Salesforce that take a column of Sage as it is. */
export interface PlainFields {
  /** The columns that this site has. */
  readonly columns: readonly string[];
  /** Numbers as decimals, dates as days, blank texts as null. Fields whose column this site lacks are left out. */
  of(row: Row): SalesforceRow;
}

/** Fields by name, each with the name of its column. */
export function plainFields(catalogue: Columns, fields: Readonly<Record<string, string>>): PlainFields {
  const there = Object.entries(fields).flatMap(([field, column]) => {
    const info = catalogue.get(column.toUpperCase());
    return info === undefined ? [] : [{ field, column, isNumber: info.kind === 'number' }];
  });
  return {
    columns: there.map(({ column }) => column),
    of: (row) =>
      Object.fromEntries(
        there.map(({ field, column, isNumber }) => [
          field,
          isNumber ? decimalText(row[column]) : (row[column] ?? null),
        ]),
      ),
  };
}

/** The stamps that this site has: tables with the audit columns. Some tables of some versions lack them. */
export async function stampsOf(
  tables: SageTables,
  company: string,
  wanted: readonly FeedStamp[],
): Promise<FeedStamp[]> {
  const catalogues = await Promise.all(wanted.map(({ table }) => tables.columns(company, table)));
  return wanted.filter((_, n) => catalogues[n]?.has('DATEUPDATED') && catalogues[n].has('TIMEUPDATED'));
}

/**
 * The version of a feed. `form` is a number that a release raises when it makes another record of the same row; `parts` are whatever else
 * decides what becomes of a row.
 */
export function versionOf(form: number, ...parts: readonly unknown[]): string {
  return createHash('sha256')
    .update(JSON.stringify([form, ...parts]))
    .digest('hex')
    .slice(0, 16);
}

/** The day that many days ago (UTC): rows of older days are left alone. Not part of a feed's version, because it moves. */
export function daysAgo(days: number, now: Date = new Date()): string {
  return new Date(now.getTime() - days * 86_400_000).toISOString().slice(0, 10);
}
