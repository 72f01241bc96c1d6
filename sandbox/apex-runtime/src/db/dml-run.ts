import { t } from '../compile/types.ts';
import { SObj, type RowError, type Value } from '../runtime/values.ts';
import type { SObjectInfo } from '../schema/model.ts';
import type { RowErrors } from './errors.ts';
import { LOST, type Row } from './row.ts';

export type DmlOperation = 'insert' | 'update' | 'upsert' | 'delete' | 'undelete' | 'merge';

export interface DmlOptions {
  /** Default true: one bad row fails all. */
  readonly allOrNone?: boolean;
  /** The external id field of an upsert. */
  readonly ext?: string | null;
  /** `user`: object and field permissions are enforced. */
  readonly mode?: string | null | undefined;
  /** Texts that are too long are cut. */
  readonly truncate?: boolean;
  /** Not a statement of the program: limits do not count it. */
  readonly noCount?: boolean;
  /** Objects that programs cannot change may be changed. */
  readonly system?: boolean;
}
export interface DmlResult {
  success: boolean;
  id: string | null;
  created: boolean;
  errors: RowError[];
}

/** One DML call. Positions are those of its records. */
export interface DmlRun {
  readonly records: readonly SObj[];
  readonly options: DmlOptions;
  readonly results: (DmlResult | undefined)[];
  /** The records that this call gave their ids, which a rollback takes back. */
  readonly identified: Set<SObj>;
  /** Another statement within this one, as the cascade of a delete needs it. */
  readonly statement: (operation: DmlOperation, given: Value, options: DmlOptions) => DmlResult[];
}

/** With allOrNone nothing more is done after the first error. */
export function isStopped(run: DmlRun, errors: RowErrors): boolean {
  return errors.size > 0 && run.options.allOrNone !== false;
}

export function recordAt(run: DmlRun, position: number): SObj {
  const record = run.records[position];
  if (!record) throw new Error(`apex-runtime internal: no record ${position}`);
  return record;
}

export function recordId(record: SObj): string | null {
  const id = record.get('id');
  return typeof id === 'string' ? id : null;
}

export function succeed(run: DmlRun, position: number, id: string, created = false): void {
  run.results[position] = { success: true, id, created, errors: [] };
}

/** Takes the id back that this call gave a record. */
export function takeBackId(run: DmlRun, record: SObj): void {
  if (run.identified.delete(record)) record.f.delete('id');
}

/** A stored row as triggers see it. */
export function toRecord(so: SObjectInfo, row: Row, readOnly: boolean): SObj {
  const record = new SObj(so.T);
  for (const [key, value] of row) if (key !== LOST) record.f.set(key, value);
  for (const field of so.fields.values())
    if (field.T === t.boolean && !record.f.has(field.key)) record.f.set(field.key, false);
  record.ro = readOnly;
  return record;
}

/** The errors that a trigger added to a record; they are taken from it. */
export function takeErrors(record: SObj): RowError[] {
  const errors = record.errs ?? [];
  record.errs = null;
  return errors;
}
