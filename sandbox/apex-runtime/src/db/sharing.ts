/** Who sees and changes which records, by owner; role hierarchy and sharing rules do not exist here. */
import type { Frame } from '../runtime/state.ts';
import { R } from '../runtime/rt.ts';
import type { SObjectInfo } from '../schema/model.ts';
import { isAdmin, recordAccess } from './permissions.ts';
import { textOf, type Row } from './row.ts';

/**
 * Is sharing enforced for what runs now? In user mode always; else the innermost class that says `with` or `without sharing`
 * decides. A class that says neither follows its caller; at the entry, `inherited sharing` means with.
 */
export function enforcesSharing(mode: string | null | undefined): boolean {
  if (mode === 'user' || mode === 'user_mode') return true;
  let atEntry = false;
  for (let frame: Frame | null = R.top; frame?.m; frame = frame.p) {
    const { ast, isTrigger } = frame.m.ci;
    if (isTrigger) return false;
    const words = 'modifiers' in ast ? ast.modifiers.words : [];
    if (words.includes('withsharing')) return true;
    if (words.includes('withoutsharing')) return false;
    atEntry = words.includes('inheritedsharing');
  }
  return atEntry;
}

/** May the running user see a record? Tables without private records are open to all. */
export function maySee(so: SObjectInfo): ((row: Row) => boolean) | null {
  if (so.sharing !== 'Private' || isAdmin()) return null;
  const { viewAll } = recordAccess(so);
  return viewAll ? null : (row) => owns(row) || isShared(so, row, false);
}

export function mayChange(so: SObjectInfo, row: Row): boolean {
  if ((so.sharing !== 'Private' && so.sharing !== 'Read') || isAdmin()) return true;
  return recordAccess(so).modifyAll || owns(row) || isShared(so, row, true);
}

/** Its owner, or a member of the queue that owns it. */
function owns(row: Row): boolean {
  const owner = textOf(row, 'ownerid');
  if (owner === R.user) return true;
  return R.org.db
    .by('groupmember', 'groupid', owner)
    .some((member) => textOf(member, 'userorgroupid') === R.user);
}

/** Apex managed sharing: a row of the object's Share object for the user. */
function isShared(so: SObjectInfo, row: Row, toEdit: boolean): boolean {
  const share = so.custom ? so.key.replace(/__c$/, '__share') : `${so.key}share`;
  return R.org.db
    .by(share, 'parentid', row.get('id') ?? null)
    .some(
      (given) =>
        textOf(given, 'userorgroupid') === R.user && (!toEdit || given.get('accesslevel') === 'Edit'),
    );
}
