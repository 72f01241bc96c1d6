// @ts-nocheck -- ported file by file: this one still waits for its types
// The run-time support that generated code calls. One org per thread: R is the shared state.
import { penum, penumNamed } from './enums.ts';
import { t, platT, listOf, rank, platform, findPlatform, isList, isSet, isMap, subst, isNum, superT } from '../compile/types.ts';
import { Dec, Dbl, toDec, toNum, isNumVal, numCmp, wrap64 } from './decimal.ts';
import { ADate, ADatetime, ATime } from './temporal.ts';
import { AList, ASet, AMap, SObj, Obj, PObj, AEx, EnumVal, Blob, str, strEq, eqOp, eqStrict, typeOf, isIdText, to18, identity, hk } from './values.ts';


const ROOT = { m: null, l: 0, p: null, d: 0 };
export const R = { top: ROOT, root: ROOT, org: null, tx: null, trigStack: [], user: null, test: null, compileErrors: [] };


// --- stack and exceptions
R.push = (m) => {
  const p = R.top;
  const F = { m, l: m.line, p, d: p.d + 1 };
  if ((++R.ticks & 4095) === 0) R.tick();
  if (F.d > 1000) { throw fatal('System.LimitException', 'Maximum stack depth reached: 1001'); }
  R.top = F;
  return F;
};
R.ticks = 0; R.deadline = 0; R.cpuMs = 60000;
R.tick = () => { if (R.deadline && Date.now() > R.deadline) { R.deadline = 0; throw fatal('System.LimitException', 'Apex CPU time limit exceeded'); } };
R.loop = () => { if ((++R.ticks & 4095) === 0) R.tick(); };
R.pop = (F) => { R.top = F.p; };
export function stackFrames() {
  const out = [];
  for (let f = R.top; f && f.m; f = f.p) out.push({ cls: f.m.ci.isTrigger ? 'Trigger.' + f.m.ci.name : 'Class.' + f.m.ci.name, name: f.m.name, line: f.l, file: f.m.file });
  return out;
}
export function stackText() {
  return stackFrames().filter((f) => f.name !== '<clinit>' || true).map((f) => `${f.cls}${f.cls.startsWith('Trigger.') ? '' : '.' + f.name}: line ${f.line}, column 1`).join('\n');
}
export const where = () => { for (let f = R.top; f && f.m; f = f.p) return f.m.file + ':' + f.l; return ''; };
export function initEx(e, args) {
  if (e.st === null) { e.st = stackText(); e.line = R.top.l; }
  for (const a of args) { if (a instanceof AEx) e.cause = a; else if (a !== null && a !== undefined) e.msg = str(a); }
  return e;
}
R.exInit = (e, args) => initEx(e, args);
export function exDef(name) { const d = platform.get(name.toLowerCase()) || findPlatform(name); if (!d) throw new Error('apex-runtime internal: no exception ' + name); return d; }
export function mkEx(name, msg) { const d = exDef(name); return initEx(new d.js(), msg === undefined || msg === null ? [] : [msg]); }
export function throwEx(name, msg) { throw mkEx(name, msg); }
export function fatal(name, msg) { const e = mkEx(name, msg); e.uncatchable = true; return e; }
R.newEx = (d, args) => initEx(new d.js(), args);
R.thr = (e) => { if (e === null) return mkEx('System.NullPointerException', 'Attempt to de-reference a null object'); return e; };
export class NotModelled extends Error {}
export function notModelled(what) { const w = where(); throw new NotModelled(`apex-runtime does not model ${what}${w ? ' (at ' + w + ')' : ''}`); }
R.caught = (e, F) => {
  R.top = F;
  if (e instanceof AEx) return e;
  if (e instanceof RangeError && /call stack/.test(e.message)) return fatal('System.LimitException', 'Maximum stack depth reached: 1001');
  throw e;
};
R.catches = (e, T) => !e.uncatchable && rank(e.T, T) >= 0;
R.compileErr = (file, line, msg) => new NotModelled(`compile error at ${file}:${line}: ${msg}`);
export const npe = () => { throw mkEx('System.NullPointerException', 'Attempt to de-reference a null object'); };
R.nn = (x) => { if (x === null || x === undefined) npe(); return x; };
R.arg = (x) => { if (x === null || x === undefined) throw mkEx('System.NullPointerException', 'Argument cannot be null.'); return x; };
R.bb = (x) => { if (x === null || x === undefined) npe(); return x; };
R.str = str; R.strEq = strEq; R.eqOp = eqOp;
R.identical = (a, b) => { a ??= null; b ??= null; return a === b || (isNumVal(a) && isNumVal(b) && typeof a === typeof b && numCmp(a, b) === 0); };
R.swEq = (a, b) => a === b || (a !== null && b !== null && eqStrict(a, b));

