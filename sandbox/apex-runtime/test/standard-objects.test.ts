import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openSales, type Sales } from './helpers/sales.ts';

let t: Sales;
beforeAll(async () => {
  t = await openSales();
});
afterAll(() => t.close());

describe('Account and Contact', () => {
  it('give the parts of an address as one compound value', async () => {
    expect(await t.get('Account', t.ids.account, 'BillingStreet, BillingState')).toEqual({
      BillingStreet: '1 Main St\nSuite 2',
      BillingState: 'CA',
    });
    expect(
      await t.run(
        `Account a = [SELECT BillingAddress FROM Account WHERE Id = '${t.ids.account}']; return a.BillingAddress.getCity();`,
      ),
    ).toBe('Irvine');
  });
  it('make the name of a contact of its parts', async () => {
    const id = await t.one('Contact', { FirstName: 'Ann', LastName: 'Lee', AccountId: t.ids.account });
    expect(await t.get('Contact', id, 'Name')).toEqual({ Name: 'Ann Lee' });
  });
  it('refuse an email address that is none', async () => {
    expect(await t.refused('Contact', { LastName: 'x', Email: 'nonsense' })).toMatchObject({
      statusCode: 'INVALID_EMAIL_ADDRESS',
      fields: ['Email'],
    });
  });
});

describe('Opportunity', () => {
  it('follows its stage: closed, won, probability and forecast category', async () => {
    const id = await t.one('Opportunity', t.opportunity());
    expect(await t.get('Opportunity', id, 'IsClosed, IsWon, Probability, ForecastCategory')).toEqual({
      IsClosed: false,
      IsWon: false,
      Probability: 10,
      ForecastCategory: 'Pipeline',
    });
    await t.org.update('Opportunity', { Id: id, StageName: 'Closed Won' });
    expect(await t.get('Opportunity', id, 'IsClosed, IsWon, Probability, ForecastCategory')).toEqual({
      IsClosed: true,
      IsWon: true,
      Probability: 100,
      ForecastCategory: 'Closed',
    });
  });
  it('needs name, stage and close date', async () => {
    expect(await t.refused('Opportunity', {})).toMatchObject({
      statusCode: 'REQUIRED_FIELD_MISSING',
      fields: expect.arrayContaining(['Name', 'StageName', 'CloseDate']),
    });
  });
  it('takes its amount and price book from its products', async () => {
    const id = await t.one('Opportunity', t.opportunity());
    await t.org.insert('OpportunityLineItem', [
      { OpportunityId: id, PricebookEntryId: t.ids.entry, Quantity: 2, UnitPrice: '3.25' },
      { OpportunityId: id, PricebookEntryId: t.ids.entry, Quantity: 1, UnitPrice: 10 },
    ]);
    expect(
      await t.get(
        'Opportunity',
        id,
        'Amount, HasOpportunityLineItem, Pricebook2Id, TotalOpportunityQuantity',
      ),
    ).toEqual({
      Amount: 16.5,
      HasOpportunityLineItem: true,
      Pricebook2Id: t.ids.standard,
      TotalOpportunityQuantity: 3,
    });
  });
  it('lists contact roles', async () => {
    const opp = await t.one('Opportunity', t.opportunity());
    const contact = await t.one('Contact', { LastName: 'Buyer', AccountId: t.ids.account });
    await t.one('OpportunityContactRole', {
      OpportunityId: opp,
      ContactId: contact,
      Role: 'Decision Maker',
      IsPrimary: true,
    });
    expect(
      await t.org.query(
        `SELECT (SELECT Contact.LastName, IsPrimary FROM OpportunityContactRoles) FROM Opportunity WHERE Id = '${opp}'`,
      ),
    ).toEqual([{ OpportunityContactRoles: [{ Contact: { LastName: 'Buyer' }, IsPrimary: true }] }]);
  });
});

