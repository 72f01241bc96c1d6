import type { QueueState, ScheduledJob, Step } from '../api.ts';
import { textOf, type Row } from '../db/row.ts';
import { R } from '../runtime/rt.ts';
import { ADatetime, clock } from '../runtime/temporal.ts';
import { typeOf, type Value } from '../runtime/values.ts';
import type { Job } from './jobs.ts';

/** The name of the class whose object a job runs. */
export const jobName = ({ o: object }: { readonly o?: Value }): string | null =>
  object === undefined || object === null ? null : typeOf(object).name;

const isDue = ({ notBefore }: Job): boolean => !notBefore || notBefore <= clock.now();

/** Delivers the waiting events, or else runs the first job that is due; null when there is none. */
export function runNextWork(ignoreDelay: boolean): Step['ran'] {
  const { async: work } = R;
  const count = work.events.length;
  if (count > 0) {
    work.deliver();
    return { kind: 'EVENT', id: null, name: null, count };
  }
  const position = work.queue.findIndex((job) => ignoreDelay || isDue(job));
  const [job] = position < 0 ? [] : work.queue.splice(position, 1);
  if (!job) return null;
  work.runJob(job);
  return { kind: job.kind, id: job.id, name: jobName(job), count: 1 };
}

export function queueState(): QueueState {
  const { queue, events } = R.async;
  const delayed = queue.filter((job) => !isDue(job));
  const times = delayed.map(({ notBefore }) => notBefore ?? 0);
  return {
    ready: queue.length - delayed.length + (events.length > 0 ? 1 : 0),
    queued: queue.length + events.length,
    nextAt: times.length > 0 ? Math.min(...times) : null,
  };
}

/** The CronTrigger of a scheduled job and its CronJobDetail. */
function cronRows({ id }: Job): { trigger: Row | null; detail: Row | null } {
  const { db } = R.org;
  const trigger = db.get('crontrigger', id);
  const detail = trigger && db.get('cronjobdetail', textOf(trigger, 'cronjobdetailid') ?? '');
  return { trigger, detail };
}

export function scheduledJobs(): ScheduledJob[] {
  return R.async.scheduled.map((job) => {
    const { trigger, detail } = cronRows(job);
    const next = trigger?.get('nextfiretime');
    return {
      id: job.id,
      className: jobName(job) ?? '',
      name: detail && textOf(detail, 'name'),
      cron: trigger && textOf(trigger, 'cronexpression'),
      nextFireTime: next instanceof ADatetime ? next.iso() : null,
      timesTriggered: Number(trigger?.get('timestriggered') ?? 0),
    };
  });
}

/** Does a name mean this scheduled job? That of its class in any case, or the job's own. */
export function isCalled(job: Job, name: string): boolean {
  const { detail } = cronRows(job);
  return jobName(job)?.toLowerCase() === name.toLowerCase() || detail?.get('name') === name;
}
