import { describe, expect, it } from '@jest/globals';
import { audit, feedSite, memoryTable, openFeed, readFeed, without } from '../testing/read-feed.ts';
import { rowOf } from '../testing/mapping-row.ts';
import { itemsFeed } from './items-feed.ts';

const columns =
  'ItemCode C30; ItemType C1; ItemCodeDesc C30; InactiveItem C1; ProductLine C4; StandardUnitOfMeasure C4; StandardUnitPrice N15.6; UDF_COLOUR C10';
const tables = () => ({
  CI_Item: memoryTable(`${columns}; ExtendedDescriptionKey C10; ${audit}`, [
    {
      ItemCode: 'BIKE-100',
      ItemType: '1',
      ItemCodeDesc: 'Mountain bike with a very long',
      InactiveItem: 'N',
      ProductLine: 'BIKE',
      StandardUnitOfMeasure: 'EACH',
      StandardUnitPrice: '2100.000000',
      ExtendedDescriptionKey: '0000000001',
      UDF_COLOUR: 'red',
    },
    { ItemCode: '/C', ItemType: '4', ItemCodeDesc: 'Comment' },
  ]),
  IM_AliasItem: memoryTable(`ItemCode C30; AliasItemNo C30; VendorNo C7; ${audit}`, [
    { ItemCode: 'BIKE-100', AliasItemNo: 'VELO 100' },
    { ItemCode: 'BIKE-100', AliasItemNo: 'B100' },
    { ItemCode: 'BIKE-100', AliasItemNo: 'THEIRS', VendorNo: '0000001' },
  ]),
  CI_ExtendedDescription: memoryTable('ExtendedDescriptionKey C10; ExtendedDescriptionText C2048', [
    { ExtendedDescriptionKey: '0000000001', ExtendedDescriptionText: 'Mountain bike with a very long name' },
  ]),
});
const bike = 'ABC-BIKE-100';

describe('the feed of items', () => {
  it('tells an item with its whole description and its aliases, and makes no product by itself', async () => {
    const records = await readFeed(itemsFeed(), feedSite(tables()));

    expect([...records.values()]).toEqual([
      {
        key: bike,
        fields: {
          SageItemCode__c: 'BIKE-100',
          SageItemType__c: '1',
          SageDescription__c: 'Mountain bike with a very long name',
          SageInactive__c: false,
          SageProductLine__c: 'BIKE',
          SageUnitOfMeasure__c: 'EACH',
          SageStandardPrice__c: '2100',
          SageAliases__c: 'B100\nVELO 100',
        },
      },
    ]);
  });

  it('goes without aliases, long descriptions and columns that the site lacks', async () => {
    const CI_Item = without(tables().CI_Item, 'UDF_COLOUR', 'ProductLine');

    const records = await readFeed(itemsFeed(), feedSite({ CI_Item }));

    expect(records.get(bike)?.fields).toMatchObject({
      SageDescription__c: 'Mountain bike with a very long',
      SageStandardPrice__c: '2100',
    });
    expect(records.get(bike)?.fields).not.toHaveProperty('SageAliases__c');
    expect(records.get(bike)?.fields).not.toHaveProperty('SageProductLine__c');
  });

  it('makes products where the policy says so, and follows the types and product lines that it names', async () => {
    const read = (items: object) => readFeed(itemsFeed(), feedSite(tables(), { items }));

    expect((await read({ create: true })).get(bike)?.onCreate).toEqual({
      Name: 'Mountain bike with a very long name',
      ProductCode: 'BIKE-100',
      IsActive: true,
    });
    expect([...(await read({ types: ['4'] })).keys()]).toEqual(['ABC-/C']);
    expect((await read({ productLines: ['TOOL'] })).size).toBe(0);
  });

  it('only finds products for another company than the default one, because companies share them', async () => {
    const site = feedSite(tables(), { items: { create: true } }, { isDefault: false });

    const records = await readFeed(itemsFeed(), site);

    expect(records.get(bike)).toEqual({ key: bike, fields: {} });
    expect((await openFeed(itemsFeed(), site)).gone).toBe('keep');
  });

  it('marks an item that was deleted in Sage, and leaves one alone that the policy leaves out', async () => {
    const { gone } = await openFeed(itemsFeed(), feedSite(tables(), { items: { productLines: ['TOOL'] } }));

    expect(typeof gone === 'function' && (await gone([bike, 'ABC-OLD-1']))).toEqual(
      new Map([
        [bike, null],
        ['ABC-OLD-1', { key: 'ABC-OLD-1', fields: { SageInactive__c: true } }],
      ]),
    );
  });

  it('takes a product by its item code before one by its product code', () => {
    const { find } = itemsFeed().target;
    const site = feedSite({});

    expect(find?.values({ key: bike, fields: {} })).toEqual(['BIKE-100']);
    expect(find?.keysOf({ SageItemCode__c: 'BIKE-100', ProductCode: 'X' }, site)).toEqual([bike]);
    expect(find?.keysOf({ SageItemCode__c: null, ProductCode: 'BIKE-100' }, site)).toEqual([bike]);
    expect(find?.standing?.({ SageItemCode__c: 'BIKE-100' })).toBeLessThan(
      find?.standing?.({ ProductCode: 'BIKE-100' }) ?? 0,
    );
  });

  it('carries mapped columns, leaves out a row of the mapping that fails, and tells of it once', async () => {
    const warnings: unknown[] = [];
    const row = { object: 'Product2', table: 'CI_Item' };
    const mapping = [
      rowOf({
        ...row,
        name: 'Colour',
        salesforceField: 'Colour__c',
        sageField: 'udf_colour',
        transforms: ['upper'],
      }),
      rowOf({ ...row, name: 'Gone', salesforceField: 'Gone__c', sageField: 'UDF_GONE' }),
      rowOf({ name: 'Account_TIER' }),
    ];
    const site = feedSite(tables(), {}, { mapping });
    site.logger.warn = (entry: unknown) => void warnings.push(entry);
    const feed = itemsFeed();

    const records = await readFeed(feed, site);
    await readFeed(feed, site);

    expect(records.get(bike)?.fields['SageFields__c']).toBe('{"fields":{"Colour__c":"RED"}}');
    expect(warnings).toEqual([
      { company: 'ABC', table: 'CI_Item', row: 'Gone', field: 'UDF_GONE', code: 'FIELD_UNKNOWN' },
    ]);
  });

  it('is told by the stamps of items and of aliases, where they have stamps', async () => {
    const { sources } = await openFeed(itemsFeed(), feedSite(tables()));

    expect(sources[0]?.stamps.map(({ table }) => table)).toEqual(['CI_Item', 'IM_AliasItem']);
  });
});
