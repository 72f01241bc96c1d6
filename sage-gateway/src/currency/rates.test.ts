import { mkdtemp, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MemoryTables, type MemoryRow } from '../testing/memory-tables.ts';
import { currencyPolicy, type RatePolicy } from './policy.ts';
import { rateSources } from './rate-sources.ts';
import { usableRate, type RateQuestion } from './rates.ts';

const question: RateQuestion = { company: 'ABC', from: 'EUR', to: 'USD', day: '2026-05-31' };
const policyOf = (given: unknown): RatePolicy => {
  const policy = currencyPolicy.rates.parse(given);
  if (policy === undefined) throw new Error('no policy');
  return policy;
};

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'rates-'));
});

afterAll(() => rm(folder, { recursive: true }));

function sources(rows: MemoryRow[] = [], answers: Readonly<Record<string, unknown>[]>[] = []) {
  const columns = { CurrencyCode: 'C3', Rate: 'N12.6', EffectiveDate: 'D' };
  const tables = new MemoryTables({ ABC: { CU_Rate: { columns, rows } } });
  const asked: string[] = [];
  const salesforce = {
    query: (soql: string) => {
      asked.push(soql);
      return Promise.resolve([...(answers.shift() ?? [])]);
    },
  };
  const clock = { now: 0 };
  const source = rateSources({ tables, salesforce, folder, clock: () => clock.now });
  return { source, asked, clock };
}

async function told(source: ReturnType<typeof rateSources>, policy: RatePolicy, asked = question) {
  const found = await usableRate(source, policy, asked);
  return 'fault' in found ? found.fault : `${found.rate.rate.toFixed()} of ${found.rate.day}`;
}

describe('rates of Sage', () => {
  const sage = {
    source: 'sage',
    table: 'CU_Rate',
    currency: 'CurrencyCode',
    rate: 'Rate',
    day: 'EffectiveDate',
    means: 'company-for-one',
  };
  const rows = [
    { CurrencyCode: 'EUR', Rate: '1.05', EffectiveDate: '2026-04-01' },
    { CurrencyCode: 'EUR', Rate: '1.08', EffectiveDate: '2026-05-20' },
    { CurrencyCode: 'EUR', Rate: '1.20', EffectiveDate: '2026-06-01' },
    { CurrencyCode: 'CAD', Rate: '0.70', EffectiveDate: '2026-05-30' },
  ];

  it('are the newest that holds at the day of the order', async () => {
    expect(await told(sources(rows).source, policyOf(sage))).toBe('1.08 of 2026-05-20');
  });

  it('are turned round where the table says how much of the other currency one buys', async () => {
    const reverse = policyOf({ ...sage, means: 'other-for-one' });

    expect(await told(sources([{ ...rows[1], Rate: '0.8' }]).source, reverse)).toBe('1.25 of 2026-05-20');
  });

  it('are none where the table or a column is not there', async () => {
    expect(await told(sources(rows).source, policyOf({ ...sage, table: 'CU_Other' }))).toMatchObject({
      code: 'CURRENCY_RATE_UNKNOWN',
    });
  });

  it('that are too old are refused with their day, not used', async () => {
    expect(await told(sources(rows).source, policyOf({ ...sage, maxDays: 10 }))).toEqual({
      code: 'CURRENCY_RATE_UNKNOWN',
      message:
        'The newest rate from EUR to USD is of 2026-05-20, 11 days before 2026-05-31; at most 10 are allowed.',
      path: 'currency',
    });
  });

  it('of nothing are no rates', async () => {
    expect(await told(sources([{ ...rows[1], Rate: '0' }]).source, policyOf(sage))).toMatchObject({
      message: 'There is no rate from EUR to USD for 2026-05-31 (sage).',
    });
  });
});

