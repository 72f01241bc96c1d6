import type { FeedRecord } from './feed.ts';
import type { MissingKeys } from './missing.ts';
import { logChanges } from './rows.ts';
import type { Run } from './run.ts';

/** A loss of more than this share and more than this many records at once is not believed the first time. */
const doubtfulShare = 0.2;
const doubtfulRows = 100;
/** Of so few records all may be gone one day. */
const wholeRows = 10;
const keysAtOnce = 200;

export interface GoneFound {
  /** Records that became due because they are gone. */
  readonly due: number;
  /** Records that look gone, and are not believed yet. */
  readonly held: number;
  /** Records known and not gone. */
  readonly rows: number;
}

/** Whether a loss is so large that it must be confirmed. */
export function isDoubtful(missing: number, known: number): boolean {
  return isAll(missing, known) || (missing > doubtfulRows && missing > known * doubtfulShare);
}

/**
 * A loss that was held back is believed when the next compare misses about as many again, or when somebody said so. A table without any row is more
 * likely a company that is being restored, for however long: only somebody can say that it is meant.
 */
export function isConfirmed(missing: number, known: number, held: number, accepted: boolean): boolean {
  if (accepted) return true;
  return !isAll(missing, known) && held > 0 && missing <= held * 1.2 + doubtfulRows;
}

/** Whether nothing is left of what were more than a handful. */
const isAll = (missing: number, known: number) => missing === known && known > wholeRows;

/** Finds what the compare run that began at `beganAt` did not meet, and makes it due by the feed's rule. */
export async function findGone(run: Run, beganAt: Date, missingKeys: MissingKeys): Promise<GoneFound> {
  const { database, state, logger } = run;
  const { rows } = await database.query<{ known: string }>(
    'SELECT count(*) AS known FROM gateway.sync_row WHERE feed_id = $1 AND NOT is_gone',
    [state.id],
  );
  const known = Number(rows[0]?.known ?? 0);
  let missing = 0;
  for await (const keys of missingKeys(database)) missing += keys.length;
  if (isDoubtful(missing, known) && !isConfirmed(missing, known, state.gone_held, state.accept_gone)) {
    await database.query('UPDATE gateway.sync_feed SET gone_held = $2, rows = $3 WHERE id = $1', [
      state.id,
      missing,
      known,
    ]);
    logger.warn(
      { missing, known },
      'many records are gone at once: held back until the next compare says so too',
    );
    return { due: 0, held: missing, rows: known };
  }
  let due = 0;
  if (missing > 0) {
    for await (const keys of missingKeys(database)) {
      run.signal.throwIfAborted();
      due += await keepGone(run, keys, beganAt);
    }
  }
  await database.query(
    'UPDATE gateway.sync_feed SET gone_held = 0, accept_gone = false, rows = $2 WHERE id = $1',
    [state.id, known - due],
  );
  return { due, held: 0, rows: known - due };
}

/** Makes records that are gone due, as the feed's rule says. Resolves with how many. */
export async function keepGone(run: Run, keys: readonly string[], readAt: Date): Promise<number> {
  let due = 0;
  for (let from = 0; from < keys.length; from += keysAtOnce) {
    due += await keepSome(run, keys.slice(from, from + keysAtOnce), readAt);
  }
  return due;
}

async function keepSome(run: Run, keys: readonly string[], readAt: Date): Promise<number> {
  const { open, database, state, delivers } = run;
  const { rows: known } = await database.query<{ key: string }>(
    'SELECT key FROM gateway.sync_row WHERE feed_id = $1 AND key = ANY($2) AND NOT is_gone AND read_at <= $3',
    [state.id, keys, readAt],
  );
  if (known.length === 0) return 0;
  const rule = open.gone;
  const records =
    typeof rule === 'function' ? await rule(known.map(({ key }) => key)) : new Map<string, FeedRecord>();
  const isDue = (key: string) => delivers && (rule === 'delete' || Boolean(records.get(key)));
  const given = known.map(({ key }) => {
    const record = records.get(key);
    return {
      key,
      isDue: isDue(key),
      record: record ? { ...record, key: undefined } : null,
      lockKey: record?.parents?.[0]?.key ?? '',
    };
  });
  const logs = await run.wantsChanges(state.company, state.feed);
  return database.transaction(async (tx) => {
    const { rows } = await tx.query<{ key: string }>(
      `WITH g AS (SELECT * FROM json_to_recordset($3::text::json) AS g(key text COLLATE "C", "isDue" boolean, record json, "lockKey" text)),
       held AS (SELECT r.feed_id, r.key FROM gateway.sync_row r JOIN g USING (key) WHERE r.feed_id = $1 ORDER BY r.key FOR UPDATE OF r)
       UPDATE gateway.sync_row r SET is_gone = true, read_at = $2, version = r.version + 1, record = g.record,
         lock_key = CASE WHEN g.record IS NULL THEN r.lock_key ELSE g."lockKey" END,
         state = CASE WHEN g."isDue" THEN 'Due' ELSE 'Delivered' END, waits_feed = NULL, waits_key = NULL, code = NULL, message = NULL,
         tries = 0, retry_at = NULL, due_at = CASE WHEN r.state = 'Delivered' THEN now() ELSE r.due_at END
       FROM held JOIN g USING (key)
       WHERE r.feed_id = held.feed_id AND r.key = held.key AND NOT r.is_gone AND r.read_at <= $2
       RETURNING r.key`,
      [state.id, readAt, JSON.stringify(given)],
    );
    if (logs) {
      const changes = rows.map(({ key }) => {
        const record = records.get(key);
        return record
          ? { key, kind: 'changed' as const, fields: record.fields }
          : { key, kind: 'gone' as const, fields: null };
      });
      if (changes.length > 0) await logChanges(tx, state.company, state.feed, changes);
    }
    return rows.length;
  });
}
