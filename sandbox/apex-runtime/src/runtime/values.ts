// @ts-nocheck -- ported file by file: this one still waits for its types
// Run-time values: collections, sObjects, enums, blobs, exceptions; hashing, equality, text.
import { t, listOf, setOf, mapOf, platT } from '../compile/types.ts';
import { Dec, Dbl, isNumVal, numCmp, dblStr } from './decimal.ts';
import { ADate, ADatetime, ATime } from './temporal.ts';

export class Blob {
  constructor(buf) { this.b = Buffer.isBuffer(buf) ? buf : Buffer.from(buf); }
  get T() { return t.blob; }
  toString() { return 'Blob[' + this.b.length + ']'; }
}
export class EnumVal {
  constructor(T, name, ord) { this.T = T; this.name = name; this.ord = ord; }
  toString() { return this.name; }
}
// base of all user-class instances; the generated prototype carries T
let objSeq = 0;
export class Obj { constructor() { this.$i = false; } $init() { this.$i = true; if (this.$fi) this.$fi(); } get $id() { if (!this.$n) Object.defineProperty(this, '$n', { value: ++objSeq, enumerable: false }); return this.$n; } }

// platform object without a JS class of its own
export class PObj { constructor(T) { this.T = T; this.d = {}; } }

export class AList {
  constructor(e, arr) { this.e = e; this.a = arr || []; }
  get T() { return listOf(this.e); }
}
export class ASet {
  constructor(e, items) { this.e = e; this.m = new Map(); this.lock = 0; if (items) for (const x of items) this.add(x); }
  get T() { return setOf(this.e); }
  add(v) { const k = hk(v, this); if (this.m.has(k)) return false; this.m.set(k, v); return true; }
  has(v) { return this.m.has(hk(v, this)); }
  del(v) { return this.m.delete(hk(v, this)); }
  values() { return this.m.values(); }
}
export class AMap {
  constructor(kt, vt) { this.kt = kt; this.vt = vt; this.m = new Map(); this.lock = 0; }
  get T() { return mapOf(this.kt, this.vt); }
  get(k) { const e = this.m.get(hk(k, this)); return e === undefined ? null : e[1]; }
  put(k, v) { const h = hk(k, this); const e = this.m.get(h); if (e) { const o = e[1]; e[1] = v; return o; } this.m.set(h, [k, v]); return null; }
  has(k) { return this.m.has(hk(k, this)); }
  del(k) { const h = hk(k, this); const e = this.m.get(h); if (!e) return null; this.m.delete(h); return e[1]; }
  *values() { for (const e of this.m.values()) yield e[1]; }
  *keys() { for (const e of this.m.values()) yield e[0]; }
  entries() { return this.m.values(); }
}

export class SObj {
  constructor(T) { this.T = T; this.f = new Map(); this.q = null; this.errs = null; this.ro = false; this.kids = null; }
  get so() { return this.T.so; }
  get(k) { const v = this.f.get(k); return v === undefined ? null : v; }
  set(k, v) { this.f.set(k, v); }
  has(k) { return this.f.has(k); }
  clone() { const s = new SObj(this.T); for (const [k, v] of this.f) s.f.set(k, v); s.q = this.q; return s; }
}

// --- exceptions
export class AEx extends Obj {
  constructor() { super(); this.msg = null; this.cause = null; this.st = null; this.line = 0; this.dml = null; this.uncatchable = false; }
}
export const hooks = { callUser: null, stack: null };

