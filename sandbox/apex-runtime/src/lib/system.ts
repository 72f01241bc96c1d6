// @ts-nocheck -- CLAIMED: the lib porter is working on this file (see lib/typed.ts for how the ported ones are declared)
// System, Assert, Test, Type, UserInfo, Limits, URL, UUID, Label, Trigger, Request and friends.
import crypto from 'node:crypto';
import { define, t, platT, platform, parseSigType, findPlatform, sobjT, listOf, isList, splitTop } from '../compile/types.ts';
import { R, mkEx, throwEx, fatal, notModelled, penumNamed, initEx, exDef, callUser, stackFrames } from '../runtime/rt.ts';
import { AList, AMap, ASet, SObj, Obj, AEx, EnumVal, Blob, str, typeOf, eqStrict, isIdText, to18, exText } from '../runtime/values.ts';
import { Dec, isNumVal, numCmp } from '../runtime/decimal.ts';
import { ADate, ADatetime, ATime, clock } from '../runtime/temporal.ts';
import { used, max, SYNC, newTx } from '../runtime/limits.ts';
import { crud, fls } from '../db/access.ts';
import { TimeZone as Tz } from './temporal/time.ts';
const P = (s) => parseSigType(s);
const nn = R.arg;

// --- asserts: failures cannot be caught
function failA(m) { throw fatal('System.AssertException', m); }
const msg = (m) => (m === undefined || m === null ? '' : ': ' + str(m));
const eqA = (a, b) => (typeof a === 'string' && typeof b === 'string' ? a === b || (isIdText(a) && isIdText(b) && to18(a) === to18(b)) : eqStrict(a, b));
const A = {
  isTrue: (c, m) => { if (c !== true) failA('Assertion Failed' + msg(m)); }, eq: (e, a, m) => { if (!eqA(e, a)) failA(`Assertion Failed${msg(m)}: Expected: ${str(e)}, Actual: ${str(a)}`); }, ne: (e, a, m) => { if (eqA(e, a)) failA(`Assertion Failed${msg(m)}: Same value: ${str(e)}`); }
};
define('System.LoggingLevel', { e: 'NONE ERROR WARN INFO DEBUG FINE FINER FINEST INTERNAL'.split(' ') });
define('System.Assert', {
  s: {
    'areEqual(Object,Object):void': A.eq, 'areEqual(Object,Object,String):void': A.eq, 'areNotEqual(Object,Object):void': A.ne, 'areNotEqual(Object,Object,String):void': A.ne, 'isTrue(Boolean):void': A.isTrue, 'isTrue(Boolean,String):void': A.isTrue, 'isFalse(Boolean):void': (c, m) => { if (c !== false) failA('Assertion Failed' + msg(m)); }, 'isFalse(Boolean,String):void': (c, m) => { if (c !== false) failA('Assertion Failed' + msg(m)); },
    'isNull(Object):void': (v) => { if (v !== null && v !== undefined) failA('Assertion Failed: Expected: null, Actual: ' + str(v)); }, 'isNull(Object,String):void': (v, m) => { if (v !== null && v !== undefined) failA(`Assertion Failed${msg(m)}: Expected: null, Actual: ${str(v)}`); }, 'isNotNull(Object):void': (v) => { if (v === null || v === undefined) failA('Assertion Failed: Value is null'); }, 'isNotNull(Object,String):void': (v, m) => { if (v === null || v === undefined) failA(`Assertion Failed${msg(m)}: Value is null`); },
    'isInstanceOfType(Object,Type):void': (v, T) => { if (!R.isA(v, T.t)) failA(`Assertion Failed: Expected instance of ${T.t.name}, Actual: ${typeOf(v).name}`); }, 'isInstanceOfType(Object,Type,String):void': (v, T, m) => { if (!R.isA(v, T.t)) failA(`Assertion Failed${msg(m)}: Expected instance of ${T.t.name}, Actual: ${typeOf(v).name}`); }, 'isNotInstanceOfType(Object,Type):void': (v, T) => { if (R.isA(v, T.t)) failA('Assertion Failed: instance of ' + T.t.name); }, 'isNotInstanceOfType(Object,Type,String):void': (v, T, m) => { if (R.isA(v, T.t)) failA('Assertion Failed' + msg(m)); },
    'fail():void': () => failA('Assertion Failed'), 'fail(String):void': (m) => failA('Assertion Failed' + msg(m))
  }
});
const dbg = (v, lvl) => { const fr = R.top; R.debug?.(str(v), fr.m ? fr.m.file : '', fr.l, lvl); };
define('System.System', {
  s: {
    'assert(Boolean):void': A.isTrue, 'assert(Boolean,Object):void': A.isTrue, 'assertEquals(Object,Object):void': A.eq, 'assertEquals(Object,Object,Object):void': A.eq, 'assertNotEquals(Object,Object):void': A.ne, 'assertNotEquals(Object,Object,Object):void': A.ne,
    'debug(Object):void': (v) => dbg(v), 'debug(LoggingLevel,Object):void': (l, v) => dbg(v, l.name), 'now():Datetime': () => ADatetime.now(), 'today():Date': () => ADate.today(), 'currentTimeMillis():Long': () => BigInt(clock.now()),
    'runAs(SObject):void': () => {}, 'equals(Object,Object):Boolean': (a, b) => eqStrict(a, b), 'hashCode(Object):Integer': (v) => R.hashOf(v), 'isBatch():Boolean': () => R.tx.kind === 'BATCH', 'isFuture():Boolean': () => R.tx.kind === 'FUTURE', 'isQueueable():Boolean': () => R.tx.kind === 'QUEUEABLE', 'isScheduled():Boolean': () => R.tx.kind === 'SCHEDULED', 'isFunctionCallback():Boolean': () => false, 'getApplicationReadWriteMode():Object': () => null, 'isRunningElasticCompute():Boolean': () => false,
    'enqueueJob(Queueable):Id': (q) => R.async.enqueue(q), 'enqueueJob(Queueable,Integer):Id': (q, d) => R.async.enqueue(q, { delay: d }), 'enqueueJob(Queueable,AsyncOptions):Id': (q, o) => R.async.enqueue(q, { options: o }), 'attachFinalizer(Finalizer):void': (f) => R.async.attachFinalizer(f), 'schedule(String,String,Schedulable):Id': (n, c, s) => R.async.schedule(n, c, s), 'abortJob(Id):void': (id) => R.async.abort(id), 'abortJob(String):void': (id) => R.async.abort(id), 'scheduleBatch(Object,String,Integer):Id': (b, n, m) => R.async.schedule(n, null, b), 'scheduleBatch(Object,String,Integer,Integer):Id': (b, n, m, s) => R.async.schedule(n, null, b), 'purgeOldAsyncJobs(Date):Integer': () => 0,
    'requestVersion():Object': () => notModelled('System.requestVersion'), 'setPassword(Id,String):void': () => {}, 'resetPassword(Id,Boolean):Object': () => null, 'process(List<Id>,String,String,String):List<Id>': () => notModelled('System.process'), 'changeOwnPassword(String,String):void': () => {}, 'movePassword(Id,Id):void': () => {}, 'submit(List<Id>,String,Id):List<Id>': () => notModelled('System.submit')
  }
});
define('System.Version', { js: class Version { constructor(a) { this.a = a; } hashKey() { return this.a.join('.'); } toText() { return this.a.join('.'); } }, ctor: { '(Integer,Integer)': (T, a, b) => new (platform.get('system.version').js)([a, b]), '(Integer,Integer,Integer)': (T, a, b, c) => new (platform.get('system.version').js)([a, b, c]) }, i: { 'major():Integer': (v) => v.a[0], 'minor():Integer': (v) => v.a[1], 'patch():Integer': (v) => v.a[2] ?? null, 'compareTo(Version):Integer': (v, o) => v.a[0] - o.a[0] || v.a[1] - o.a[1] } });

