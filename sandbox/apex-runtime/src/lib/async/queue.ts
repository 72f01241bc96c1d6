/** The queue of asynchronous Apex: what `System.enqueueJob`, @future methods and `Database.executeBatch` add. */
import type { ClassInfo, MethodInfo } from '../../compile/class-info.ts';
import { count } from '../../runtime/limits.ts';
import { arg, R, throwEx } from '../../runtime/rt.ts';
import { clock } from '../../runtime/temporal.ts';
import type { Value } from '../../runtime/values.ts';
import type { Job } from '../../run/jobs.ts';
import { deliverEvents } from './delivery.ts';
import { addJob, className, setJob } from './job-rows.ts';
import { AsyncOptions, currentQueueable } from './options.ts';
import { runJob } from './run-job.ts';
import { schedule, unschedule } from './schedule.ts';
import { snapshot } from './snapshot.ts';

/** How often in a row a finalizer may start its failing job again. */
const MAX_RETRIES = 5;
/** Minutes that a queueable may wait. */
const MAX_DELAY = 10;
const MAX_BATCH_SIZE = 2000;
/** How many jobs one Test.stopTest() runs. */
const MAX_TEST_JOBS = 500;

const queue: Job[] = [];

const refuse = (message: string): never => throwEx('System.AsyncException', message);

function enqueue(object: Value, given: { delay?: number; options?: Value } = {}): string {
  arg(object);
  count('queueable', 1);
  const options = given.options instanceof AsyncOptions ? given.options : new AsyncOptions();
  const signature = options.signature?.text ?? null;
  if (signature !== null && queue.some((job) => job.kind === 'QUEUEABLE' && job.signature === signature))
    throwEx('System.DuplicateMessageException', 'Attempt to enqueue job with duplicate queueable signature');
  const current = currentQueueable();
  const maxDepth = options.maxDepth || (current?.maxDepth ?? null);
  const retry = current?.kind === 'FINALIZER' && current.failed ? current.retry + 1 : 0;
  if (retry > MAX_RETRIES) refuse('The job has been re-enqueued by its finalizer five times in a row');
  const depth = current?.kind === 'QUEUEABLE' ? current.depth + 1 : 1;
  if (!R.test && depth > (maxDepth ?? R.org.chainDepth)) refuse('Maximum stack depth has been reached.');
  R.tx.dirty = true; // a pending job is uncommitted work for a callout
  const id = addJob(className(object), 'Queueable');
  const delay = given.delay ?? options.delayMinutes ?? 0;
  if (delay < 0 || delay > MAX_DELAY) refuse('Delay must be between 0 and 10 minutes');
  queue.push({
    kind: 'QUEUEABLE',
    id,
    o: snapshot(object),
    user: R.user,
    depth,
    maxDepth,
    retry,
    signature,
    finalizer: null,
    failed: false,
    notBefore: delay ? clock.now() + delay * 60_000 : null,
  });
  return id;
}

function attachFinalizer(finalizer: Value): void {
  const current = currentQueueable();
  if (current?.kind !== 'QUEUEABLE')
    return throwEx('System.HandledException', 'Finalizers can only be attached in a Queueable');
  current.finalizer = finalizer;
}

function future(ci: ClassInfo, method: MethodInfo, args: Value[]): void {
  if (R.tx.kind === 'FUTURE' || R.tx.kind === 'BATCH') {
    const params = method.params.map(({ name }) => name).join(', ');
    refuse(
      `Future method cannot be called from a future or batch method: ${ci.name}.${method.name}(${params})`,
    );
  }
  count('future', 1);
  R.tx.dirty = true;
  const id = addJob(ci.top.name, 'Future', { methodname: method.name });
  // The class keeps the method itself under this name; the one that is called only enqueues it.
  queue.push({
    kind: 'FUTURE',
    id,
    user: R.user,
    run: () => ci.callStatic(`$f_${method.js}`, ...args),
  });
}

function batch(object: Value, size: number): string {
  arg(object);
  if (!Number.isInteger(size) || size <= 0)
    throwEx('System.InvalidParameterValueException', 'Batch scope size must be positive');
  R.tx.dirty = true;
  const id = addJob(className(object), 'BatchApex', { status: 'Holding' });
  queue.push({ kind: 'BATCH', id, o: object, size: Math.min(size, MAX_BATCH_SIZE), user: R.user });
  return id;
}

function abort(id: string): void {
  const position = queue.findIndex((job) => job.id === id);
  if (position >= 0) queue.splice(position, 1);
  if (unschedule(id)) return;
  if (!R.org.db.get('asyncapexjob', id)) throwEx('System.StringException', 'Invalid job id');
  setJob(id, { status: 'Aborted' });
}

/** In a test a chained queueable is queued but does not run, unless the first one set a maximum depth. */
const staysQueued = (job: Job): boolean =>
  R.test !== null && job.kind === 'QUEUEABLE' && job.depth > 1 && !job.maxDepth;

function flush(): void {
  deliverEvents();
  for (let ran = 0; ran < MAX_TEST_JOBS; ran += 1) {
    const job = queue.shift();
    if (!job) return;
    if (staysQueued(job)) {
      setJob(job.id, { status: 'Queued' });
      continue;
    }
    runJob(job);
    deliverEvents();
  }
}

R.async = {
  queue,
  events: [],
  scheduled: [],
  current: null,
  enqueue,
  attachFinalizer,
  future,
  batch,
  schedule,
  abort,
  flush,
  runJob,
  deliver: deliverEvents,
  reset() {
    queue.length = 0;
    Object.assign(R.async, { events: [], scheduled: [], current: null });
  },
};

// A session replaces it to report the changes first.
R.committed = () => {
  R.org.db.journal.length = 0;
};
