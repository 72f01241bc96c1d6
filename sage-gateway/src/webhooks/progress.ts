import type { Fault } from '../contract/errors.ts';
import type { FeedName } from '../contract/sync.ts';
import type { Change } from '../contract/subscriptions.ts';
import type { Sql } from '../database/database.ts';
import { endOfLog, isSettled } from './store.ts';
import type { SealedSecret } from './secrets.ts';

/** Changes of one delivery at most. */
export const changesPerDelivery = 100;

/** Where a subscription stands; `epoch` guards every move, so that one that was paused or replayed meanwhile is left alone. */
export interface Standing {
  readonly id: string;
  readonly epoch: number;
  readonly url: string;
  readonly feeds: readonly string[] | null;
  readonly companies: readonly string[] | null;
  readonly secrets: readonly SealedSecret[];
  readonly replays: number;
  readonly cursor: number;
  /** Last change of a delivery that was begun and not acknowledged. */
  readonly attemptTo: number | null;
  readonly gap: boolean;
  readonly failures: number;
  readonly failingSince: Date | null;
}

/** Ids of subscriptions that have something to look at now. */
export async function dueSubscriptions(sql: Sql): Promise<string[]> {
  const { rows } = await sql.query<{ id: string }>(
    `SELECT s.id FROM gateway.subscription s
     WHERE s.state = 'Active' AND (s.next_try_at IS NULL OR s.next_try_at <= now()) AND s.cursor < ${endOfLog}
     ORDER BY s.id`,
  );
  return rows.map(({ id }) => id);
}

/** Where an active subscription stands; changes that were deleted before it read them are noted and passed. */
export async function readStanding(sql: Sql, id: string): Promise<Standing | undefined> {
  const { rows } = await sql.query<{
    id: string;
    epoch: number;
    url: string;
    feeds: string[] | null;
    companies: string[] | null;
    secrets: SealedSecret[];
    replays: number;
    cursor: string;
    attempt_to: string | null;
    has_gap: boolean;
    failures: number;
    failing_since: Date | null;
  }>(
    `UPDATE gateway.subscription s SET has_gap = s.has_gap OR s.cursor < t.seq, cursor = greatest(s.cursor, t.seq),
       attempt_to = CASE WHEN s.attempt_to > t.seq THEN s.attempt_to END
     FROM gateway.change_trimmed t
     WHERE s.id = $1 AND s.state = 'Active' AND (s.next_try_at IS NULL OR s.next_try_at <= now())
     RETURNING s.id, s.epoch, s.url, s.feeds, s.companies, s.secrets, s.replays, s.cursor, s.attempt_to, s.has_gap,
       s.failures, s.failing_since`,
    [id],
  );
  const [row] = rows;
  return (
    row && {
      id: row.id,
      epoch: row.epoch,
      url: row.url,
      feeds: row.feeds,
      companies: row.companies,
      secrets: row.secrets,
      replays: row.replays,
      cursor: Number(row.cursor),
      attemptTo: row.attempt_to === null ? null : Number(row.attempt_to),
      gap: row.has_gap,
      failures: row.failures,
      failingSince: row.failing_since,
    }
  );
}

/**
 * The next changes of a subscription in the order of `seq`, and the end of the log, both of one moment. A change is read only when no running
 * transaction may yet add one before it: numbers are given before a commit, so a later one may be seen first.
 */
export async function readChanges(
  sql: Sql,
  { cursor, attemptTo, feeds, companies }: Standing,
): Promise<{ readonly changes: Change[]; readonly end: number }> {
  const { rows } = await sql.query<{
    end: string;
    seq: string | null;
    company: string;
    feed: FeedName;
    key: string;
    kind: 'changed' | 'gone';
    fields: Record<string, unknown> | null;
    found_at: Date;
  }>(
    `SELECT log.end, own.* FROM (SELECT ${endOfLog} AS end) log
     LEFT JOIN LATERAL (
       SELECT c.seq, c.company, c.feed, c.key, c.kind, c.fields, c.found_at
       FROM gateway.change c
       WHERE c.seq > $1 AND c.seq <= coalesce($2::bigint, log.end) AND ${isSettled}
         AND ($3::text[] IS NULL OR c.feed = ANY($3)) AND ($4::text[] IS NULL OR c.company = ANY($4))
       ORDER BY c.seq LIMIT ${changesPerDelivery}) own ON true`,
    [cursor, attemptTo, feeds, companies],
  );
  const changes = rows.flatMap((row): Change[] =>
    row.seq === null
      ? []
      : [
          {
            seq: Number(row.seq),
            company: row.company,
            feed: row.feed,
            key: row.key,
            kind: row.kind,
            fields: row.fields,
            foundAt: row.found_at.toISOString(),
          },
        ],
  );
  return { changes, end: Number(rows[0]?.end ?? cursor) };
}

/** Keeps what is about to be sent; false: the subscription is no longer as it was. */
export function storeAttempt(sql: Sql, standing: Standing, to: number): Promise<boolean> {
  return move(sql, standing, 'attempt_to = $3', [to]);
}

/** Moves the cursor past what is none of the subscription's own. */
export function storePassed(sql: Sql, standing: Standing, to: number): Promise<boolean> {
  return move(sql, standing, 'cursor = $3, attempt_to = NULL', [to]);
}

/** Moves the cursor past what was acknowledged. */
export function storeDelivered(sql: Sql, standing: Standing, to: number): Promise<boolean> {
  const success = `failures = 0, failing_since = NULL, next_try_at = NULL, error_code = NULL, error_message = NULL`;
  return move(
    sql,
    standing,
    `cursor = $3, attempt_to = NULL, has_gap = false, delivered_at = now(), ${success}`,
    [to],
  );
}

/** Keeps why a delivery failed and after how many seconds it is tried again; `null`: never by itself. */
export function storeFailure(
  sql: Sql,
  standing: Standing,
  { code, message }: Fault,
  delaySeconds: number | null,
): Promise<boolean> {
  return move(
    sql,
    standing,
    `failures = failures + 1, failing_since = coalesce(failing_since, now()), error_code = $3, error_message = $4,
     next_try_at = now() + make_interval(secs => $5), state = CASE WHEN $5::float8 IS NULL THEN 'Failing' ELSE state END`,
    [code, message, delaySeconds],
  );
}

async function move(
  sql: Sql,
  { id, epoch }: Standing,
  assignments: string,
  values: readonly unknown[],
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `UPDATE gateway.subscription SET ${assignments} WHERE id = $1 AND epoch = $2 AND state = 'Active'`,
    [id, epoch, ...values],
  );
  return rowCount === 1;
}
