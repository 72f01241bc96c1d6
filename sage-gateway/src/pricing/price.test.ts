import { describe, expect, it } from '@jest/globals';
import { Decimal } from 'decimal.js';
import { price, type PriceQuestion } from './price.ts';
import type { LevelRule, PricedCustomer, PricedItem, PriceRule } from './rules.ts';

/*
 * Worked by hand: item X costs 60 and is sold at 100; its price code is PC, its product line LINE. Customer 01-ACME has price level 1.
 */

const LAST = 99_999_999;
const today = '2026-06-15';

const item = (changes: Partial<PricedItem> = {}): PricedItem => ({
  itemCode: 'X',
  itemType: '1',
  priceCode: 'PC',
  productLine: 'LINE',
  standardUnitPrice: new Decimal(100),
  cost: new Decimal(60),
  promotion: undefined,
  ...changes,
});
const acme: PricedCustomer = { divisionNo: '01', customerNo: 'ACME', level: '1' };

/** `[upTo, value]` of each break; a lone value holds for every quantity. */
type Breaks = number | readonly (readonly [upTo: number, value: number])[];

function rule(of: Partial<PriceRule>, breaks: Breaks): PriceRule {
  const pairs = typeof breaks === 'number' ? [[LAST, breaks] as const] : breaks;
  return {
    record: '1',
    priceCode: '',
    itemCode: '',
    level: '',
    divisionNo: '',
    customerNo: '',
    method: 'O',
    ...of,
    breaks: pairs.map(([upTo, value]) => ({ upTo: new Decimal(upTo), value: new Decimal(value) })),
  };
}

const contract = (breaks: Breaks, of: Partial<PriceRule> = {}) =>
  rule({ record: '2', itemCode: 'X', divisionNo: '01', customerNo: 'ACME', ...of }, breaks);
const ofItem = (breaks: Breaks, of: Partial<PriceRule> = {}) =>
  rule({ record: '1', itemCode: 'X', ...of }, breaks);
const ofCode = (breaks: Breaks, of: Partial<PriceRule> = {}) =>
  rule({ record: '0', priceCode: 'PC', ...of }, breaks);
const sale = (amount: number, from = '2026-06-01', to: string | undefined = '2026-06-30') => ({
  promotion: { code: 'SUMMER', from, to, price: new Decimal(amount) },
});
const byLine = (level: string, of: Partial<LevelRule> = {}): LevelRule => ({
  divisionNo: '01',
  customerNo: 'ACME',
  productLine: 'LINE',
  priceCode: '',
  level,
  effectiveDate: undefined,
  endDate: undefined,
  ...of,
});

interface Given {
  readonly rules?: readonly PriceRule[];
  readonly levels?: readonly LevelRule[];
  readonly item?: Partial<PricedItem>;
  readonly customer?: PricedCustomer | undefined;
  readonly quantity?: number | string;
  readonly date?: string;
}

function ask(given: Given): string {
  const question: PriceQuestion = {
    item: item(given.item),
    customer: 'customer' in given ? given.customer : acme,
    quantity: new Decimal(given.quantity ?? 1),
    date: given.date ?? today,
  };
  const found = price({ prices: given.rules ?? [], levels: given.levels ?? [] }, question);
  return `${found.kind} ${found.unitPrice.toFixed()}`;
}

const all = [ofCode(15), ofCode(14, { level: '1' }), ofItem(13), ofItem(12, { level: '1' }), contract(11)];
const fallingByQuantity = [
  [9, 0],
  [99, 5],
  [LAST, 10],
] as const;

