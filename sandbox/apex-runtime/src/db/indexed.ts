import { t } from '../compile/types.ts';
import { Dec } from '../runtime/decimal.ts';
import { R } from '../runtime/rt.ts';
import type { Value } from '../runtime/values.ts';
import type { Field, SObjectInfo } from '../schema/model.ts';
import { isDeleted, type Row } from './row.ts';
import type { Norm } from './store.ts';

const asIs: Norm = (value) => value;
const exact: Norm = (value) => (value instanceof Dec ? `n${value.stripAll()}` : String(value));
const folded: Norm = (value) => (typeof value === 'string' ? value.toLowerCase() : exact(value));

/** How values of a field compare: ids and case-sensitive texts exactly, other texts without case. */
export function normOf(field: Field): Norm {
  if (field.T === t.id) return asIs;
  return field.caseSensitive ? exact : folded;
}

/** The rows of an object, without the deleted ones, whose field has this value; found through an index. */
export function indexed(so: SObjectInfo, field: Field, value: Value): Row[] {
  return R.org.db.by(so.key, field.key, value, normOf(field)).filter((row) => !isDeleted(row));
}

/** The same for an object and a field known by name; none for null. */
export function indexedBy(object: string, key: string, value: Value): Row[] {
  if (value === null) return [];
  const so = R.org.schema.need(object);
  const field = so.fields.get(key);
  if (!field) throw new Error(`apex-runtime internal: no field ${object}.${key}`);
  return indexed(so, field, value);
}
