import { describe, expect, it } from '@jest/globals';
import { RetryableError } from '../errors.ts';
import { SageRefusal } from '../sage/ports.ts';
import { changing } from '../testing/changing.ts';

const customer = { accountId: '001000000000001AAA', divisionNo: '01', customerNo: '0000676' };

describe('an update of a customer', () => {
  it('writes what is present, and nothing else', async () => {
    const { change, customer: row } = changing();
    const before = { ...row() };

    const outcome = await change('UpdateCustomer', {
      ...customer,
      phone: '(770) 555-0100',
      fields: { UDF_TIER: 'GOLD' },
    });

    expect(outcome).toEqual({
      state: 'Done',
      result: { divisionNo: '01', customerNo: '0000676' },
      warnings: [],
    });
    expect(row()).toEqual({ ...before, TelephoneNo: '(770) 555-0100', UDF_TIER: 'GOLD' });
  });

  it('leaves a field that is mapped both ways as Sage has it when Sage owns it and both changed it, and says so', async () => {
    const { change, customer: row } = changing();
    Object.assign(row() ?? {}, { UDF_TIER: 'BRONZE' });

    const outcome = await change('UpdateCustomer', {
      ...customer,
      fields: { UDF_TIER: 'GOLD' },
      agreement: { UDF_TIER: { owner: 'Sage', seen: 'SILVER' } },
    });

    expect(outcome).toMatchObject({ state: 'Done', warnings: [{ path: 'fields.UDF_TIER' }] });
    expect(row()?.['UDF_TIER']).toBe('BRONZE');
  });

  it('fits texts to the widths of Sage and says what was cut or left out', async () => {
    const { change, customer: row } = changing();

    const outcome = await change('UpdateCustomer', {
      ...customer,
      name: 'Better Bikes of Austell and Douglasville',
      email: `${'a'.repeat(50)}@example.com`,
    });

    expect(outcome).toMatchObject({ state: 'Done', warnings: [{ path: 'name' }, { path: 'email' }] });
    expect(row()?.['CustomerName']).toBe('Better Bikes of Austell and Do');
    expect(row()?.['EmailAddress']).toBeUndefined();
  });

  it('replaces the address as a whole, so that nothing of the old one stays', async () => {
    const { change, customer: row } = changing();

    await change('UpdateCustomer', {
      ...customer,
      billTo: { street: '1 New Road\nDock 4', city: 'Toronto', postalCode: 'M4B 1V5', country: 'Canada' },
    });

    expect(row()).toMatchObject({
      AddressLine1: '1 New Road',
      AddressLine2: 'Dock 4',
      AddressLine3: null,
      City: 'Toronto',
      State: null,
      ZipCode: 'M4B 1V5',
      CountryCode: 'CAN',
    });
  });

  it('clears what is given as empty', async () => {
    const { change, customer: row } = changing();
    Object.assign(row() ?? {}, { TelephoneNo: '1', EmailAddress: 'a@example.com', UDF_TIER: 'GOLD' });

    await change('UpdateCustomer', { ...customer, phone: '', email: null, fields: { UDF_TIER: null } });

    expect(row()).toMatchObject({ TelephoneNo: null, EmailAddress: 'a@example.com', UDF_TIER: null });
  });

  it('that brings nothing is done, and says so', async () => {
    const { change, documents } = changing();

    expect(await change('UpdateCustomer', customer)).toMatchObject({
      state: 'Done',
      warnings: [{ message: 'Nothing of the account was to be written to Sage.' }],
    });
    expect(documents.calls).toEqual([]);
  });

  it('tells every fault at once and writes nothing', async () => {
    const { change, documents } = changing({ customerKeys: { accountId: 'UDF_SF_ACCOUNT' } });

    const outcome = await change('UpdateCustomer', {
      ...customer,
      name: '  ',
      billTo: { street: '1 New Road', country: 'Nowhere' },
      fields: { UDF_NONE: '1', UDF_TIER: 'PLATINUM', UDF_SF_ACCOUNT: 'x' },
    });

    expect(outcome).toMatchObject({
      state: 'Refused',
      errors: [
        { code: 'FIELD_UNKNOWN', path: 'fields.UDF_NONE' },
        { code: 'FIELD_TOO_LONG', path: 'fields.UDF_TIER' },
        { code: 'FIELD_INVALID', path: 'fields.UDF_SF_ACCOUNT' },
        { code: 'FIELD_REQUIRED', path: 'name' },
        { code: 'COUNTRY_UNKNOWN', path: 'billTo.country' },
      ],
    });
    expect(documents.calls).toEqual([]);
  });

  it('of a customer that is not there is refused', async () => {
    expect(await changing().change('UpdateCustomer', { ...customer, customerNo: '9' })).toMatchObject({
      state: 'Refused',
      errors: [{ code: 'CUSTOMER_UNKNOWN', path: 'customerNo' }],
    });
  });

  it('writes the same again after a reply was lost', async () => {
    const { change, documents, customer: row } = changing();
    documents.disturb('changeCustomer', { after: new RetryableError('SAGE_TIMEOUT', 'Late.') });
    const wish = { ...customer, name: 'New Name' };

    await expect(change('UpdateCustomer', wish)).rejects.toMatchObject({ code: 'SAGE_TIMEOUT' });
    expect(await change('UpdateCustomer', wish)).toMatchObject({ state: 'Done', warnings: [] });
    expect(row()?.['CustomerName']).toBe('New Name');
  });

  it.each([
    ['ZipCode$', 'billTo.postalCode'],
    ['UDF_TIER$', 'fields.UDF_TIER'],
    ['TermsCode$', 'customerNo'],
  ])('names the member when Sage refuses %s', async (column, path) => {
    const { change, documents } = changing();
    documents.disturb('changeCustomer', { before: new SageRefusal('No.', column) });

    expect(await change('UpdateCustomer', { ...customer, name: 'New Name' })).toMatchObject({
      errors: [{ code: 'SAGE_REFUSED', path }],
    });
  });
});
