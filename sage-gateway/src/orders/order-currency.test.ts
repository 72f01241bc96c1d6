import { describe, expect, it } from '@jest/globals';
import { Decimal } from 'decimal.js';
import type { RateSource } from '../currency/rates.ts';
import { aLine, anOrder } from '../testing/order-message.ts';
import { placing } from '../testing/placing.ts';
import { sageCompany } from '../testing/sage-company.ts';
import type { CompanyPolicy } from './policy.ts';

const converts: Partial<CompanyPolicy> = {
  currencyPolicy: 'convert',
  rates: { source: 'file', path: 'rates.csv', maxDays: 31 },
};
const euro: RateSource = (_policy, { from, to }) =>
  Promise.resolve(
    from === 'EUR' && to === 'USD' ? { rate: new Decimal('1.0837'), day: '2026-05-30' } : undefined,
  );
const shop = (policy: Partial<CompanyPolicy>, rates?: RateSource) =>
  placing(policy, sageCompany(), new AbortController().signal, rates);

describe('an order in another currency', () => {
  it('is converted to the last unit, and the rate is told', async () => {
    const { place, rows } = shop(converts, euro);
    const lines = [aLine({ quantity: '7', unitPrice: '9.99', discountPercent: '10' })];

    const outcome = await place(anOrder({ currency: 'EUR', lines }));

    expect(outcome).toMatchObject({
      state: 'Done',
      warnings: [
        {
          path: 'currency',
          message:
            'The order is in EUR; its prices were converted to USD at 1.0837 (rate of 2026-05-30): 62.94 EUR is 68.21 USD.',
        },
      ],
    });
    expect(rows('SO_SalesOrderDetail')).toMatchObject([{ UnitPrice: '10.826984', ExtensionAmt: '68.21' }]);
  });

  it('is refused without a rate, and no number of Sage is taken', async () => {
    const { place, documents } = shop(converts, euro);

    expect(await place(anOrder({ currency: 'CAD' }))).toMatchObject({
      state: 'Refused',
      errors: [{ code: 'CURRENCY_RATE_UNKNOWN', path: 'currency' }],
    });
    expect(documents.calls).toEqual([]);
  });

  it('needs no rate where Sage prices the lines', async () => {
    const { place, rows } = shop({ ...converts, priceOwner: 'sage' });

    expect(await place(anOrder({ currency: 'EUR' }))).toMatchObject({ state: 'Done', warnings: [] });
    expect(rows('SO_SalesOrderDetail')).toHaveLength(1);
  });

  it('converts the lines that Salesforce prices, and leaves the others to Sage', async () => {
    const { place, rows } = shop({ ...converts, priceOwner: 'sage-unless-overridden' }, euro);
    const mine = aLine({ id: '00k000000000002AAA', unitPrice: '10', priceOverridden: true });

    await place(anOrder({ currency: 'EUR', lines: [aLine(), mine] }));

    expect(rows('SO_SalesOrderDetail').map((row) => row['UnitPrice'])).toEqual(['2100', '10.837']);
  });

  it('is converted where its own message says so', async () => {
    const { place } = shop({ ...converts, currencyPolicy: 'refuse' }, euro);
    const policy = { currency: 'convert' as const };

    expect(await place(anOrder({ currency: 'EUR', policy }))).toMatchObject({ state: 'Done' });
  });

  it('tells a line that Sage cannot take as ever', async () => {
    const { place } = shop(converts, euro);

    expect(await place(anOrder({ currency: 'EUR', lines: [aLine({ quantity: '-1' })] }))).toMatchObject({
      errors: [{ code: 'QUANTITY_INVALID', path: 'lines.0.quantity' }],
    });
  });
});

describe("an order in the company's own currency", () => {
  it('of two decimals travels as it is', async () => {
    const { place, rows } = shop(converts);

    expect(await place(anOrder({ currency: 'USD' }))).toMatchObject({ state: 'Done', warnings: [] });
    expect(rows('SO_SalesOrderDetail')).toMatchObject([{ UnitPrice: '2024.99' }]);
  });

  it('without decimals is fitted, for Sage keeps two: 1.5 at 33 yen are 50 on both sides', async () => {
    const { place, rows } = shop({ ...converts, currency: 'JPY' });

    await place(anOrder({ currency: 'JPY', lines: [aLine({ quantity: '1.5', unitPrice: '33' })] }));

    expect(rows('SO_SalesOrderDetail')).toMatchObject([{ UnitPrice: '33.333333', ExtensionAmt: '50.00' }]);
  });
});
