import { Decimal } from 'decimal.js';
import { z } from 'zod';
import { RetryableError } from '../errors.ts';
import type { SalesforceQueries } from '../salesforce/port.ts';
import type { RatePolicy } from './policy.ts';
import type { Rate, RateQuestion } from './rates.ts';

/** What the org keeps of a currency: units of it for one of the corporate currency. */
const currencyRow = z.object({
  IsoCode: z.string(),
  ConversionRate: z.number(),
  IsCorporate: z.boolean(),
  LastModifiedDate: z.string(),
});
const datedRow = z.object({ IsoCode: z.string(), ConversionRate: z.number(), StartDate: z.iso.date() });

/**
 * The rate by the org's conversion rates, both of which are against its corporate currency: `dated` ones of the day, or the `static` ones,
 * which hold since they were last changed. A currency that the org does not have is no rate. Costs one or two API calls.
 */
export async function salesforceRate(
  salesforce: SalesforceQueries,
  { kind }: Extract<RatePolicy, { source: 'salesforce' }>,
  { from, to, day }: RateQuestion,
): Promise<Rate | undefined> {
  const codes = `'${isoCode(from)}', '${isoCode(to)}'`;
  const currencies = read(
    currencyRow,
    await salesforce.query(
      `SELECT IsoCode, ConversionRate, IsCorporate, LastModifiedDate FROM CurrencyType WHERE IsoCode IN (${codes})`,
    ),
  );
  const corporate = currencies.find(({ IsCorporate }) => IsCorporate)?.IsoCode;
  const rows =
    kind === 'static'
      ? currencies.map((row) => ({ ...row, StartDate: row.LastModifiedDate.slice(0, 10) }))
      : read(
          datedRow,
          await salesforce.query(
            `SELECT IsoCode, ConversionRate, StartDate FROM DatedConversionRate WHERE IsoCode IN (${codes}) ` +
              `AND StartDate <= ${day} AND NextStartDate > ${day}`,
          ),
        );
  const perCorporate = (currency: string): Rate | undefined => {
    if (currency === corporate) return { rate: new Decimal(1), day: '0001-01-01' };
    const row = rows.find(({ IsoCode }) => IsoCode === currency);
    if (row === undefined || row.ConversionRate <= 0) return undefined;
    // A static rate changed after the day of the order is the only one there is.
    return { rate: new Decimal(String(row.ConversionRate)), day: row.StartDate < day ? row.StartDate : day };
  };
  const given = perCorporate(from);
  const wanted = perCorporate(to);
  if (given === undefined || wanted === undefined) return undefined;
  const days = [given.day, wanted.day].filter((one) => one !== '0001-01-01');
  return { rate: wanted.rate.div(given.rate), day: days.sort()[0] ?? day };
}

/** Codes go into the query as they are. */
function isoCode(currency: string): string {
  if (/^[A-Z]{3}$/.test(currency)) return currency;
  throw new Error(`${currency} is no currency code`);
}

function read<T>(schema: z.ZodType<T>, rows: readonly unknown[]): T[] {
  const parsed = z.array(schema).safeParse(rows);
  if (parsed.success) return parsed.data;
  throw new RetryableError('SALESFORCE_UNAVAILABLE', 'The exchange rates of Salesforce cannot be read.', {
    cause: parsed.error,
  });
}
