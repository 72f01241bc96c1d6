import { backoffSeconds } from '../../queue/backoff.ts';
import type { RowResult, SalesforceRow } from '../../salesforce/port.ts';
import type { FeedTarget } from '../feed.ts';
import type { Delivered, Delivery } from './context.ts';
import type { DueRow, Outcome } from './due-rows.ts';
import { findRecords, type Found } from './find-records.ts';
import { isLostId } from './lost-parents.ts';
import { withParents, type WithParents } from './parents.ts';

/** What is done with a row. `none`: it is only found. */
export type Action = 'upsert' | 'insert' | 'update' | 'delete' | 'none';

/** A row that can go. */
export interface Prepared {
  readonly row: DueRow;
  readonly action: Action;
  readonly values: SalesforceRow;
  readonly salesforceId: string | undefined;
  readonly waits: Pick<Outcome, 'waitsFeed' | 'waitsKey'>;
}

/** Rows that can go, and what becomes of the others. */
export interface Preparation {
  readonly ready: readonly Prepared[];
  readonly others: readonly Outcome[];
}

/** Makes rows ready: ids of their parents, and their own where they are found by more than a key. */
export async function prepare(
  { database, org, now }: Delivery,
  { feed, site, state }: Delivered,
  rows: readonly DueRow[],
  signal: AbortSignal,
): Promise<Preparation> {
  const { target } = feed;
  const unknown = rows.filter((row) => row.salesforce_id === null && mustBeFound(target, row));
  const found = await findRecords(
    org,
    target,
    unknown.map(({ key, record }) => ({ fields: {}, ...record, key })),
    site,
    signal,
  );
  const others: Outcome[] = [];
  const ready: Prepared[] = [];
  for (const one of await withParents(database, state.company, rows)) {
    const place = found.get(one.row.key);
    const prepared = ambiguous(one.row, place) ?? missing(one, place) ?? readyRow(target, one, place, now());
    if ('outcome' in prepared) others.push(prepared);
    else ready.push(prepared);
  }
  return { ready, others };
}

/** An upsert finds the record by itself; to delete or only to know it, its id is needed. */
function mustBeFound(target: FeedTarget, { record }: DueRow): boolean {
  return target.find !== undefined || record === null || isEmpty(record.fields);
}

const isEmpty = (fields: SalesforceRow) => Object.keys(fields).length === 0;

function ambiguous({ id, version }: DueRow, found: Found | undefined): Outcome | undefined {
  if (!found || 'id' in found) return undefined;
  const message = `Several records stand for it: ${found.ambiguous.slice(0, 5).join(', ')}.`;
  return { id, version, outcome: 'parked', code: 'RECORD_AMBIGUOUS', message };
}

/** A record that is not made by us and not there, or whose parent is not there, waits. */
function missing({ row, waits }: WithParents, found: Found | undefined): Outcome | undefined {
  const { id, version } = row;
  const salesforceId = found && 'id' in found ? found.id : undefined;
  if (!waits || waits.optional || row.record === null) return undefined;
  const message = `It waits for ${waits.feed} ${waits.key}.`;
  const code = 'PARENT_UNKNOWN';
  return {
    id,
    version,
    outcome: 'parked',
    salesforceId,
    code,
    message,
    waitsFeed: waits.feed,
    waitsKey: waits.key,
  };
}

