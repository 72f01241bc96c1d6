// @ts-nocheck -- ported file by file: this one still waits for its types
// Date, Datetime and Time values and the SimpleDateFormat subset of Datetime.format.
import { t } from '../compile/types.ts';
const DAY = 86400000;
const pad = (n, w = 2) => String(n).padStart(w, '0');

export class ADate {
  constructor(n) { this.n = n; }
  get T() { return t.date; }
  static ymd(y, m, d) { const x = new Date(Date.UTC(2000, 0, 1)); x.setUTCFullYear(y, m - 1, d); return new ADate(Math.floor(x.getTime() / DAY)); }
  static today() { return new ADate(Math.floor(clock.now() / DAY)); }
  static parse(s) {
    const m = /^(\d{4})-(\d{1,2})-(\d{1,2})(?:[ T].*)?$/.exec(s.trim());
    if (!m) return null;
    const d = ADate.ymd(+m[1], +m[2], +m[3]);
    return d.month === +m[2] ? d : null;
  }
  get js() { return new Date(this.n * DAY); }
  get year() { return this.js.getUTCFullYear(); }
  get month() { return this.js.getUTCMonth() + 1; }
  get day() { return this.js.getUTCDate(); }
  addMonths(k) {
    const y = this.year, m = this.month - 1 + k;
    const last = new Date(Date.UTC(y, m + 1, 0)).getUTCDate();
    return new ADate(Math.floor(Date.UTC(y, m, Math.min(this.day, last)) / DAY));
  }
  toString() { return `${pad(this.year, 4)}-${pad(this.month)}-${pad(this.day)}`; }
  long() { return this.toString() + ' 00:00:00'; }
}
export class ADatetime {
  constructor(ms) { this.ms = ms; }
  get T() { return t.datetime; }
  static now() { return new ADatetime(clock.now()); }
  static parseIso(s) {
    const m = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d+))?)?\s*(Z|[+-]\d\d:?\d\d)?)?$/.exec(s.trim());
    if (!m) return null;
    let ms = Date.UTC(+m[1], +m[2] - 1, +m[3], +(m[4] || 0), +(m[5] || 0), +(m[6] || 0), m[7] ? Math.floor(Number('0.' + m[7]) * 1000) : 0);
    if (m[8] && m[8] !== 'Z') {
      const z = m[8].replace(':', '');
      ms -= (z[0] === '-' ? -1 : 1) * (Number(z.slice(1, 3)) * 60 + Number(z.slice(3))) * 60000;
    }
    return new ADatetime(ms);
  }
  get js() { return new Date(this.ms); }
  iso() { return this.js.toISOString(); } // 2020-01-01T00:00:00.000Z
  sfJson() { return this.js.toISOString().replace('Z', '+0000'); }
  toString() { const i = this.iso(); return i.slice(0, 10) + ' ' + i.slice(11, 19); }
  date() { return new ADate(Math.floor(this.ms / DAY)); }
}
export class ATime {
  constructor(ms) { this.ms = ((ms % DAY) + DAY) % DAY; }
  get T() { return t.time; }
  toString() { const i = new Date(this.ms).toISOString(); return i.slice(11, 23) + 'Z'; }
}
export const clock = { base: null, now() { return this.base ?? Date.now(); } };

const MON = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const DOW = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];
export function tzOffset(ms, tz) {
  if (!tz || tz === 'GMT' || tz === 'UTC' || tz === 'Etc/UTC') return 0;
  const m = /^(?:GMT)?([+-])(\d\d?):?(\d\d)?$/.exec(tz);
  if (m) return (m[1] === '-' ? -1 : 1) * (Number(m[2]) * 60 + Number(m[3] || 0)) * 60000;
  try {
    const p = new Intl.DateTimeFormat('en-US', { timeZone: tz, hourCycle: 'h23', year: 'numeric', month: 'numeric', day: 'numeric', hour: 'numeric', minute: 'numeric', second: 'numeric' }).formatToParts(new Date(ms));
    const g = (x) => Number(p.find((q) => q.type === x).value);
    return Date.UTC(g('year'), g('month') - 1, g('day'), g('hour'), g('minute'), g('second')) - Math.floor(ms / 1000) * 1000;
  } catch { return 0; }
}
export function formatPattern(ms, pattern, tz) {
  const off = tzOffset(ms, tz);
  const d = new Date(ms + off);
  const H = d.getUTCHours();
  let out = '';
  for (let i = 0; i < pattern.length;) {
    const ch = pattern[i];
    if (ch === "'") {
      if (pattern[i + 1] === "'") { out += "'"; i += 2; continue; }
      const e = pattern.indexOf("'", i + 1);
      out += pattern.slice(i + 1, e < 0 ? undefined : e);
      i = e < 0 ? pattern.length : e + 1;
      continue;
    }
    if (!/[A-Za-z]/.test(ch)) { out += ch; i++; continue; }
    let n = 1;
    while (pattern[i + n] === ch) n++;
    i += n;
    switch (ch) {
      case 'y': case 'Y': case 'u': out += n === 2 ? pad(d.getUTCFullYear() % 100) : pad(d.getUTCFullYear(), n); break;
      case 'M': case 'L': out += n >= 4 ? MON[d.getUTCMonth()] : n === 3 ? MON[d.getUTCMonth()].slice(0, 3) : pad(d.getUTCMonth() + 1, n); break;
      case 'd': out += pad(d.getUTCDate(), n); break;
      case 'D': out += pad(Math.floor((d.getTime() - Date.UTC(d.getUTCFullYear(), 0, 1)) / DAY) + 1, n); break;
      case 'H': out += pad(H, n); break;
      case 'k': out += pad(H === 0 ? 24 : H, n); break;
      case 'h': out += pad(H % 12 === 0 ? 12 : H % 12, n); break;
      case 'K': out += pad(H % 12, n); break;
      case 'm': out += pad(d.getUTCMinutes(), n); break;
      case 's': out += pad(d.getUTCSeconds(), n); break;
      case 'S': out += pad(d.getUTCMilliseconds(), n); break;
      case 'a': out += H < 12 ? 'AM' : 'PM'; break;
      case 'E': out += n >= 4 ? DOW[d.getUTCDay()] : DOW[d.getUTCDay()].slice(0, 3); break;
      case 'F': out += Math.ceil(d.getUTCDate() / 7); break;
      case 'w': out += pad(Math.ceil(((d.getTime() - Date.UTC(d.getUTCFullYear(), 0, 1)) / DAY + 1) / 7), n); break;
      case 'G': out += 'AD'; break;
      case 'z': out += off === 0 ? 'GMT' : tz; break;
      case 'Z': case 'X': {
        const o = Math.abs(off) / 60000;
        if (ch === 'X' && off === 0) { out += 'Z'; break; }
        out += (off < 0 ? '-' : '+') + pad(Math.floor(o / 60)) + (ch === 'X' && n === 3 ? ':' : '') + pad(o % 60);
        break;
      }
      default: out += ch.repeat(n);
    }
  }
  return out;
}
// user-locale (en_US) short forms
export function dateUS(d) { return `${d.month}/${d.day}/${d.year}`; }
export function datetimeUS(ms) { return formatPattern(ms, 'M/d/yyyy, h:mm a', 'UTC'); }
