import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { parse } from 'csv-parse/sync';
import { Decimal } from 'decimal.js';
import { z } from 'zod';
import type { RatePolicy } from './policy.ts';
import { newestAt, UnreadableRates, type Rate, type RateQuestion } from './rates.ts';

const currency = z.string().regex(/^[A-Z]{3}$/, 'must be an ISO currency code');
const rateRow = z.strictObject({
  from: currency,
  to: currency,
  day: z.iso.date(),
  rate: z.string().regex(/^\d{1,12}(\.\d{1,12})?$/, 'must be a decimal number such as "1.0837"'),
});
type RateRow = z.output<typeof rateRow>;

/** A file of rates is small; a larger one is a mistake. */
const maxBytes = 4_194_304;

/** Rates of files in a folder. Each file is kept until its time of change differs. */
export function fileRates(folder: string) {
  const kept = new Map<string, { readonly changed: number; readonly rows: readonly RateRow[] }>();

  async function rowsOf(path: string): Promise<readonly RateRow[]> {
    const { mtimeMs, size } = await stat(path);
    const before = kept.get(path);
    if (before?.changed === mtimeMs) return before.rows;
    if (size > maxBytes) throw new Error(`is larger than ${maxBytes} bytes`);
    const text = await readFile(path, 'utf8');
    const given: unknown = /\.csv$/i.test(path)
      ? parse(text, { columns: true, bom: true, trim: true, skip_empty_lines: true })
      : JSON.parse(text);
    const rows = z.array(rateRow).parse(given);
    kept.set(path, { changed: mtimeMs, rows });
    return rows;
  }

  return async (
    { path }: Extract<RatePolicy, { source: 'file' }>,
    { from, to, day }: RateQuestion,
  ): Promise<Rate | undefined> => {
    try {
      const rows = await rowsOf(resolve(folder, path));
      const rates = rows.filter((row) => row.from === from && row.to === to);
      return newestAt(
        rates.map((row) => ({ rate: new Decimal(row.rate), day: row.day })),
        day,
      );
    } catch (cause) {
      const why = cause instanceof z.ZodError ? wrongMember(cause) : (cause as Error).message;
      throw new UnreadableRates(`The file of exchange rates ${path} cannot be read: ${why}.`, cause);
    }
  };
}

function wrongMember({ issues: [issue] }: z.ZodError): string {
  return `${issue?.path.join('.') ?? ''} ${issue?.message ?? ''}`;
}
