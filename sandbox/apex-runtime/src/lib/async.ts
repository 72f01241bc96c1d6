// @ts-nocheck -- ported file by file: this one still waits for its types
// Queueable, Finalizer, @future, Batchable, Schedulable, platform events and their queue.
import crypto from 'node:crypto';
import { define, t, platT, platform, parseSigType, listOf, sobjT } from '../compile/types.ts';
import { R, mkEx, throwEx, callUser, typeOf } from '../runtime/rt.ts';
import { AList, ASet, AMap, SObj, Obj, AEx, str, exText } from '../runtime/values.ts';
import { ADatetime, clock } from '../runtime/temporal.ts';
import { count, newTx } from '../runtime/limits.ts';
import { runTriggers } from '../db/triggers.ts';
const P = (s) => parseSigType(s);
const nn = R.arg;

class Ctx { constructor(id) { this.id = id; } }
define('System.Queueable', { iface: ['execute(QueueableContext):void'] });
define('System.QueueableContext', { js: Ctx, i: { 'getJobId():Id': (c) => c.id } });
class FCtx { constructor(id, e) { this.id = id; this.e = e; } }
define('System.Finalizer', { iface: ['execute(FinalizerContext):void'] });
define('System.ParentJobResult', { e: ['SUCCESS', 'UNHANDLED_EXCEPTION'] });
define('System.FinalizerContext', { js: FCtx, i: { 'getAsyncApexJobId():Id': (c) => c.id, 'getRequestId():String': () => R.tx.requestId || 'REQ', 'getResult():ParentJobResult': (c) => { const d = platform.get('system.parentjobresult'); return R.penum(d, c.e ? 1 : 0); }, 'getException():Exception': (c) => c.e } });
define('System.Schedulable', { iface: ['execute(SchedulableContext):void'] });
define('System.SchedulableContext', { js: class SCtx { constructor(id) { this.id = id; } }, i: { 'getTriggerId():Id': (c) => c.id } });
class AsyncOpts { constructor() { this.d = {}; } }
class DupSig { constructor() { this.parts = []; } }
const ap = (n, ty) => ({ [`${n}:${ty}`]: [(o) => o.d[n] ?? null, (o, v) => (o.d[n] = v)] });
define('System.QueueableDuplicateSignature', { js: DupSig, s: { 'Builder():QueueableDuplicateSignature.Builder': () => new (platform.get('system.queueableduplicatesignature.builder').js)() } });
define('System.QueueableDuplicateSignature.Builder', { js: class B extends DupSig {}, ctor: { '()': () => new (platform.get('system.queueableduplicatesignature.builder').js)() }, i: { 'addString(String):ANY': (b, s) => { b.parts.push(s); return b; }, 'addInteger(Integer):ANY': (b, s) => { b.parts.push(s); return b; }, 'addId(Id):ANY': (b, s) => { b.parts.push(s); return b; }, 'build():QueueableDuplicateSignature': (b) => b } });
const dupDef = platform.get('system.queueableduplicatesignature.builder');
platform.set('queueableduplicatesignature.builder', dupDef);
define('System.AsyncOptions', { js: AsyncOpts, ctor: { '()': () => new AsyncOpts() }, p: { ...ap('MaximumQueueableStackDepth', 'Integer'), ...ap('MinimumQueueableDelayInMinutes', 'Integer'), ...ap('DuplicateSignature', 'QueueableDuplicateSignature') } });
define('System.AsyncInfo', { s: { 'hasMaxStackDepth():Boolean': () => !!(R.async.current && R.async.current.maxDepth), 'getCurrentQueueableStackDepth():Integer': () => (R.async.current ? R.async.current.depth : 0), 'getMaximumQueueableStackDepth():Integer': () => (R.async.current && R.async.current.maxDepth) || 0, 'getMinimumQueueableDelayInMinutes():Integer': () => 0 } });