// --- Type
class Type { constructor(T) { this.t = T; } hashKey() { return this.t.name; } toText() { return tname(this.t); } toJson() { return tname(this.t); } }
const tname = (T) => (T.kind === 'plat' && T.args ? `${T.def.name}<${T.args.map(tname).join(', ').replace(/, /g, ',')}>` : T.name);
const types = new Map();
R.typeTok = (T) => { let x = types.get(T); if (!x) types.set(T, x = new Type(T)); return x; };
export function typeByName(s) {
  s = s.trim();
  const lt = s.indexOf('<');
  const proj = R.org.project;
  if (s.endsWith('[]')) { const e = typeByName(s.slice(0, -2)); return e && listOf(e); }
  if (lt > 0) { const d = findPlatform(s.slice(0, lt)); if (!d || !d.generic) return null; const a = splitTop(s.slice(lt + 1, s.lastIndexOf('>'))).map(typeByName); return a.every(Boolean) ? platT(d, a) : null; }
  let n = s;
  const ns = R.org.schema.namespace;
  if (ns && n.toLowerCase().startsWith(ns.toLowerCase() + '.')) n = n.slice(ns.length + 1);
  const T = proj.tryType(n.split('.'), null);
  if (!T) { if (n.includes('__') && ns && n.startsWith(ns + '__')) return typeByName(n.slice(ns.length + 2)); return null; }
  return T;
}
export function instantiate(T) {
  if (T.kind === 'user') {
    const d = T.decl;
    if (d.isInterface || d.isAbstract || d.isEnum) throwEx('System.TypeException', `Type cannot be constructed: ${T.name}`);
    d.rdy || d.init();
    const c = d.ctors.length ? d.ctors.find((x) => !x.arity) : null;
    if (d.ctors.length && !c) throwEx('System.TypeException', `Class must have a default (no-arg) constructor: ${T.name}`.replace(/^.*$/, `No public no-arg constructor found for class ${T.name}`));
    return new d.js()[c ? c.js : R.isExcClass(d) ? 'cx_' : `c_${d.id}$`]([]);
  }
  if (T.kind === 'sobject') return R.newS(T, []);
  if (T.kind === 'plat' && T.args) return R.newColl(T);
  if (T.kind === 'plat' && T.def.js && T.def.js.prototype instanceof AEx) return R.newEx(T.def, []);
  if (T.kind === 'plat' && T.def.ctors.length) return T.def.ctors.find((c) => !c.arity)?.fn(T);
  return throwEx('System.TypeException', 'Type cannot be constructed: ' + T.name);
}
R.instantiate = instantiate;
R.isExcClass = (d) => { for (let s = d.superT; s; s = s.kind === 'user' ? s.decl.superT : null) if (s.kind === 'plat') return true; return false; };
define('System.Type', {
  js: Type,
  s: { 'forName(String):Type': (n) => { if (n === null) return null; const T = typeByName(n); return T ? R.typeTok(T) : null; }, 'forName(String,String):Type': (ns, n) => { const T = typeByName(ns && ns !== R.org.schema.namespace ? ns + '.' + nn(n) : nn(n)); return T ? R.typeTok(T) : null; } },
  i: { 'newInstance():Object': (x) => instantiate(x.t), 'getName():String': (x) => (x.t.kind === 'user' ? x.t.decl.name : tname(x.t)), 'toString():String': (x) => tname(x.t), 'isAssignableFrom(Type):Boolean': (x, y) => R.assignableT(nn(y).t, x.t), 'hashCode():Integer': (x) => R.hashOf(x.t.name), 'equals(Object):Boolean': (x, y) => x === y }
});
import { assignable } from '../compile/types.ts';
R.assignableT = (a, b) => a === b || (a.kind !== 'prim' && assignable(a, b));

