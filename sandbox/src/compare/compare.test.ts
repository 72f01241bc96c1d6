import { describe, expect, it } from '@jest/globals';
import { amount, differences } from './compare.ts';

describe('a full compare', () => {
  it('tells what is missing, what is left over and what differs', () => {
    const inSage = new Map([
      ['A', { OnHand: amount('5') }],
      ['B', { OnHand: amount('1') }],
      ['C', { OnHand: amount('7') }],
    ]);
    const inOrg = new Map([
      ['A', { OnHand: '5.00' }],
      ['C', { OnHand: '' }],
      ['D', { OnHand: '2' }],
    ]);

    expect(differences({ what: 'stock', inSage, inOrg })).toEqual([
      'stock B is in Sage, not in Salesforce',
      'stock D is in Salesforce, not in Sage',
      'stock C: OnHand is blank in Salesforce, 7 in Sage',
    ]);
  });

  it('finds nothing where both are the same', () => {
    const inSage = new Map([['A', { Terms: '01', Limit: amount('10') }]]);

    expect(
      differences({ what: 'customer', inSage, inOrg: new Map([['A', { Terms: '01', Limit: '10.0' }]]) }),
    ).toEqual([]);
  });
});
