import { afterEach, describe, expect, it } from '@jest/globals';
import lines from '../../../../contract/boi-host/change-lines.json' with { type: 'json' };
import changes from '../../../../contract/boi-host/change-documents.json' with { type: 'json' };
import prices from '../../../../contract/boi-host/ask-prices.json' with { type: 'json' };
import contract from '../../../../contract/boi-host/place-order.json' with { type: 'json' };
import { DocumentExists, LinesNotEditable, type NewCustomer, type SalesOrder } from '../ports.ts';
import type { BoiOptions } from './index.ts';
import { fakeHost, type FakeHost, type Script } from './testing/fake-host.ts';

const order: SalesOrder = {
  divisionNo: '01',
  customerNo: 'ABF',
  orderType: 'S',
  orderDate: '2026-05-31',
  customerPONo: 'PO027840557',
  lines: [{ itemCode: 'BIKE-100', quantity: '1', unitPrice: '2024.99' }],
};

let host: FakeHost | undefined;

function open(script: Script, settings: Partial<BoiOptions> = {}, now?: () => Date): FakeHost {
  host = fakeHost(script, settings, now);
  return host;
}

afterEach(async () => {
  await host?.dispose();
  host = undefined;
});

describe('the contract with a BOI host', () => {
  it('opens the session, takes a number and writes the order exactly as the contract shows', async () => {
    const [opening, next, write] = contract;
    const { sage, received } = open(
      [[{}, { reply: next?.reply ?? {} }, { reply: write?.reply ?? {} }]],
      { home: 'C:\\Sage\\MAS90\\Home', user: 'gateway', password: () => 'secret' },
      () => new Date(2026, 4, 31, 23, 59),
    );

    const salesOrderNo = await sage.nextSalesOrderNo('ABC');
    const written = await sage.createSalesOrder('ABC', salesOrderNo, order);

    expect(received()).toEqual([opening?.send, next?.send, write?.send]);
    expect(written).toEqual({
      lines: [{ lineKey: '000001', unitPrice: '2024.99', extensionAmt: '2024.99' }],
      warnings: [],
    });
  });

  it('changes and deletes documents exactly as the contract shows', async () => {
    const { sage, received } = open(
      [changes.map(({ reply }, at) => (at === 0 ? {} : { reply }))],
      { home: 'C:\\Sage\\MAS90\\Home', user: 'gateway', password: () => 'secret' },
      () => new Date(2026, 4, 31, 23, 59),
    );

    const held = await sage.changeSalesOrder('ABC', '0000101', { orderStatus: 'H' });
    const deleted = await sage.deleteSalesOrder('ABC', '0000101', { cancelReasonCode: 'CUST' });
    const changed = await sage.changeCustomer('ABC', '01', 'ABF', { creditLimit: '25000.5' });

    expect(received()).toEqual(changes.map(({ send }) => send));
    expect([held, deleted, changed]).toEqual([
      { lines: [], warnings: [] },
      { warnings: [] },
      { warnings: [] },
    ]);
  });

  it('changes, removes and adds lines exactly as the contract shows', async () => {
    const { sage, received } = open(
      [lines.map(({ reply }, at) => (at === 0 ? {} : { reply }))],
      { home: 'C:\\Sage\\MAS90\\Home', user: 'gateway', password: () => 'secret' },
      () => new Date(2026, 4, 31, 23, 59),
    );

    const changed = await sage.changeSalesOrder('ABC', '0000101', {
      columns: [
        { name: 'ShipExpireDate', kind: 'date', value: '2026-06-12' },
        { name: 'CustomerPONo', kind: 'text', value: 'PO027840558' },
      ],
      lines: [
        {
          op: 'change',
          lineKey: '000001',
          columns: [{ name: 'QuantityOrdered', kind: 'number', value: '3' }],
        },
        { op: 'remove', lineKey: '000002' },
        { op: 'add', line: { itemCode: 'BOLT', quantity: '4' } },
      ],
    });

    expect(received()).toEqual(lines.map(({ send }) => send));
    expect(changed).toEqual({
      lines: [
        { lineKey: '000001', unitPrice: '2.5', extensionAmt: '7.5' },
        { lineKey: '', unitPrice: '0', extensionAmt: '0' },
        { lineKey: '000003', unitPrice: '2.5', extensionAmt: '10' },
      ],
      warnings: [],
    });
  });

  it('tells a Sage that cannot change lines from a refusal', async () => {
    const error = { kind: 'unsupported', stage: 'line', message: 'sGetEditKey is not there', line: 0 };
    const { sage } = open([[{}, { reply: { ok: false, error } }]]);
    const lines = [{ op: 'remove' as const, lineKey: '000002' }];

    await expect(sage.changeSalesOrder('ABC', '0000101', { lines })).rejects.toBeInstanceOf(LinesNotEditable);
  });

  it('asks for prices by an order that is never written, exactly as the contract shows', async () => {
    const [opening, preview] = prices;
    const { sage, received } = open(
      [[{}, { reply: preview?.reply ?? {} }]],
      { home: 'C:\\Sage\\MAS90\\Home', user: 'gateway', password: () => 'secret' },
      () => new Date(2026, 4, 31, 23, 59),
    );
    const question = {
      divisionNo: '01',
      customerNo: 'ABF',
      shipToCode: '2',
      date: '2026-05-31',
      lines: [
        { itemCode: 'BIKE-100', unitOfMeasure: 'EACH', quantity: '10' },
        { itemCode: 'BIKE-OLD', quantity: '1' },
      ],
    };

    const found = await sage.askPrices('ABC', question, 'SCRATCH', new AbortController().signal);

    expect(received()).toEqual([opening?.send, preview?.send]);
    expect(found).toEqual([
      { unitPrice: '1920.5', discountPercent: '0' },
      { refused: 'The Item Code BIKE-OLD is inactive' },
    ]);
  });

  it('asks for no price when its turn comes too late, and starts nothing for it', async () => {
    const { sage, received } = open([[]]);
    const question = { divisionNo: '01', customerNo: 'ABF', date: '2026-05-31', lines: [] };

    expect(await sage.askPrices('ABC', question, 'SCRATCH', AbortSignal.abort())).toBeUndefined();

    expect(received()).toEqual([]);
  });

  it('writes every member of a customer that is given, the address as a whole', async () => {
    const { sage, received } = open([[]]);

    await sage.changeCustomer('ABC', '01', 'ABF', {
      name: 'Ivelmere',
      address: { lines: ['1 New Road'], city: 'Austin', zipCode: '78701', state: '' },
      telephoneNo: '',
      emailAddress: 'a@example.com',
      fields: [{ name: 'UDF_SCORE', kind: 'number', value: '7' }],
    });

    expect(received()[1]).toMatchObject({
      mode: 'update',
      set: [
        ['CustomerName$', 'Ivelmere'],
        ['AddressLine1$', '1 New Road'],
        ['AddressLine2$', ''],
        ['AddressLine3$', ''],
        ['ZipCode$', '78701'],
        ['City$', 'Austin'],
        ['State$', ''],
        ['TelephoneNo$', ''],
        ['EmailAddress$', 'a@example.com'],
        ['UDF_SCORE', '7'],
      ],
    });
  });

  it('writes the price of an item that must be there, under Common Information', async () => {
    const { sage, received } = open([[]]);

    await sage.changeItem('ABC', 'BIKE-100', { standardUnitPrice: '12.5' });

    expect(received()[1]).toMatchObject({
      context: { module: 'C/I', date: '', task: 'CI_ItemCode_ui' },
      object: 'CI_ItemCode_bus',
      key: [['ItemCode$', 'BIKE-100']],
      mode: 'update',
      set: [['StandardUnitPrice', '12.5']],
    });
  });

  it.each([
    ['locked', 'key', { name: 'RetryableError', code: 'SAGE_RECORD_LOCKED' }],
    ['missing', 'key', { name: 'RetryableError', code: 'SAGE_FAILED' }],
    ['refused', 'delete', { name: 'SageRefusal', message: 'On an invoice' }],
    ['com', 'delete', { name: 'RetryableError', code: 'SAGE_FAILED' }],
  ])(
    'tells "%s" at "%s" of a deletion as the error that the features know',
    async (kind, stage, expected) => {
      const error = { kind, stage, message: 'On an invoice' };
      const { sage } = open([[{}, { reply: { ok: false, error } }]]);

      await expect(sage.deleteSalesOrder('ABC', '0000101')).rejects.toMatchObject(expected);
    },
  );

  it.each([
    ['com', 'object'],
    ['refused', 'context'],
  ])('does not hold up orders for a right that only customers need: "%s" at "%s"', async (kind, stage) => {
    const error = { kind, stage, message: 'Error: 90' };
    const { sage } = open([[{}, { reply: { ok: false, error } }]]);

    await expect(sage.changeCustomer('ABC', '01', 'ABF', { creditLimit: '1' })).rejects.toMatchObject({
      code: 'SAGE_FAILED',
      message: expect.stringContaining('Error: 90'),
    });
  });

  it('tells a host that died while it deleted as a broken document, to be looked up', async () => {
    const { sage } = open([[{}, { exit: 1 }]]);

    await expect(sage.deleteSalesOrder('ABC', '0000101')).rejects.toMatchObject({ code: 'SAGE_FAILED' });
  });

  it.each([
    ['refused', 'set', { name: 'SageRefusal', message: 'Item is inactive', column: 'ItemCode$', line: 0 }],
    ['exists', 'key', { name: 'DocumentExists', message: 'Sales order 0000101 exists already' }],
    ['locked', 'key', { name: 'RetryableError', code: 'SAGE_RECORD_LOCKED' }],
    ['missing', 'key', { name: 'RetryableError', code: 'SAGE_FAILED' }],
    ['com', 'write', { name: 'RetryableError', code: 'SAGE_FAILED' }],
    ['com', 'object', { name: 'RetryableError', code: 'SAGE_UNAVAILABLE' }],
    ['refused', 'context', { name: 'RetryableError', code: 'SAGE_LOGON_REFUSED' }],
    ['protocol', 'set', { name: 'RetryableError', code: 'SAGE_FAILED' }],
  ])('tells "%s" at "%s" as the error that the features know', async (kind, stage, expected) => {
    const error = { kind, stage, message: 'Item is inactive', column: 'ItemCode$', line: 0 };
    const { sage } = open([[{}, { reply: { ok: false, error } }]]);

    await expect(sage.createSalesOrder('ABC', '0000101', order)).rejects.toMatchObject(expected);
  });

  it('checks the rights of the user by making the objects, and writes nothing', async () => {
    const { sage, received } = open([[]]);

    await sage.check('ABC', true);

    expect(received().map(({ op, object }) => [op, object])).toEqual([
      ['open', undefined],
      ['ping', 'SO_SalesOrder_bus'],
      ['ping', 'AR_Customer_bus'],
      ['ping', 'AR_CustomerContact_bus'],
      ['ping', 'SO_ShipToAddress_bus'],
    ]);
  });

  it('tells an object that the role does not allow, at the check already', async () => {
    const error = { kind: 'com', stage: 'object', message: 'Error: 90' };
    const { sage } = open([[{}, { reply: { ok: false, error } }]]);

    await expect(sage.check('ABC', false)).rejects.toMatchObject({
      code: 'SAGE_UNAVAILABLE',
      message: expect.stringMatching(/Error: 90.*roles/),
    });
  });

  it('tries again when Sage gives no order number, for no order is at fault then', async () => {
    const error = { kind: 'refused', stage: 'next', message: 'The options are in use' };
    const { sage } = open([[{}, { reply: { ok: false, error } }]]);

    await expect(sage.nextSalesOrderNo('ABC')).rejects.toMatchObject({
      code: 'SAGE_FAILED',
      message: 'Sage gave no order number: The options are in use',
    });
  });

  it('tells a refused customer number as a refusal, for automatic numbering may be off', async () => {
    const error = { kind: 'refused', stage: 'next', message: 'Customers are not numbered automatically' };
    const { sage } = open([[{}, { reply: { ok: false, error } }]]);

    await expect(sage.nextCustomerNo('ABC', '01')).rejects.toMatchObject({ name: 'SageRefusal' });
  });

  it.each([
    ['logon', 'SAGE_LOGON_REFUSED'],
    ['closed', 'SAGE_COMPANY_CLOSED'],
    ['com', 'SAGE_UNAVAILABLE'],
  ])('tells a session that cannot be opened (%s) as %s, and never sends the document', async (kind, code) => {
    const error = { kind, stage: 'open', message: 'no' };
    const { sage, received } = open([[{ reply: { ok: false, error } }]]);

    await expect(sage.createSalesOrder('ABC', '0000101', order)).rejects.toMatchObject({ code });

    expect(received().map((message) => message['op'])).toEqual(['open', 'close']);
  });

  it('keeps DocumentExists apart from a refusal, so that the order can be looked up', async () => {
    const error = { kind: 'exists', stage: 'key', message: '' };
    const { sage } = open([[{}, { reply: { ok: false, error } }]]);

    await expect(sage.createSalesOrder('ABC', '0000101', order)).rejects.toBeInstanceOf(DocumentExists);
  });
});

