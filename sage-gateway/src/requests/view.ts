import type { Sql } from '../database/database.ts';
import type { Fault, Warning } from '../contract/errors.ts';
import type { RequestView } from '../contract/request.ts';
import { isOrderResult, type ChangeResult, type RequestResult, type RequestState } from './port.ts';
import { namedNumbers } from './subject.ts';

export const viewColumns = `key, type, source_id, company, state, sales_order_no, ${namedNumbers} AS named, result, warnings, errors, attempts,
  accepted_at, updated_at, reported_at, report_error`;

export interface ViewRow {
  readonly key: string;
  readonly type: string;
  readonly source_id: string;
  readonly company: string;
  readonly state: RequestState;
  readonly sales_order_no: string | null;
  readonly named: ChangeResult | null;
  readonly result: RequestResult | null;
  readonly warnings: readonly Warning[];
  readonly errors: readonly Fault[];
  readonly attempts: number;
  readonly accepted_at: Date;
  readonly updated_at: Date;
  readonly reported_at: Date | null;
  readonly report_error: Fault | null;
}

/** The request with this key, or undefined. */
export async function findRequest(sql: Sql, key: string): Promise<RequestView | undefined> {
  const { rows } = await sql.query<ViewRow>(`SELECT ${viewColumns} FROM gateway.request WHERE key = $1`, [
    key,
  ]);
  return rows[0] && viewOf(rows[0]);
}

/** A row as the API tells it. A number that is only reserved is never told as the order's number. */
export function viewOf(row: ViewRow): RequestView {
  const numbers: ChangeResult = { ...row.named, ...row.result };
  const placed = isOrderResult(row.result) ? row.result : null;
  return {
    key: row.key,
    type: row.type,
    sourceId: row.source_id,
    company: row.company,
    state: row.state,
    salesOrderNo: numbers.salesOrderNo ?? null,
    reservedSalesOrderNo: row.sales_order_no,
    orderStatus: row.result?.orderStatus ?? null,
    divisionNo: numbers.divisionNo ?? null,
    customerNo: numbers.customerNo ?? null,
    customerCreated: placed?.customerCreated ?? null,
    result: placed && { lines: placed.lines, quantity: placed.quantity, merchandise: placed.merchandise },
    warnings: [...row.warnings],
    errors: [...row.errors],
    attempts: row.attempts,
    acceptedAt: row.accepted_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    reportedAt: row.reported_at?.toISOString() ?? null,
    reportError: row.report_error,
  };
}
