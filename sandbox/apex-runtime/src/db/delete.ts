import { R } from '../runtime/rt.ts';
import { AEx, SObj, to18, type RowError } from '../runtime/values.ts';
import type { ChildRelationship, SObjectInfo } from '../schema/model.ts';
import { checkDmlAccess } from './access.ts';
import { isStopped, recordAt, recordId, succeed, takeErrors, toRecord, type DmlRun } from './dml-run.ts';
import { RowErrors, rowError } from './errors.ts';
import { indexed } from './indexed.ts';
import { edited, idOf, isDeleted, LOST, textOf, type LostLink, type Row } from './row.ts';
import { beforeDelete } from './rules/rules.ts';
import { lockRefusal } from './locks.ts';
import { noteParent, rollUp } from './rules/totals.ts';
import { enforcesSharing, mayChange } from './sharing.ts';
import { hasTriggers, runTriggers } from './triggers.ts';

/** Rows of these are gone at once: they have no recycle bin. */
const NO_RECYCLE_BIN = new Set(['permissionsetassignment', 'groupmember', 'setupentityaccess']);
const NEVER_DELETED = new Set(['User', 'Organization']);

interface Deleting {
  readonly position: number;
  readonly id: string;
  readonly row: Row;
  /** What triggers see of it. */
  readonly record: SObj;
}
/** A record that refers to the one that is deleted. */
export interface Child {
  readonly relationship: ChildRelationship;
  readonly so: SObjectInfo;
  readonly row: Row;
}

/** The records that refer to a record. */
export function childrenOf(so: SObjectInfo, id: string): Child[] {
  return so.childRels.flatMap((relationship) => {
    const child = R.org.schema.get(relationship.child);
    if (!child || child.kind === 'event' || child.kind === 'mdt') return [];
    return indexed(child, relationship.field, id).map((row) => ({ relationship, so: child, row }));
  });
}

/** Moves records to the recycle bin with their details; other children lose the lookup, until undelete gives it back. */
export function deleteRecords(so: SObjectInfo, run: DmlRun, positions: readonly number[]): RowErrors {
  const errors = new RowErrors();
  if (run.options.mode === 'user') checkDmlAccess('delete', so, []);
  const rows = positions.flatMap((position) => prepare(so, run, position, errors));
  const good = (): Deleting[] => rows.filter(({ position }) => !errors.has(position));
  if (isStopped(run, errors)) return errors;
  deleteTriggers(so, 'before', good(), errors);
  if (isStopped(run, errors)) return errors;
  const parents = new Set<string>();
  for (const deleting of good()) {
    const children = childrenOf(so, deleting.id);
    const refused = refusal(so, deleting, children);
    if (refused) {
      errors.add(deleting.position, refused);
      continue;
    }
    errors.add(deleting.position, ...remove(so, run, deleting, children));
    noteParent(parents, so, deleting.row);
    succeed(run, deleting.position, deleting.id);
  }
  rollUp(so, parents, true);
  if (isStopped(run, errors)) return errors;
  deleteTriggers(so, 'after', good(), errors);
  return errors;
}

function prepare(so: SObjectInfo, run: DmlRun, position: number, errors: RowErrors): Deleting[] {
  const given = recordId(recordAt(run, position));
  const fail = (status: string, message: string): [] => {
    errors.add(position, rowError(status, message));
    return [];
  };
  if (given === null) return fail('MISSING_ARGUMENT', 'Id not specified in a delete call');
  const id = to18(given);
  const row = R.org.db.get(so.key, id);
  if (!row) return fail('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
  if (isDeleted(row)) return fail('ENTITY_IS_DELETED', 'entity is deleted');
  if (!run.options.system && enforcesSharing(run.options.mode) && !mayChange(so, row))
    return fail('INSUFFICIENT_ACCESS_OR_READONLY', 'insufficient access rights on object id');
  const locked = run.options.system ? null : lockRefusal(id);
  if (locked) {
    errors.add(position, locked);
    return [];
  }
  return [{ position, id, row, record: toRecord(so, row, true) }];
}

function deleteTriggers(
  so: SObjectInfo,
  when: 'before' | 'after',
  rows: readonly Deleting[],
  errors: RowErrors,
): void {
  if (!hasTriggers(so, `${when} delete`)) return;
  runTriggers(
    so,
    'delete',
    when,
    null,
    rows.map(({ record }) => record),
  );
  for (const { position, record } of rows) errors.add(position, ...takeErrors(record));
}

function refusal(so: SObjectInfo, { id, row }: Deleting, children: readonly Child[]): RowError | null {
  if (NEVER_DELETED.has(so.name)) return rowError('DELETE_FAILED', 'entity type cannot be deleted');
  const refused = beforeDelete(so, row);
  if (refused) return refused;
  const restricting = children.find(({ relationship }) => relationship.field.lookupDelete === 'Restrict');
  const blocking = restricting ?? (so.name === 'Account' ? children.find(keepsAccount) : undefined);
  if (!blocking) return null;
  const name = textOf(row, 'name') || id;
  const other = textOf(blocking.row, 'name') || idOf(blocking.row);
  return rowError(
    'DELETE_FAILED',
    `Your attempt to delete ${name} could not be completed because it is associated with the following ${blocking.so.plural.toLowerCase()}.: ${other}`,
  );
}

/** Orders, cases and won opportunities keep their account. */
function keepsAccount({ so, row }: Child): boolean {
  if (so.name === 'Opportunity') return row.get('iswon') === true;
  return so.name === 'Order' || so.name === 'Case';
}

/** Deletes a row; answers why its details cannot be deleted. */
function remove(so: SObjectInfo, run: DmlRun, { id, row }: Deleting, children: readonly Child[]): RowError[] {
  const { db } = R.org;
  if (so.kind === 'setting' || NO_RECYCLE_BIN.has(so.key)) {
    db.write(so.key, id, undefined);
    return [];
  }
  db.write(so.key, id, edited(row, { isdeleted: true }));
  const lost: LostLink[] = [];
  const errors: RowError[] = [];
  for (const child of children) {
    if (isDetail(so, child)) {
      errors.push(...deleteDetail(run, child));
      continue;
    }
    const { key } = child.relationship.field;
    db.write(child.so.key, idOf(child.row), edited(child.row, { [key]: null }));
    lost.push([child.so.key, idOf(child.row), key]);
  }
  if (lost.length > 0) db.write(so.key, id, edited(row, { isdeleted: true, [LOST]: lost }));
  return errors;
}

function isDetail(parent: SObjectInfo, { relationship: { field }, so }: Child): boolean {
  if (field.cascade || field.lookupDelete === 'Cascade') return true;
  if (parent.name !== 'Account' || field.key !== 'accountid') return false;
  return so.name === 'Contact' || so.name === 'Opportunity';
}

function deleteDetail(run: DmlRun, { so, row }: Child): RowError[] {
  const record = new SObj(so.T);
  record.f.set('id', idOf(row));
  try {
    run.statement('delete', [record], { noCount: true, system: true });
    return [];
  } catch (error) {
    if (!(error instanceof AEx) || !error.dml) throw error;
    return error.dml.map(({ status, message }) => rowError(status, message));
  }
}
