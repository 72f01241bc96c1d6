/*
 * What of a record requests are about, in SQL. Of one subject only the newest wish counts: an older one that still waits gives way, and is
 * not replayed. Holding, releasing and cancelling an order are one subject, for a hold that comes late must not undo a release. Changes of an
 * order's lines and header carry only what differs from what was last seen, so none of them stands for an older one: they do not give way.
 */

/** The subject of a row; `row` is the alias of its table. */
export function subject(row: string): string {
  return `CASE WHEN ${row}.type IN ('HoldOrder', 'ReleaseOrder', 'CancelOrder') THEN 'OrderStatus' ELSE ${row}.type END`;
}

/** Holds when a row gives way to a newer one of its subject. */
export function givesWay(row: string): string {
  return `${row}.type <> 'ChangeOrder'`;
}

/** Holds when the two rows are about the same subject of the same record in the same company. */
export function sameSubject(one: string, other: string): string {
  return `${one}.source_id = ${other}.source_id AND ${one}.company = ${other}.company AND ${subject(one)} = ${subject(other)}`;
}

/** The numbers of Sage that a change names itself; an order to be placed names none. */
export const namedNumbers = `CASE WHEN type <> 'PlaceOrder' THEN jsonb_strip_nulls(jsonb_build_object(
  'salesOrderNo', payload->>'salesOrderNo', 'divisionNo', payload->>'divisionNo', 'customerNo', payload->>'customerNo')) END`;
