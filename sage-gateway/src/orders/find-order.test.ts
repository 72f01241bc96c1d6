import { describe, expect, it } from '@jest/globals';
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { sums } from './find-order.ts';

describe('sums of lines', () => {
  const cents = fc.bigInt({ min: 0n, max: 99_999_999_999n });
  const micros = fc.bigInt({ min: 1n, max: 999_999_999_999_999n });

  it('are exact to the last digit, whatever the lines and however many', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(micros, cents), { maxLength: 1000 }), (lines) => {
        const rows = lines.map(([quantity, extension]) => ({
          quantity: decimal(quantity, 6),
          extension: decimal(extension, 2),
        }));

        const { quantity, merchandise } = sums(rows, 'quantity', 'extension');

        expect(merchandise).toBe(
          decimal(
            lines.reduce((sum, [, extension]) => sum + extension, 0n),
            2,
          ),
        );
        expect(new Decimal(quantity).times(1_000_000).toFixed()).toBe(
          lines.reduce((sum, [given]) => sum + given, 0n).toString(),
        );
      }),
      { numRuns: 50 },
    );
  });

  it('of nothing are nothing', () => {
    expect(sums([], 'quantity', 'extension')).toEqual({ quantity: '0', merchandise: '0.00' });
  });
});

/** An integer of `scale` decimals as text: by digits, so that no arithmetic of ours is trusted. */
function decimal(value: bigint, scale: number): string {
  const digits = value.toString().padStart(scale + 1, '0');
  return `${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}
