import { describe, expect, it } from '@jest/globals';
import { Decimal } from 'decimal.js';
import { judge } from './verdict.ts';

interface Given {
  readonly limit?: number | string;
  readonly aging?: readonly (number | string)[];
  readonly openOrders?: number | string;
  readonly order?: number | string;
  readonly hold?: boolean;
  readonly zeroMeans?: 'none' | 'zero';
}

function verdict({
  limit = 1000,
  aging = [0],
  openOrders = 0,
  order = 0,
  hold = false,
  zeroMeans = 'none',
}: Given) {
  const figures = {
    creditLimit: new Decimal(limit),
    aging: aging.map((amount) => new Decimal(amount)),
    openOrders: new Decimal(openOrders),
    creditHold: hold,
  };
  const judged = judge(figures, new Decimal(order), zeroMeans);
  return [judged.verdict, judged.balance.toFixed(), judged.remaining?.toFixed() ?? null];
}

describe('the verdict on credit', () => {
  it.each<[string, Given, [string, string, string | null]]>([
    ['nothing owed, nothing wished', {}, ['WithinLimit', '0', '1000']],
    ['all five buckets are owed', { aging: [100, 200, 300, 400, 500.5] }, ['OverLimit', '1500.5', '-500.5']],
    ['open orders count like what is owed', { aging: [400], openOrders: 700 }, ['OverLimit', '400', '-100']],
    ['this order counts too', { aging: [400], order: 600.01 }, ['OverLimit', '400', '-0.01']],
    ['exactly at the limit', { aging: [400], openOrders: 100, order: 500 }, ['WithinLimit', '400', '0']],
    ['exact to the cent', { limit: '0.3', aging: ['0.1'], order: '0.2' }, ['WithinLimit', '0.1', '0']],
    ['a credit balance gives room', { aging: [-200], order: 1200 }, ['WithinLimit', '-200', '0']],
    ['a limit of 0 is none', { limit: 0, aging: [9000] }, ['NoLimit', '9000', null]],
    [
      'a limit of 0 is no credit, where the site says so',
      { limit: 0, aging: [0], order: 1, zeroMeans: 'zero' },
      ['OverLimit', '0', '-1'],
    ],
    [
      'nothing owed and no credit, where the site says so',
      { limit: 0, zeroMeans: 'zero' },
      ['WithinLimit', '0', '0'],
    ],
    ['a hold outweighs room', { hold: true }, ['OnHold', '0', '1000']],
    ['a hold outweighs no limit', { hold: true, limit: 0 }, ['OnHold', '0', null]],
    ['a hold outweighs being over', { hold: true, order: 2000 }, ['OnHold', '0', '-1000']],
  ])('%s', (_what, given, told) => {
    expect(verdict(given)).toEqual(told);
  });
});