describe('the price of an item', () => {
  it.each<[rule: string, given: Given, found: string]>([
    ['1 promotion: lower than every rule', { rules: all, item: sale(10) }, 'Promotion 10'],
    ['1 promotion: lower than the standard price', { item: sale(80) }, 'Promotion 80'],
    ['1 promotion: higher than the contract, which stays', { rules: all, item: sale(50) }, 'CustomerItem 11'],
    ['1 promotion: equal to the rule, which stays', { rules: all, item: sale(11) }, 'CustomerItem 11'],
    ['1 promotion: higher than the standard price', { item: sale(120) }, 'StandardPrice 100'],
    ['1 promotion: on its first day', { item: sale(80), date: '2026-06-01' }, 'Promotion 80'],
    ['1 promotion: on its last day', { item: sale(80), date: '2026-06-30' }, 'Promotion 80'],
    ['1 promotion: the day before', { item: sale(80), date: '2026-05-31' }, 'StandardPrice 100'],
    ['1 promotion: the day after', { item: sale(80), date: '2026-07-01' }, 'StandardPrice 100'],
    [
      '1 promotion: without an end goes on',
      { item: { promotion: { ...sale(80).promotion, to: undefined } }, date: '2031-01-01' },
      'Promotion 80',
    ],
    ['1 promotion: for anybody', { item: sale(80), customer: undefined }, 'Promotion 80'],

    ['2 customer and item: before all other rules', { rules: all }, 'CustomerItem 11'],
    [
      "2 customer and item: another customer's contract",
      { rules: [contract(11, { customerNo: 'OTHER' })] },
      'StandardPrice 100',
    ],
    [
      '2 customer and item: the same number in another division',
      { rules: [contract(11, { divisionNo: '02' })] },
      'StandardPrice 100',
    ],
    [
      '2 customer and item: of another item',
      { rules: [contract(11, { itemCode: 'Y' })] },
      'StandardPrice 100',
    ],
    [
      '2 customer and item: not without a customer',
      { rules: [contract(11)], customer: undefined },
      'StandardPrice 100',
    ],
    [
      '2 customer and item: by quantity',
      {
        rules: [
          contract([
            [10, 20],
            [LAST, 18],
          ]),
        ],
        quantity: 11,
      },
      'CustomerItem 18',
    ],

    ["3 item and level: the customer's level", { rules: all.slice(0, 4) }, 'ItemLevel 12'],
    ['3 item and level: another level', { rules: [ofItem(12, { level: '2' })] }, 'StandardPrice 100'],
    [
      '3 item and level: by product line, in place of the own level',
      { rules: [ofItem(12, { level: '1' }), ofItem(19, { level: '2' })], levels: [byLine('2')] },
      'ItemLevel 19',
    ],
    [
      '3 item and level: a level of another product line does not count',
      { rules: all.slice(0, 4), levels: [byLine('2', { productLine: 'ELSE' })] },
      'ItemLevel 12',
    ],
    [
      '3 item and level: a level of another customer does not count',
      { rules: all.slice(0, 4), levels: [byLine('2', { customerNo: 'OTHER' })] },
      'ItemLevel 12',
    ],
    [
      '3 item and level: a level that begins tomorrow does not count yet',
      { rules: all.slice(0, 4), levels: [byLine('2', { effectiveDate: '2026-06-16' })] },
      'ItemLevel 12',
    ],
    [
      '3 item and level: a level that ended yesterday counts no more',
      { rules: all.slice(0, 4), levels: [byLine('2', { endDate: '2026-06-14' })] },
      'ItemLevel 12',
    ],
    [
      '3 item and level: a level on its first and last day counts',
      {
        rules: [ofItem(19, { level: '2' })],
        levels: [byLine('2', { effectiveDate: today, endDate: today })],
      },
      'ItemLevel 19',
    ],
    [
      "3 item and level: the level that names the price code is before the line's",
      {
        rules: [ofItem(18, { level: '2' }), ofItem(19, { level: '3' })],
        levels: [byLine('2', { effectiveDate: '2026-06-01' }), byLine('3', { priceCode: 'PC' })],
      },
      'ItemLevel 19',
    ],
    [
      '3 item and level: the newest of equal standing',
      {
        rules: [ofItem(18, { level: '2' }), ofItem(19, { level: '3' })],
        levels: [byLine('2', { effectiveDate: '2026-01-01' }), byLine('3', { effectiveDate: '2026-05-01' })],
      },
      'ItemLevel 19',
    ],

    ['4 item, standard level: without a rule of the level', { rules: all.slice(0, 3) }, 'ItemStandard 13'],
    [
      '4 item, standard level: a customer without a level',
      { rules: all, customer: { ...acme, customerNo: 'NEW', level: '' } },
      'ItemStandard 13',
    ],
    ['4 item, standard level: anybody', { rules: all, customer: undefined }, 'ItemStandard 13'],

    ["5 price code and level: the customer's level", { rules: all.slice(0, 2) }, 'PriceCodeLevel 14'],
    [
      '5 price code and level: before the standard level, whatever the order of rows',
      { rules: [ofCode(14, { level: '1' }), ofCode(15)] },
      'PriceCodeLevel 14',
    ],

    ['6 price code, standard level: nothing else', { rules: all.slice(0, 1) }, 'PriceCodeStandard 15'],
    [
      '6 price code, standard level: another code',
      { rules: [ofCode(15, { priceCode: 'QQ' })] },
      'StandardPrice 100',
    ],
    [
      '6 price code, standard level: an item without a code, a rule without one',
      { rules: [ofCode(15, { priceCode: '' })], item: { priceCode: '' } },
      'StandardPrice 100',
    ],

    ['7 standard price: no rule at all', {}, 'StandardPrice 100'],
    [
      '7 standard price: of a charge, whatever the rules say',
      { rules: all, item: { itemType: '5' } },
      'StandardPrice 100',
    ],
    [
      '7 standard price: of a miscellaneous item, promotion or not',
      { item: { ...sale(80), itemType: '5' } },
      'StandardPrice 100',
    ],

    ['method O: the price itself', { rules: [ofItem(17.25)] }, 'ItemStandard 17.25'],
    [
      'method P: standard price less an amount',
      { rules: [ofItem(1.5, { method: 'P' })] },
      'ItemStandard 98.5',
    ],
    ['method P: never below nothing', { rules: [ofItem(250, { method: 'P' })] }, 'ItemStandard 0'],
    [
      'method D: standard price less a percentage',
      { rules: [ofItem(12.5, { method: 'D' })] },
      'ItemStandard 87.5',
    ],
    ['method D: all of it', { rules: [ofItem(100, { method: 'D' })] }, 'ItemStandard 0'],
    ['method C: cost plus an amount', { rules: [ofItem(5, { method: 'C' })] }, 'ItemStandard 65'],
    ['method M: cost plus a percentage', { rules: [ofItem(50, { method: 'M' })] }, 'ItemStandard 90'],
    [
      'method M: exact, where a float is not',
      { rules: [ofItem(10, { method: 'M' })], item: { cost: new Decimal('0.07') } },
      'ItemStandard 0.077',
    ],

    [
      'breaks: the first holds up to and with its quantity',
      { rules: [ofCode(fallingByQuantity, { method: 'D' })], quantity: 9 },
      'PriceCodeStandard 100',
    ],
    [
      'breaks: half a unit more is the next',
      { rules: [ofCode(fallingByQuantity, { method: 'D' })], quantity: '9.5' },
      'PriceCodeStandard 95',
    ],
    [
      'breaks: the middle one',
      { rules: [ofCode(fallingByQuantity, { method: 'D' })], quantity: 99 },
      'PriceCodeStandard 95',
    ],
    [
      'breaks: the last one',
      { rules: [ofCode(fallingByQuantity, { method: 'D' })], quantity: 100 },
      'PriceCodeStandard 90',
    ],
    [
      'breaks: beyond the last bound the last one holds',
      {
        rules: [
          ofItem([
            [10, 20],
            [20, 18],
          ]),
        ],
        quantity: 500,
      },
      'ItemStandard 18',
    ],
    [
      'breaks: of a return the amount counts',
      { rules: [ofCode(fallingByQuantity, { method: 'D' })], quantity: -100 },
      'PriceCodeStandard 90',
    ],
    [
      'breaks: a promotion is compared with the break that holds',
      {
        rules: [
          ofItem([
            [9, 90],
            [LAST, 70],
          ]),
        ],
        item: sale(80),
        quantity: 10,
      },
      'ItemStandard 70',
    ],
  ])('by rule %s', (_rule, given, found) => {
    expect(ask(given)).toBe(found);
  });

  it('tells the rule, the break and the level that gave it', () => {
    const rules = [
      ofItem(
        [
          [10, 20],
          [LAST, 18],
        ],
        { level: '1' },
      ),
    ];

    const found = price(
      { prices: rules, levels: [] },
      { item: item(), customer: acme, quantity: new Decimal(12), date: today },
    );

    expect(found).toMatchObject({ kind: 'ItemLevel', level: '1', rule: rules[0] });
    expect(found.taken?.value.toFixed()).toBe('18');
  });
});
