import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { field, openOrg, TEXT, type TestOrg } from './helpers/org.ts';

let t: TestOrg;
beforeAll(async () => {
  t = await openOrg({
    ...field('Account', 'Key__c', TEXT + '<externalId>true</externalId><unique>true</unique>'),
    ...field(
      'Account',
      'Tags__c',
      '<type>MultiselectPicklist</type><visibleLines>3</visibleLines><valueSet><valueSetDefinition><value><fullName>A</fullName><label>A</label></value><value><fullName>B</fullName><label>B</label></value><value><fullName>C</fullName><label>C</label></value></valueSetDefinition></valueSet>',
    ),
    'classes/Bound.cls': `public class Bound {
      public static List<String> byName(List<String> wanted) { return names([SELECT Name FROM Account WHERE Name IN :wanted ORDER BY Name]); }
      public static List<String> bySet(String one) { Set<String> s = new Set<String>{ one, null }; return names([SELECT Name FROM Account WHERE Name IN :s]); }
      public static List<String> dynamicBind(String wanted) { return names(Database.query('SELECT Name FROM Account WHERE Name = :wanted')); }
      public static List<String> withBinds(String wanted) { return names(Database.queryWithBinds('SELECT Name FROM Account WHERE Name = :w', new Map<String, Object>{ 'w' => wanted }, AccessLevel.SYSTEM_MODE)); }
      public static List<String> byRecords() { List<Account> l = [SELECT Id FROM Account WHERE Name = 'Alpha']; return names([SELECT Name FROM Account WHERE Id IN :l]); }
      static List<String> names(List<Account> l) { List<String> n = new List<String>(); for (Account a : l) { n.add(a.Name); } return n; }
    }`,
  });
  await t.org.insert('Account', [
    {
      Name: 'Alpha',
      Key__c: 'K1',
      AnnualRevenue: 100,
      Industry: 'Energy',
      Tags__c: 'A;B',
      NumberOfEmployees: 5,
    },
    { Name: 'beta', Key__c: 'k2', AnnualRevenue: 200, BillingCity: 'Bonn', Tags__c: 'B' },
    { Name: 'Gamma_1', Key__c: 'K3', AnnualRevenue: 300, BillingCity: "O'Fallon" },
    { Name: 'Gamma 2', AnnualRevenue: null },
  ]);
});
afterAll(() => t.close());

const names = async (where: string): Promise<unknown[]> =>
  (await t.org.query(`SELECT Name FROM Account WHERE ${where} ORDER BY Name`)).map((r) => r['Name']);

describe('WHERE', () => {
  it('compares text without case', async () => expect(await names("Name = 'BETA'")).toEqual(['beta']));
  it('compares numbers', async () =>
    expect(await names('AnnualRevenue >= 200')).toEqual(['beta', 'Gamma_1']));
  it('finds null and not null', async () => {
    expect(await names('AnnualRevenue = null')).toEqual(['Gamma 2']);
    expect(await names('BillingCity != null')).toEqual(['beta', 'Gamma_1']);
  });
  it('counts null as different in !=', async () =>
    expect(await names("Industry != 'Energy'")).toHaveLength(3));
  it('LIKE takes % for any text and _ for one character', async () => {
    expect(await names("Name LIKE 'gamma%'")).toEqual(['Gamma 2', 'Gamma_1']);
    expect(await names("Name LIKE '_eta'")).toEqual(['beta']);
  });
  it('LIKE takes an escaped wildcard literally', async () =>
    expect(await names("Name LIKE 'Gamma\\\\_%'")).toEqual(['Gamma_1']));
  it('combines AND, OR and NOT with brackets', async () => {
    expect(await names("(Name = 'Alpha' OR Name = 'beta') AND (NOT BillingCity = 'Bonn')")).toEqual([
      'Alpha',
    ]);
  });
  it('refuses AND mixed with OR without brackets', async () => {
    await expect(names("Name = 'a' AND Name = 'b' OR Name = 'c'")).rejects.toMatchObject({
      type: 'QueryException',
    });
  });
  it('IN and NOT IN take lists', async () => {
    expect(await names("Name IN ('alpha', 'BETA')")).toEqual(['Alpha', 'beta']);
    expect(await names("Name NOT IN ('alpha', 'BETA')")).toEqual(['Gamma 2', 'Gamma_1']);
  });
  it('takes an escaped quote', async () =>
    expect(await names("BillingCity = 'O\\'Fallon'")).toEqual(['Gamma_1']));
  it('INCLUDES looks into multi-select values', async () => {
    expect(await names("Tags__c INCLUDES ('B')")).toEqual(['Alpha', 'beta']);
    expect(await names("Tags__c INCLUDES ('A;B')")).toEqual(['Alpha']);
    expect(await names("Tags__c EXCLUDES ('A') AND Tags__c != null")).toEqual(['beta']);
  });
  it('finds by an external id without case', async () =>
    expect(await names("Key__c = 'k1'")).toEqual(['Alpha']));
  it('knows date literals', async () => {
    expect(await names('CreatedDate = TODAY')).toHaveLength(4);
    expect(await names('CreatedDate < LAST_N_DAYS:3')).toHaveLength(0);
  });
  it('semi-joins by a subquery', async () => {
    const [a] = await t.org.query("SELECT Id FROM Account WHERE Name = 'Alpha'");
    await t.org.insert('Contact', { LastName: 'Semi', AccountId: a?.['Id'] });
    expect(await names("Id IN (SELECT AccountId FROM Contact WHERE LastName = 'Semi')")).toEqual(['Alpha']);
    expect(await names("Id NOT IN (SELECT AccountId FROM Contact WHERE LastName = 'Semi')")).toHaveLength(3);
  });
  it('reaches fields of parents', async () => {
    const rows = await t.org.query("SELECT LastName FROM Contact WHERE Account.Industry = 'Energy'");
    expect(rows).toEqual([{ LastName: 'Semi' }]);
  });
  it('refuses unknown fields, objects and relationships', async () => {
    await expect(names('Nope__c = 1')).rejects.toThrow(/No such column 'Nope__c' on entity 'Account'/);
    await expect(t.org.query('SELECT Id FROM Nope__c')).rejects.toThrow(
      /sObject type 'Nope__c' is not supported/,
    );
    await expect(t.org.query('SELECT Nope.Name FROM Account')).rejects.toThrow(/relationship/);
  });
});

describe('binds', () => {
  it('take lists', async () =>
    expect(await t.org.call('Bound', 'byName', [['Alpha', 'beta']])).toEqual(['Alpha', 'beta']));
  it('take sets with null in them', async () =>
    expect(await t.org.call('Bound', 'bySet', ['beta'])).toEqual(['beta']));
  it('are found by name in dynamic SOQL', async () =>
    expect(await t.org.call('Bound', 'dynamicBind', ['Alpha'])).toEqual(['Alpha']));
  it('come from the map of queryWithBinds', async () =>
    expect(await t.org.call('Bound', 'withBinds', ['Alpha'])).toEqual(['Alpha']));
  it('take records for their ids', async () =>
    expect(await t.org.call('Bound', 'byRecords')).toEqual(['Alpha']));
});
