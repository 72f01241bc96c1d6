import { describe, expect, it } from '@jest/globals';
import { audit, feedSite, memoryTable, openFeed, readFeed, without } from '../testing/read-feed.ts';
import { rowOf } from '../testing/mapping-row.ts';
import { customersFeed } from './customers-feed.ts';

const columns =
  'ARDivisionNo C2; CustomerNo C20; CustomerName C50; AddressLine1 C40; AddressLine2 C40; City C30; TelephoneNo C20; TelephoneExt C6; TermsCode C2; SalespersonDivisionNo C2; SalespersonNo C4; CustomerStatus C1; CreditHold C1; CreditLimit N13.2; CurrentBalance N13.2; AgingCategory1 N13.2; AgingCategory2 N13.2; DateLastPayment D; UDF_TIER C5';
const customer = {
  ARDivisionNo: '01',
  CustomerNo: '0000676',
  CustomerName: 'Better Bikes',
  AddressLine1: '42525 Austell Road',
  AddressLine2: 'Dock 3',
  City: 'Austell',
  TelephoneNo: '(555) 555-0100',
  TelephoneExt: '12',
  TermsCode: '01',
  SalespersonDivisionNo: '01',
  SalespersonNo: '0100',
  CustomerStatus: 'A',
  CreditHold: 'Y',
  CreditLimit: '5000.00',
  CurrentBalance: '100.10',
  AgingCategory1: '0.20',
  DateLastPayment: '2026-05-04',
};
const tables = (changes: object = {}) => ({
  AR_Customer: memoryTable(`${columns}; PIIEncryptedDate D; EncryptedVals C2048; ${audit}`, [
    { ...customer, ...changes },
  ]),
  AR_TermsCode: memoryTable('TermsCode C2; TermsCodeDesc C30', [
    { TermsCode: '01', TermsCodeDesc: 'Net 30' },
  ]),
  AR_Salesperson: memoryTable('SalespersonDivisionNo C2; SalespersonNo C4; SalespersonName C30', [
    { SalespersonDivisionNo: '01', SalespersonNo: '0100', SalespersonName: 'Ann Seller' },
  ]),
});
const key = 'ABC-01-0000676';

describe('the feed of customers', () => {
  it('tells a customer with its credit and the names of its codes', async () => {
    const records = await readFeed(customersFeed(), feedSite(tables()));

    expect(records.get(key)).toEqual({
      key,
      fields: {
        SageCompany__c: 'ABC',
        SageDivisionNo__c: '01',
        SageCustomerNo__c: '0000676',
        SageCustomerName__c: 'Better Bikes',
        SageCustomerStatus__c: 'A',
        SageTermsCode__c: '01',
        SageTermsDescription__c: 'Net 30',
        SageSalesperson__c: 'Ann Seller',
        SageCreditHold__c: true,
        SageCreditLimit__c: '5000',
        SageBalance__c: '100.3',
        SageAgingCurrent__c: '100.1',
        SageAging1__c: '0.2',
        SageAging2__c: '0',
        SageLastPaymentDate__c: '2026-05-04',
      },
    });
  });

  it('makes accounts where the policy says so', async () => {
    const records = await readFeed(customersFeed(), feedSite(tables(), { accounts: { create: true } }));

    expect(records.get(key)?.onCreate).toMatchObject({
      Name: 'Better Bikes',
      Phone: '(555) 555-0100 x12',
      BillingStreet: '42525 Austell Road\nDock 3',
      BillingCity: 'Austell',
    });
  });

  it('never overwrites a name by an encrypted one, and makes no account of it', async () => {
    const encrypted = tables({ CustomerName: '****', PIIEncryptedDate: '2026-01-01', EncryptedVals: 'x' });

    const site = feedSite(encrypted, { accounts: { create: true } }, { mapping: [rowOf()] });

    const records = await readFeed(customersFeed(), site);

    expect(records.get(key)?.fields).not.toHaveProperty('SageCustomerName__c');
    expect(records.get(key)?.fields).not.toHaveProperty('SageFields__c');
    expect(records.get(key)?.fields).toMatchObject({ SageCreditLimit__c: '5000' });
    expect(records.get(key)).not.toHaveProperty('onCreate');
  });

  it.each([
    [{ SageCompany__c: 'ABC', SageDivisionNo__c: '01', SageCustomerNo__c: '0000676' }, true],
    [{ SageCompany__c: null, SageDivisionNo__c: '1', SageCustomerNo__c: '676' }, true],
    [{ SageCompany__c: 'XYZ', SageDivisionNo__c: '01', SageCustomerNo__c: '0000676' }, false],
    [{ SageCompany__c: null, SageDivisionNo__c: null, SageCustomerNo__c: '0000676' }, false],
    [{ SageCompany__c: null, SageDivisionNo__c: '01', SageCustomerNo__c: null }, false],
  ])('knows whether an account is its own: %j, %s', (found, isOurs) => {
    const keys = customersFeed().target.find?.keysOf(found, feedSite({}));

    expect(keys?.includes(key)).toBe(isOurs);
  });

  it('takes accounts that name no company only for the default one, and no division for the policy’s', () => {
    const find = customersFeed().target.find;
    const found = { SageCustomerNo__c: '676' };

    expect(find?.keysOf(found, feedSite({}, { defaultDivisionNo: '01' }))).toContain(key);
    expect(find?.keysOf(found, feedSite({}, { defaultDivisionNo: '01' }, { isDefault: false }))).toEqual([]);
    expect(find?.values({ key, fields: { SageCustomerNo__c: '0000676' } })).toEqual(['0000676', '676']);
  });

  it('goes without tables of codes and columns that the site lacks', async () => {
    const AR_Customer = without(tables().AR_Customer, 'PIIEncryptedDate', 'EncryptedVals', 'CreditHold');

    const records = await readFeed(customersFeed(), feedSite({ AR_Customer }));

    expect(records.get(key)?.fields).toMatchObject({ SageCustomerName__c: 'Better Bikes' });
    for (const field of ['SageTermsDescription__c', 'SageSalesperson__c', 'SageCreditHold__c'])
      expect(records.get(key)?.fields).not.toHaveProperty(field);
  });

  it('marks accounts whose customer is gone', async () => {
    const { gone } = await openFeed(customersFeed(), feedSite(tables()));

    expect(typeof gone === 'function' && (await gone([key])).get(key)?.fields).toEqual({
      SageCustomerStatus__c: 'D',
    });
  });

  it('is another version when the mapping is another', async () => {
    const versionWith = async (mapping: ReturnType<typeof rowOf>[]) =>
      (await openFeed(customersFeed(), feedSite(tables(), {}, { mapping }))).version;

    expect(await versionWith([rowOf()])).not.toBe(await versionWith([]));
    expect(await versionWith([rowOf({ direction: 'ToSage' })])).toBe(await versionWith([]));
  });
});
