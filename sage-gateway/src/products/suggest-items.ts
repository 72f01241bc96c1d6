import {
  mostCandidates,
  type Certainty,
  type ItemCandidate,
  type ItemMatches,
  type ItemReason,
  type ProductToMatch,
} from '../contract/matches.ts';
import { closeness, comparedName, likeness } from '../matching/names.ts';
import { findItems, type FoundBy, type ItemMatch, type ItemSearch } from './find-items.ts';
import type { ItemIndex } from './item-index.ts';
import { readItems } from './item.ts';

const reasonOf: Readonly<Record<FoundBy, ItemReason>> = {
  code: 'code',
  alias: 'alias',
  spelling: 'spelling',
  lookup: 'alias',
};

/**
 * Items that products may be, the best first, one answer a product in its place. A code or alias that Sage has is sure; a spelling becomes so
 * by the same description; a description alone is likely at most. A product without a code is looked for by its name as well.
 */
export async function suggestItems(
  search: ItemSearch,
  indexOf: () => Promise<ItemIndex>,
  products: readonly ProductToMatch[],
): Promise<ItemMatches[]> {
  const matches = await findItems(search, products.map(codeOf));
  const ambiguous = [...matches.values()].flatMap((match) =>
    match.kind === 'ambiguous' ? match.itemCodes : [],
  );
  const described = await readItems(search.tables, search.company, ambiguous);
  const byCode = products.map((product) => coded(product, matches.get(codeOf(product)), described));
  const needsIndex = byCode.some((candidates) => candidates[0]?.certainty !== 'sure');
  const index = needsIndex ? await indexOf() : undefined;
  return products.map((product, at) => {
    const candidates = byCode[at] ?? [];
    const isSettled = candidates[0]?.certainty === 'sure';
    const named = isSettled || index === undefined ? [] : byDescription(product, index);
    const known = new Set(candidates.map(({ itemCode }) => itemCode));
    const all = [...candidates, ...named.filter(({ itemCode }) => !known.has(itemCode))];
    const order: readonly Certainty[] = ['sure', 'likely', 'possible'];
    all.sort((one, other) => order.indexOf(one.certainty) - order.indexOf(other.certainty));
    return { productId: product.productId, candidates: all.slice(0, mostCandidates) };
  });
}

function codeOf({ productCode, name }: ProductToMatch): string {
  return productCode?.trim() || name.trim();
}

function coded(
  product: ProductToMatch,
  match: ItemMatch | undefined,
  described: ReadonlyMap<string, { readonly description: string }>,
): ItemCandidate[] {
  if (match === undefined || match.kind === 'unknown') return [];
  const itemCodes = match.kind === 'found' ? [match.item.itemCode] : match.itemCodes;
  const name = comparedName(product.name);
  return itemCodes.map((itemCode) => {
    const description =
      match.kind === 'found' ? match.item.description : (described.get(itemCode)?.description ?? '');
    const isNamed = likeness(name, comparedName(description)) === 'same';
    return {
      itemCode,
      description,
      certainty: certaintyOf(match, isNamed, Boolean(product.productCode?.trim())),
      reasons: [reasonOf[match.by], ...(isNamed ? (['description'] as const) : [])],
    };
  });
}

function certaintyOf(
  match: Exclude<ItemMatch, { kind: 'unknown' }>,
  isNamed: boolean,
  hasCode: boolean,
): Certainty {
  if (match.kind === 'ambiguous') return isNamed ? 'likely' : 'possible';
  if (match.item.inactive || !hasCode) return 'likely';
  return match.by !== 'spelling' || isNamed ? 'sure' : 'likely';
}

function byDescription(product: ProductToMatch, index: ItemIndex): ItemCandidate[] {
  const name = comparedName(product.name);
  return index
    .alike(name)
    .map((value) => ({
      value,
      like: likeness(name, value.compared),
      closeness: closeness(name, value.compared),
    }))
    .filter(({ like }) => like !== 'other')
    .sort(
      (one, other) => other.closeness - one.closeness || (one.value.itemCode < other.value.itemCode ? -1 : 1),
    )
    .slice(0, mostCandidates)
    .map(({ value, like }) => ({
      itemCode: value.itemCode,
      description: value.description,
      certainty: like === 'same' ? ('likely' as const) : ('possible' as const),
      reasons: ['description' as const],
    }));
}
