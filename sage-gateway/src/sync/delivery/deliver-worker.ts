import { RetryableError } from '../../errors.ts';
import type { Logger } from '../../logger.ts';
import { backoffSeconds } from '../../queue/backoff.ts';
import type { Worker } from '../../queue/port.ts';
import type { FeedSite } from '../feed.ts';
import type { FeedState } from '../feed-store.ts';
import { deliverQueue } from '../queues.ts';
import { faultOf } from '../run-worker.ts';
import { followJobs } from './bulk-job.ts';
import { checkSpare, stopsAll, type Delivered, type Delivery } from './context.ts';
import { deliverFeed } from './deliver-feed.ts';
import { retryParked } from './due-rows.ts';
import { lookForRecords } from './look.ts';

export interface DeliverParts extends Delivery {
  readonly companies: readonly string[];
  readonly siteOf: (company: string) => Promise<FeedSite>;
  /** Seconds between two rounds; nothing due is one look into the database. */
  readonly roundSeconds: number;
}

/** The one worker that writes to the org: a round delivers what is due of all feeds, parents before children, and sends the next round. */
export function deliverWorker(parts: DeliverParts): Worker {
  const { database, queue } = parts;
  return async (held) => {
    for (const job of held.jobs) {
      const delay = await round(parts, held.signal);
      await database.transaction(async (tx) => {
        await held.finish(tx, [job]);
        await queue.send(tx, deliverQueue, [job.key], delay);
      });
    }
  };
}

/** Resolves with the seconds until the next round; throws only when the gateway stops. */
async function round(parts: DeliverParts, signal: AbortSignal): Promise<number> {
  const { database, retry, roundSeconds } = parts;
  try {
    const targets = await deliveredFeeds(parts);
    await followJobs(parts, (id) => targets.find(({ state }) => state.id === id), signal);
    await retryParked(database);
    for (const to of targets) await deliverOne(parts, to, signal);
    await database.query(
      'UPDATE gateway.sync_delivery SET failures = 0, code = NULL, message = NULL, since = NULL WHERE failures > 0',
    );
    return roundSeconds;
  } catch (error) {
    if (signal.aborted) throw error;
    const fault = told(parts.logger, error);
    const { rows } = await database.query<{ failures: number }>(
      `UPDATE gateway.sync_delivery SET failures = failures + 1, code = $1, message = $2, since = coalesce(since, now())
       RETURNING failures`,
      [fault.code, fault.message],
    );
    return backoffSeconds(retry, rows[0]?.failures ?? 1);
  }
}

/** Delivers a feed. What only it meets makes only it wait; when the org as a whole takes no more, that is thrown. */
async function deliverOne(parts: DeliverParts, to: Target, signal: AbortSignal): Promise<void> {
  const { database, retry } = parts;
  if (!to.isTime) return;
  if (to.isDue || to.looks) checkSpare(parts);
  try {
    if (to.looks) await lookForRecords(parts, to, signal);
    if (to.isDue) await deliverFeed(parts, to, signal);
    if (to.failures === 0) return;
    await database.query("UPDATE gateway.sync_feed SET delivery = '{}' WHERE id = $1", [to.state.id]);
  } catch (error) {
    if (signal.aborted || (error instanceof RetryableError && stopsAll.has(error.code))) throw error;
    const { company, feed } = to.state;
    const fault = told(parts.logger.child({ company, feed }), error);
    const failures = to.failures + 1;
    await database.query(
      `UPDATE gateway.sync_feed SET delivery = jsonb_build_object('code', $2::text, 'message', $3::text, 'failures', $4::integer,
         'retryAt', now() + make_interval(secs => $5)) WHERE id = $1`,
      [to.state.id, fault.code, fault.message, failures, backoffSeconds(retry, failures)],
    );
  }
}

function told(logger: Logger, error: unknown): ReturnType<typeof faultOf> {
  const fault = faultOf(error);
  if (error instanceof RetryableError) logger.warn(fault, 'the delivery waits for Salesforce');
  else logger.error({ err: error }, 'the delivery met an error of its own');
  return fault;
}

interface Target extends Delivered {
  readonly isDue: boolean;
  /** Rows wait for a record of the org. */
  readonly looks: boolean;
  readonly failures: number;
  readonly isTime: boolean;
}

/** Feeds with their companies, those that others point to first. */
async function deliveredFeeds({ feeds, companies, siteOf, database }: DeliverParts): Promise<Target[]> {
  const { rows } = await database.query<FeedState & { is_due: boolean; looks: boolean; is_time: boolean }>(
    `SELECT f.*, EXISTS (SELECT FROM gateway.sync_row r WHERE r.feed_id = f.id AND r.state = 'Due') AS is_due,
       EXISTS (SELECT FROM gateway.sync_row r WHERE r.feed_id = f.id AND r.state = 'Parked') AS looks,
       coalesce((delivery->>'retryAt')::timestamptz <= now(), true) AS is_time
     FROM gateway.sync_feed f WHERE company = ANY($1)`,
    [companies],
  );
  const sites = new Map<string, FeedSite>();
  for (const company of companies) sites.set(company, await siteOf(company));
  return feeds.flatMap((feed) =>
    rows.flatMap(({ is_due, looks, is_time, ...state }): Target[] => {
      const site = sites.get(state.company);
      if (state.feed !== feed.name || !site) return [];
      return [
        { feed, site, state, isDue: is_due, looks, isTime: is_time, failures: state.delivery.failures ?? 0 },
      ];
    }),
  );
}
