// @ts-nocheck -- ported file by file: this one still waits for its types
// The queue seen from outside: what waits, what is due, one step at a time.
import { R } from '../org.ts';
import { clock } from '../runtime/temporal.ts';

const name = (j) => (j.o && j.o.T ? j.o.T.name : j.name || null);
const due = (j) => !j.notBefore || j.notBefore <= clock.now();
const cron = (j) => { const c = R.org.db.get('crontrigger', j.id); return { c, d: c && R.org.db.get('cronjobdetail', c.get('cronjobdetailid')) }; };
const iso = (v) => (v ? v.iso() : null);
export const pump = {
  next(ignoreDelay) {
    if (R.async.events.length) { const n = R.async.events.length; R.async.deliver(); return { kind: 'EVENT', id: null, name: null, count: n }; }
    const i = R.async.queue.findIndex((j) => ignoreDelay || due(j));
    if (i < 0) return null;
    const [j] = R.async.queue.splice(i, 1);
    R.async.runJob(j);
    return { kind: j.kind, id: j.id, name: name(j), count: 1 };
  },
  counts() {
    const wait = R.async.queue.filter((j) => !due(j));
    return { ready: R.async.queue.length - wait.length + (R.async.events.length ? 1 : 0), queued: R.async.queue.length + R.async.events.length, nextAt: wait.length ? Math.min(...wait.map((j) => j.notBefore)) : null };
  },
  jobs: () => R.async.queue.map((j) => ({ kind: j.kind, id: j.id, name: name(j), notBefore: j.notBefore ?? null })),
  scheduled: () => R.async.scheduled.map((j) => { const { c, d } = cron(j); return { id: j.id, className: name(j), name: d ? d.get('name') : null, cron: c ? c.get('cronexpression') : null, nextFireTime: c ? iso(c.get('nextfiretime')) : null, timesTriggered: c ? c.get('timestriggered') : 0 }; }),
  isCalled(j, n) { const { d } = cron(j); return name(j).toLowerCase() === n.toLowerCase() || (!!d && d.get('name') === n); }
};
