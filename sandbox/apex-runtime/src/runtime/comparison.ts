import { isNumVal, numCmp } from './decimal.ts';
import { eqOp, eqStrict } from './equality.ts';
import { strEq } from './ids.ts';
import type { Value } from './objects.ts';
import { ADate, ADatetime, ATime, DAY_MS } from './temporal.ts';
import { str } from './text.ts';

/** Compares two values that the compiler found comparable; text without regard to case. */
function compare(a: Value, b: Value): number {
  if (isNumVal(a) && isNumVal(b)) return numCmp(a, b);
  if (typeof a === 'string') {
    const x = a.toLowerCase();
    const y = String(b).toLowerCase();
    return x < y ? -1 : x > y ? 1 : 0;
  }
  const x = instant(a);
  const y = instant(b);
  return x < y ? -1 : x > y ? 1 : 0;
}

function instant(value: Value): number {
  if (value instanceof ADate) return value.n * DAY_MS;
  return value instanceof ADatetime || value instanceof ATime ? value.ms : Number(value);
}

type WholeNumber = number | bigint | null;

/**
 * The comparison operators. With a null the result is false, except that any text is greater than null. Those that end
 * with I are for Integer and Long.
 */
export const comparison = {
  str,
  strEq,
  eqOp,
  /** === on values: the same object, or equal numbers of one type. */
  identical(a: Value, b: Value): boolean {
    return a === b || (isNumVal(a) && isNumVal(b) && typeof a === typeof b && numCmp(a, b) === 0);
  },
  /** Equality in a switch: text counts its case. */
  swEq: (a: Value, b: Value): boolean => a === b || (a !== null && b !== null && eqStrict(a, b)),
  lt: (a: Value, b: Value): boolean =>
    a === null || b === null ? a === null && typeof b === 'string' : compare(a, b) < 0,
  gt: (a: Value, b: Value): boolean =>
    a === null || b === null ? b === null && typeof a === 'string' : compare(a, b) > 0,
  le: (a: Value, b: Value): boolean =>
    a === null || b === null ? a === null && typeof b === 'string' : compare(a, b) <= 0,
  ge: (a: Value, b: Value): boolean =>
    a === null || b === null ? b === null && typeof a === 'string' : compare(a, b) >= 0,
  ltI: (a: WholeNumber, b: WholeNumber): boolean => a !== null && b !== null && a < b,
  gtI: (a: WholeNumber, b: WholeNumber): boolean => a !== null && b !== null && a > b,
  leI: (a: WholeNumber, b: WholeNumber): boolean => a !== null && b !== null && a <= b,
  geI: (a: WholeNumber, b: WholeNumber): boolean => a !== null && b !== null && a >= b,
};
