import { describe, expect, it } from '@jest/globals';
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { convertLines, lineTotal, type AmountLine, type Exchange } from './convert-lines.ts';
import { decimalsOf, sageDecimals } from './minor-units.ts';

const line = (quantity: string, unitPrice: string, discountPercent = '0'): AmountLine => ({
  quantity: new Decimal(quantity),
  unitPrice: new Decimal(unitPrice),
  discountPercent: new Decimal(discountPercent),
});
const exchange = (rate: string, from = 'EUR', to = 'USD'): Exchange => ({
  rate: new Decimal(rate),
  from: decimalsOf(from),
  to: decimalsOf(to),
  priceDecimals: 6,
});
/** What Sage makes of the lines: ExtensionAmt to the cent each, added up. */
const inSage = (lines: readonly AmountLine[], unitPrices: readonly Decimal[]) =>
  lines.reduce(
    (sum, one, at) =>
      sum.plus(lineTotal({ ...one, unitPrice: unitPrices[at] ?? new Decimal(0) }, sageDecimals)),
    new Decimal(0),
  );

/** A decimal with so many digits before and after the point. */
const decimal = (most: number, scale: number, least = 0) =>
  fc
    .integer({ min: least, max: most * 10 ** scale })
    .map((units) => new Decimal(units).div(new Decimal(10).pow(scale)));
const anyLine = fc.record({
  quantity: decimal(9000, 3, 1),
  unitPrice: decimal(9999, 2),
  discountPercent: decimal(100, 2),
});
const anyRate = decimal(200, 5, 1);
const anyCurrency = fc.constantFrom('USD', 'EUR', 'JPY', 'KWD');

describe('lines in another currency', () => {
  it('keep the plain rate where their amounts come out right', () => {
    const { unitPrices, total } = convertLines([line('3', '10'), line('1', '2.50')], exchange('1.1'));

    expect([unitPrices.map(String), String(total)]).toEqual([['11', '2.75'], '35.75']);
  });

  it('share the converted total: 3 lines of 0.10 at 0.55 are 0.17 together, though 3 times 0.06 are 0.18', () => {
    const lines = [line('1', '0.1'), line('1', '0.1'), line('1', '0.1')];

    const converted = convertLines(lines, exchange('0.55'));

    expect(String(converted.total)).toBe('0.17');
    expect(converted.unitPrices.map(String)).toEqual(['0.055', '0.055', '0.05']);
  });

  it('find the price of many pieces that gives the amount to the cent', () => {
    const { unitPrices, total } = convertLines([line('7', '9.99', '10')], exchange('1.0837'));

    expect(String(total)).toBe('68.21');
    expect(unitPrices.map(String)).toEqual(['10.826984']);
  });

  it('tell what no price can express', () => {
    const { total, remainder } = convertLines([line('99999999', '0.01')], exchange('1.08371'));

    expect([String(total), String(remainder)]).toEqual(['1083709.99', '10']);
  });

  it('put what a large quantity cannot express onto a smaller one', () => {
    const lines = [line('99999', '0.01'), line('1', '5')];

    const converted = convertLines(lines, exchange('1.083711'));

    expect(converted.remainder.isZero()).toBe(true);
    expect(String(inSage(lines, converted.unitPrices))).toBe(String(converted.total));
  });

  it.each([
    ['JPY', 0],
    ['USD', 2],
    ['KWD', 3],
  ])('%s has %i decimals', (currency, decimals) => {
    expect(decimalsOf(currency)).toBe(decimals);
  });
});

describe('the totals of both sides', () => {
  it('are the same without any exchange: Salesforce adds up what Sage adds up', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { minLength: 1, maxLength: 30 }), (lines) => {
        const { unitPrices, given, total, remainder } = convertLines(lines, exchange('1', 'USD', 'USD'));

        expect(unitPrices.map(String)).toEqual(lines.map(({ unitPrice }) => String(unitPrice)));
        expect([String(total), String(remainder)]).toEqual([String(given), '0']);
        expect(String(inSage(lines, unitPrices))).toBe(String(given));
      }),
    );
  });

  it('agree to the last unit at any rate and in any currency', () => {
    fc.assert(
      fc.property(
        fc.array(anyLine, { minLength: 1, maxLength: 30 }),
        anyRate,
        anyCurrency,
        anyCurrency,
        (lines, rate, from, to) => {
          const converted = convertLines(lines, { ...exchange('1', from, to), rate });

          const inSalesforce = lines.reduce(
            (sum, one) => sum.plus(lineTotal(one, decimalsOf(from))),
            new Decimal(0),
          );
          const worth = inSalesforce
            .times(rate)
            .toDecimalPlaces(Math.min(decimalsOf(to), sageDecimals), Decimal.ROUND_HALF_UP);
          expect(String(converted.given)).toBe(String(inSalesforce));
          expect(String(converted.total)).toBe(String(worth));
          expect(String(inSage(lines, converted.unitPrices))).toBe(String(worth));
          expect(converted.remainder.isZero()).toBe(true);
        },
      ),
      { numRuns: 500 },
    );
  });

  it('agree on the discounts too: what is listed less what is taken off is what is owed', () => {
    fc.assert(
      fc.property(fc.array(anyLine, { minLength: 1, maxLength: 10 }), anyRate, (lines, rate) => {
        const { unitPrices } = convertLines(lines, { ...exchange('1'), rate });

        for (const [at, one] of lines.entries()) {
          const sold = { ...one, unitPrice: unitPrices[at] ?? new Decimal(0) };
          const listed = lineTotal({ ...sold, discountPercent: new Decimal(0) }, sageDecimals);
          const owed = lineTotal(sold, sageDecimals);
          const expected = lineTotal(one, 2).times(rate);
          expect(owed.lte(listed)).toBe(true);
          // A unit of rounding and a unit of the shared remainder at most.
          expect(owed.minus(expected).abs().lte('0.02')).toBe(true);
        }
      }),
    );
  });
});
