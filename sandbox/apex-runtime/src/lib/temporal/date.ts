import { define } from '../../compile/types.ts';
import { dateUS } from '../../runtime/date-format.ts';
import { arg, throwEx } from '../../runtime/rt.ts';
import { ADate, ADatetime } from '../../runtime/temporal.ts';
import { methodsOf, statics } from '../typed.ts';

const daysInMonth = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate();

const invalid = (text: string): never => throwEx('System.TypeException', `Invalid date: ${text}`);
const parseIso = (text: string): ADate => ADate.parse(arg(text)) ?? invalid(text);

/** Reads the short form of the en_US locale: `12/31/2024`. */
function parseUS(text: string): ADate {
  const match = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(arg(text));
  const [month = 13, day = 0, year = 0] = match?.slice(1).map(Number) ?? [];
  return month > 12 ? invalid(text) : ADate.ymd(year, month, day);
}

export const dayOfYear = (date: ADate): number => date.n - ADate.ymd(date.year, 1, 1).n + 1;

define('System.Date', {
  s: statics({
    'today():Date': () => ADate.today(),
    'newInstance(Integer,Integer,Integer):Date': (year, month, day) =>
      ADate.ymd(arg(year), arg(month), arg(day)),
    'valueOf(String):Date': parseIso,
    'valueOf(Object):Date': (value) => {
      if (value instanceof ADatetime) return value.date();
      return value instanceof ADate ? value : parseIso(String(arg(value)));
    },
    'parse(String):Date': parseUS,
    'daysInMonth(Integer,Integer):Integer': daysInMonth,
    'isLeapYear(Integer):Boolean': (year) => daysInMonth(year, 2) === 29,
  }),
  i: methodsOf<ADate>()({
    'addDays(Integer):Date': (date, days) => new ADate(date.n + arg(days)),
    'addMonths(Integer):Date': (date, months) => date.addMonths(arg(months)),
    'addYears(Integer):Date': (date, years) => date.addMonths(12 * arg(years)),
    'year():Integer': (date) => date.year,
    'month():Integer': (date) => date.month,
    'day():Integer': (date) => date.day,
    'dayOfYear():Integer': dayOfYear,
    'daysBetween(Date):Integer': (date, other) => arg(other).n - date.n,
    'monthsBetween(Date):Integer': (date, other) =>
      (arg(other).year - date.year) * 12 + other.month - date.month,
    'isSameDay(Date):Boolean': (date, other) => date.n === arg(other).n,
    'toStartOfMonth():Date': (date) => ADate.ymd(date.year, date.month, 1),
    'toStartOfWeek():Date': (date) => new ADate(date.n - date.js.getUTCDay()),
    'format():String': dateUS,
    'toString():String': (date) => date.toString(),
  }),
});
