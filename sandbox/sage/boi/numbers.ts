import type { TableStore } from '../store/table-store.ts';

export interface NumberSource {
  readonly table: string;
  readonly key: string;
  readonly column: string;
  readonly taken: (number: string) => boolean;
}

/** Takes the next free number of an options row, for good: it is on disk before this returns. undefined when the digits are used up. */
export function nextNumber(
  store: TableStore,
  { table, key, column, taken }: NumberSource,
): string | undefined {
  return store.transaction(() => {
    const next = store.find(table, key)?.[column] ?? '';
    const last = 10 ** next.length;
    for (let n = Number(next); n < last; n += 1) {
      const candidate = String(n).padStart(next.length, '0');
      if (taken(candidate)) continue;
      store.update(table, [key], { [column]: String(n + 1).padStart(next.length, '0') });
      return candidate;
    }
    return undefined;
  });
}
