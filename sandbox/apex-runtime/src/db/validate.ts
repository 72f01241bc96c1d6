import { t } from '../compile/types.ts';
import { R } from '../runtime/rt.ts';
import type { RowError } from '../runtime/values.ts';
import type { Field, SObjectInfo } from '../schema/model.ts';
import { rowError } from './errors.ts';
import { indexed } from './indexed.ts';
import { idOf, valueOf, type Row, type RowDraft } from './row.ts';
import { checkValue } from './validate-value.ts';

/**
 * Checks a row against the descriptions of its fields. Only changed values are checked. Values that the platform writes in
 * another way are put right: numbers get the field's scale, times lose fractions of a second, ids get 18 characters.
 * `truncate` cuts texts that are too long. `old` is null for a new row.
 */
export function validate(so: SObjectInfo, row: RowDraft, old: Row | null, truncate: boolean): RowError[] {
  const errors: RowError[] = [];
  const missing: string[] = [];
  for (const field of so.fields.values()) {
    const value = valueOf(row, field.key);
    const before = old && valueOf(old, field.key);
    if (value === null) {
      if (mustHaveValue(field) && (!old || before !== null)) missing.push(field.name);
      continue;
    }
    if (old && before === value) continue;
    const checked = checkValue(so, field, value, truncate);
    if ('errors' in checked) errors.push(...checked.errors);
    else if (checked.value !== value) row.set(field.key, checked.value);
    if (field.unique && errors.length === 0) errors.push(...duplicate(so, field, row));
  }
  if (missing.length > 0) errors.unshift(requiredMissing(missing));
  if (!old) errors.push(...newRowErrors(so, row));
  return errors;
}

const mustHaveValue = (field: Field): boolean => field.required && field.T !== t.boolean && !field.readonly;

const requiredMissing = (names: string[]): RowError =>
  rowError('REQUIRED_FIELD_MISSING', `Required fields are missing: [${names.join(', ')}]`, names);

function duplicate(so: SObjectInfo, field: Field, row: Row): RowError[] {
  const other = indexed(so, field, valueOf(row, field.key)).find(
    (candidate) => candidate.get('id') !== row.get('id'),
  );
  if (!other) return [];
  return so.name === 'User'
    ? [
        rowError('DUPLICATE_USERNAME', 'Duplicate Username.Another user has already selected this username', [
          'Username',
        ]),
      ]
    : [duplicateOf(field.name, idOf(other).slice(0, 15))];
}

const duplicateOf = (field: string, id: string): RowError =>
  rowError('DUPLICATE_VALUE', `duplicate value found: ${field} duplicates value on record with id: ${id}`);

function newRowErrors(so: SObjectInfo, row: RowDraft): RowError[] {
  if (so.name === 'OpportunityLineItem') return opportunityLineErrors(row);
  return so.kind === 'setting' && so.settingType === 'Hierarchy' ? settingErrors(so, row) : [];
}

function opportunityLineErrors(row: Row): RowError[] {
  const isEmpty = (...keys: string[]): boolean => keys.every((key) => valueOf(row, key) === null);
  const errors: RowError[] = [];
  if (isEmpty('pricebookentryid', 'product2id'))
    errors.push(
      rowError('FIELD_INTEGRITY_EXCEPTION', 'field integrity exception: PricebookEntryId, Product2Id', [
        'PricebookEntryId',
      ]),
    );
  if (isEmpty('unitprice', 'totalprice')) errors.push(requiredMissing(['UnitPrice']));
  return errors;
}

/** A hierarchy setting has one row an owner; without an owner it is that of the org. */
function settingErrors(so: SObjectInfo, row: RowDraft): RowError[] {
  const { db, orgId } = R.org;
  const ownerOf = (setting: Row): unknown => setting.get('setupownerid') ?? orgId;
  const other = [...db.rows(so.key)].find((setting) => ownerOf(setting) === ownerOf(row));
  row.set('setupownerid', row.get('setupownerid') ?? orgId);
  return other ? [duplicateOf('SetupOwnerId', idOf(other))] : [];
}
