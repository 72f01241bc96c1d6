import type { Sql } from '../database/database.ts';
import { errorCodes, type Fault } from '../contract/errors.ts';
import {
  isOrderResult,
  type Outcome,
  type RequestRecord,
  type RequestResult,
  type RequestState,
} from './port.ts';
import { statesBefore } from './states.ts';
import { givesWay, sameSubject } from './subject.ts';

/** A row of gateway.request without its hash; the one place where columns become members. */
interface RequestRow {
  readonly key: string;
  readonly type: string;
  readonly source_id: string;
  readonly company: string;
  readonly mapping_revision: string | null;
  readonly payload: unknown;
  readonly state: RequestState;
  readonly sales_order_no: string | null;
  readonly result: RequestResult | null;
  readonly attempts: number;
  readonly tries: number;
  readonly earlier_keys: readonly string[];
  readonly unreported_keys: readonly string[];
}

export interface Attempt {
  readonly record: RequestRecord;
  /** Tries since the request was accepted or last replayed, this one included. */
  readonly tries: number;
  /** Requests that gave way to this one, whose answer is still to be reported. */
  readonly gaveWay: readonly string[];
}

/** What an older request of the same record is told that had not come to an end. */
const superseded: Fault = { code: 'SUPERSEDED', message: errorCodes.SUPERSEDED.title };

/**
 * Counts a try, durably and before it begins, so that a request that kills the process every time comes to an end too.
 * Undefined when the request has been answered already (its job was held by a process that died after the answer).
 *
 * A request takes over the number that an older one of the same subject holds: that one may have failed after Sage had written it, and
 * its order must be found, not placed twice. The number of an order that a request has cancelled since is left alone: its record is sent
 * anew and becomes a new order. An older request that still waits for a try gives way; a company's requests are worked on one at a time, so
 * it is not under way now.
 */
export async function beginAttempt(sql: Sql, key: string): Promise<Attempt | undefined> {
  const { rows } = await sql.query<RequestRow>(
    `WITH this AS (
       SELECT key, type, source_id, company, accepted_at, sales_order_no
       FROM gateway.request WHERE key = $1 AND state = 'Accepted'
     ), earlier AS (
       SELECT e.key, e.accepted_at, e.sales_order_no, ${givesWay('e')} AS gives_way FROM gateway.request e
       JOIN this ON ${sameSubject('e', 'this')}
       WHERE e.key <> this.key AND (e.accepted_at, e.key) < (this.accepted_at, this.key)
     ), cancelled AS (
       SELECT c.result->>'salesOrderNo' AS number FROM gateway.request c
       JOIN this ON c.source_id = this.source_id AND c.company = this.company
       WHERE c.type = 'CancelOrder' AND c.state = 'Done' AND this.type = 'PlaceOrder'
     ), given_way AS (
       UPDATE gateway.request SET sales_order_no = NULL,
         errors = CASE state WHEN 'Accepted' THEN $2 ELSE errors END,
         answered_at = CASE state WHEN 'Accepted' THEN now() ELSE answered_at END,
         state = CASE state WHEN 'Accepted' THEN 'Refused' ELSE state END
       WHERE key IN (SELECT key FROM earlier WHERE gives_way) AND state <> 'Done' AND (state = 'Accepted' OR sales_order_no IS NOT NULL)
       RETURNING key, report
     )
     UPDATE gateway.request SET attempts = attempts + 1, tries = tries + 1, updated_at = now(),
       sales_order_no = coalesce(sales_order_no,
         (SELECT sales_order_no FROM earlier WHERE sales_order_no IS NOT NULL
            AND NOT EXISTS (SELECT FROM cancelled WHERE number = earlier.sales_order_no)
          ORDER BY accepted_at DESC, key DESC LIMIT 1))
     WHERE key = $1 AND state = 'Accepted'
     RETURNING key, type, source_id, company, mapping_revision, payload, state, sales_order_no, result, attempts, tries,
       ARRAY(SELECT key FROM earlier) AS earlier_keys,
       ARRAY(SELECT key FROM given_way WHERE report = 'None') AS unreported_keys`,
    [key, JSON.stringify([superseded])],
    'begin attempt',
  );
  const [row] = rows;
  if (!row) return undefined;
  const record = {
    key: row.key,
    type: row.type,
    sourceId: row.source_id,
    company: row.company,
    mappingRevision: row.mapping_revision,
    payload: row.payload,
    state: row.state,
    salesOrderNo: row.sales_order_no,
    divisionNo: row.result?.divisionNo ?? null,
    customerNo: row.result?.customerNo ?? null,
    earlierKeys: row.earlier_keys,
    attempts: row.attempts,
  };
  return { record, tries: row.tries, gaveWay: row.unreported_keys };
}

/** An outcome, or the end of all tries. */
export type Answer = Outcome | { readonly state: 'Failed'; readonly errors: readonly Fault[] };

/** Stores the answer and whether its report is planned; false when contract/states.json does not permit the move from where the request is. */
export async function storeAnswer(
  sql: Sql,
  key: string,
  answer: Answer,
  report: 'None' | 'Queued',
): Promise<boolean> {
  const result = answer.state === 'Done' ? answer.result : null;
  const { rowCount } = await sql.query(
    `UPDATE gateway.request
     SET state = $2, sales_order_no = coalesce($3, sales_order_no), result = $4, warnings = $5, errors = $6,
       updated_at = now(), answered_at = now(), report = $8, report_error = NULL, reported_at = NULL
     WHERE key = $1 AND state = ANY($7)`,
    [
      key,
      answer.state,
      isOrderResult(result) ? result.salesOrderNo : null,
      result && JSON.stringify(result),
      JSON.stringify('warnings' in answer ? answer.warnings : []),
      JSON.stringify('errors' in answer ? answer.errors : []),
      statesBefore(answer.state),
      report,
    ],
  );
  return rowCount === 1;
}

/** Keeps why the last try did not work while the request waits for the next. */
export async function storeFailure(sql: Sql, key: string, fault: Fault): Promise<void> {
  await sql.query(
    "UPDATE gateway.request SET errors = $2, updated_at = now() WHERE key = $1 AND state = 'Accepted'",
    [key, JSON.stringify([fault])],
  );
}
