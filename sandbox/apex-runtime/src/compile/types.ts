// @ts-nocheck -- ported file by file: this one still waits for its types
// The static and run-time type model: interned T objects, platform type table, assignability.
export class T {
  constructor(kind, name, extra) {
    this.kind = kind; // void null any prim object sobject user plat
    this.name = name;
    this.key = name.toLowerCase();
    this.args = null;
    if (extra) Object.assign(this, extra);
  }
  toString() { return this.name; }
}

const PRIMS = ['Boolean', 'Integer', 'Long', 'Double', 'Decimal', 'String', 'Id', 'Date', 'Datetime', 'Time', 'Blob'];
export const t = {
  void: new T('void', 'void'), null: new T('null', 'null'), any: new T('any', 'ANY'), object: new T('object', 'Object')
};
const intern = new Map();
for (const p of PRIMS) { t[p.toLowerCase()] = new T('prim', p); intern.set(p.toLowerCase(), t[p.toLowerCase()]); }
intern.set('object', t.object);
t.sobject = new T('sobject', 'SObject', { so: null });
intern.set('sobject', t.sobject);

export class PlatformDef {
  constructor(ns, name) {
    this.ns = ns; this.name = name; this.key = (ns + '.' + name).toLowerCase();
    this.stat = new Map(); this.inst = new Map(); this.ctors = []; this.props = new Map(); this.sprops = new Map();
    this.sup = null; this.ifs = []; this.generic = null; this.isInterface = false; this.isAbstract = false; this.enum = null; this.js = null; this.dyn = null;
  }
}
export const platform = new Map(); // 'system.string' -> PlatformDef
const simpleNs = ['system', 'schema'];
export const namespaces = new Set(['system', 'schema']);

export function findPlatform(name) {
  const k = name.toLowerCase();
  if (k.includes('.')) return platform.get(k) || null;
  for (const ns of simpleNs) { const d = platform.get(ns + '.' + k); if (d) return d; }
  return null;
}
const displayNs = (d) => (d.ns === 'System' ? d.name : d.ns + '.' + d.name);
export function platT(def, args) {
  const isPrim = def.key.startsWith('system.') && intern.get(def.name.toLowerCase());
  if (isPrim && (isPrim.kind === 'prim' || isPrim.kind === 'object' || isPrim === t.sobject)) return isPrim;
  if (def.generic && !args) args = def.generic.map(() => t.any);
  const name = displayNs(def) + (args && def.generic ? '<' + args.map((a) => a.name).join(',') + '>' : '');
  const k = 'p:' + name.toLowerCase();
  let r = intern.get(k);
  if (!r) {
    r = new T('plat', name, { def, args: def.generic ? args : null });
    r.key = name.toLowerCase();
    intern.set(k, r);
  }
  return r;
}
let dList, dSet, dMap;
export function listOf(e) { return platT(dList ||= platform.get('system.list'), [e]); }
export function setOf(e) { return platT(dSet ||= platform.get('system.set'), [e]); }
export function mapOf(k, v) { return platT(dMap ||= platform.get('system.map'), [k, v]); }
export const isList = (x) => x.kind === 'plat' && x.def.key === 'system.list';
export const isSet = (x) => x.kind === 'plat' && x.def.key === 'system.set';
export const isMap = (x) => x.kind === 'plat' && x.def.key === 'system.map';
export const isIterable = (x) => x.kind === 'plat' && x.def.key === 'system.iterable';

// --- sObject types: supplied by the schema of the org
let schemaLookup = () => null;
const soIntern = new Map();
export function setSchemaLookup(fn) { schemaLookup = fn; soIntern.clear(); }
export function sobjT(name) {
  const k = name.toLowerCase();
  if (k === 'sobject') return t.sobject;
  let r = soIntern.get(k);
  if (r) return r;
  const so = schemaLookup(k);
  if (!so) return null;
  r = soIntern.get(so.name.toLowerCase());
  if (!r) { r = new T('sobject', so.name, { so }); soIntern.set(so.name.toLowerCase(), r); }
  soIntern.set(k, r);
  return r;
}

