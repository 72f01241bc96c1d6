/** Change Data Capture: the change events of what a transaction wrote, as their triggers get them. */
import crypto from 'node:crypto';
import { t } from '../../compile/types.ts';
import { isDeleted, textOf, valueOf, type Row } from '../../db/row.ts';
import { fatal } from '../../runtime/exceptions.ts';
import { R } from '../../runtime/rt.ts';
import { ADatetime } from '../../runtime/temporal.ts';
import { AList, SObj, str, type Value } from '../../runtime/values.ts';
import type { Field, SObjectInfo } from '../../schema/model.ts';
import { newBean } from '../bean.ts';
import { nextReplayId } from './publish.ts';

type ChangeType = 'CREATE' | 'UPDATE' | 'DELETE' | 'UNDELETE';
interface Change {
  readonly so: SObjectInfo;
  readonly type: ChangeType;
  readonly ids: string[];
  readonly fields: readonly Field[];
  readonly row: Row | null;
  readonly user: string;
}

/** How many change events a test may set off. */
const MAX_IN_TEST = 500;
let commits = 0n;

/** Queues the change events of what the journal holds from `mark` on. Changes of one transaction that are the same become one event. */
export function captureChanges(mark: number): void {
  const captured = capturedObjects();
  if (captured.size === 0) return;
  const changes = merged(changesOf(captured, mark));
  if (changes.length === 0) return;
  commits += 1n;
  const transaction = crypto.randomUUID();
  for (const [index, change] of changes.entries())
    R.async.events.push(eventOf(change, transaction, index + 1));
  if (!R.test?.cdc) return;
  R.test.cdc.count += changes.length;
  if (R.test.cdc.count > MAX_IN_TEST)
    throw fatal('System.LimitException', `Too many change events in a test: ${R.test.cdc.count}`);
}

/** In a test that asked for it all objects with a trigger on their change events, else what the channels select. */
function capturedObjects(): ReadonlyMap<string, SObjectInfo> {
  const { schema, meta, program } = R.org;
  const names = R.test ? (R.test.cdc ? program.triggers.keys() : []) : meta.changeEvents;
  const objects = new Map<string, SObjectInfo>();
  for (const name of names) {
    const base = schema.get(name)?.changesOf;
    if (base) objects.set(base.key, base);
  }
  return objects;
}

/** The net change of each record, in the order of the first write. */
function changesOf(captured: ReadonlyMap<string, SObjectInfo>, mark: number): Change[] {
  const { db } = R.org;
  const before = new Map<string, readonly [so: SObjectInfo, id: string, row: Row | undefined]>();
  for (const [key, id, row] of db.journal.slice(mark)) {
    const so = captured.get(key);
    if (so && !before.has(`${key} ${id}`)) before.set(`${key} ${id}`, [so, id, row]);
  }
  return [...before.values()].flatMap(([so, id, old]) => changeOf(so, id, old, db.get(so.key, id)));
}

function changeOf(so: SObjectInfo, id: string, old: Row | undefined, row: Row | null): Change[] {
  const was = old && !isDeleted(old) ? old : null;
  const is = row && !isDeleted(row) ? row : null;
  const change = { so, ids: [id], user: (row && textOf(row, 'lastmodifiedbyid')) ?? R.user };
  if (!is) return was ? [{ ...change, type: 'DELETE', fields: [], row: null }] : [];
  const shown = [...so.fields.values()].filter(isShown);
  if (!was) {
    const fields = shown.filter((field) => valueOf(is, field.key) !== null);
    return [{ ...change, type: old ? 'UNDELETE' : 'CREATE', fields, row: is }];
  }
  const changed = shown.filter(
    (field) => field.key === 'lastmodifieddate' || !isSame(valueOf(was, field.key), valueOf(is, field.key)),
  );
  return changed.length > 1 ? [{ ...change, type: 'UPDATE', fields: changed, row: is }] : [];
}

const isSame = (a: Value, b: Value): boolean => a === b || (a !== null && b !== null && str(a) === str(b));

const HIDDEN = new Set([
  'id',
  'isdeleted',
  'systemmodstamp',
  'lastvieweddate',
  'lastreferenceddate',
  'lastactivitydate',
]);
const isShown = (field: Field): boolean =>
  !HIDDEN.has(field.key) && !field.formula && field.summary === null && field.type !== 'address';

function merged(changes: readonly Change[]): Change[] {
  const groups = new Map<string, Change>();
  for (const change of changes) {
    const { so, type, fields, row, ids } = change;
    const values = fields.map(({ key }) => [key, str(row?.get(key) ?? null)]);
    const key = type === 'CREATE' ? ids.join() : JSON.stringify([so.key, type, values]);
    const group = groups.get(key);
    if (group) group.ids.push(...ids);
    else groups.set(key, change);
  }
  return [...groups.values()];
}

function eventOf({ so, type, ids, fields, row, user }: Change, transaction: string, sequence: number): SObj {
  const info = R.org.schema.need(
    so.custom ? so.name.replace(/__c$/i, '__ChangeEvent') : `${so.name}ChangeEvent`,
  );
  const event = new SObj(info.T);
  const texts = (list: readonly Field[]): AList =>
    new AList(
      t.string,
      list.map(({ name }) => name),
    );
  const isUpdate = type === 'UPDATE';
  const header = newBean('EventBus.ChangeEventHeader', {
    changeOrigin: R.tx.origin,
    changeType: type,
    changedFields: texts(isUpdate ? fields : []),
    commitNumber: commits,
    commitTimestamp: BigInt(ADatetime.now().ms),
    commitUser: user,
    diffFields: texts([]),
    entityName: so.name,
    nulledFields: texts(isUpdate ? fields.filter(({ key }) => (row?.get(key) ?? null) === null) : []),
    recordIds: new AList(t.string, ids),
    sequenceNumber: sequence,
    transactionKey: transaction,
  });
  event.set('changeeventheader', header);
  for (const { key } of fields) event.set(key, row?.get(key) ?? null);
  event.set('replayid', nextReplayId());
  event.set('eventuuid', crypto.randomUUID());
  return event;
}
