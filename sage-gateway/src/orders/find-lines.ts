import type { LineChange } from '../contract/change-messages.ts';
import type { ItemMatch } from '../products/find-items.ts';
import type { OrderMemory } from '../requests/port.ts';
import type { Row } from '../sage/ports.ts';
import { isComponent } from './order-rows.ts';

/** The line of Sage that a change is about; `gone`: it was there, and is not any more; `several`: it cannot be told which. */
export type FoundLine =
  { readonly kind: 'found'; readonly row: Row } | { readonly kind: 'gone' | 'unknown' | 'several' };

/**
 * Finds the lines that changes are about: by Sage's LineKey, by the Salesforce id that a request wrote the line for, else the only line of the
 * item that no id has. An added line that an earlier try wrote is found too.
 */
export function findLines(
  changes: readonly LineChange[],
  rows: readonly Row[],
  memory: OrderMemory | undefined,
  items: ReadonlyMap<string, ItemMatch>,
): FoundLine[] {
  const byKey = new Map(rows.map((row) => [row['LineKey'] ?? '', row]));
  const known = new Map((memory?.lines ?? []).map(({ id, lineKey }) => [shortId(id), lineKey]));
  const named = changes.flatMap(({ lineKey }) => (lineKey === undefined ? [] : [lineKey.padStart(6, '0')]));
  const taken = new Set([...known.values(), ...named]);
  return changes.map((change): FoundLine => {
    const lineKey = change.lineKey?.padStart(6, '0') ?? known.get(shortId(change.id ?? ''));
    if (lineKey !== undefined) {
      const row = byKey.get(lineKey);
      return row === undefined ? { kind: 'gone' } : { kind: 'found', row };
    }
    if (change.op === 'add') return { kind: 'unknown' };
    const itemCode = sageItemOf(change.itemCode ?? change.seen?.itemCode, items);
    const alike = rows.filter(
      (row) => row['ItemCode'] === itemCode && !isComponent(row) && !taken.has(row['LineKey'] ?? ''),
    );
    const [row] = alike;
    if (row === undefined) return { kind: 'unknown' };
    if (alike.length > 1) return { kind: 'several' };
    taken.add(row['LineKey'] ?? '');
    return { kind: 'found', row };
  });
}

/** The item that a product code means; as it is written where that is not known. */
export function sageItemOf(
  code: string | undefined,
  items: ReadonlyMap<string, ItemMatch>,
): string | undefined {
  const match = items.get(code?.trim() ?? '');
  return match?.kind === 'found' ? match.item.itemCode : code?.trim();
}

/** The first 15 characters of a record id tell the record; the others only its case. */
export function shortId(id: string): string {
  return id.slice(0, 15);
}
