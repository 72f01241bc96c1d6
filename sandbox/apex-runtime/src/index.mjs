// JS API: createOrg(dirs, options) -> an emulated org in a worker thread. See README.md.
import { Worker, MessageChannel } from 'node:worker_threads';

/** An error of Apex or of the API; `type` is the Apex exception type where there is one. */
export class ApexRuntimeError extends Error {}
const OPS = ['call', 'dml', 'query', 'anonymous', 'publish', 'drain', 'runNext', 'pending', 'scheduled', 'runScheduled', 'rest', 'setUser', 'setClock', 'snapshot', 'restore', 'recorded', 'compileErrors', 'grantPermissionSet', 'load', 'describe', 'describeGlobal'];

export async function createOrg(dirs, opt = {}) {
  const signal = new SharedArrayBuffer(4);
  const flag = new Int32Array(signal);
  const { port1, port2 } = new MessageChannel();
  const worker = new Worker(new URL('./run/worker.mjs', import.meta.url), {
    workerData: { port: port2, signal, dirs: [].concat(dirs), opt: { debug: !!opt.debug, commits: !!opt.onCommit, cacheDir: opt.cacheDir, edition: opt.edition } },
    transferList: [port2], resourceLimits: { stackSizeMb: 32, maxOldGenerationSizeMb: 4096 }
  });
  const pending = new Map();
  let seq = 0, stopped = null;
  const creds = new Map();
  const calls = [];
  let commits = Promise.resolve(); // the caller's onCommit calls, one after the other
  port1.on('message', async (req) => {
    let out;
    try {
      const r = resolve(req, creds, opt.namedCredentials || {});
      calls.push({ method: r.method, url: r.url });
      if (calls.length > 1000) calls.shift();
      out = answer(await (opt.callout || fetchCallout)(r));
    } catch (e) { out = { error: e.apexMessage || e.message || String(e) }; }
    port1.postMessage({ ...out, seq: req.seq });
    Atomics.store(flag, 0, 1);
    Atomics.notify(flag, 0);
  });
  const stop = (e) => { stopped = e; for (const p of pending.values()) p.rej(e); pending.clear(); };
  const settle = async (m) => {
    const p = pending.get(m.id);
    pending.delete(m.id);
    if (!p) return;
    let failed = null;
    try { await commits; } catch (e) { failed = new ApexRuntimeError('onCommit failed: ' + e.message, { cause: e }); commits = Promise.resolve(); }
    if (failed) p.rej(failed);
    else if (m.ok) p.res(m.value);
    else p.rej(Object.assign(new ApexRuntimeError(m.error.message), { type: m.error.type, apexStack: m.error.apexStack, dml: m.error.dml, fields: m.error.fields, auraMessage: m.error.auraMessage }));
    if (m.queued && p.op !== 'runNext' && p.op !== 'drain') opt.onQueued?.(m.queued);
  };
  const ready = new Promise((res, rej) => {
    worker.on('message', (m) => {
      if (m.changes) { commits = commits.then(() => opt.onCommit(m.changes)); commits.catch(() => undefined); return; } // settle() reports it
      if (m.ready === undefined) { settle(m); return; }
      if (!m.ready) { rej(new ApexRuntimeError(m.error)); return; }
      for (const c of m.namedCredentials) creds.set(c.name.toLowerCase(), c);
      if (m.errors.length && !opt.allowCompileErrors) { rej(new ApexRuntimeError('compile errors:\n' + m.errors.map((e) => `${e.file}:${e.line}: ${e.message}`).join('\n'))); return; }
      res();
    });
    worker.on('error', (e) => { rej(e); stop(e); });
    worker.on('exit', () => stop(new ApexRuntimeError('the org is closed')));
  });
  const org = { calls };
  for (const op of OPS) org[op] = (...args) => new Promise((res, rej) => { if (stopped) { rej(stopped); return; } const id = ++seq; pending.set(id, { res, rej, op }); worker.postMessage({ id, op, args }); });
  for (const op of ['insert', 'update', 'upsert', 'delete', 'undelete']) org[op] = (obj, recs, o) => org.dml(op, obj, recs, o);
  org.close = async () => { port1.close(); await worker.terminate(); };
  try { await ready; } catch (e) { await org.close(); throw e; }
  return org;
}
function answer(out) {
  const body = typeof out.body === 'string' || out.body instanceof Uint8Array ? out.body : out.body === undefined || out.body === null ? '' : JSON.stringify(out.body);
  return { status: out.status, statusText: out.statusText, headers: out.headers instanceof Map ? Object.fromEntries(out.headers) : out.headers || {}, body };
}
function resolve(req, creds, given) {
  const m = /^callout:([^/?#]+)(.*)$/i.exec(req.endpoint);
  if (!m) return { ...req, url: req.endpoint };
  const g = Object.entries(given).find(([k]) => k.toLowerCase() === m[1].toLowerCase());
  const base = g ? (typeof g[1] === 'string' ? { url: g[1] } : g[1]) : creds.has(m[1].toLowerCase()) ? { url: creds.get(m[1].toLowerCase()).endpoint } : null;
  if (!base || !base.url) throw new Error(`The callout couldn't access the endpoint. You might not have the required permissions, or the named credential "${m[1]}" might not exist.`);
  return { ...req, url: base.url.replace(/\/$/, '') + m[2], headers: { ...base.headers, ...req.headers }, namedCredential: m[1] };
}
/** A callout over real HTTP, with the messages an org gives for a refused connection and for a time-out. */
export async function fetchCallout(req) {
  const signal = AbortSignal.timeout(req.timeout || 10000);
  try {
    const r = await fetch(req.url, { method: req.method, headers: req.headers, body: ['GET', 'HEAD'].includes(req.method.toUpperCase()) || req.body === null ? undefined : req.body, signal, redirect: 'manual' });
    const buf = new Uint8Array(await r.arrayBuffer());
    const text = new TextDecoder('utf-8', { fatal: false }).decode(buf);
    return { status: r.status, statusText: r.statusText, headers: Object.fromEntries(r.headers), body: /\uFFFD/.test(text) ? buf : text };
  } catch (e) {
    if (signal.aborted) throw new Error('Read timed out', { cause: e });
    throw new Error(e.cause?.code === 'ECONNREFUSED' ? 'Connection refused' : e.cause ? e.cause.message : e.message, { cause: e });
  }
}