function jobRow(cls, type, extra = {}) {
  const so = R.org.schema.get('AsyncApexJob');
  const id = R.org.db.newId(so);
  const m = new Map([['id', id], ['jobtype', type], ['status', 'Queued'], ['apexclassid', R.org.classId(cls)], ['createddate', ADatetime.now()], ['createdbyid', R.user], ['totaljobitems', 0], ['jobitemsprocessed', 0], ['numberoferrors', 0], ['isdeleted', false], ...Object.entries(extra)]);
  R.org.db.write('asyncapexjob', id, m);
  return id;
}
function setJob(id, o) { const r = R.org.db.get('asyncapexjob', id); if (!r) return; const m = new Map(r); for (const [k, v] of Object.entries(o)) m.set(k, v); R.org.db.write('asyncapexjob', id, m); }
const clsName = (o) => (o.T && o.T.decl ? o.T.decl.top.name : typeOf(o).name);
// a job keeps the state it was enqueued with; what the caller does to the object afterwards does not reach it
function snapshot(v, seen = new Map()) {
  if (v === null || typeof v !== 'object' || v.$stub) return v;
  if (seen.has(v)) return seen.get(v);
  const keep = (n) => { seen.set(v, n); return n; };
  const copy = (x) => snapshot(x, seen);
  if (v instanceof AList) { const n = keep(new AList(v.e)); n.a = v.a.map(copy); return n; }
  if (v instanceof ASet) { const n = keep(new ASet(v.e)); for (const x of v.values()) n.add(copy(x)); return n; }
  if (v instanceof AMap) { const n = keep(new AMap(v.kt, v.vt)); for (const [k, x] of v.entries()) n.put(copy(k), copy(x)); return n; }
  if (v instanceof SObj) { const n = keep(v.clone()); for (const [k, x] of n.f) if (x !== null && typeof x === 'object') n.f.set(k, copy(x)); return n; }
  if (!(v instanceof Obj)) return v;
  const n = keep(Object.create(Object.getPrototypeOf(v)));
  for (const k of Object.keys(v)) n[k] = copy(v[k]);
  return n;
}
export const queue = [];
R.committed = () => { R.org.db.journal.length = 0; }; // a session reports the changes first
R.async = {
  queue, current: null, events: [], depth: 0, scheduled: [],
  enqueue(q, o = {}) {
    nn(q);
    count('queueable', 1);
    if (o.options && o.options.d.DuplicateSignature) { const s = o.options.d.DuplicateSignature.parts.join('|'); if (queue.some((j) => j.sig === s)) throwEx('System.DuplicateMessageException', 'Attempt to enqueue job with duplicate queueable signature'); o.sig = s; }
    const cur = R.async.current;
    const maxDepth = (o.options && o.options.d.MaximumQueueableStackDepth) || (cur && cur.maxDepth) || null;
    // a finalizer may start a failing job again five times in a row
    const retry = cur && cur.kind === 'FINALIZER' && cur.failed ? (cur.retry || 0) + 1 : 0;
    if (retry > 5) throwEx('System.AsyncException', 'The job has been re-enqueued by its finalizer five times in a row');
    const depth = cur && cur.kind === 'QUEUEABLE' ? cur.depth + 1 : 1;
    if (!R.test && depth > (maxDepth || R.org.chainDepth)) throwEx('System.AsyncException', 'Maximum stack depth has been reached.');
    R.tx.dirty = true; // a pending job is uncommitted work for a callout
    const id = jobRow(clsName(q), 'Queueable');
    const delay = o.delay ?? (o.options && o.options.d.MinimumQueueableDelayInMinutes) ?? 0;
    if (delay < 0 || delay > 10) throwEx('System.AsyncException', 'Delay must be between 0 and 10 minutes');
    queue.push({ kind: 'QUEUEABLE', id, o: snapshot(q), user: R.user, depth, maxDepth, retry, sig: o.sig || null, notBefore: delay ? clock.now() + delay * 60000 : null });
    return id;
  },
  attachFinalizer(f) { const c = R.async.current; if (!c || c.kind !== 'QUEUEABLE') throwEx('System.HandledException', 'Finalizers can only be attached in a Queueable'); c.finalizer = f; },
  future(ci, m, args, ann) {
    if (R.tx.kind === 'FUTURE' || R.tx.kind === 'BATCH') throwEx('System.AsyncException', `Future method cannot be called from a future or batch method: ${ci.name}.${m.name}(${m.params.map((p) => p.name).join(', ')})`);
    count('future', 1);
    R.tx.dirty = true;
    const id = jobRow(ci.top.name, 'Future', { methodname: m.name });
    queue.push({ kind: 'FUTURE', id, user: R.user, run: () => ci.js['$f_' + m.js](...args) });
  },
  batch(b, size) {
    nn(b);
    if (!Number.isInteger(size) || size <= 0) throwEx('System.InvalidParameterValueException', 'Batch scope size must be positive');
    R.tx.dirty = true;
    const id = jobRow(clsName(b), 'BatchApex', { status: 'Holding' });
    queue.push({ kind: 'BATCH', id, o: b, size: Math.min(size, 2000), user: R.user });
    return id;
  },
  schedule(name, cron, s) {
    nn(s);
    if (cron !== null && !/^\S+ \S+ \S+ \S+ \S+ \S+( \S+)?$/.test(cron.trim())) throwEx('System.StringException', `Illegal cron expression format: ${cron}`.replace(/^/, ''));
    for (const r of R.org.db.rows('cronjobdetail')) if (r.get('name') === name) throwEx('System.AsyncException', `The Apex job named "${name}" is already scheduled for execution.`);
    const dso = R.org.schema.get('CronJobDetail'), so = R.org.schema.get('CronTrigger');
    const did = R.org.db.newId(dso), id = R.org.db.newId(so);
    R.org.db.write('cronjobdetail', did, new Map([['id', did], ['name', name], ['jobtype', '7'], ['isdeleted', false]]));
    R.org.db.write('crontrigger', id, new Map([['id', id], ['cronjobdetailid', did], ['cronexpression', cron], ['state', 'WAITING'], ['timestriggered', 0], ['nextfiretime', nextFire(cron)], ['starttime', ADatetime.now()], ['ownerid', R.user], ['createddate', ADatetime.now()], ['isdeleted', false]]));
    jobRow(clsName(s), 'ScheduledApex', { crontriggerid: id });
    const job = { kind: 'SCHEDULED', id, o: s, user: R.user };
    R.async.scheduled.push(job);
    if (R.test) queue.push(job);
    return id;
  },
  abort(id) {
    const i = queue.findIndex((j) => j.id === id);
    if (i >= 0) queue.splice(i, 1);
    if (R.org.db.get('crontrigger', id)) { const r = R.org.db.get('crontrigger', id); R.org.db.write('cronjobdetail', r.get('cronjobdetailid'), undefined); R.org.db.write('crontrigger', id, undefined); R.async.scheduled = R.async.scheduled.filter((x) => x.id !== id); return; }
    if (!R.org.db.get('asyncapexjob', id)) throwEx('System.StringException', 'Invalid job id');
    setJob(id, { status: 'Aborted' });
  },
  // runs everything queued at stopTest: chained queueables are queued but one level deep only
  flush() {
    const t0 = R.test;
    deliverEvents();
    let guard = 0;
    while (queue.length && guard++ < 500) {
      const j = queue.shift();
      if (t0 && j.kind === 'QUEUEABLE' && j.depth > 1 && !j.maxDepth) { setJob(j.id, { status: 'Queued' }); continue; }
      runJob(j);
      deliverEvents();
    }
  },
  runJob: (j) => runJob(j),
  deliver: () => deliverEvents(),
  reset() { queue.length = 0; R.async.events = []; R.async.scheduled = []; R.async.current = null; R.eventBus.failed = 0; }
};
R.penum = (d, i) => { d.enumObjs ||= null; return penum2(d, i); };
import { penum as penum2 } from '../runtime/rt.ts';
function nextFire(cron) {
  if (!cron) return new ADatetime(clock.now() + 3600000);
  const p = cron.trim().split(/\s+/);
  const num = (x) => (/^\d+$/.test(x) ? Number(x) : null);
  const now = new Date(clock.now());
  const [s, m, h, d, mo, , y] = p;
  if (y && num(y) !== null && num(y) > now.getUTCFullYear()) now.setTime(Date.UTC(num(y), 0, 1) - 1);
  for (let day = 0; day < 366 * 5; day++) {
    const c = new Date(Date.UTC(now.getUTCFullYear(), now.getUTCMonth(), now.getUTCDate() + day, num(h) ?? 0, num(m) ?? 0, num(s) ?? 0));
    if (num(d) !== null && c.getUTCDate() !== num(d)) continue;
    if (num(mo) !== null && c.getUTCMonth() + 1 !== num(mo)) continue;
    if (y && num(y) !== null && c.getUTCFullYear() !== num(y)) continue;
    if (num(h) === null && day === 0) { const z = new Date(now); z.setUTCMinutes(num(m) ?? 0, num(s) ?? 0, 0); if (z <= now) z.setUTCHours(z.getUTCHours() + 1); return new ADatetime(z.getTime()); }
    if (c > now) return new ADatetime(c.getTime());
  }
  return new ADatetime(clock.now());
}
// one asynchronous execution is its own transaction; statics survive only inside a test
function inTx(kind, user, f, test) {
  const o = { tx: R.tx, user: R.user, top: R.top, trig: R.trigStack };
  R.tx = newTx(true, kind); R.user = user; R.top = R.root; R.trigStack = [];
  if (!R.test) R.org.resetStatics();
  const mark = R.org.db.mark();
  const jobs = new Set(queue), events = new Set(R.async.events);
  try { return f(); } catch (e) { // nothing of a failed transaction stays: rows, jobs, after-commit events
    R.org.db.rollback(mark);
    for (let i = queue.length - 1; i >= 0; i--) if (!jobs.has(queue[i])) queue.splice(i, 1);
    R.async.events = R.async.events.filter((x) => events.has(x) || x.so.publishBehavior === 'PublishImmediately');
    throw e;
  } finally { R.tx = o.tx; R.user = o.user; R.top = o.top; R.trigStack = o.trig; if (!R.test) R.committed(); }
}
function runJob(j) {
  const old = R.async.current;
  R.async.current = j;
  setJob(j.id, { status: 'Processing' });
  try {
    if (j.kind === 'QUEUEABLE') {
      let err = null;
      try { inTx('QUEUEABLE', j.user, () => callUser(j.o, 'execute', [new Ctx(j.id)])); } catch (e) { if (!(e instanceof AEx)) throw e; err = e; }
      setJob(j.id, { status: err ? 'Failed' : 'Completed', extendedstatus: err ? exText(err) : null, completeddate: ADatetime.now(), numberoferrors: err ? 1 : 0 });
      if (j.finalizer) { R.async.current = { ...j, kind: 'FINALIZER', failed: err !== null }; inTx('FINALIZER', j.user, () => callUser(j.finalizer, 'execute', [new FCtx(j.id, err)])); }
      if (err) throw err;
    } else if (j.kind === 'DEPLOY') {
      inTx('DEPLOY', j.user, j.run);
    } else if (j.kind === 'FUTURE') {
      inTx('FUTURE', j.user, j.run);
      setJob(j.id, { status: 'Completed', completeddate: ADatetime.now() });
    } else if (j.kind === 'SCHEDULED') {
      inTx('SCHEDULED', j.user, () => callUser(j.o, 'execute', [new (platform.get('system.schedulablecontext').js)(j.id)]));
      const r = R.org.db.get('crontrigger', j.id);
      if (r && !R.test) { const m = new Map(r); m.set('timestriggered', (r.get('timestriggered') || 0) + 1); m.set('previousfiretime', ADatetime.now()); R.org.db.write('crontrigger', j.id, m); }
    } else runBatch(j);
  } catch (e) {
    if (e instanceof AEx) setJob(j.id, { status: 'Failed', extendedstatus: exText(e), completeddate: ADatetime.now() });
    if (R.test || !(e instanceof AEx)) throw e;
    R.asyncError?.(j, e);
  } finally { R.async.current = old; }
}
function stateful(o) { for (let T = o.T; T; T = T.decl && T.decl.superT) if (T.kind === 'user' && T.decl.ifsT.some((i) => i.kind === 'plat' && i.def.key === 'database.stateful')) return true; return false; }
function copyObj(o) { const n = Object.create(Object.getPrototypeOf(o)); for (const k of Object.keys(o)) n[k] = o[k]; return n; }
function runBatch(j) {
  const bc = new R.BC(j.id);
  let o = j.o;
  const keep = stateful(o);
  let errs = 0, done = 0, firstErr = null;
  const fresh = () => (keep ? o : copyObj(j.o));
  const startO = fresh();
  const src = inTx('BATCH', j.user, () => (startO['a_start$1'] ? startO['a_start$1'](bc) : throwEx('System.AsyncException', 'start missing')));
  const all = [...R.iter(nn(src))];
  const chunks = [];
  for (let i = 0; i < all.length; i += j.size) chunks.push(all.slice(i, i + j.size));
  const eT = src instanceof AList ? src.e : src.l ? src.l.e : all.length && all[0] instanceof SObj ? all[0].T : t.object;
  setJob(j.id, { status: 'Processing', totaljobitems: chunks.length });
  for (const c of chunks) {
    try { inTx('BATCH', j.user, () => callUser(fresh(), 'execute', [bc, new AList(eT, c)])); } catch (e) {
      if (!(e instanceof AEx)) throw e;
      errs++; firstErr ||= e;
      if (!R.test) R.asyncError?.(j, e);
      batchError(j, e, c);
    }
    done++;
    jobRow(clsName(j.o), 'BatchApexWorker', { status: 'Completed', parentjobid: j.id });
    setJob(j.id, { jobitemsprocessed: done, numberoferrors: errs });
  }
  setJob(j.id, { status: 'Completed', completeddate: ADatetime.now(), extendedstatus: firstErr ? 'First error: ' + exText(firstErr) : null });
  inTx('BATCH', j.user, () => { const f = fresh(); if (f['a_finish$1']) f['a_finish$1'](bc); });
  if (firstErr && R.test) throw firstErr;
}
function batchError(j, e, scope) {
  let raises = false;
  for (let T = j.o.T; T; T = T.decl && T.decl.superT) if (T.kind === 'user' && T.decl.ifsT.some((i) => i.kind === 'plat' && i.def.key === 'database.raisesplatformevents')) raises = true;
  if (!raises) return;
  const s = new SObj(sobjT('BatchApexErrorEvent'));
  const set = (k, v) => s.f.set(k, v);
  set('asyncapexjobid', j.id); set('exceptiontype', e.T.name); set('message', e.msg); set('stacktrace', e.st); set('phase', 'EXECUTE'); set('jobscope', scope.map((r) => (r instanceof SObj ? r.get('id') : str(r))).join(',')); set('doesexceedjobscopemaxlength', false);
  R.publish([s]);
}

