import type { SelectItem } from '../../parse/query.ts';
import { ADate, ADatetime } from '../../runtime/temporal.ts';
import type { Value } from '../../runtime/values.ts';
import type { Row } from '../row.ts';
import type { QueryContext, Reader } from './context.ts';
import { pathReader } from './paths.ts';

const toDate = (value: Value): ADate | null => {
  if (value instanceof ADatetime) return value.date();
  return value instanceof ADate ? value : null;
};
const ofDate =
  (read: (date: ADate) => Value) =>
  (value: Value): Value => {
    const date = toDate(value);
    return date && read(date);
  };
const year = ofDate((date) => date.year);
const month = ofDate((date) => date.month);
const quarter = ofDate((date) => Math.ceil(date.month / 3));

/** The functions of SELECT, WHERE and GROUP BY; the fiscal year is the calendar year. Others leave the value as it is. */
const FUNCTIONS: Readonly<Record<string, (value: Value) => Value>> = {
  calendar_year: year,
  fiscal_year: year,
  calendar_month: month,
  fiscal_month: month,
  calendar_quarter: quarter,
  fiscal_quarter: quarter,
  day_in_month: ofDate((date) => date.day),
  day_in_week: ofDate((date) => date.js.getUTCDay() + 1),
  day_only: toDate,
  hour_in_day: (value) => (value instanceof ADatetime ? value.js.getUTCHours() : null),
  format: (value) => (value === null ? null : String(value)),
};

/** Reads a field, or a function of one. */
export function itemReader(item: SelectItem, context: QueryContext): Reader<Row> {
  if (item.k === 'field') return pathReader(item.path, context);
  if (item.k !== 'fn') return () => null;
  const read = itemReader(item.arg, context);
  const apply = FUNCTIONS[item.fn];
  return apply ? (row) => apply(read(row)) : read;
}
