import { newTx } from '../../runtime/limits.ts';
import { R } from '../../runtime/rt.ts';
import type { SObj } from '../../runtime/values.ts';

/** Its event is sent at once, whatever becomes of the transaction. */
export const isImmediate = (event: SObj): boolean => event.so?.publishBehavior === 'PublishImmediately';

/**
 * Runs one asynchronous execution: a transaction of its own. Statics survive only inside a test. Of one that fails nothing
 * stays: rows, jobs and the events that go out after the commit.
 */
export function inTransaction<Result>(kind: string, user: string, work: () => Result): Result {
  const { tx, user: caller, top, trigStack } = R;
  Object.assign(R, { tx: newTx(true, kind), user, top: R.root, trigStack: [] });
  if (!R.test) R.org.resetStatics();
  const mark = R.org.db.mark();
  const jobs = new Set(R.async.queue);
  const events = new Set(R.async.events);
  try {
    return work();
  } catch (error) {
    R.org.db.rollback(mark);
    const { queue } = R.async;
    queue.splice(0, queue.length, ...queue.filter((job) => jobs.has(job)));
    R.async.events = R.async.events.filter((event) => events.has(event) || isImmediate(event));
    throw error;
  } finally {
    if (!R.test) R.committed();
    Object.assign(R, { tx, user: caller, top, trigStack });
  }
}
