// @ts-nocheck -- ported file by file: this one still waits for its types
// Arbitrary-precision Decimal (unscaled BigInt + scale) and the boxed Double.
import { t } from '../compile/types.ts';
const P10 = [1n];
export function p10(n) { while (P10.length <= n) P10.push(P10[P10.length - 1] * 10n); return P10[n]; }
const abs = (x) => (x < 0n ? -x : x);
export function digits(c) { return abs(c).toString().length; }

export class Dec {
  constructor(c, s) { this.c = c; this.s = s; }
  get T() { return t.decimal; }
  static int(n) { return new Dec(BigInt(n), 0); }
  static parse(str) {
    const m = /^\s*([-+]?)(\d*)(?:\.(\d*))?(?:[eE]([-+]?\d+))?\s*$/.exec(str);
    if (!m || (!m[2] && !m[3])) return null;
    const f = m[3] || '';
    let c = BigInt((m[2] || '0') + f), s = f.length;
    if (m[1] === '-') c = -c;
    const e = m[4] ? Number(m[4]) : 0;
    s -= e;
    if (s < 0) { c *= p10(-s); s = 0; }
    return new Dec(c, s);
  }
  static fromDouble(d) {
    if (!Number.isFinite(d)) return null;
    let str = String(d);
    if (Number.isInteger(d) && !str.includes('e')) str += '.0';
    return Dec.parse(str);
  }
  toString() {
    if (this.s <= 0) return (this.c * p10(-this.s)).toString();
    const neg = this.c < 0n;
    const d = abs(this.c).toString().padStart(this.s + 1, '0');
    return (neg ? '-' : '') + d.slice(0, -this.s) + '.' + d.slice(-this.s);
  }
  at(s) { return this.c * p10(s - this.s); }
  add(o) { const s = Math.max(this.s, o.s); return new Dec(this.at(s) + o.at(s), s); }
  sub(o) { const s = Math.max(this.s, o.s); return new Dec(this.at(s) - o.at(s), s); }
  mul(o) { return new Dec(this.c * o.c, this.s + o.s); }
  neg() { return new Dec(-this.c, this.s); }
  abs() { return new Dec(abs(this.c), this.s); }
  cmp(o) { const s = Math.max(this.s, o.s); const a = this.at(s), b = o.at(s); return a < b ? -1 : a > b ? 1 : 0; }
  isZero() { return this.c === 0n; }
  // division to 34 significant digits, zeros stripped down to the preferred scale
  div(o) {
    if (o.c === 0n) return null;
    const pref = Math.max(0, this.s - o.s);
    if (this.c === 0n) return new Dec(0n, pref);
    const extra = Math.max(0, 36 + digits(o.c) - digits(this.c));
    const q = (this.c * p10(extra)) / o.c;
    const rem = (this.c * p10(extra)) % o.c;
    let r = new Dec(q, this.s + extra - o.s);
    if (r.s < 0) r = new Dec(r.c * p10(-r.s), 0);
    const over = digits(r.c) - 34;
    if (over > 0 && r.s > 0) r = r.setScale(Math.max(0, r.s - over), 'HALF_UP');
    return rem === 0n || digits(r.c) <= 34 ? r.strip(pref) : r;
  }
  strip(min) {
    let { c, s } = this;
    while (s > min && c % 10n === 0n) { c /= 10n; s--; }
    return new Dec(c, s);
  }
  stripAll() {
    return this.c === 0n ? new Dec(0n, 0) : this.strip(0);
  }
  setScale(n, mode = 'HALF_UP') {
    if (n >= this.s) return new Dec(this.at(n), n);
    const d = p10(this.s - n);
    let q = this.c / d;
    const r = this.c % d;
    if (r !== 0n) {
      const sign = this.c < 0n ? -1n : 1n;
      const twice = abs(r) * 2n;
      let up;
      switch (mode) {
        case 'UP': up = true; break;
        case 'DOWN': up = false; break;
        case 'CEILING': up = sign > 0n; break;
        case 'FLOOR': up = sign < 0n; break;
        case 'HALF_UP': up = twice >= d; break;
        case 'HALF_DOWN': up = twice > d; break;
        case 'HALF_EVEN': up = twice > d || (twice === d && q % 2n !== 0n); break;
        default: return null; // UNNECESSARY
      }
      if (up) q += sign;
    }
    return new Dec(q, n);
  }
  num() { return Number(this.toString()); }
  precision() { return this.c === 0n ? 1 : Math.max(digits(this.c), 1); }
}

export class Dbl {
  constructor(v) { this.v = v; }
  get T() { return t.double; }
  toString() { return dblStr(this.v); }
}
export function dblStr(v) {
  if (Number.isNaN(v)) return 'NaN';
  if (!Number.isFinite(v)) return v > 0 ? 'Infinity' : '-Infinity';
  const a = Math.abs(v);
  if (a !== 0 && (a >= 1e7 || a < 1e-3)) {
    let [m, e] = v.toExponential().split('e');
    if (!m.includes('.')) m += '.0';
    return m + 'E' + Number(e);
  }
  const s = String(v);
  return s.includes('.') ? s : s + '.0';
}

const I32 = (n) => n | 0;
export function toDec(v) {
  if (v === null || v === undefined) return null;
  if (typeof v === 'number') return new Dec(BigInt(v), 0);
  if (typeof v === 'bigint') return new Dec(v, 0);
  if (v instanceof Dec) return v;
  if (v instanceof Dbl) return Dec.fromDouble(v.v);
  return null;
}
export function toNum(v) {
  if (typeof v === 'number') return v;
  if (typeof v === 'bigint') return Number(v);
  if (v instanceof Dec) return v.num();
  if (v instanceof Dbl) return v.v;
  return NaN;
}
export const isNumVal = (v) => typeof v === 'number' || typeof v === 'bigint' || v instanceof Dec || v instanceof Dbl;
export function numCmp(a, b) {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0;
  if (a instanceof Dbl || b instanceof Dbl) { const x = toNum(a), y = toNum(b); return x < y ? -1 : x > y ? 1 : 0; }
  if (a instanceof Dec || b instanceof Dec) return toDec(a).cmp(toDec(b));
  return a < b ? -1 : a > b ? 1 : 0;
}
export const wrap32 = I32;
export const wrap64 = (b) => BigInt.asIntN(64, b);
