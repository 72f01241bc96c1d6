/** What an approval process looks up in its record: criteria, approvers, field updates. */
import { t } from '../compile/types.ts';
import { dml } from '../db/dml.ts';
import { formulaValue, ruleHit } from '../db/formula.ts';
import { idOf, textOf, valueOf, type Row } from '../db/row.ts';
import { virtualValue } from '../db/virtual.ts';
import type { Org } from '../org.ts';
import { Dec, isNumVal, toDec } from '../runtime/decimal.ts';
import { notModelled } from '../runtime/rt.ts';
import { SObj, str, type Value } from '../runtime/values.ts';
import type { ApprovalAction, ApprovalStep, EntryCriteria } from '../schema/approval-metadata.ts';
import type { SObjectInfo } from '../schema/model.ts';
import { fromText } from './from-text.ts';

const fieldKey = (name: string): string => name.split('.').at(-1)?.toLowerCase() ?? '';

function read(so: SObjectInfo, row: Row, name: string): Value {
  const field = so.field(fieldKey(name)) ?? notModelled(`approval criteria on ${name}`);
  return field.formula || field.summary ? virtualValue(so, field, row) : valueOf(row, field.key);
}

export function meets(criteria: EntryCriteria | null, so: SObjectInfo, row: Row): boolean {
  if (!criteria) return true;
  if (criteria.formula)
    return ruleHit(
      { name: 'entry criteria', formula: criteria.formula, message: null, field: null },
      so,
      row,
      null,
    );
  if (criteria.filter && /\bOR\b|\bNOT\b/i.test(criteria.filter))
    return notModelled(`the approval filter ${criteria.filter}`);
  return criteria.items.every(({ field, operation, value }) => holds(read(so, row, field), operation, value));
}

function holds(value: Value, operation: string, wanted: string): boolean {
  const text = value === null ? '' : str(value).toLowerCase();
  const options = wanted.toLowerCase().split(',');
  const compared = (): number => compareNumbers(value, wanted) ?? NaN;
  const same = compareNumbers(value, wanted) === 0; // numbers are equal whatever their scale
  switch (operation) {
    case 'equals':
      return options.includes(text) || same;
    case 'notEqual':
      return !options.includes(text) && !same;
    case 'greaterThan':
      return compared() > 0;
    case 'greaterOrEqual':
      return compared() >= 0;
    case 'lessThan':
      return compared() < 0;
    case 'lessOrEqual':
      return compared() <= 0;
    case 'contains':
      return options.some((option) => text.includes(option));
    case 'startsWith':
      return options.some((option) => text.startsWith(option));
    default:
      return notModelled(`the approval criterion ${operation}`);
  }
}

/** null when one of them is no number. */
function compareNumbers(value: Value, wanted: string): number | null {
  const other = /^[+-]?\d+(\.\d+)?$/.test(wanted.trim()) ? Dec.parse(wanted.trim()) : null;
  return isNumVal(value) && other ? toDec(value).cmp(other) : null;
}

/** The users and queues that a step asks. */
export function approversOf(
  org: Org,
  step: ApprovalStep,
  row: Row,
  submitter: string,
  given: readonly string[],
): string[] {
  const ids = step.approvers.map(({ type, name }) => {
    switch (type) {
      case 'user':
        return org.db.by('user', 'username', name).map(idOf)[0];
      case 'queue':
        return org.db.by('group', 'developername', name).map(idOf)[0];
      case 'relatedUserField':
        return textOf(row, fieldKey(name ?? ''));
      case 'userHierarchyField': {
        const user = org.db.get('user', submitter);
        return user && textOf(user, name === 'Manager' ? 'managerid' : fieldKey(name ?? ''));
      }
      case 'adhoc':
        return given[0];
      default:
        return notModelled(`approvers of type ${type}`);
    }
  });
  return ids.filter((id) => typeof id === 'string');
}

/** Runs the field updates of a list of actions as one update of the record; its triggers run. */
export function runActions(org: Org, actions: readonly ApprovalAction[], so: SObjectInfo, id: string): void {
  if (actions.length === 0) return;
  const row = org.db.get(so.key, id) ?? new Map<string, Value>();
  const record = new SObj(so.T);
  record.set('id', id);
  for (const { name, type } of actions) {
    if (type !== 'FieldUpdate') notModelled(`approval actions of type ${type}`);
    const update = org.meta.fieldUpdates.find(
      (candidate) => candidate.object === so.name && candidate.name === name,
    );
    if (!update) throw new Error(`no field update ${so.name}.${name}`);
    const field = so.field(fieldKey(update.field)) ?? notModelled(`a field update of ${update.field}`);
    const formula =
      update.operation === 'Formula' ? formulaValue(field, update.formula ?? '', so, row) : null;
    const literal = update.operation === 'Literal' ? fromText(field, update.literal) : null;
    record.set(field.key, formula ?? literal ?? (field.T === t.boolean ? false : null));
  }
  dml('update', record, { noCount: true, system: true });
}
