// @ts-nocheck -- CLAIMED: the lib porter is working on this file (see lib/typed.ts for how the ported ones are declared)
// System.Database, results, locators, AccessLevel, DmlOptions, savepoints; the soql() entry.
import { define, t, parseSigType, listOf, sobjT, platT, platform, isList } from '../compile/types.ts';
import { R, mkEx, throwEx, notModelled, penumNamed } from '../runtime/rt.ts';
import { AList, ASet, AMap, SObj, AEx, PObj, str, to18 } from '../runtime/values.ts';
import { runQuery } from '../db/query.ts';
import { parseSoql } from '../parse/soql.ts';
import { dml, merge } from '../db/dml.ts';
import { count } from '../runtime/limits.ts';
import { statusCode } from './core/exceptions.ts';
const P = (s) => parseSigType(s);
const nn = R.arg;

R.soql = (q, binds) => runQuery(q, { bind: (i) => binds[i], named: () => null });
const parsed = new Map();
const qex = (m) => mkEx('System.QueryException', m);
export function parseQuery(text) {
  nn(text);
  let q = parsed.get(text);
  if (!q) { q = parseSoql(text, qex); if (parsed.size > 2000) parsed.clear(); parsed.set(text, q); }
  return q;
}
export function dynamic(text, named, mode) {
  return runQuery(parseQuery(text), { bind: () => null, named }, { mode });
}
const modeOf = (a) => (a && a.mode === 'USER_MODE' ? 'user_mode' : null);
// binds of Database.query refer to variables of the caller: generated code has no names at run time,
// so the compiler passes a resolver for literal query strings; plain names are looked up there
const callerBinds = (n) => { const r = R.bindScope; if (r) { const v = r(n); if (v !== undefined) return v; } throw mkEx('System.QueryException', `Variable does not exist: ${n}`); };
const mapBinds = (m) => (n) => { const k = n.toLowerCase(); for (const [a, b] of m.entries()) if (String(a).toLowerCase() === k) return b; throw mkEx('System.QueryException', `Key '${n}' does not exist in the bindMap`); };
const asList = (r) => (typeof r === 'number' ? new AList(t.sobject, []) : r);

class DbError { constructor(e) { this.e = e; } toText() { return `Database.Error[getFields=(${this.e.fields.join(', ')});getMessage=${this.e.message};getStatusCode=${this.e.status};]`; } }
R.mkDbError = (e) => new DbError(e);
define('Database.Error', { js: DbError, i: { 'getMessage():String': (e) => e.e.message, 'getStatusCode():StatusCode': (e) => statusCode(e.e.status), 'getFields():List<String>': (e) => new AList(t.string, e.e.fields.slice()) } });
const mkRes = (name) => {
  const C = class { constructor(r) { this.r = r; } toText() { return `Database.${name}[getErrors=(${this.r.errors.map((e) => str(new DbError(e))).join(', ')});getId=${this.r.id};isSuccess=${this.r.success};]`; } };
  const i = { 'isSuccess():Boolean': (x) => x.r.success, 'getId():Id': (x) => (x.r.success || name !== 'SaveResult' ? x.r.id ?? null : x.r.id ?? null), 'getErrors():List<Database.Error>': (x) => new AList(P('Database.Error'), x.r.errors.map((e) => new DbError(e))) };
  if (name === 'UpsertResult') i['isCreated():Boolean'] = (x) => !!x.r.created;
  if (name === 'MergeResult') { i['getMergedRecordIds():List<Id>'] = (x) => new AList(t.id, x.r.merged); i['getUpdatedRelatedIds():List<Id>'] = () => new AList(t.id, []); }
  define('Database.' + name, { js: C, i });
  return C;
};
const SR = mkRes('SaveResult'), UR = mkRes('UpsertResult'), DR = mkRes('DeleteResult'), UDR = mkRes('UndeleteResult'), MR = mkRes('MergeResult');
mkRes('EmptyRecycleBinResult'); mkRes('LeadConvertResult');
R.mkSaveResult = (r) => new SR(r);

