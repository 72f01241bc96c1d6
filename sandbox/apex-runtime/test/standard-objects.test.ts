import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openOrg, type TestOrg } from './helpers/org.ts';

let t: TestOrg;
let ids: Record<'account' | 'standard' | 'book' | 'product' | 'entry' | 'customEntry' | 'opp', string>;
const one = async (object: string, record: Record<string, unknown>): Promise<string> =>
  (await t.org.insert(object, record))[0]?.id ?? '';
const refused = async (object: string, record: Record<string, unknown>): Promise<unknown> =>
  (await t.org.insert(object, record, { allOrNone: false }))[0]?.errors[0];
const get = async (object: string, id: string, fields: string): Promise<unknown> =>
  (await t.org.query(`SELECT ${fields} FROM ${object} WHERE Id = '${id}'`))[0];
const opportunity = (over: object = {}): Record<string, unknown> => ({
  Name: 'Deal',
  StageName: 'Prospecting',
  CloseDate: '2026-05-20',
  AccountId: ids.account,
  ...over,
});

beforeAll(async () => {
  t = await openOrg();
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
  ids = { account, standard, book, product, entry, customEntry, opp: '' };
  ids.opp = await one('Opportunity', opportunity());
});
afterAll(() => t.close());

describe('Account and Contact', () => {
  it('give the parts of an address as one compound value', async () => {
    expect(await get('Account', ids.account, 'BillingStreet, BillingState')).toEqual({
      BillingStreet: '1 Main St\nSuite 2',
      BillingState: 'CA',
    });
    expect(
      await t.run(
        `Account a = [SELECT BillingAddress FROM Account WHERE Id = '${ids.account}']; return a.BillingAddress.getCity();`,
      ),
    ).toBe('Irvine');
  });
  it('make the name of a contact of its parts', async () => {
    const id = await one('Contact', { FirstName: 'Ann', LastName: 'Lee', AccountId: ids.account });
    expect(await get('Contact', id, 'Name')).toEqual({ Name: 'Ann Lee' });
  });
  it('refuse an email address that is none', async () => {
    expect(await refused('Contact', { LastName: 'x', Email: 'nonsense' })).toMatchObject({
      statusCode: 'INVALID_EMAIL_ADDRESS',
      fields: ['Email'],
    });
  });
});

describe('Opportunity', () => {
  it('follows its stage: closed, won, probability and forecast category', async () => {
    const id = await one('Opportunity', opportunity());
    expect(await get('Opportunity', id, 'IsClosed, IsWon, Probability, ForecastCategory')).toEqual({
      IsClosed: false,
      IsWon: false,
      Probability: 10,
      ForecastCategory: 'Pipeline',
    });
    await t.org.update('Opportunity', { Id: id, StageName: 'Closed Won' });
    expect(await get('Opportunity', id, 'IsClosed, IsWon, Probability, ForecastCategory')).toEqual({
      IsClosed: true,
      IsWon: true,
      Probability: 100,
      ForecastCategory: 'Closed',
    });
  });
  it('needs name, stage and close date', async () => {
    expect(await refused('Opportunity', {})).toMatchObject({
      statusCode: 'REQUIRED_FIELD_MISSING',
      fields: expect.arrayContaining(['Name', 'StageName', 'CloseDate']),
    });
  });
  it('takes its amount and price book from its products', async () => {
    const id = await one('Opportunity', opportunity());
    await t.org.insert('OpportunityLineItem', [
      { OpportunityId: id, PricebookEntryId: ids.entry, Quantity: 2, UnitPrice: '3.25' },
      { OpportunityId: id, PricebookEntryId: ids.entry, Quantity: 1, UnitPrice: 10 },
    ]);
    expect(
      await get('Opportunity', id, 'Amount, HasOpportunityLineItem, Pricebook2Id, TotalOpportunityQuantity'),
    ).toEqual({
      Amount: 16.5,
      HasOpportunityLineItem: true,
      Pricebook2Id: ids.standard,
      TotalOpportunityQuantity: 3,
    });
  });
  it('lists contact roles', async () => {
    const contact = await one('Contact', { LastName: 'Buyer', AccountId: ids.account });
    await one('OpportunityContactRole', {
      OpportunityId: ids.opp,
      ContactId: contact,
      Role: 'Decision Maker',
      IsPrimary: true,
    });
    expect(
      await t.org.query(
        `SELECT (SELECT Contact.LastName, IsPrimary FROM OpportunityContactRoles) FROM Opportunity WHERE Id = '${ids.opp}'`,
      ),
    ).toEqual([{ OpportunityContactRoles: [{ Contact: { LastName: 'Buyer' }, IsPrimary: true }] }]);
  });
});

