import { describe, expect, it } from '@jest/globals';
import { isConfirmed, isDoubtful } from './gone.ts';

describe('a loss of records', () => {
  it.each([
    [100, 100, false],
    [101, 400, true],
    [101, 506, false],
    [300, 100_000, false],
  ])('of %i of %i is doubtful: %s', (missing, known, expected) => {
    expect(isDoubtful(missing, known)).toBe(expected);
  });

  it('is believed when the next compare misses about as many, or somebody said so', () => {
    expect(isConfirmed(500, 0, false)).toBe(false);
    expect(isConfirmed(500, 490, false)).toBe(true);
    expect(isConfirmed(5_000, 500, false)).toBe(false);
    expect(isConfirmed(5_000, 0, true)).toBe(true);
  });
});
