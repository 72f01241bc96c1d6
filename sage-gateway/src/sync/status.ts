import type { FeedAge } from '../contract/health.ts';
import type { FeedStatus } from '../contract/sync.ts';
import type { Database, Sql } from '../database/database.ts';
import type { Queue } from '../queue/port.ts';
import type { Feed } from './feed.ts';
import type { FeedState, RunState } from './feed-store.ts';
import type { SyncSettings } from './settings.ts';

/** What the routes and the figures tell of. */
export interface SyncAbout {
  readonly database: Database;
  readonly queue: Queue;
  readonly settings: SyncSettings;
  readonly feeds: readonly Feed[];
  readonly companies: readonly string[];
  readonly defaultCompany: string;
}

interface Counted extends FeedState {
  readonly due: string;
  readonly parked: Readonly<Record<string, number>> | null;
  readonly age: string | null;
  readonly limited: { readonly code: RunState['code']; readonly message: string } | null;
}

/**
 * How each feed of each company stands. The age of its data is the time since the last run that saw all changes, or since the oldest change that is
 * not in Salesforce, whichever is longer; parked rows wait for a person and do not count.
 */
export async function feedStatuses(
  { settings, feeds, companies }: SyncAbout,
  sql: Sql,
): Promise<FeedStatus[]> {
  const { rows } = await sql.query<Counted>(
    `SELECT f.*, due.count AS due, parked.codes AS parked, limited.told AS limited,
       extract(epoch FROM now() - least(f.fresh_at, due.oldest)) AS age
     FROM gateway.sync_feed f,
       LATERAL (SELECT count(*) AS count, min(due_at) AS oldest FROM gateway.sync_row r WHERE r.feed_id = f.id AND r.state = 'Due') AS due,
       LATERAL (SELECT jsonb_object_agg(code, count) AS codes FROM (SELECT coalesce(code, 'INTERNAL') AS code, count(*) AS count
         FROM gateway.sync_row r WHERE r.feed_id = f.id AND r.state = 'Parked' GROUP BY 1) AS by_code) AS parked,
       LATERAL (SELECT (SELECT jsonb_build_object('code', code, 'message', message) FROM gateway.sync_delivery
         WHERE code IS NOT NULL) AS told) AS limited
     WHERE f.company = ANY($1)`,
    [companies],
  );
  const known = new Map(rows.map((row) => [`${row.company} ${row.feed}`, row]));
  return companies.flatMap((company) =>
    feeds.map(({ name }) => {
      const row = known.get(`${company} ${name}`);
      return statusOf(company, name, settings.feeds[name].promiseSeconds, row);
    }),
  );
}

function statusOf(
  company: string,
  feed: FeedStatus['feed'],
  promiseSeconds: number,
  row: Counted | undefined,
): FeedStatus {
  const parkedByCode = row?.parked ?? {};
  const due = Number(row?.due ?? 0);
  const age = !row?.age || row.is_off ? null : Math.max(0, Math.round(Number(row.age)));
  const fault = row && faultOf(row, due);
  return {
    company,
    feed,
    state: stateOf(row, age, promiseSeconds, Boolean(fault)),
    ageSeconds: age,
    promiseSeconds,
    rows: Number(row?.rows ?? 0),
    due,
    parked: Object.values(parkedByCode).reduce((sum, count) => sum + count, 0),
    parkedByCode,
    goneHeld: row?.gone_held ?? 0,
    lastChangedRun: runOf(row?.changed_run),
    lastCompareRun: runOf(row?.compare_run),
    code: fault?.code ?? null,
    message: fault?.message ?? null,
  };
}

/** What holds the feed up: Sage first, for without it nothing is known; then Salesforce. */
function faultOf(
  { changed_run, compare_run, delivery, limited, is_off }: Counted,
  due: number,
): { readonly code?: RunState['code'] | undefined; readonly message?: string | undefined } | undefined {
  if (is_off) return undefined;
  const told = [changed_run, compare_run, due > 0 ? limited : null, due > 0 ? delivery : null];
  return told.find((fault) => fault?.code !== undefined) ?? undefined;
}

function stateOf(
  row: Counted | undefined,
  age: number | null,
  promiseSeconds: number,
  isFaulty: boolean,
): FeedStatus['state'] {
  if (row?.is_off) return 'Off';
  if (isFaulty) return 'Waiting';
  if (row?.compare_run.beganAt === undefined || age === null) return 'Loading';
  return age > promiseSeconds ? 'Late' : 'Current';
}

function runOf(run: RunState | undefined): FeedStatus['lastChangedRun'] {
  if (run?.beganAt === undefined || run.endedAt === undefined) return null;
  return { beganAt: run.beganAt, endedAt: run.endedAt, read: run.read ?? 0, due: run.due ?? 0 };
}

/** A feed in short: fresh or late by its promise, whatever holds it up. */
export function ageOf(status: FeedStatus): FeedAge {
  const { company, feed, ageSeconds, promiseSeconds, due, parked, code, message } = status;
  return { company, feed, state: shortState(status), ageSeconds, promiseSeconds, due, parked, code, message };
}

function shortState({ state, ageSeconds, promiseSeconds, lastCompareRun }: FeedStatus): FeedAge['state'] {
  if (state === 'Off') return 'Off';
  if (lastCompareRun === null || ageSeconds === null) return 'Waiting';
  return ageSeconds > promiseSeconds ? 'Late' : 'Fresh';
}
