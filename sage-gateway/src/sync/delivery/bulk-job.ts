import type { Sql } from '../../database/database.ts';
import { RetryableError } from '../../errors.ts';
import type { Logger } from '../../logger.ts';
import type { BulkOperation, RowResult, SalesforceRow } from '../../salesforce/port.ts';
import { stopsAll, type Delivered, type Delivery } from './context.ts';
import { dueRows, storeOutcomes, type DuePart, type DueRow, type Outcome } from './due-rows.ts';
import { reviewParents } from './lost-parents.ts';
import { outcomeOf, prepare, type Action, type Prepared } from './send.ts';

/** Rows prepared at a time, and how many of one job; the org takes 100 MB of data in a job. */
const pageRows = 2_000;
const mostBytes = 80_000_000;
const resultRows = 1_000;
/** Characters of a text in a job at most. The org gives 200 rows at a time to its triggers, in a heap of 6 MB; longer ones go by calls, which are cut for it. */
const longestText = 8_000;
/** Seconds between looks at a job: the first, and the longest. Each is an API call. */
const firstLook = 5;
const longestLook = 60;
/** A job that cannot be looked at for so long is given up. */
const givenUpHours = 24;

type Kind = 'upsert' | 'update' | 'delete';

interface Job {
  readonly id: number;
  readonly feed_id: number;
  readonly kind: Kind;
  readonly org_job: string | null;
  readonly is_time: boolean;
  readonly is_old: boolean;
}

/** Whether a job of the feed runs: its rows wait for it. */
export async function hasJob(sql: Sql, feedId: number): Promise<boolean> {
  const { rows } = await sql.query('SELECT FROM gateway.sync_job WHERE feed_id = $1', [feedId]);
  return rows.length > 0;
}

/**
 * Hands due rows to the org by one job. The job is kept before and its id before it gets any rows, so that a gateway that was killed goes on with it, and
 * a job that it does not know of never writes what is old by then. Rows of another shape than the first stay due for the next job. Resolves with whether there is a job.
 */
export async function startJob(
  delivery: Delivery,
  to: Delivered,
  kind: Kind,
  part: DuePart,
  signal: AbortSignal,
): Promise<boolean> {
  const { database, bulk, logger } = delivery;
  const { rows } = await database.query<{ id: number }>(
    'INSERT INTO gateway.sync_job (feed_id, kind) VALUES ($1, $2) RETURNING id',
    [to.state.id, kind],
  );
  const id = rows[0]?.id ?? 0;
  const values = jobRows(delivery, to, { id, kind, part }, signal);
  let isMade = false;
  const onMade = async (orgJob: string) => {
    await database.query(
      'UPDATE gateway.sync_job SET org_job = $2, look_at = now() + make_interval(secs => $3) WHERE id = $1',
      [id, orgJob, firstLook],
    );
    isMade = true;
  };
  try {
    const first = await values.next();
    if (first.done === true) {
      await endJob(database, id);
      return false;
    }
    const orgJob = await bulk.start(
      to.feed.target.object,
      operation(kind, to),
      joined(first.value, values),
      signal,
      onMade,
    );
    logger.info({ feed: to.feed.name, company: to.state.company, job: orgJob }, 'a bulk job was begun');
    return true;
  } catch (error) {
    // A job that the org has made may work, whatever its last answer was: it is looked at. One of rows that no job takes never began.
    if (!isMade || error instanceof RangeError || error instanceof TypeError) await endJob(database, id);
    throw error;
  }
}

function operation(kind: Kind, { feed: { target } }: Delivered): BulkOperation {
  return kind === 'upsert' ? { kind, externalIdField: target.externalId ?? '' } : { kind };
}

async function* joined(
  first: SalesforceRow,
  rest: AsyncIterable<SalesforceRow>,
): AsyncGenerator<SalesforceRow> {
  yield first;
  yield* rest;
}

/** Rows of a job, marked as its own page by page before they are handed over. */
async function* jobRows(
  delivery: Delivery,
  to: Delivered,
  { id, kind, part }: { readonly id: number; readonly kind: Kind; readonly part: DuePart },
  signal: AbortSignal,
): AsyncGenerator<SalesforceRow> {
  const { database } = delivery;
  let last: DueRow | undefined;
  let shape: string | undefined;
  for (let bytes = 0; bytes < mostBytes;) {
    signal.throwIfAborted();
    const rows = await dueRows(database, to.state.id, part, pageRows, last);
    last = rows.at(-1);
    if (!last) return;
    const { ready, others } = await prepare(delivery, to, rows, signal);
    await storeOutcomes(database, to.state.company, to.feed.name, others);
    const own = ready.filter(({ action, values }) => {
      if (action !== kind || isLong(values)) return false;
      shape ??= shapeOf(values);
      return shapeOf(values) === shape;
    });
    await markOwn(database, id, own);
    for (const { values } of own) {
      bytes += Buffer.byteLength(JSON.stringify(values));
      yield values;
    }
  }
}

const shapeOf = (values: SalesforceRow) => Object.keys(values).sort().join();

const isLong = (values: SalesforceRow) =>
  Object.values(values).some((value) => typeof value === 'string' && value.length > longestText);

async function markOwn(sql: Sql, job: number, rows: readonly Prepared[]): Promise<void> {
  const marks = rows.map(({ row: { id, version }, salesforceId, waits }) => ({
    id,
    version,
    salesforceId,
    ...waits,
  }));
  await sql.query(
    `UPDATE gateway.sync_row r SET job_id = $1, sent_version = v.version, salesforce_id = coalesce(r.salesforce_id, v."salesforceId"),
       waits_feed = v."waitsFeed", waits_key = v."waitsKey"
     FROM json_to_recordset($2::text::json) AS v(id bigint, version integer, "salesforceId" text, "waitsFeed" text, "waitsKey" text)
     WHERE r.id = v.id AND r.version = v.version`,
    [job, JSON.stringify(marks)],
  );
}

