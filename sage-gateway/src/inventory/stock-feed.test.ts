import { describe, expect, it } from '@jest/globals';
import { audit, feedSite, memoryTable, openFeed, readFeed } from '../testing/read-feed.ts';
import { stockFeed } from './stock-feed.ts';

const quantities =
  'QuantityOnHand N15.6; QuantityOnSalesOrder N15.6; QuantityOnBackOrder N15.6; QuantityRequiredForWO N15.6; QuantityInShipping N15.6';
const stock = (policy = {}) =>
  feedSite(
    {
      IM_ItemWarehouse: memoryTable(
        `ItemCode C30; WarehouseCode C3; ${quantities}; BinLocation C10; ${audit}`,
        [
          {
            ItemCode: 'BIKE-100',
            WarehouseCode: '001',
            QuantityOnHand: '12.500000',
            QuantityOnSalesOrder: '5',
            QuantityInShipping: '2',
            BinLocation: 'A7',
          },
          { ItemCode: 'BIKE-100', WarehouseCode: '002', QuantityOnHand: '0.000000' },
        ],
      ),
    },
    policy,
  );

describe('the feed of stock', () => {
  it('makes a record of each item in each warehouse, with what is left of it', async () => {
    const records = await readFeed(stockFeed, stock());

    expect([...records.keys()].sort()).toEqual(['ABC-BIKE-100-001', 'ABC-BIKE-100-002']);
    expect(records.get('ABC-BIKE-100-001')).toEqual({
      key: 'ABC-BIKE-100-001',
      fields: {
        Company__c: 'ABC',
        ItemCode__c: 'BIKE-100',
        WarehouseCode__c: '001',
        OnHand__c: '12.5',
        OnSalesOrder__c: '5',
        OnBackOrder__c: '0',
        RequiredForWorkOrder__c: '0',
        InShipping__c: '2',
        Available__c: '7.5',
        BinLocation__c: 'A7',
      },
      parents: [{ field: 'Product__c', feed: 'items', key: 'ABC-BIKE-100' }],
    });
  });

  it('counts what is being shipped as the company counts it for questions', async () => {
    const records = await readFeed(stockFeed, stock({ availableLessShipping: true }));

    expect(records.get('ABC-BIKE-100-001')?.fields['Available__c']).toBe('5.5');
  });

  it('leaves out rows without any quantity, and other warehouses, where the policy says so', async () => {
    const keys = async (policy: object) => [...(await readFeed(stockFeed, stock({ stock: policy }))).keys()];

    expect(await keys({ skipEmpty: true })).toEqual(['ABC-BIKE-100-001']);
    expect(await keys({ warehouseCodes: ['002'] })).toEqual(['ABC-BIKE-100-002']);
  });

  it('is another version when the policy is another', async () => {
    const { version } = await openFeed(stockFeed, stock());

    expect((await openFeed(stockFeed, stock())).version).toBe(version);
    expect((await openFeed(stockFeed, stock({ availableLessShipping: true }))).version).not.toBe(version);
  });

  it('is told by the stamps of its table, and never opened where the company keeps no stock', async () => {
    const { sources } = await openFeed(stockFeed, stock());

    expect(sources[0]?.stamps).toEqual([
      { table: 'IM_ItemWarehouse', columns: ['ItemCode', 'WarehouseCode'] },
    ]);
    expect(await stockFeed.open(feedSite({}))).toBeUndefined();
  });
});
