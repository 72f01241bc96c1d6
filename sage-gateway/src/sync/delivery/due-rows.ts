import type { ErrorCode } from '../../contract/errors.ts';
import type { FeedName } from '../../contract/sync.ts';
import type { Database, Sql } from '../../database/database.ts';
import type { FeedRecord } from '../feed.ts';

/** A record that Salesforce shall get; without one it is deleted there. */
export interface DueRow {
  readonly id: string;
  readonly key: string;
  readonly version: number;
  readonly record: Omit<FeedRecord, 'key'> | null;
  readonly salesforce_id: string | null;
  readonly lock_key: string;
  readonly tries: number;
  /** Seconds since it became due. */
  readonly waited: number;
}

/** Which of the due rows are meant. */
export interface DuePart {
  /** Those whose record of the org is (not) known. */
  readonly hasId?: boolean;
  /** Those to delete, or those to write. */
  readonly deletes?: boolean;
}

const isDue = `feed_id = $1 AND state = 'Due' AND job_id IS NULL AND (retry_at IS NULL OR retry_at <= now())
  AND ($2::boolean IS NULL OR (salesforce_id IS NOT NULL) = $2) AND ($3::boolean IS NULL OR (record IS NULL) = $3)`;

/** Due rows in the order of their first parents, so that calls do not fight for one; at most `limit` after a place. */
export async function dueRows(
  sql: Sql,
  feedId: number,
  { hasId, deletes }: DuePart,
  limit: number,
  after: Pick<DueRow, 'lock_key' | 'key'> = { lock_key: '', key: '' },
): Promise<DueRow[]> {
  const { rows } = await sql.query<DueRow>(
    `SELECT id, key, version, record, salesforce_id, lock_key, tries, extract(epoch FROM now() - due_at)::double precision AS waited FROM gateway.sync_row
     WHERE ${isDue} AND (lock_key, key) > ($4 COLLATE "C", $5 COLLATE "C") ORDER BY lock_key, key LIMIT $6`,
    [feedId, hasId ?? null, deletes ?? null, after.lock_key, after.key, limit],
  );
  return rows;
}

/** How many there are, counted up to `most`. */
export async function countDue(
  sql: Sql,
  feedId: number,
  { hasId, deletes }: DuePart,
  most: number,
): Promise<number> {
  const { rows } = await sql.query<{ count: string }>(
    `SELECT count(*) FROM (SELECT FROM gateway.sync_row WHERE ${isDue} LIMIT $4) AS counted`,
    [feedId, hasId ?? null, deletes ?? null, most],
  );
  return Number(rows[0]?.count ?? 0);
}

/** What became of a row that was sent, or that could not be. */
export interface Outcome {
  readonly id: string;
  /** The version that was sent. */
  readonly version: number;
  /** `found`: the org's record is known now, and still to be written; `lost`: it is no longer where it was. */
  readonly outcome: 'delivered' | 'deleted' | 'found' | 'lost' | 'retry' | 'parked';
  readonly salesforceId?: string | undefined;
  readonly code?: ErrorCode | undefined;
  readonly message?: string | undefined;
  /** A record of another feed that it waits for; a delivered one goes again when that is there. */
  readonly waitsFeed?: FeedName | undefined;
  readonly waitsKey?: string | undefined;
  readonly retrySeconds?: number | undefined;
}

/**
 * Parked rows are tried again after this time, even if nothing told that their reason is gone; those that cost API calls each time twice as late, up to
 * four days.
 */
const parkedSeconds = 6 * 60 * 60;

/**
 * Keeps what became of rows of a feed. A row that was changed while it was being delivered stays due. Rows of other feeds that waited for one that is
 * now in the org become due in the same transaction.
 */
