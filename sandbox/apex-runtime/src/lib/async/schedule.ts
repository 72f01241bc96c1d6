/** Scheduled jobs: their CronTrigger and CronJobDetail rows. Nothing runs by the clock; the session runs them when asked. */
import { edited, textOf } from '../../db/row.ts';
import { arg, R, throwEx } from '../../runtime/rt.ts';
import { ADatetime } from '../../runtime/temporal.ts';
import type { Value } from '../../runtime/values.ts';
import type { ScheduledJob } from '../../run/jobs.ts';
import { isCron, nextFire } from './cron.ts';
import { addJob, className } from './job-rows.ts';

/** System.schedule; without an expression the job is due once. Answers the id of the CronTrigger. */
export function schedule(name: string, cron: string | null, object: Value): string {
  arg(object);
  if (cron !== null && !isCron(cron))
    throwEx('System.StringException', `Illegal cron expression format: ${cron}`);
  const { db, schema } = R.org;
  for (const row of db.rows('cronjobdetail'))
    if (row.get('name') === name)
      throwEx('System.AsyncException', `The Apex job named "${name}" is already scheduled for execution.`);
  const detail = db.newId(schema.need('CronJobDetail'));
  const id = db.newId(schema.need('CronTrigger'));
  db.write('cronjobdetail', detail, rowOf({ id: detail, name, jobtype: '7', isdeleted: false }));
  db.write(
    'crontrigger',
    id,
    rowOf({
      id,
      cronjobdetailid: detail,
      cronexpression: cron,
      state: 'WAITING',
      timestriggered: 0,
      nextfiretime: nextFire(cron),
      starttime: ADatetime.now(),
      ownerid: R.user,
      createddate: ADatetime.now(),
      isdeleted: false,
    }),
  );
  addJob(className(object), 'ScheduledApex', { crontriggerid: id });
  const job: ScheduledJob = { kind: 'SCHEDULED', id, o: object, user: R.user };
  R.async.scheduled.push(job);
  if (R.test) R.async.queue.push(job);
  return id;
}

const rowOf = (values: Readonly<Record<string, Value>>): Map<string, Value> =>
  new Map(Object.entries(values));

/** Removes a scheduled job; false when there is none with this id. */
export function unschedule(id: string): boolean {
  const { db } = R.org;
  const row = db.get('crontrigger', id);
  if (!row) return false;
  db.write('cronjobdetail', textOf(row, 'cronjobdetailid') ?? '', undefined);
  db.write('crontrigger', id, undefined);
  R.async.scheduled = R.async.scheduled.filter((job) => job.id !== id);
  return true;
}

/** Notes that a scheduled job has run. */
export function noteFired(id: string): void {
  const row = R.org.db.get('crontrigger', id);
  if (!row || R.test) return;
  const values = {
    timestriggered: Number(row.get('timestriggered') ?? 0) + 1,
    previousfiretime: ADatetime.now(),
  };
  R.org.db.write('crontrigger', id, edited(row, values));
}
