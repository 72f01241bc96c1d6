import type { ADate } from './temporal.ts';
import { DAY_MS } from './temporal.ts';

const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];
const WEEKDAYS = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

/** Milliseconds that a time zone is ahead of GMT at an instant; 0 for an unknown one. */
export function tzOffset(ms: number, zone: string | null | undefined): number {
  if (!zone || zone === 'GMT' || zone === 'UTC' || zone === 'Etc/UTC') return 0;
  const fixed = /^(?:GMT)?([+-])(\d\d?):?(\d\d)?$/.exec(zone);
  if (fixed) return (fixed[1] === '-' ? -1 : 1) * (Number(fixed[2]) * 60 + Number(fixed[3] ?? 0)) * 60_000;
  try {
    const parts = new Intl.DateTimeFormat('en-US', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    }).formatToParts(new Date(ms));
    const part = (type: string): number => Number(parts.find((candidate) => candidate.type === type)?.value);
    const local = Date.UTC(
      part('year'),
      part('month') - 1,
      part('day'),
      part('hour'),
      part('minute'),
      part('second'),
    );
    return local - Math.floor(ms / 1000) * 1000;
  } catch (error) {
    if (error instanceof RangeError) return 0; // Java takes an unknown zone for GMT
    throw error;
  }
}

/** `Datetime.format(pattern, zone)`: the letters of Java's SimpleDateFormat. */
export function formatPattern(ms: number, pattern: string, zone: string): string {
  const offset = tzOffset(ms, zone);
  const local = new Date(ms + offset);
  return pattern.replace(
    /''|'([^']*)(?:'|$)|([A-Za-z])\2*/g,
    (text, quoted: string | undefined, letter: string | undefined) => {
      if (text === "''") return "'";
      if (letter === undefined) return quoted ?? '';
      return field(letter, text.length, local, offset, zone) ?? text;
    },
  );
}

/** One field of a date; null when the letter means nothing. */
function field(letter: string, count: number, date: Date, offset: number, zone: string): string | null {
  const number = (value: number): string => String(value).padStart(count, '0');
  const year = date.getUTCFullYear();
  const hours = date.getUTCHours();
  const daysIntoYear = Math.floor((date.getTime() - Date.UTC(year, 0, 1)) / DAY_MS);
  switch (letter) {
    case 'y':
    case 'Y':
    case 'u':
      return number(count === 2 ? year % 100 : year);
    case 'M':
    case 'L':
      return count > 2 ? name(MONTHS[date.getUTCMonth()], count) : number(date.getUTCMonth() + 1);
    case 'd':
      return number(date.getUTCDate());
    case 'D':
      return number(daysIntoYear + 1);
    case 'H':
      return number(hours);
    case 'k':
      return number(hours === 0 ? 24 : hours);
    case 'h':
      return number(hours % 12 === 0 ? 12 : hours % 12);
    case 'K':
      return number(hours % 12);
    case 'm':
      return number(date.getUTCMinutes());
    case 's':
      return number(date.getUTCSeconds());
    case 'S':
      return number(date.getUTCMilliseconds());
    case 'a':
      return hours < 12 ? 'AM' : 'PM';
    case 'E':
      return name(WEEKDAYS[date.getUTCDay()], count);
    case 'F':
      return String(Math.ceil(date.getUTCDate() / 7));
    case 'w':
      return number(Math.ceil(((date.getTime() - Date.UTC(year, 0, 1)) / DAY_MS + 1) / 7));
    case 'G':
      return 'AD';
    case 'z':
      return offset === 0 ? 'GMT' : zone;
    case 'Z':
      return offsetText(offset, '');
    case 'X':
      return offset === 0 ? 'Z' : offsetText(offset, count === 3 ? ':' : '');
    default:
      return null;
  }
}

const name = (full = '', count: number): string => (count >= 4 ? full : full.slice(0, 3));

function offsetText(offset: number, separator: string): string {
  const minutes = Math.abs(offset) / 60_000;
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${offset < 0 ? '-' : '+'}${two(Math.floor(minutes / 60))}${separator}${two(minutes % 60)}`;
}

/** The short forms of the en_US locale. */
export function dateUS(date: ADate): string {
  return `${date.month}/${date.day}/${date.year}`;
}
export function datetimeUS(ms: number): string {
  return formatPattern(ms, 'M/d/yyyy, h:mm a', 'UTC');
}
