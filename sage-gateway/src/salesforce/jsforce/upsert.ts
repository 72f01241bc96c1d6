import { z } from 'zod';
import { RetryableError } from '../../errors.ts';
import type { RowResult, SalesforceRow } from '../port.ts';
import type { OrgConnection } from './connection.ts';
import { failedRow, OrgRefusal, verdictOfAll } from './errors.ts';

/** Rows of one call (REST API Developer Guide, "Upsert Multiple Records with Fewer Round-Trips", API 46.0). */
const rowsOfCall = 200;

const collectionReply = z.array(
  z.discriminatedUnion('success', [
    z.object({ success: z.literal(true), id: z.string(), created: z.boolean() }),
    z.object({
      success: z.literal(false),
      errors: z
        .array(
          z.object({ statusCode: z.string(), message: z.string(), fields: z.array(z.string()).default([]) }),
        )
        .min(1),
    }),
  ]),
);

/**
 * Upserts rows in calls of at most 200, one after the other, with one result a row in their order. A call that fails as a whole ends
 * the work: when nothing was written before it, it is thrown; else the rows from there on are told to be tried again.
 */
export async function upsertRows(
  org: OrgConnection,
  object: string,
  externalIdField: string,
  rows: readonly SalesforceRow[],
  signal?: AbortSignal,
): Promise<RowResult[]> {
  const results: RowResult[] = [];
  const path = `/composite/sobjects/${encodeURIComponent(object)}/${encodeURIComponent(externalIdField)}`;
  for (const call of calls(rows, externalIdField)) {
    try {
      results.push(...(await upsertCall(org, path, object, call, signal)));
    } catch (error) {
      if (!(error instanceof RetryableError) || results.length === 0) throw error;
      const { code, message } = error;
      while (results.length < rows.length)
        results.push({ ok: false, verdict: 'retry', code, message, fields: [] });
      return results;
    }
  }
  return results;
}

async function upsertCall(
  org: OrgConnection,
  path: string,
  object: string,
  rows: readonly SalesforceRow[],
  signal: AbortSignal | undefined,
): Promise<RowResult[]> {
  const records = rows.map((row) => ({ attributes: { type: object }, ...row }));
  try {
    const answer = collectionReply.length(rows.length);
    const reply = await org.call(
      { method: 'PATCH', path, body: { allOrNone: false, records } },
      answer,
      signal,
    );
    const sibling = verdictOfAll(reply.flatMap((row) => (row.success ? [] : row.errors)));
    return reply.map((row) =>
      row.success ? { ok: true, id: row.id, created: row.created } : failedRow(row.errors, sibling),
    );
  } catch (error) {
    if (!(error instanceof OrgRefusal)) throw error;
    return rows.map(() => failedRow(error.errors, undefined));
  }
}

/** Rows in the order given, cut so that no call is too long or has two rows of one external id, which the org refuses. */
function* calls(
  rows: readonly SalesforceRow[],
  externalIdField: string,
): Generator<readonly SalesforceRow[]> {
  let call: SalesforceRow[] = [];
  let keys = new Set<string>();
  for (const row of rows) {
    const key = keyOf(row, externalIdField);
    if (call.length === rowsOfCall || keys.has(key)) {
      yield call;
      call = [];
      keys = new Set();
    }
    call.push(row);
    keys.add(key);
  }
  if (call.length > 0) yield call;
}

/** External ids differ by more than case, unless the field is set up otherwise. */
function keyOf(row: SalesforceRow, externalIdField: string): string {
  const key = row[externalIdField];
  if (key === undefined || key === null || key === '')
    throw new TypeError(`a row for Salesforce has no ${externalIdField}`);
  return String(key).toLowerCase();
}