// --- hashing: a JS Map key for any Apex value
const P = '\u0001';
export function hk(v, owner) {
  switch (typeof v) {
    case 'string': return v;
    case 'number': return v;
    case 'boolean': return v;
    case 'bigint': return P + 'L' + v;
    case 'undefined': return null;
    default:
  }
  if (v === null) return null;
  if (v instanceof Dec) return P + 'D' + v.stripAll().toString();
  if (v instanceof Dbl) return P + 'F' + v.v;
  if (v instanceof ADate) return P + 'd' + v.n;
  if (v instanceof ADatetime) return P + 't' + v.ms;
  if (v instanceof ATime) return P + 'T' + v.ms;
  if (v instanceof Blob) return P + 'B' + v.b.toString('base64');
  if (v instanceof EnumVal) return v;
  if (v instanceof SObj) return P + 'S' + sobjKey(v, owner);
  if (v instanceof AList) return P + '[' + v.a.map((x) => keyText(hk(x, owner))).join('\u0002') + ']';
  if (v instanceof ASet) return P + '{' + [...v.m.keys()].map(keyText).sort().join('\u0002') + '}';
  if (v instanceof AMap) return P + '<' + [...v.m.entries()].map(([k, e]) => keyText(k) + '=' + keyText(hk(e[1], owner))).sort().join('\u0002') + '>';
  if (v instanceof Obj) {
    if (v['a_hashcode$0'] && v['a_equals$1'] && owner) {
      const h = v['a_hashcode$0']();
      owner.reps ||= new Map();
      let l = owner.reps.get(h);
      if (!l) owner.reps.set(h, l = []);
      for (const r of l) if (r === v || r['a_equals$1'](v) === true) return r;
      l.push(v);
      return v;
    }
    return v;
  }
  if (v.hashKey) return P + 'K' + v.hashKey();
  return v;
}
let idSeq = 0;
const ids = new WeakMap();
export function identity(o) { let n = ids.get(o); if (!n) ids.set(o, n = ++idSeq); return n; }
function keyText(k) {
  if (k === null || k === undefined) return P + 'N';
  if (typeof k === 'object') return P + 'O' + identity(k);
  return typeof k === 'string' ? k : typeof k + k;
}
function sobjKey(v, owner) {
  const parts = [];
  for (const k of [...v.f.keys()].sort()) { const x = v.f.get(k); if (x !== null) parts.push(k + '=' + keyText(hk(x, owner))); }
  return v.T.name + '(' + parts.join('\u0002') + ')';
}

// strict equality as used by collections and equals(): strings case-sensitive
export function eqStrict(a, b) {
  if (a === b) return true;
  if (a === null || a === undefined || b === null || b === undefined) return (a ?? null) === (b ?? null);
  if (isNumVal(a) && isNumVal(b)) return numCmp(a, b) === 0;
  if (typeof a !== 'object' || typeof b !== 'object') return false;
  return eqObj(a, b, eqStrict);
}
// the == operator
export function eqOp(a, b) {
  if (a === b) return true;
  if (a === null || a === undefined || b === null || b === undefined) return (a ?? null) === (b ?? null);
  if (typeof a === 'string' && typeof b === 'string') return strEq(a, b);
  if (isNumVal(a) && isNumVal(b)) return numCmp(a, b) === 0;
  if (typeof a !== 'object' || typeof b !== 'object') return false;
  return eqObj(a, b, eqOp);
}
export function strEq(a, b) {
  if (a === b) return true;
  if (a == null || b == null) return false;
  if (a.length !== b.length) {
    if (a.length + b.length === 33 && (a.length === 18 || b.length === 18)) return idEq(a, b);
    return false;
  }
  return a.toLowerCase() === b.toLowerCase();
}
function idEq(a, b) { return a.slice(0, 15) === b.slice(0, 15) && /^[0-9a-zA-Z]{15,18}$/.test(a) && to18(a.slice(0, 15)) === (a.length === 18 ? a : b); }
export function to18(id) {
  if (id.length !== 15) return id;
  let suf = '';
  for (let i = 0; i < 3; i++) {
    let f = 0;
    for (let j = 0; j < 5; j++) { const c = id[i * 5 + j]; if (c >= 'A' && c <= 'Z') f |= 1 << j; }
    suf += 'ABCDEFGHIJKLMNOPQRSTUVWXYZ012345'[f];
  }
  return id + suf;
}
export function isIdText(s) { return (s.length === 15 || s.length === 18) && /^[0-9a-zA-Z]+$/.test(s); }
function eqObj(a, b, eq) {
  if (a instanceof ADate) return (b instanceof ADate && a.n === b.n) || (b instanceof ADatetime && a.n * 86400000 === b.ms);
  if (a instanceof ADatetime) return (b instanceof ADatetime && a.ms === b.ms) || (b instanceof ADate && b.n * 86400000 === a.ms);
  if (a instanceof ATime) return b instanceof ATime && a.ms === b.ms;
  if (a instanceof Blob) return b instanceof Blob && a.b.equals(b.b);
  if (a instanceof AList) return b instanceof AList && a.a.length === b.a.length && a.a.every((x, i) => eq(x, b.a[i]));
  if (a instanceof ASet) { if (!(b instanceof ASet) || a.m.size !== b.m.size) return false; for (const x of a.values()) if (!b.has(x)) return false; return true; }
  if (a instanceof AMap) { if (!(b instanceof AMap) || a.m.size !== b.m.size) return false; for (const [k, v] of a.entries()) if (!b.has(k) || !eq(v, b.get(k))) return false; return true; }
  if (a instanceof SObj) return b instanceof SObj && a.T === b.T && hk(a) === hk(b);
  if (a instanceof Obj && a['a_equals$1']) return a['a_equals$1'](b) === true;
  if (a.hashKey && b.hashKey && a.constructor === b.constructor) return a.hashKey() === b.hashKey();
  return false;
}

