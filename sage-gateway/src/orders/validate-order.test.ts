import { describe, expect, it } from '@jest/globals';
import type { Outcome } from '../requests/port.ts';
import { aLine, anOrder, betterBikes, newShop, type GivenOrder } from '../testing/order-message.ts';
import { placing } from '../testing/placing.ts';
import { sageCompany } from '../testing/sage-company.ts';
import type { CompanyPolicy } from './policy.ts';

const line = aLine;

/** Code and path of every fault of an order, and that nothing was written. */
async function faultsOf(
  changes: Partial<GivenOrder>,
  policy: Partial<CompanyPolicy> = {},
  tables = sageCompany(),
) {
  const { place, documents, reservations } = placing(policy, tables);
  const outcome = await place(anOrder(changes));
  expect(documents.calls).toEqual([]);
  expect(reservations.numbers.size + reservations.links.size).toBe(0);
  return errorsOf(outcome).map(({ code, path }) => `${code} ${path ?? ''}`);
}

function errorsOf(outcome: Outcome) {
  expect(outcome.state).toBe('Refused');
  return outcome.state === 'Refused' ? outcome.errors : [];
}

async function placed(
  changes: Partial<GivenOrder>,
  policy: Partial<CompanyPolicy> = {},
  tables = sageCompany(),
) {
  const given = placing(policy, tables);
  const outcome = await given.place(anOrder(changes));
  expect(outcome).toMatchObject({ state: 'Done' });
  return {
    header: given.rows('SO_SalesOrderHeader')[0],
    lines: given.rows('SO_SalesOrderDetail'),
    warnings: outcome.warnings,
  };
}