// --- comparison
function cmp(a, b) {
  if (isNumVal(a) && isNumVal(b)) return numCmp(a, b);
  if (typeof a === 'string') { const x = a.toLowerCase(), y = String(b).toLowerCase(); return x < y ? -1 : x > y ? 1 : 0; }
  const v = (x) => (x instanceof ADate ? x.n * 86400000 : x instanceof ADatetime || x instanceof ATime ? x.ms : Number(x));
  const x = v(a), y = v(b);
  return x < y ? -1 : x > y ? 1 : 0;
}
// with a null the result is false, except that any text is greater than null
R.lt = (a, b) => (a === null || b === null ? a === null && typeof b === 'string' : cmp(a, b) < 0);
R.gt = (a, b) => (a === null || b === null ? b === null && typeof a === 'string' : cmp(a, b) > 0);
R.le = (a, b) => (a === null || b === null ? a === null && typeof b === 'string' : cmp(a, b) <= 0);
R.ge = (a, b) => (a === null || b === null ? b === null && typeof a === 'string' : cmp(a, b) >= 0);
R.ltI = (a, b) => a !== null && b !== null && a < b;
R.gtI = (a, b) => a !== null && b !== null && a > b;
R.leI = (a, b) => a !== null && b !== null && a <= b;
R.geI = (a, b) => a !== null && b !== null && a >= b;

// --- numbers
const nn = R.nn;
R.i2l = (x) => (x === null ? null : BigInt(x));
R.i2d = (x) => (x === null ? null : new Dec(BigInt(x), 0));
R.i2f = (x) => (x === null ? null : new Dbl(x));
R.l2d = (x) => (x === null ? null : new Dec(BigInt(x), 0));
R.l2f = (x) => (x === null ? null : new Dbl(Number(x)));
R.l2i = (x) => (x === null ? null : Number(BigInt.asIntN(32, BigInt(x))));
R.f2d = (x) => (x === null ? null : x instanceof Dec ? x : Dec.fromDouble(toNum(x)));
R.d2f = (x) => (x === null ? null : x instanceof Dbl ? x : new Dbl(toNum(x)));
R.d2dt = (x) => (x === null ? null : x instanceof ADatetime ? x : new ADatetime(x.n * 86400000));
R.s2id = (x) => {
  if (x === null || x === undefined || x === '') return x === '' ? null : null;
  const s = String(x);
  if (!isIdText(s)) throw mkEx('System.StringException', 'Invalid id: ' + s);
  return to18(s);
};
R.coerceTo = (x, T) => {
  if (x === null || x === undefined) return null;
  switch (T) {
    case t.integer: return typeof x === 'number' ? x : typeof x === 'bigint' ? R.l2i(x) : x instanceof Dec ? Number(BigInt.asIntN(32, x.setScale(0, 'DOWN').c)) : Math.trunc(toNum(x)) | 0;
    case t.long: return typeof x === 'bigint' ? x : typeof x === 'number' ? BigInt(x) : x instanceof Dec ? x.setScale(0, 'DOWN').c : BigInt(Math.trunc(toNum(x)));
    case t.decimal: return toDec(x) ?? x;
    case t.double: return x instanceof Dbl ? x : new Dbl(toNum(x));
    case t.id: return typeof x === 'string' ? R.s2id(x) : x;
    case t.datetime: return x instanceof ADate ? R.d2dt(x) : x;
    default: return x;
  }
};
const math = (m) => { throw mkEx('System.MathException', m); };
R.idiv = (a, b) => { if (b === 0) math('Divide by 0'); return Math.trunc(a / b) | 0; };
const L = (x) => { nn(x); return typeof x === 'bigint' ? x : BigInt(x); };
R.ladd = (a, b) => wrap64(L(a) + L(b)); R.lsub = (a, b) => wrap64(L(a) - L(b)); R.lmul = (a, b) => wrap64(L(a) * L(b));
R.ldiv = (a, b) => { if (L(b) === 0n) math('Divide by 0'); return wrap64(L(a) / L(b)); };
const D = (x) => { nn(x); return x instanceof Dec ? x : toDec(x); };
R.dadd = (a, b) => D(a).add(D(b)); R.dsub = (a, b) => D(a).sub(D(b)); R.dmul = (a, b) => D(a).mul(D(b));
R.ddiv = (a, b) => { const r = D(a).div(D(b)); if (r === null) math('Divide by 0'); return r; };
const F64 = (x) => { nn(x); return toNum(x); };
R.fadd = (a, b) => new Dbl(F64(a) + F64(b)); R.fsub = (a, b) => new Dbl(F64(a) - F64(b)); R.fmul = (a, b) => new Dbl(F64(a) * F64(b));
R.fdiv = (a, b) => { if (F64(b) === 0) math('Divide by 0'); return new Dbl(F64(a) / F64(b)); };
R.lshift = (a, b, op) => { const n = BigInt(nn(b)); return op === '<<' ? wrap64(L(a) << n) : op === '>>' ? L(a) >> n : wrap64(BigInt.asUintN(64, L(a)) >> n); };
R.neg = (x) => { nn(x); return typeof x === 'number' ? -x | 0 : typeof x === 'bigint' ? -x : x instanceof Dec ? x.neg() : new Dbl(-x.v); };
R.arith = (op, a, b) => {
  if (op === '+' && (typeof a === 'string' || typeof b === 'string')) return str(a) + str(b);
  nn(a); nn(b);
  const fn = { '+': 'add', '-': 'sub', '*': 'mul', '/': 'div' }[op];
  if (typeof a === 'number' && typeof b === 'number') return op === '+' ? a + b | 0 : op === '-' ? a - b | 0 : op === '*' ? Math.imul(a, b) : R.idiv(a, b);
  if (a instanceof Dbl || b instanceof Dbl) return R['f' + fn](a, b);
  if (a instanceof Dec || b instanceof Dec) return R['d' + fn](a, b);
  return R['l' + fn](a, b);
};
R.dtAdd = (a, b, sign) => {
  nn(a); nn(b);
  const n = toNum(b) * sign;
  if (a instanceof ADate) return new ADate(a.n + Math.trunc(n));
  if (a instanceof ADatetime) return new ADatetime(a.ms + Math.round(n * 86400000));
  return new ATime(a.ms + n);
};