// run-time type of any value
export function typeOf(v) {
  switch (typeof v) {
    case 'string': return t.string;
    case 'number': return t.integer;
    case 'bigint': return t.long;
    case 'boolean': return t.boolean;
    default: return v === null || v === undefined ? t.null : v.T || t.object;
  }
}

// String.valueOf / debug text
export function str(v) { return v === null || v === undefined ? 'null' : text(v, 0); }
function text(v, depth, seen) {
  if (v === null || v === undefined) return 'null';
  switch (typeof v) {
    case 'string': return v;
    case 'number': case 'boolean': case 'bigint': return String(v);
    default:
  }
  if (v instanceof ADate) return depth ? v.long() : v.toString();
  if (v instanceof Dec || v instanceof Dbl || v instanceof ADatetime || v instanceof ATime || v instanceof Blob || v instanceof EnumVal) return v.toString();
  seen = seen || new Set();
  if (seen.has(v)) return '(already output)';
  seen.add(v);
  try {
    if (v instanceof AList) return '(' + v.a.map((x) => text(x, 1, seen)).join(', ') + ')';
    if (v instanceof ASet) return '{' + [...v.values()].map((x) => text(x, 1, seen)).join(', ') + '}';
    if (v instanceof AMap) return '{' + [...v.entries()].map(([k, x]) => text(k, 1, seen) + '=' + text(x, 1, seen)).join(', ') + '}';
    if (v instanceof SObj) {
      const out = [];
      for (const [k, x] of v.f) {
        if (x instanceof SObj || x instanceof AList) { if (x instanceof SObj) out.push(v.so.relName(k) + '=' + text(x, 1, seen)); continue; }
        out.push(v.so.fieldName(k) + '=' + text(x, 1, seen));
      }
      return v.T.name + ':{' + out.join(', ') + '}';
    }
    if (v instanceof Obj) {
      if (v['a_tostring$0']) return v['a_tostring$0']();
      if (v instanceof AEx) return exText(v);
      if (v.$stub) return v.T.decl.simple + '__sfdc_ApexStub:[]';
      const fs = [];
      for (const f of v.constructor.$fields || []) fs.push(f.name + '=' + text(v[f.js], 1, seen));
      return v.T.decl ? v.T.decl.simple + ':[' + fs.join(', ') + ']' : v.T.name;
    }
    if (v.toText) return v.toText();
    if (v instanceof PObj) return v.T.name + '[]';
    return v.T ? v.T.name : String(v);
  } finally { seen.delete(v); }
}
export function exTypeName(e) { const T = e.T; if (T.kind === 'user') return T.name; return T.def.ns === 'System' ? 'System.' + T.def.name : T.name; }
export function exText(e) { const m = e['a_getmessage$0'] ? e['a_getmessage$0']() : e.msg; return exTypeName(e) + ': ' + (m === null ? 'Script-thrown exception' : m); }
export { platT, dblStr };
