import type { Recorded } from '../api.ts';
import type { Org } from '../org.ts';
import { R } from '../runtime/rt.ts';
import { AList, PObj, type Value } from '../runtime/values.ts';
import { toPlain } from './json-values.ts';
import { jobName } from './pump.ts';

/** What left the org and what waits, with the lines of the debug log. */
export function recorded({ emails, notifications, deployments }: Org, log: Recorded['log']): Recorded {
  return {
    emails: emails.map((email) => toPlain(email)),
    notifications,
    deployments: deployments.map(({ id, items }) => ({ id, items: items.map(plainItem) })),
    log,
    queued: R.async.queue.map((job) => ({ kind: job.kind, id: job.id, name: jobName(job) })),
    events: R.async.events.length,
    scheduled: R.async.scheduled.map((job) => ({ id: job.id, name: jobName(job) ?? '' })),
  };
}

const textOrNull = (value: Value | undefined): string | null => (typeof value === 'string' ? value : null);

function plainItem({ d: item }: PObj): Recorded['deployments'][number]['items'][number] {
  const values = item.values instanceof AList ? item.values.a : null;
  const entries = values?.flatMap((value) =>
    value instanceof PObj ? [[String(value.d.field), toPlain(value.d.value)] as const] : [],
  );
  return {
    fullName: String(item.fullName),
    label: textOrNull(item.label),
    values: entries ? Object.fromEntries(entries) : null,
  };
}
