import { dateUS, datetimeUS } from '../../runtime/date-format.ts';
import { throwEx } from '../../runtime/rt.ts';
import { ADate, ADatetime } from '../../runtime/temporal.ts';
import { str, type Value } from '../../runtime/values.ts';

/** String.format, that is java.text.MessageFormat: `''` is a quote, `'...'` stands as it is, `{n}` is replaced. */
export function formatMessage(format: string, args: readonly Value[]): string {
  let text = '';
  let quoted = false;
  for (let index = 0; index < format.length; index += 1) {
    const char = format.charAt(index);
    if (char === "'") {
      if (format[index + 1] === "'") {
        text += "'";
        index += 1;
      } else quoted = !quoted;
    } else if (char === '{' && !quoted) {
      const end = format.indexOf('}', index);
      text += placeholder(end > 0 ? format.slice(index + 1, end) : null, format.slice(index + 1), args);
      index = end;
    } else text += char;
  }
  return text;
}

function placeholder(inside: string | null, rest: string, args: readonly Value[]): string {
  const number = inside === null ? undefined : /^\s*(\d+)\s*(?:,.*)?$/.exec(inside)?.[1];
  if (number === undefined)
    return throwEx('System.IllegalArgumentException', `can't parse argument number: ${inside ?? rest}`);
  const position = Number(number);
  const value = args[position];
  return value === undefined ? `{${position}}` : argumentText(value);
}

function argumentText(value: Value): string {
  if (value instanceof ADatetime) return datetimeUS(value.ms);
  if (value instanceof ADate) return dateUS(value);
  if (typeof value === 'number' || typeof value === 'bigint') return Number(value).toLocaleString('en-US');
  return str(value);
}
