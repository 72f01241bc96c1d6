import { Decimal } from 'decimal.js';
import type { SageTables } from '../sage/ports.ts';
import type { RatePolicy } from './policy.ts';
import { newestAt, type Rate, type RateQuestion } from './rates.ts';

/** The rate by a table of the Sage company; a table or column that is not there holds none. */
export async function sageRate(
  tables: SageTables,
  policy: Extract<RatePolicy, { source: 'sage' }>,
  { company, from, day }: RateQuestion,
): Promise<Rate | undefined> {
  const catalogue = await tables.columns(company, policy.table);
  const columns = [policy.currency, policy.rate, ...(policy.day === undefined ? [] : [policy.day])];
  if (!columns.every((name) => catalogue?.has(name.toUpperCase()))) return undefined;
  const where = [{ column: policy.currency, op: '=', value: from } as const];
  const rows = await tables.select<string>(company, { table: policy.table, columns, where });
  const rates = rows.map((row): Rate => ({
    rate: new Decimal(row[policy.rate] ?? 0),
    day: (policy.day === undefined ? day : row[policy.day]) ?? '0001-01-01',
  }));
  const found = newestAt(rates, day);
  if (found === undefined || policy.means === 'company-for-one') return found;
  return { ...found, rate: new Decimal(1).div(found.rate) };
}
