import { selectIn } from '../sage/read.ts';
import type { SageTables } from '../sage/ports.ts';
import { findAliases, type AliasOwner } from './find-aliases.ts';
import { readItems, type Item } from './item.ts';
import type { ItemPolicy } from './policy.ts';
import type { SpellingIndex } from './spelling-index.ts';

/** Where the item of a product code was found. */
export type FoundBy = 'code' | 'alias' | 'spelling' | 'lookup';

/** What a product code came to. */
export type ItemMatch =
  | { readonly kind: 'found'; readonly item: Item; readonly by: FoundBy }
  | { readonly kind: 'ambiguous'; readonly itemCodes: readonly string[]; readonly by: FoundBy }
  | { readonly kind: 'unknown' };

export interface ItemSearch {
  readonly tables: SageTables;
  readonly company: string;
  readonly policy: ItemPolicy;
  readonly spellings: SpellingIndex;
  /** The customer, if there is one yet: its own aliases come first. */
  readonly owner: AliasOwner | undefined;
}

/** Where to look for the codes that are still missing: for each code the item codes it may mean. */
type Find = (codes: readonly string[]) => Promise<ReadonlyMap<string, readonly string[]>>;
type Step = readonly [by: FoundBy, find: Find];

/**
 * The items of product codes. Each step is asked only for the codes that the steps before it did not know: the item code itself (as given,
 * then in upper case), the aliases, the same letters and digits, the company's lookup. Few reads however many codes: 200 a read.
 */
export async function findItems(
  search: ItemSearch,
  codes: Iterable<string>,
): Promise<Map<string, ItemMatch>> {
  const { tables, company } = search;
  const missing = new Set(codes);
  const matches = new Map<string, ItemMatch>();
  for (const [by, find] of steps(search)) {
    if (missing.size === 0) break;
    const meant = await find([...missing]);
    const items = await readItems(tables, company, [...meant.values()].flat());
    for (const [code, itemCodes] of meant) {
      const match = settle(
        itemCodes.flatMap((itemCode) => items.get(itemCode) ?? []),
        by,
      );
      if (match === undefined) continue;
      matches.set(code, match);
      missing.delete(code);
    }
  }
  for (const code of missing) matches.set(code, { kind: 'unknown' });
  return matches;
}

function steps(search: ItemSearch): Step[] {
  const { tables, company, policy, spellings, owner } = search;
  return [
    ['code', (codes) => Promise.resolve(new Map(codes.map((code) => [code, [code]])))],
    ['code', (codes) => Promise.resolve(new Map(codes.map((code) => [code, [code.toUpperCase()]])))],
    ['alias', (codes) => findAliases(tables, company, codes, owner)],
    ...(policy.matchSpelling ? [['spelling', bySpelling(spellings, company)] as const] : []),
    ...(policy.itemLookup ? [['lookup', byLookup(tables, company, policy.itemLookup)] as const] : []),
  ];
}

function settle(items: readonly Item[], by: FoundBy): ItemMatch | undefined {
  const [first, ...others] = items;
  if (first === undefined) return undefined;
  if (others.length === 0) return { kind: 'found', item: first, by };
  return { kind: 'ambiguous', itemCodes: items.map((item) => item.itemCode), by };
}

function bySpelling(spellings: SpellingIndex, company: string): Find {
  return async (codes) => {
    const meant = new Map<string, readonly string[]>();
    for (const code of codes) meant.set(code, await spellings.alike(company, code));
    return meant;
  };
}

function byLookup(tables: SageTables, company: string, lookup: NonNullable<ItemPolicy['itemLookup']>): Find {
  if ('codes' in lookup) {
    const meant = new Map(Object.entries(lookup.codes));
    return (codes) =>
      Promise.resolve(
        new Map(codes.map((code) => [code, [meant.get(code)].filter((item) => item !== undefined)])),
      );
  }
  const { table, productCode, itemCode } = lookup;
  return async (codes) => {
    const rows = await selectIn(tables, company, {
      table,
      columns: [productCode, itemCode],
      column: productCode,
      values: codes,
    });
    return new Map(
      codes.map((code) => {
        const found = rows.filter((row) => row[productCode] === code).flatMap((row) => row[itemCode] ?? []);
        return [code, [...new Set(found)]];
      }),
    );
  };
}
