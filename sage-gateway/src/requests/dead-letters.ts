import type { ErrorCode } from '../contract/errors.ts';
import type { RequestView } from '../contract/request.ts';
import type { Database, Sql } from '../database/database.ts';
import { ProblemError } from '../errors.ts';
import type { Queue } from '../queue/port.ts';
import type { Reporting } from './report.ts';
import { statesBefore } from './states.ts';
import { sageQueue } from './queues.ts';
import { sameSubject } from './subject.ts';
import { findRequest, viewColumns, viewOf, type ViewRow } from './view.ts';

/** Which dead letters are meant; members that are left out match all. */
export interface DeadLetterFilter {
  readonly state?: 'Refused' | 'Failed' | undefined;
  readonly company?: string | undefined;
  readonly code?: ErrorCode | undefined;
}

export interface DeadLetterPage {
  readonly deadLetters: readonly RequestView[];
  /** Give it to the next call; null at the end. */
  readonly next: string | null;
}

/** A dead letter: Sage's answer was no, all tries were in vain, or the org refused the answer. Binds $1 to $3. */
const isDead = `(state IN ('Refused', 'Failed') OR report = 'Refused')
  AND ($1::text IS NULL OR state = $1) AND ($2::text IS NULL OR company = $2)
  AND ($3::text IS NULL OR errors->0->>'code' = $3 OR (report = 'Refused' AND report_error->>'code' = $3))`;

/** A newer request of the same record has taken its place: to work on this one again could place the order twice, or undo the newer wish. */
const isSuperseded = `EXISTS (SELECT FROM gateway.request newer WHERE ${sameSubject('newer', 'request')}
  AND (newer.accepted_at, newer.key) > (request.accepted_at, request.key))`;

const bound = ({ state, company, code }: DeadLetterFilter) => [state ?? null, company ?? null, code ?? null];

/** Dead letters, the longest unchanged first; `after` is the `next` of the page before. */
export async function listDeadLetters(
  sql: Sql,
  filter: DeadLetterFilter,
  limit: number,
  after: string | undefined,
): Promise<DeadLetterPage> {
  const from = after === undefined ? undefined : readCursor(after);
  const { rows } = await sql.query<ViewRow & { cursor: string }>(
    `SELECT ${viewColumns}, (extract(epoch FROM updated_at) * 1000000)::bigint::text AS cursor FROM gateway.request
     WHERE ${isDead} AND ($4::bigint IS NULL OR (updated_at, key) > (timestamptz 'epoch' + $4::bigint * interval '1 microsecond', $5))
     ORDER BY updated_at, key LIMIT $6`,
    [...bound(filter), from?.at ?? null, from?.key ?? null, limit + 1],
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  const next = rows.length > limit && last ? writeCursor({ at: last.cursor, key: last.key }) : null;
  return { deadLetters: page.map(viewOf), next };
}

/**
 * Works on a dead letter again under the same key and with the number that was reserved for it; what was refused only by
 * the org is reported again. Throws REQUEST_NOT_FOUND, SUPERSEDED when a newer request of the same
 * record is there, or STATE_CONFLICT when it is no dead letter.
 */
export async function replay(
  database: Database,
  queue: Queue,
  reporting: Reporting,
  key: string,
): Promise<RequestView> {
  const view = await database.transaction(async (tx) => {
    const known = await findRequest(tx, key);
    if (!known) throw new ProblemError('REQUEST_NOT_FOUND', undefined, 'key');
    if ((await replayKeys(tx, queue, reporting, [key])) === 0) {
      const { rows } = await tx.query(`SELECT FROM gateway.request WHERE key = $1 AND ${isSuperseded}`, [
        key,
      ]);
      throw new ProblemError(rows.length > 0 ? 'SUPERSEDED' : 'STATE_CONFLICT', undefined, 'key');
    }
    return (await findRequest(tx, key)) ?? known;
  });
  queue.wake(sageQueue(view.company));
  reporting.wake();
  return view;
}

/** Replays dead letters that match, the longest unchanged first, at most `limit`; a dry run only counts them. */
export async function replayAll(
  database: Database,
  queue: Queue,
  reporting: Reporting,
  filter: DeadLetterFilter,
  limit: number,
  dryRun: boolean,
): Promise<{ matched: number; replayed: number }> {
  const { matched, replayed, companies } = await database.transaction(async (tx) => {
    const counted = await tx.query<{ matched: string }>(
      `SELECT count(*) AS matched FROM gateway.request WHERE ${isDead}`,
      bound(filter),
    );
    const matched = Number(counted.rows[0]?.matched ?? 0);
    if (dryRun) return { matched, replayed: 0, companies: [] };
    const { rows } = await tx.query<{ key: string; company: string }>(
      `SELECT key, company FROM gateway.request WHERE ${isDead} ORDER BY updated_at, key LIMIT $4 FOR UPDATE SKIP LOCKED`,
      [...bound(filter), limit],
    );
    const replayed = await replayKeys(
      tx,
      queue,
      reporting,
      rows.map((row) => row.key),
    );
    return { matched, replayed, companies: rows.map((row) => row.company) };
  });
  for (const company of new Set(companies)) queue.wake(sageQueue(company));
  reporting.wake();
  return { matched, replayed };
}

async function replayKeys(
  tx: Sql,
  queue: Queue,
  reporting: Reporting,
  keys: readonly string[],
): Promise<number> {
  const again = await tx.query<{ key: string; company: string }>(
    `UPDATE gateway.request SET state = 'Accepted', tries = 0, updated_at = now(), report = 'None', report_error = NULL
     WHERE key = ANY($1) AND state = ANY($2) AND NOT ${isSuperseded}
     RETURNING key, company`,
    [keys, statesBefore('Accepted')],
  );
  for (const [company, rows] of Map.groupBy(again.rows, (row) => row.company)) {
    await queue.send(
      tx,
      sageQueue(company),
      rows.map((row) => row.key),
    );
  }
  const unreported = await tx.query<{ key: string }>(
    `UPDATE gateway.request SET report = 'None', report_error = NULL WHERE key = ANY($1) AND report = 'Refused' RETURNING key`,
    [keys],
  );
  await reporting.enqueue(
    tx,
    unreported.rows.map((row) => row.key),
  );
  return again.rows.length + unreported.rows.length;
}

/** A place in the list: microseconds since 1970 and a key. */
interface Cursor {
  readonly at: string;
  readonly key: string;
}

function writeCursor(cursor: Cursor): string {
  return Buffer.from(`${cursor.at}|${cursor.key}`).toString('base64url');
}

function readCursor(text: string): Cursor {
  const [, at, key] =
    /^(\d{1,16})\|([A-Za-z0-9._:-]{1,80})$/.exec(Buffer.from(text, 'base64url').toString('utf8')) ?? [];
  if (!at || !key)
    throw new ProblemError('INVALID_REQUEST', 'after: must be the "next" of an earlier page', 'after');
  return { at, key };
}
