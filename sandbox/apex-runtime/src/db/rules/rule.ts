import { toDec, type Dec } from '../../runtime/decimal.ts';
import type { RowError, Value } from '../../runtime/values.ts';
import type { SObjectInfo } from '../../schema/model.ts';
import { rowError } from '../errors.ts';
import { valueOf, type Row, type RowDraft } from '../row.ts';

/** What the platform does to a row that is about to be saved; answers why it cannot be. `old` is null for a new row. */
export type SaveRule = (row: RowDraft, old: Row | null, so: SObjectInfo) => RowError | null;

export const integrity = (message: string, fields: string[] = []): RowError =>
  rowError('FIELD_INTEGRITY_EXCEPTION', message, fields);

/** A number field's value; null when it has none. */
export function numberOf(row: Row, key: string): Dec | null {
  return toDec(valueOf(row, key));
}

export function setIfEmpty(row: RowDraft, key: string, value: Value): void {
  if (valueOf(row, key) === null) row.set(key, value);
}

/** Texts joined with a space; null when all are empty. */
export function joined(...parts: (string | null)[]): string | null {
  return parts.filter(Boolean).join(' ') || null;
}
