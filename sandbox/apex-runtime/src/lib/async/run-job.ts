import { callUser, R } from '../../runtime/rt.ts';
import { AEx, exText } from '../../runtime/values.ts';
import type { Job, QueueableJob } from '../../run/jobs.ts';
import { runBatch } from './batch.ts';
import { FinalizerContext, QueueableContext, SchedulableContext } from './interfaces.ts';
import { endJob, setJob } from './job-rows.ts';
import { noteFired } from './schedule.ts';
import { inTransaction } from './transaction.ts';

/** Runs a job and notes how it ended. In a test its exception goes on; else the session is told. */
export function runJob(job: Job): void {
  const outer = R.async.current;
  R.async.current = job;
  setJob(job.id, { status: 'Processing' });
  try {
    execute(job);
  } catch (error) {
    if (!(error instanceof AEx)) throw error;
    endJob(job.id, exText(error));
    if (R.test) throw error;
    R.asyncError?.(job, error);
  } finally {
    R.async.current = outer;
  }
}

function execute(job: Job): void {
  switch (job.kind) {
    case 'QUEUEABLE':
    case 'FINALIZER':
      return runQueueable(job);
    case 'DEPLOY': {
      const callback = inTransaction('DEPLOY', job.user, job.run);
      if (typeof callback === 'function') inTransaction('DEPLOY', job.user, () => callback() as unknown);
      return;
    }
    case 'FUTURE':
      inTransaction('FUTURE', job.user, job.run);
      return endJob(job.id);
    case 'SCHEDULED':
      inTransaction('SCHEDULED', job.user, () =>
        callUser(job.o, 'execute', [new SchedulableContext(job.id)]),
      );
      return noteFired(job.id);
    case 'BATCH':
      return runBatch(job);
  }
}

/** The finalizer runs however the job ended. */
function runQueueable(job: QueueableJob): void {
  let failure: AEx | null = null;
  try {
    inTransaction('QUEUEABLE', job.user, () => callUser(job.o, 'execute', [new QueueableContext(job.id)]));
  } catch (error) {
    if (!(error instanceof AEx)) throw error;
    failure = error;
  }
  endJob(job.id, failure && exText(failure));
  setJob(job.id, { numberoferrors: failure ? 1 : 0 });
  const { finalizer } = job;
  if (finalizer !== null) {
    R.async.current = { ...job, kind: 'FINALIZER', failed: failure !== null };
    inTransaction('FINALIZER', job.user, () =>
      callUser(finalizer, 'execute', [new FinalizerContext(job.id, failure)]),
    );
  }
  if (failure) throw failure;
}
