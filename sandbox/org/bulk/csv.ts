import { parse } from 'csv-parse';
import { stringify } from 'csv-stringify/sync';
import type { Readable } from 'node:stream';
import type { BulkJob } from './store.ts';

const DELIMITERS = { BACKQUOTE: '`', CARET: '^', COMMA: ',', PIPE: '|', SEMICOLON: ';', TAB: '\t' } as const;
const ENDINGS = { LF: '\n', CRLF: '\r\n' } as const;

type Form = Pick<BulkJob, 'columnDelimiter' | 'lineEnding'>;

/** Rows of an uploaded file as lists of cells, as they are asked for; the first holds the names of the columns. */
export function readCells(file: Readable, form: Form): AsyncIterable<readonly string[]> {
  const parser = parse({
    bom: true,
    delimiter: DELIMITERS[form.columnDelimiter],
    record_delimiter: ENDINGS[form.lineEnding],
    skip_empty_lines: true,
    relax_column_count: true,
  });
  file.once('error', (error) => parser.destroy(error));
  return file.pipe(parser);
}

/** One line of a file of results, in the job's own form. */
export function csvLine(cells: readonly string[], form: Form): string {
  return stringify([cells], {
    quoted: true,
    quoted_empty: true,
    delimiter: DELIMITERS[form.columnDelimiter],
    record_delimiter: ENDINGS[form.lineEnding],
  });
}
