// Facts: Salesforce Help (multiple currencies, person accounts), Object Reference (CurrencyType, DatedConversionRate, Account:
// person account fields, PricebookEntry, Opportunity), Apex Reference Guide (UserInfo).
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { field, NAME_FIELD, object, openOrg, TEXT, type TestOrg } from './helpers/org.ts';

const files = {
  ...object('Thing__c', `${NAME_FIELD}<sharingModel>ReadWrite</sharingModel>`),
  ...object('Rule__mdt', '<visibility>Public</visibility>'),
  ...field('Contact', 'Nick__c', TEXT),
  'triggers/Contacts.trigger':
    "trigger Contacts on Contact (before insert) { Trigger.new[0].Department = 'by trigger'; }",
};

describe('an org with one currency and without person accounts', () => {
  let t: TestOrg;
  beforeAll(async () => {
    t = await openOrg(files);
  });
  afterAll(() => t.close());
  it('has no currency fields, so that code which names them does not compile', async () => {
    await expect(t.run('Account a = new Account(); return a.CurrencyIsoCode;')).rejects.toThrow();
    expect(
      await t.run("return Schema.SObjectType.Thing__c.fields.getMap().containsKey('CurrencyIsoCode');"),
    ).toBe(false);
    expect(await t.run('return UserInfo.isMultiCurrencyOrganization();')).toBe(false);
    await expect(t.org.query('SELECT IsoCode FROM CurrencyType')).rejects.toThrow('is not supported');
  });
  it('has no person accounts', async () => {
    await expect(t.org.query('SELECT IsPersonAccount FROM Account')).rejects.toThrow('No such column');
    expect(await t.run('return Schema.SObjectType.Account.getRecordTypeInfos().size();')).toBe(1);
  });
});