// --- collections
R.idx = (l, i) => {
  nn(l); nn(i);
  if (i < 0 || i >= l.a.length) throw mkEx('System.ListException', 'List index out of bounds: ' + i);
  return l.a[i];
};
R.setIdx = (l, i, v) => { nn(l); if (i < 0 || i >= l.a.length) throw mkEx('System.ListException', 'List index out of bounds: ' + i); return l.a[i] = v; };
R.mkList = (e, a) => new AList(e, a);
R.mkSet = (e, a) => new ASet(e, a);
R.mkMap = (k, v, ps) => { const m = new AMap(k, v); for (const [a, b] of ps) m.put(a, b); return m; };
R.mkArr = (e, n) => new AList(e, new Array(nn(n)).fill(null));
R.newColl = (T, src) => {
  if (isList(T)) {
    if (src === undefined) return new AList(T.args[0]);
    if (typeof src === 'number') return new AList(T.args[0], new Array(src).fill(null));
    return new AList(T.args[0], [...R.iter(nn(src))]);
  }
  if (isSet(T)) return src === undefined || typeof src === 'number' ? new ASet(T.args[0]) : new ASet(T.args[0], [...R.iter(nn(src))]);
  const m = new AMap(T.args[0], T.args[1]);
  if (src === undefined || typeof src === 'number') return m;
  nn(src);
  if (src instanceof AMap) for (const [k, v] of src.entries()) m.put(k, v);
  else for (const r of src.a) putById(m, r);
  return m;
};
export function putById(m, r) {
  const id = r === null ? null : r.get('id');
  if (id === null) throw mkEx('System.ListException', 'Row with null Id at index: 0');
  m.put(id, r);
}
R.iter = (c) => {
  nn(c);
  if (c instanceof AList) return iterList(c);
  if (c instanceof ASet) return iterSet(c);
  if (c instanceof Obj) {
    if (c['a_iterator$0']) return iterUser(c['a_iterator$0']());
    if (c['a_hasnext$0']) return iterUser(c);
  }
  if (c.iterate) return c.iterate();
  if (c instanceof AMap) return c.values();
  return notModelled('iteration over ' + typeOf(c).name);
};
function* iterList(l) {
  const a = l.a;
  const n = a.length;
  for (let i = 0; i < n; i++) {
    if (a.length !== n) throw mkEx('System.FinalException', 'Cannot modify a collection while it is being iterated.');
    yield a[i];
  }
}
function* iterSet(s) {
  s.lock++;
  try { for (const v of s.m.values()) yield v; } finally { s.lock--; }
}
function* iterUser(it) { nn(it); while (R.iv(it, 'a_hasnext$0', []) === true) yield R.iv(it, 'a_next$0', []); }
R.chunks = function* (l, n) { for (let i = 0; i < l.a.length; i += n) yield new AList(l.e, l.a.slice(i, i + n)); };
R.single = (l) => {
  if (!(l instanceof AList)) return l;
  if (l.a.length === 1) return l.a[0];
  throw mkEx('System.QueryException', l.a.length ? 'List has more than 1 row for assignment to SObject' : 'List has no rows for assignment to SObject');
};
R.singleOrNull = (l) => (l instanceof AList && l.a.length === 0 ? null : R.single(l));

