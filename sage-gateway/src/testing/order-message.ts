import type { z } from 'zod';
import type { orderMessage } from '../contract/order-message.ts';

/** A message as Salesforce sends it, before it is parsed. */
export type GivenOrder = z.input<typeof orderMessage>;

/** An order of Better Bikes for one bike; a test gives only what matters to it. */
export function anOrder(changes: Partial<GivenOrder> = {}): GivenOrder {
  return {
    source: { object: 'Opportunity', id: '006000000000001AAA' },
    customer: betterBikes,
    orderDate: '2026-05-31',
    customerPONo: 'PO027840557',
    lines: [aLine()],
    ...changes,
  };
}

/** Customer 01-0000676 of the in-memory company, by its name and address. */
export const betterBikes: GivenOrder['customer'] = {
  accountId: '001000000000001AAA',
  name: 'Better Bikes',
  billTo: { street: '42525 Austell Road', city: 'Austell', state: 'GA', postalCode: '30106', country: 'US' },
};

/** An account that the company does not know yet. */
export const newShop: GivenOrder['customer'] = {
  accountId: '001000000000002AAA',
  name: 'Corner Shop',
  phone: '(416) 555-0100',
  billTo: {
    street: '2573 Dufferin Street',
    city: 'Toronto',
    state: 'Ontario',
    postalCode: 'M4B 1V5',
    country: 'Canada',
  },
};

export function aLine(changes: Partial<GivenOrder['lines'][number]> = {}): GivenOrder['lines'][number] {
  return { id: '00k000000000001AAA', itemCode: 'BIKE-100', quantity: '1', unitPrice: '2024.99', ...changes };
}