describe('an org with several currencies', () => {
  let t: TestOrg;
  beforeAll(async () => {
    t = await openOrg(files, { multiCurrency: { corporate: 'USD', rates: { EUR: '0.9' } } });
  });
  afterAll(() => t.close());
  it('says so, and has its currencies with their rates', async () => {
    expect(
      await t.run(
        'return new List<Object>{ UserInfo.isMultiCurrencyOrganization(), UserInfo.getDefaultCurrency() };',
      ),
    ).toEqual([true, 'USD']);
    expect(
      await t.org.query('SELECT IsoCode, ConversionRate, IsCorporate FROM CurrencyType ORDER BY IsoCode'),
    ).toEqual([
      { IsoCode: 'EUR', ConversionRate: 0.9, IsCorporate: false },
      { IsoCode: 'USD', ConversionRate: 1, IsCorporate: true },
    ]);
    expect(await t.org.query('SELECT COUNT() FROM DatedConversionRate')).toBe(2);
  });
  it('has rates by date, each until the next begins', async () => {
    const dated = {
      EUR: [
        { from: '2026-07-01', rate: '0.93' },
        { from: '2026-01-01', rate: '0.91' },
      ],
    };
    const own = await openOrg(files, { multiCurrency: { corporate: 'USD', rates: { EUR: '0.9' }, dated } });
    const rates = await own.org.query(
      "SELECT ConversionRate, StartDate, NextStartDate FROM DatedConversionRate WHERE IsoCode = 'EUR' ORDER BY StartDate",
    );
    const [onDay] = await own.org.query(
      "SELECT ConversionRate FROM DatedConversionRate WHERE IsoCode = 'EUR' AND StartDate <= 2026-03-01 AND NextStartDate > 2026-03-01",
    );
    await own.close();
    expect(rates).toEqual([
      { ConversionRate: 0.9, StartDate: '1970-01-01', NextStartDate: '2026-01-01' },
      { ConversionRate: 0.91, StartDate: '2026-01-01', NextStartDate: '2026-07-01' },
      { ConversionRate: 0.93, StartDate: '2026-07-01', NextStartDate: '9999-12-31' },
    ]);
    expect(onDay).toEqual({ ConversionRate: 0.91 });
  });
  it('gives standard and own objects a currency, by default that of the user, but not custom metadata', async () => {
    await t.org.insert('Account', { Name: 'A' });
    await t.org.insert('Thing__c', [{ Name: 'T' }, { Name: 'E', CurrencyIsoCode: 'EUR' }]);
    expect(await t.org.query('SELECT CurrencyIsoCode FROM Account')).toEqual([{ CurrencyIsoCode: 'USD' }]);
    expect(await t.org.query('SELECT CurrencyIsoCode FROM Thing__c ORDER BY Name')).toEqual([
      { CurrencyIsoCode: 'EUR' },
      { CurrencyIsoCode: 'USD' },
    ]);
    await expect(t.org.query('SELECT CurrencyIsoCode FROM Rule__mdt')).rejects.toThrow('No such column');
    await expect(t.org.insert('Account', { Name: 'A', CurrencyIsoCode: 'CHF' })).rejects.toThrow(
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
    );
  });
  it('keeps prices by currency; lines have the currency of their opportunity, which is then fixed', async () => {
    const lines = await t.run(`
      Id book = [SELECT Id FROM Pricebook2 WHERE IsStandard = true].Id;
      Product2 p = new Product2(Name = 'P', IsActive = true); insert p;
      PricebookEntry usd = new PricebookEntry(Product2Id = p.Id, Pricebook2Id = book, UnitPrice = 10, IsActive = true, CurrencyIsoCode = 'USD');
      PricebookEntry eur = new PricebookEntry(Product2Id = p.Id, Pricebook2Id = book, UnitPrice = 9, IsActive = true, CurrencyIsoCode = 'EUR');
      insert new List<PricebookEntry>{ usd, eur };
      Opportunity o = new Opportunity(Name = 'O', StageName = 'Prospecting', CloseDate = Date.today(), CurrencyIsoCode = 'EUR', Pricebook2Id = book);
      insert o;
      insert new OpportunityLineItem(OpportunityId = o.Id, PricebookEntryId = eur.Id, Quantity = 1, UnitPrice = 9);
      Database.SaveResult wrong = Database.insert(new OpportunityLineItem(OpportunityId = o.Id, PricebookEntryId = usd.Id, Quantity = 1, UnitPrice = 9), false);
      Database.SaveResult moved = Database.update(new Opportunity(Id = o.Id, CurrencyIsoCode = 'USD'), false);
      return new List<Object>{ [SELECT CurrencyIsoCode FROM OpportunityLineItem].CurrencyIsoCode, wrong.getErrors()[0].getStatusCode().name(), moved.getErrors()[0].getStatusCode().name() };`);
    expect(lines).toEqual(['EUR', 'FIELD_INTEGRITY_EXCEPTION', 'FIELD_INTEGRITY_EXCEPTION']);
  });
});

describe('an org with person accounts', () => {
  let t: TestOrg;
  beforeAll(async () => {
    t = await openOrg(files, { personAccounts: true });
  });
  afterAll(() => t.close());
  it('makes a person of an account with a last name, with a contact behind it', async () => {
    const [row] = await t.org.insert('Account', {
      FirstName: 'Ada',
      LastName: 'Byron',
      PersonEmail: 'ada@example.com',
      Nick__pc: 'A',
    });
    expect(
      await t.org.query(
        `SELECT Name, IsPersonAccount, RecordType.IsPersonType FROM Account WHERE Id = '${row?.id}'`,
      ),
    ).toEqual([{ Name: 'Ada Byron', IsPersonAccount: true, RecordType: { IsPersonType: true } }]);
    const contact = `SELECT LastName, Email, Nick__c, Department, IsPersonAccount FROM Contact WHERE AccountId = '${row?.id}'`;
    expect(await t.org.query(contact)).toEqual([
      { LastName: 'Byron', Email: 'ada@example.com', Nick__c: 'A', Department: null, IsPersonAccount: true },
    ]);
    await t.org.update('Account', { Id: row?.id, PersonEmail: 'new@example.com' });
    expect(await t.org.query(contact)).toMatchObject([{ Email: 'new@example.com' }]);
  });
  it('has business accounts as well', async () => {
    const [row] = await t.org.insert('Account', { Name: 'Firm' });
    expect(
      await t.org.query(`SELECT IsPersonAccount, PersonContactId FROM Account WHERE Id = '${row?.id}'`),
    ).toEqual([{ IsPersonAccount: false, PersonContactId: null }]);
  });
});
