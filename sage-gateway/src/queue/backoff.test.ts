import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { backoffSeconds } from './backoff.ts';

const policy = { firstSeconds: 1, maxSeconds: 60, tries: 10 };

describe('the back-off', () => {
  it('doubles up to the longest delay', () => {
    const delays = [1, 2, 3, 4, 5, 6, 7, 8, 1000].map((tries) => backoffSeconds(policy, tries, () => 1));

    expect(delays).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
  });

  it('leaves the upper half to chance', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000 }),
        fc.double({ min: 0, max: 0.999, noNaN: true }),
        (tries, chance) => {
          const full = backoffSeconds(policy, tries, () => 1);
          const delay = backoffSeconds(policy, tries, () => chance);

          expect(delay).toBeGreaterThanOrEqual(full / 2);
          expect(delay).toBeLessThanOrEqual(full);
        },
      ),
    );
  });
});
