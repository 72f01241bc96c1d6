import { ADate, clock, DAY_MS } from '../../runtime/temporal.ts';
import { queryError } from './context.ts';

type Unit = 'day' | 'week' | 'month' | 'quarter' | 'year';
/** Days since 1970: the first, and the one after the last. */
type DayRange = [from: number, to: number];

/** `THIS_MONTH`, `LAST_N_DAYS:5`, `N_WEEKS_AGO:2`...; fiscal years are calendar years. */
const RELATIVE = /^(this|last|next)_(week|month|quarter|year)$/;
const COUNTED = /^(last|next)_n_(day|week|month|quarter|year)s$/;
const AGO = /^n_(day|week|month|quarter|year)s_ago$/;
const FIXED: Readonly<Record<string, readonly [first: number, count: number]>> = {
  today: [0, 1],
  yesterday: [-1, 1],
  tomorrow: [1, 1],
  last_90_days: [-90, 91],
  next_90_days: [1, 90],
};

/** The days that a date literal in lower case names. */
export function dayRange(literal: string, argument: number | null): DayRange {
  const name = literal.replace(/fiscal_(?=quarter|year)/, '');
  const count = argument ?? 0;
  const fixed = FIXED[name];
  if (fixed) return period('day', ...fixed);
  const [, which, relativeUnit] = RELATIVE.exec(name) ?? [];
  if (relativeUnit) return period(relativeUnit as Unit, { this: 0, last: -1, next: 1 }[which ?? ''] ?? 0, 1);
  const [, direction, countedUnit] = COUNTED.exec(name) ?? [];
  if (countedUnit === 'day' && direction === 'last') return period('day', -count, count + 1); // with today
  if (countedUnit) return period(countedUnit as Unit, direction === 'last' ? -count : 1, count);
  const [, agoUnit] = AGO.exec(name) ?? [];
  if (agoUnit) return period(agoUnit as Unit, -count, 1);
  return queryError(`unexpected token: '${literal}'`);
}

/** Some periods in a row; 0 is the one of today. */
function period(unit: Unit, first: number, count: number): DayRange {
  return [start(unit, first), start(unit, first + count)];
}

function start(unit: Unit, offset: number): number {
  const today = new ADate(Math.floor(clock.now() / DAY_MS));
  const firstOf = (year: number, month: number): number => ADate.ymd(year, month, 1).n;
  switch (unit) {
    case 'day':
      return today.n + offset;
    case 'week':
      return today.n - today.js.getUTCDay() + 7 * offset;
    case 'month':
      return firstOf(today.year, today.month + offset);
    case 'quarter':
      return firstOf(today.year, (Math.ceil(today.month / 3) - 1 + offset) * 3 + 1);
    case 'year':
      return firstOf(today.year + offset, 1);
  }
}
