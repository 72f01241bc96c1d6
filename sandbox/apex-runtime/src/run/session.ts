// @ts-nocheck -- ported file by file: this one still waits for its types
// Runs inside the worker: the operations of the JS API on one loaded org.
import { Org, R } from '../org.ts';
import { AEx, SObj, AList, Obj, exText, isIdText, to18 } from '../runtime/values.ts';
import { t, sobjT, listOf } from '../compile/types.ts';
import { newTx } from '../runtime/limits.ts';
import { parseJson } from '../lib/json/reader.ts';
import { typed } from '../lib/json/typed.ts';
import { toJson } from '../lib/json/writer.ts';
import { dynamic } from '../lib/database/query.ts';
import { dml } from '../db/dml.ts';
import { RestRequest, RestResponse } from '../lib/net/rest-context.ts';
import { errorInfo } from './tests.ts';
import { clock, ADatetime } from '../runtime/temporal.ts';
import { mkEx } from '../runtime/rt.ts';
import { Blob } from '../runtime/values.ts';
import { changesSince, loadRecords } from '../db/records.ts';
import { describe, describeGlobal } from '../db/describe.ts';
import { pump } from './pump.ts';
import { project, queryShape } from './rows.ts';

const rowError = (e) => ({ index: e.index, id: e.id ?? null, statusCode: e.status, message: e.message, fields: e.fields });
export class ApexError extends Error { constructor(info) { super(info.message); Object.assign(this, info); this.apexStack = info.stack; } }