// --- parsing of type names written in platform signatures: List<Map<String,Object>>
const sigTypeCache = new Map();
export function parseSigType(s, generic) {
  s = s.trim();
  const ck = generic ? null : s;
  if (ck && sigTypeCache.has(ck)) return sigTypeCache.get(ck);
  const r = parseSig0(s, generic);
  if (ck) sigTypeCache.set(ck, r);
  return r;
}
function parseSig0(s, generic) {
  if (s.endsWith('[]')) return listOf(parseSigType(s.slice(0, -2), generic));
  const lt = s.indexOf('<');
  const base = (lt < 0 ? s : s.slice(0, lt)).trim();
  if (generic && lt < 0) { const i = generic.indexOf(base); if (i >= 0) return { gen: i, kind: 'gen', name: base }; }
  if (base === 'void') return t.void;
  if (base === 'ANY') return t.any;
  let args = null;
  if (lt >= 0) args = splitTop(s.slice(lt + 1, s.lastIndexOf('>'))).map((x) => parseSigType(x, generic));
  const p = intern.get(base.toLowerCase());
  if (p && !args) return p;
  const def = findPlatform(base);
  if (def) {
    if (args && args.some(hasGen)) return { kind: 'genapp', def, args, name: s };
    return platT(def, args);
  }
  const so = sobjT(base);
  if (so) return so;
  throw new Error('apex-runtime internal: unknown type in platform signature: ' + s);
}
const hasGen = (x) => x.kind === 'gen' || x.kind === 'genapp';
export function splitTop(s) {
  const out = []; let d = 0, cur = '';
  for (const ch of s) {
    if (ch === '<') d++; else if (ch === '>') d--;
    if (ch === ',' && d === 0) { out.push(cur); cur = ''; } else cur += ch;
  }
  if (cur.trim()) out.push(cur);
  return out;
}
export function subst(x, args) {
  if (x.kind === 'gen') return (args && args[x.gen]) || t.any;
  if (x.kind === 'genapp') return platT(x.def, x.args.map((a) => subst(a, args)));
  return x;
}

// --- definition DSL used by the platform library
function parseSigKey(key, def) {
  const m = /^(\w*)\((.*)\)(?::(.+))?$/.exec(key);
  if (!m) throw new Error('bad signature ' + key + ' in ' + def.key);
  return { name: m[1], raw: m[2], rawRet: m[3] || 'void', def, get params() { return lazy(this, 'params', () => splitTop(this.raw).map((p) => parseSigType(p, def.generic))); }, get ret() { return lazy(this, 'ret', () => parseSigType(this.rawRet, def.generic)); } };
}
function lazy(o, n, f) { const v = f(); Object.defineProperty(o, n, { value: v }); return v; }
function addSigs(map, table, def, st) {
  for (const [key, fn] of Object.entries(table)) {
    const sig = parseSigKey(key, def);
    sig.fn = fn; sig.isStatic = st;
    sig.arity = splitTop(sig.raw).length;
    const k = sig.name.toLowerCase();
    if (!map.has(k)) map.set(k, []);
    map.get(k).push(sig);
  }
}
export function define(qname, spec) {
  const i = qname.lastIndexOf('.');
  const ns = qname.slice(0, i), name = qname.slice(i + 1);
  let d = platform.get(qname.toLowerCase());
  if (!d) { d = new PlatformDef(ns, name); platform.set(d.key, d); namespaces.add(ns.toLowerCase()); }
  if (spec.generic) d.generic = spec.generic;
  if (spec.sup) d.sup = spec.sup;
  if (spec.ifs) d.ifs = spec.ifs;
  if (spec.js) { d.js = spec.js; Object.defineProperty(spec.js.prototype, 'T', { configurable: true, get() { return platT(d); } }); }
  if (spec.s) addSigs(d.stat, spec.s, d, true);
  if (spec.i) addSigs(d.inst, spec.i, d, false);
  if (spec.iface) { d.isInterface = true; const o = {}; for (const k of spec.iface) o[k] = null; addSigs(d.inst, o, d, false); }
  if (spec.abstract) d.isAbstract = true;
  if (spec.ctor) for (const [k, fn] of Object.entries(spec.ctor)) { const sg = parseSigKey(k, d); sg.fn = fn; sg.arity = splitTop(sg.raw).length; d.ctors.push(sg); }
  for (const [src, dst] of [[spec.p, d.props], [spec.sp, d.sprops]]) {
    if (!src) continue;
    for (const [k, v] of Object.entries(src)) {
      const c = k.indexOf(':');
      const pn = k.slice(0, c), raw = k.slice(c + 1);
      const p = { name: pn, get: Array.isArray(v) ? v[0] : v, set: Array.isArray(v) ? v[1] : null, get type() { return lazy(this, 'type', () => parseSigType(raw, d.generic)); } };
      dst.set(pn.toLowerCase(), p);
    }
  }
  if (spec.dyn) d.dyn = spec.dyn;
  if (spec.e) d.enum = spec.e;
  return d;
}

