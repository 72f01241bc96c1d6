import { describe, expect, it } from '@jest/globals';
import { Decimal } from 'decimal.js';
import { available, type Stock } from './available.ts';
import { resolveWarehouses } from './warehouses.ts';

function stock(quantities: Partial<Record<keyof Stock, number | string>>): Stock {
  const of = (name: keyof Stock) => new Decimal(quantities[name] ?? 0);
  return {
    onHand: of('onHand'),
    onSalesOrder: of('onSalesOrder'),
    onBackOrder: of('onBackOrder'),
    onPurchaseOrder: of('onPurchaseOrder'),
    onWorkOrder: of('onWorkOrder'),
    requiredForWorkOrder: of('requiredForWorkOrder'),
    inShipping: of('inShipping'),
  };
}

describe('what is available', () => {
  it.each<[string, Parameters<typeof stock>[0], boolean, string]>([
    ['what is on hand', { onHand: 12 }, false, '12'],
    ['less what is on sales orders', { onHand: 12, onSalesOrder: 5 }, false, '7'],
    ['less what is back-ordered', { onHand: 12, onBackOrder: 2.5 }, false, '9.5'],
    ['less what work orders need', { onHand: 12, requiredForWorkOrder: 4 }, false, '8'],
    ['below zero when more is promised', { onHand: 1, onSalesOrder: 5 }, false, '-4'],
    ['without what is on its way in', { onHand: 1, onPurchaseOrder: 50, onWorkOrder: 60 }, false, '1'],
    ['with what is being shipped', { onHand: 12, inShipping: 3 }, false, '12'],
    ['less what is being shipped, where the site says so', { onHand: 12, inShipping: 3 }, true, '9'],
    ['exact in six decimals', { onHand: '0.3', onSalesOrder: '0.1' }, false, '0.2'],
  ])('is %s', (_what, quantities, lessShipping, left) => {
    expect(available(stock(quantities), lessShipping).toFixed()).toBe(left);
  });
});

describe('warehouse codes', () => {
  const known = new Map(['000', '001', 'E1'].map((code) => [code, { warehouseCode: code, name: null }]));

  it.each([
    [['1'], known, { codes: ['001'] }],
    [[' e1 ', '000'], known, { codes: ['E1', '000'] }],
    [['001', '7'], known, { unknown: '7' }],
    [['7', 'x'], undefined, { codes: ['007', 'X'] }],
  ])('as people write them: %j', (given, warehouses, resolved) => {
    expect(resolveWarehouses(given, warehouses)).toEqual(resolved);
  });
});
