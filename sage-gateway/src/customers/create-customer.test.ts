import { describe, expect, it } from '@jest/globals';
import { DocumentExists, SageRefusal } from '../sage/ports.ts';
import { anOrder, newShop } from '../testing/order-message.ts';
import { placing } from '../testing/placing.ts';

const order = anOrder({
  customer: { ...newShop, divisionNo: '1', accountNumber: '10-4020', email: 'shop@example.com' },
  contact: {
    id: '003000000000001AAA',
    name: 'Anne-Zoé Rider',
    email: 'zoe@example.com',
    phone: '(416) 555-0101',
  },
  shipTo: { street: 'Dock 4', city: 'Toronto', state: 'ON', postalCode: 'M4B 1V5', country: 'CA' },
});

const corner = (row: Record<string, unknown>) => row['CustomerNo'] === '0000001';

describe('an order of an account that Sage does not know', () => {
  it('makes the customer with contact, ship-to address, defaults and keys', async () => {
    const { place, rows } = placing({
      customerKeys: { accountId: 'UDF_SF_ACCOUNT', accountNumber: 'UDF_SF_NUMBER' },
      newCustomer: { numbering: 'automatic', termsCode: '01', shipToCode: '0001' },
    });

    const outcome = await place(order);

    expect(outcome).toMatchObject({
      state: 'Done',
      result: { divisionNo: '01', customerNo: '0000001', customerCreated: true },
      warnings: [],
    });
    expect(rows('AR_Customer').filter(corner)).toEqual([
      {
        ARDivisionNo: '01',
        CustomerNo: '0000001',
        CustomerName: 'Corner Shop',
        AddressLine1: '2573 Dufferin Street',
        AddressLine2: null,
        AddressLine3: null,
        City: 'Toronto',
        State: 'ON',
        ZipCode: 'M4B 1V5',
        CountryCode: 'CAN',
        TelephoneNo: '(416) 555-0100',
        EmailAddress: 'shop@example.com',
        TermsCode: '01',
        CustomerStatus: 'A',
        UDF_SF_ACCOUNT: newShop.accountId,
        UDF_SF_NUMBER: '10-4020',
      },
    ]);
    expect(rows('AR_CustomerContact')).toMatchObject([
      { ContactCode: 'ANNEZOERID', ContactName: 'Anne-Zoé Rider', EmailAddress: 'zoe@example.com' },
    ]);
    expect(rows('SO_ShipToAddress').filter(corner)).toMatchObject([
      { ShipToCode: '0001', ShipToName: 'Corner Shop', ShipToAddress1: 'Dock 4', ShipToCountryCode: 'CAN' },
    ]);
  });

  it('finds that customer with its next order', async () => {
    const { place, rows } = placing();
    await place(order, 'first');

    const outcome = await place({ ...order, customerPONo: 'SECOND' }, 'second');

    expect(outcome).toMatchObject({ result: { customerNo: '0000001', customerCreated: false } });
    expect(rows('AR_Customer').filter(corner)).toHaveLength(1);
  });

  it('takes its ship-to for an account without an address', async () => {
    const { place, rows } = placing();

    await place({ ...order, customer: { ...newShop, billTo: null } });

    expect(rows('AR_Customer').filter(corner)).toMatchObject([{ AddressLine1: 'Dock 4', City: 'Toronto' }]);
  });

  it('never changes a customer who already has the next number', async () => {
    const { place, rows } = placing();
    rows('AR_Customer').push({ ARDivisionNo: '00', CustomerNo: '0000001', CustomerName: 'Somebody else' });

    const outcome = await place(anOrder({ customer: newShop }));

    expect(outcome).toMatchObject({ result: { customerNo: '0000002', customerCreated: true } });
    expect(rows('AR_Customer').filter(corner)).toMatchObject([{ CustomerName: 'Somebody else' }]);
  });

  it('leaves a customer alone that a colleague made under the number meanwhile, and takes the next number', async () => {
    const { place, documents, rows } = placing();
    documents.disturb('createCustomer', { before: new DocumentExists('Customer 00-0000001') });
    const wanted = anOrder({ customer: newShop });

    await expect(place(wanted)).rejects.toMatchObject({ code: 'SAGE_RECORD_LOCKED' });
    rows('AR_Customer').push({ ARDivisionNo: '00', CustomerNo: '0000001', CustomerName: 'Somebody else' });

    expect(await place(wanted)).toMatchObject({ result: { customerNo: '0000002', customerCreated: true } });
    expect(rows('AR_Customer').filter(corner)).toMatchObject([{ CustomerName: 'Somebody else' }]);
  });

  it('cuts a name that is too long and says so', async () => {
    const { place, rows } = placing();

    const outcome = await place({
      ...order,
      customer: { ...newShop, name: 'The Very Long Name of a Corner Shop' },
    });

    expect(rows('AR_Customer').filter(corner)).toMatchObject([
      { CustomerName: 'The Very Long Name of a Corner' },
    ]);
    expect(outcome.warnings).toContainEqual({
      path: 'customer.name',
      message: expect.stringContaining('without "Shop"'),
    });
  });

  it('is refused where the company does not want customers made', async () => {
    const { place, documents } = placing({ createCustomers: false });

    expect(await place(order)).toMatchObject({
      state: 'Refused',
      errors: [{ code: 'CUSTOMER_UNKNOWN', path: 'customer' }],
    });
    expect(documents.calls).toEqual([]);
  });

  it('makes no customer when the order has a fault', async () => {
    const { place, documents } = placing();

    await place({ ...order, lines: [{ id: '00k000000000001AAA', itemCode: 'FR-1', quantity: '1' }] });

    expect(documents.calls).toEqual([]);
  });

  it("is refused with Sage's sentence when Sage will not have the customer, and can be sent again", async () => {
    const { place, documents, rows } = placing();
    documents.disturb('createCustomer', {
      before: new SageRefusal('The ZIP Code is not on file.', 'ZipCode$'),
    });

    expect(await place(order)).toMatchObject({
      state: 'Refused',
      errors: [
        {
          code: 'SAGE_REFUSED',
          message: 'The new customer was refused: The ZIP Code is not on file.',
          path: 'customer.billTo.postalCode',
        },
      ],
    });
    expect(await place(order)).toMatchObject({
      state: 'Done',
      result: { customerNo: '0000001', customerCreated: true },
    });
    expect(rows('AR_Customer').filter(corner)).toHaveLength(1);
  });
});
