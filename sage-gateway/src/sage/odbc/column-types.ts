import type { ColumnInfo } from '../ports.ts';
import type { CatalogueRow } from './connection.ts';

/** Memos have no width of their own; layouts show up to 2048 characters. */
const memoLength = 2048;

const numbers = new Set([2, 3, 4, 5, 6, 7, 8, -5, -6]);
const dates = new Set([9, 11, 91, 93]);

/** A column as SQLColumns tells it. Drivers of ODBC 2 call width and decimals PRECISION and SCALE. */
export function columnOfSqlType(row: CatalogueRow): ColumnInfo {
  const type = Number(row['DATA_TYPE']);
  const kind = numbers.has(type) ? 'number' : dates.has(type) ? 'date' : 'text';
  const size = Number(row['COLUMN_SIZE'] ?? row['PRECISION'] ?? 0);
  return {
    name: nameOf(row),
    kind,
    length: kind === 'text' && size <= 0 ? memoLength : size,
    scale: kind === 'number' ? Number(row['DECIMAL_DIGITS'] ?? row['SCALE'] ?? 0) : 0,
  };
}

/** A column of an SQLite file: the declared type says it all (`VARCHAR(30)`, `DECIMAL(15,6)`, `DATE`), the driver's codes do not. */
export function columnOfDeclaredType(row: CatalogueRow): ColumnInfo {
  const declared = String(row['TYPE_NAME'] ?? '').toUpperCase();
  const [, size = '0', scale = '0'] = /\((\d+)(?:\s*,\s*(\d+))?\)/.exec(declared) ?? [];
  const name = nameOf(row);
  if (/^(DATE|TIMESTAMP)/.test(declared)) return { name, kind: 'date', length: 10, scale: 0 };
  if (/^(NUMERIC|DECIMAL|INT|REAL|DOUBLE)/.test(declared)) {
    return { name, kind: 'number', length: Number(size) || 15, scale: Number(scale) };
  }
  return { name, kind: 'text', length: Number(size) || memoLength, scale: 0 };
}

function nameOf(row: CatalogueRow): string {
  return String(row['COLUMN_NAME']);
}
