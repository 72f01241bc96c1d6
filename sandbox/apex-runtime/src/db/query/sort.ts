import type { OrderItem, Query } from '../../parse/query.ts';
import type { Value } from '../../runtime/values.ts';
import { queryError, type QueryBinds, type Reader } from './context.ts';
import { numberIn } from './values.ts';

export interface SortKey<Item> {
  readonly read: Reader<Item>;
  readonly order: OrderItem;
  readonly compare: (a: Value, b: Value) => number;
}

/** Sorts by several keys; equal items keep their order. Nulls come first, and last in descending order. */
export function sorted<Item>(items: readonly Item[], keys: readonly SortKey<Item>[]): Item[] {
  return items
    .map((item) => ({ item, values: keys.map(({ read }) => read(item)) }))
    .sort((a, b) => {
      for (const [index, key] of keys.entries()) {
        const result = compareKey(a.values[index] ?? null, b.values[index] ?? null, key);
        if (result !== 0) return result;
      }
      return 0;
    })
    .map(({ item }) => item);
}

function compareKey<Item>(a: Value, b: Value, { order, compare }: SortKey<Item>): number {
  if (a === null && b === null) return 0;
  const nullsLast = order.nulls ? order.nulls === 'last' : order.desc;
  if (a === null) return nullsLast ? 1 : -1;
  if (b === null) return nullsLast ? -1 : 1;
  return order.desc ? -compare(a, b) : compare(a, b);
}

/** What OFFSET and LIMIT leave. */
export function page<Item>(items: Item[], { offset, limit }: Query, binds: QueryBinds): Item[] {
  const from = offset ? numberIn(offset, binds) : 0;
  const count = limit ? numberIn(limit, binds) : items.length;
  if (count < 0) queryError(`Invalid limit: ${count}`);
  return from > 0 || count < items.length ? items.slice(from, from + count) : items;
}
