// @ts-nocheck -- CLAIMED: the lib porter is working on this file (see lib/typed.ts for how the ported ones are declared)
// JSON: serialize, typed and untyped deserialize, JSONGenerator, JSONParser.
import { define, t, isList, isSet, isMap, platT, platform, sobjT, superT, parseSigType, findPlatform } from '../compile/types.ts';
import { R, mkEx, throwEx, penumNamed, notModelled } from '../runtime/rt.ts';
import { AList, ASet, AMap, SObj, Obj, PObj, AEx, Blob, EnumVal, str, typeOf, isIdText, to18 } from '../runtime/values.ts';
import { Dec, Dbl, toDec, dblStr } from '../runtime/decimal.ts';
import { ADate, ADatetime, ATime } from '../runtime/temporal.ts';
const nn = R.arg;
const q = (s) => JSON.stringify(s).replace(/\u2028/g, '\\u2028').replace(/\u2029/g, '\\u2029');

// --- writing
export function toJson(v, o = {}, ind = null) {
  const nl = ind === null ? '' : '\n' + '  '.repeat(ind + 1), end = ind === null ? '' : '\n' + '  '.repeat(ind);
  const sep = ind === null ? ':' : ' : ';
  const deeper = ind === null ? null : ind + 1;
  const obj = (es) => (es.length ? '{' + es.map(([k, x]) => nl + q(k) + sep + x).join(',') + end + '}' : ind === null ? '{}' : '{ }');
  if (v === null || v === undefined) return 'null';
  switch (typeof v) {
    case 'string': return q(v);
    case 'number': case 'boolean': case 'bigint': return String(v);
    default:
  }
  if (v instanceof Dec) return v.toString();
  if (v instanceof Dbl) return dblStr(v.v);
  if (v instanceof ADate) return q(v.toString());
  if (v instanceof ADatetime) return q(o.so ? v.sfJson() : v.iso());
  if (v instanceof ATime) return q(v.toString());
  if (v instanceof Blob) return q(v.b.toString('base64'));
  if (v instanceof EnumVal) return q(v.name);
  if (v instanceof AList) return v.a.length ? (ind === null ? '[' + v.a.map((x) => toJson(x, o, null)).join(',') + ']' : '[ ' + v.a.map((x) => toJson(x, o, ind)).join(', ') + ' ]') : ind === null ? '[]' : '[ ]';
  if (v instanceof ASet) return toJson(new AList(v.e, [...v.values()]), o, ind);
  if (v instanceof AMap) {
    const es = [];
    for (const [k, x] of v.entries()) { if (o.nulls && x === null) continue; es.push([k === null ? 'null' : k instanceof ADatetime ? k.sfJson() : str(k), toJson(x, o, deeper)]); }
    return obj(es);
  }
  if (v instanceof SObj) {
    const es = [];
    const at = { type: v.T.name };
    if (v.get('id')) at.url = `/services/data/v62.0/sobjects/${v.T.name}/${v.get('id')}`;
    es.push(['attributes', ind === null ? JSON.stringify(at) : '{' + Object.entries(at).map(([k, x]) => nl + '  ' + q(k) + ' : ' + q(x)).join(',') + nl + '}']);
    for (const [k, x] of v.f) {
      const f = v.so && v.so.fields.get(k);
      if (x instanceof AList) { if (x.a.length || v.q) es.push([v.so.anyName(k), ind === null ? `{"totalSize":${x.a.length},"done":true,"records":${toJson(x, o, null)}}` : `{ "totalSize" : ${x.a.length}, "done" : true, "records" : ${toJson(x, o, deeper)} }`]); continue; }
      if (x === null && (v.q || o.nulls)) continue;
      es.push([v.so ? v.so.anyName(k) : k, toJson(x, x instanceof ADatetime ? { ...o, so: true } : o, deeper)]);
    }
    return obj(es);
  }
  if (v instanceof AEx) return throwEx('System.JSONException', 'Not Serializable: ' + v.T.name);
  if (v instanceof Obj) {
    const es = [];
    for (const f of jsonFields(v.T.decl)) {
      if (f.isTransient || (o.aura && !f.ann.some((a) => a.name === 'auraenabled' || a.name === 'invocablevariable'))) continue;
      const x = f.prop?.hasAccessors && f.ast.getter ? v[f.prop.getJs]() : v[f.js];
      if (o.nulls && x === null) continue;
      es.push([f.name, toJson(x, o, deeper)]);
    }
    return obj(es);
  }
  if (v.toJson) return q(v.toJson());
  if (v instanceof PObj) return obj(Object.entries(v.d).filter(([, x]) => x !== undefined).map(([k, x]) => [k, toJson(x, o, deeper)]));
  return throwEx('System.JSONException', 'Apex Type unsupported in JSON: ' + typeOf(v).name);
}
function jsonFields(d) {
  const out = [];
  const seen = new Set();
  for (let s = d; s; s = s.superT && s.superT.kind === 'user' ? s.superT.decl : null) { const own = [...s.fields.values()].filter((f) => !f.isStatic && !seen.has(f.key)); own.forEach((f) => seen.add(f.key)); out.push(...own); }
  return out;
}

