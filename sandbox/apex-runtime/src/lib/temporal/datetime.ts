import { define } from '../../compile/types.ts';
import { datetimeUS, formatPattern } from '../../runtime/date-format.ts';
import { arg, throwEx } from '../../runtime/rt.ts';
import { ADate, ADatetime, ATime, DAY_MS } from '../../runtime/temporal.ts';
import { methodsOf, statics } from '../typed.ts';
import { dayOfYear } from './date.ts';

/** Parts out of range carry over, as in `Datetime.newInstance`. */
function ofParts(year: number, month: number, day: number, hour = 0, minute = 0, second = 0): ADatetime {
  const date = new Date(Date.UTC(2000, 0, 1));
  date.setUTCFullYear(arg(year), arg(month) - 1, arg(day));
  date.setUTCHours(arg(hour), arg(minute), arg(second), 0);
  return new ADatetime(date.getTime());
}
const ofDateAndTime = (date: ADate, time: ATime): ADatetime =>
  new ADatetime(arg(date).n * DAY_MS + arg(time).ms);

const invalid = (text: string): never => throwEx('System.TypeException', `Invalid date/time: ${text}`);
const parseIso = (text: string): ADatetime =>
  ADatetime.parseIso(arg(text).replace(' ', 'T')) ?? invalid(text);

/** Reads the short form of the en_US locale: `12/31/2024, 1:05 PM`. */
function parseUS(text: string): ADatetime {
  const match = /^(\d{1,2})\/(\d{1,2})\/(\d{4}),? (\d{1,2}):(\d\d) ([AP]M)$/i.exec(arg(text));
  if (!match) return invalid(text);
  const [month = 0, day = 0, year = 0, hour = 0, minute = 0] = match.slice(1, 6).map(Number);
  const afternoon = match[6]?.toUpperCase() === 'PM' ? 12 : 0;
  return ofParts(year, month, day, (hour % 12) + afternoon, minute);
}

const adds =
  (unit: number) =>
  (time: ADatetime, count: number): ADatetime =>
    new ADatetime(time.ms + arg(count) * unit);

const addMonths = (time: ADatetime, count: number): ADatetime =>
  new ADatetime(time.date().addMonths(arg(count)).n * DAY_MS + new ATime(time.ms).ms);

define('System.Datetime', {
  s: statics({
    'now():Datetime': () => ADatetime.now(),
    'newInstance(Long):Datetime': (ms) => new ADatetime(Number(arg(ms))),
    'newInstance(Date,Time):Datetime': ofDateAndTime,
    'newInstance(Integer,Integer,Integer):Datetime': (year, month, day) => ofParts(year, month, day),
    'newInstance(Integer,Integer,Integer,Integer,Integer,Integer):Datetime': ofParts,
    'newInstanceGmt(Integer,Integer,Integer):Datetime': (year, month, day) => ofParts(year, month, day),
    'newInstanceGmt(Integer,Integer,Integer,Integer,Integer,Integer):Datetime': ofParts,
    'newInstanceGmt(Date,Time):Datetime': ofDateAndTime,
    'valueOf(String):Datetime': parseIso,
    'valueOfGmt(String):Datetime': parseIso,
    'valueOf(Object):Datetime': (value) => {
      if (value instanceof ADatetime) return value;
      return value instanceof ADate ? new ADatetime(value.n * DAY_MS) : parseIso(String(arg(value)));
    },
    'parse(String):Datetime': parseUS,
  }),
  i: methodsOf<ADatetime>()({
    'addDays(Integer):Datetime': adds(DAY_MS),
    'addHours(Integer):Datetime': adds(3_600_000),
    'addMinutes(Integer):Datetime': adds(60_000),
    'addSeconds(Integer):Datetime': adds(1000),
    'addMilliseconds(Integer):Datetime': adds(1),
    'addMonths(Integer):Datetime': addMonths,
    'addYears(Integer):Datetime': (time, years) => addMonths(time, 12 * arg(years)),
    'getTime():Long': (time) => BigInt(time.ms),
    'isSameDay(Datetime):Boolean': (time, other) => time.date().n === arg(other).date().n,
    'format():String': (time) => datetimeUS(time.ms),
    'format(String):String': (time, pattern) => formatPattern(time.ms, arg(pattern), 'UTC'),
    'format(String,String):String': (time, pattern, zone) => formatPattern(time.ms, arg(pattern), zone),
    'formatGmt(String):String': (time, pattern) => formatPattern(time.ms, arg(pattern), 'GMT'),
    'formatLong():String': (time) => formatPattern(time.ms, 'M/d/yyyy, h:mm:ss a z', 'GMT'),
    'toString():String': (time) => time.toString(),
  }),
});

/** The parts of a Datetime. The user's time zone is GMT, so each has the same value with and without `Gmt`. */
const parts: Readonly<Record<string, (time: ADatetime) => unknown>> = {
  'year:Integer': (time) => time.js.getUTCFullYear(),
  'month:Integer': (time) => time.js.getUTCMonth() + 1,
  'day:Integer': (time) => time.js.getUTCDate(),
  'hour:Integer': (time) => time.js.getUTCHours(),
  'minute:Integer': (time) => time.js.getUTCMinutes(),
  'second:Integer': (time) => time.js.getUTCSeconds(),
  'millisecond:Integer': (time) => time.js.getUTCMilliseconds(),
  'dayOfYear:Integer': (time) => dayOfYear(time.date()),
  'date:Date': (time) => time.date(),
  'time:Time': (time) => new ATime(time.ms),
};
for (const [key, read] of Object.entries(parts)) {
  const [name, type] = key.split(':');
  define('System.Datetime', { i: { [`${name}():${type}`]: read, [`${name}Gmt():${type}`]: read } });
}