// --- platform events
let replay = 0;
R.publish = (recs) => {
  for (const r of recs) {
    const c = R.sclone(r, true, true);
    c.f.set('replayid', String(++replay)); if (!c.f.get('eventuuid')) c.f.set('eventuuid', crypto.randomUUID()); c.f.set('createddate', ADatetime.now()); c.f.set('createdbyid', R.user);
    r.f.set('eventuuid', c.f.get('eventuuid'));
    c.q = null;
    for (const f of c.so.fields.values()) if (f.T === t.boolean && !c.f.has(f.key)) c.f.set(f.key, false);
    R.async.events.push(c);
  }
};
function validateEvent(r) {
  const miss = [];
  for (const f of r.so.fields.values()) { const v = r.f.get(f.key) ?? null; if (f.required && f.custom && v === null && !f.def) miss.push(f.name); if (v === null && f.def) { const d = f.def.lit ?? (f.def.formula === 'true' ? true : f.def.formula === 'false' ? false : null); if (d !== null) r.f.set(f.key, d); } if (typeof v === 'string' && f.length && f.custom && v.length > f.length && f.T === t.string) return { status: 'STRING_TOO_LONG', message: `${f.label}: data value too large: ${v} (max length=${f.length})`, fields: [f.name] }; }
  return miss.length ? { status: 'REQUIRED_FIELD_MISSING', message: `Required fields are missing: [${miss.join(', ')}]`, fields: miss } : null;
}
let eventId = 0;
R.publishAll = (list) => { count('dml', 1); return list.map((r) => { const e = validateEvent(r); if (e) return { success: false, id: null, errors: [e] }; R.publish([r]); return { success: true, id: 'e00xx' + String(++eventId).padStart(10, '0') + 'AAA', errors: [{ status: 'OPERATION_ENQUEUED', message: r.f.get('eventuuid'), fields: [] }] }; }); };
function publish(list) {
  count(list.length && list[0] && list[0].so.publishBehavior === 'PublishImmediately' ? 'publish' : 'dml', 1);
  return list.map((r) => {
    const e = validateEvent(nn(r));
    if (e) return R.mkSaveResult({ success: false, id: null, errors: [e] });
    R.publish([r]);
    return R.mkSaveResult({ success: true, id: 'e00xx' + String(++eventId).padStart(10, '0') + 'AAA', errors: [{ status: 'OPERATION_ENQUEUED', message: r.f.get('eventuuid'), fields: [] }] });
  });
}
/** Delivers what waits, 2,000 events of one type at a time; a batch to be retried waits for the next call. */
export function deliverEvents() {
  const again = [];
  for (let round = 0; R.async.events.length && round < 50; round++) {
    const by = new Map();
    for (const e of R.async.events.splice(0)) { if (!by.has(e.T)) by.set(e.T, []); by.get(e.T).push(e); }
    for (const [T, list] of by) for (let i = 0; i < list.length; i += 2000) again.push(...deliverBatch(T, list.slice(i, i + 2000)));
  }
  R.async.events.push(...again);
}
function deliverBatch(T, part) {
  for (const e of part) { e.ro = true; if (e.$cb) { const cb = e.$cb; e.$cb = null; inTx('EVENT', R.user, () => cb(true)); } }
  const ctx = R.eventCtx = new TrigCtx(part[0].$retries || 0);
  try {
    inTx('EVENT', R.org.automatedUser || R.user, () => runTriggers(T.so, 'insert', 'after', part, null));
    if (ctx.r === null) return [];
    const rest = part.slice(part.findIndex((e) => e.get('replayid') === ctx.r) + 1);
    R.async.events.push(...rest); // the trigger stopped at its checkpoint and fires again for the others
    return [];
  } catch (e) {
    if (!(e instanceof AEx)) throw e;
    const root = e.trigCause || e;
    if (root.T.name === 'EventBus.RetryableException' && ctx.n < 9) { for (const x of part) x.$retries = ctx.n + 1; return part; }
    if (R.test) throw root;
    R.asyncError?.({ kind: 'EVENT', name: T.name }, root);
    return [];
  } finally { R.eventCtx = null; }
}
class Broker { constructor() { this.failed = 0; } }
R.eventBus = new Broker();
define('EventBus.TestBroker', { js: Broker, i: { 'deliver():void': () => deliverEvents(), 'deliver(Object):void': () => deliverEvents(), 'fail():void': () => { const evs = R.async.events.splice(0); R.eventBus.failed += evs.length; for (const e of evs) if (e.$cb) e.$cb(false); } } });
class TrigCtx { constructor(n) { this.n = n; this.r = null; } }
define('EventBus.TriggerContext', { js: TrigCtx, p: { 'retries:Integer': (c) => c.n, 'lastError:String': () => null }, s: { 'currentContext():EventBus.TriggerContext': () => R.eventCtx || new TrigCtx(0) }, i: { 'setResumeCheckpoint(String):void': (c, r) => { c.r = r; }, 'getResumeCheckpoint():String': (c) => c.r } });
define('EventBus.EventPublishSuccessCallback', { iface: ['onSuccess(EventBus.SuccessResult):void'] });
define('EventBus.EventPublishFailureCallback', { iface: ['onFailure(EventBus.FailureResult):void'] });
for (const n of ['system.queueablecontext', 'system.finalizercontext', 'system.schedulablecontext', 'database.batchablecontext']) Object.assign(platform.get(n), { isInterface: true, open: true }); // tests may implement them
class PubRes { constructor(ids) { this.ids = ids; } }
define('EventBus.SuccessResult', { js: PubRes, i: { 'getEventUuids():List<String>': (r) => new AList(t.string, r.ids) } });
define('EventBus.FailureResult', { js: class extends PubRes {}, i: { 'getEventUuids():List<String>': (r) => new AList(t.string, r.ids) } });
function withCb(list, cb) {
  const res = publish(list);
  if (cb) for (const r of R.async.events.slice(-list.length)) {
    const ids = [r.f.get('eventuuid')];
    r.$cb = (ok) => callUser(cb, ok ? 'onSuccess' : 'onFailure', [ok ? new PubRes(ids) : new (platform.get('eventbus.failureresult').js)(ids)]);
  }
  return res;
}
define('System.EventBus', { s: { 'publish(SObject):Database.SaveResult': (r) => publish([r])[0], 'publish(List<SObject>):List<Database.SaveResult>': (l) => new AList(P('Database.SaveResult'), publish(nn(l).a)), 'publish(SObject,Object):Database.SaveResult': (r, cb) => withCb([r], cb)[0], 'publish(List<SObject>,Object):List<Database.SaveResult>': (l, cb) => new AList(P('Database.SaveResult'), withCb(l.a, cb)), 'publish(SObject,AccessLevel):Database.SaveResult': (r) => publish([r])[0], 'publish(List<SObject>,AccessLevel):List<Database.SaveResult>': (l) => new AList(P('Database.SaveResult'), publish(l.a)), 'getOperationId(Object):String': (r) => (r.r.errors[0] ? r.r.errors[0].message : null) } });
export { ASet, AMap, Obj, platT, listOf, mkEx };
