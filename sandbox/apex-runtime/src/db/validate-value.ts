import { t } from '../compile/types.ts';
import { Dec } from '../runtime/decimal.ts';
import { R } from '../runtime/rt.ts';
import { ADate, ADatetime } from '../runtime/temporal.ts';
import { isIdText, to18, type RowError, type Value } from '../runtime/values.ts';
import type { Field, SObjectInfo } from '../schema/model.ts';
import { rowError } from './errors.ts';
import { isDeleted } from './row.ts';

/** The value to store, or what is wrong with it. */
type Checked = { readonly value: Value } | { readonly errors: RowError[] };

/** Lookups that take ids of objects which their description does not name. */
const ANY_PARENT = new Set([
  'whatid',
  'whoid',
  'parentid',
  'linkedentityid',
  'firstpublishlocationid',
  'relatedtoid',
  'userorgroupid',
  'relationid',
  'ownerid',
  'setupownerid',
]);
const EMAIL = /^[^\s@,]+@[^\s@,]+\.[^\s@,.]+$/;
const USERNAME = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;
const [FIRST_YEAR, LAST_YEAR] = [1700, 4000];

const bad = (field: Field, status: string, message: string): Checked => ({
  errors: [rowError(status, `${field.label}: ${message}`, [field.name])],
});

/** Checks a value that is not null by the type of its field. */
export function checkValue(so: SObjectInfo, field: Field, value: Value, truncate: boolean): Checked {
  if (typeof value === 'string')
    return field.type === 'reference' && field.T === t.id
      ? checkReference(field, value)
      : checkText(so, field, value, truncate);
  if (value instanceof Dec && field.T === t.decimal) return checkNumber(field, value);
  if (value instanceof ADatetime) return { value: toTheSecond(value) };
  if (value instanceof ADate && (value.year < FIRST_YEAR || value.year > LAST_YEAR))
    return bad(field, 'INVALID_DATE', `invalid date: ${value}`);
  return { value };
}

const toTheSecond = (time: ADatetime): ADatetime =>
  time.ms % 1000 ? new ADatetime(Math.floor(time.ms / 1000) * 1000) : time;

function checkReference(field: Field, text: string): Checked {
  if (!isIdText(text)) return bad(field, 'MALFORMED_ID', `id value of incorrect type: ${text}`);
  const id = to18(text);
  const target = R.org.schema.byPrefix(id.slice(0, 3));
  const takes = field.refTo.some((name) => name.toLowerCase() === target?.key);
  if (field.refTo.length > 0 && !takes && !ANY_PARENT.has(field.key))
    return bad(field, 'FIELD_INTEGRITY_EXCEPTION', `id value of incorrect type: ${id}`);
  if (!target || field.metaRel || field.refTo.length === 0) return { value: id };
  const parent = R.org.db.get(target.key, id);
  if (!parent) return { errors: [rowError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id')] };
  if (isDeleted(parent)) return { errors: [rowError('ENTITY_IS_DELETED', 'entity is deleted')] };
  return { value: id };
}

function checkText(so: SObjectInfo, field: Field, text: string, truncate: boolean): Checked {
  const { type, length, restricted } = field;
  if (length && text.length > length && type !== 'picklist' && type !== 'base64')
    return truncate
      ? { value: text.slice(0, length) }
      : bad(field, 'STRING_TOO_LONG', `data value too large: ${text} (max length=${length})`);
  if (restricted && field.picklist && (type === 'picklist' || type === 'multipicklist'))
    return checkPicklist(field, text);
  if (type === 'email' && !EMAIL.test(text))
    return bad(field, 'INVALID_EMAIL_ADDRESS', `invalid email address: ${text}`);
  if (so.name === 'User' && field.key === 'username' && !USERNAME.test(text)) {
    const message = 'Username: invalid username (must be an email address)';
    return { errors: [rowError('INVALID_EMAIL_ADDRESS', message, [field.name])] };
  }
  return { value: text };
}

/** A picklist's value is stored as the picklist spells it. */
function checkPicklist(field: Field, text: string): Checked {
  const find = (value: string) =>
    field.picklist?.find((option) => option.value.toLowerCase() === value.toLowerCase());
  const refuse = (value: string): Checked =>
    bad(
      field,
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      `bad value for restricted picklist field: ${value}`,
    );
  if (field.type === 'multipicklist') {
    const unknown = text.split(';').find((value) => !find(value));
    return unknown === undefined ? { value: text } : refuse(unknown);
  }
  const option = find(text);
  return option?.active ? { value: option.value } : refuse(text);
}

/** Numbers are rounded to the field's scale; percents keep theirs. */
function checkNumber(field: Field, value: Dec): Checked {
  const isPercent = field.type === 'percent';
  const rounded = !isPercent && value.s !== field.scale ? (value.setScale(field.scale) ?? value) : value;
  const whole = rounded.abs().setScale(0, 'DOWN');
  if (whole && !whole.isZero() && whole.c.toString().length > field.precision - field.scale)
    return bad(
      field,
      'NUMBER_OUTSIDE_VALID_RANGE',
      `value outside of valid range on numeric field: ${value}`,
    );
  return { value: rounded };
}
