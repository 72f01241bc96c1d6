import { parse } from 'csv-parse';
import { stringify } from 'csv-stringify';
import { pipeline, Readable } from 'node:stream';
import { RetryableError } from '../../errors.ts';
import type { SalesforceRow } from '../port.ts';

/** Bytes of the rows of one job at most (Bulk API 2.0: 150 MB after the base64 coding that the org does itself). */
const mostBytes = 100_000_000;
/** Bytes of one row of results at most: two of the longest long texts, all quotes doubled. */
const longestRow = 4 * 131_072;
/** Clears a field; a cell that is empty leaves it as it is. */
const none = '#N/A';

/**
 * Rows as CSV (comma, LF, UTF-8) for Bulk API 2.0, as they are read. The first row names the columns. A text that is empty clears its
 * field, as it does in REST. Throws TypeError without rows or for a row with another column, RangeError above 100 MB.
 */
export async function* csvOf(
  rows: Iterable<SalesforceRow> | AsyncIterable<SalesforceRow>,
): AsyncGenerator<Uint8Array> {
  const lines = stringify({ record_delimiter: '\n', quoted_match: /\r/u });
  pipeline(Readable.from(cells(rows)), lines, toldByTheLast);
  let bytes = 0;
  for await (const chunk of lines) {
    const part: Uint8Array = Buffer.from(chunk as Buffer | string);
    bytes += part.length;
    if (bytes > mostBytes) throw new RangeError('the rows of a bulk job are more than 100 MB');
    yield part;
  }
}

async function* cells(
  rows: Iterable<SalesforceRow> | AsyncIterable<SalesforceRow>,
): AsyncGenerator<readonly string[]> {
  let columns: readonly string[] | undefined;
  for await (const row of rows) {
    if (!columns) {
      columns = Object.keys(row);
      yield columns;
    }
    const known = columns;
    const other = Object.keys(row).find((name) => !known.includes(name));
    if (other !== undefined)
      throw new TypeError(`a row of a bulk job has the column ${other}, the first has not`);
    yield columns.map((name) => cellOf(row[name]));
  }
  if (!columns) throw new TypeError('a bulk job has no rows');
}

function cellOf(value: SalesforceRow[string] | undefined): string {
  if (value === undefined) return '';
  return value === null || value === '' ? none : String(value);
}

/** Rows of a CSV file by the names of its first line, as they arrive. Throws RetryableError when it is none. */
export async function* readCsv(
  parts: AsyncIterable<Uint8Array>,
): AsyncGenerator<Readonly<Record<string, string>>> {
  const parser = parse({ columns: true, bom: true, skip_empty_lines: true, max_record_size: longestRow });
  pipeline(Readable.from(parts), parser, toldByTheLast);
  try {
    for await (const row of parser) yield row as Record<string, string>;
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_'))) throw error;
    throw new RetryableError('SALESFORCE_UNAVAILABLE', 'Salesforce sent a file that is no CSV.', {
      cause: error,
    });
  }
}

/** A pipeline's end; its faults reach whoever reads its last stream. */
function toldByTheLast(): void {}