// --- Test
const noTest = () => { if (!R.test) throwEx('System.TypeException', 'Test methods can only be called from a test context'); };
define('System.Test', {
  s: {
    'startTest():void': () => { noTest(); if (R.test.started) throwEx('System.FinalException', 'Testing already started'); R.test.started = true; R.test.outer = R.tx; R.tx = newTx(false); R.tx.mixCtx = R.test.outer.mixCtx || null; }, 'stopTest():void': () => { if (!R.test.started || R.test.stopped) throwEx('System.FinalException', 'Testing has not started'); R.test.stopped = true; R.async.flush(); const o = R.test.outer; R.tx = o; R.tx.dirty = false; },
    'isRunningTest():Boolean': () => !!R.test, 'setMock(Type,Object):void': (T, m) => { R.test.mocks.set(T.t.key, m); }, 'getStandardPricebookId():Id': () => R.org.standardPricebook(), 'setFixedSearchResults(List<Id>):void': (l) => { R.test.fixedSearch = l.a.slice(); }, 'setCreatedDate(Id,Datetime):void': (id, d) => { const r = R.org.db.find(id); const so = R.org.schema.byPrefix(id.slice(0, 3)); const c = new Map(r); c.set('createddate', d); R.org.db.write(so.key, id, c); }, 'setCurrentPage(Object):void': () => {}, 'setCurrentPageReference(Object):void': () => {}, 'isSObjectType(Object):Boolean': () => true,
    'createStub(Type,System.StubProvider):ANY': (T, p) => R.makeStub(T.t, p), 'enqueueBatchJobs(Integer):List<Id>': () => notModelled('Test.enqueueBatchJobs'), 'getEventBus():EventBus.TestBroker': () => R.eventBus, 'enableChangeDataCapture():void': () => {}, 'invokeContinuationMethod(Object,Object):Object': () => notModelled('Test.invokeContinuationMethod'), 'loadData(Schema.SObjectType,String):List<SObject>': (T, n) => R.loadData(T.t, n), 'setReadOnlyApplicationMode(Boolean):void': () => {}, 'clearApexPageMessages():void': () => {}, 'testInstall(InstallHandler,Version):void': (h, v) => { callUser(h, 'onInstall', [new InstallCtx(v)]); }, 'testInstall(InstallHandler,Version,Boolean):void': (h, v) => { callUser(h, 'onInstall', [new InstallCtx(v)]); }, 'testUninstall(UninstallHandler):void': (h) => { callUser(h, 'onUninstall', [new InstallCtx(null)]); }, 'calculatePermissionSetGroup(String):void': () => {}, 'calculatePermissionSetGroup(List<String>):void': () => {}, 'getFlexQueueOrder():List<Id>': () => new AList(t.id, []), 'newSendEmailQuickActionDefaults(Id,Id):Object': () => null, 'createSoqlStub(Schema.SObjectType,Object):void': () => notModelled('Test.createSoqlStub')
  }
});
class InstallCtx { constructor(v) { this.v = v; } }
define('System.InstallContext', { js: InstallCtx, i: { 'previousVersion():Version': (c) => c.v, 'isUpgrade():Boolean': (c) => !!c.v, 'isPush():Boolean': () => false, 'organizationId():Id': () => R.org.orgId, 'installerId():Id': () => R.user } });
define('System.UninstallContext', { js: class extends InstallCtx {}, i: { 'organizationId():Id': () => R.org.orgId, 'uninstallerId():Id': () => R.user } });
define('System.InstallHandler', { iface: ['onInstall(InstallContext):void'] });
define('System.UninstallHandler', { iface: ['onUninstall(UninstallContext):void'] });
define('System.StubProvider', { iface: ['handleMethodCall(Object,String,Type,List<Type>,List<String>,List<Object>):Object'] });
define('System.Callable', { iface: ['call(String,Map<String,Object>):Object'] });
R.makeStub = (T, provider) => {
  const d = T.decl;
  if (!d) throwEx('System.TypeException', 'Cannot stub ' + T.name);
  d.rdy || d.init();
  const C = class extends d.js {};
  const seen = new Set();
  const proj = R.org.project;
  const names = new Set();
  const walk = (x, v = new Set()) => { if (!x || v.has(x)) return; v.add(x); if (x.kind === 'user') { for (const k of x.decl.methods.keys()) names.add(k); walk(x.decl.superT, v); x.decl.ifsT.forEach((i) => walk(i, v)); } else if (x.kind === 'plat') for (const k of x.def.inst.keys()) names.add(k); if (x.kind === 'plat') x.def.ifs.forEach((i) => walk(P(i), v)); };
  walk(T);
  for (const n of names) for (const m of proj.methodsOf(T, n)) {
    if (m.isStatic || (m.plat && m.plat.fn) || m.access === 'private') continue;
    const fn = function (...args) {
      const ps = m.params;
      const anames = m.ast ? m.ast.parameters.map((p) => p.name) : ps.map((_, i) => 'param' + (i + 1));
      return callUser(provider, 'handleMethodCall', [this, m.name, m.ret.kind === 'void' ? null : R.typeTok(m.ret), new AList(P('Type'), ps.map((p) => R.typeTok(p))), new AList(t.string, anames), new AList(t.object, args)]) ?? null;
    };
    if (m.js && !seen.has(m.js)) { seen.add(m.js); C.prototype[m.js] = fn; }
    C.prototype[`a_${n}$${m.arity}`] = fn;
  }
  const o = new C();
  o.$stub = true;
  return o;
};