describe('OpportunityLineItem', () => {
  it('computes total, list price and product from the price book entry', async () => {
    const id = await one('OpportunityLineItem', {
      OpportunityId: await one('Opportunity', opportunity()),
      PricebookEntryId: ids.entry,
      Quantity: 3,
      UnitPrice: 8,
      Discount: 10,
    });
    expect(
      await get('OpportunityLineItem', id, 'TotalPrice, ListPrice, Product2Id, ProductCode, Name'),
    ).toEqual({
      TotalPrice: 21.6,
      ListPrice: 10,
      Product2Id: ids.product,
      ProductCode: 'W-1',
      Name: 'Deal Widget',
    });
  });
  it('needs a price book entry', async () => {
    expect(
      await refused('OpportunityLineItem', { OpportunityId: ids.opp, Quantity: 1, UnitPrice: 1 }),
    ).toMatchObject({ statusCode: 'FIELD_INTEGRITY_EXCEPTION' });
  });
  it('takes unit price or total price, not both', async () => {
    expect(
      await refused('OpportunityLineItem', {
        OpportunityId: ids.opp,
        PricebookEntryId: ids.entry,
        Quantity: 2,
        UnitPrice: 1,
        TotalPrice: 2,
      }),
    ).toMatchObject({ statusCode: 'FIELD_INTEGRITY_EXCEPTION' });
  });
  it('refuses a quantity of zero', async () => {
    expect(
      await refused('OpportunityLineItem', {
        OpportunityId: ids.opp,
        PricebookEntryId: ids.entry,
        Quantity: 0,
        UnitPrice: 1,
      }),
    ).toMatchObject({ statusCode: 'FIELD_INTEGRITY_EXCEPTION' });
  });
  it('refuses an entry of another price book than the opportunity has', async () => {
    const id = await one('Opportunity', opportunity({ Pricebook2Id: ids.book }));
    expect(
      await refused('OpportunityLineItem', {
        OpportunityId: id,
        PricebookEntryId: ids.entry,
        Quantity: 1,
        UnitPrice: 1,
      }),
    ).toMatchObject({ statusCode: 'FIELD_INTEGRITY_EXCEPTION' });
  });
  it('has no ProductCode, ListPrice and Name yet in a before insert trigger', async () => {
    const o = await openOrg({
      'triggers/Lines.trigger':
        "trigger Lines on OpportunityLineItem (before insert) { for (OpportunityLineItem l : Trigger.new) { l.Description = l.ProductCode + '/' + l.ListPrice + '/' + l.Name; } }",
    });
    const book = (await o.org.query('SELECT Id FROM Pricebook2 WHERE IsStandard = true'))[0]?.['Id'];
    const [p] = await o.org.insert('Product2', { Name: 'P', ProductCode: 'c', IsActive: true });
    const [e] = await o.org.insert('PricebookEntry', {
      Pricebook2Id: book,
      Product2Id: p?.id,
      UnitPrice: 1,
      IsActive: true,
    });
    const [opp] = await o.org.insert('Opportunity', {
      Name: 'x',
      StageName: 'Prospecting',
      CloseDate: '2026-01-01',
    });
    await o.org.insert('OpportunityLineItem', {
      OpportunityId: opp?.id,
      PricebookEntryId: e?.id,
      Quantity: 1,
      UnitPrice: 1,
    });
    expect(await o.org.query('SELECT Description FROM OpportunityLineItem')).toEqual([
      { Description: 'null/null/null' },
    ]);
    await o.close();
  });
  it('goes with its opportunity', async () => {
    const opp = await one('Opportunity', opportunity());
    const line = await one('OpportunityLineItem', {
      OpportunityId: opp,
      PricebookEntryId: ids.entry,
      Quantity: 1,
      UnitPrice: 1,
    });
    await t.org.delete('Opportunity', opp);
    expect(await t.org.query(`SELECT COUNT() FROM OpportunityLineItem WHERE Id = '${line}'`)).toBe(0);
  });
  it('keeps the price book of the opportunity while it exists', async () => {
    const opp = await one('Opportunity', opportunity());
    await one('OpportunityLineItem', {
      OpportunityId: opp,
      PricebookEntryId: ids.entry,
      Quantity: 1,
      UnitPrice: 1,
    });
    expect(
      (await t.org.update('Opportunity', { Id: opp, Pricebook2Id: ids.book }, { allOrNone: false }))[0]
        ?.success,
    ).toBe(false);
  });
});

describe('PricebookEntry', () => {
  it('needs a standard price first', async () => {
    const product = await one('Product2', { Name: 'No price', IsActive: true });
    expect(
      await refused('PricebookEntry', {
        Pricebook2Id: ids.book,
        Product2Id: product,
        UnitPrice: 1,
        IsActive: true,
      }),
    ).toMatchObject({ statusCode: 'STANDARD_PRICE_NOT_DEFINED' });
  });
  it('is one for each product and price book', async () => {
    expect(
      await refused('PricebookEntry', {
        Pricebook2Id: ids.standard,
        Product2Id: ids.product,
        UnitPrice: 1,
        IsActive: true,
      }),
    ).toMatchObject({ statusCode: 'DUPLICATE_VALUE' });
  });
});

