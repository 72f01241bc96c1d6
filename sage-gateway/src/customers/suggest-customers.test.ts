import { describe, expect, it } from '@jest/globals';
import { accountToMatch, type CustomerCandidate } from '../contract/matches.ts';
import { companyPolicy } from '../orders/policy.ts';
import type { MemoryRow } from '../testing/memory-tables.ts';
import { sageCompany } from '../testing/sage-company.ts';
import { customerIndexes } from './customer-index.ts';
import { judgeMatch, type Agreement } from './judge-match.ts';
import { suggestCustomers } from './suggest-customers.ts';

const policy = companyPolicy.parse({
  customerKeys: { accountId: 'UDF_SF_ACCOUNT', accountNumber: 'UDF_SF_NUMBER' },
});
const shop: MemoryRow = {
  ARDivisionNo: '00',
  CustomerNo: '0000900',
  CustomerName: 'The Bike Shop Inc.',
  AddressLine1: '1 Main St.',
  City: 'Reno',
  State: 'NV',
  ZipCode: '89501-1234',
  TelephoneNo: '(775) 555-0100',
  EmailAddress: 'Orders@BikeShop.example',
  CustomerStatus: 'A',
};
const bikeShop = { accountId: '001000000000009AAA', name: 'Bike Shop' };
const reno = { street: '1 Main St', city: 'Reno', postalCode: '89501' };

async function suggest(
  account: object,
  rows: readonly MemoryRow[] = [shop],
  link?: { divisionNo: string; customerNo: string },
): Promise<CustomerCandidate[]> {
  const tables = sageCompany();
  tables.table('ABC', 'AR_Customer').rows.push(...rows);
  const index = await customerIndexes(tables, 10, () => 0)('ABC', policy);
  const { candidates } = suggestCustomers(
    index,
    policy,
    accountToMatch.parse({ ...bikeShop, ...account }),
    link,
  );
  return candidates;
}

/** "00-0000900 sure name address" for each candidate. */
const told = (candidates: readonly CustomerCandidate[]) =>
  candidates.map(
    ({ divisionNo, customerNo, certainty, reasons }) =>
      `${divisionNo}-${customerNo} ${certainty} ${reasons.join(' ')}`,
  );

describe('the customers that an account may be', () => {
  it.each<[string, object, string]>([
    ['name, postal code and phone', { billTo: reno, phone: '+1 775.555.0100' }, 'sure name address phone'],
    [
      'name, postal code and e-mail',
      { billTo: { postalCode: '89501' }, email: 'orders@bikeshop.EXAMPLE' },
      'sure name address email',
    ],
    ['name and city', { billTo: { city: 'RENO' } }, 'likely name address'],
    ['name and street', { billTo: { street: '1 Main St.\nBack door' } }, 'likely name address'],
    ['name and phone', { phone: '7755550100' }, 'likely name phone'],
    ['the name alone', {}, 'possible name'],
    [
      'a similar name, postal code and phone',
      { name: 'Bike Shops', billTo: reno, phone: '775-555-0100' },
      'likely name address phone',
    ],
    ['a similar name in the same town', { name: 'Bike Shops', billTo: reno }, 'possible name address'],
    ['the e-mail of another name', { name: 'Zed', email: 'orders@bikeshop.example' }, 'possible email'],
    ['its number with a similar name', { accountNumber: '900', name: 'Bike Shops' }, 'sure number name'],
    [
      'its number with its division',
      { accountNumber: '00-0000900', phone: '775 555 0100' },
      'sure number name phone',
    ],
    ['its number alone: both may count from 1', { accountNumber: '900', name: 'Zed' }, 'likely number'],
  ])('by %s', async (_by, account, expected) => {
    expect(told(await suggest(account))).toEqual([`00-0000900 ${expected}`]);
  });

  it.each<[string, object]>([
    ['nothing in common', { name: 'Zed' }],
    ['only the town', { name: 'Zed', billTo: reno }],
    ['a phone number of too few digits', { name: 'Zed', phone: '0100' }],
    ["another division's number", { name: 'Zed', accountNumber: '01-0000900' }],
  ])('are none by %s', async (_by, account) => {
    expect(await suggest(account)).toEqual([]);
  });

  it('are sure by the keys that the site keeps in Sage, whatever the name', async () => {
    const byId = { ...shop, UDF_SF_ACCOUNT: bikeShop.accountId.slice(0, 15) };
    const byNumber = { ...shop, CustomerNo: '0000901', CustomerName: 'Elsewhere', UDF_SF_NUMBER: 'AC-7' };

    expect(told(await suggest({ name: 'Zed' }, [byId]))).toEqual(['00-0000900 sure link']);
    expect(told(await suggest({ name: 'Zed', accountNumber: 'AC-7' }, [byNumber]))).toEqual([
      '00-0000901 sure number',
    ]);
  });

  it('are sure by the link of an earlier order, which outweighs others that would be', async () => {
    const twin = { ...shop, CustomerNo: '0000901' };
    const link = { divisionNo: '00', customerNo: '0000901' };
    const account = { billTo: reno, phone: '775-555-0100' };

    expect(told(await suggest(account, [shop, twin]))).toEqual([
      '00-0000900 likely name address phone',
      '00-0000901 likely name address phone',
    ]);
    expect(told(await suggest(account, [shop, twin], link))).toEqual([
      '00-0000901 sure link name address phone',
      '00-0000900 likely name address phone',
    ]);
  });

  it('are never sure when inactive, and come last of their certainty', async () => {
    const gone = { ...shop, CustomerNo: '0000800', CustomerStatus: 'I' };
    const account = { billTo: reno, phone: '775-555-0100' };

    expect(told(await suggest(account, [gone]))).toEqual(['00-0000800 likely name address phone']);
    expect(told(await suggest(account, [gone, shop]))[0]).toMatch(/^00-0000900/);
  });

  it('are at most five, and hold what Sage cut of a long name for the same', async () => {
    const row = (CustomerNo: string, CustomerName: string): MemoryRow => ({
      ...shop,
      CustomerNo,
      CustomerName,
    });
    const many = Array.from({ length: 9 }, (_, at) => row(`N${at}`, 'Bike Shop'));
    const cut = row('CUT', 'The Bike Shop of Northern Neva');

    expect(await suggest({}, many)).toHaveLength(5);
    expect(told(await suggest({ name: 'The Bike Shop of Northern Nevada', billTo: reno }, [cut]))).toEqual([
      '00-CUT likely name address',
    ]);
  });
});

describe('the certainty of a match', () => {
  it('needs more than a place', () => {
    const nothing: Agreement = {
      link: false,
      number: 'none',
      name: 'other',
      zip: true,
      city: true,
      street: true,
      phone: false,
      email: false,
    };

    expect(judgeMatch(nothing)).toBeUndefined();
    expect(judgeMatch({ ...nothing, phone: true })).toEqual({
      certainty: 'possible',
      reasons: ['address', 'phone'],
    });
  });
});