// --- types
export function isA(v, T) {
  if (v === null || v === undefined) return false;
  if (T === t.object || T === t.any) return true;
  const vt = typeOf(v);
  if (vt === T) return true;
  if (vt === t.string) return T === t.id && isIdText(v) && R.org.schema.byPrefix(v.slice(0, 3)) !== null;
  if (vt.kind === 'prim') return T.kind === 'prim' && T !== t.string && T !== t.id && rank(vt, T) >= 0;
  if (T.kind === 'prim') return false;
  if (isList(vt) && isList(T) && (vt.args[0] === t.any)) return true;
  if (vt.kind === 'plat' && T.kind === 'plat' && vt.def === T.def && vt.args && vt.args.some((a) => a.kind === 'any')) return true;
  return rank(vt, T) >= 0 && !(vt.args && T.args && vt.def === T.def && vt.args.some((a, i) => a !== T.args[i] && a.kind === 'sobject' && a.so === null && !isList(vt) && false));
}
R.isA = isA;
R.cast = (v, T) => {
  if (v === null || v === undefined) return null;
  if (isA(v, T)) return T.kind === 'prim' && (isNum(T) || T === t.datetime) ? R.coerceTo(v, T) : T === t.id ? to18(v) : v;
  if (T === t.id && typeof v === 'string') return R.s2id(v);
  if (T === t.string && typeof v === 'string') return v;
  throw mkEx('System.TypeException', `Invalid conversion from runtime type ${typeOf(v).name} to ${T.name}`);
};
R.enumValues = (d) => new AList(d.T, d.enumVals.slice());
R.enumValueOf = (d, s) => { nn(s); const v = d.enumVals.find((x) => x.name.toLowerCase() === s.toLowerCase()); if (!v) throw mkEx('System.NoSuchElementException', `No enum constant ${d.name}.${s}`); return v; };
R.penumValues = (d) => new AList(platT(d), d.enum.map((_, i) => penum(d, i)));


R.penumValueOf = (d, s) => { nn(s); const i = d.enum.findIndex((x) => x.toLowerCase() === s.toLowerCase()); if (i < 0) throw mkEx('System.NoSuchElementException', `No enum constant ${d.name}.${s}`); return penum(d, i); };
R.superObj = (x) => ({ raw: x });
R.toStr = (x) => { if (x && x.raw) { const o = x.raw; return o instanceof AEx ? str(o) : rawText(o); } return str(nn(x)); };
function rawText(o) { return (o.T.decl ? o.T.decl.simple : o.T.name) + ':[' + (o.constructor.$fields || []).map((f) => f.name + '=' + str(o[f.js])).join(', ') + ']'; }
R.hashOf = (x) => {
  if (x && x.raw) return identity(x.raw);
  nn(x);
  if (x instanceof Obj && x['a_hashcode$0']) return x['a_hashcode$0']();
  if (typeof x === 'number') return x;
  if (typeof x === 'boolean') return x ? 1231 : 1237;
  const k = hk(x, null);
  if (typeof k === 'object') return identity(k);
  let h = 0;
  for (const ch of String(k)) h = (Math.imul(31, h) + ch.charCodeAt(0)) | 0;
  return h;
};
R.eqCall = (x, y) => { if (x && x.raw) return x.raw === y; nn(x); if (x instanceof Obj && x['a_equals$1']) return x['a_equals$1'](y); return eqStrict(x, y); };

R.objClone = (x) => { nn(x); if (x instanceof SObj) return R.sclone(x, false, false); const n = Object.create(Object.getPrototypeOf(x)); for (const k of Object.keys(x)) n[k] = x[k]; return n; };
R.addErrF = (s, k, m) => R.addErrorField(s, k, m instanceof AEx ? (m['a_getmessage$0'] ? m['a_getmessage$0']() : m.msg) : str(m));

