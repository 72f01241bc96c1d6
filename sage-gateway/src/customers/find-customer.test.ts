import { describe, expect, it } from '@jest/globals';
import { orderMessage } from '../contract/order-message.ts';
import { Findings } from '../mapping/findings.ts';
import { companyPolicy } from '../orders/policy.ts';
import { MemoryReservations } from '../testing/memory-reservations.ts';
import type { MemoryRow } from '../testing/memory-tables.ts';
import { anOrder, betterBikes, newShop, type GivenOrder } from '../testing/order-message.ts';
import { sageCompany } from '../testing/sage-company.ts';
import { findCustomer } from './find-customer.ts';
import type { CustomerPolicy } from './policy.ts';

type GivenCustomer = GivenOrder['customer'];

const shop: MemoryRow = {
  ...row('00', 'SHOP1', 'The Bike Shop'),
  City: 'Reno',
  ZipCode: '89501',
  AddressLine1: '1 Main St.',
};

const longName: MemoryRow = { ...row('00', 'LONG', 'The Bike Shop of Northern Neva'), ZipCode: '89501' };

function row(ARDivisionNo: string, CustomerNo: string, CustomerName: string): MemoryRow {
  return { ARDivisionNo, CustomerNo, CustomerName, CustomerStatus: 'A' };
}

/** What became of an account: "00-SHOP1", "none", or the code and sentence of the fault. */
async function find(
  customer: GivenCustomer,
  rows: readonly MemoryRow[] = [],
  policy: Partial<CustomerPolicy> = {},
  reservations = new MemoryReservations(),
) {
  const tables = sageCompany();
  tables.table('ABC', 'AR_Customer').rows.push(...rows);
  const findings = new Findings();
  const wanted = orderMessage.parse(anOrder({ customer })).customer;
  const search = {
    tables,
    reservations,
    company: 'ABC',
    findings,
    policy: { ...companyPolicy.parse({}), ...policy },
  };
  const found = await findCustomer(search, wanted);
  const told =
    found.kind === 'found' ? `${found.customer.divisionNo}-${found.customer.customerNo}` : found.kind;
  return { told, found, faults: findings.faults, warnings: findings.warnings, reads: tables.reads };
}

describe('the customer of an account', () => {
  it.each<[string, Partial<GivenCustomer>, string]>([
    ['number and division', { customerNo: '0000676', divisionNo: '01' }, '01-0000676'],
    ['a number without its zeros', { customerNo: '676', divisionNo: '1' }, '01-0000676'],
    ['a number alone, in another division than the default', { customerNo: '676' }, '01-0000676'],
    ['a number in lower case', { customerNo: ' shop1 ' }, '00-SHOP1'],
  ])('is found by %s', async (_name, changes, told) => {
    expect(await find({ ...newShop, ...changes }, [shop])).toMatchObject({ told, faults: [] });
  });

  it('is not guessed when the account names a number that Sage lacks', async () => {
    const { told, faults } = await find({ ...betterBikes, customerNo: '999', divisionNo: '01' });

    expect(told).toBe('fault');
    expect(faults).toEqual([
      { code: 'CUSTOMER_UNKNOWN', message: 'Sage has no customer 01-999.', path: 'customer.customerNo' },
    ]);
  });

  it('is in the default division when the number is in several', async () => {
    const rows = [row('00', 'X', 'One'), row('01', 'X', 'Two')];

    expect(await find({ ...newShop, customerNo: 'X' }, rows)).toMatchObject({ told: '00-X' });
    expect(
      (await find({ ...newShop, customerNo: 'X' }, rows, { defaultDivisionNo: '09' })).faults,
    ).toMatchObject([
      { code: 'CUSTOMER_AMBIGUOUS', message: expect.stringMatching(/00-X One.*01-X Two|01-X Two.*00-X One/) },
    ]);
  });

  it('that is inactive is refused', async () => {
    expect((await find({ ...newShop, customerNo: 'gone' })).faults).toMatchObject([
      { code: 'CUSTOMER_INACTIVE', path: 'customer.customerNo' },
    ]);
  });

  it('is the one of its earlier orders, whatever its name has become', async () => {
    const reservations = new MemoryReservations();
    reservations.links.set(`ABC ${newShop.accountId}`, {
      divisionNo: '00',
      customerNo: 'SHOP1',
      written: true,
    });

    expect(await find(newShop, [shop], {}, reservations)).toMatchObject({ told: '00-SHOP1', warnings: [] });
  });

  it('is looked for anew, with a warning, when the one of its earlier orders is gone', async () => {
    const reservations = new MemoryReservations();
    reservations.links.set(`ABC ${betterBikes.accountId}`, {
      divisionNo: '00',
      customerNo: 'OLD',
      written: true,
    });

    const { told, warnings } = await find(betterBikes, [], {}, reservations);

    expect(told).toBe('01-0000676');
    expect(warnings).toMatchObject([{ message: expect.stringContaining('00-OLD') }]);
  });

  it('keeps the number that an earlier try reserved and did not come to write', async () => {
    const reservations = new MemoryReservations();
    const link = { divisionNo: '00', customerNo: '0000042', written: false };
    reservations.links.set(`ABC ${newShop.accountId}`, link);

    expect((await find(newShop, [], {}, reservations)).found).toEqual({ kind: 'none', reserved: link });
  });

  it('is not the stranger who took the reserved number in the meantime', async () => {
    const reservations = new MemoryReservations();
    reservations.links.set(`ABC ${newShop.accountId}`, {
      divisionNo: '00',
      customerNo: 'SHOP1',
      written: false,
    });

    expect((await find(newShop, [shop], {}, reservations)).found).toEqual({
      kind: 'none',
      reserved: undefined,
    });
  });

  it('is found by the key columns of the site, the account id first', async () => {
    const policy = { customerKeys: { accountId: 'UDF_SF_ACCOUNT', accountNumber: 'UDF_SF_NUMBER' } };
    const byNumber = { ...shop, UDF_SF_NUMBER: '10-4020' };
    const byId = { ...row('00', 'ID', 'By id'), UDF_SF_ACCOUNT: newShop.accountId.slice(0, 15) };
    const wanted = { ...newShop, accountNumber: '10-4020' };

    expect(await find(wanted, [byNumber], policy)).toMatchObject({ told: '00-SHOP1' });
    expect(await find(wanted, [byNumber, byId], policy)).toMatchObject({ told: '00-ID' });
  });

  it('is refused when the key column of the settings is not in Sage', async () => {
    const { faults } = await find(newShop, [], { customerKeys: { accountId: 'UDF_NONE' } });

    expect(faults).toMatchObject([{ code: 'FIELD_UNKNOWN', message: expect.stringContaining('UDF_NONE') }]);
  });
});

