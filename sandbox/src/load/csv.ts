import { createReadStream, existsSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse';

export type CsvRow = Readonly<Record<string, string>>;

/**
 * Reads `folder/name.csv` (first line: column names; quoted line feeds allowed). A file that is not there has no rows. Throws with the file
 * and the line where it is not CSV.
 */
export async function readCsv(folder: string, name: string): Promise<CsvRow[]> {
  const file = join(folder, `${name}.csv`);
  if (!existsSync(file)) return [];
  const rows: CsvRow[] = [];
  const parser = createReadStream(file).pipe(parse({ columns: true, bom: true, skip_empty_lines: true }));
  try {
    for await (const row of parser) rows.push(row as CsvRow);
  } catch (error) {
    throw new Error(`${file}: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
  return rows;
}

/** The value of a column that must not be blank; the error names file, row (the first below the column names is 1) and column. */
export function required(row: CsvRow, column: string, file: string, index: number): string {
  const value = row[column];
  if (value === undefined || value === '')
    throw new Error(`${file}.csv, row ${index + 1}: ${column} is empty`);
  return value;
}

/** A column as a JSON number, undefined when blank; two or three decimals survive the way through a double unchanged. */
export function numberOf(row: CsvRow, column: string, file: string, index: number): number | undefined {
  const text = row[column];
  if (text === undefined || text === '') return undefined;
  if (!/^-?\d+(\.\d+)?$/.test(text))
    throw new Error(`${file}.csv, row ${index + 1}: ${column} "${text}" is not a number such as 12.50`);
  return Number(text);
}
