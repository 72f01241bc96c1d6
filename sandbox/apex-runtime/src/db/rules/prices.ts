import { R } from '../../runtime/rt.ts';
import type { RowError } from '../../runtime/values.ts';
import { rowError } from '../errors.ts';
import { indexedBy } from '../indexed.ts';
import { textOf, valueOf, type Row } from '../row.ts';
import { setIfEmpty, type SaveRule } from './rule.ts';

export const savePricebook: SaveRule = (row) => {
  setIfEmpty(row, 'isstandard', false);
  return null;
};

export const savePricebookEntry: SaveRule = (row, old) => {
  const product = R.org.db.get('product2', textOf(row, 'product2id') ?? '');
  row.set('name', product && valueOf(product, 'name'));
  row.set('productcode', product && valueOf(product, 'productcode'));
  setIfEmpty(row, 'usestandardprice', false);
  setIfEmpty(row, 'isactive', false);
  return old ? null : newEntry(row);
};

/** A product has one price a price book and currency, and a standard price of the currency before any other. */
function newEntry(row: Row): RowError | null {
  const others = indexedBy('PricebookEntry', 'product2id', valueOf(row, 'product2id'));
  const isOf =
    (...keys: readonly string[]) =>
    (other: Row): boolean =>
      keys.every((key) => valueOf(other, key) === valueOf(row, key));
  if (others.some(isOf('pricebook2id', 'currencyisocode')))
    return rowError('DUPLICATE_VALUE', 'This price definition already exists in this price book');
  const pricebook = pricebookOf(row);
  const standards = others.filter((other) => isStandard(pricebookOf(other)));
  if (!pricebook || isStandard(pricebook) || standards.some(isOf('currencyisocode'))) return null;
  return rowError('STANDARD_PRICE_NOT_DEFINED', 'Before creating a custom price, create a standard price.');
}

const pricebookOf = (entry: Row): Row | null =>
  R.org.db.get('pricebook2', textOf(entry, 'pricebook2id') ?? '');

const isStandard = (pricebook: Row | null): boolean => pricebook?.get('isstandard') === true;
