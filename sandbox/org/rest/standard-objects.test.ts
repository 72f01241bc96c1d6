import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Connection } from 'jsforce';
import type { RowReply } from '../errors.ts';
import { ADMIN, openOrg, type TestOrg } from '../test/harness.ts';

let org: TestOrg;
let conn: Connection;
beforeAll(async () => {
  const dated = { EUR: [{ from: '2026-01-01', rate: '0.91' }] };
  org = await openOrg({ multiCurrency: { corporate: 'USD', rates: { EUR: '0.9' }, dated } });
  conn = await org.connect(ADMIN);
});
afterAll(() => org.dispose());

const codes = (results: readonly object[]) =>
  (results as RowReply[]).map((result) => result.errors[0]?.statusCode);
const one = async (type: string, row: object) => String((await conn.sobject(type).create(row)).id);

describe('PricebookEntry', () => {
  it('needs the standard price of its currency first, and is one a product, book and currency', async () => {
    const Product2Id = await one('Product2', { Name: 'P', IsActive: true });
    const Pricebook2Id = await one('Pricebook2', { Name: 'Retail', IsActive: true });
    const entry = (Book: string, CurrencyIsoCode: string) => ({
      Product2Id,
      Pricebook2Id: Book,
      CurrencyIsoCode,
      UnitPrice: '1.25',
      IsActive: true,
    });
    const entries = conn.sobject('PricebookEntry');

    const early = await entries.create([entry(Pricebook2Id, 'USD')]);
    const inOrder = await entries.create([
      entry(org.standardPricebookId, 'USD'),
      entry(Pricebook2Id, 'USD'),
      entry(Pricebook2Id, 'EUR'),
      entry(Pricebook2Id, 'USD'),
    ]);

    expect(codes(early)).toEqual(['STANDARD_PRICE_NOT_DEFINED']);
    expect(codes(inOrder)).toEqual([undefined, undefined, 'STANDARD_PRICE_NOT_DEFINED', 'DUPLICATE_VALUE']);
  });

  it('changes its price and whether it is active, never its product, book or currency', async () => {
    const Product2Id = await one('Product2', { Name: 'Fixed', IsActive: true });
    const Id = await one('PricebookEntry', {
      Product2Id,
      Pricebook2Id: org.standardPricebookId,
      UnitPrice: 1,
      IsActive: true,
    });
    const entries = conn.sobject('PricebookEntry');

    const changes = [];
    for (const change of [{ UnitPrice: '2.50', IsActive: false }, { Product2Id }, { CurrencyIsoCode: 'EUR' }])
      changes.push(...(await entries.update([{ Id, ...change }])));

    expect(codes(changes)).toEqual([
      undefined,
      'INVALID_FIELD_FOR_INSERT_UPDATE',
      'INVALID_FIELD_FOR_INSERT_UPDATE',
    ]);
    expect(await entries.retrieve(Id)).toMatchObject({ UnitPrice: 2.5, IsActive: false });
  });
});

describe('Contact', () => {
  it('is written with its account, row by row', async () => {
    const AccountId = await one('Account', { Name: 'Acme' });
    const results = await conn.sobject('Contact').create([
      { LastName: 'Lee', FirstName: 'Ann', AccountId, Title: 'Buyer', Email: 'ann@example.com', Fax: '1' },
      { FirstName: 'Nobody', AccountId },
      { LastName: 'Wrong', Email: 'nonsense' },
    ]);

    expect(codes(results)).toEqual([undefined, 'REQUIRED_FIELD_MISSING', 'INVALID_EMAIL_ADDRESS']);
    const [contact] = await conn.sobject('Contact').find({ AccountId }, ['Name']);
    expect(contact).toMatchObject({ Name: 'Ann Lee' });
  });
});

describe('the rates of currencies', () => {
  it('are those of a day', async () => {
    const rates = await conn.query(
      "SELECT IsoCode, ConversionRate, StartDate, NextStartDate FROM DatedConversionRate WHERE IsoCode = 'EUR' ORDER BY StartDate",
    );
    const types = await conn.query('SELECT IsoCode, IsCorporate FROM CurrencyType ORDER BY IsoCode');

    expect(rates.records).toMatchObject([
      { ConversionRate: 0.9, StartDate: '1970-01-01', NextStartDate: '2026-01-01' },
      { ConversionRate: 0.91, StartDate: '2026-01-01', NextStartDate: '9999-12-31' },
    ]);
    expect(types.records).toMatchObject([
      { IsoCode: 'EUR', IsCorporate: false },
      { IsoCode: 'USD', IsCorporate: true },
    ]);
  });

  it('are found as the gateway asks for them', async () => {
    const currencies = await conn.query(
      "SELECT IsoCode, ConversionRate, IsCorporate, LastModifiedDate FROM CurrencyType WHERE IsoCode IN ('EUR', 'USD')",
    );
    const rates = await conn.query(
      "SELECT IsoCode, ConversionRate, StartDate FROM DatedConversionRate WHERE IsoCode IN ('EUR', 'USD') " +
        'AND StartDate <= 2026-05-31 AND NextStartDate > 2026-05-31',
    );

    expect(currencies.records).toHaveLength(2);
    expect(rates.records).toContainEqual(
      expect.objectContaining({ IsoCode: 'EUR', ConversionRate: 0.91, StartDate: '2026-01-01' }),
    );
  });
});
