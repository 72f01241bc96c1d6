import { describe, expect, it } from '@jest/globals';
import { audit, feedSite, memoryTable, openFeed, readFeed } from '../testing/read-feed.ts';
import { pricesFeed } from './prices-feed.ts';

const standard = '01s000000000001AAA';
const dealers = '01s000000000002AAA';
const acme = '01s000000000003AAA';
const books = [
  { pricebookId: standard, for: 'standard' },
  { pricebookId: dealers, for: { level: '2' } },
  { pricebookId: acme, for: { divisionNo: '01', customerNo: 'ACME' } },
];
const follows = { listPriceOwner: 'sage', priceBooks: books };

const rule = (values: Record<string, string>) => ({
  PricingMethod: 'O',
  BreakQuantity1: '99999999',
  ItemCode: 'X',
  ...values,
});
const tables = () => ({
  CI_Item: memoryTable(
    `ItemCode C30; ItemType C1; InactiveItem C1; ProductLine C4; PriceCode C4; StandardUnitOfMeasure C4;
     SalesUnitOfMeasure C4; SalesUMConvFctr N11.4; StandardUnitPrice N15.6; SaleMethod C1; SaleStartingDate D;
     SaleEndingDate D; SalesPromotionPrice N15.6; ${audit}`,
    [
      {
        ItemCode: 'X',
        ItemType: '1',
        InactiveItem: 'N',
        PriceCode: 'PC',
        StandardUnitOfMeasure: 'EACH',
        SalesUnitOfMeasure: 'DOZ',
        SalesUMConvFctr: '12',
        StandardUnitPrice: '10.123456',
      },
      { ItemCode: '/C', ItemType: '4' },
    ],
  ),
  IM_PriceCode: memoryTable(
    `PriceCodeRecord C1; PriceCode C4; ItemCode C30; CustomerPriceLevel C1; ARDivisionNo C2; CustomerNo C20; PricingMethod C1;
     BreakQuantity1 N8.0; DiscountMarkup1 N15.6; ${audit}`,
    [
      rule({ PriceCodeRecord: '1', CustomerPriceLevel: '2', DiscountMarkup1: '8' }),
      rule({ PriceCodeRecord: '2', ARDivisionNo: '01', CustomerNo: 'ACME', DiscountMarkup1: '7.5' }),
    ],
  ),
  AR_Customer: memoryTable('ARDivisionNo C2; CustomerNo C20; CustomerName C50; PriceLevel C1', [
    { ARDivisionNo: '01', CustomerNo: 'ACME', CustomerName: 'Acme', PriceLevel: '2' },
  ]),
});
const keyOf = (book: string, currency = '') => `ABC-X-${book}-${currency}`;

describe('the feed of prices', () => {
  it('tells what one sales unit of an item costs in each price book, in the decimals of the currency', async () => {
    const records = await readFeed(pricesFeed(), feedSite(tables(), follows));

    const prices = [...records].map(([key, { fields }]) => [key, fields['UnitPrice']]);
    expect(prices).toEqual([
      [keyOf(standard), '121.48'],
      [keyOf(dealers), '96'],
      [keyOf(acme), '90'],
    ]);
  });

  it('makes an entry when the product is known, in other books after that of the first', async () => {
    const records = await readFeed(pricesFeed(), feedSite(tables(), follows));

    const product = { field: 'Product2Id', feed: 'items', key: 'ABC-X', onCreate: true };
    expect(records.get(keyOf(standard))).toEqual({
      key: keyOf(standard),
      fields: { UnitPrice: '121.48', IsActive: true, UseStandardPrice: false },
      onCreate: { Pricebook2Id: standard },
      parents: [product],
    });
    expect(records.get(keyOf(dealers))?.parents).toEqual([product, { feed: 'prices', key: keyOf(standard) }]);
  });

  it('has a promotion as long as it lasts', async () => {
    const company = tables();
    const promotion = {
      SaleMethod: 'P',
      SaleStartingDate: '2020-01-01',
      SaleEndingDate: '2999-12-31',
      SalesPromotionPrice: '5',
    };
    Object.assign(company.CI_Item.rows[0] ?? {}, promotion);

    const records = await readFeed(pricesFeed(), feedSite(company, follows));

    expect([...records.values()].map(({ fields }) => fields['UnitPrice'])).toEqual(['60', '60', '60']);
  });

  it.each([
    ['it is off', { priceBooks: books }],
    ['Salesforce decides list prices', { listPriceOwner: 'salesforce', priceBooks: books }],
    ['there are no price books', { listPriceOwner: 'sage' }],
    [
      'they are in another currency',
      { listPriceOwner: 'sage', priceBooks: [{ ...books[0], currency: 'EUR' }] },
    ],
  ])('is not there while %s', async (_why, policy) => {
    expect(await pricesFeed().open(feedSite(tables(), policy))).toBeUndefined();
  });

  it('leaves the book of a customer alone that Sage does not have', async () => {
    const priceBooks = [{ pricebookId: acme, for: { divisionNo: '01', customerNo: 'NOBODY' } }];

    const records = await readFeed(pricesFeed(), feedSite(tables(), { ...follows, priceBooks }));

    expect([...records]).toEqual([]);
  });

  it('is told of changes by the stamps of items, of rules of items and of rules of price codes', async () => {
    const { sources } = await openFeed(pricesFeed(), feedSite(tables(), follows));

    expect(sources.map(({ stamps }) => stamps)).toEqual(
      books.map(() => [
        { table: 'CI_Item', columns: ['ItemCode'] },
        { table: 'IM_PriceCode', columns: ['ItemCode'] },
        { table: 'IM_PriceCode', columns: ['PriceCode'] },
      ]),
    );
  });

  it('makes entries of an item inactive that is gone, and keeps those of a book that is no longer kept', async () => {
    const { gone } = await openFeed(pricesFeed(), feedSite(tables(), follows));
    const lost = `ABC-A-B-C-${standard}-USD`;

    if (typeof gone === 'string') throw new Error('no rule');
    expect([...(await gone([keyOf('01s000000000009AAA'), lost]))]).toEqual([
      [keyOf('01s000000000009AAA'), null],
      [lost, { key: lost, fields: { IsActive: false } }],
    ]);
  });
});

describe('an entry of Salesforce', () => {
  const find = pricesFeed({ currencies: true }).target.find;
  const site = feedSite(tables(), {
    ...follows,
    priceBooks: [
      { ...books[0], currency: 'USD' },
      { ...books[1], currency: 'USD' },
    ],
  });
  const entry = { Pricebook2Id: standard, ProductCode: 'OLD', CurrencyIsoCode: 'USD' };

  it.each([
    [
      'by its product’s item code',
      { ...entry, Product2: { SageItemCode__c: 'X' } },
      [keyOf(standard, 'USD')],
      0,
    ],
    ['by its product code', { ...entry, ProductCode: 'X', Product2: null }, [keyOf(standard, 'USD')], 1],
    ['not in another currency', { ...entry, ProductCode: 'X', CurrencyIsoCode: 'EUR' }, [], 1],
    ['not in another price book', { ...entry, ProductCode: 'X', Pricebook2Id: acme }, [], 1],
    ['not of a product without a code', { ...entry, ProductCode: null }, [], 1],
  ])('is found %s', (_how, found, keys, standing) => {
    expect(find?.keysOf(found, site)).toEqual(keys);
    expect(find?.standing?.(found)).toBe(standing);
  });

  it('is looked for by the item code, hyphens included', () => {
    expect(find?.values({ key: `ABC-A-B-C-${standard}-USD`, fields: {} })).toEqual(['A-B-C']);
  });
});