class DmlOpts { constructor() { this.d = {}; } }
const optP = {};
for (const [n, ty] of [['OptAllOrNone', 'Boolean'], ['allowFieldTruncation', 'Boolean'], ['duplicateRuleHeader', 'Database.DuplicateRuleHeader'], ['assignmentRuleHeader', 'Database.AssignmentRuleHeader'], ['emailHeader', 'Database.EmailHeader'], ['localeOptions', 'String']]) optP[`${n}:${ty}`] = [(o) => o.d[n] ?? (/Header/.test(n) ? (o.d[n] = new PObj(P(ty))) : null), (o, v) => { o.d[n] = v; return v; }];
const bean = (name, props, extra) => { const p = {}; for (const [n, ty] of Object.entries(props)) p[`${n}:${ty}`] = [(o) => o.d[n] ?? null, (o, v) => { o.d[n] = v; return v; }]; define(name, { p, ctor: { '()': (T) => new PObj(T) }, ...extra }); };
bean('Database.DuplicateRuleHeader', { allowSave: 'Boolean', includeRecordDetails: 'Boolean', runAsCurrentUser: 'Boolean' });
bean('Database.AssignmentRuleHeader', { assignmentRuleId: 'Id', useDefaultRule: 'Boolean' });
bean('Database.EmailHeader', { triggerAutoResponseEmail: 'Boolean', triggerOtherEmail: 'Boolean', triggerUserEmail: 'Boolean' });
define('Database.DmlOptions', { js: DmlOpts, ctor: { '()': () => new DmlOpts() }, p: optP });
class Access { constructor(m) { this.mode = m; } hashKey() { return this.mode; } toText() { return this.mode; } }
const UM = new Access('USER_MODE'), SM = new Access('SYSTEM_MODE');
define('System.AccessLevel', { js: Access, sp: { 'USER_MODE:AccessLevel': () => UM, 'SYSTEM_MODE:AccessLevel': () => SM }, i: { 'withPermissionSetId(String):AccessLevel': (a) => a } });
class Savepoint { constructor() { this.mark = R.org.db.mark(); this.dirty = R.tx.dirty; this.rolled = false; R.tx.dirty = true; } }
define('System.Savepoint', { js: Savepoint });
class Locator { constructor(l, q) { this.l = l; this.q = q; } iterate() { return R.iter(this.l); } }
define('Database.QueryLocator', { js: Locator, i: { 'getQuery():String': (x) => x.q, 'iterator():Database.QueryLocatorIterator': (x) => new LIt(x.l.a) } });
class LIt { constructor(a) { this.a = a; this.i = 0; } }
define('Database.QueryLocatorIterator', { js: LIt, ifs: ['Iterator<SObject>'], i: { 'hasNext():Boolean': (x) => x.i < x.a.length, 'next():SObject': (x) => x.a[x.i++] } });
define('Database.Batchable', { generic: ['T'], iface: [ 'execute(Database.BatchableContext,List<T>):void', 'finish(Database.BatchableContext):void'] });
define('Database.Stateful', { iface: [] });
define('Database.AllowsCallouts', { iface: [] });
define('Database.RaisesPlatformEvents', { iface: [] });
class BC { constructor(id, kid) { this.id = id; this.kid = kid; } }
define('Database.BatchableContext', { js: BC, i: { 'getJobId():Id': (x) => x.id, 'getChildJobId():Id': (x) => x.kid || x.id } });
define('Database.BatchableContextImpl', { js: class extends BC {}, sup: 'Database.BatchableContext', ctor: { '()': () => new BC(null), '(Id,Id)': (T, a, b) => new BC(a, b) } });
R.BC = BC;

