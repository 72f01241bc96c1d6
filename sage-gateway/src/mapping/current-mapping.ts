import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '../logger.ts';
import type { LoadedMapping, MappingStore, ReadMapping } from './port.ts';

/** The org is asked at most this often, and sooner only for a revision that was not heard of before. */
const refreshMs = 60_000;
const soonMs = 5_000;
/** A caller waits no longer than this for the org; the answer may be the next caller's. */
const patienceMs = 1_500;

/** The field mapping in use. */
export interface CurrentMapping {
  /** `none` until one was read. */
  revision(): string;
  /**
   * As read at most a minute ago where the org answers soon, else as it was last; undefined when none was ever read. `wanted` is the revision
   * that the caller knows of: if it is another one, the org is asked sooner.
   */
  get(wanted?: string): Promise<LoadedMapping | undefined>;
  /**
   * A message was made with this revision. One that is not known makes the gateway look at the org, in the background; when it is still
   * another one, that is told once in the log and counted. The message goes through in any case: its values are in it.
   */
  note(revision: string): void;
}

export interface CurrentMappingOptions {
  /** Left out: no org is set up, and there is no mapping. */
  readonly read?: ReadMapping | undefined;
  readonly store: MappingStore;
  readonly logger: Logger;
  readonly onMismatch: () => void;
  readonly now?: () => number;
}

/** Takes up what was kept, so that the mapping is there though Salesforce is away. */
export async function openMapping(options: CurrentMappingOptions): Promise<CurrentMapping> {
  const { read, store, logger, onMismatch, now = Date.now } = options;
  let mapping = await store.read();
  let askedAt = Number.NEGATIVE_INFINITY;
  let asking: Promise<void> | undefined;
  const told = new Set<string>();

  function refresh(wanted: string | undefined): Promise<void> {
    const isNews = wanted !== undefined && wanted !== mapping?.revision && !told.has(wanted);
    if (read === undefined || now() - askedAt < (isNews ? soonMs : refreshMs))
      return asking ?? Promise.resolve();
    askedAt = now();
    asking = ask(read).finally(() => (asking = undefined));
    return asking;
  }

  async function ask(from: ReadMapping): Promise<void> {
    try {
      const fresh: LoadedMapping = { ...(await from()), loadedAt: new Date(now()) };
      if (fresh.revision !== mapping?.revision) {
        logger.info({ revision: fresh.revision, rows: fresh.rows.length }, 'the field mapping was read');
        told.clear();
      }
      mapping = fresh;
      await store.write(fresh);
    } catch (error) {
      logger.warn(
        { err: error, revision: mapping?.revision },
        'the field mapping could not be read; the one known before stays in use',
      );
    }
  }

  return {
    revision: () => mapping?.revision ?? 'none',
    async get(wanted) {
      const patience = new AbortController();
      const impatient = pause(patienceMs, undefined, { signal: patience.signal, ref: false }).catch(
        () => undefined,
      );
      await Promise.race([refresh(wanted), impatient]);
      patience.abort();
      return mapping;
    },
    note(revision) {
      if (read === undefined || revision === mapping?.revision) return;
      void refresh(revision).then(() => {
        if (revision === mapping?.revision) return;
        onMismatch();
        if (told.has(revision)) return;
        told.add(revision);
        logger.warn(
          { revision, own: mapping?.revision ?? 'none' },
          'a request was made with another revision of the field mapping; it goes through as it is',
        );
      });
    },
  };
}
