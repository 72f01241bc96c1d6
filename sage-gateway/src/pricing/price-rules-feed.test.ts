import { describe, expect, it } from '@jest/globals';
import { feedSite, memoryTable, readFeed } from '../testing/read-feed.ts';
import { priceRulesFeed } from './price-rules-feed.ts';

const columns =
  'PriceCodeRecord C1; PriceCode C4; ItemCode C30; CustomerPriceLevel C1; ARDivisionNo C2; CustomerNo C20; PricingMethod C1; BreakQuantity1 N8.0; BreakQuantity2 N8.0; DiscountMarkup1 N15.6; DiscountMarkup2 N15.6';
const product = { field: 'Product__c', feed: 'items', key: 'ABC-BIKE-100' };

describe('the feed of price rules', () => {
  it('tells each kind of rule with the product and the account that it is for', async () => {
    const records = await readFeed(
      priceRulesFeed,
      feedSite({
        IM_PriceCode: memoryTable(columns, [
          { PriceCodeRecord: '0', PriceCode: 'BOLT', CustomerPriceLevel: '2', PricingMethod: 'D' },
          { PriceCodeRecord: '1', ItemCode: 'BIKE-100', PricingMethod: 'O' },
          {
            PriceCodeRecord: '2',
            ItemCode: 'BIKE-100',
            ARDivisionNo: '01',
            CustomerNo: '0000676',
            PricingMethod: 'O',
            BreakQuantity1: '10',
            BreakQuantity2: '99999999',
            DiscountMarkup1: '1999.500000',
            DiscountMarkup2: '1900',
          },
          { PriceCodeRecord: '9', ItemCode: 'BIKE-100' },
        ]),
      }),
    );

    expect([...records.keys()].sort()).toEqual([
      'ABC-0-BOLT--2--',
      'ABC-1--BIKE~1100---',
      'ABC-2--BIKE~1100--01-0000676',
    ]);
    expect(records.get('ABC-0-BOLT--2--')).toMatchObject({
      fields: { Kind__c: 'PriceCodeLevel', PriceCode__c: 'BOLT', PriceLevel__c: '2', Method__c: 'D' },
      parents: [],
    });
    expect(records.get('ABC-1--BIKE~1100---')).toMatchObject({
      fields: { Kind__c: 'ItemStandard' },
      parents: [product],
    });
    expect(records.get('ABC-2--BIKE~1100--01-0000676')).toMatchObject({
      fields: {
        Company__c: 'ABC',
        Kind__c: 'CustomerItem',
        CustomerNo__c: '0000676',
        Break1__c: '10',
        Break2__c: '99999999',
        Value1__c: '1999.5',
        Value2__c: '1900',
      },
      parents: [{ field: 'Account__c', feed: 'customers', key: 'ABC-01-0000676' }, product],
    });
  });

  it('is not there in a company without Inventory Management', async () => {
    expect(await priceRulesFeed.open(feedSite({}))).toBeUndefined();
  });
});
