import { R } from '../runtime/rt.ts';
import { rowError } from './errors.ts';
import type { RowError } from '../runtime/values.ts';
import { isAdmin } from './permissions.ts';
import { idOf, textOf } from './row.ts';

/** Record locks of approvals: a locked record may be changed by administrators, and by its approver if the process says so. */
const lockOf = (record: string) => R.org.db.by('recordlock', 'recordid', record)[0];

export const isLocked = (record: string): boolean => lockOf(record) !== undefined;

export function lockRecord(record: string): void {
  if (!isLocked(record)) R.org.add('RecordLock', { RecordId: record }, { logged: true });
}

export function unlockRecord(record: string): void {
  const lock = lockOf(record);
  if (lock) R.org.db.write('recordlock', idOf(lock), undefined);
}

/** Why the running user may not change or delete a record; null when that is allowed. */
export function lockRefusal(record: string): RowError | null {
  if (!isLocked(record) || isAdmin() || isEditingApprover(record)) return null;
  return rowError('ENTITY_IS_LOCKED', 'This record is locked. If you need to edit it, contact your admin.');
}

function isEditingApprover(record: string): boolean {
  const { db, meta } = R.org;
  return db.by('processinstance', 'targetobjectid', record).some((instance) => {
    const definition = db.get('processdefinition', textOf(instance, 'processdefinitionid') ?? '');
    const process = meta.approvalProcesses.find(({ name }) => definition?.get('developername') === name);
    const items = db.by('processinstanceworkitem', 'processinstanceid', idOf(instance));
    return process?.approverMayEdit === true && items.some((item) => item.get('actorid') === R.user);
  });
}
