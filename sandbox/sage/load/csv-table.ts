import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { parse } from 'csv-parse';
import { isoDate, parseNumber, parseText, type Parsed } from '../boi/values.ts';
import { textColumn, type Column, type Row, type Table } from '../dictionary/table.ts';
import type { FaultList } from './load-report.ts';

/** Key parts that rows of these tables may leave blank. */
const optionalKeyParts: Readonly<Record<string, readonly string[]>> = {
  IM_AliasItem: ['ARDivisionNo', 'CustomerNo', 'APDivisionNo', 'VendorNo'],
  IM_PriceCode: ['PriceCode', 'ItemCode', 'CustomerPriceLevel', 'ARDivisionNo', 'CustomerNo'],
};
/** The widest text column that Sage has. */
const MAX_FIELD_LENGTH = 250;

/** One column of a file: the dictionary's, or a field that is to be made. */
export interface FileColumn {
  readonly heading: string;
  readonly column: Column;
  readonly isNew: boolean;
}

/** A file that was read through once and found good. */
export interface CheckedFile {
  readonly path: string;
  readonly table: Table;
  readonly columns: readonly FileColumn[];
}

/** Reads a file through: headings, widths, types, keys. Tells every fault with file and line; new fields get the width of their longest value. */
export async function checkFile(path: string, table: Table, faults: FaultList): Promise<CheckedFile> {
  const file = basename(path);
  const lengths = new Map<string, number>();
  const seen = new Map<string, number>();
  let columns: FileColumn[] = [];
  for await (const { line, values } of records(path, faults)) {
    const place = `${file}:${line}`;
    if (columns.length === 0) {
      columns = readHeadings(values, table, (message) => faults.add(place, message));
      continue;
    }
    if (values.length !== columns.length) {
      faults.add(place, `${values.length} values where the header line has ${columns.length}`);
      continue;
    }
    const row: Row = {};
    columns.forEach(({ column, isNew }, i) => {
      const value = values[i] ?? '';
      if (isNew) lengths.set(column.name, Math.max(lengths.get(column.name) ?? 1, value.length));
      const parsed = parseFileValue(column, value);
      if ('fault' in parsed) faults.add(place, parsed.fault);
      else row[column.name] = parsed.value;
    });
    checkKey(table, row, seen, line, (message) => faults.add(place, message));
  }
  if (columns.length === 0) faults.add(file, 'the file has no header line');
  const sized = columns.map((one) =>
    one.isNew ? { ...one, column: textColumn(one.column.name, lengths.get(one.column.name) ?? 1) } : one,
  );
  return { path, table, columns: sized };
}

/** Rows of a checked file, with only the file's columns. */
export async function* readRows({ path, columns }: CheckedFile, faults: FaultList): AsyncGenerator<Row> {
  let isHeader = true;
  for await (const { values } of records(path, faults)) {
    if (!isHeader) {
      const row: Row = {};
      columns.forEach(({ column }, i) => {
        const parsed = parseFileValue(column, values[i] ?? '');
        if ('value' in parsed) row[column.name] = parsed.value;
      });
      yield row;
    }
    isHeader = false;
  }
}

async function* records(
  path: string,
  faults: FaultList,
): AsyncGenerator<{ readonly line: number; readonly values: string[] }> {
  const parser = createReadStream(path).pipe(
    parse({ bom: true, info: true, relax_column_count: true, skip_empty_lines: true }),
  );
  try {
    for await (const { record, info } of parser as AsyncIterable<{
      record: string[];
      info: { lines: number };
    }>) {
      yield { line: info.lines, values: record };
    }
  } catch (error) {
    faults.add(basename(path), error instanceof Error ? error.message : String(error));
  }
}

function readHeadings(
  headings: readonly string[],
  table: Table,
  fault: (message: string) => void,
): FileColumn[] {
  const known = new Map([...table.columns.values()].map((column) => [column.name.toUpperCase(), column]));
  const taken = new Set<string>();
  const columns = headings.map((heading) => {
    const upper = heading.trim().toUpperCase();
    const fieldName = `UDF_${upper.replace(/^UDF_/, '').replaceAll(/[^A-Z0-9_]/g, '_')}`;
    const existing = known.get(upper) ?? known.get(fieldName);
    const column = existing ?? textColumn(fieldName, MAX_FIELD_LENGTH);
    if (upper === '') fault('a heading is empty');
    if (taken.has(column.name)) fault(`the column ${heading} stands twice`);
    taken.add(column.name);
    return { heading, column, isNew: existing === undefined };
  });
  for (const part of requiredKey(table)) if (!taken.has(part)) fault(`the key column ${part} is missing`);
  return columns;
}

function parseFileValue(column: Column, given: string): Parsed {
  const value = given.trim();
  if (value === '') return { value: column.default };
  if (column.kind === 'number') return parseNumber(column, value);
  if (column.kind !== 'date') return parseText(column, value);
  const iso = isoDate(value);
  return iso === undefined
    ? { fault: `The ${column.name} ${value} is not a date (YYYY-MM-DD)` }
    : { value: iso };
}

function requiredKey(table: Table): readonly string[] {
  const optional = optionalKeyParts[table.name] ?? [];
  return table.primaryKey.filter((part) => !optional.includes(part));
}

function checkKey(
  table: Table,
  row: Row,
  seen: Map<string, number>,
  line: number,
  fault: (message: string) => void,
): void {
  const blank = requiredKey(table).find((part) => (row[part] ?? '') === '');
  if (blank !== undefined) return fault(`the key column ${blank} is blank`);
  const key = table.primaryKey.map((part) => row[part] ?? '').join('+');
  const before = seen.get(key);
  if (before !== undefined) return fault(`the key ${key} stands in line ${before} already`);
  seen.set(key, line);
}