function readyRow(
  target: FeedTarget,
  { row, ids, idsOnCreate, waits }: WithParents,
  found: Found | undefined,
  now: Date,
): Prepared | Outcome {
  const { id, version, record } = row;
  const salesforceId = row.salesforce_id ?? (found && 'id' in found ? found.id : undefined);
  const waiting = waits ? { waitsFeed: waits.feed, waitsKey: waits.key } : {};
  if (record === null) {
    // A record of the org that is not there is deleted already.
    if (salesforceId === undefined) return { id, version, outcome: 'deleted' };
    return { row, action: 'delete', values: { Id: salesforceId }, salesforceId, waits: {} };
  }
  const isKnown = salesforceId !== undefined;
  const own = isEmpty(record.fields);
  const canInsert = target.find !== undefined && record.onCreate !== undefined;
  if (!isKnown && !canInsert && (target.externalId === undefined || own)) {
    const message = `No record of ${target.object} stands for it.`;
    return { id, version, outcome: 'parked', code: 'RECORD_UNKNOWN', message };
  }
  if (own && isKnown) return { row, action: 'none', values: {}, salesforceId, waits: waiting };
  const fields = {
    ...record.fields,
    ...ids,
    ...(target.syncedAt ? { [target.syncedAt]: now.toISOString() } : {}),
  };
  if (target.externalId !== undefined) {
    const values = { [target.externalId]: row.key, ...fields };
    return { row, action: 'upsert', values, salesforceId, waits: waiting };
  }
  return isKnown
    ? { row, action: 'update', values: { Id: salesforceId, ...fields }, salesforceId, waits: waiting }
    : {
        row,
        action: 'insert',
        values: { ...fields, ...idsOnCreate, ...record.onCreate },
        salesforceId,
        waits: waiting,
      };
}

const actions: readonly Action[] = ['delete', 'update', 'upsert', 'insert', 'none'];

/** Sends prepared rows by collections of 200. Resolves with what became of each; throws when nothing of a kind was written. */
export async function send(
  delivery: Delivery,
  { feed }: Delivered,
  prepared: readonly Prepared[],
  signal: AbortSignal,
  onOutcomes: (outcomes: readonly Outcome[]) => Promise<void>,
): Promise<void> {
  for (const action of actions) {
    const rows = prepared.filter((one) => one.action === action);
    if (rows.length === 0) continue;
    const results = await write(delivery, feed.target, action, rows, signal);
    await onOutcomes(rows.map((one, place) => outcomeOf(delivery, one, results[place])));
  }
}

function write(
  { org }: Delivery,
  { object, externalId = '' }: FeedTarget,
  action: Action,
  rows: readonly Prepared[],
  signal: AbortSignal,
): Promise<RowResult[]> {
  const values = rows.map((row) => row.values);
  const ids = rows.map(({ salesforceId = '' }) => salesforceId);
  switch (action) {
    case 'upsert':
      return org.upsert(object, externalId, values, signal);
    case 'insert':
      return org.insert(object, values, signal);
    case 'update':
      return org.update(object, values, signal);
    case 'delete':
      return org.remove(object, ids, signal);
    case 'none':
      return Promise.resolve(ids.map((id) => ({ ok: true, id, created: false })));
  }
}

/** A record that was deleted in the org, or whose id is of another org, is looked up again so often. */
const triesToFind = 3;

/** What the org's answer to a row means. */
export function outcomeOf(
  { retry }: Pick<Delivery, 'retry'>,
  { row, action, salesforceId, waits }: Pick<Prepared, 'row' | 'action' | 'salesforceId' | 'waits'>,
  result: RowResult | undefined,
): Outcome {
  const { id, version, tries } = row;
  if (result?.ok) {
    const outcome = action === 'delete' ? 'deleted' : 'delivered';
    return { id, version, outcome, salesforceId: result.id || salesforceId, ...waits };
  }
  const { code = 'SALESFORCE_UNAVAILABLE', message } = result ?? {};
  const retrySeconds = backoffSeconds(retry, tries + 1);
  // Found again and again and still refused, it is another id that the org does not know: the org's words are shown.
  if (result && action === 'update' && tries < triesToFind && isLostId(message ?? ''))
    return { id, version, outcome: 'lost', message, retrySeconds };
  const told = { id, version, salesforceId, code, message, ...waits };
  if (result?.verdict === 'refuse') return { ...told, outcome: 'parked' };
  return { ...told, outcome: 'retry', retrySeconds };
}
