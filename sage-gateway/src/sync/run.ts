import type { FeedName } from '../contract/sync.ts';
import { errorCodes } from '../contract/errors.ts';
import type { Database } from '../database/database.ts';
import { RetryableError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { SageStreams } from '../sage/ports.ts';
import type { Feed, FeedSite, OpenFeed } from './feed.ts';
import type { FeedState } from './feed-store.ts';
import { differing, noDigest, storeRows, type NewRow } from './rows.ts';
import type { ReadRow } from './read-source.ts';

/** Whether a subscription wants the changes of a feed. */
export type WantsChanges = (company: string, feed: FeedName) => boolean | Promise<boolean>;

/** A run of a feed of a company, and all that it works with. */
export interface Run {
  readonly feed: Feed;
  readonly open: OpenFeed;
  readonly site: FeedSite;
  readonly streams: SageStreams;
  readonly database: Database;
  readonly state: FeedState;
  readonly delivers: boolean;
  readonly wantsChanges: WantsChanges;
  readonly logger: Logger;
  readonly signal: AbortSignal;
  /** Of this machine, for stamps. */
  readonly now: () => Date;
  readonly onRead: (rows: number) => void;
}

/** What a run came to. */
export interface RunCount {
  read: number;
  due: number;
  added: number;
}

/** What digests are salted with. A gateway that gets an org later has delivered nothing of what it knows. */
export function saltOf({ open, delivers }: Run): string {
  return delivers ? open.version : `${open.version}\nto nobody`;
}

/** Rows that are stored in one statement; their records are in memory at once. */
const storedAtOnce = 200;

/**
 * Compares batches with what is known and keeps what differs. The database compares one batch while the next is being read; never more than two are in
 * memory.
 */
export function comparison(run: Run, readAt: Date, keepSeen: boolean, count: RunCount) {
  let last: Promise<void> = Promise.resolve();

  async function compare(source: Recorder, batch: readonly ReadRow[]): Promise<void> {
    const places = await differing(run.database, run.state.id, batch, keepSeen);
    for (let from = 0; from < places.length; from += storedAtOnce) {
      run.signal.throwIfAborted();
      const rows = places.slice(from, from + storedAtOnce).flatMap((place) => batch[place] ?? []);
      const logs = await run.wantsChanges(run.state.company, run.feed.name);
      const options = { readAt, delivers: run.delivers, logs };
      const made = rows.map((row) => newRow(run, source, row));
      const { due, added } = await storeRows(run.database, run.state, made, options);
      count.due += due;
      count.added += added;
    }
  }

  return {
    async add(source: Recorder, batch: readonly ReadRow[]): Promise<void> {
      await last;
      last = compare(source, batch);
      last.catch(() => undefined); // told by the next `add` or by `end`
    },
    end: () => last,
  };
}

type Recorder = Pick<OpenFeed['sources'][number], 'record' | 'table'>;

function newRow(run: Run, source: Recorder, { key, digest, row }: ReadRow): NewRow {
  try {
    const { key: recordKey, ...record } = source.record(row());
    if (recordKey !== key) throw new Error(`the record of ${key} calls itself ${recordKey}`);
    return { key, digest, record, lockKey: record.parents?.[0]?.key ?? '' };
  } catch (error) {
    if (error instanceof RetryableError) throw error;
    // One row that is not as expected holds none of the others up.
    // Without a digest each compare tries again: what it fails at may be mended in the program and not in the row.
    run.logger.error({ err: error, table: source.table }, 'no record could be made of a row');
    return {
      key,
      digest: noDigest,
      record: null,
      lockKey: '',
      code: 'INTERNAL',
      message: errorCodes.INTERNAL.title,
    };
  }
}
