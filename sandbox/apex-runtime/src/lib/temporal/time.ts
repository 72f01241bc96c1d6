import { define } from '../../compile/types.ts';
import { tzOffset } from '../../runtime/date-format.ts';
import { arg, throwEx } from '../../runtime/rt.ts';
import { ATime } from '../../runtime/temporal.ts';
import { methodsOf, statics } from '../typed.ts';

/** Reads `hh:mm:ss.SSS`, with an hour and a minute at least; null when it is no time. */
export function parseTime(text: string): ATime | null {
  const match = /(\d+):(\d+)(?::(\d+))?(?:\.(\d+))?/.exec(text);
  if (!match) return null;
  const [hour = 0, minute = 0, second = 0, ms = 0] = match
    .slice(1)
    .map((part: string | undefined) => Number(part ?? 0));
  return ofParts(hour, minute, second, ms);
}
const ofParts = (hour: number, minute: number, second: number, ms: number): ATime =>
  new ATime(((hour * 60 + minute) * 60 + second) * 1000 + ms);

const adds =
  (unit: number) =>
  (time: ATime, count: number): ATime =>
    new ATime(time.ms + count * unit);

define('System.Time', {
  s: statics({
    'newInstance(Integer,Integer,Integer,Integer):Time': ofParts,
    'valueOf(Object):Time': (value) =>
      parseTime(String(value)) ?? throwEx('System.TypeException', `Invalid time: ${String(value)}`),
  }),
  i: methodsOf<ATime>()({
    'hour():Integer': (time) => Math.floor(time.ms / 3_600_000),
    'minute():Integer': (time) => Math.floor(time.ms / 60_000) % 60,
    'second():Integer': (time) => Math.floor(time.ms / 1000) % 60,
    'millisecond():Integer': (time) => time.ms % 1000,
    'addHours(Integer):Time': adds(3_600_000),
    'addMinutes(Integer):Time': adds(60_000),
    'addSeconds(Integer):Time': adds(1000),
    'addMilliseconds(Integer):Time': adds(1),
    'toString():String': (time) => time.toString(),
  }),
});

/** A time zone by its id, such as `Europe/Paris`. */
export class TimeZone {
  readonly id: string;

  constructor(id: string) {
    this.id = id;
  }

  hashKey(): string {
    return this.id;
  }

  toText(): string {
    return this.id;
  }
}
define('System.TimeZone', {
  js: TimeZone,
  s: statics({ 'getTimeZone(String):TimeZone': (id) => new TimeZone(arg(id)) }),
  i: methodsOf<TimeZone>()({
    'getID():String': (zone) => zone.id,
    'getDisplayName():String': (zone) => zone.id,
    'getOffset(Datetime):Integer': (zone, time) => tzOffset(arg(time).ms, zone.id),
    'toString():String': (zone) => zone.id,
  }),
});
