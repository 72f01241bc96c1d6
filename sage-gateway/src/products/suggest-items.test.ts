import { describe, expect, it } from '@jest/globals';
import { productToMatch, type ItemCandidate } from '../contract/matches.ts';
import { companyPolicy } from '../orders/policy.ts';
import { sageCompany } from '../testing/sage-company.ts';
import { itemIndexes } from './item-index.ts';
import { spellingIndex } from './spelling-index.ts';
import { suggestItems } from './suggest-items.ts';

async function suggest(...products: { name: string; productCode?: string }[]): Promise<string[][]> {
  const tables = sageCompany();
  const { rows } = tables.table('ABC', 'CI_Item');
  rows.push(
    { ItemCode: 'LAMP-1', ItemType: '1', ItemCodeDesc: 'Head lamp 200 lm' },
    { ItemCode: 'LAMP-2', ItemType: '1', ItemCodeDesc: 'Rear lamp 20 lm' },
    { ItemCode: 'LAMP-OLD', ItemType: '1', ItemCodeDesc: 'Head lamp 200 lm', InactiveItem: 'Y' },
  );
  const search = {
    tables,
    company: 'ABC',
    policy: { ...companyPolicy.parse({}), itemLookup: { codes: { 'P-77': 'HELMET-R' } } },
    spellings: spellingIndex(tables, 10, () => 0),
    owner: undefined,
  };
  const indexes = itemIndexes(tables, 10, () => 0);
  const asked = products.map((product, at) =>
    productToMatch.parse({ productId: `01t00000000000${at}AAA`, ...product }),
  );
  const results = await suggestItems(search, () => indexes('ABC'), asked);
  return results.map(({ candidates }) => candidates.map(told));
}

function told({ itemCode, certainty, reasons }: ItemCandidate): string {
  return `${itemCode} ${certainty} ${reasons.join(' ')}`;
}

describe('the items that a product may be', () => {
  it.each([
    ['its code', { name: 'x', productCode: 'BIKE-100' }, ['BIKE-100 sure code']],
    ['its code in lower case', { name: 'x', productCode: 'helmet-r' }, ['HELMET-R sure code']],
    ['an alias', { name: 'x', productCode: 'VELO 100' }, ['BIKE-100 sure alias']],
    ["the company's own list", { name: 'x', productCode: 'P-77' }, ['HELMET-R sure alias']],
    ['its spelling', { name: 'x', productCode: 'lamp1' }, ['LAMP-1 likely spelling']],
    [
      'spelling and description',
      { name: 'Head Lamp 200 lm', productCode: 'lamp1' },
      ['LAMP-1 sure spelling description'],
    ],
    ['an inactive item', { name: 'x', productCode: 'OLD-1' }, ['OLD-1 likely code']],
    [
      'two spelled alike',
      { name: 'x', productCode: 'A B 1' },
      ['A-B1 possible spelling', 'AB-1 possible spelling'],
    ],
    ['its name, which is a code', { name: 'bike-100' }, ['BIKE-100 likely code']],
    ['its description', { name: 'Head lamp, 200 lm' }, ['LAMP-1 likely description']],
    [
      'a similar description',
      { name: 'Head lamps 200 lm', productCode: 'NONE' },
      ['LAMP-1 possible description'],
    ],
    ['nothing', { name: 'zzz', productCode: 'zzz' }, []],
  ])('by %s', async (_by, product, expected) => {
    const [found = []] = await suggest(product);

    expect(found.toSorted()).toEqual(expected.toSorted());
  });

  it('are answered each in its place', async () => {
    const found = await suggest({ name: 'zzz' }, { name: 'x', productCode: 'BIKE-100' }, { name: 'zzz' });

    expect(found).toEqual([[], ['BIKE-100 sure code'], []]);
  });
});