// one op -> the family of overloads
const S = {};
function run(op, recs, o, C, single) {
  let res;
  const list = recs instanceof AList ? recs : null;
  if (recs === null) R.nn(null);
  try { res = dml(op, recs, o); } catch (e) {
    if (o.allOrNone === false && e instanceof AEx && !e.uncatchable && e.trigCause) res = (list ? list.a : [recs]).map((r) => ({ success: false, id: r instanceof SObj ? r.get('id') : r, errors: e.dml.map((x) => ({ status: x.status, message: x.message, fields: x.fields })) }));
    else throw e;
  }
  if (list) return new AList(platT(platform.get('database.' + C.resName)), res.map((r) => new C(r)));
  return new C(res[0]);
}
const optsOf = (x) => (x === null || x === undefined ? {} : typeof x === 'boolean' ? { allOrNone: x } : x instanceof DmlOpts ? { allOrNone: x.d.OptAllOrNone === null || x.d.OptAllOrNone === undefined ? true : x.d.OptAllOrNone, truncate: x.d.allowFieldTruncation === true } : x instanceof Access ? { mode: x.mode === 'USER_MODE' ? 'user' : null } : {});
SR.resName = 'saveresult'; UR.resName = 'upsertresult'; DR.resName = 'deleteresult'; UDR.resName = 'undeleteresult'; MR.resName = 'mergeresult';
for (const [op, C, nm] of [['insert', SR, 'SaveResult'], ['update', SR, 'SaveResult'], ['delete', DR, 'DeleteResult'], ['undelete', UDR, 'UndeleteResult']]) {
  for (const [ty, ret] of [['SObject', `Database.${nm}`], ['List<SObject>', `List<Database.${nm}>`], ...(op === 'delete' || op === 'undelete' ? [['Id', `Database.${nm}`], ['List<Id>', `List<Database.${nm}>`]] : [])]) {
    S[`${op}(${ty}):${ret}`] = (r) => run(op, r, {}, C);
    S[`${op}(${ty},Boolean):${ret}`] = (r, b) => run(op, r, optsOf(b), C);
    S[`${op}(${ty},AccessLevel):${ret}`] = (r, a) => run(op, r, optsOf(a), C);
    S[`${op}(${ty},Boolean,AccessLevel):${ret}`] = (r, b, a) => run(op, r, { ...optsOf(b), ...optsOf(a) }, C);
    if (op === 'insert' || op === 'update') { S[`${op}(${ty},Database.DmlOptions):${ret}`] = (r, d) => run(op, r, optsOf(d), C); S[`${op}(${ty},Database.DmlOptions,AccessLevel):${ret}`] = (r, d, a) => run(op, r, { ...optsOf(d), ...optsOf(a) }, C); }
  }
}
for (const [ty, ret] of [['SObject', 'Database.UpsertResult'], ['List<SObject>', 'List<Database.UpsertResult>']]) {
  S[`upsert(${ty}):${ret}`] = (r) => run('upsert', r, {}, UR);
  S[`upsert(${ty},Boolean):${ret}`] = (r, b) => run('upsert', r, optsOf(b), UR);
  S[`upsert(${ty},AccessLevel):${ret}`] = (r, b) => run('upsert', r, optsOf(b), UR);
  S[`upsert(${ty},Boolean,AccessLevel):${ret}`] = (r, b, a) => run('upsert', r, { ...optsOf(b), ...optsOf(a) }, UR);
  S[`upsert(${ty},Schema.SObjectField):${ret}`] = (r, f) => run('upsert', r, { ext: f.f.name }, UR);
  S[`upsert(${ty},Schema.SObjectField,Boolean):${ret}`] = (r, f, b) => run('upsert', r, { ext: f && f.f.name, ...optsOf(b) }, UR);
  S[`upsert(${ty},Schema.SObjectField,AccessLevel):${ret}`] = (r, f, a) => run('upsert', r, { ext: f && f.f.name, ...optsOf(a) }, UR);
  S[`upsert(${ty},Schema.SObjectField,Boolean,AccessLevel):${ret}`] = (r, f, b, a) => run('upsert', r, { ext: f && f.f.name, ...optsOf(b), ...optsOf(a) }, UR);
}
const locator = (l, q) => new Locator(l, q);
for (const imm of ['Immediate', 'Async']) for (const [op, C, nm] of [['insert', SR, 'SaveResult'], ['update', SR, 'SaveResult'], ['delete', DR, 'DeleteResult']]) { S[`${op}${imm}(SObject):Database.${nm}`] = (r) => run(op, r, { allOrNone: false }, C); S[`${op}${imm}(List<SObject>):List<Database.${nm}>`] = (r) => run(op, r, { allOrNone: false }, C); }
const cnt = (r) => (typeof r === 'number' ? r : r.a.length && r.a[0].f.size === 1 && typeof [...r.a[0].f.values()][0] === 'number' ? [...r.a[0].f.values()][0] : r.a.length);
Object.assign(S, {
  'query(String):List<SObject>': (q) => asList(dynamic(q, callerBinds)), 'query(String,AccessLevel):List<SObject>': (q, a) => asList(dynamic(q, callerBinds, modeOf(a))), 'queryWithBinds(String,Map<String,Object>,AccessLevel):List<SObject>': (q, m, a) => asList(dynamic(q, mapBinds(m), modeOf(a))), 'queryWithBinds(String,Map<String,Object>):List<SObject>': (q, m) => asList(dynamic(q, mapBinds(m))),
  'countQuery(String):Integer': (q) => cnt(dynamic(q, callerBinds)), 'countQuery(String,AccessLevel):Integer': (q, a) => cnt(dynamic(q, callerBinds, modeOf(a))), 'countQueryWithBinds(String,Map<String,Object>,AccessLevel):Integer': (q, m, a) => cnt(dynamic(q, mapBinds(m), modeOf(a))),
  'getQueryLocator(String):Database.QueryLocator': (q) => locator(asList(dynamic(q, callerBinds)), q), 'getQueryLocator(String,AccessLevel):Database.QueryLocator': (q, a) => locator(asList(dynamic(q, callerBinds, modeOf(a))), q), 'getQueryLocator(List<SObject>):Database.QueryLocator': (l) => locator(l, 'SELECT'), 'getQueryLocatorWithBinds(String,Map<String,Object>,AccessLevel):Database.QueryLocator': (q, m, a) => locator(asList(dynamic(q, mapBinds(m), modeOf(a))), q),
  'setSavepoint():Savepoint': () => { count('dml', 1); return new Savepoint(); }, 'rollback(Savepoint):void': (s) => { count('dml', 1); R.org.db.rollback(nn(s).mark); s.rolled = true; }, 'releaseSavepoint(Savepoint):void': (s) => { if (nn(s).rolled) R.tx.dirty = s.dirty; },
  'executeBatch(Object):Id': (b) => R.async.batch(b, 200), 'executeBatch(Object,Integer):Id': (b, n) => R.async.batch(b, n),
  'emptyRecycleBin(List<SObject>):List<Database.EmptyRecycleBinResult>': (l) => { for (const r of l.a) R.org.db.write(r.so.key, r.get('id'), undefined); return new AList(t.any, []); }, 'emptyRecycleBin(SObject):void': (r) => R.org.db.write(r.so.key, r.get('id'), undefined),
  'merge(SObject,SObject):Database.MergeResult': (a, b) => new MR(merge(a, [b], {})), 'merge(SObject,Id):Database.MergeResult': (a, b) => new MR(merge(a, [b], {})), 'merge(SObject,List<SObject>):List<Database.MergeResult>': (a, b) => new AList(P('Database.MergeResult'), [new MR(merge(a, b.a, {}))]), 'merge(SObject,List<Id>):List<Database.MergeResult>': (a, b) => new AList(P('Database.MergeResult'), [new MR(merge(a, b.a, {}))]), 'merge(SObject,SObject,Boolean):Database.MergeResult': (a, b) => new MR(merge(a, [b], {})), 'merge(SObject,Id,Boolean):Database.MergeResult': (a, b) => new MR(merge(a, [b], {})), 'merge(SObject,List<SObject>,Boolean):List<Database.MergeResult>': (a, b) => new AList(P('Database.MergeResult'), [new MR(merge(a, b.a, {}))]),
  'convertLead(Object):Object': () => notModelled('Database.convertLead')
});
class Cursor { constructor(l) { this.l = l; } }
const fetchC = (c, a, n) => { if (a < 0 || a > c.l.a.length) throwEx('System.InvalidParameterValueException', 'Invalid cursor position'); return new AList(c.l.e, c.l.a.slice(a, a + n)); };
define('Database.Cursor', { js: Cursor, i: { 'fetch(Integer,Integer):List<SObject>': fetchC, 'getNumRecords():Integer': (c) => c.l.a.length } });
for (const [sig, f] of Object.entries({ 'getCursor(String):Database.Cursor': (q) => new Cursor(asList(dynamic(q, callerBinds))), 'getCursor(String,AccessLevel):Database.Cursor': (q, a) => new Cursor(asList(dynamic(q, callerBinds, modeOf(a)))), 'getCursorWithBinds(String,Map<String,Object>,AccessLevel):Database.Cursor': (q, m, a) => new Cursor(asList(dynamic(q, mapBinds(m), modeOf(a)))) })) S[sig] = f;
define('System.Database', { s: S });
// SOSL: fixed search results in tests, name search otherwise
R.sosl = (text, binds) => sosl(text, binds);
function sosl(text, binds) {
  count('sosl', 1);
  const m = /returning\s+([\s\S]*)$/i.exec(text);
  const specs = [];
  let rest = m ? m[1] : '';
  const re = /(\w+)\s*(?:\(((?:[^()']|'(?:\\.|[^'])*'|\([^()]*\))*)\))?\s*(?:,|$|(?=\blimit\b|\bwith\b|\bupdate\b))/giy;
  let x;
  re.lastIndex = 0;
  while ((x = re.exec(rest)) && !/^(limit|with|update)$/i.test(x[1])) { specs.push([x[1], x[2]]); if (re.lastIndex >= rest.length) break; while (/\s/.test(rest[re.lastIndex] || '')) re.lastIndex++; if (/^(limit|with|update)\b/i.test(rest.slice(re.lastIndex))) break; }
  const fixed = R.test && R.test.fixedSearch;
  const fm = /find\s+(?::__b(\d+)|'((?:\\.|[^'])*)'|\{([^}]*)\})/i.exec(text);
  const term = fm ? String(fm[1] !== undefined ? binds[Number(fm[1])] : fm[2] ?? fm[3]).replace(/[*?"]/g, '').toLowerCase() : '';
  const out = specs.map(([o, body]) => {
    const [fields, ...tail] = (body || 'Id').split(/\b(?=where\b|order\s+by\b|limit\b|offset\b)/i);
    const q = parseSoql(`SELECT ${fields.trim() || 'Id'} FROM ${o} ${tail.join('')}`, qex);
    const res = runQuery(q, { bind: (i) => binds[i], named: callerBinds }, { noCount: true });
    res.a = res.a.filter((r) => (fixed ? fixed.includes(r.get('id')) : !R.test && [...R.org.db.get(r.so.key, r.get('id')).values()].some((v) => typeof v === 'string' && v.toLowerCase().includes(term))));
    return res;
  });
  return new AList(listOf(t.sobject), out);
}
define('System.Search', { s: { 'query(String):List<List<SObject>>': (q) => sosl(q, []), 'query(String,AccessLevel):List<List<SObject>>': (q) => sosl(q, []), 'find(String):Object': () => notModelled('Search.find') } });
export { ASet, AMap, sobjT, isList, throwEx, penumNamed, to18 };
