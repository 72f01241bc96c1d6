import { z } from 'zod';
import { feedName, syncAccepted, syncBody } from '../../contract/sync.ts';
import { ProblemError } from '../../errors.ts';
import { route, type Route } from '../../http/route.ts';
import { retryRefused } from '../delivery/due-rows.ts';
import { feedState } from '../feed-store.ts';
import { onceKey, runQueue } from '../queues.ts';
import type { SyncAbout } from '../status.ts';

/** `POST /v1/sync/{feed}`: looks for changes now, or compares the whole table. What the org refused is tried again, for whoever asks may have mended it. */
export function postSync(about: SyncAbout): Route {
  const { database, queue, defaultCompany } = about;
  return route({
    method: 'post',
    path: '/v1/sync/{feed}',
    summary: 'Look for changes of a feed now',
    params: z.strictObject({ feed: feedName }),
    body: syncBody,
    reply: { status: 202, description: 'The run will be next.', schema: syncAccepted },
    problems: ['INVALID_REQUEST', 'UNKNOWN_COMPANY', 'NOT_READY'],
    async handle({ params: { feed }, body: { company: wanted, mode, acceptGone, redeliver } }) {
      const company = wanted ?? defaultCompany;
      followed(about, feed, company);
      const name = runQueue(company, mode === 'full' ? 'compare' : 'changed');
      await database.transaction(async (tx) => {
        const { id } = await feedState(tx, company, feed);
        if (acceptGone) await tx.query('UPDATE gateway.sync_feed SET accept_gone = true WHERE id = $1', [id]);
        if (redeliver && mode === 'full')
          await tx.query('UPDATE gateway.sync_feed SET redeliver = true WHERE id = $1', [id]);
        await retryRefused(tx, id);
        await queue.ensure(tx, name, [onceKey(feed)], false);
      });
      queue.wake(name);
      return { body: { company, feed, mode } };
    },
  });
}

/** Throws UNKNOWN_COMPANY or INVALID_REQUEST for what is not followed here. */
export function followed({ feeds, companies }: SyncAbout, feed: string, company: string): void {
  if (!companies.includes(company)) throw new ProblemError('UNKNOWN_COMPANY', undefined, 'company');
  if (feeds.some(({ name }) => name === feed)) return;
  throw new ProblemError('INVALID_REQUEST', `feed: this gateway does not follow ${feed}`, 'params.feed');
}
