import type { ColumnInfo } from '../ports.ts';
import { systemDatabase } from './connection-string.ts';
import type { CatalogueRow } from './connection.ts';
import { columnOfDeclaredType, columnOfSqlType } from './column-types.ts';
import type { OdbcSettings } from './settings.ts';

/** What differs between the databases that hold Sage's tables. Names given to it are checked; values never are part of it. */
export interface Dialect {
  readonly name: 'sage' | 'sql-server' | 'sqlite';
  table(name: string): string;
  /** A column's name, safe from being a word of the SQL. */
  columnName(name: string): string;
  /** SQL that gives a number as text. */
  numberText(column: string): string;
  /** A number column, and the SQL around a value it is compared with. */
  comparedNumber(column: string): string;
  numberValue(value: string): string;
  /** SQL around a date value, which is `YYYY-MM-DD`. */
  dateValue(value: string): string;
  /** Row limit before the columns and at the end; empty where the cursor alone limits. */
  limit(rows: number): { readonly before: string; readonly after: string };
  /** Which database a table of a company is read from. */
  database(company: string, table: string): string;
  column(row: CatalogueRow): ColumnInfo;
  /** Run on each new connection. */
  readonly onConnect: readonly string[];
}

const anyTable = { before: '', after: '' };

/** Sage's own driver: no brackets, no schema, no semicolon; dates in ODBC's escape. Limits are kept by the cursor, since TOP came late. */
function sage(numbers: 'cast' | 'driver'): Dialect {
  return {
    name: 'sage',
    table: (name) => name,
    columnName: (name) => name,
    numberText: (column) => (numbers === 'cast' ? `{fn CONVERT(${column}, SQL_VARCHAR)}` : column),
    comparedNumber: (column) => column,
    numberValue: (value) => value,
    dateValue: (value) => `{d '${value}'}`,
    limit: () => anyTable,
    database: (company) => company,
    column: columnOfSqlType,
    onConnect: [],
  };
}

function sqlServer(isolation: 'snapshot' | 'read-committed'): Dialect {
  return {
    name: 'sql-server',
    table: (name) => `dbo.[${name}]`,
    columnName: (name) => `[${name}]`,
    numberText: (column) => `CONVERT(varchar(50), ${column})`,
    comparedNumber: (column) => column,
    numberValue: (value) => value,
    dateValue: (value) => `{d '${value}'}`,
    limit: (rows) => ({ before: `TOP (${rows}) `, after: '' }),
    database: sharedApart,
    column: columnOfSqlType,
    onConnect: [
      `SET TRANSACTION ISOLATION LEVEL ${isolation === 'snapshot' ? 'SNAPSHOT' : 'READ COMMITTED'}`,
    ],
  };
}

/** The sandbox's files keep decimals and dates as text, so that no digit is lost; decimals are compared as numbers all the same. */
const sqlite: Dialect = {
  name: 'sqlite',
  table: (name) => `"${name}"`,
  columnName: (name) => `"${name}"`,
  numberText: (column) => `CAST(${column} AS TEXT)`,
  comparedNumber: (column) => `CAST(${column} AS NUMERIC)`,
  numberValue: (value) => `CAST('${value}' AS NUMERIC)`,
  dateValue: (value) => `'${value}'`,
  limit: (rows) => ({ before: '', after: ` LIMIT ${rows}` }),
  database: sharedApart,
  column: columnOfDeclaredType,
  onConnect: [],
};

/** Where each company is a database, the tables that all share are in one of their own; Sage's driver finds them by itself. */
function sharedApart(company: string, table: string): string {
  return /^SY_/i.test(table) ? systemDatabase : company;
}

/** The dialect of a connection, with the switches of its settings. */
export function dialectOf(settings: OdbcSettings): Dialect {
  switch (settings.kind) {
    case 'sage':
    case 'sage-server':
      return sage(settings.numbers);
    case 'dsn':
      return settings.dialect === 'sage' ? sage(settings.numbers) : sqlServer('read-committed');
    case 'sql-server':
      return sqlServer(settings.isolation);
    case 'sqlite':
    case 'sqlite-embedded':
      return sqlite;
  }
}
