import { describe, expect, it } from '@jest/globals';
import { isConfirmed, isDoubtful } from './gone.ts';

describe('a loss of records', () => {
  it.each([
    [100, 200, false],
    [101, 400, true],
    [101, 506, false],
    [80, 80, true],
    [10, 10, false],
    [300, 100_000, false],
  ])('of %i of %i is doubtful: %s', (missing, known, expected) => {
    expect(isDoubtful(missing, known)).toBe(expected);
  });

  it('is believed when the next compare misses about as many, or somebody said so', () => {
    expect(isConfirmed(500, 2_000, 0, false)).toBe(false);
    expect(isConfirmed(500, 2_000, 490, false)).toBe(true);
    expect(isConfirmed(5_000, 20_000, 500, false)).toBe(false);
    expect(isConfirmed(5_000, 20_000, 0, true)).toBe(true);
  });

  it('is believed of a whole table only when somebody said so', () => {
    expect(isConfirmed(500, 500, 500, false)).toBe(false);
    expect(isConfirmed(500, 500, 500, true)).toBe(true);
  });
});