describe('rates of Salesforce', () => {
  const currencies = [
    { IsoCode: 'USD', ConversionRate: 1, IsCorporate: true, LastModifiedDate: '2020-01-01T00:00:00Z' },
    { IsoCode: 'EUR', ConversionRate: 0.8, IsCorporate: false, LastModifiedDate: '2026-05-25T08:00:00Z' },
  ];
  const dated = [{ IsoCode: 'EUR', ConversionRate: 0.9, StartDate: '2026-05-28' }];
  const salesforce = policyOf({ source: 'salesforce' });

  it('are the dated ones of the day, against the corporate currency', async () => {
    const { source, asked } = sources([], [currencies, dated]);

    expect(await told(source, salesforce)).toBe('1.1111111111111111111 of 2026-05-28');
    expect(asked[1]).toBe(
      "SELECT IsoCode, ConversionRate, StartDate FROM DatedConversionRate WHERE IsoCode IN ('EUR', 'USD') " +
        'AND StartDate <= 2026-05-31 AND NextStartDate > 2026-05-31',
    );
  });

  it('between two others go through the corporate one, and are as old as the older', async () => {
    const rows = [...dated, { IsoCode: 'CAD', ConversionRate: 1.35, StartDate: '2026-05-10' }];
    const { source } = sources([], [currencies, rows]);

    expect(await told(source, salesforce, { ...question, to: 'CAD' })).toBe('1.5 of 2026-05-10');
  });

  it('are the static ones where the org keeps no dated ones', async () => {
    const { source, asked } = sources([], [currencies]);

    expect(await told(source, policyOf({ source: 'salesforce', kind: 'static' }))).toBe('1.25 of 2026-05-25');
    expect(asked).toHaveLength(1);
  });

  it('are none for a currency that the org does not have', async () => {
    expect(await told(sources([], [currencies, []]).source, salesforce)).toMatchObject({
      code: 'CURRENCY_RATE_UNKNOWN',
    });
  });

  it('are asked for once in ten minutes, and again after a failure', async () => {
    const { source, asked, clock } = sources(
      [],
      [[{ IsoCode: 'EUR' }], currencies, dated, currencies, dated],
    );
    await expect(told(source, salesforce)).rejects.toMatchObject({ code: 'SALESFORCE_UNAVAILABLE' });

    const first = await told(source, salesforce);
    const second = await told(source, salesforce);
    clock.now = 600_000;
    await told(source, salesforce);

    expect(second).toBe(first);
    expect(asked).toHaveLength(5);
  });

  it('cannot be asked for without a connection to the org', async () => {
    const tables = new MemoryTables({});
    const source = rateSources({ tables, salesforce: undefined, folder, clock: () => 0 });

    await expect(told(source, salesforce)).rejects.toMatchObject({ code: 'SALESFORCE_UNAVAILABLE' });
  });
});

describe('rates of a file', () => {
  const csv =
    'from,to,day,rate\nEUR,USD,2026-05-01,1.07\nEUR,USD,2026-05-30,1.0837\nUSD,EUR,2026-05-30,0.92\n';

  it('are read from CSV, and again when it changes', async () => {
    const { source } = sources();
    const policy = policyOf({ source: 'file', path: 'rates.csv' });
    await writeFile(join(folder, 'rates.csv'), csv);
    const before = await told(source, policy);

    await writeFile(join(folder, 'rates.csv'), csv.replace('1.0837', '1.09'));
    await utimes(join(folder, 'rates.csv'), 1, 2);

    expect([before, await told(source, policy)]).toEqual(['1.0837 of 2026-05-30', '1.09 of 2026-05-30']);
  });

  it('are read from JSON', async () => {
    const rows = [{ from: 'EUR', to: 'USD', day: '2026-05-30', rate: '1.0837' }];
    await writeFile(join(folder, 'rates.json'), JSON.stringify(rows));

    expect(await told(sources().source, policyOf({ source: 'file', path: 'rates.json' }))).toBe(
      '1.0837 of 2026-05-30',
    );
  });

  it.each([
    ['missing.csv', undefined, /no such file/],
    ['wrong.csv', 'from,to,day,rate\nEUR,USD,2026-05-01,"1,07"\n', /0\.rate must be a decimal number/],
    ['wrong.json', '{', /JSON/],
  ])('are told as unknown where %s cannot be read', async (path, text, why) => {
    if (text !== undefined) await writeFile(join(folder, path), text);

    expect(await told(sources().source, policyOf({ source: 'file', path }))).toMatchObject({
      code: 'CURRENCY_RATE_UNKNOWN',
      message: expect.stringMatching(why),
    });
  });
});

describe('a rate', () => {
  it('of a currency to itself needs no source', async () => {
    expect(await usableRate(undefined, undefined, { ...question, to: 'EUR' })).toMatchObject({
      rate: { day: '2026-05-31' },
    });
  });

  it('is not guessed where the gateway is given none', async () => {
    expect(await usableRate(undefined, undefined, question)).toMatchObject({
      fault: { code: 'CURRENCY_RATE_UNKNOWN' },
    });
  });
});
