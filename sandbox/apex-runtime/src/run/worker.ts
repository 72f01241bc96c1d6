// @ts-nocheck -- ported file by file: this one still waits for its types
// The worker thread of createOrg(): Apex runs here, synchronously. A callout blocks it until the caller's thread has answered.
import { parentPort, workerData, receiveMessageOnPort } from 'node:worker_threads';
import { Session } from './session.ts';
import { R } from '../org.ts';

const { port, signal, dirs, opt } = workerData;
const flag = new Int32Array(signal);
let callouts = 0;
R.callout = (req) => {
  const seq = ++callouts;
  port.postMessage({ ...req, seq, body: req.body instanceof Uint8Array ? new Uint8Array(req.body) : req.body });
  const until = Date.now() + (req.timeout || 10000) + 1000;
  for (;;) {
    Atomics.store(flag, 0, 0);
    for (let m; (m = receiveMessageOnPort(port)); ) if (m.message.seq === seq) return m.message; // an older one was given up
    const left = until - Date.now();
    if (left <= 0) return { error: 'Read timed out' };
    Atomics.wait(flag, 0, 0, left);
  }
};
let session;
try {
  session = await Session.open(dirs, { ...opt, onCommit: opt.commits ? (changes) => parentPort.postMessage({ changes }) : null });
  parentPort.postMessage({ ready: true, errors: session.compileErrors(), namedCredentials: [...session.org.meta.namedCredentials.values()] });
} catch (e) { parentPort.postMessage({ ready: false, error: e.stack || String(e) }); }
// one at a time, in the order of arrival, also those that wait for something
let turn = Promise.resolve();
parentPort.on('message', (m) => { turn = turn.then(() => run(m)); });
async function run({ id, op, args }) {
  let out;
  try { out = { id, ok: true, value: await session[op](...args) }; } catch (e) {
    out = { id, ok: false, error: { message: e.message, type: e.type || e.name, apexStack: e.apexStack || '', dml: e.dml, fields: e.fields, auraMessage: e.auraMessage, stack: e.type ? undefined : e.stack } };
  }
  parentPort.postMessage({ ...out, queued: session.pendingCount() });
}
