import type { FeedName } from '../contract/sync.ts';
import { errorCodes, type ErrorCode } from '../contract/errors.ts';
import type { Database } from '../database/database.ts';
import { RetryableError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { backoffSeconds, type RetryPolicy } from '../queue/backoff.ts';
import type { Queue, Worker } from '../queue/port.ts';
import type { SageStreams } from '../sage/ports.ts';
import { runChanged } from './changed-run.ts';
import { runCompare } from './compare-run.ts';
import type { Feed, FeedSite } from './feed.ts';
import { feedState, storeFailedRun, storeOff, storeRun, type FeedState, type RunKind } from './feed-store.ts';
import { feedOfKey, isOnce, runQueue } from './queues.ts';
import { deleteOldChanges } from './rows.ts';
import type { Run, WantsChanges } from './run.ts';
import type { SyncSettings } from './settings.ts';

/** What runs work with. */
export interface RunParts {
  readonly database: Database;
  readonly queue: Queue;
  readonly streams: SageStreams;
  readonly feeds: ReadonlyMap<string, Feed>;
  readonly siteOf: (company: string) => Promise<FeedSite>;
  readonly settings: SyncSettings;
  readonly delivers: boolean;
  readonly wantsChanges: WantsChanges;
  readonly retry: RetryPolicy;
  readonly logger: Logger;
  readonly now: () => Date;
  readonly onRead: (company: string, feed: FeedName, rows: number) => void;
  /** A run of a feed begins (1) or ends (-1). */
  readonly onRun: (feedId: number, change: 1 | -1) => void;
}

const hourMs = 3_600_000;
/** A feed that is off is looked at again so often. */
const offSeconds = 300;

/**
 * Does the runs of a company, one after another. A run that comes by itself sends the next one in the transaction that ends it, so that their chain is
 * never lost and never doubled. A run that somebody asked for is done once, and again until it ends well.
 */
export function runWorker(parts: RunParts, company: string, kind: RunKind): Worker {
  const { database, queue, feeds } = parts;
  const name = runQueue(company, kind);
  let sweptAt = 0;
  return async (held) => {
    for (const job of held.jobs) {
      if (kind === 'changed' && parts.now().getTime() - sweptAt > hourMs) {
        sweptAt = parts.now().getTime();
        await deleteOldChanges(database, parts.settings.changeLogDays);
      }
      const feed = feeds.get(feedOfKey(job.key));
      const next = feed && (await runFeed(parts, company, feed, kind, held.signal));
      await database.transaction(async (tx) => {
        await held.finish(tx, [job]);
        if (next && (next.failed || !isOnce(job.key))) await queue.send(tx, name, [job.key], next.seconds);
      });
    }
  };
}

/** When a feed is run again, and whether because this run did not end well. */
interface Next {
  readonly seconds: number;
  readonly failed: boolean;
}

/** Runs a feed once; throws only when the gateway stops. */
async function runFeed(
  parts: RunParts,
  company: string,
  feed: Feed,
  kind: RunKind,
  signal: AbortSignal,
): Promise<Next> {
  const { database, settings, retry } = parts;
  const logger = parts.logger.child({ company, feed: feed.name, run: kind });
  const { everySeconds, compareMinutes } = settings.feeds[feed.name];
  const began = parts.now().getTime();
  const state = await feedState(database, company, feed.name);
  parts.onRun(state.id, 1);
  try {
    const site = await parts.siteOf(company);
    const open = await feed.open({ ...site, logger });
    if (!open) {
      await storeOff(database, state.id);
      return { seconds: offSeconds, failed: false };
    }
    await doRun(
      {
        ...parts,
        feed,
        open,
        site,
        state,
        logger,
        signal,
        onRead: (rows) => parts.onRead(company, feed.name, rows),
      },
      kind,
      settings,
    );
    const took = (parts.now().getTime() - began) / 1000;
    // A run that takes long, as after a program that stamped a whole table, leaves Sage as much time as it took.
    const seconds = kind === 'changed' ? Math.max(everySeconds, took) : compareMinutes * 60;
    return { seconds, failed: false };
  } catch (error) {
    if (signal.aborted) throw error; // stopping: the job is left for the next start
    const fault = faultOf(error);
    if (error instanceof RetryableError) logger.warn(fault, 'the run waits for Sage');
    else logger.error({ err: error }, 'the run met an error of its own');
    const failures = await storeFailedRun(database, state.id, kind, fault);
    const least = kind === 'changed' ? Math.min(everySeconds, retry.maxSeconds) : 0;
    return { seconds: Math.max(backoffSeconds(retry, failures), least), failed: true };
  } finally {
    parts.onRun(state.id, -1);
  }
}

async function doRun(run: Run, kind: RunKind, settings: SyncSettings): Promise<void> {
  const { database, state, open, logger } = run;
  const ends = (beganAt: Date, { read, due }: { readonly read: number; readonly due: number }) => ({
    beganAt: beganAt.toISOString(),
    endedAt: run.now().toISOString(),
    read,
    due,
  });
  if (kind === 'changed') {
    const done = await runChanged(run, settings.overlapMinutes);
    await database.transaction(async (tx) => {
      await storeRun(tx, state.id, kind, ends(done.beganAt, done), {
        sawAll: hasStamps(open),
        marks: done.marks,
      });
      if (done.added > 0) {
        await tx.query('UPDATE gateway.sync_feed SET rows = rows + $2 WHERE id = $1', [state.id, done.added]);
      }
    });
    if (done.due > 0) logger.info({ read: done.read, due: done.due }, 'changes were found');
  } else {
    const done = await runCompare(run);
    await storeRun(database, state.id, kind, ends(done.beganAt, done), { sawAll: true });
    logger.info({ read: done.read, due: done.due, held: done.gone.held }, 'the whole table was compared');
  }
}

/** Without any stamps only a compare run tells what has changed. */
const hasStamps = ({ sources }: Run['open']) => sources.every(({ stamps }) => stamps.length > 0);

export function faultOf(error: unknown): { readonly code: ErrorCode; readonly message: string } {
  if (error instanceof RetryableError) return { code: error.code, message: error.message };
  return { code: 'INTERNAL', message: errorCodes.INTERNAL.title };
}

/** What is known of a feed, for who asks. */
export type { FeedState };
