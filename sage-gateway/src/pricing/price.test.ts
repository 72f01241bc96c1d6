import { describe, expect, it } from '@jest/globals';
import { Decimal } from 'decimal.js';
import { price } from './price.ts';
import type { PricedCustomer, PricedItem, PriceRule } from './rules.ts';

/* The rules themselves are in contract/price-cases.json; here is what those tables do not say. */

const item = (changes: Partial<PricedItem> = {}): PricedItem => ({
  itemCode: 'X',
  itemType: '1',
  priceCode: 'PC',
  productLine: 'LINE',
  standardUnitPrice: new Decimal(100),
  cost: new Decimal(60),
  promotion: undefined,
  isDiscountable: false,
  ...changes,
});
const customer: PricedCustomer = { divisionNo: '01', customerNo: 'ACME', level: '1', discountRate: '0' };
const rule = (of: Partial<PriceRule>): PriceRule => ({
  record: '1',
  priceCode: '',
  itemCode: 'X',
  level: '1',
  divisionNo: '',
  customerNo: '',
  method: 'O',
  breaks: [
    { upTo: new Decimal(10), value: new Decimal(20) },
    { upTo: new Decimal(99_999_999), value: new Decimal(18) },
  ],
  ...of,
});
const question = { item: item(), customer, quantity: new Decimal(12), date: '2026-06-15' };

describe('the price of an item', () => {
  it('tells the rule, the break and the level that gave it', () => {
    const rules = [rule({})];

    const found = price({ prices: rules, levels: [] }, question);

    expect(found).toMatchObject({ kind: 'ItemLevel', level: '1', rule: rules[0] });
    expect(found.taken?.value.toFixed()).toBe('18');
  });

  it.each([
    ['a charge', '3'],
    ['a miscellaneous item', '5'],
  ])('is its standard price alone for %s, whatever rules and promotions say', (_what, itemType) => {
    const promotion = { code: 'SUMMER', from: '2026-06-01', to: undefined, price: new Decimal(1) };

    const found = price(
      { prices: [rule({})], levels: [] },
      { ...question, item: item({ itemType, promotion }) },
    );

    expect(`${found.kind} ${found.unitPrice.toFixed()}`).toBe('StandardPrice 100');
  });

  it('does not take a rule without a price code for an item without one', () => {
    const blank = rule({ record: '0', itemCode: '', level: '' });

    const found = price({ prices: [blank], levels: [] }, { ...question, item: item({ priceCode: '' }) });

    expect(found.kind).toBe('StandardPrice');
  });
});
