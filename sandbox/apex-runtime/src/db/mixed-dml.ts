import { R } from '../runtime/rt.ts';
import type { Transaction } from '../runtime/limits.ts';
import type { AEx, RowError, SObj } from '../runtime/values.ts';
import { rowError } from './errors.ts';

/** Setup objects: a transaction may not write them together with other objects. */
const SETUP = new Set([
  'user',
  'group',
  'groupmember',
  'permissionset',
  'permissionsetassignment',
  'queuesobject',
  'userrole',
  'permissionsetgroup',
  'permissionsetgroupcomponent',
  'setupentityaccess',
  'objectpermissions',
  'fieldpermissions',
]);

interface FailedRow {
  readonly success: false;
  readonly errors: RowError[];
}

/** Throws MIXED_DML_OPERATION; `failure` makes the exception. A user without a role may be written with anything. */
export function checkMixedDml(records: readonly SObj[], failure: (results: FailedRow[]) => AEx): void {
  // System.runAs has a context of its own
  const written = (R.tx.mixCtx ?? R.tx) as Pick<Transaction, 'setup' | 'normal'>;
  for (const record of records) {
    const { so } = record;
    if (!so || so.kind === 'event' || so.kind === 'setting') continue;
    const isSetup = SETUP.has(so.key);
    if (isSetup && so.key === 'user' && record.get('userroleid') === null) continue;
    const other = isSetup ? written.normal : written.setup;
    if (other) {
      const message = `DML operation on setup object is not permitted after you have updated a non-setup object (or vice versa): ${so.name}, original object: ${other}`;
      throw failure(
        records.map(() => ({ success: false, errors: [rowError('MIXED_DML_OPERATION', message)] })),
      );
    }
    if (isSetup) written.setup = so.name;
    else written.normal = so.name;
  }
}
