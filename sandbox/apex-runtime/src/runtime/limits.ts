// @ts-nocheck -- ported file by file: this one still waits for its types
// Governor limits of the current transaction.
import { R, fatal } from './rt.ts';
export const SYNC = { queries: 100, rows: 50000, dml: 150, dmlRows: 10000, callouts: 100, queueable: 50, future: 50, emails: 10, heap: 6000000, cpu: 10000, sosl: 20, publish: 150, aggQueries: 300, push: 10, savepoints: 150, locatorRows: 10000 };
export const ASYNC = { ...SYNC, queries: 200, queueable: 1, heap: 12000000, cpu: 60000 };
const MSG = { queries: 'Too many SOQL queries', rows: 'Too many query rows', dml: 'Too many DML statements', dmlRows: 'Too many DML rows', callouts: 'Too many callouts', queueable: 'Too many queueable jobs added to the queue', future: 'Too many future calls', sosl: 'Too many SOSL queries', emails: 'Too many Email Invocations', publish: 'Too many EventBus publish statements' };
export function newTx(async_, kind) {
  return { async: !!async_, kind: kind || (async_ ? 'ASYNC' : 'SYNC'), used: {}, max: async_ ? ASYNC : SYNC, dirty: false, setup: false, normal: false, start: Date.now(), depth: R.tx ? R.tx.depth : 0, quiddity: null, requestId: null, savepoints: [] };
}
export function count(what, n) {
  const tx = R.tx;
  if (!tx) return;
  const u = (tx.used[what] || 0) + n;
  tx.used[what] = u;
  if (u > tx.max[what]) throw fatal('System.LimitException', `${MSG[what] || what}: ${what === 'rows' || what === 'dmlRows' ? tx.max[what] + 1 : u}`);
}
export const used = (w) => (R.tx && R.tx.used[w]) || 0;
export const max = (w) => (R.tx ? R.tx.max[w] : SYNC[w]);