describe('a customer', () => {
  const customer: NewCustomer = {
    divisionNo: '01',
    customerNo: 'C000041',
    name: 'Better Bikes',
    address: {
      name: 'ignored',
      lines: ['1 Main St', 'Suite 2'],
      city: 'Austell',
      state: 'GA',
      zipCode: '30106',
    },
    contact: { code: 'ANN', name: 'Ann Rider', emailAddress: 'ann@example.com' },
    shipTo: {
      code: '0001',
      address: { name: 'Dock', lines: ['2 Side St'], zipCode: '30107', city: 'Austell' },
    },
  };

  it('is written before its contact and ship-to, and pointed to them last', async () => {
    const { sage, received } = open([[]]);

    await sage.createCustomer('ABC', customer);

    const writes = received().filter((message) => message['op'] === 'write');
    expect(
      writes.map(({ object, mode, context, set }) => [object, mode, (context as { task: string }).task, set]),
    ).toEqual([
      [
        'AR_Customer_bus',
        'create',
        'AR_Customer_ui',
        [
          ['CustomerName$', 'Better Bikes'],
          ['AddressLine1$', '1 Main St'],
          ['AddressLine2$', 'Suite 2'],
          ['AddressLine3$', ''],
          ['ZipCode$', '30106'],
          ['City$', 'Austell'],
          ['State$', 'GA'],
        ],
      ],
      [
        'AR_CustomerContact_bus',
        'upsert',
        'AR_CustomerContact_ui',
        [
          ['ContactName$', 'Ann Rider'],
          ['EmailAddress$', 'ann@example.com'],
        ],
      ],
      [
        'SO_ShipToAddress_bus',
        'upsert',
        'SO_ShipToAddress_ui',
        [
          ['ShipToName$', 'Dock'],
          ['ShipToAddress1$', '2 Side St'],
          ['ShipToAddress2$', ''],
          ['ShipToAddress3$', ''],
          ['ShipToZipCode$', '30107'],
          ['ShipToCity$', 'Austell'],
        ],
      ],
      ['AR_Customer_bus', 'update', 'AR_Customer_ui', [['ContactCode$', 'ANN']]],
      ['AR_Customer_bus', 'update', 'AR_Customer_ui', [['PrimaryShipToCode$', '0001']]],
    ]);
  });

  it('stands although this version of Sage does not know the default ship-to', async () => {
    const error = { kind: 'refused', stage: 'set', message: 'no such column', column: 'PrimaryShipToCode$' };
    const { sage } = open([[{}, {}, {}, {}, {}, { reply: { ok: false, error } }]]);

    const { warnings } = await sage.createCustomer('ABC', customer);

    expect(warnings).toEqual([{ message: 'PrimaryShipToCode was not set: no such column' }]);
  });

  it('takes its number within the division', async () => {
    const { sage, received } = open([[{}, { reply: { value: 'C000041 ' } }]]);

    expect(await sage.nextCustomerNo('ABC', '01')).toBe('C000041');

    expect(received()[1]).toMatchObject({ method: 'nGetNextCustomerNo', key: [['ARDivisionNo$', '01']] });
  });
});
