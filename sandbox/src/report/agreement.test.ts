import { describe, expect, it } from '@jest/globals';
import type { GatewayClient, GatewayRequest } from '../gateway-client.ts';
import type { SageOrder, SageReader } from '../sage-reader.ts';
import { disagreements } from './agreement.ts';
import type { OrderOutcome, OrderRow } from './orders.ts';

const order: SageOrder = { salesOrderNo: '0000101', lines: 2, quantity: '3', merchandise: '10.50' };
const placed: OrderRow = {
  ExternalKey: 'K1',
  Outcome: 'placed',
  SalesOrderNo: '0000101',
  Lines: 2,
  Quantity: '3',
  Merchandise: '10.50',
  Error: '',
};
const answer: GatewayRequest = {
  state: 'Done',
  salesOrderNo: '0000101',
  attempts: 1,
  errors: [],
  reportedAt: null,
  result: { lines: 2, quantity: '3.00', merchandise: '10.5' },
};

/** What three places say of one order, all alike but for what a test changes. */
function compared(change: {
  row?: Partial<OrderRow>;
  answer?: Partial<GatewayRequest> | null;
  orders?: SageOrder[];
  twice?: string[];
}): Promise<string[]> {
  const outcomes: OrderOutcome[] = [{ row: { ...placed, ...change.row }, requestKey: 'k1' }];
  const sage = {
    orders: () => Promise.resolve(change.orders ?? [order]),
    customersTwice: () => Promise.resolve(change.twice ?? []),
  };
  const gateway = {
    request: () => Promise.resolve(change.answer === null ? undefined : { ...answer, ...change.answer }),
  };
  return disagreements(outcomes, sage as unknown as SageReader, gateway as unknown as GatewayClient);
}

describe('org, Sage and gateway', () => {
  it('agree when all figures are equal as numbers', async () => {
    expect(await compared({})).toEqual([]);
  });

  it.each<[string, Parameters<typeof compared>[0], string[]]>([
    ['Sage lacks the order', { orders: [] }, ['K1: Sage has no order 0000101']],
    [
      'an order stands twice',
      { orders: [order, { ...order, salesOrderNo: '0000102' }] },
      ['Sage has order 0000102, which no request asked for'],
    ],
    [
      'a refused order stands in Sage',
      { row: { Outcome: 'refused', SalesOrderNo: '' }, answer: { state: 'Refused' } },
      ['Sage has order 0000101, which no request asked for'],
    ],
    [
      'the gateway placed what the org shows as refused',
      { row: { Outcome: 'refused', SalesOrderNo: '' }, orders: [] },
      ['K1: the gateway placed it, the org shows refused'],
    ],
    ['the gateway does not know it', { answer: null }, ['K1: the gateway has it as unknown']],
    ['a line is missing in Sage', { orders: [{ ...order, lines: 1 }] }, ['K1: Sage has 1 lines, not 2']],
    [
      'quantity or cents differ',
      { orders: [{ ...order, quantity: '4', merchandise: '10.49' }] },
      ['K1: Sage has quantity 4, not 3', 'K1: Sage has merchandise 10.49, not 10.50'],
    ],
    [
      'the gateway has another number',
      { answer: { salesOrderNo: '0000999' } },
      ['K1: the gateway has number 0000999, not 0000101'],
    ],
    [
      'the opportunity does not show the number',
      { row: { Error: 'the opportunity does not show the order number' } },
      ['K1: the org says the opportunity does not show the order number'],
    ],
    [
      'an account has two customers',
      { twice: ['001A'] },
      ['Sage has more than one customer for account 001A'],
    ],
  ])('disagree when %s', async (_what, change, sentences) => {
    expect(await compared(change)).toEqual(sentences);
  });
});