// --- reading: a tokenizer that keeps number text and line/column
class Reader {
  constructor(s) { this.s = s; this.i = 0; }
  err(m0) { const m = this.i >= this.s.length && !/^No content/.test(m0) ? m0.startsWith('Unexpected end') ? m0 : 'Unexpected end-of-input' : m0; const before = this.s.slice(0, this.i); const line = before.split('\n').length; throw mkEx('System.JSONException', `${m} at [line:${line}, column:${this.i - before.lastIndexOf('\n')}]`); }
  ws() { while (this.i < this.s.length && /\s/.test(this.s[this.i])) this.i++; }
  value() {
    this.ws();
    const c = this.s[this.i];
    if (c === undefined) this.err('No content to map to Object due to end of input');
    if (c === '{') {
      this.i++;
      const m = new Map();
      this.ws();
      if (this.s[this.i] === '}') { this.i++; return { k: 'obj', m }; }
      for (;;) {
        this.ws();
        if (this.s[this.i] !== '"') this.err(`Unexpected character ('${this.s[this.i] ?? 'EOF'}' (code ${(this.s.charCodeAt(this.i) || 0)})): was expecting double-quote to start field name`);
        const k = this.str();
        this.ws();
        if (this.s[this.i] !== ':') this.err(`Unexpected character ('${this.s[this.i]}' (code ${this.s.charCodeAt(this.i)})): was expecting a colon to separate field name and value`);
        this.i++;
        m.set(k, this.value());
        this.ws();
        if (this.s[this.i] === ',') { this.i++; continue; }
        if (this.s[this.i] === '}') { this.i++; return { k: 'obj', m }; }
        this.err(this.i >= this.s.length ? 'Unexpected end-of-input: expected close marker for OBJECT' : `Unexpected character ('${this.s[this.i]}' (code ${this.s.charCodeAt(this.i)})): was expecting comma to separate OBJECT entries`);
      }
    }
    if (c === '[') {
      this.i++;
      const a = [];
      this.ws();
      if (this.s[this.i] === ']') { this.i++; return { k: 'arr', a }; }
      for (;;) {
        a.push(this.value());
        this.ws();
        if (this.s[this.i] === ',') { this.i++; continue; }
        if (this.s[this.i] === ']') { this.i++; return { k: 'arr', a }; }
        this.err(this.i >= this.s.length ? 'Unexpected end-of-input: expected close marker for ARRAY' : `Unexpected character ('${this.s[this.i]}' (code ${this.s.charCodeAt(this.i)})): was expecting comma to separate ARRAY entries`);
      }
    }
    if (c === '"') return { k: 'str', v: this.str() };
    const m = /(-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)|true|false|null/y;
    m.lastIndex = this.i;
    const r = m.exec(this.s);
    if (!r) { const w = /[A-Za-z_]\w*/y; w.lastIndex = this.i; const ww = w.exec(this.s); if (ww) { this.err(`Unrecognized token '${ww[0]}': was expecting 'null', 'true', 'false' or NaN`); } this.err(`Unexpected character ('${c}' (code ${c.charCodeAt(0)})): expected a valid value (number, String, array, object, 'true', 'false' or 'null')`); }
    this.i = m.lastIndex;
    if (r[1]) return { k: 'num', v: r[1] };
    return r[0] === 'null' ? { k: 'null' } : { k: 'bool', v: r[0] === 'true' };
  }
  str() {
    let e = this.i + 1;
    while (e < this.s.length && this.s[e] !== '"') e += this.s[e] === '\\' ? 2 : 1;
    if (e >= this.s.length) this.err('Unexpected end-of-input in VALUE_STRING');
    const raw = this.s.slice(this.i, e + 1);
    this.i = e + 1;
    try { return JSON.parse(raw.replace(/[\u0000-\u001f]/g, (ch) => '\\u' + ch.charCodeAt(0).toString(16).padStart(4, '0'))); } catch { return this.err('Unrecognized character escape'); }
  }
}
export function parseJson(s) {
  const r = new Reader(nn(s));
  const v = r.value();
  return v;
}
export function untyped(n) {
  switch (n.k) {
    case 'null': return null;
    case 'bool': case 'str': return n.v;
    case 'num': if (/^-?\d+$/.test(n.v)) { const b = BigInt(n.v); return b <= 2147483647n && b >= -2147483648n ? Number(b) : b <= 9223372036854775807n && b >= -9223372036854775808n ? b : Dec.parse(n.v); } return Dec.parse(n.v);
    case 'arr': return new AList(t.object, n.a.map(untyped));
    default: { const m = new AMap(t.string, t.object); for (const [k, v] of n.m) m.put(k, untyped(v)); return m; }
  }
}
const jex = (m) => throwEx('System.JSONException', m);
export function typed(n, T, strict) {
  if (n.k === 'null') return null;
  if (T === t.object || T === t.any) return untyped(n);
  if (T.kind === 'prim') return prim(n, T);
  if (isList(T) || isSet(T)) {
    let node = n;
    if (n.k === 'obj' && n.m.has('records')) node = n.m.get('records');
    if (node.k !== 'arr') jex(`Malformed JSON: Expected '[' at the beginning of List/Set`);
    const a = node.a.map((x) => typed(x, T.args[0], strict));
    return isList(T) ? new AList(T.args[0], a) : new ASet(T.args[0], a);
  }
  if (isMap(T)) {
    if (n.k !== 'obj') jex("Malformed JSON: Expected '{' at the beginning of object");
    const m = new AMap(T.args[0], T.args[1]);
    for (const [k, v] of n.m) m.put(T.args[0] === t.string ? k : typed({ k: 'str', v: k }, T.args[0], strict), typed(v, T.args[1], strict));
    return m;
  }
  if (T.kind === 'sobject') return sobj(n, T, strict);
  if (T.kind === 'user') {
    const d = T.decl;
    if (d.isEnum) { const v = d.enumVals.find((x) => x.name.toLowerCase() === String(n.v).toLowerCase()); if (!v) jex(`Unknown enum value: ${n.v}`); return v; }
    if (n.k !== 'obj') jex("Malformed JSON: Expected '{' at the beginning of object");
    if (d.isInterface || d.isAbstract) throwEx('System.JSONException', `Apex Type unsupported in JSON: ${T.name}`);
    if (!d.rdy) d.init();
    const o = new d.js();
    o.$init();
    for (const [k, v] of n.m) {
      const f = findField(d, k.toLowerCase());
      if (!f || f.isStatic) { if (strict) jex(`No such column '${k}' on ${d.name}`.replace(/^No such column '(.*)' on (.*)$/, 'No such field $1 on class $2')); continue; }
      if (f.isTransient) continue;
      const x = typed(v, f.T, strict);
      if (f.prop?.hasAccessors && f.ast.setter) o[f.prop.setJs](x); else o[f.js] = x;
    }
    return o;
  }
  if (T.kind === 'plat') {
    const d = T.def;
    if (d.enum) return penumNamed(d.key, n.v);
    if (n.k === 'obj' && d.ctors.length) { const o = d.ctors[0].fn(T); for (const [k, v] of n.m) { const p = d.props.get(k.toLowerCase()); if (p && p.set) p.set(o, typed(v, p.type, strict)); } return o; }
    if (d.key === 'schema.sobjecttype' && n.k === 'str') return R.sobjTok(sobjT(n.v));
  }
  return throwEx('System.JSONException', 'Apex Type unsupported in JSON: ' + T.name);
}
function findField(d, k) { for (let s = d; s; s = s.superT && s.superT.kind === 'user' ? s.superT.decl : null) { const f = s.fields.get(k); if (f) return f; } return null; }
function prim(n, T) {
  const bad = (w) => jex(`Illegal value for ${T.key}: ${n.v ?? w}`);
  switch (T) {
    case t.string: if (n.k === 'obj' || n.k === 'arr') jex(`Illegal value for primitive`); return String(n.v);
    case t.id: if (n.k !== 'str' || !isIdText(n.v)) bad(); return to18(n.v);
    case t.boolean: if (n.k === 'bool') return n.v; if (n.k === 'str' && /^(true|false)$/i.test(n.v)) return n.v.toLowerCase() === 'true'; return bad();
    case t.integer: if ((n.k !== 'num' && n.k !== 'str') || !/^-?\d+$/.test(n.v)) bad(); return Number(n.v) | 0;
    case t.long: if ((n.k !== 'num' && n.k !== 'str') || !/^-?\d+$/.test(n.v)) bad(); return BigInt(n.v);
    case t.decimal: { const d = n.k === 'num' || n.k === 'str' ? Dec.parse(n.v) : null; return d || bad(); }
    case t.double: if (n.k !== 'num' && n.k !== 'str') bad(); return new Dbl(Number(n.v));
    case t.date: return ADate.parse(String(n.v)) || bad();
    case t.datetime: return ADatetime.parseIso(String(n.v)) || bad();
    case t.time: { const m = /^(\d+):(\d+):(\d+)(?:\.(\d+))?/.exec(n.v); return m ? new ATime(((+m[1] * 60 + +m[2]) * 60 + +m[3]) * 1000 + +(m[4] || 0)) : bad(); }
    case t.blob: return new Blob(Buffer.from(String(n.v), 'base64'));
    default: return bad();
  }
}
function sobj(n, T0, strict) {
  if (n.k !== 'obj') jex("Malformed JSON: Expected '{' at the beginning of object");
  let T = T0;
  const at = n.m.get('attributes');
  if (at && at.k === 'obj' && at.m.get('type')) { const x = sobjT(at.m.get('type').v); if (x) T = x; }
  if (!T.so) jex('SObject type is missing: attributes.type');
  const s = new SObj(T);
  for (const [k0, v] of n.m) {
    if (k0 === 'attributes') continue;
    const k = k0.toLowerCase();
    const f = T.so.field(k);
    if (f) { s.f.set(k, v.k === 'null' ? null : f.T === t.any ? untyped(v) : prim(v.k === 'num' && f.T === t.integer ? { ...v, v: v.v.replace(/\.0+$/, '') } : v, f.T)); continue; }
    const rel = T.so.parentRel(k);
    if (rel) { s.f.set(k, typed(v, sobjT(rel.to[0]) || t.sobject, strict)); continue; }
    const c = T.so.childRel(k);
    if (c) { s.f.set(k, v.k === 'null' ? null : typed(v, platT(platform.get('system.list'), [sobjT(c.child)]), strict)); continue; }
    jex(`No such column '${k0}' on sobject of type ${T.name}`);
  }
  return s;
}
const shape = (s, T) => { // the first token is checked before the text is parsed
  const c = nn(s).trim()[0];
  if ((isList(T) || isSet(T)) && c !== '[' && !(c === '{' || c === 'n' || c === undefined)) jex("Malformed JSON: Expected '[' at the beginning of List/Set");
  if ((isMap(T) || T.kind === 'user' && !T.decl.isEnum || T.kind === 'sobject') && c !== '{' && c !== 'n' && c !== undefined) jex("Malformed JSON: Expected '{' at the beginning of object");
  return s;
};
const asType = (x) => { if (!x) R.nn(null); return x.t; };
define('System.JSON', {
  s: {
    'serialize(Object):String': (v) => toJson(v), 'serialize(Object,Boolean):String': (v, b) => toJson(v, { nulls: b === true }), 'serializePretty(Object):String': (v) => toJson(v, {}, 0), 'serializePretty(Object,Boolean):String': (v, b) => toJson(v, { nulls: b === true }, 0),
    'deserialize(String,Type):ANY': (s, T) => typed(parseJson(shape(s, asType(T))), T.t, false), 'deserializeStrict(String,Type):ANY': (s, T) => typed(parseJson(shape(s, asType(T))), T.t, true), 'deserializeUntyped(String):Object': (s) => untyped(parseJson(s)), 'createGenerator(Boolean):JSONGenerator': (p) => new Gen(p), 'createParser(String):JSONParser': (s) => new Par(nn(s))
  }
});
// --- generator and parser
class Gen {
  constructor(p) { this.pretty = p; this.out = []; this.st = []; }
  pre() { const top = this.st[this.st.length - 1]; if (!top) return ''; if (top.field) { top.field = false; return ''; } const c = top.n++ ? ',' : ''; return top.k === '[' ? (this.pretty ? (c ? ', ' : ' ') : c) : c; }
  val(j) { this.out.push(this.pre() + j); }
  open(k) { this.out.push(this.pre() + k); this.st.push({ k, n: 0, field: false }); }
  close(k) { const top = this.st.pop(); if (!top) jex(`Current context not an ${k === '}' ? 'object' : 'array'} but ROOT`); this.out.push(this.pretty ? (k === '}' ? (top.n ? '\n' + '  '.repeat(this.st.length) : ' ') : ' ') + k : k); }
  field(n) { const top = this.st[this.st.length - 1]; this.out.push((top.n++ ? ',' : '') + (this.pretty ? '\n' + '  '.repeat(this.st.length) : '') + q(n) + (this.pretty ? ' : ' : ':')); top.field = true; }
}
const gi = { 'writeStartObject():void': (g) => g.open('{'), 'writeEndObject():void': (g) => g.close('}'), 'writeStartArray():void': (g) => g.open('['), 'writeEndArray():void': (g) => g.close(']'), 'writeFieldName(String):void': (g, n) => g.field(n), 'writeNull():void': (g) => g.val('null'), 'writeNullField(String):void': (g, n) => { g.field(n); g.val('null'); }, 'getAsString():String': (g) => g.out.join(''), 'close():void': () => {}, 'isClosed():Boolean': () => false, 'writeObject(Object):void': (g, v) => g.val(toJson(v, {}, g.pretty ? g.st.length : null)), 'writeObjectField(String,Object):void': (g, n, v) => { g.field(n); g.val(toJson(v, {}, g.pretty ? g.st.length : null)); } };
for (const [m, ty] of [['String', 'String'], ['Number', 'Decimal'], ['Number', 'Integer'], ['Number', 'Long'], ['Number', 'Double'], ['Boolean', 'Boolean'], ['Date', 'Date'], ['DateTime', 'Datetime'], ['Time', 'Time'], ['Id', 'Id'], ['Blob', 'Blob']]) { gi[`write${m}(${ty}):void`] = (g, v) => g.val(toJson(v)); gi[`write${m}Field(String,${ty}):void`] = (g, n, v) => { g.field(n); g.val(toJson(v)); }; }
define('System.JSONGenerator', { js: Gen, i: gi });
define('System.JSONToken', { e: 'END_ARRAY END_OBJECT FIELD_NAME NOT_AVAILABLE START_ARRAY START_OBJECT VALUE_EMBEDDED_OBJECT VALUE_FALSE VALUE_NULL VALUE_NUMBER_FLOAT VALUE_NUMBER_INT VALUE_STRING VALUE_TRUE'.split(' ') });
class Par {
  constructor(s) {
    this.ev = []; this.i = -1;
    const walk = (n, name) => {
      const push = (k, tx, x) => this.ev.push({ k, tx, name, ...x });
      switch (n.k) {
        case 'obj': { const st = this.ev.length; push('START_OBJECT', '{', { n }); for (const [k, v] of n.m) { this.ev.push({ k: 'FIELD_NAME', tx: k, name: k }); walk(v, k); } push('END_OBJECT', '}'); this.ev[st].end = this.ev.length - 1; break; }
        case 'arr': { const st = this.ev.length; push('START_ARRAY', '[', { n }); for (const v of n.a) walk(v, null); push('END_ARRAY', ']'); this.ev[st].end = this.ev.length - 1; break; }
        case 'str': push('VALUE_STRING', n.v, { n }); break;
        case 'num': push(/[.eE]/.test(n.v) ? 'VALUE_NUMBER_FLOAT' : 'VALUE_NUMBER_INT', n.v, { n }); break;
        case 'bool': push(n.v ? 'VALUE_TRUE' : 'VALUE_FALSE', String(n.v), { n }); break;
        default: push('VALUE_NULL', 'null', { n });
      }
    };
    walk(parseJson(s), null);
  }
  get cur() { return this.ev[this.i] || null; }
}
const tok = (k) => penumNamed('System.JSONToken', k);
const pv = (T) => (p) => (p.cur.n.k === 'null' ? null : prim(p.cur.n, T));
define('System.JSONParser', {
  js: Par,
  i: {
    'nextToken():JSONToken': (p) => { p.i++; return p.cur ? tok(p.cur.k) : null; }, 'nextValue():JSONToken': (p) => { do { p.i++; } while (p.cur && (p.cur.k === 'FIELD_NAME')); return p.cur ? tok(p.cur.k) : null; }, 'getCurrentToken():JSONToken': (p) => (p.cur ? tok(p.cur.k) : null), 'getCurrentName():String': (p) => (p.cur ? p.cur.name : null), 'getText():String': (p) => (p.cur ? p.cur.tx : null), 'hasCurrentToken():Boolean': (p) => !!p.cur, 'clearCurrentToken():void': () => {}, 'getLastClearedToken():JSONToken': () => null, 'skipChildren():void': (p) => { if (p.cur && p.cur.end !== undefined) p.i = p.cur.end; },
    'getIntegerValue():Integer': pv(t.integer), 'getLongValue():Long': pv(t.long), 'getDecimalValue():Decimal': pv(t.decimal), 'getDoubleValue():Double': pv(t.double), 'getBooleanValue():Boolean': pv(t.boolean), 'getDateValue():Date': pv(t.date), 'getDateTimeValue():Datetime': pv(t.datetime), 'getTimeValue():Time': pv(t.time), 'getIdValue():Id': pv(t.id), 'getBlobValue():Blob': pv(t.blob),
    'readValueAs(Type):ANY': (p, T) => { if (p.i < 0) p.i = 0; const c = p.cur; const r = typed(c.n, T.t, false); if (c.end !== undefined) p.i = c.end; return r; }, 'readValueAsStrict(Type):ANY': (p, T) => { if (p.i < 0) p.i = 0; const c = p.cur; const r = typed(c.n, T.t, true); if (c.end !== undefined) p.i = c.end; return r; }
  }
});
export { toDec, superT, parseSigType, findPlatform, notModelled };
