import { t } from '../../compile/types.ts';
import { isNumVal, toDec } from '../../runtime/decimal.ts';
import { arg, mkEx, R, throwEx } from '../../runtime/rt.ts';
import { ADate, ADatetime, DAY_MS } from '../../runtime/temporal.ts';
import type { SObj } from '../../runtime/values.ts';
import { EnumVal, isIdText, to18, typeOf, type Value } from '../../runtime/values.ts';
import type { FieldToken } from '../schema/tokens.ts';

/** The key of a field or relationship that is named by a text or a token; it must exist. */
export function fieldKey(record: SObj, field: string | FieldToken): string {
  const name = typeof arg(field) === 'string' ? String(field) : (field as FieldToken).f.key;
  const key = name.toLowerCase();
  const { so } = record;
  if (!so || so.anyField || so.field(key) || so.parentRel(key) || so.childRel(key)) return key;
  const { namespace } = R.org.schema;
  if (namespace && key.startsWith(`${namespace}__`)) {
    const own = key.slice(namespace.length + 2);
    if (so.field(own)) return own;
  }
  throw mkEx('System.SObjectException', `Invalid field ${name} for ${record.T.name}`);
}

/** The value as a field of the record holds it; refuses one of a wrong type, as SObject.put does. */
export function coerceField(record: SObj, key: string, value: Value): Value {
  const field = record.so?.field(key);
  if (!field || value === null) return value;
  const bad = (): never =>
    throwEx('System.SObjectException', `Illegal assignment from ${typeOf(value).name} to ${field.T.name}`);
  switch (field.T) {
    case t.string:
      return value instanceof EnumVal ? value.name : typeof value === 'string' ? value : bad();
    case t.id:
      if (typeof value !== 'string') return bad();
      if (value === '') return null;
      return isIdText(value) ? to18(value) : throwEx('System.StringException', `Invalid id: ${value}`);
    case t.boolean:
      return typeof value === 'boolean' ? value : bad();
    case t.integer:
      return isNumVal(value) ? R.coerceTo(value, t.integer) : bad();
    case t.decimal:
      return isNumVal(value) ? toDec(value) : bad();
    case t.date:
      return value instanceof ADate ? value : value instanceof ADatetime ? value.date() : bad();
    case t.datetime:
      if (value instanceof ADatetime) return value;
      return value instanceof ADate ? new ADatetime(value.n * DAY_MS) : bad();
    default:
      return value;
  }
}

export function getField(record: SObj, field: string | FieldToken): Value {
  if (!record.so?.anyField) return R.sg(record, fieldKey(record, field));
  const key = fieldKey(record, field);
  if (!record.has(key))
    throwEx('System.SObjectException', `Invalid field ${String(field)} for AggregateResult`);
  return record.get(key);
}

/** Sets a field; answers the value before. */
export function putField(record: SObj, field: string | FieldToken, value: Value): Value {
  if (record.ro) throwEx('System.FinalException', 'Record is read-only');
  const key = fieldKey(record, field);
  const before = record.get(key);
  const described = record.so?.field(key);
  if (described && (described.formula || described.summary || (described.readonly && described.custom)))
    throwEx('System.SObjectException', `Field ${described.name} is not editable`);
  record.set(key, coerceField(record, key, value));
  return before;
}