describe('Order', () => {
  const order = (): Promise<string> =>
    one('Order', {
      AccountId: ids.account,
      EffectiveDate: '2026-01-01',
      Status: 'Draft',
      Pricebook2Id: ids.standard,
      PoNumber: 'PO-9',
    });
  const item = (OrderId: string): Promise<string> =>
    one('OrderItem', { OrderId, PricebookEntryId: ids.entry, Quantity: 2, UnitPrice: 5 });
  it('is numbered, starts as draft and sums its products', async () => {
    const id = await order();
    await item(id);
    expect(await get('Order', id, 'OrderNumber, Status, StatusCode, TotalAmount, PoNumber')).toEqual({
      OrderNumber: expect.stringMatching(/^\d{8}$/),
      Status: 'Draft',
      StatusCode: 'Draft',
      TotalAmount: 10,
      PoNumber: 'PO-9',
    });
  });
  it('cannot be created activated', async () => {
    expect(
      await refused('Order', { AccountId: ids.account, EffectiveDate: '2026-01-01', Status: 'Activated' }),
    ).toMatchObject({ statusCode: 'FAILED_ACTIVATION' });
  });
  it('cannot be activated without products', async () => {
    const id = await order();
    expect(
      (await t.org.update('Order', { Id: id, Status: 'Activated' }, { allOrNone: false }))[0]?.errors[0]
        ?.statusCode,
    ).toBe('FAILED_ACTIVATION');
  });
  it('has the status code Activated after activation', async () => {
    const id = await order();
    await item(id);
    await t.org.update('Order', { Id: id, Status: 'Activated' });
    expect(await get('Order', id, 'StatusCode, ActivatedDate')).toEqual({
      StatusCode: 'Activated',
      ActivatedDate: expect.any(String),
    });
  });
  it('that is activated takes no more products and cannot be deleted', async () => {
    const id = await order();
    await item(id);
    await t.org.update('Order', { Id: id, Status: 'Activated' });
    await expect(item(id)).rejects.toThrow(/activated/i);
    await expect(t.org.delete('Order', id)).rejects.toThrow(/activated/i);
  });
  it('that is activated keeps its account', async () => {
    const id = await order();
    await item(id);
    await t.org.update('Order', { Id: id, Status: 'Activated' });
    const other = await one('Account', { Name: 'Other' });
    expect(
      (await t.org.update('Order', { Id: id, AccountId: other }, { allOrNone: false }))[0]?.errors[0]
        ?.statusCode,
    ).toBe('FIELD_INTEGRITY_EXCEPTION');
  });
  it('needs its price book before its products', async () => {
    const id = await one('Order', { AccountId: ids.account, EffectiveDate: '2026-01-01', Status: 'Draft' });
    await expect(item(id)).rejects.toThrow(/price book/i);
  });
});

describe('an activated Order and a user with little', () => {
  it('can be written only with Edit Activated Orders', async () => {
    const set =
      '<?xml version="1.0"?><PermissionSet xmlns="http://soap.sforce.com/2006/04/metadata"><label>Orders</label><userPermissions><enabled>true</enabled><name>EditActivatedOrders</name></userPermissions></PermissionSet>';
    const o = await openOrg({ 'permissionsets/Orders.permissionset-meta.xml': set });
    const book = (await o.org.query('SELECT Id FROM Pricebook2 WHERE IsStandard = true'))[0]?.['Id'];
    const [account] = await o.org.insert('Account', { Name: 'A' });
    const [p] = await o.org.insert('Product2', { Name: 'P', IsActive: true });
    const [e] = await o.org.insert('PricebookEntry', {
      Pricebook2Id: book,
      Product2Id: p?.id,
      UnitPrice: 1,
      IsActive: true,
    });
    const [order] = await o.org.insert('Order', {
      AccountId: account?.id,
      EffectiveDate: '2026-01-01',
      Status: 'Draft',
      Pricebook2Id: book,
    });
    await o.org.insert('OrderItem', {
      OrderId: order?.id,
      PricebookEntryId: e?.id,
      Quantity: 1,
      UnitPrice: 1,
    });
    await o.org.update('Order', { Id: order?.id, Status: 'Activated' });
    const user = String(
      (await o.org.query("SELECT Username FROM User WHERE Alias = 'integ'"))[0]?.['Username'],
    );
    const write = async (): Promise<unknown> =>
      (
        await o.org.update('Order', { Id: order?.id, OrderReferenceNumber: 'S1' }, { user, allOrNone: false })
      )[0];
    expect(await write()).toMatchObject({
      success: false,
      errors: [{ statusCode: 'FIELD_INTEGRITY_EXCEPTION' }],
    });
    await o.org.grantPermissionSet(user, 'Orders');
    expect(await write()).toMatchObject({ success: true });
    await o.close();
  });
});
