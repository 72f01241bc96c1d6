import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { blankRow, type Row } from '../dictionary/table.ts';
import { addRows } from '../seed/company.ts';
import { openCompany } from '../store/files.ts';
import type { TableStore } from '../store/table-store.ts';
import { COMPANY, makeTestCompany, removeFolder } from '../testing/company.ts';
import { priceOf, type Price } from './prices.ts';

const LAST = '99999999';
let folder: string;
let store: TableStore;

beforeAll(() => {
  folder = makeTestCompany();
  store = openCompany(folder, COMPANY);
});

beforeEach(() => store.remove('IM_PriceCode', 'PriceCodeRecord <> ?', ['']));

afterAll(() => {
  store.close();
  removeFolder(folder);
});

function price(item: Row, quantity = '1', level = '', date = '2026-05-31'): Price {
  const blank = {
    ...blankRow(store.table('CI_Item')),
    ItemCode: 'X',
    StandardUnitPrice: '100',
    AverageUnitCost: '60',
  };
  const customer = { ARDivisionNo: '01', CustomerNo: 'ACME', PriceLevel: level };
  return priceOf(store, { item: { ...blank, ...item }, customer, quantity, date });
}

function rule(values: Row): void {
  addRows(store, 'IM_PriceCode', [{ PricingMethod: 'O', BreakQuantity1: LAST, ...values }]);
}

describe('the price of an item', () => {
  it('is the standard price without any rule', () => {
    expect(price({})).toEqual({ unitPrice: '100', level: '' });
  });

  it('follows the documented precedence, one rule after another taken away', () => {
    const item = { PriceCode: 'PC' };
    const rules: Row[] = [
      { PriceCodeRecord: '2', ItemCode: 'X', ARDivisionNo: '01', CustomerNo: 'ACME', DiscountMarkup1: '11' },
      { PriceCodeRecord: '1', ItemCode: 'X', CustomerPriceLevel: '1', DiscountMarkup1: '12' },
      { PriceCodeRecord: '1', ItemCode: 'X', DiscountMarkup1: '13' },
      { PriceCodeRecord: '0', PriceCode: 'PC', CustomerPriceLevel: '1', DiscountMarkup1: '14' },
      { PriceCodeRecord: '0', PriceCode: 'PC', DiscountMarkup1: '15' },
    ];

    const found = rules.map((_, taken) => {
      store.remove('IM_PriceCode', 'PriceCodeRecord <> ?', ['']);
      rules.slice(taken).forEach(rule);
      return price(item, '1', '1').unitPrice;
    });

    expect(found).toEqual(['11', '12', '13', '14', '15']);
  });

  it('of another customer does not use a contract', () => {
    rule({
      PriceCodeRecord: '2',
      ItemCode: 'X',
      ARDivisionNo: '01',
      CustomerNo: 'OTHER',
      DiscountMarkup1: '11',
    });

    expect(price({}).unitPrice).toBe('100');
  });

  it.each([
    ['O', '17.25', '17.25'],
    ['P', '1.5', '98.5'],
    ['D', '12.5', '87.5'],
    ['C', '5', '65'],
    ['M', '50', '90'],
    ['P', '250', '0'],
  ])('by method %s with %s is %s', (PricingMethod, DiscountMarkup1, unitPrice) => {
    rule({ PriceCodeRecord: '1', ItemCode: 'X', PricingMethod, DiscountMarkup1 });

    expect(price({}).unitPrice).toBe(unitPrice);
  });

  it.each([
    ['9', '100'],
    ['9.5', '95'],
    ['10', '95'],
    ['100', '90'],
    ['100000', '90'],
  ])('for a quantity of %s is %s by its break', (quantity, unitPrice) => {
    rule({
      PriceCodeRecord: '1',
      ItemCode: 'X',
      PricingMethod: 'D',
      BreakQuantity1: '9',
      BreakQuantity2: '99',
      BreakQuantity3: LAST,
      DiscountMarkup2: '5',
      DiscountMarkup3: '10',
    });

    expect(price({}, quantity).unitPrice).toBe(unitPrice);
  });

  it('tells the level it came from', () => {
    rule({ PriceCodeRecord: '1', ItemCode: 'X', CustomerPriceLevel: '2', DiscountMarkup1: '70' });

    expect(price({}, '1', '2')).toEqual({ unitPrice: '70', level: '2' });
  });

  it.each([
    ['in date and lower', { SalesPromotionPrice: '80' }, '2026-05-31', '80'],
    ['in date but higher', { SalesPromotionPrice: '120' }, '2026-05-31', '100'],
    ['over', { SalesPromotionPrice: '80' }, '2026-07-01', '100'],
    ['a percentage', { SaleMethod: 'D', SalesPromotionDiscountPercent: '25' }, '2026-06-30', '75'],
  ])('with a promotion that is %s', (_what, promotion: Row, date, unitPrice) => {
    const dates = { SaleMethod: 'P', SaleStartingDate: '2026-05-01', SaleEndingDate: '2026-06-30' };

    expect(price({ ...dates, ...promotion }, '1', '', date).unitPrice).toBe(unitPrice);
  });
});