describe('OpportunityLineItem', () => {
  it('computes total, list price and product from the price book entry', async () => {
    const id = await t.one('OpportunityLineItem', {
      OpportunityId: await t.one('Opportunity', t.opportunity()),
      PricebookEntryId: t.ids.entry,
      Quantity: 3,
      UnitPrice: 8,
      Discount: 10,
    });
    expect(
      await t.get('OpportunityLineItem', id, 'TotalPrice, ListPrice, Product2Id, ProductCode, Name'),
    ).toEqual({
      TotalPrice: 21.6,
      ListPrice: 10,
      Product2Id: t.ids.product,
      ProductCode: 'W-1',
      Name: 'Deal Widget',
    });
  });
  it('needs a price book entry', async () => {
    const opp = await t.one('Opportunity', t.opportunity());
    expect(
      await t.refused('OpportunityLineItem', { OpportunityId: opp, Quantity: 1, UnitPrice: 1 }),
    ).toMatchObject({ statusCode: 'FIELD_INTEGRITY_EXCEPTION' });
  });
  it('takes unit price or total price, not both', async () => {
    const opp = await t.one('Opportunity', t.opportunity());
    expect(
      await t.refused('OpportunityLineItem', {
        OpportunityId: opp,
        PricebookEntryId: t.ids.entry,
        Quantity: 2,
        UnitPrice: 1,
        TotalPrice: 2,
      }),
    ).toMatchObject({ statusCode: 'FIELD_INTEGRITY_EXCEPTION' });
  });
  it('refuses a quantity of zero', async () => {
    const opp = await t.one('Opportunity', t.opportunity());
    expect(
      await t.refused('OpportunityLineItem', {
        OpportunityId: opp,
        PricebookEntryId: t.ids.entry,
        Quantity: 0,
        UnitPrice: 1,
      }),
    ).toMatchObject({ statusCode: 'FIELD_INTEGRITY_EXCEPTION' });
  });
  it('refuses an entry of another price book than the opportunity has', async () => {
    const id = await t.one('Opportunity', t.opportunity({ Pricebook2Id: t.ids.book }));
    expect(
      await t.refused('OpportunityLineItem', {
        OpportunityId: id,
        PricebookEntryId: t.ids.entry,
        Quantity: 1,
        UnitPrice: 1,
      }),
    ).toMatchObject({ statusCode: 'FIELD_INTEGRITY_EXCEPTION' });
  });
  it('has no ProductCode, ListPrice and Name yet in a before insert trigger', async () => {
    const o = await openSales({
      'triggers/Lines.trigger': `trigger Lines on OpportunityLineItem (before insert) {
        for (OpportunityLineItem l : Trigger.new) { l.Description = l.ProductCode + '/' + l.ListPrice + '/' + l.Name; }
      }`,
    });
    const opp = await o.one('Opportunity', o.opportunity());
    const line = { OpportunityId: opp, PricebookEntryId: o.ids.entry, Quantity: 1, UnitPrice: 1 };
    const id = await o.one('OpportunityLineItem', line);
    expect(await o.get('OpportunityLineItem', id, 'Description')).toEqual({ Description: 'null/null/null' });
    await o.close();
  });
  it('goes with its opportunity', async () => {
    const opp = await t.one('Opportunity', t.opportunity());
    const line = await t.one('OpportunityLineItem', {
      OpportunityId: opp,
      PricebookEntryId: t.ids.entry,
      Quantity: 1,
      UnitPrice: 1,
    });
    await t.org.delete('Opportunity', opp);
    expect(await t.org.query(`SELECT COUNT() FROM OpportunityLineItem WHERE Id = '${line}'`)).toBe(0);
  });
  it('keeps the price book of the opportunity while it exists', async () => {
    const opp = await t.one('Opportunity', t.opportunity());
    await t.one('OpportunityLineItem', {
      OpportunityId: opp,
      PricebookEntryId: t.ids.entry,
      Quantity: 1,
      UnitPrice: 1,
    });
    expect(
      (await t.org.update('Opportunity', { Id: opp, Pricebook2Id: t.ids.book }, { allOrNone: false }))[0]
        ?.success,
    ).toBe(false);
  });
});

describe('PricebookEntry', () => {
  it('needs a standard price first', async () => {
    const product = await t.one('Product2', { Name: 'No price', IsActive: true });
    expect(
      await t.refused('PricebookEntry', {
        Pricebook2Id: t.ids.book,
        Product2Id: product,
        UnitPrice: 1,
        IsActive: true,
      }),
    ).toMatchObject({ statusCode: 'STANDARD_PRICE_NOT_DEFINED' });
  });
  it('is one for each product and price book', async () => {
    expect(
      await t.refused('PricebookEntry', {
        Pricebook2Id: t.ids.standard,
        Product2Id: t.ids.product,
        UnitPrice: 1,
        IsActive: true,
      }),
    ).toMatchObject({ statusCode: 'DUPLICATE_VALUE' });
  });
});