/** Looks at the jobs whose time has come, and takes up what has ended. `of` knows the feeds. */
export async function followJobs(
  delivery: Delivery,
  of: (feedId: number) => Delivered | undefined,
  signal: AbortSignal,
): Promise<void> {
  const { database, logger } = delivery;
  const { rows } = await database.query<Job>(
    `SELECT id, feed_id, kind, org_job, look_at <= now() AS is_time, begun_at < now() - make_interval(hours => $1) AS is_old
     FROM gateway.sync_job ORDER BY id`,
    [givenUpHours],
  );
  for (const job of rows) {
    const to = of(job.feed_id);
    // The gateway ended before the org had told the id of the job, or the feed is no longer followed: its rows are due as they were.
    if (job.org_job === null || !to) {
      await endJob(database, job.id);
      continue;
    }
    if (!job.is_time) continue;
    const log = logger.child({ feed: to.feed.name, company: to.state.company, job: job.org_job });
    try {
      if (await hasEnded(delivery, to, job, job.org_job, log, signal)) continue;
    } catch (error) {
      if (signal.aborted || (error instanceof RetryableError && stopsAll.has(error.code))) throw error;
      // The other feeds go on, and so do its own rows one day: what was written twice is as if written once.
      log.warn({ err: error }, 'a bulk job cannot be looked at');
      if (job.is_old) {
        await endJob(database, job.id, 'The results of the bulk job could not be read.');
        continue;
      }
    }
    await database.query(
      `UPDATE gateway.sync_job SET looks = looks + 1,
         look_at = now() + make_interval(secs => least($2::double precision * 2 ^ least(looks, 10), $3)) WHERE id = $1`,
      [job.id, firstLook, longestLook],
    );
  }
}

/** Takes up what a job came to, if it has ended. */
async function hasEnded(
  delivery: Delivery,
  to: Delivered,
  job: Job,
  orgJob: string,
  log: Logger,
  signal: AbortSignal,
): Promise<boolean> {
  const { state, message } = await delivery.bulk.state(orgJob, signal);
  if (state === 'running') return false;
  if (state === 'complete') log.info('a bulk job has ended');
  else log.warn({ state, message }, 'a bulk job did not end well');
  if (state !== 'lost') await takeResults(delivery, to, job, orgJob, signal);
  const why = state === 'failed' || state === 'aborted' ? (message ?? `The bulk job was ${state}.`) : message;
  await endJob(delivery.database, job.id, state === 'complete' ? undefined : why);
  return true;
}

async function takeResults(
  delivery: Delivery,
  to: Delivered,
  job: Job,
  orgJob: string,
  signal: AbortSignal,
): Promise<void> {
  const keyColumn = job.kind === 'upsert' ? (to.feed.target.externalId ?? '') : 'Id';
  let page: { readonly key: string; readonly result: RowResult }[] = [];
  const take = async () => {
    const outcomes = await outcomesOf(delivery, job, page);
    await storeOutcomes(delivery.database, to.state.company, to.feed.name, outcomes);
    await reviewParents(delivery, to, outcomes, signal);
    const done = outcomes.filter(({ outcome }) => outcome === 'delivered' || outcome === 'deleted');
    delivery.onDelivered(to.state.company, to.feed.name, done.length);
    page = [];
  };
  for await (const one of delivery.bulk.results(orgJob, keyColumn, signal)) {
    page.push(one);
    if (page.length >= resultRows) await take();
  }
  await take();
}

/** Results are of the versions that were handed over; rows that were changed since stay due. */
async function outcomesOf(
  delivery: Delivery,
  { id: job, feed_id: feedId, kind }: Job,
  results: readonly { readonly key: string; readonly result: RowResult }[],
): Promise<Outcome[]> {
  const column = kind === 'upsert' ? 'key' : 'salesforce_id';
  const { rows } = await delivery.database.query<
    DueRow & { found: string; waits_feed: Outcome['waitsFeed'] | null; waits_key: string | null }
  >(
    `SELECT id, key, sent_version AS version, NULL AS record, salesforce_id, lock_key, tries, 0::double precision AS waited, waits_feed, waits_key, ${column} AS found
     FROM gateway.sync_row WHERE feed_id = $1 AND job_id = $2 AND ${column} = ANY($3)`,
    [feedId, job, results.map(({ key }) => key)],
  );
  const byKey = new Map(results.map(({ key, result }) => [key, result]));
  return rows.map(({ found, waits_feed, waits_key, ...row }) => {
    const waits = { waitsFeed: waits_feed ?? undefined, waitsKey: waits_key ?? undefined };
    const action: Action = kind;
    const prepared = { row, action, salesforceId: row.salesforce_id ?? undefined, waits };
    return outcomeOf(delivery, prepared, byKey.get(found));
  });
}

/** Forgets a job. Rows that it has told nothing of are due again, a little later when it did not end well. */
async function endJob(sql: Sql, id: number, message?: string): Promise<void> {
  await sql.query(
    `WITH own AS (UPDATE gateway.sync_row SET job_id = NULL, sent_version = NULL,
         message = coalesce($2, message), tries = tries + CASE WHEN $2::text IS NULL THEN 0 ELSE 1 END,
         retry_at = CASE WHEN $2::text IS NULL THEN retry_at ELSE now() + make_interval(secs => 30 * 2 ^ least(tries, 7)) END
       WHERE job_id = $1)
     DELETE FROM gateway.sync_job WHERE id = $1`,
    [id, message ?? null],
  );
}
