import { mkEx } from '../runtime/rt.ts';
import type { Value } from '../runtime/values.ts';
import type { Field, SObjectInfo } from '../schema/model.ts';
import { isStopped, recordAt, recordId, type DmlRun } from './dml-run.ts';
import { RowErrors, rowError } from './errors.ts';
import { indexed, normOf } from './indexed.ts';
import { idOf } from './row.ts';
import { save } from './save.ts';

/** Inserts the records that are new and updates the others, found by id or by an external id. */
export function upsert(so: SObjectInfo, run: DmlRun, positions: readonly number[]): RowErrors {
  const errors = new RowErrors();
  const inserts: number[] = [];
  const updates: number[] = [];
  const find = matcher(so, run, errors);
  for (const position of positions) {
    const known = find(position);
    if (known === null) continue; // an error
    (known ? updates : inserts).push(position);
  }
  if (errors.size > 0) return errors;
  if (inserts.length > 0) errors.addAll(save(true, so, run, inserts));
  if (updates.length > 0 && !isStopped(run, errors)) errors.addAll(save(false, so, run, updates));
  return errors;
}

/** Tells whether the record at a position is known, and gives it its id; null when it has an error. */
function matcher(so: SObjectInfo, run: DmlRun, errors: RowErrors): (position: number) => boolean | null {
  const { ext } = run.options;
  const field = so.field(ext ? ext.toLowerCase() : 'id');
  if (!field) throw mkEx('System.DmlException', `Invalid field for upsert: ${ext}`);
  if (field.key === 'id') return (position) => recordId(recordAt(run, position)) !== null;
  const seen = new Set<Value>();
  return (position) => {
    const record = recordAt(run, position);
    const value = record.get(field.key);
    const fail = (status: string, message: string, fields: string[] = []): null => {
      errors.add(position, rowError(status, message, fields));
      return null;
    };
    if (value === null)
      return recordId(record) ? true : fail('MISSING_ARGUMENT', `${field.name} not specified`);
    const norm = normOf(field)(value);
    if (seen.has(norm))
      return fail('DUPLICATE_VALUE', `Duplicate external id specified: ${value}`, [field.name]);
    seen.add(norm);
    const [found, ...others] = indexed(so, field, value);
    if (!found) return false;
    if (others.length > 0)
      return fail('DUPLICATE_EXTERNAL_ID', ambiguous(field, [found, ...others].map(idOf)));
    const id = recordId(record);
    if (id && id !== idOf(found)) return fail('INVALID_FIELD_FOR_INSERT_UPDATE', 'id mismatch');
    record.f.set('id', idOf(found));
    return true;
  };
}

const ambiguous = (field: Field, ids: string[]): string =>
  `${field.name}: more than one record found for external id field: [${ids.join(', ')}]`;
