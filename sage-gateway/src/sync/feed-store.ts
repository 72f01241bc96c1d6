import type { ErrorCode } from '../contract/errors.ts';
import type { FeedName } from '../contract/sync.ts';
import type { Sql } from '../database/database.ts';

export type RunKind = 'changed' | 'compare';

/** How runs of a kind went: the last one that ended well, and what the last one met when it did not. */
export interface RunState {
  readonly beganAt?: string;
  readonly endedAt?: string;
  /** Rows read in Sage, and records that became due. */
  readonly read?: number;
  readonly due?: number;
  readonly failures?: number;
  readonly code?: ErrorCode;
  readonly message?: string;
}

/** What is known of a feed of a company. */
export interface FeedState {
  readonly id: number;
  readonly company: string;
  readonly feed: FeedName;
  readonly is_off: boolean;
  readonly marks: Readonly<Record<string, number>>;
  readonly rows: string;
  readonly changed_run: RunState;
  readonly compare_run: RunState;
  readonly fresh_at: Date | null;
  readonly gone_held: number;
  readonly accept_gone: boolean;
  readonly redeliver: boolean;
  readonly looked_at: Date | null;
  /** Why the feed's rows could not be delivered, while the org as a whole does answer. */
  readonly delivery: {
    readonly code?: ErrorCode;
    readonly message?: string;
    readonly failures?: number;
    readonly retryAt?: string;
  };
}

/** The state of a feed; made when it is not there yet. */
export async function feedState(sql: Sql, company: string, feed: FeedName): Promise<FeedState> {
  const find = async () =>
    (
      await sql.query<FeedState>('SELECT * FROM gateway.sync_feed WHERE company = $1 AND feed = $2', [
        company,
        feed,
      ])
    ).rows[0];
  const known = await find();
  if (known) return known;
  await sql.query('INSERT INTO gateway.sync_feed (company, feed) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    company,
    feed,
  ]);
  const made = await find();
  if (!made) throw new Error(`the feed ${feed} of company ${company} has no state`);
  return made;
}

/** The database's clock: the begin of a reading. */
export async function readingTime(sql: Sql): Promise<Date> {
  const { rows } = await sql.query<{ now: Date }>(
    "SELECT date_trunc('milliseconds', clock_timestamp()) AS now",
  );
  return rows[0]?.now ?? new Date();
}

const column = { changed: 'changed_run', compare: 'compare_run' } as const;

/** A run ended well. `sawAll`: what had changed before its begin is known now. */
export async function storeRun(
  sql: Sql,
  id: number,
  kind: RunKind,
  run: RunState & { readonly beganAt: string },
  changes: { readonly sawAll: boolean; readonly marks?: Readonly<Record<string, number>> },
): Promise<void> {
  await sql.query(
    `UPDATE gateway.sync_feed SET ${column[kind]} = $2, is_off = false,
       marks = marks || $3::jsonb,
       fresh_at = CASE WHEN $4 THEN greatest(fresh_at, $5::timestamptz) ELSE fresh_at END
     WHERE id = $1`,
    [id, JSON.stringify(run), JSON.stringify(changes.marks ?? {}), changes.sawAll, run.beganAt],
  );
}

/** A run did not end; what the last good one came to stays. Resolves with how often in a row. */
export async function storeFailedRun(
  sql: Sql,
  id: number,
  kind: RunKind,
  fault: { readonly code: ErrorCode; readonly message: string },
): Promise<number> {
  const { rows } = await sql.query<{ failures: number }>(
    `UPDATE gateway.sync_feed SET is_off = false, ${column[kind]} = ${column[kind]} || jsonb_build_object('code', $2::text,
       'message', $3::text, 'failures', coalesce((${column[kind]}->>'failures')::integer, 0) + 1)
     WHERE id = $1 RETURNING (${column[kind]}->>'failures')::integer AS failures`,
    [id, fault.code, fault.message],
  );
  return rows[0]?.failures ?? 1;
}

/** This site has no such table, or wants no such feed. */
export async function storeOff(sql: Sql, id: number): Promise<void> {
  await sql.query('UPDATE gateway.sync_feed SET is_off = true WHERE id = $1 AND NOT is_off', [id]);
}
