// @ts-nocheck -- ported file by file: this one still waits for its types
// Rows of one object by the value of one field, through the store's indexes.
import { R } from '../runtime/rt.ts';
import { t } from '../compile/types.ts';
import { Dec } from '../runtime/decimal.ts';

const id = (v) => v;
const exact = (v) => (v instanceof Dec ? 'n' + v.stripAll() : String(v));
const folded = (v) => (typeof v === 'string' ? v.toLowerCase() : exact(v));
/** How values of a field compare: ids and case-sensitive texts exactly, other texts without case. */
export const normOf = (f) => (f.T === t.id ? id : f.caseSensitive ? exact : folded);
/** Undeleted rows with this value. */
export function indexed(so, f, value) { return R.org.db.by(so.key, f.key, value, normOf(f)).filter((r) => r.get('isdeleted') !== true); }
export function indexedBy(object, key, value) {
  if (value === null || value === undefined) return [];
  const so = R.org.schema.get(object);
  return indexed(so, so.fields.get(key), value);
}
