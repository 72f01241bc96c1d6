import { describe, expect, it } from '@jest/globals';
import type { SalesOrder } from '../ports.ts';
import { salesOrderMessage, salesOrderWritten } from './sales-order.ts';

const order: SalesOrder = {
  divisionNo: '01',
  customerNo: 'ABF',
  orderType: 'Q',
  orderDate: '2026-05-31',
  hold: true,
  shipDate: '2026-06-12',
  customerPONo: 'PO1',
  shipToCode: '0001',
  shipTo: {
    name: 'Better Bikes',
    lines: ['42525 Austell Road'],
    city: 'Austell',
    state: 'GA',
    zipCode: '30106',
    countryCode: 'USA',
  },
  warehouseCode: '001',
  shipVia: 'UPS BLUE',
  termsCode: '01',
  confirmTo: 'Ann',
  emailAddress: 'ann@example.com',
  comment: 'Rush',
  fields: [
    { name: 'UDF_CAMPAIGN', kind: 'text', value: 'Spring' },
    { name: 'UDF_SCORE', kind: 'number', value: '1.5' },
    { name: 'UDF_DUE', kind: 'date', value: '2026-07-01' },
  ],
  lines: [
    {
      itemCode: 'BIKE-100',
      warehouseCode: '002',
      unitOfMeasure: 'EACH',
      quantity: '3',
      unitPrice: '2024.99',
      discountPercent: '2.00',
      description: 'A bike',
      commentText: 'blue',
      promiseDate: '2026-06-10',
      fields: [{ name: 'UDF_SIZE', kind: 'text', value: 'M' }],
    },
    { itemCode: '/C', comment: true, commentText: 'Thank you', quantity: '9', unitPrice: '9' },
  ],
};

describe('the message of a sales order', () => {
  const message = salesOrderMessage('0000101', order, '20261121');

  it('sets the header columns in the order in which Sage needs them', () => {
    expect(message.set).toEqual([
      ['ARDivisionNo$', '01'],
      ['CustomerNo$', 'ABF'],
      ['OrderType$', 'Q'],
      ['OrderStatus$', 'H'],
      ['OrderDate$', '20260531'],
      ['ShipExpireDate$', '20260612'],
      ['CustomerPONo$', 'PO1'],
      ['ShipToCode$', '0001'],
      ['ShipToName$', 'Better Bikes'],
      ['ShipToAddress1$', '42525 Austell Road'],
      ['ShipToAddress2$', ''],
      ['ShipToAddress3$', ''],
      ['ShipToZipCode$', '30106'],
      ['ShipToCity$', 'Austell'],
      ['ShipToState$', 'GA'],
      ['ShipToCountryCode$', 'USA'],
      ['WarehouseCode$', '001'],
      ['ShipVia$', 'UPS BLUE'],
      ['TermsCode$', '01'],
      ['ConfirmTo$', 'Ann'],
      ['EmailAddress$', 'ann@example.com'],
      ['Comment$', 'Rush'],
      ['UDF_CAMPAIGN$', 'Spring'],
      ['UDF_SCORE', '1.5'],
      ['UDF_DUE$', '20260701'],
    ]);
  });

  it('sets the item first, what re-prices before the quantity, and an overriding price after it', () => {
    expect(message.lines?.[0]?.set).toEqual([
      ['ItemCode$', 'BIKE-100'],
      ['WarehouseCode$', '002'],
      ['UnitOfMeasure$', 'EACH'],
      ['QuantityOrdered', '3'],
      ['UnitPrice', '2024.99'],
      ['LineDiscountPercent', '2.00'],
      ['ItemCodeDesc$', 'A bike'],
      ['CommentText$', 'blue'],
      ['PromiseDate$', '20260610'],
      ['UDF_SIZE$', 'M'],
    ]);
  });

  it('gives a comment line nothing but its code and text', () => {
    expect(message.lines?.[1]).toEqual({
      set: [
        ['ItemCode$', '/C'],
        ['CommentText$', 'Thank you'],
      ],
      read: ['LineKey$'],
    });
  });

  it('leaves to Sage what the order does not say', () => {
    const { divisionNo, customerNo, orderDate } = order;
    const bare = salesOrderMessage(
      '0000102',
      { divisionNo, customerNo, orderDate, orderType: 'S', lines: [{ itemCode: 'X', quantity: '1' }] },
      '20261121',
    );

    expect(bare.set.map(([column]) => column)).toEqual(['ARDivisionNo$', 'CustomerNo$', 'OrderDate$']);
    expect(bare.lines?.[0]?.set).toEqual([
      ['ItemCode$', 'X'],
      ['QuantityOrdered', '1'],
    ]);
  });
});

describe('what Sage made of it', () => {
  it('keeps each warning with its column and line', () => {
    const written = salesOrderWritten({
      existed: false,
      read: {},
      lines: [
        { read: { UnitPrice: '2024.99', ExtensionAmt: '6074.97', LineKey$: '000001' } },
        { read: { LineKey$: '000002' } },
      ],
      warnings: [
        { message: 'PO used before', column: 'CustomerPONo$' },
        { message: 'below cost', column: 'UnitPrice', line: 0 },
        { message: 'saved with a warning' },
      ],
    });

    expect(written).toEqual({
      lines: [
        { lineKey: '000001', unitPrice: '2024.99', extensionAmt: '6074.97' },
        { lineKey: '000002', unitPrice: '0', extensionAmt: '0' },
      ],
      warnings: [
        { message: 'PO used before', column: 'CustomerPONo$' },
        { message: 'below cost', column: 'UnitPrice', line: 0 },
        { message: 'saved with a warning' },
      ],
    });
  });
});
