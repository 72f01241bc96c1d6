import { t } from '../compile/types.ts';
import { R } from '../runtime/rt.ts';
import { EnumVal, SObj, to18, type RowError } from '../runtime/values.ts';
import type { Field, SObjectInfo } from '../schema/model.ts';
import { recordId } from './dml-run.ts';
import { rowError } from './errors.ts';
import { defaultValue } from './formula.ts';
import { indexed } from './indexed.ts';
import { idOf, isDeleted, type Row, type RowDraft } from './row.ts';

const AUDIT = new Set([
  'createddate',
  'createdbyid',
  'lastmodifieddate',
  'lastmodifiedbyid',
  'isdeleted',
  'systemmodstamp',
]);

/** A new row with the defaults of the fields that the record leaves out. */
export function newRow(so: SObjectInfo, record: SObj): RowDraft {
  const row: RowDraft = new Map();
  for (const field of so.fields.values()) {
    if (!field.def || record.f.has(field.key)) continue;
    const value = defaultValue(field, so, row);
    if (value !== null) row.set(field.key, value);
  }
  if (so.owner && so.fields.has('ownerid') && !row.has('ownerid')) row.set('ownerid', R.user);
  return row;
}

/** The row that a record updates, or why it cannot. */
export function oldRow(so: SObjectInfo, record: SObj): Row | RowError {
  const id = recordId(record);
  if (id === null) return rowError('MISSING_ARGUMENT', 'Id not specified in an update call');
  const row = R.org.db.get(so.key, to18(id));
  if (!row) return rowError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id');
  return isDeleted(row) ? rowError('ENTITY_IS_DELETED', 'entity is deleted') : row;
}

/** Puts the record's values into the row; answers the parents that an external id did not find. */
export function takeValues(so: SObjectInfo, record: SObj, row: RowDraft, isNew: boolean): RowError[] {
  const errors: RowError[] = [];
  for (const [key, value] of record.f) {
    const field = so.fields.get(key);
    if (field) {
      if (!isWritten(so, field, isNew)) continue;
      row.set(key, value instanceof EnumVal ? value.name : value === '' ? null : value);
      continue;
    }
    const foreignKey = so.parentRel(key)?.field.key;
    if (foreignKey === undefined || !(value instanceof SObj) || record.f.get(foreignKey)) continue;
    const parent = byExternalId(value);
    if (typeof parent === 'string') row.set(foreignKey, parent);
    else if (parent) errors.push(parent);
  }
  if (isNew)
    for (const field of so.fields.values())
      if (field.T === t.boolean) row.set(field.key, row.get(field.key) ?? false);
  return errors;
}

/** Read-only fields of standard objects can be given to new records only. */
function isWritten(so: SObjectInfo, field: Field, isNew: boolean): boolean {
  if (field.key === 'id' || field.formula || field.summary || field.autonumber || field.compound)
    return false;
  if (!field.readonly || isNew) return true;
  if (AUDIT.has(field.key)) return false;
  return so.kind !== 'standard' || so.custom || field.key === 'totalprice';
}

/** The id of the record that a parent given by its external id names, or that there is none; null when it names none. */
function byExternalId(parent: SObj): string | RowError | null {
  const { so } = parent;
  if (!so) return null;
  for (const [key, value] of parent.f) {
    const field = so.fields.get(key);
    if (!field || value === null) continue;
    if (key === 'id') return String(value);
    if (!field.extId && !field.unique && !field.nameField) continue;
    const [found] = indexed(so, field, value);
    if (found) return idOf(found);
    const text = String(value).toLowerCase();
    return rowError(
      'INVALID_FIELD',
      `Foreign key external ID: ${text} not found for field ${field.name} in entity ${so.name}`,
    );
  }
  return null;
}
