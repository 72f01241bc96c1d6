import { Dec } from '../runtime/decimal.ts';
import { ADate, ADatetime } from '../runtime/temporal.ts';
import type { Value } from '../runtime/values.ts';
import { isBlank, numberFrom, textFrom } from './formula-values.ts';

type FormulaFunction = (...args: Value[]) => Value;

const count = (value: Value | undefined): number => numberFrom(value ?? null).num();
const text = (value: Value | undefined): string => textFrom(value ?? null);

function datePart(value: Value | undefined, part: 'year' | 'month' | 'day'): Value {
  if (!(value instanceof ADate)) throw new Error(`formula function ${part.toUpperCase()} of no date`);
  return Dec.int(value[part]);
}

function extreme(values: Value[], sign: 1 | -1): Value {
  return values.map(numberFrom).reduce((best, next) => (best.cmp(next) * sign >= 0 ? best : next));
}

/** The functions whose arguments are all evaluated first. */
export const FUNCTIONS: Readonly<Record<string, FormulaFunction>> = {
  REGEX: (value, pattern) => new RegExp(`^(?:${text(pattern)})$`).test(text(value)),
  INCLUDES: (value, option) => text(value).split(';').includes(text(option)),
  ISNUMBER: (value) => Dec.parse(text(value)) !== null,
  MOD: (value, divisor) => {
    const by = count(divisor);
    return Dec.fromDouble(((count(value) % by) + by) % by);
  },
  NOT: (value) => value !== true,
  ISBLANK: (value) => isBlank(value ?? null),
  ISNULL: (value) => isBlank(value ?? null),
  TEXT: text,
  VALUE: (value) => Dec.parse(text(value)),
  ISPICKVAL: (value, option) => text(value) === text(option),
  LEFT: (value, length) => text(value).slice(0, count(length)),
  RIGHT: (value, length) => (count(length) ? text(value).slice(-count(length)) : ''),
  MID: (value, from, length) => text(value).slice(count(from) - 1, count(from) - 1 + count(length)),
  LEN: (value) => Dec.int(text(value).length),
  UPPER: (value) => text(value).toUpperCase(),
  LOWER: (value) => text(value).toLowerCase(),
  TRIM: (value) => text(value).trim(),
  CONTAINS: (value, part) => text(value).includes(text(part)),
  BEGINS: (value, part) => text(value).startsWith(text(part)),
  SUBSTITUTE: (value, part, other) => text(value).replaceAll(text(part), () => text(other)),
  TODAY: () => ADate.today(),
  NOW: () => ADatetime.now(),
  YEAR: (date) => datePart(date, 'year'),
  MONTH: (date) => datePart(date, 'month'),
  DAY: (date) => datePart(date, 'day'),
  DATEVALUE: (value) => (value instanceof ADatetime ? value.date() : ADate.parse(text(value))),
  ROUND: (value, places) => numberFrom(value ?? null).setScale(count(places)),
  FLOOR: (value) => numberFrom(value ?? null).setScale(0, 'FLOOR'),
  CEILING: (value) => numberFrom(value ?? null).setScale(0, 'CEILING'),
  ABS: (value) => numberFrom(value ?? null).abs(),
  MAX: (...values) => extreme(values, 1),
  MIN: (...values) => extreme(values, -1),
  HYPERLINK: text,
  CASESAFEID: text,
  BR: () => '\n',
};
