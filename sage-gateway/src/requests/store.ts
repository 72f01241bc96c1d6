import type { Sql } from '../database/database.ts';
import type { Fault } from '../contract/errors.ts';
import type { OrderResult, Outcome, RequestRecord, RequestState } from './port.ts';
import { statesBefore } from './states.ts';

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
  readonly result: OrderResult | null;
  readonly attempts: number;
  readonly tries: number;
}

export interface Attempt {
  readonly record: RequestRecord;
  /** Tries since the request was accepted or last replayed, this one included. */
  readonly tries: number;
}

/**
 * Counts a try, durably and before it begins, so that a request that kills the process every time comes to an end too.
 * Undefined when the request has been answered already (its job was held by a process that died after the answer).
 */
export async function beginAttempt(sql: Sql, key: string): Promise<Attempt | undefined> {
  const { rows } = await sql.query<RequestRow>(
    `UPDATE gateway.request SET attempts = attempts + 1, tries = tries + 1, updated_at = now()
     WHERE key = $1 AND state = 'Accepted'
     RETURNING key, type, source_id, company, mapping_revision, payload, state, sales_order_no, result, attempts, tries`,
    [key],
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
    attempts: row.attempts,
  };
  return { record, tries: row.tries };
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
      result?.salesOrderNo ?? null,
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
