import type { QueueSpec } from '../queue/port.ts';
import type { RunKind } from './feed-store.ts';

/** Jobs that look for changes of a company, one after another; the key of a job is the feed. */
export function runQueue(company: string, kind: RunKind): string {
  return kind === 'changed' ? `watch.${company}` : `compare.${company}`;
}

/** The one worker that writes to the org. */
export const deliverQueue = 'deliver';

/** A run that somebody asked for: it is done once, beside the chain of those that come by themselves. */
const once = '/once';
export const onceKey = (feed: string) => feed + once;
export const isOnce = (key: string) => key.endsWith(once);
export const feedOfKey = (key: string) => key.replace(once, '');

export function syncQueues(companies: readonly string[]): QueueSpec[] {
  const retry = { firstSeconds: 1, maxSeconds: 30 };
  const names = companies.flatMap((company) => [runQueue(company, 'changed'), runQueue(company, 'compare')]);
  return [...names, deliverQueue].map((name) => ({ name, serial: true, batchSize: 1, retry }));
}