// --- supertypes and assignability
export function superT(x) {
  if (x.kind === 'user') return x.decl.superT || null;
  if (x.kind === 'plat' && x.def.sup) return parseSigType(x.def.sup, null);
  return null;
}
export function interfacesOf(x) {
  if (x.kind === 'user') return x.decl.ifsT || [];
  if (x.kind === 'plat') return x.def.ifs.map((s) => subst(parseSigType(s, x.def.generic), x.args));
  return [];
}
const NUM = { integer: 0, long: 1, double: 2, decimal: 3 };
export const isNum = (x) => x.kind === 'prim' && x.key in NUM;
export function assignable(from, to) { return rank(from, to) >= 0; }
// -1: not assignable; 0: identical; bigger: worse
export function rank(from, to) {
  if (from === to) return 0;
  if (from.kind === 'any') return 6;
  if (to.kind === 'any') return 7;
  if (from.kind === 'void' || to.kind === 'void') return -1;
  if (from.kind === 'null') return to === t.object ? 2 : 1;
  if (to.kind === 'object') return 20;
  if (from.kind === 'prim' && to.kind === 'prim') {
    if (from.key in NUM && to.key in NUM) {
      if (NUM[from.key] < NUM[to.key]) return NUM[to.key] - NUM[from.key];
      if (from.key === 'decimal' && to.key === 'double') return 4;
      return -1;
    }
    if (from.key === 'id' && to.key === 'string') return 1;
    if (from.key === 'string' && to.key === 'id') return 2;
    if (from.key === 'date' && to.key === 'datetime') return 2;
    return -1;
  }
  if (from.kind === 'sobject' && to.kind === 'sobject') return to.so === null ? 3 : -1;
  if (from.kind === 'plat' && to.kind === 'plat') {
    if (from.def === to.def && from.args) {
      let worst = 0;
      for (let i = 0; i < from.args.length; i++) {
        const a = from.args[i], b = to.args[i];
        let r = rank(a, b);
        if (r < 0 && a.kind === 'sobject' && b.kind === 'sobject' && a.so === null) r = 5;
        if (r < 0) return -1;
        if (a.kind === 'prim' && b.kind === 'prim' && a !== b && !((a.key === 'id' || a.key === 'string') && (b.key === 'id' || b.key === 'string'))) return -1;
        worst = Math.max(worst, r);
      }
      return worst;
    }
  }
  if (from.kind === 'user' || from.kind === 'plat') {
    const s = superT(from);
    let best = -1;
    if (s) { const r = rank(s, to); if (r >= 0) best = r + 1; }
    for (const i of interfacesOf(from)) {
      const r = rank(i, to);
      if (r >= 0 && (best < 0 || r + 1 < best)) best = r + 1;
    }
    if (best > 19) best = 20;
    return best;
  }
  return -1;
}
// may a cast from a to b succeed at run time?
export function castable(a, b) {
  if (assignable(a, b) || assignable(b, a)) return true;
  if (a.kind === 'prim' && b.kind === 'prim') {
    if (a.key in NUM && b.key in NUM) return true;
    return false;
  }
  if (a.kind === 'sobject' && b.kind === 'sobject') return a.so === null || b.so === null;
  if (a.kind === 'plat' && b.kind === 'plat' && a.def === b.def) return true;
  const iface = (x) => (x.kind === 'user' ? x.decl.isInterface || !x.decl.isFinal : x.kind === 'plat' && x.def.isInterface);
  return iface(a) || iface(b);
}
export function commonType(a, b) {
  if (a.kind === 'null') return b;
  if (b.kind === 'null') return a;
  const r1 = rank(a, b), r2 = rank(b, a);
  if (r1 >= 0 && (r2 < 0 || r1 <= r2 || b === t.object)) return b;
  if (r2 >= 0) return a;
  if (a.kind === 'sobject' && b.kind === 'sobject') return t.sobject;
  return t.object;
}
