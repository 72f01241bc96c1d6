import { Decimal } from 'decimal.js';
import { readCsv } from '../load/csv.ts';
import type { OrderRow } from './orders.ts';

/**
 * Compares the rows with `expected/orders.csv` of the data folder, where there is one. Returns undefined when there is none, else
 * how many rows were compared and one sentence a difference.
 */
export async function differencesFromExpected(
  folder: string,
  rows: readonly OrderRow[],
): Promise<{ compared: number; differences: string[] } | undefined> {
  const expected = await readCsv(`${folder}/expected`, 'orders');
  if (expected.length === 0) return undefined;
  const byKey = new Map(rows.map((row) => [row.ExternalKey, row]));
  const differences: string[] = [];
  for (const want of expected) {
    const key = want['ExternalKey'] ?? '';
    const row = byKey.get(key);
    byKey.delete(key);
    if (!row) {
      differences.push(`${key}: is missing`);
      continue;
    }
    const say = (what: string) => differences.push(`${key}: ${what}`);
    if (row.Outcome !== want['Outcome']) say(`${row.Outcome}, expected ${want['Outcome']}`);
    if (row.Lines !== Number(want['Lines'])) say(`${row.Lines} lines, expected ${want['Lines']}`);
    for (const column of ['Quantity', 'Merchandise'] as const) {
      if (!new Decimal(row[column]).eq(want[column] ?? 'NaN'))
        say(`${column} ${row[column]}, expected ${want[column]}`);
    }
    for (const code of (want['UnknownItems'] ?? '').split(' ').filter(Boolean)) {
      if (!row.Error.includes(code)) say(`the unknown item ${code} is not named in: ${row.Error}`);
    }
  }
  for (const key of byKey.keys()) differences.push(`${key}: was not expected`);
  return { compared: expected.length, differences };
}