// --- users, org, limits
const me = (k) => { const u = R.org.db.get('user', R.user); return u ? u.get(k) ?? null : null; };
define('System.UserInfo', { s: { 'getUserId():Id': () => R.user, 'getName():String': () => me('name'), 'getFirstName():String': () => me('firstname'), 'getLastName():String': () => me('lastname'), 'getUserName():String': () => me('username'), 'getUserEmail():String': () => me('email'), 'getProfileId():Id': () => me('profileid'), 'getUserRoleId():Id': () => me('userroleid'), 'getOrganizationId():Id': () => R.org.orgId, 'getOrganizationName():String': () => 'apex-runtime', 'getLocale():String': () => me('localesidkey') || 'en_US', 'getLanguage():String': () => me('languagelocalekey') || 'en_US', 'getTimeZone():TimeZone': () => new Tz('GMT'), 'getUserType():String': () => me('usertype') || 'Standard', 'getDefaultCurrency():String': () => 'USD', 'isMultiCurrencyOrganization():Boolean': () => false, 'getSessionId():String': () => (R.test ? null : 'SESSION_ID'), 'getUiTheme():String': () => 'Theme4d', 'getUiThemeDisplayed():String': () => 'Theme4d', 'isCurrentUserLicensed(String):Boolean': () => true, 'hasPackageLicense(Id):Boolean': () => true } });
const perms = (name) => { const n = name.toLowerCase(); for (const a of R.org.db.rows('permissionsetassignment')) if (a.get('assigneeid') === R.user) { const ids = a.get('permissionsetid') ? [a.get('permissionsetid')] : [...R.org.db.rows('permissionsetgroupcomponent')].filter((c) => c.get('permissionsetgroupid') === a.get('permissionsetgroupid')).map((c) => c.get('permissionsetid')); for (const id of ids) { const ps = R.org.db.get('permissionset', id); const m = ps && R.org.meta.permissionSets.find((x) => x.name === ps.get('name')); if (m && m.customPermissions.some((p) => p.toLowerCase() === n)) return true; for (const e of R.org.db.rows('setupentityaccess')) if (e.get('parentid') === id) { const cp = R.org.db.get('custompermission', e.get('setupentityid')); if (cp && cp.get('developername').toLowerCase() === n) return true; } } } return false; };
R.hasPermission = (n) => perms(n);
define('System.FeatureManagement', { s: { 'checkPermission(String):Boolean': (n) => perms(nn(n)), 'checkPackageBooleanValue(String):Boolean': (n) => R.org.features?.get(n) ?? false, 'checkPackageDateValue(String):Date': () => null, 'checkPackageIntegerValue(String):Integer': (n) => R.org.features?.get(n) ?? 0, 'setPackageBooleanValue(String,Boolean):void': (n, v) => { (R.org.features ||= new Map()).set(n, v); }, 'setPackageIntegerValue(String,Integer):void': (n, v) => { (R.org.features ||= new Map()).set(n, v); }, 'setPackageDateValue(String,Date):void': () => {} } });
const lim = {};
const LM = [['Queries', 'queries'], ['QueryRows', 'rows'], ['DmlStatements', 'dml'], ['DmlRows', 'dmlRows'], ['Callouts', 'callouts'], ['QueueableJobs', 'queueable'], ['FutureCalls', 'future'], ['EmailInvocations', 'emails'], ['SoslQueries', 'sosl'], ['AggregateQueries', 'aggQueries'], ['PublishImmediateDML', 'publish'], ['MobilePushApexCalls', 'push'], ['QueryLocatorRows', 'locatorRows'], ['FieldsDescribes', 'x'], ['ScriptStatements', 'x'], ['ChildRelationshipsDescribes', 'x'], ['PicklistDescribes', 'x'], ['RunAs', 'x'], ['SavepointRollbacks', 'savepoints'], ['Savepoints', 'savepoints'], ['AsyncCalls', 'x'], ['FetchCallsOnApexCursor', 'x']];
for (const [n, k] of LM) { lim[`get${n}():Integer`] = () => used(k); lim[`getLimit${n}():Integer`] = () => max(k) ?? 0; }
Object.assign(lim, { 'getDMLStatements():Integer': () => used('dml'), 'getLimitDMLStatements():Integer': () => max('dml'), 'getCpuTime():Integer': () => Math.min(Date.now() - R.tx.start, max('cpu') - 1), 'getLimitCpuTime():Integer': () => max('cpu'), 'getHeapSize():Integer': () => 1000, 'getLimitHeapSize():Integer': () => max('heap') });
define('System.Limits', { s: lim });
class OrgLimit { constructor(n, v, l) { this.n = n; this.v = v; this.l = l; } }
define('System.OrgLimit', { js: OrgLimit, i: { 'getName():String': (o) => o.n, 'getValue():Integer': (o) => o.v, 'getLimit():Integer': (o) => o.l } });
define('System.OrgLimits', { s: { 'getMap():Map<String,OrgLimit>': () => { const m = new AMap(t.string, P('OrgLimit')); for (const n of ['DailyApiRequests', 'DailyAsyncApexExecutions', 'DailyBulkApiBatches', 'HourlyPublishedPlatformEvents', 'DataStorageMB']) m.put(n, new OrgLimit(n, 0, 15000)); return m; }, 'getAll():List<OrgLimit>': () => new AList(P('OrgLimit'), []) } });
const Q = 'ANONYMOUS AURA BATCH_ACS BATCH_APEX BATCH_CHUNK_PARALLEL BATCH_CHUNK_SERIAL BULK_API COMMERCE_INTEGRATION DISCOVERABLE_LOGIN EXTERNAL_SERVICE_CALLBACK FUNCTION_CALLBACK FUTURE INBOUND_EMAIL_SERVICE INVOCABLE_ACTION IOT PLATFORM_EVENT_PUBLISH_CALLBACK POST_INSTALL_SCRIPT QUEUEABLE QUICK_ACTION REMOTE_ACTION REST RUNTEST_ASYNC RUNTEST_DEPLOY RUNTEST_SYNC SCHEDULED SOAP SYNCHRONOUS TRANSACTION_FINALIZER_QUEUEABLE UNDEFINED VF'.split(' ');
define('System.Quiddity', { e: Q });
class Req { }
define('System.Request', { js: Req, s: { 'getCurrent():Request': () => new Req() }, i: { 'getQuiddity():Quiddity': () => penumNamed('System.Quiddity', R.tx.quiddity || { QUEUEABLE: 'QUEUEABLE', FUTURE: 'FUTURE', BATCH: 'BATCH_APEX', SCHEDULED: 'SCHEDULED' }[R.tx.kind] || (R.test ? 'RUNTEST_SYNC' : 'AURA')), 'getRequestId():String': () => ((R.test || R.tx).requestId ||= crypto.randomBytes(10).toString('hex')) } });
define('System.ApplicationReadWriteMode', { e: ['DEFAULT', 'READ_ONLY'] });
define('System.Label', { s: { 'get(String,String):String': (ns, n) => R.org.schema.labels.get(n.toLowerCase()) ?? throwEx('System.IllegalArgumentException', 'Label not found ' + n), 'get(String,String,String):String': (ns, n) => R.org.schema.labels.get(n.toLowerCase()), 'translationExists(String,String,String):Boolean': () => true }, dyn: { s: (n, fail) => { const k = n.toLowerCase(); if (R.org && !R.org.schema.labels.has(k)) fail('External string does not exist: ' + n); return { T: t.string, fn: () => R.org.schema.labels.get(k) }; } } });
class Uuid { constructor(s) { this.s = s; } hashKey() { return this.s; } toText() { return this.s; } }
define('System.UUID', { js: Uuid, s: { 'randomUUID():UUID': () => new Uuid(crypto.randomUUID()), 'fromString(String):UUID': (s) => { if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(nn(s))) throwEx('System.IllegalArgumentException', 'Invalid UUID string: ' + s); return new Uuid(s.toLowerCase()); } }, i: { 'toString():String': (u) => u.s, 'equals(Object):Boolean': (a, b) => b instanceof Uuid && a.s === b.s, 'hashCode():Integer': (u) => R.hashOf(u.s) } });