describe('matching by name and address', () => {
  const account = (name: string, billTo: GivenCustomer['billTo']) => ({ ...newShop, name, billTo });

  it.each<[string, string, GivenCustomer['billTo'], string]>([
    ['the same name and ZIP', 'The Bike Shop', { postalCode: '89501' }, '00-SHOP1'],
    ['another spelling and a ZIP+4', 'THE  BIKE-SHOP!', { postalCode: '89501-1234' }, '00-SHOP1'],
    ['the same name and city', 'The Bike Shop', { city: 'RENO', postalCode: '1' }, '00-SHOP1'],
    [
      'the same name and street',
      'The Bike Shop',
      { street: '1 main st\nUnit 2', city: 'Sparks' },
      '00-SHOP1',
    ],
    [
      'the same name as it was cut to the column',
      'The Bike Shop of Northern Nevada and beyond',
      { postalCode: '89501' },
      '00-LONG',
    ],
    ['the same name elsewhere', 'The Bike Shop', { city: 'Boise', postalCode: '83702' }, 'none'],
    ['another name at the same ZIP', 'A Bike Shop', { postalCode: '89501' }, 'none'],
  ])('takes %s', async (_name, name, billTo, told) => {
    expect(await find(account(name, billTo), [shop, longName])).toMatchObject({ told });
  });

  it('refuses with the candidates when several match', async () => {
    const twin = { ...shop, CustomerNo: 'SHOP2', CustomerName: 'THE BIKE SHOP' };

    const { faults } = await find(account('The Bike Shop', { postalCode: '89501' }), [shop, twin]);

    expect(faults).toMatchObject([{ code: 'CUSTOMER_AMBIGUOUS', path: 'customer.name' }]);
    expect(faults[0]?.message).toContain('00-SHOP1 The Bike Shop, Reno');
    expect(faults[0]?.message).toContain('00-SHOP2 THE BIKE SHOP, Reno');
  });

  it('refuses rather than doubles a customer when the account has no address to compare', async () => {
    const { faults } = await find(account('The Bike Shop', undefined), [shop]);

    expect(faults).toMatchObject([
      { code: 'CUSTOMER_AMBIGUOUS', path: 'customer.billTo', message: expect.stringContaining('00-SHOP1') },
    ]);
  });

  it('prefers the active one of two', async () => {
    const closed = { ...shop, CustomerNo: 'CLOSED', CustomerStatus: 'I' };

    expect(await find(account('The Bike Shop', { postalCode: '89501' }), [closed, shop])).toMatchObject({
      told: '00-SHOP1',
    });
  });

  it('asks for nothing that Sage cannot hold', async () => {
    const customerKeys = { accountNumber: 'UDF_SF_NUMBER' };
    const wanted = { ...account('自転車屋', { postalCode: '〒150', city: '東京' }), accountNumber: '№ 7' };

    expect(await find(wanted, [shop], { customerKeys })).toMatchObject({ told: 'none', faults: [] });
  });

  it('does not look at names at all when the company does not want it', async () => {
    expect(await find(betterBikes, [], { matchByName: false })).toMatchObject({ told: 'none' });
  });

  it('never reads all customers', async () => {
    const { reads } = await find(account('The Bike Shop', { postalCode: '89501' }), [shop]);

    expect(reads.map(({ where }) => where[0]?.column)).toEqual(['CustomerName', 'ZipCode']);
  });
});
