import { count } from '../runtime/limits.ts';
import { mkEx, R } from '../runtime/rt.ts';
import { AList, SObj, to18, type RowError, type Value } from '../runtime/values.ts';
import { childrenOf } from './delete.ts';
import { dml, type DmlOptions } from './dml.ts';
import { recordId } from './dml-run.ts';
import { edited, idOf } from './row.ts';

export interface MergeResult {
  success: boolean;
  id: string | null;
  errors: RowError[];
  /** The ids of the records that were merged into the master. */
  merged: string[];
}

/** Merges one or more records, given as records or ids, into a master: their children become the master's. */
export function merge(master: Value, others: Value, options: DmlOptions): MergeResult {
  count('dml', 1);
  const so = master instanceof SObj ? master.so : null;
  if (!(master instanceof SObj) || !so)
    throw mkEx('System.NullPointerException', 'Attempt to de-reference a null object');
  const { db } = R.org;
  const masterId = recordId(master);
  const values = others instanceof AList ? others.a : Array.isArray(others) ? (others as Value[]) : [others];
  const ids = values.map((value) => (value instanceof SObj ? (recordId(value) ?? '') : to18(String(value))));
  for (const id of ids)
    for (const child of childrenOf(so, id))
      db.write(
        child.so.key,
        idOf(child.row),
        edited(child.row, { [child.relationship.field.key]: masterId }),
      );
  dml('delete', ids, { ...options, noCount: true });
  if (so.fields.has('masterrecordid'))
    for (const id of ids) {
      const row = db.get(so.key, id);
      if (row) db.write(so.key, id, edited(row, { masterrecordid: masterId }));
    }
  dml('update', [master], { ...options, noCount: true });
  return { success: true, id: masterId, errors: [], merged: ids };
}
