// @ts-nocheck -- ported file by file: this one still waits for its types
// The test runner: finds @IsTest methods, runs each in a fresh transaction, reports.
import path from 'node:path';
import { R, NotModelled } from '../runtime/rt.ts';
import { AEx, exText } from '../runtime/values.ts';
import { newTx } from '../runtime/limits.ts';
import { clock } from '../runtime/temporal.ts';

export function findTests(org, only) {
  const out = [];
  for (const ci of org.project.list) {
    if (ci.isEnum || ci.isInterface || ci.isTrigger || ci.outer) continue;
    if (only && !only.some((o) => o.toLowerCase() === ci.name.toLowerCase() || o.toLowerCase().startsWith(ci.name.toLowerCase() + '.'))) continue;
    const ms = [];
    let setup = null;
    for (const l of ci.methods.values()) for (const m of l) {
      if (!m.isStatic || m.arity) continue;
      if (m.ann.some((a) => a.name === 'testsetup')) setup = m;
      else if (m.isTestMethod) { if (!only || only.some((o) => o.toLowerCase() === ci.name.toLowerCase() || o.toLowerCase() === (ci.name + '.' + m.name).toLowerCase())) ms.push(m); }
    }
    if (ms.length) out.push({ ci, ms, setup });
  }
  return out.sort((a, b) => (a.ci.name < b.ci.name ? -1 : 1));
}
function fresh(org) {
  R.top = R.root; R.trigStack = []; R.user = org.adminId;
  R.tx = null; R.tx = newTx(false);
  R.async.reset(); R.resetCaches(); R.rest.request = null; R.rest.response = null;
  R.test = { started: false, stopped: false, mocks: new Map(), fixedSearch: null, runAsDepth: 0 };
  R.deadline = Date.now() + R.cpuMs;
  org.emails = []; org.notifications = []; org.deployments = [];
  org.resetStatics();
}
export function errorInfo(e, base) {
  if (e instanceof AEx) {
    const chain = [];
    for (let c = e; c; c = c.cause) chain.push(exText(c) + (c.st ? '\n' + c.st.split('\n').map((l) => '    ' + l).join('\n') : ''));
    return { type: e.T.name, message: exText(e), stack: chain.join('\n  Caused by: ') };
  }
  if (e instanceof NotModelled) return { type: 'NotModelled', message: e.message, stack: '' };
  return { type: 'Internal', message: 'apex-runtime internal error: ' + (e && e.message), stack: (e && e.stack) || '' };
}
// jobs queued without Test.stopTest() run when the method has ended; their failures are only noted
function tail(org, notes) {
  if (!R.async.queue.length && !R.async.events.length) return;
  R.tx = newTx(false); R.top = R.root; R.trigStack = []; R.user = org.adminId;
  let guard = 0;
  while ((R.async.queue.length || R.async.events.length) && guard++ < 50) { try { R.async.flush(); } catch (e) { notes.push('after the test, asynchronous work failed: ' + errorInfo(e).message); } }
}
export function runTests(org, opt = {}) {
  const results = [];
  const base = org.db.mark();
  for (const { ci, ms, setup } of findTests(org, opt.only)) {
    let setupErr = null;
    const notes = [];
    if (setup) {
      fresh(org);
      try { ci.init(); ci.js[setup.js](); } catch (e) { setupErr = e; }
      if (!setupErr) tail(org, notes);
    }
    const mark = org.db.mark();
    for (const m of ms) {
      const t0 = performance.now();
      let err = setupErr;
      if (!err) {
        fresh(org);
        try { ci.init(); ci.js[m.js](); } catch (e) { err = e && e instanceof RangeError && /call stack/.test(e.message) ? R.caught(e, R.root) : e; }
        if (!err) tail(org, notes);
        org.db.rollback(mark);
      }
      const r = { class: ci.name, method: m.name, ok: !err, ms: performance.now() - t0 };
      if (notes.length) r.notes = notes.splice(0);
      if (err) r.error = errorInfo(err);
      results.push(r);
      opt.onResult?.(r);
    }
    org.db.rollback(base);
  }
  R.test = null;
  return results;
}
export function coverage(org) {
  const by = new Map();
  for (const ci of org.project.list) {
    if (ci.isEnum || ci.isInterface || ci.top.isTest || ci.isTest || !ci.lines) continue;
    const k = ci.top;
    if (!by.has(k)) by.set(k, { name: k.name, file: k.file, total: new Set(), hit: new Set() });
    const c = by.get(k);
    for (const l of ci.lines) { c.total.add(l); if (ci.cov[l]) c.hit.add(l); }
  }
  return [...by.values()].filter((c) => c.total.size).map((c) => ({ name: c.name, lines: c.total.size, covered: c.hit.size, percent: Math.round((1000 * c.hit.size) / c.total.size) / 10, missed: [...c.total].filter((l) => !c.hit.has(l)).sort((a, b) => a - b) })).sort((a, b) => (a.name < b.name ? -1 : 1));
}
export { path, clock };
