import { Decimal } from 'decimal.js';
import type { FieldAgreement } from '../contract/change-messages.ts';
import type { ColumnInfo, Row, Value } from '../sage/ports.ts';
import { sageTime } from '../sage/sage-time.ts';
import type { Columns } from './fit.ts';

/** Columns that tell when a record was changed in Sage. */
export const stampColumns = ['DateUpdated', 'TimeUpdated'] as const;

/** Custom fields of a message, and of those that are mapped both ways what Salesforce knows of the other side. */
export interface TwoWayFields {
  readonly fields?: Readonly<Record<string, string | null>> | undefined;
  readonly agreement?: Readonly<Record<string, FieldAgreement>> | undefined;
}

/**
 * The custom fields of a message that are to be written, and the names of those that keep Sage's value because it was changed there. A field
 * that is mapped both ways is written if Sage still has what both sides had (`seen`); if both have changed since, the row's owner decides:
 * Salesforce, Sage, or the later change. `row` is the record as Sage has it now, with the columns of the agreement and the stamps.
 */
export function fieldsToWrite(
  { fields = {}, agreement = {} }: TwoWayFields,
  row: Row,
  columns: Columns,
): { readonly fields: Record<string, string | null>; readonly kept: string[] } {
  const kept: string[] = [];
  const written = Object.entries(fields).filter(([name, value]) => {
    const told = agreement[name];
    const column = columns.get(name.toUpperCase());
    if (told === undefined || column === undefined || isWritten(value, row[name] ?? null, told, column, row))
      return true;
    kept.push(name);
    return false;
  });
  return { fields: Object.fromEntries(written), kept };
}

function isWritten(
  value: string | null,
  inSage: Value,
  { owner, seen, changedAt }: FieldAgreement,
  column: ColumnInfo,
  row: Row,
): boolean {
  const same = (one: Value, other: Value) => sameValue(one, other, column.kind);
  if (same(value, inSage)) return true;
  if (seen !== undefined) {
    if (same(seen, inSage)) return true;
    if (same(seen, value)) return false;
  } else if (same(value, null) || same(inSage, null)) {
    // They never agreed; one side has nothing to lose.
    return same(inSage, null);
  }
  if (owner !== 'Latest') return owner === 'Salesforce';
  const changedInSage = sageTime(row['DateUpdated'], row['TimeUpdated']);
  return changedAt !== undefined && (changedInSage === undefined || new Date(changedAt) > changedInSage);
}

/** Whether two texts are one value of a column. Sage has no blank number: it is 0 there. */
function sameValue(one: Value, other: Value, kind: ColumnInfo['kind']): boolean {
  const [left, right] = [one?.trim() || null, other?.trim() || null];
  if (kind !== 'number') return left === right;
  try {
    return new Decimal(left ?? 0).equals(right ?? 0);
  } catch {
    // One of them is no number; that it does not fit the column is told when it is to be written.
    return left === right;
  }
}