describe('validating an order', () => {
  it("makes a new customer only where the order's policy or the company's says so", async () => {
    const unknown = ['CUSTOMER_UNKNOWN customer'];

    expect(await faultsOf({ customer: newShop, policy: { customers: 'match' } })).toEqual(unknown);
    expect(await faultsOf({ customer: newShop, policy: { customers: 'number' } })).toEqual(unknown);
    await placed({ customer: newShop, policy: { customers: 'match-or-create' } }, { createCustomers: false });
  });

  it('tells all faults of an order at once, before anything is written, a new customer included', async () => {
    const faults = await faultsOf({
      customer: { ...newShop, billTo: { ...newShop.billTo, country: 'Atlantis' } },
      currency: 'EUR',
      termsCode: '99',
      shipVia: 'PIGEON',
      warehouseCode: '777',
      customerPONo: 'A-VERY-LONG-PO-NUMBER',
      shipTo: { street: '1 Main St', country: 'Nowhere' },
      fields: { UDF_MISSING: 'x', UDF_BUDGET: 'much' },
      lines: [
        line({ itemCode: 'FR-1' }),
        line({ itemCode: 'OLD-1', quantity: '-1' }),
        line({ itemCode: 'HELMET-R', quantity: '0', unitPrice: '-5', discountPercent: '101' }),
        line({ itemCode: null, quantity: null }),
        line({ unitOfMeasure: 'KEG', warehouseCode: '888', fields: { UDF_COLOUR: 'Ultramarine' } }),
        line({ itemCode: 'A B 1' }),
        line({ kind: 'comment', itemCode: null }),
      ],
    });

    expect(faults.sort()).toEqual(
      [
        'COUNTRY_UNKNOWN customer.billTo.country',
        'COUNTRY_UNKNOWN shipTo.country',
        'CURRENCY_MISMATCH currency',
        'FIELD_INVALID fields.UDF_BUDGET',
        'FIELD_REQUIRED lines.3.itemCode',
        'FIELD_REQUIRED lines.3.quantity',
        'FIELD_REQUIRED lines.6.comment',
        'FIELD_TOO_LONG customerPONo',
        'FIELD_TOO_LONG lines.4.fields.UDF_COLOUR',
        'FIELD_UNKNOWN fields.UDF_MISSING',
        'ITEM_AMBIGUOUS lines.5.itemCode',
        'ITEM_INACTIVE lines.1.itemCode',
        'ITEM_UNKNOWN lines.0.itemCode',
        'PRICE_INVALID lines.2.discountPercent',
        'PRICE_INVALID lines.2.unitPrice',
        'QUANTITY_INVALID lines.1.quantity',
        'QUANTITY_INVALID lines.2.quantity',
        'SHIP_VIA_UNKNOWN shipVia',
        'TERMS_UNKNOWN termsCode',
        'UNIT_OF_MEASURE_UNKNOWN lines.4.unitOfMeasure',
        'WAREHOUSE_UNKNOWN lines.4.warehouseCode',
        'WAREHOUSE_UNKNOWN warehouseCode',
      ].sort(),
    );
  });

  it('names the unknown item in its sentence', async () => {
    const { place } = placing();

    const errors = errorsOf(await place(anOrder({ lines: [line({ itemCode: 'FR-1' })] })));

    expect(errors).toEqual([
      { code: 'ITEM_UNKNOWN', message: 'Sage does not know the item "FR-1".', path: 'lines.0.itemCode' },
    ]);
  });

  it.each<[string, Partial<GivenOrder>]>([
    ['ORDER_EMPTY lines', { lines: [line({ kind: 'comment', comment: 'only words' })] }],
    ['FIELD_INVALID lines.0.itemCode', { lines: [line({ itemCode: '/FEE' })] }],
    ['FIELD_INVALID lines.0.itemCode', { lines: [line({ itemCode: '/C' })] }],
    [
      'ITEM_UNKNOWN lines.1.itemCode',
      { lines: [line(), line({ kind: 'comment', itemCode: '/X', comment: 'hi' })] },
    ],
    ['QUANTITY_INVALID lines.0.quantity', { lines: [line({ quantity: '1000000000' })] }],
    ['PRICE_INVALID lines.0', { lines: [line({ quantity: '100000', unitPrice: '99999.99' })] }],
    ['PRICE_INVALID lines.0.discountPercent', { lines: [line({ discountPercent: '33.3333' })] }],
    ['SHIP_TO_UNKNOWN shipTo.code', { shipTo: { code: 'NONE' } }],
    ['SHIP_TO_UNKNOWN shipTo.code', { customer: newShop, shipTo: { code: 'DOCK' } }],
  ])('refuses with %s', async (fault, changes) => {
    expect(await faultsOf(changes)).toEqual([fault]);
  });

  it('refuses codes in characters that Sage cannot hold without asking Sage for them', async () => {
    const faults = await faultsOf({
      customer: { ...betterBikes, customerNo: '客1' },
      termsCode: '客',
      shipVia: '🚲',
      lines: [line({ itemCode: '🚲-100', warehouseCode: '庫' })],
    });

    expect(faults.sort()).toEqual([
      'CUSTOMER_UNKNOWN customer.customerNo',
      'ITEM_UNKNOWN lines.0.itemCode',
      'SHIP_VIA_UNKNOWN shipVia',
      'TERMS_UNKNOWN termsCode',
      'WAREHOUSE_UNKNOWN lines.0.warehouseCode',
    ]);
  });

  it('does not blame the ship-to code when the customer is in doubt', async () => {
    const tables = sageCompany();
    tables
      .table('ABC', 'AR_Customer')
      .rows.push({ ...tables.table('ABC', 'AR_Customer').rows[0], CustomerNo: 'TWIN' });

    expect(await faultsOf({ shipTo: { code: 'DOCK' } }, {}, tables)).toEqual([
      'CUSTOMER_AMBIGUOUS customer.name',
    ]);
  });

  it('writes codes as Sage spells them, however the message does', async () => {
    const { header, lines, warnings } = await placed({
      termsCode: '1',
      shipVia: 'ups blue',
      warehouseCode: '1',
      shipTo: { code: 'dock' },
      lines: [line({ itemCode: 'bike 100', warehouseCode: '2', unitOfMeasure: 'box' })],
    });

    expect(header).toMatchObject({
      TermsCode: '01',
      ShipVia: 'UPS BLUE',
      WarehouseCode: '001',
      ShipToCode: 'DOCK',
    });
    expect(lines).toMatchObject([{ ItemCode: 'BIKE-100', WarehouseCode: '002', UnitOfMeasure: 'BOX' }]);
    expect(warnings).toEqual([
      { message: 'The item BIKE-100 is not set up in warehouse 002.', path: 'lines.0.warehouseCode' },
    ]);
  });

  it('takes blanks off codes, and blanks alone as no code', async () => {
    const { header, lines } = await placed(
      {
        termsCode: ' 01 ',
        shipVia: '  ',
        warehouseCode: ' ',
        shipTo: { code: '  ' },
        lines: [line({ warehouseCode: ' 001 ', unitOfMeasure: '' })],
      },
      { defaultWarehouseCode: '002' },
    );

    expect(header).toMatchObject({ TermsCode: '01', ShipVia: null, WarehouseCode: '002', ShipToCode: null });
    expect(lines).toMatchObject([{ WarehouseCode: '001', UnitOfMeasure: null }]);
  });

  it('leaves shipping codes to Sage where their table cannot be seen', async () => {
    const { header } = await placed({ shipVia: 'pigeon' }, {}, sageCompany(['SO_ShippingRateHeader']));

    expect(header).toMatchObject({ ShipVia: 'PIGEON' });
  });

  it('gives an order that names no warehouse the default of the company', async () => {
    expect((await placed({}, { defaultWarehouseCode: '002' })).header).toMatchObject({
      WarehouseCode: '002',
    });
    expect((await placed({})).header).toMatchObject({ WarehouseCode: null });
  });

  it('sends prices and discounts as they are, and none where Sage owns the prices', async () => {
    const lines = [line({ unitPrice: '2024.990000', discountPercent: '12.500' })];

    expect((await placed({ lines })).lines).toMatchObject([
      { UnitPrice: '2024.99', LineDiscountPercent: '12.5' },
    ]);
    expect((await placed({ lines }, { priceOwner: 'sage' })).lines).toMatchObject([
      { UnitPrice: '2100', LineDiscountPercent: '0' },
    ]);
  });

  it('keeps texts that are too long whole, in comments, and says so', async () => {
    const comment = 'Please deliver before noon and call the gate keeper';
    const description = 'Mountain bike with the red saddle and bottle';
    const { header, lines, warnings } = await placed({
      comment,
      lines: [line({ description, comment: 'Gift' })],
    });

    expect(header).toMatchObject({ Comment: 'Please deliver before noon and' });
    expect(lines).toMatchObject([
      {
        ItemCode: 'BIKE-100',
        ItemCodeDesc: 'Mountain bike with the red sad',
        CommentText: `${description}\nGift`,
      },
      { ItemCode: '/C', CommentText: comment },
    ]);
    expect(warnings.map(({ path }) => path)).toEqual(['lines.0.description', 'comment']);
  });

  it('says that the rest is only in Salesforce at a site without comment lines', async () => {
    const tables = sageCompany();
    const { rows } = tables.table('ABC', 'CI_Item');
    rows.splice(
      rows.findIndex((row) => row['ItemCode'] === '/C'),
      1,
    );

    const { lines, warnings } = await placed({ comment: 'x'.repeat(40) }, {}, tables);

    expect(lines).toHaveLength(1);
    expect(warnings).toMatchObject([
      { message: expect.stringContaining('only in Salesforce'), path: 'comment' },
    ]);
  });

  it('puts the part of a ship-to street that found no room into a comment line', async () => {
    const street =
      'Receiving Department East Wing\n2573 Dufferin Street Building C\nGate 7 behind the old mill\nCall ahead';

    const { header, lines } = await placed({ shipTo: { street, city: 'Austell' } });

    expect(header).toMatchObject({ ShipToName: 'Better Bikes', ShipToAddress1: 'Receiving Department East' });
    expect(lines[1]).toMatchObject({
      ItemCode: '/C',
      CommentText: 'Ship to, continued: old mill, Call ahead',
    });
  });

  it('goes on in comment lines when a comment is wider than the column, and loses nothing', async () => {
    const text = 'abcdefghij'.repeat(399);

    const { lines } = await placed({
      lines: [line({ comment: text }), line({ kind: 'comment', comment: text })],
    });

    expect(lines.map((row) => row['ItemCode'])).toEqual(['BIKE-100', '/C', '/C', '/C']);
    expect(lines.map((row) => row['CommentText']).join('')).toBe(text + text);
  });

  it('writes contact, hold, quote, dates and custom fields', async () => {
    const { header, lines } = await placed({
      orderType: 'Q',
      hold: true,
      shipDate: '2026-06-12',
      contact: { id: '003000000000001AAA', name: 'Ann Rider', email: 'ann@example.com' },
      fields: { UDF_CAMPAIGN: 'Spring', UDF_BUDGET: '10.50', UDF_DUE: null },
      lines: [line({ fields: { UDF_COLOUR: 'Red' } })],
    });

    expect(header).toMatchObject({
      OrderType: 'Q',
      OrderStatus: 'H',
      OrderDate: '2026-05-31',
      ShipExpireDate: '2026-06-12',
      ConfirmTo: 'Ann Rider',
      EmailAddress: 'ann@example.com',
      UDF_CAMPAIGN: 'Spring',
      UDF_BUDGET: '10.5',
    });
    expect(lines).toMatchObject([{ UDF_COLOUR: 'Red' }]);
  });

  it('leaves out an email address that does not fit, because half of one is none', async () => {
    const email = `${'a'.repeat(60)}@example.com`;

    const { header, warnings } = await placed({ customer: { ...betterBikes, email } });

    expect(header).toMatchObject({ EmailAddress: null });
    expect(warnings).toMatchObject([{ path: 'customer.email' }]);
  });
});
