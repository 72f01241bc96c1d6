import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse';

export type CsvRow = Readonly<Record<string, string>>;

/** Reads `folder/name.csv` (first line: column names; quoted line feeds allowed). A file that is not there has no rows. */
export async function readCsv(folder: string, name: string): Promise<CsvRow[]> {
  const file = join(folder, `${name}.csv`);
  if (!existsSync(file)) return [];
  const rows: CsvRow[] = [];
  const parser = createReadStream(file).pipe(parse({ columns: true, bom: true, skip_empty_lines: true }));
  for await (const row of parser) rows.push(row as CsvRow);
  return rows;
}

/** The value of a column that must not be blank; the error names file, line and column. */
export function required(row: CsvRow, column: string, file: string, index: number): string {
  const value = row[column];
  if (value === undefined || value === '')
    throw new Error(`${file}.csv, row ${index + 1}: ${column} is empty`);
  return value;
}
