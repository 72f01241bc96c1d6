import { Decimal } from 'decimal.js';
import { decimalsOf } from '../currency/minor-units.ts';
import { isYes, recordKey, stampsOf, versionOf } from '../mapping/feed-fields.ts';
import { present } from '../mapping/fit.ts';
import { selectIn } from '../sage/read.ts';
import type { Row } from '../sage/ports.ts';
import type {
  Feed,
  FeedFinder,
  FeedParent,
  FeedRecord,
  FeedSite,
  FeedSource,
  OpenFeed,
} from '../sync/feed.ts';
import { readBuyers } from './buyers.ts';
import type { PriceBook } from './policy.ts';
import { price } from './price.ts';
import { priceDay } from './price-day.ts';
import { pricedItem, unitOf } from './priced-item.ts';
import { itemColumns, readLevels, readPriceRules } from './read-rules.ts';
import type { PricedCustomer } from './rules.ts';

const table = 'CI_Item';
/** Member that the computed price is added as. */
const unitPrice = ' UnitPrice';

/**
 * Sage's prices in price books: of each item and price book what the price engine gives for one sales unit today. A promotion that begins or
 * ends, and a change of a customer's or a level's, are found by comparing; those of items and price rules by their stamps.
 * `currencies`: the org has several.
 */
export function pricesFeed({ currencies = false } = {}): Feed {
  return {
    name: 'prices',
    target: { object: 'PricebookEntry', find: finder(currencies) },
    after: ['items'],
    open,
  };
}

/** An entry is found by its product, as items find theirs, by its price book and, where there are several, its currency. */
function finder(currencies: boolean): FeedFinder {
  const own = 'Product2.SageItemCode__c';
  return {
    fields: [own, 'ProductCode'],
    select: [own, 'ProductCode', 'Pricebook2Id', ...(currencies ? ['CurrencyIsoCode'] : [])],
    values: ({ key }) => [itemCodeOf(key)],
    keysOf(found, { company, policy }) {
      const itemCode = ownCode(found) || found['ProductCode'];
      if (typeof itemCode !== 'string' || itemCode === '') return [];
      return policy.priceBooks
        .filter(
          ({ pricebookId, currency }) =>
            found['Pricebook2Id'] === pricebookId &&
            (currency === undefined || found['CurrencyIsoCode'] === currency),
        )
        .map((book) => keyOf(company, itemCode, book));
    },
    standing: (found) => (ownCode(found) ? 0 : 1),
  };
}

function ownCode({ Product2: product }: Readonly<Record<string, unknown>>): unknown {
  return (product as Readonly<Record<string, unknown>> | null | undefined)?.['SageItemCode__c'];
}

const keyOf = (company: string, itemCode: string | null | undefined, { pricebookId, currency }: PriceBook) =>
  recordKey(company, itemCode, pricebookId, currency);

/** The item code of a key: the company has three characters, price book and currency no hyphens. */
const itemCodeOf = (key: string): string => key.slice(4).replace(/-[^-]*-[^-]*$/, '');

async function open(site: FeedSite): Promise<OpenFeed | undefined> {
  const { tables, company, policy, logger } = site;
  const catalogue = await tables.columns(company, table);
  if (catalogue === undefined || policy.listPriceOwner !== 'sage') return undefined;
  const books = policy.priceBooks.filter(({ currency = policy.currency }) => currency === policy.currency);
  if (books.length < policy.priceBooks.length)
    logger.warn({ company }, 'price books in another currency than the company’s are left alone');
  if (books.length === 0) return undefined;
  const columns = ['ItemCode', ...present(catalogue, [...itemColumns, 'InactiveItem'])];
  const stamps = await stampsOf(tables, company, [
    { table, columns: ['ItemCode'] },
    { table: 'IM_PriceCode', columns: ['ItemCode'] },
    ...(columns.includes('PriceCode') ? [{ table: 'IM_PriceCode', columns: ['PriceCode'] }] : []),
  ]);
  const { currency, priceDecimals, priceCost, priceLevels, billTo, items } = policy;
  return {
    version: versionOf(1, columns, books, currency, priceDecimals, priceCost, priceLevels, billTo, items),
    gone: (keys) => gone(site, keys),
    sources: books.map((book): FeedSource => ({
      table,
      keyColumns: ['ItemCode'],
      columns,
      stamps,
      keyOf: (row) => (isFollowed(site, row) ? keyOf(company, row['ItemCode'], book) : undefined),
      extend: (rows) => addPrices(site, book, rows),
      record: (row) => entry(site, book, books, row),
    })),
  };
}