export async function storeOutcomes(
  database: Database,
  company: string,
  feed: FeedName,
  outcomes: readonly Outcome[],
): Promise<void> {
  if (outcomes.length === 0) return;
  await database.transaction(async (tx) => {
    const { rows } = await tx.query<{
      key: string;
      state: string;
      is_gone: boolean;
      is_new: boolean;
      id: string;
    }>(
      `WITH v AS (SELECT * FROM json_to_recordset($1::text::json) AS v(id bigint, version integer, outcome text, "salesforceId" text,
         code text, message text, "waitsFeed" text, "waitsKey" text, "retrySeconds" double precision)),
       held AS (SELECT r.id, r.salesforce_id AS known_id, r.version = v.version AS is_same FROM gateway.sync_row r JOIN v USING (id)
         ORDER BY r.feed_id, r.key FOR UPDATE OF r)
       UPDATE gateway.sync_row r SET
         salesforce_id = CASE WHEN v.outcome IN ('deleted', 'lost') THEN NULL ELSE coalesce(v."salesforceId", r.salesforce_id) END,
         state = CASE WHEN NOT held.is_same THEN r.state WHEN v.outcome IN ('delivered', 'deleted') THEN 'Delivered'
           WHEN v.outcome = 'parked' THEN 'Parked' ELSE 'Due' END,
         record = CASE WHEN held.is_same AND v.outcome = 'delivered' AND v."waitsFeed" IS NULL THEN NULL ELSE r.record END,
         waits_feed = CASE WHEN held.is_same THEN v."waitsFeed" ELSE r.waits_feed END,
         waits_key = CASE WHEN held.is_same THEN v."waitsKey" ELSE r.waits_key END,
         code = CASE WHEN held.is_same THEN v.code ELSE r.code END,
         message = CASE WHEN held.is_same THEN v.message ELSE r.message END,
         tries = CASE WHEN v.outcome IN ('retry', 'lost', 'parked') THEN r.tries + 1 WHEN v.outcome = 'found' THEN r.tries ELSE 0 END,
         retry_at = CASE WHEN v.outcome IN ('retry', 'lost') THEN now() + make_interval(secs => coalesce(v."retrySeconds", 0))
           WHEN v.outcome = 'parked' THEN now() + make_interval(secs => $2 * CASE WHEN v."waitsFeed" IS NULL THEN 2 ^ least(r.tries, 4) ELSE 1 END) END,
         job_id = NULL, sent_version = NULL
       FROM held JOIN v USING (id) WHERE r.id = held.id
       RETURNING r.id, r.key, r.state, r.is_gone, r.salesforce_id IS NOT NULL AND held.known_id IS NULL AS is_new`,
      [JSON.stringify(outcomes), parkedSeconds],
    );
    const deleted = new Set(outcomes.flatMap(({ id, outcome }) => (outcome === 'deleted' ? [id] : [])));
    const done = rows.filter((row) => row.is_gone && row.state === 'Delivered' && deleted.has(row.id));
    if (done.length > 0) {
      await tx.query('DELETE FROM gateway.sync_row WHERE id = ANY($1)', [done.map(({ id }) => id)]);
    }
    await wakeChildren(
      tx,
      company,
      feed,
      rows.filter((row) => row.is_new).map(({ key }) => key),
    );
  });
}

/** Rows that wait for records of this feed become due; one that is being delivered without its parent goes again. */
async function wakeChildren(
  tx: Sql,
  company: string,
  feed: FeedName,
  keys: readonly string[],
): Promise<void> {
  if (keys.length === 0) return;
  await tx.query(
    `UPDATE gateway.sync_row r SET state = 'Due', version = r.version + 1, waits_feed = NULL, waits_key = NULL, code = NULL,
       message = NULL, retry_at = NULL, tries = 0, due_at = CASE WHEN r.state = 'Delivered' THEN now() ELSE r.due_at END
     WHERE r.id IN (SELECT w.id FROM gateway.sync_row w JOIN gateway.sync_feed f ON f.id = w.feed_id AND f.company = $1
       WHERE w.waits_feed = $2 AND w.waits_key = ANY($3) ORDER BY w.feed_id, w.key FOR UPDATE OF w)`,
    [company, feed, keys],
  );
}

/** What the org refused of a feed is tried again at once. Records that others wait for, or that are looked for, are found by themselves. */
export async function retryRefused(sql: Sql, feedId: number): Promise<void> {
  await sql.query(
    `UPDATE gateway.sync_row SET retry_at = now()
     WHERE feed_id = $1 AND state = 'Parked' AND code = 'SALESFORCE_REFUSED' AND retry_at > now()`,
    [feedId],
  );
}

/** Parked rows whose time has come are due again; of a record that is gone it is the deletion that was refused. */
export async function retryParked(sql: Sql): Promise<void> {
  await sql.query(
    `UPDATE gateway.sync_row SET state = 'Due', retry_at = NULL WHERE id IN (
       SELECT id FROM gateway.sync_row WHERE state = 'Parked' AND retry_at <= now() AND (record IS NOT NULL OR is_gone)
       ORDER BY feed_id, key LIMIT 10000 FOR UPDATE)`,
  );
}
