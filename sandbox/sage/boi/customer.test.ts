import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  makeTestCompany,
  openObject,
  openTestSession,
  placeOrder,
  removeFolder,
  setAll,
} from '../testing/company.ts';
import type { BusinessObject } from './business-object.ts';
import { Customer } from './customer.ts';
import type { Session } from './session.ts';

let folder: string;
let session: Session;

beforeAll(() => {
  folder = makeTestCompany();
  session = openTestSession({ dataFolder: folder });
});

afterAll(() => {
  session.nCleanup();
  removeFolder(folder);
});

function open(className: string, key: Record<string, string>): { object: BusinessObject; result: 0 | 1 | 2 } {
  const object = openObject(session, className, className.startsWith('SO_') ? 'S/O' : 'A/R');
  for (const [column, value] of Object.entries(key)) object.nSetKeyValue(column, value);
  return { object, result: object.nSetKey() };
}

const openCustomer = (CustomerNo$: string, ARDivisionNo$ = '01'): ReturnType<typeof open> =>
  open('AR_Customer_bus', { ARDivisionNo$, CustomerNo$ });

describe('AR_Customer_bus', () => {
  it('gives free numbers of a division, zero-filled, one after another', () => {
    const numbers = ['01', '01', '77'].map((division) => {
      const object = openObject(session, 'AR_Customer_bus', 'A/R');
      object.nSetKeyValue('ARDivisionNo$', division);
      return object instanceof Customer ? object.nGetNextCustomerNo() : 'no customer object';
    });

    expect(numbers).toEqual(['0000001', '0000002', undefined]);
  });

  it('makes a customer with the defaults of the options and a stamp', () => {
    const { object, result } = openCustomer('NEW1');
    setAll(object, { CustomerName$: 'Pennifold Workshops', ZipCode$: '78701', CreditLimit: '2500.50' });

    const written = object.nWrite();

    expect([result, written]).toEqual([2, 1]);
    expect(session.store.find('AR_Customer', '01', 'NEW1')).toMatchObject({
      CustomerName: 'Pennifold Workshops',
      City: 'Austin',
      TermsCode: '00',
      CreditLimit: '2500.5',
      SortField: 'PENNIFOLD',
      CustomerStatus: 'A',
      DateCreated: '2026-05-31',
    });
  });

  it('points to a contact and a ship-to only when they exist', () => {
    const { object } = openCustomer('ACME');
    const before = [object.nSetValue('ContactCode$', 'DESK'), object.nSetValue('PrimaryShipToCode$', '0009')];
    object.DropObject();

    const contact = open('AR_CustomerContact_bus', {
      ARDivisionNo$: '01',
      CustomerNo$: 'ACME',
      ContactCode$: 'DESK',
    });
    setAll(contact.object, { ContactName$: 'Buying Desk' });
    const made = contact.object.nWrite();
    const again = openCustomer('ACME').object;
    setAll(again, { ContactCode$: 'DESK', PrimaryShipToCode$: '0002' });

    expect([before, made, again.nWrite()]).toEqual([[0, 0], 1, 1]);
    expect(session.store.find('AR_Customer', '01', 'ACME')).toMatchObject({
      ContactCode: 'DESK',
      PrimaryShipToCode: '0002',
    });
  });

  it('does not write back amounts that orders moved while it was open', () => {
    const { object } = openCustomer('ACME');
    const before = Number(session.store.find('AR_Customer', '01', 'ACME')?.['OpenOrderAmt']);
    placeOrder(session, [{ ItemCode$: 'BOLT', QuantityOrdered: '4' }]);

    setAll(object, { Comment$: 'seen' });
    object.nWrite();

    expect(session.store.find('AR_Customer', '01', 'ACME')).toMatchObject({
      Comment: 'seen',
      OpenOrderAmt: String(before + 10),
    });
  });

  it('wants a salesperson where commissions are reported', () => {
    session.store.update('AR_Options', ['A/R'], { CommissionReporting: 'Y' });
    const { object } = openCustomer('NEW2');
    setAll(object, { CustomerName$: 'Lindermoor' });

    const without = object.nWrite();
    const sentence = object.sLastErrorMsg;
    setAll(object, { SalespersonDivisionNo$: '01', SalespersonNo$: '0100' });

    expect([without, sentence, object.nWrite()]).toEqual([0, 'The SalespersonNo is required', 1]);
    session.store.update('AR_Options', ['A/R'], { CommissionReporting: 'N' });
  });

  it.each([
    ['lower case', 'new3', '01', 'The Customer No new3 must be upper case'],
    ['more than 7 characters', 'TOOLONG8', '01', 'The Customer No TOOLONG8 is longer than 7 characters'],
    ['an unknown division', 'NEW3', '77', 'The Division 77 is not on file'],
    ['a missing part', '', '01', 'The key of AR_Customer is not complete'],
  ])('refuses a key with %s', (_what, customerNo, division, sentence) => {
    const { object, result } = openCustomer(customerNo, division);

    expect([result, object.sLastErrorMsg]).toEqual([0, sentence]);
  });

  it('refuses a customer without a name', () => {
    const { object } = openCustomer('NEW4');

    expect([object.nWrite(), object.sLastErrorMsg]).toEqual([0, 'The CustomerName is required']);
    object.DropObject();
  });

  it('keeps a customer with open orders from being deleted, and deletes one without', () => {
    const withOrders = openCustomer('ACME').object;
    const without = openCustomer('HOLD').object;

    expect([withOrders.nDelete(), without.nDelete()]).toEqual([0, 1]);
    expect(session.store.exists('AR_Customer', '01', 'HOLD')).toBe(false);
    withOrders.DropObject();
  });
});

describe('SO_ShipToAddress_bus and AR_CustomerContact_bus', () => {
  it('make records under a customer on file only', () => {
    const shipTo = open('SO_ShipToAddress_bus', {
      ARDivisionNo$: '01',
      CustomerNo$: 'ACME',
      ShipToCode$: '0007',
    });
    setAll(shipTo.object, { ShipToName$: 'Dock', ShipToZipCode$: '78701', ShipVia$: 'AIR' });
    const lost = open('SO_ShipToAddress_bus', {
      ARDivisionNo$: '01',
      CustomerNo$: 'NOBODY',
      ShipToCode$: '0007',
    });

    expect([shipTo.result, shipTo.object.nWrite(), lost.result]).toEqual([2, 1, 0]);
    expect(session.store.find('SO_ShipToAddress', '01', 'ACME', '0007')).toMatchObject({
      ShipToName: 'Dock',
      ShipToCity: 'Austin',
    });
  });

  it('want a contact name', () => {
    const { object } = open('AR_CustomerContact_bus', {
      ARDivisionNo$: '01',
      CustomerNo$: 'ACME',
      ContactCode$: 'NONAME',
    });

    expect([object.nWrite(), object.sLastErrorMsg]).toEqual([0, 'The ContactName is required']);
    object.DropObject();
  });
});