export class Session {
  constructor(org) { this.org = org; this.log = []; this.asyncErrors = []; R.asyncError = (j, e) => this.asyncErrors.push({ job: j.kind, name: j.o && j.o.T ? j.o.T.name : j.name || '', ...errorInfo(e) }); }
  static async open(dirs, opt = {}) {
    const org = new Org();
    await org.load(dirs, opt);
    if (opt.edition && opt.edition !== 'Developer') org.chainDepth = Infinity;
    org.standardPricebook(); // every org has one; tests must ask for it
    R.committed = () => { const db = org.db; if (opt.onCommit && db.journal.length) { const c = changesSince(0); if (c.length) opt.onCommit(c); } db.journal.length = 0; };
    R.debug = (s, f, l, lvl) => { if (opt.debug) s0.log.push({ text: s, file: f, line: l, level: lvl || 'DEBUG' }); };
    const s0 = new Session(org);
    return s0;
  }
  compileErrors() { return this.org.project.errors; }
  // one transaction: committed on return, rolled back on an exception
  tx(f, user) {
    R.top = R.root; R.trigStack = []; R.user = user ? this.userId(user) : this.user || this.org.adminId; R.test = null;
    R.tx = null; R.tx = newTx(false);
    R.deadline = Date.now() + 600000;
    this.org.resetStatics();
    this.org.db.journal.length = 0;
    const nq = R.async.queue.length, ne = R.async.events.length;
    try { const r = f(); R.committed(); return r; } catch (e) {
      this.org.db.rollback(0);
      R.async.queue.length = nq;
      R.async.events = R.async.events.filter((x, i) => i < ne || x.so.publishBehavior === 'PublishImmediately');
      throw new ApexError(e instanceof RangeError && /call stack/.test(e.message) ? { type: 'System.LimitException', message: 'Maximum stack depth reached', stack: '' } : { ...errorInfo(e), dml: e && e.dml ? e.dml.map(rowError) : undefined, fields: e && e.inacc ? e.inacc[1] : undefined, auraMessage: e instanceof AEx && e.T.name === 'AuraHandledException' ? e.msg : undefined });
    }
  }
  plain(v, aura) { return v === null || v === undefined ? null : JSON.parse(toJson(v, { aura })); }
  toApex(v, T) { return v === undefined || v === null ? null : typed(parseJson(JSON.stringify(v)), T, false); }
  call(cls, method, args = [], o = {}) {
    const ci = cls.split('.').reduce((c, n) => (c ? c.inner.get(n.toLowerCase()) : this.org.project.classes.get(n.toLowerCase())), null);
    if (!ci) throw new Error('no such class: ' + cls);
    const named = !Array.isArray(args);
    const n = named ? Object.keys(args).length : args.length;
    const ms = (ci.methods.get(method.toLowerCase()) || []).filter((m) => m.isStatic);
    const m = ms.find((x) => x.arity === n) || (named ? ms[0] : null);
    if (!m) throw new Error(`no static method ${cls}.${method} with ${n} parameters`);
    const low = named ? Object.fromEntries(Object.entries(args).map(([k, v]) => [k.toLowerCase(), v])) : null;
    return this.tx(() => {
      const vals = m.params.map((T, i) => this.toApex(named ? low[m.ast.parameters[i].name.toLowerCase()] : args[i], T));
      const aura = m.ann.find((a) => a.name === 'auraenabled');
      if (aura && String(aura.values.cacheable).toLowerCase() === 'true') R.tx.max = { ...R.tx.max, dml: 0 }; // cacheable controllers may not write
      ci.init();
      return this.plain(ci.callStatic(m.js, ...vals), m.ann.some((a) => a.name === 'auraenabled'));
    }, o.user);
  }
  records(obj, recs) {
    const T = sobjT(obj);
    if (!T) throw new Error('no such sObject: ' + obj);
    return (Array.isArray(recs) ? recs : [recs]).map((r) => {
      if (typeof r === 'string') { const s = new SObj(T); s.f.set('id', to18(r)); return s; }
      return typed(parseJson(JSON.stringify(r)), T, false);
    });
  }
  dml(op, obj, recs, o = {}) {
    return this.tx(() => {
      const list = this.records(obj, recs);
      let res;
      try { res = dml(op, list, { allOrNone: o.allOrNone !== false, ext: o.externalId || null, mode: o.access === 'user' ? 'user' : undefined }); } catch (e) {
        if (!(e instanceof AEx) || !e.dml || e.uncatchable) throw e;
        if (o.allOrNone === false) res = list.map(() => ({ success: false, id: null, errors: e.dml })); else throw e;
      }
      return res.map((r) => ({ success: r.success, id: r.id ?? null, created: !!r.created, errors: r.errors.map((e) => ({ statusCode: e.status, message: e.message, fields: e.fields })) }));
    }, o.user);
  }
  query(soql, o = {}) {
    return this.tx(() => {
      const r = dynamic(soql, (n) => { throw mkEx('System.QueryException', 'Variable does not exist: ' + n); }, o.access === 'user' ? 'user_mode' : null);
      if (typeof r === 'number') return r;
      return project(r.a, queryShape(soql), !!o.attributes);
    }, o.user);
  }
  async anonymous(code, o = {}) { const ci = await this.org.program.anonymous(code); return this.tx(() => { ci.init(); ci.callStatic('run'); return null; }, o.user); }
  publish(obj, recs, o = {}) {
    return this.tx(() => R.publishAll(this.records(obj, recs)).map((r) => ({ success: r.success, id: r.id, errors: r.errors.map((e) => ({ statusCode: e.status, message: e.message, fields: e.fields })) })), o.user);
  }
  load(changes) { return loadRecords(changes); }
  describe(object) { return describe(object); }
  describeGlobal() { return describeGlobal(); }
  /** Runs queued jobs and platform events until nothing is left (or max were run); delays are skipped, as in tests. */
  drain(max = 1000) {
    let jobs = 0;
    const errors = [];
    while (jobs < max) {
      const r = this.runNext({ ignoreDelay: true });
      if (!r.ran) break;
      jobs++;
      errors.push(...r.errors);
    }
    return { jobs, left: pump.counts().queued, errors };
  }
  /** Delivers the waiting platform events, or else runs the first job that is due. */
  runNext(o = {}) {
    this.asyncErrors = [];
    this.idle();
    const ran = pump.next(!!o.ignoreDelay);
    R.committed();
    return { ran, ...pump.counts(), errors: this.asyncErrors };
  }
  /** What waits: jobs and events, when the first delayed job is due (ms), what is scheduled. */
  pending() { return { ...pump.counts(), jobs: pump.jobs() }; }
  pendingCount() { return R.async.queue.length + R.async.events.length; }
  scheduled() { return pump.scheduled(); }
  idle() { R.user = this.org.adminId; R.top = R.root; R.trigStack = []; R.test = null; R.tx = null; R.tx = newTx(true); R.deadline = Date.now() + 600000; this.org.db.journal.length = 0; }
  /** Runs scheduled jobs now: by Apex class or job name, or all of them. */
  runScheduled(name) {
    this.asyncErrors = [];
    this.idle();
    const jobs = R.async.scheduled.filter((j) => !name || pump.isCalled(j, name));
    for (const j of jobs) { R.async.runJob(j); R.committed(); }
    return { jobs: jobs.length, errors: this.asyncErrors };
  }
  rest(method, uri, body, headers = {}, o = {}) {
    const path = uri.split('?')[0].replace(/^\/services\/apexrest/, '');
    for (const ci of this.org.project.list) {
      const a = ci.ann('restresource');
      if (!a) continue;
      const pat = a.values.urlmapping;
      if (!new RegExp('^' + pat.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replace(/\/\*$/, '(/.*)?').replace(/\*/g, '.*') + '$', 'i').test(path)) continue;
      const ann = 'http' + method.toLowerCase();
      for (const ms of ci.methods.values()) for (const m of ms) if (m.ann.some((x) => x.name === ann)) {
        return this.tx(() => {
          const rq = new RestRequest(), rs = new RestResponse();
          rq.requestURI = path; rq.httpMethod = method.toUpperCase(); rq.resourcePath = '/services/apexrest' + pat;
          rq.requestBody = body === undefined || body === null ? null : new Blob(Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)));
          for (const [k, v] of Object.entries(headers)) rq.headers.put(k, v);
          for (const [k, v] of new URLSearchParams(uri.split('?')[1] || '')) rq.params.put(k, v);
          R.rest.request = rq; R.rest.response = rs;
          ci.init();
          const o = body && typeof body === 'string' ? (() => { try { return JSON.parse(body); } catch { return {}; } })() : body || {};
          const r = ci.callStatic(m.js, ...m.params.map((T, i) => this.toApex(o[m.ast.parameters[i].name], T)));
          return { status: rs.statusCode ?? 200, headers: Object.fromEntries([...rs.headers.entries()]), body: rs.responseBody ? rs.responseBody.b.toString('utf8') : m.ret === t.void ? '' : typeof r === 'string' ? JSON.stringify(r) : toJson(r) };
        }, o.user);
      }
    }
    return { status: 404, headers: {}, body: '[{"errorCode":"NOT_FOUND"}]' };
  }
  userId(who) {
    const r = this.org.db.get('user', who) || this.org.db.by('user', 'username', who)[0];
    if (!r) throw new Error('no such user ' + who);
    return r.get('id');
  }
  setUser(who) { return (this.user = who ? this.userId(who) : null); }
  setClock(ms) { clock.base = ms; return null; }
  snapshot() { this.snap = { tables: new Map([...this.org.db.tables].map(([k, m]) => [k, new Map(m)])), seq: new Map(this.org.db.seq) }; return null; }
  restore() { if (!this.snap) throw new Error('no snapshot'); this.org.db.setTables(new Map([...this.snap.tables].map(([k, m]) => [k, new Map(m)]))); R.async.reset(); this.org.emails = []; this.org.notifications = []; this.org.deployments = []; return null; }
  recorded() { return { emails: this.org.emails.map((m) => this.plain(m)), notifications: this.org.notifications, deployments: this.org.deployments.map((d) => ({ id: d.id, items: d.items.map((m) => ({ fullName: m.d.fullName, label: m.d.label, values: m.d.values ? Object.fromEntries(m.d.values.a.map((v) => [v.d.field, this.plain(v.d.value)])) : null })) })), log: this.log.splice(0), queued: R.async.queue.map((j) => ({ kind: j.kind, id: j.id, name: j.o && j.o.T ? j.o.T.name : null })), events: R.async.events.length, scheduled: R.async.scheduled.map((j) => ({ id: j.id, name: j.o.T.name })) }; }
  grantPermissionSet(user, name) {
    return this.tx(() => {
      const set = [...this.org.db.rows('permissionset')].find((r) => r.get('name') === name);
      if (!set) return false;
      const who = user ? this.userId(user) : this.org.adminId;
      if (this.org.db.by('permissionsetassignment', 'assigneeid', who).some((r) => r.get('permissionsetid') === set.get('id'))) return true;
      const s = new SObj(sobjT('PermissionSetAssignment'));
      s.f.set('assigneeid', who); s.f.set('permissionsetid', set.get('id'));
      dml('insert', [s], { noCount: true, system: true });
      return true;
    });
  }
}
export { Obj, AList, exText, isIdText, listOf, ADatetime };
