import { z } from 'zod';
import { RetryableError } from '../../errors.ts';
import type { RowResult, SalesforceRow } from '../port.ts';
import type { OrgCall, OrgConnection } from './connection.ts';
import { failedRow, OrgRefusal, verdictOfAll } from './errors.ts';

/** Rows of one call (REST API Developer Guide, "sObject Collections"; upserts since API 46.0). */
const rowsOfCall = 200;
/** Characters of one call at most: triggers of the org hold its rows twice (new and old) in a heap of 6 MB. A row that is longer goes alone. */
const charactersOfCall = 1_000_000;

/** `created` is told by upserts only. */
const collectionReply = z.array(
  z.discriminatedUnion('success', [
    z.object({ success: z.literal(true), id: z.string(), created: z.boolean().optional() }),
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
type RowReply = z.output<typeof collectionReply>[number];

/** What is done to the rows of a collection. */
export type Change =
  | { readonly kind: 'insert' | 'update' | 'delete' }
  | { readonly kind: 'upsert'; readonly externalIdField: string };

/**
 * Writes rows in calls of at most 200, one after the other, with one result a row in their order. A call that fails as a whole ends
 * the work: when nothing was written before it, it is thrown; else the rows from there on are told to be tried again.
 */
export async function writeCollections(
  org: OrgConnection,
  object: string,
  change: Change,
  rows: readonly SalesforceRow[],
  signal?: AbortSignal,
): Promise<RowResult[]> {
  const results: RowResult[] = [];
  for (const part of calls(rows, change)) {
    try {
      results.push(...(await writeCall(org, object, change, part, signal)));
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

async function writeCall(
  org: OrgConnection,
  object: string,
  change: Change,
  rows: readonly SalesforceRow[],
  signal: AbortSignal | undefined,
): Promise<RowResult[]> {
  try {
    const answer = collectionReply.length(rows.length);
    const reply = await org.call(callOf(object, change, rows), answer, signal);
    const sibling = verdictOfAll(reply.flatMap((row) => (row.success ? [] : row.errors)));
    return reply.map((row, index): RowResult => {
      if (row.success)
        return {
          ok: true,
          id: row.id,
          created: change.kind === 'upsert' ? row.created === true : change.kind === 'insert',
        };
      if (change.kind === 'delete' && isGone(row)) return { ok: true, id: idOf(rows[index]), created: false };
      return failedRow(row.errors, sibling);
    });
  } catch (error) {
    if (!(error instanceof OrgRefusal)) throw error;
    return rows.map(() => failedRow(error.errors, undefined));
  }
}

function callOf(object: string, change: Change, rows: readonly SalesforceRow[]): OrgCall {
  const path = '/composite/sobjects';
  if (change.kind === 'delete')
    return { method: 'DELETE', path: `${path}?ids=${rows.map(idOf).join(',')}&allOrNone=false` };
  const body = {
    allOrNone: false,
    records: rows.map((row) => ({ attributes: { type: object }, ...row })),
  };
  if (change.kind !== 'upsert') return { method: change.kind === 'insert' ? 'POST' : 'PATCH', path, body };
  const address = `${path}/${encodeURIComponent(object)}/${encodeURIComponent(change.externalIdField)}`;
  return { method: 'PATCH', path: address, body };
}

/** Codes of a delete that say that the record is not there any more. */
export const goneCodes: ReadonlySet<string> = new Set(['ENTITY_IS_DELETED', 'INVALID_CROSS_REFERENCE_KEY']);

function isGone(reply: Extract<RowReply, { success: false }>): boolean {
  return reply.errors.every(({ statusCode }) => goneCodes.has(statusCode));
}

/** Rows in the order given, cut so that no call is too long or has one record twice, which the org refuses. */
function* calls(rows: readonly SalesforceRow[], change: Change): Generator<readonly SalesforceRow[]> {
  let call: SalesforceRow[] = [];
  let keys = new Set<string>();
  let characters = 0;
  for (const row of rows) {
    const key = keyOf(row, change);
    const length = charactersOf(row);
    const isFull = call.length === rowsOfCall || characters + length > charactersOfCall;
    if (call.length > 0 && (isFull || (key !== undefined && keys.has(key)))) {
      yield call;
      call = [];
      keys = new Set();
      characters = 0;
    }
    call.push(row);
    characters += length;
    if (key !== undefined) keys.add(key);
  }
  if (call.length > 0) yield call;
}

/** Of the texts, which are what a row can be long by. */
function charactersOf(row: SalesforceRow): number {
  let characters = 0;
  for (const value of Object.values(row)) if (typeof value === 'string') characters += value.length;
  return characters;
}

function keyOf(row: SalesforceRow, change: Change): string | undefined {
  switch (change.kind) {
    case 'insert':
      return undefined;
    case 'upsert':
      // external ids differ by more than case, unless the field is set up otherwise
      return valueOf(row, change.externalIdField).toLowerCase();
    default:
      return idOf(row).slice(0, 15);
  }
}

function idOf(row: SalesforceRow | undefined): string {
  const id = valueOf(row, 'Id');
  if (/^[a-zA-Z0-9]{15,18}$/u.test(id)) return id;
  throw new TypeError('a row for Salesforce has an Id that is none');
}

function valueOf(row: SalesforceRow | undefined, field: string): string {
  const value = row?.[field];
  if (value === undefined || value === null || value === '')
    throw new TypeError(`a row for Salesforce has no ${field}`);
  return String(value);
}
