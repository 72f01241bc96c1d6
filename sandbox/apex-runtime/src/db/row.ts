import type { Value } from '../runtime/values.ts';

/** A stored record: values by the lower-case names of their fields. Never changed in place; `edited` makes the next one. */
export type Row = ReadonlyMap<string, Value>;
/** A row that is being put together. */
export type RowDraft = Map<string, Value>;

/** A lookup that lost its value when this record was deleted; undelete gives it back. */
export type LostLink = readonly [objectKey: string, id: string, fieldKey: string];
/** The key under which a deleted row keeps its lost links. */
export const LOST = '$lost';

/** A field's value; null when it has none. */
export function valueOf(row: Row, key: string): Value {
  return row.get(key) ?? null;
}

/** The value of a text or id field; null when it has none. */
export function textOf(row: Row, key: string): string | null {
  const value = row.get(key);
  return typeof value === 'string' ? value : null;
}

export function idOf(row: Row): string {
  return textOf(row, 'id') ?? '';
}

export function isDeleted(row: Row): boolean {
  return row.get('isdeleted') === true;
}

/** A copy of a row with other values. */
export function edited(row: Row, values: Readonly<Record<string, Value>>): RowDraft {
  const copy = new Map(row);
  for (const [key, value] of Object.entries(values)) copy.set(key, value);
  return copy;
}

export function lostLinks(row: Row): readonly LostLink[] {
  const links = row.get(LOST);
  return Array.isArray(links) ? (links as LostLink[]) : []; // only delete writes it
}
