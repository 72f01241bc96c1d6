import { Decimal } from 'decimal.js';
import type { ColumnInfo, Condition, Row, TableQuery, Value } from '../ports.ts';
import type { RawRow } from './connection.ts';
import type { Dialect } from './dialects.ts';

/** Values that one `in` condition takes. */
const mostValues = 200;

/** A query as SQL, and how its rows are read. */
export interface Compiled<C extends string> {
  readonly sql: string;
  readonly parameters: readonly string[];
  row(raw: RawRow): Row<C>;
  /** As `row`, each value made when it is looked at. */
  glance(raw: RawRow): Row<C>;
  /** Values of the first `count` columns, or all, as the driver gave them. */
  text(raw: RawRow, count?: number): string;
}

/** A query that cannot be asked: unknown column, value of the wrong kind. A defect of the caller or a difference of this site's Sage. */
export class BadQuery extends Error {
  override readonly name = 'BadQuery';
}

/** A name that may stand in SQL as it is. Throws BadQuery for any other. */
export function checkedName(name: string): string {
  if (/^[A-Za-z][A-Za-z0-9_]{0,127}$/.test(name)) return name;
  throw new BadQuery(`"${name.slice(0, 60)}" is not a name of a table or column`);
}

/**
 * Makes SQL of a query. Names stand in it only when they are well formed and in the catalogue; text is bound (`markers`) or
 * escaped; numbers and dates are checked and stand as literals, for drivers differ in what they take as a marker there.
 */
export function compile<C extends string>(
  query: TableQuery<C>,
  columns: ReadonlyMap<string, ColumnInfo>,
  dialect: Dialect,
  markers: boolean,
  limit?: number,
): Compiled<C> {
  const column = (name: string): ColumnInfo => {
    const found = columns.get(checkedName(name).toUpperCase());
    if (found) return found;
    throw new BadQuery(`${query.table} has no column ${name} in this company`);
  };
  const parameters: string[] = [];
  const text = (value: string): string => {
    if (value.includes('\0')) throw new BadQuery('a value must not contain a null character');
    if (!markers) return `'${value.replaceAll("'", "''")}'`;
    parameters.push(value);
    return '?';
  };

  const outputs = query.columns.map((name, index) => ({ name, info: column(name), alias: `V${index + 1}` }));
  const selected = outputs.map(({ info, alias }) => {
    const column = dialect.columnName(info.name);
    const expression = info.kind === 'number' ? dialect.numberText(column) : column;
    return `${expression} AS ${alias}`;
  });
  const where = (query.where ?? []).map((one) => conditionSql(one, column(one.column), dialect, text));
  const { before, after } = limit === undefined ? { before: '', after: '' } : dialect.limit(limit);
  const aliases = outputs.map(({ alias }) => alias);
  const glances = glancesOf(outputs);
  return {
    sql:
      `SELECT ${before}${selected.join(', ')} FROM ${dialect.table(checkedName(query.table))}` +
      (where.length > 0 ? ` WHERE ${where.join(' AND ')}` : '') +
      after,
    parameters,
    row(raw) {
      const read = outputs.map(({ name, info, alias }) => [name, valueOf(info, raw[alias])] as const);
      return Object.fromEntries(read) as Record<C, Value>;
    },
    glance: (raw) => new glances(raw) as unknown as Row<C>,
    text(raw, count = aliases.length) {
      let text = '';
      for (let index = 0; index < count; index += 1) text += `${raw[aliases[index] ?? ''] as string}\u001f`;
      return text;
    },
  };
}

/** A class with a getter for each column: a million rows are looked at for their keys only. */
function glancesOf(
  outputs: readonly { readonly name: string; readonly info: ColumnInfo; readonly alias: string }[],
): new (raw: RawRow) => object {
  class Glance {
    readonly #raw: RawRow;
    constructor(raw: RawRow) {
      this.#raw = raw;
    }
    static value(of: Glance, info: ColumnInfo, alias: string): Value {
      return valueOf(info, of.#raw[alias]);
    }
  }
  for (const { name, info, alias } of outputs) {
    Object.defineProperty(Glance.prototype, name, {
      // A column may be asked for twice: for what it says, and for what it is compared by.
      configurable: true,
      get(this: Glance) {
        return Glance.value(this, info, alias);
      },
    });
  }
  return Glance;
}

function conditionSql(
  condition: Condition,
  column: ColumnInfo,
  dialect: Dialect,
  text: (value: string) => string,
): string {
  const value = (given: string) => comparedValue(given, column, dialect, text);
  const name = dialect.columnName(column.name);
  const left = column.kind === 'number' ? dialect.comparedNumber(name) : name;
  if (condition.op !== 'in') return `${left} ${condition.op} ${value(condition.value)}`;
  if (condition.values.length > mostValues) throw new BadQuery(`"in" takes at most ${mostValues} values`);
  // No value can be in an empty list; `IN ()` is no SQL.
  return condition.values.length === 0 ? '1 = 0' : `${left} IN (${condition.values.map(value).join(', ')})`;
}

function comparedValue(
  value: string,
  column: ColumnInfo,
  dialect: Dialect,
  text: (value: string) => string,
): string {
  if (column.kind === 'text') return text(value);
  if (column.kind === 'date') {
    if (/^\d{4}-\d{2}-\d{2}$/.test(value)) return dialect.dateValue(value);
    throw new BadQuery(`${column.name} is compared with something that is no date`);
  }
  if (/^-?\d{1,20}(\.\d{1,20})?$/.test(value)) return dialect.numberValue(value);
  throw new BadQuery(`${column.name} is compared with something that is no number`);
}

/** A driver's value in the port's shape: plain decimals, days, text without trailing blanks; null for blank. */
function valueOf(column: ColumnInfo, raw: unknown): Value {
  if (raw === null || raw === undefined) return null;
  // Zero bytes, of records that are damaged, are no text in PostgreSQL: one would stop a whole feed.
  const whole = String(raw);
  const text = (whole.includes('\0') ? whole.replaceAll('\0', '') : whole).trimEnd();
  if (text === '') return null;
  if (column.kind === 'number') return new Decimal(text.trim()).toFixed();
  if (column.kind !== 'date') return text;
  const day = /^\d{4}-\d{2}-\d{2}/.exec(text)?.[0] ?? text;
  // SQL Server's columns cannot be null; its oldest day stands for blank. 1899-12-30 is what some drivers make of zero.
  return day === '1753-01-01' || day === '1899-12-30' || day === '0000-00-00' ? null : day;
}
