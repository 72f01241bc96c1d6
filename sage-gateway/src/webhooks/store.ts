import type { Fault } from '../contract/errors.ts';
import type { FeedName } from '../contract/sync.ts';
import type { SubscriptionView } from '../contract/subscriptions.ts';
import type { Sql } from '../database/database.ts';
import type { SealedSecret } from './secrets.ts';

interface SubscriptionRow {
  readonly id: string;
  readonly url: string;
  readonly feeds: FeedName[] | null;
  readonly companies: string[] | null;
  readonly secrets: SealedSecret[];
  readonly state: SubscriptionView['state'];
  readonly cursor: string;
  readonly has_gap: boolean;
  readonly oldest_waiting: Date | null;
  readonly failures: number;
  readonly failing_since: Date | null;
  readonly next_try_at: Date | null;
  readonly error_code: Fault['code'] | null;
  readonly error_message: string | null;
  readonly created_at: Date;
  readonly delivered_at: Date | null;
}

/** A subscription as it is told, and its secrets as they are kept. */
export interface KeptSubscription {
  readonly view: SubscriptionView;
  readonly secrets: readonly SealedSecret[];
}

/** Whether a change `c` is one of the subscription `s`. */
export const isOwn =
  '(s.feeds IS NULL OR c.feed = ANY(s.feeds)) AND (s.companies IS NULL OR c.company = ANY(s.companies))';
/** Whether no transaction that still runs may yet add a change before `c`. */
export const isSettled = 'c.xact < pg_snapshot_xmin(pg_current_snapshot())';
/** Where the log ends now: what was found before is not missed. */
export const endOfLog = `greatest((SELECT seq FROM gateway.change_trimmed),
  (SELECT c.seq FROM gateway.change c WHERE ${isSettled} ORDER BY c.seq DESC LIMIT 1))`;

const columns = `s.id, s.url, s.feeds, s.companies, s.secrets, s.state, s.cursor, s.failures, s.failing_since, s.next_try_at,
  s.error_code, s.error_message, s.created_at, s.delivered_at,
  s.has_gap OR s.cursor < (SELECT seq FROM gateway.change_trimmed) AS has_gap,
  (SELECT c.found_at FROM gateway.change c WHERE c.seq > s.cursor AND ${isOwn} ORDER BY c.seq LIMIT 1) AS oldest_waiting`;

/** All subscriptions, the oldest first. */
export async function listSubscriptions(sql: Sql): Promise<SubscriptionView[]> {
  const { rows } = await sql.query<SubscriptionRow>(
    `SELECT ${columns} FROM gateway.subscription s ORDER BY s.created_at, s.id`,
  );
  return rows.map((row) => kept(row).view);
}

export async function findSubscription(sql: Sql, id: string): Promise<KeptSubscription | undefined> {
  const { rows } = await sql.query<SubscriptionRow>(
    `SELECT ${columns} FROM gateway.subscription s WHERE s.id = $1`,
    [id],
  );
  return rows[0] && kept(rows[0]);
}

/** Adds a subscription that begins at the end of the log, unless there are `most` already; false: there are. */
export async function insertSubscription(
  tx: Sql,
  given: {
    readonly id: string;
    readonly url: string;
    readonly feeds?: readonly string[] | undefined;
    readonly companies?: readonly string[] | undefined;
    readonly sealed: string;
  },
  most: number,
): Promise<boolean> {
  await tx.query('LOCK TABLE gateway.subscription IN SHARE ROW EXCLUSIVE MODE'); // so that two at once do not both see room
  const { rowCount } = await tx.query(
    `INSERT INTO gateway.subscription (id, url, feeds, companies, secrets, cursor)
     SELECT $1, $2, $3, $4, $5, ${endOfLog} WHERE (SELECT count(*) FROM gateway.subscription) < $6`,
    [
      given.id,
      given.url,
      given.feeds ?? null,
      given.companies ?? null,
      JSON.stringify([{ sealed: given.sealed, until: null } satisfies SealedSecret]),
      most,
    ],
  );
  return rowCount === 1;
}

