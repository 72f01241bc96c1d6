import { R } from '../runtime/rt.ts';
import type { SObjectInfo } from '../schema/model.ts';
import { isStopped, recordAt, recordId, succeed, toRecord, type DmlRun } from './dml-run.ts';
import { RowErrors, rowError } from './errors.ts';
import { edited, isDeleted, LOST, lostLinks, valueOf, type Row } from './row.ts';
import { hasTriggers, runTriggers } from './triggers.ts';

/** Takes records out of the recycle bin, and gives their children the lookup back. */
export function undelete(so: SObjectInfo, run: DmlRun, positions: readonly number[]): RowErrors {
  const { db } = R.org;
  const errors = new RowErrors();
  const restored: { position: number; id: string }[] = [];
  for (const position of positions) {
    const id = recordId(recordAt(run, position));
    const row = id && db.get(so.key, id);
    if (!row || !isDeleted(row)) {
      errors.add(position, rowError('UNDELETE_FAILED', 'Entity is not in the recycle bin'));
      continue;
    }
    restore(so, id, row);
    restored.push({ position, id });
    succeed(run, position, id);
  }
  if (isStopped(run, errors) || restored.length === 0 || !hasTriggers(so, 'after undelete')) return errors;
  const records = restored.map(({ id }) => toRecord(so, db.get(so.key, id) ?? new Map(), true));
  runTriggers(so, 'undelete', 'after', records, null);
  for (const [index, { position }] of restored.entries())
    errors.add(position, ...(records[index]?.errs ?? []));
  return errors;
}

function restore(so: SObjectInfo, id: string, row: Row): void {
  const { db } = R.org;
  const next = edited(row, { isdeleted: false });
  next.delete(LOST);
  db.write(so.key, id, next);
  for (const [key, childId, field] of lostLinks(row)) {
    const child = db.get(key, childId);
    if (child && valueOf(child, field) === null) db.write(key, childId, edited(child, { [field]: id }));
  }
}
