import type { ErrorCode } from '../contract/errors.ts';
import type { Database, Sql } from '../database/database.ts';
import type { FeedRecord } from './feed.ts';
import type { FeedState } from './feed-store.ts';
import type { ReadRow } from './read-source.ts';

/** A row that differs from what is known, with what becomes of it. */
export interface NewRow {
  readonly key: string;
  readonly digest: string;
  readonly record: Omit<FeedRecord, 'key'> | null;
  readonly lockKey: string;
  /** No record could be made of it. */
  readonly code?: ErrorCode;
  readonly message?: string;
}

/** The digest of no row: what bears it differs from whatever is read. */
export const noDigest = '00000000-0000-0000-0000-000000000000';
const forgottenAtOnce = 20_000;

/** Forgets what was delivered of a feed, so that all its rows differ and the org's records are looked up again. */
export async function forgetDelivered(
  database: Database,
  feedId: number,
  signal: AbortSignal,
): Promise<void> {
  for (let after = ''; ;) {
    signal.throwIfAborted();
    const { rows } = await database.query<{ last: string | null }>(
      `WITH page AS (SELECT key FROM gateway.sync_row WHERE feed_id = $1 AND key > $2 COLLATE "C" ORDER BY key LIMIT $3 FOR UPDATE),
       done AS (UPDATE gateway.sync_row r SET digest = $4, salesforce_id = NULL FROM page
         WHERE r.feed_id = $1 AND r.key = page.key AND NOT r.is_gone)
       SELECT max(key COLLATE "C") AS last FROM page`,
      [feedId, after, forgottenAtOnce, noDigest],
    );
    const last = rows[0]?.last ?? null;
    if (last === null) break;
    after = last;
  }
  await database.query('UPDATE gateway.sync_feed SET redeliver = false WHERE id = $1', [feedId]);
}

/**
 * Which rows of a batch differ from what is known: their places in it. Each is looked up by the primary key (OFFSET 0), whatever the planner thinks of
 * a table that has just grown. A compare run also keeps which known rows it has seen: one row of
 * numbers a batch, so that nothing is written for what has not changed.
 */
export async function differing(
  sql: Sql,
  feedId: number,
  batch: readonly ReadRow[],
  keepSeen: boolean,
): Promise<number[]> {
  const seen = keepSeen
    ? `, seen AS (INSERT INTO gateway.sync_seen SELECT $1, array_agg(id) FROM known WHERE id IS NOT NULL HAVING count(*) > 0)`
    : '';
  const { rows } = await sql.query<{ places: number[] | null }>(
    `WITH known AS MATERIALIZED (
       SELECT g.place::integer AS place, r.id, r.digest = g.digest AND NOT r.is_gone AS is_same
       FROM unnest($2::text[], $3::uuid[]) WITH ORDINALITY AS g(key, digest, place)
       LEFT JOIN LATERAL (SELECT id, digest, is_gone FROM gateway.sync_row WHERE feed_id = $1 AND key = g.key COLLATE "C" OFFSET 0) r
         ON true)${seen}
     SELECT array_agg(place) AS places FROM known WHERE is_same IS NOT TRUE`,
    [feedId, batch.map(({ key }) => key), batch.map(({ digest }) => digest)],
  );
  return (rows[0]?.places ?? []).map((place) => place - 1);
}

export interface StoreOptions {
  readonly readAt: Date;
  /** Whether somebody delivers; else a row is done when it is known. */
  readonly delivers: boolean;
  /** Whether a subscription wants the changes. */
  readonly logs: boolean;
}

/** Keeps rows that differ as due, unless a later reading has found them already. Resolves with how many became due and how many are new. */
export async function storeRows(
  database: Database,
  { id, company, feed }: FeedState,
  given: readonly NewRow[],
  { readAt, delivers, logs }: StoreOptions,
): Promise<{ readonly due: number; readonly added: number }> {
  if (given.length === 0) return { due: 0, added: 0 };
  return database.transaction(async (tx) => {
    const { rows } = await tx.query<{ key: string; state: string; is_new: boolean }>(
      `INSERT INTO gateway.sync_row AS known (feed_id, key, digest, read_at, state, record, lock_key, code, message, due_at)
       SELECT $1, g.key, g.digest, $2, CASE WHEN g.code IS NOT NULL THEN 'Parked' WHEN $4 THEN 'Due' ELSE 'Delivered' END,
         CASE WHEN $4 THEN g.record END, g."lockKey", g.code, g.message, now()
       FROM json_to_recordset($3::text::json) AS g(key text COLLATE "C", digest uuid, record json, "lockKey" text, code text, message text)
       ORDER BY g.key
       ON CONFLICT (feed_id, key) DO UPDATE SET
         digest = excluded.digest, read_at = excluded.read_at, state = excluded.state, record = excluded.record,
         lock_key = excluded.lock_key, code = excluded.code, message = excluded.message, version = known.version + 1,
         is_gone = false, waits_feed = NULL, waits_key = NULL, tries = 0, retry_at = NULL,
         due_at = CASE WHEN known.state = 'Delivered' THEN excluded.due_at ELSE known.due_at END
       WHERE known.read_at <= excluded.read_at AND (known.digest <> excluded.digest OR excluded.digest = '${noDigest}' OR known.is_gone)
       RETURNING key, state, xmax = 0 AS is_new`,
      [id, readAt, JSON.stringify(given), delivers],
    );
    const told = rows.filter(({ state }) => state !== 'Parked');
    if (logs && told.length > 0) {
      const fields = new Map(given.map(({ key, record }) => [key, record?.fields ?? null]));
      await logChanges(
        tx,
        company,
        feed,
        told.map(({ key }) => ({ key, kind: 'changed', fields: fields.get(key) ?? null })),
      );
    }
    return { due: told.length, added: rows.filter((row) => row.is_new).length };
  });
}

export interface LoggedChange {
  readonly key: string;
  readonly kind: 'changed' | 'gone';
  readonly fields: FeedRecord['fields'] | null;
}

/** Tells subscriptions, in the transaction in which the rows become due. */
export async function logChanges(
  tx: Sql,
  company: string,
  feed: string,
  changes: readonly LoggedChange[],
): Promise<void> {
  await tx.query(
    `INSERT INTO gateway.change (company, feed, key, kind, fields)
     SELECT $1, $2, g.key, g.kind, g.fields FROM json_to_recordset($3::text::json) AS g(key text, kind text, fields jsonb)`,
    [company, feed, JSON.stringify(changes)],
  );
}

/** Deletes changes that are older than any subscription may still want. */
export async function deleteOldChanges(sql: Sql, days: number): Promise<void> {
  await sql.query('DELETE FROM gateway.change WHERE found_at < now() - make_interval(days => $1)', [days]);
}