// --- Trigger context
const tc = (f) => () => { const c = R.trigStack[R.trigStack.length - 1]; return c ? f(c) : null; };
const tb = (f) => () => { const c = R.trigStack[R.trigStack.length - 1]; return c ? f(c) : false; };
define('System.TriggerOperation', { e: ['BEFORE_INSERT', 'BEFORE_UPDATE', 'BEFORE_DELETE', 'AFTER_INSERT', 'AFTER_UPDATE', 'AFTER_DELETE', 'AFTER_UNDELETE'] });
define('System.Trigger', { sp: { 'new:List<SObject>': tc((c) => c.new), 'old:List<SObject>': tc((c) => c.old), 'newMap:Map<Id,SObject>': tc((c) => c.newmap), 'oldMap:Map<Id,SObject>': tc((c) => c.oldmap), 'isExecuting:Boolean': () => R.trigStack.length > 0, 'isBefore:Boolean': tb((c) => c.when === 'before'), 'isAfter:Boolean': tb((c) => c.when === 'after'), 'isInsert:Boolean': tb((c) => c.op === 'insert'), 'isUpdate:Boolean': tb((c) => c.op === 'update'), 'isDelete:Boolean': tb((c) => c.op === 'delete'), 'isUndelete:Boolean': tb((c) => c.op === 'undelete'), 'size:Integer': tc((c) => c.size), 'operationType:TriggerOperation': tc((c) => penumNamed('System.TriggerOperation', `${c.when}_${c.op}`)) } });