/** Prices of items that are followed as products. */
function isFollowed({ policy: { items } }: FeedSite, row: Row): boolean {
  const isOfLine = items.productLines?.includes(row['ProductLine'] ?? '') ?? true;
  return isOfLine && items.types.some((type) => type === (row['ItemType'] ?? '1'));
}

function entry(
  { company, policy }: FeedSite,
  book: PriceBook,
  books: readonly PriceBook[],
  row: Row,
): FeedRecord {
  const { pricebookId, currency } = book;
  const product: FeedParent = {
    field: 'Product2Id',
    feed: 'items',
    key: recordKey(company, row['ItemCode']),
    onCreate: true,
  };
  const [first] = books;
  // The first book may be the standard one, whose entry must be there before any other.
  const standard: FeedParent[] =
    first === undefined || first === book
      ? []
      : [{ feed: 'prices', key: keyOf(company, row['ItemCode'], first) }];
  const decimals = decimalsOf(policy.currency);
  return {
    key: keyOf(company, row['ItemCode'], book),
    fields: {
      UnitPrice: new Decimal(row[unitPrice] ?? 0).toDecimalPlaces(decimals, Decimal.ROUND_HALF_UP).toFixed(),
      IsActive: !isYes(row['InactiveItem']),
      // An entry that takes the standard price lets nobody write one of its own.
      UseStandardPrice: false,
    },
    onCreate: { Pricebook2Id: pricebookId, ...(currency === undefined ? {} : { CurrencyIsoCode: currency }) },
    parents: [product, ...standard],
  };
}

/** What one sales unit of each item costs whom the book is for; three reads for 200 items, some more for a customer. */
async function addPrices(site: FeedSite, book: PriceBook, rows: readonly Row[]): Promise<Row[]> {
  const { tables, company, policy } = site;
  const customer = await customerOf(site, book);
  if (customer === undefined) {
    site.logger.warn(
      { company, book: book.pricebookId },
      'Sage has no such customer; its price book is left alone',
    );
    return [];
  }
  const customers = customer.customerNo === '' ? [] : [customer];
  const items = rows.map((row) => pricedItem(row, policy.priceCost));
  const rules = {
    prices: await readPriceRules(tables, company, items, customers),
    levels: customers.length === 0 ? [] : await readLevels(tables, company, policy, customers),
  };
  const date = priceDay(new Date());
  return rows.map((row, at) => {
    const item = items[at];
    const quantity = unitOf(row, undefined)?.factor ?? new Decimal(1);
    if (item === undefined) return row;
    const found = price(rules, { item, customer, quantity, date }).unitPrice;
    const rounded = found.toDecimalPlaces(policy.priceDecimals, Decimal.ROUND_HALF_UP);
    return { ...row, [unitPrice]: rounded.times(quantity).toFixed() };
  });
}

/** Whose prices a book has; undefined for a customer that Sage does not have. */
async function customerOf({ tables, company, policy }: FeedSite, book: PriceBook) {
  const anybody: PricedCustomer = { divisionNo: '', customerNo: '', level: '', discountRate: '0' };
  if (book.for === 'standard') return anybody;
  if ('level' in book.for) return { ...anybody, level: book.for.level };
  const [buyer] = await readBuyers(tables, company, policy, [book.for]);
  return buyer?.priced;
}

/** The entries of an item that Sage no longer has are inactive; those of a book that is no longer kept stay as they are. */
async function gone(
  { tables, company }: FeedSite,
  keys: readonly string[],
): Promise<ReadonlyMap<string, FeedRecord | null>> {
  const values = keys.map(itemCodeOf);
  const columns = ['ItemCode'] as const;
  const rows = await selectIn(tables, company, { table, columns, column: 'ItemCode', values });
  const there = new Set(rows.map((row) => row.ItemCode));
  return new Map(
    keys.map((key) => [key, there.has(itemCodeOf(key)) ? null : { key, fields: { IsActive: false } }]),
  );
}
