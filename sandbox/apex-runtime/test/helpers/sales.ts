import { openOrg, type TestOrg } from './org.ts';

type Row = Record<string, unknown>;
export interface Sales extends TestOrg {
  /** Inserts one record; answers its id. */
  one: (object: string, record: Row) => Promise<string>;
  /** The first error of an insert that should fail. */
  refused: (object: string, record: Row) => Promise<unknown>;
  get: (object: string, id: string, fields: string) => Promise<unknown>;
  /** The values of an opportunity of `ids.account`. */
  opportunity: (over?: Row) => Row;
  ids: {
    account: string;
    standard: string;
    book: string;
    product: string;
    entry: string;
    customEntry: string;
  };
}

/** An org with an account, a product priced in the standard book (`entry`) and in another (`customEntry`). */
export async function openSales(files: Record<string, string> = {}): Promise<Sales> {
  const t = await openOrg(files);
  const one: Sales['one'] = async (object, record) => (await t.org.insert(object, record))[0]?.id ?? '';
  const account = await one('Account', {
    Name: 'Acme',
    AccountNumber: '01-ABC',
    BillingStreet: '1 Main St\nSuite 2',
    BillingCity: 'Irvine',
    BillingState: 'CA',
    BillingPostalCode: '92618',
    BillingCountry: 'USA',
    ShippingCity: 'Reno',
  });
  const standard = String(
    (await t.org.query('SELECT Id FROM Pricebook2 WHERE IsStandard = true'))[0]?.['Id'],
  );
  const book = await one('Pricebook2', { Name: 'Retail', IsActive: true });
  const product = await one('Product2', {
    Name: 'Widget',
    ProductCode: 'W-1',
    IsActive: true,
    StockKeepingUnit: 'SKU1',
    QuantityUnitOfMeasure: 'Each',
  });
  const entry = await one('PricebookEntry', {
    Pricebook2Id: standard,
    Product2Id: product,
    UnitPrice: 10,
    IsActive: true,
  });
  const customEntry = await one('PricebookEntry', {
    Pricebook2Id: book,
    Product2Id: product,
    UnitPrice: 9,
    IsActive: true,
  });
  return {
    ...t,
    one,
    refused: async (object, record) =>
      (await t.org.insert(object, record, { allOrNone: false }))[0]?.errors[0],
    get: async (object, id, fields) =>
      (await t.org.query(`SELECT ${fields} FROM ${object} WHERE Id = '${id}'`))[0],
    opportunity: (over = {}) => ({
      Name: 'Deal',
      StageName: 'Prospecting',
      CloseDate: '2026-05-20',
      AccountId: account,
      ...over,
    }),
    ids: { account, standard, book, product, entry, customEntry },
  };
}