// --- dynamic calls
R.iv = (x, alias, args) => {
  const f = x[alias];
  if (f) return f.apply(x, args);
  const [, name, ar] = /^a_(.+)\$(\d+)$/.exec(alias);
  for (let T = typeOf(x); T; T = superT(T)) {
    const d = T.kind === 'plat' ? T.def : T.kind === 'prim' ? platform.get('system.' + T.key) : null;
    const m = d && (d.inst.get(name) || []).find((q) => q.arity === Number(ar) && q.fn);
    if (m) return m.fn(x, ...args);
  }
  return notModelled(`${typeOf(x).name}.${name}`);
};
R.vcall = (x, alias, fn, args) => { const f = x[alias]; return f ? f.apply(x, args) : fn(x, ...args); };
R.dispatch = (self, ms, args) => {
  let best = null, bs = Infinity;
  for (const m of ms) {
    let s = 0;
    for (let i = 0; i < args.length && s >= 0; i++) { const a = args[i]; if (a === null) continue; const r = isA(a, m.params[i]) ? rank(typeOf(a), m.params[i]) : -1; s = r < 0 ? -1 : s + r; }
    if (s >= 0 && s < bs) { best = m; bs = s; }
  }
  return self[(best || ms[0]).js](...args);
};
R.dynCall = (x, name, args) => { nn(x); const a = 'a_' + name.toLowerCase() + '$' + args.length; if (a === 'a_tostring$0' && !x[a]) return str(x); if (x instanceof SObj) { const m = (platform.get('system.sobject').inst.get(name.toLowerCase()) || []).find((q) => q.arity === args.length); if (m) return m.fn(x, ...args); } return R.iv(x, a, args); };
R.dynGet = (x, name) => {
  nn(x);
  if (x instanceof SObj) return R.sg(x, name.toLowerCase());
  const p = x.T && x.T.def && x.T.def.props.get(name.toLowerCase());
  if (p) return p.get(x);
  return notModelled(`dynamic member ${typeOf(x).name}.${name}`);
};

// dynamic SOQL binds: a resolver for the variables in scope at the call
R.qb = (res, f) => {
  const o = R.bindScope;
  R.bindScope = (name) => {
    const [b, ...rest] = name.split('.');
    let v = res(b.toLowerCase());
    for (const r of rest) {
      if (v === undefined || v === null) return v;
      if (v instanceof SObj) v = R.sg(v, r.toLowerCase());
      else if (v instanceof Obj) { const k = r.toLowerCase(); v = v['g_' + k] ? v['g_' + k]() : v['f_' + k]; } else v = R.dynGet(v, r);
    }
    return v;
  };
  try { return f(); } finally { R.bindScope = o; }
};

// --- sObject fields
R.sg = (x, k) => {
  if (x === null || x === undefined) npe();
  const v = x.f.get(k);
  if (v !== undefined) return v;
  if (x.q && k !== 'id') {
    const so = x.so;
    if (!(so && so.field(k) && so.field(k).formula && false)) throw mkEx('System.SObjectException', `SObject row was retrieved via SOQL without querying the requested field: ${x.T.name}.${so ? so.anyName(k) : k}`);
  }
  const fd = x.so && x.so.field(k);
  if (fd && fd.T === t.boolean) return x.stored ? null : false;
  return null;
};
R.sgr = (x, k) => (x === null || x === undefined ? null : R.sg(x, k));
R.sput = (x, k, v) => {
  if (x === null || x === undefined) npe();
  if (x.ro) throw mkEx('System.FinalException', 'Record is read-only');
  x.f.set(k, v);
  return v;
};
R.skids = (x, k, T) => {
  const v = x.f.get(k);
  if (v !== undefined && v !== null) return v;
  if (x.q) throw mkEx('System.SObjectException', `SObject row was retrieved via SOQL without querying the requested field: ${x.T.name}.${x.so.anyName(k)}`);
  return new AList(T);
};
R.newS = (T, sets) => {
  const s = new SObj(T);
  for (let i = 0; i < sets.length; i += 2) s.f.set(sets[i], sets[i + 1]);
  return s;
};
R.trig = () => R.trigStack[R.trigStack.length - 1] || { new: null, old: null, newmap: null, oldmap: null };


export function callUser(obj, name, args) { return R.iv(obj, 'a_' + name.toLowerCase() + '$' + args.length, args); }
export { t, typeOf, str, penum, penumNamed };
