import { describe, expect, it } from '@jest/globals';
import { aLine, anOrder, newShop } from '../testing/order-message.ts';
import { placing } from '../testing/placing.ts';
import { orderAmount } from './check-credit.ts';
import type { CompanyPolicy } from './policy.ts';

/** Better Bikes owes 800 and has 100 open; a bike costs 2,024.99. */
function company(credit: Record<string, string>, policy: Partial<CompanyPolicy> = {}) {
  const placed = placing(policy);
  const customer = placed.rows('AR_Customer').find((row) => row['CustomerNo'] === '0000676');
  Object.assign(customer ?? {}, { CurrentBalance: '800', OpenOrderAmt: '100', ...credit });
  const status = () => placed.rows('SO_SalesOrderHeader').map((row) => row['OrderStatus']);
  return { ...placed, status };
}

const hold = { policy: { credit: 'hold' as const } };
const refuse = { policy: { credit: 'refuse' as const } };
const figures = 'limit 2000.00, balance 800.00, open orders 100.00, this order 2024.99 USD';

describe('an order over the credit of its customer', () => {
  it('goes on hold with the figures in a warning', async () => {
    const { place, status } = company({ CreditLimit: '2000' });

    const outcome = await place(anOrder(hold));

    expect(outcome).toMatchObject({
      state: 'Done',
      result: { orderStatus: 'H' },
      warnings: [
        {
          code: 'CREDIT_EXCEEDED',
          path: 'customer',
          message: `The order was placed on hold. 01-0000676 Better Bikes would be 924.99 USD over its credit (${figures}).`,
        },
      ],
    });
    expect(status()).toEqual(['H']);
  });

  it('is refused with the figures, and no number of Sage is taken', async () => {
    const { place, documents } = company({ CreditLimit: '2000' });

    expect(await place(anOrder(refuse))).toEqual({
      state: 'Refused',
      errors: [
        {
          code: 'CREDIT_EXCEEDED',
          path: 'customer',
          message: `01-0000676 Better Bikes would be 924.99 USD over its credit (${figures}).`,
        },
      ],
      warnings: [],
    });
    expect(documents.calls).toEqual([]);
  });

  it.each([
    ['the settings of the company say so', { creditPolicy: 'ignore' as const }, {}],
    ['the message says so', { creditPolicy: 'refuse' as const }, { policy: { credit: 'ignore' as const } }],
  ])('is left to Sage where %s', async (_who, policy, order) => {
    const { place, status } = company({ CreditLimit: '1' }, policy);

    expect(await place(anOrder(order))).toMatchObject({ state: 'Done', warnings: [] });
    expect(status()).toEqual(['N']);
  });

  it('is treated as the settings of the company say when the message says nothing', async () => {
    const { place, status } = company({ CreditLimit: '1' }, { creditPolicy: 'hold' });

    await place(anOrder());

    expect(status()).toEqual(['H']);
  });

  it('goes on hold, too, when the customer is on credit hold in Sage', async () => {
    const { place } = company({ CreditHold: 'Y' });

    expect(await place(anOrder(hold))).toMatchObject({
      result: { orderStatus: 'H' },
      warnings: [{ message: expect.stringContaining('is on credit hold in Sage (limit none') }],
    });
  });

  it('is found by the next try when its reply was lost, and its own amount is not counted twice', async () => {
    const { place, documents, status } = company({ CreditLimit: '3000' });
    documents.disturb('createSalesOrder', { after: new Error('The reply was lost.') });

    await expect(place(anOrder(refuse))).rejects.toThrow('The reply was lost.');
    expect(await place(anOrder(refuse))).toMatchObject({ state: 'Done' });
    expect(status()).toEqual(['N']);
  });
});

describe('an order within the credit', () => {
  it.each([
    ['is exactly at the limit', { CreditLimit: '2924.99' }],
    ['has no limit', { CreditLimit: '0' }],
  ])('is placed when its customer %s', async (_what, credit) => {
    const { place, status } = company(credit);

    expect(await place(anOrder(refuse))).toMatchObject({ state: 'Done', warnings: [] });
    expect(status()).toEqual(['N']);
  });

  it('counts discounts, to the cent of each line', async () => {
    const { place } = company({ CreditLimit: '2000' });
    const lines = [
      aLine({ discountPercent: '50' }),
      aLine({ kind: 'comment', itemCode: null, comment: 'x' }),
    ];

    expect(await place(anOrder({ ...refuse, lines }))).toMatchObject({ state: 'Done' });
  });

  it('is placed for a customer that it makes, and as a quote, without a look', async () => {
    const { place, status } = company({ CreditLimit: '1' });

    await place(anOrder({ ...refuse, orderType: 'Q' }), 'quote');
    await place(anOrder({ ...refuse, customer: newShop }), 'new');

    expect(status()).toEqual(['N', 'N']);
  });
});

describe('lines that Sage prices', () => {
  const lines = [aLine({ itemCode: 'HELMET-R', quantity: '10', unitPrice: null })];

  it("count with the price of Sage's rules", async () => {
    const { place } = company({ CreditLimit: '1000' });

    expect(await place(anOrder({ ...refuse, lines }))).toMatchObject({
      errors: [{ code: 'CREDIT_EXCEEDED', message: expect.stringContaining('this order 349.90 USD') }],
    });
  });

  it('that cannot be told beforehand are left out of the amount and counted', () => {
    const known = { itemCode: 'A', quantity: '3', unitPrice: '0.335', discountPercent: '10' };
    const told = { itemCode: 'B', quantity: '2' };
    const unknown = { itemCode: 'C', quantity: '1' };
    const comment = { itemCode: '/C', comment: true, commentText: 'x' };

    const { amount, unpriced } = orderAmount([known, told, unknown, comment], new Map([[told, '4']]));

    expect([amount.toFixed(2), unpriced]).toEqual(['8.90', 1]);
  });

  it('are sent without price unless they were overridden, where the message says so', async () => {
    const { place, rows } = company({});
    const sold = [
      aLine({ unitPrice: '1999', priceOverridden: true }),
      aLine({ unitPrice: '1999' }),
      aLine({ unitPrice: '1999', discountPercent: '10', priceOverridden: false }),
    ];

    await place(anOrder({ lines: sold, policy: { prices: 'sage-unless-overridden' } }));

    expect(rows('SO_SalesOrderDetail').map((row) => [row['UnitPrice'], row['LineDiscountPercent']])).toEqual([
      ['1999', '0'],
      ['2100', '0'],
      ['2100', '0'],
    ]);
  });
});

describe('the currency of an order', () => {
  it('is refused or ignored as the message or the settings say', async () => {
    const order = anOrder({ currency: 'CAD' });
    const ignored = { ...order, policy: { currency: 'ignore' as const } };

    expect(await company({}).place(order)).toMatchObject({ errors: [{ code: 'CURRENCY_MISMATCH' }] });
    expect(await company({}).place(ignored)).toMatchObject({ state: 'Done' });
    expect(await company({}, { currencyPolicy: 'ignore' }).place(order)).toMatchObject({ state: 'Done' });
  });
});