// --- runAs
R.runAs = (u, x) => {
  if (!(u instanceof SObj)) return () => {};
  let id = u.get('id');
  if (!id) { R.dmlStmt('insert', [u], null, null); id = u.get('id'); }
  const old = R.user, mix = R.tx.mixCtx;
  R.user = id;
  R.tx.mixCtx = { setup: null, normal: null };
  if (R.test) R.test.runAsDepth++;
  return () => { R.user = old; if (R.tx) R.tx.mixCtx = mix; if (R.test) R.test.runAsDepth--; };
};
// --- Security
define('System.AccessType', { e: ['READABLE', 'CREATABLE', 'UPDATABLE', 'UPSERTABLE'] });
class Decision { constructor(r, rm, idx) { this.r = r; this.rm = rm; this.idx = idx; } }
define('System.SObjectAccessDecision', { js: Decision, i: { 'getRecords():List<SObject>': (d) => d.r, 'getRemovedFields():Map<String,Set<String>>': (d) => { const m = new AMap(t.string, P('Set<String>')); for (const [k, v] of d.rm) m.put(k, new ASet(t.string, v)); return m; }, 'getModifiedIndexes():Set<Integer>': (d) => new ASet(t.integer, d.idx) } });
function strip(a, list, root) {
  const rm = new Map(), idx = [];
  const out = list.a.map((s, i) => {
    const n = new SObj(s.T); n.q = s.q; let ch = false;
    if (root !== false) { const c = crud(s.so); const ok = a.name === 'READABLE' ? c.read : a.name === 'CREATABLE' ? c.create : a.name === 'UPDATABLE' ? c.edit : c.create && c.edit; if (!ok) throwEx('System.NoAccessException', `No access to entity: ${s.T.name}`); }
    for (const [k, v] of s.f) { const f = s.so.fields.get(k); const ac = f ? fls(s.so, f) : null; const hid = !f && v instanceof AList && v.e.so && !crud(v.e.so).read; const ok = !hid && (!f || k === 'id' || (a.name === 'READABLE' ? ac.read : ac.edit)); if (ok) { n.f.set(k, v instanceof AList && !f ? new AList(v.e, strip(a, v, false).r.a) : v); continue; } ch = true; if (!rm.has(s.T.name)) rm.set(s.T.name, new Set()); rm.get(s.T.name).add(f ? f.name : s.so.relName(k)); }
    if (ch) idx.push(i);
    return n;
  });
  return new Decision(new AList(list.e, out), rm, idx);
}
define('System.Security', { s: { 'stripInaccessible(AccessType,List<SObject>):SObjectAccessDecision': (a, l) => strip(a, nn(l)), 'stripInaccessible(AccessType,List<SObject>,Boolean):SObjectAccessDecision': (a, l, b) => strip(a, nn(l), b) } });
export { Obj, EnumVal, Blob, Dec, isNumVal, numCmp, ATime, SYNC, mkEx, initEx, exDef, stackFrames, exText, sobjT, isList };