/** False: there is none. */
export async function deleteSubscription(sql: Sql, id: string): Promise<boolean> {
  const { rowCount } = await sql.query('DELETE FROM gateway.subscription WHERE id = $1', [id]);
  return rowCount === 1;
}

/** Holds a subscription; it goes on where it was when it is resumed. */
export async function pauseSubscription(sql: Sql, id: string): Promise<void> {
  await sql.query(
    "UPDATE gateway.subscription SET state = 'Paused', epoch = epoch + 1, next_try_at = NULL WHERE id = $1",
    [id],
  );
}

const active = `state = 'Active', epoch = epoch + 1, failures = 0, failing_since = NULL, next_try_at = NULL,
  error_code = NULL, error_message = NULL`;

/** Lets a subscription go on at once: one that was paused, given up, or waits for its next try. */
export async function resumeSubscription(sql: Sql, id: string): Promise<void> {
  await sql.query(`UPDATE gateway.subscription SET ${active} WHERE id = $1`, [id]);
}

/** Goes back (or forth) to the change with this number, or the first one found at or after a time, and delivers from there. */
export async function replaySubscription(sql: Sql, id: string, from: number | Date): Promise<void> {
  if (typeof from === 'number') {
    await sql.query(
      `UPDATE gateway.subscription SET ${active}, cursor = $2::bigint - 1, attempt_to = NULL, has_gap = false,
         replays = replays + 1
       WHERE id = $1`,
      [id, from],
    );
    return;
  }
  // A log that does not reach back to the time may have held changes after it.
  await sql.query(
    `UPDATE gateway.subscription SET ${active}, attempt_to = NULL, replays = replays + 1,
       cursor = coalesce((SELECT min(c.seq) - 1 FROM gateway.change c WHERE c.found_at >= $2), ${endOfLog}),
       has_gap = (SELECT seq > 0 FROM gateway.change_trimmed)
         AND NOT EXISTS (SELECT FROM gateway.change c WHERE c.found_at < $2)
     WHERE id = $1`,
    [id, from],
  );
}

export async function storeSecrets(sql: Sql, id: string, secrets: readonly SealedSecret[]): Promise<void> {
  await sql.query('UPDATE gateway.subscription SET secrets = $2 WHERE id = $1', [
    id,
    JSON.stringify(secrets),
  ]);
}

/** Locks the row until the transaction ends. */
export async function lockSecrets(tx: Sql, id: string): Promise<SealedSecret[] | undefined> {
  const { rows } = await tx.query<Pick<SubscriptionRow, 'secrets'>>(
    'SELECT secrets FROM gateway.subscription WHERE id = $1 FOR UPDATE',
    [id],
  );
  return rows[0]?.secrets;
}

/** Whether any subscription, paused ones included, is to get the changes of a feed of a company. */
export async function isWanted(sql: Sql, company: string, feed: FeedName): Promise<boolean> {
  const { rows } = await sql.query<{ wanted: boolean }>(
    `SELECT EXISTS (SELECT FROM gateway.subscription s, (SELECT $1::text AS company, $2::text AS feed) c WHERE ${isOwn}) AS wanted`,
    [company, feed],
  );
  return rows[0]?.wanted ?? false;
}

function kept(row: SubscriptionRow): KeptSubscription {
  const time = (at: Date | null) => at?.toISOString() ?? null;
  return {
    secrets: row.secrets,
    view: {
      id: row.id,
      url: row.url,
      feeds: row.feeds,
      companies: row.companies,
      state: row.state,
      cursor: Number(row.cursor),
      gap: row.has_gap,
      oldestWaiting: time(row.oldest_waiting),
      failures: row.failures,
      failingSince: time(row.failing_since),
      nextTryAt: time(row.next_try_at),
      lastError: row.error_code && { code: row.error_code, message: row.error_message ?? '' },
      createdAt: row.created_at.toISOString(),
      deliveredAt: time(row.delivered_at),
    },
  };
}
