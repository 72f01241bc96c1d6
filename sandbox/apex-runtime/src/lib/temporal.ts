// @ts-nocheck -- ported file by file: this one still waits for its types
// Date, Datetime, Time, TimeZone.
import { define, t } from '../compile/types.ts';
import { R, throwEx } from '../runtime/rt.ts';
import { ADate, ADatetime, ATime, clock } from '../runtime/temporal.ts';
import { formatPattern, tzOffset, dateUS, datetimeUS } from '../runtime/date-format.ts';
const nn = R.arg, DAY = 86400000;
const dim = (y, m) => new Date(Date.UTC(y, m, 0)).getUTCDate();
const parseDate = (s) => { const d = ADate.parse(nn(s)); if (!d) throwEx('System.TypeException', 'Invalid date: ' + s); return d; };
define('System.Date', {
  s: {
    'today():Date': () => ADate.today(), 'newInstance(Integer,Integer,Integer):Date': (y, m, d) => ADate.ymd(nn(y), nn(m), nn(d)), 'valueOf(String):Date': parseDate, 'valueOf(Object):Date': (o) => (o instanceof ADate ? o : o instanceof ADatetime ? o.date() : parseDate(String(nn(o)))),
    'parse(String):Date': (s) => { const m = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(nn(s)); if (!m || +m[1] > 12) throwEx('System.TypeException', 'Invalid date: ' + s); return ADate.ymd(+m[3], +m[1], +m[2]); }, 'daysInMonth(Integer,Integer):Integer': (y, m) => dim(y, m), 'isLeapYear(Integer):Boolean': (y) => dim(y, 2) === 29
  },
  i: {
    'addDays(Integer):Date': (d, n) => new ADate(d.n + nn(n)), 'addMonths(Integer):Date': (d, n) => d.addMonths(nn(n)), 'addYears(Integer):Date': (d, n) => d.addMonths(12 * nn(n)), 'year():Integer': (d) => d.year, 'month():Integer': (d) => d.month, 'day():Integer': (d) => d.day, 'dayOfYear():Integer': (d) => d.n - ADate.ymd(d.year, 1, 1).n + 1,
    'daysBetween(Date):Integer': (d, o) => nn(o).n - d.n, 'monthsBetween(Date):Integer': (d, o) => (nn(o).year - d.year) * 12 + o.month - d.month, 'isSameDay(Date):Boolean': (d, o) => d.n === nn(o).n, 'toStartOfMonth():Date': (d) => ADate.ymd(d.year, d.month, 1), 'toStartOfWeek():Date': (d) => new ADate(d.n - d.js.getUTCDay()), 'format():String': dateUS, 'toString():String': (d) => d.toString()
  }
});
const mk = (y, m, d, h = 0, i = 0, s = 0) => { const x = new Date(Date.UTC(2000, 0, 1)); x.setUTCFullYear(y, m - 1, d); x.setUTCHours(h, i, s, 0); return new ADatetime(x.getTime()); };
const parseDt = (s) => { const d = ADatetime.parseIso(nn(s).replace(' ', 'T')); if (!d) throwEx('System.TypeException', 'Invalid date/time: ' + s); return d; };
const add = (k) => (d, n) => new ADatetime(d.ms + nn(n) * k);
const addM = (d, n) => new ADatetime(d.date().addMonths(n).n * DAY + (((d.ms % DAY) + DAY) % DAY));
const get = (f) => (d) => d.js[f]();
const dt = {};
for (const s of ['', 'Gmt']) {
  Object.assign(dt, { [`year${s}():Integer`]: get('getUTCFullYear'), [`month${s}():Integer`]: (d) => d.js.getUTCMonth() + 1, [`day${s}():Integer`]: get('getUTCDate'), [`hour${s}():Integer`]: get('getUTCHours'), [`minute${s}():Integer`]: get('getUTCMinutes'), [`second${s}():Integer`]: get('getUTCSeconds'), [`millisecond${s}():Integer`]: get('getUTCMilliseconds'), [`date${s}():Date`]: (d) => d.date(), [`time${s}():Time`]: (d) => new ATime(d.ms), [`dayOfYear${s}():Integer`]: (d) => d.date().n - ADate.ymd(d.date().year, 1, 1).n + 1 });
}
define('System.Datetime', {
  s: {
    'now():Datetime': () => ADatetime.now(), 'newInstance(Long):Datetime': (n) => new ADatetime(Number(nn(n))), 'newInstance(Date,Time):Datetime': (d, x) => new ADatetime(nn(d).n * DAY + nn(x).ms), 'newInstance(Integer,Integer,Integer):Datetime': (...a) => mk(...a.map(nn)), 'newInstance(Integer,Integer,Integer,Integer,Integer,Integer):Datetime': (...a) => mk(...a.map(nn)), 'newInstanceGmt(Integer,Integer,Integer):Datetime': (...a) => mk(...a.map(nn)), 'newInstanceGmt(Integer,Integer,Integer,Integer,Integer,Integer):Datetime': (...a) => mk(...a.map(nn)), 'newInstanceGmt(Date,Time):Datetime': (d, x) => new ADatetime(nn(d).n * DAY + nn(x).ms),
    'valueOf(String):Datetime': parseDt, 'valueOfGmt(String):Datetime': parseDt, 'valueOf(Object):Datetime': (o) => (o instanceof ADatetime ? o : o instanceof ADate ? new ADatetime(o.n * DAY) : parseDt(String(nn(o)))),
    'parse(String):Datetime': (s) => { const m = /^(\d{1,2})\/(\d{1,2})\/(\d{4}),? (\d{1,2}):(\d\d) ([AP]M)$/i.exec(nn(s)); if (!m) throwEx('System.TypeException', 'Invalid date/time: ' + s); return mk(+m[3], +m[1], +m[2], (+m[4] % 12) + (/p/i.test(m[6]) ? 12 : 0), +m[5]); }
  },
  i: {
    ...dt, 'addDays(Integer):Datetime': add(DAY), 'addHours(Integer):Datetime': add(3600000), 'addMinutes(Integer):Datetime': add(60000), 'addSeconds(Integer):Datetime': add(1000), 'addMilliseconds(Integer):Datetime': add(1), 'addMonths(Integer):Datetime': addM, 'addYears(Integer):Datetime': (d, n) => addM(d, 12 * n), 'getTime():Long': (d) => BigInt(d.ms), 'isSameDay(Datetime):Boolean': (d, o) => d.date().n === o.date().n,
    'format():String': (d) => datetimeUS(d.ms), 'format(String):String': (d, p) => formatPattern(d.ms, nn(p), 'UTC'), 'format(String,String):String': (d, p, z) => formatPattern(d.ms, nn(p), z), 'formatGmt(String):String': (d, p) => formatPattern(d.ms, nn(p), 'GMT'), 'formatLong():String': (d) => formatPattern(d.ms, 'M/d/yyyy, h:mm:ss a z', 'GMT'), 'toString():String': (d) => d.toString()
  }
});
define('System.Time', {
  s: { 'newInstance(Integer,Integer,Integer,Integer):Time': (h, m, s, ms) => new ATime(((h * 60 + m) * 60 + s) * 1000 + ms), 'valueOf(Object):Time': (o) => { const m = /(\d+):(\d+):?(\d+)?\.?(\d+)?/.exec(String(o)); return new ATime(((+m[1] * 60 + +m[2]) * 60 + +(m[3] || 0)) * 1000 + +(m[4] || 0)); } },
  i: { 'hour():Integer': (x) => Math.floor(x.ms / 3600000), 'minute():Integer': (x) => Math.floor(x.ms / 60000) % 60, 'second():Integer': (x) => Math.floor(x.ms / 1000) % 60, 'millisecond():Integer': (x) => x.ms % 1000, 'addHours(Integer):Time': (x, n) => new ATime(x.ms + n * 3600000), 'addMinutes(Integer):Time': (x, n) => new ATime(x.ms + n * 60000), 'addSeconds(Integer):Time': (x, n) => new ATime(x.ms + n * 1000), 'addMilliseconds(Integer):Time': (x, n) => new ATime(x.ms + n), 'toString():String': (x) => x.toString() }
});
class Tz { constructor(id) { this.id = id; } hashKey() { return this.id; } toText() { return this.id; } }
define('System.TimeZone', { js: Tz, s: { 'getTimeZone(String):TimeZone': (s) => new Tz(nn(s)) }, i: { 'getID():String': (z) => z.id, 'getDisplayName():String': (z) => z.id, 'getOffset(Datetime):Integer': (z, d) => tzOffset(d.ms, z.id), 'toString():String': (z) => z.id } });
export { t, clock, Tz };
