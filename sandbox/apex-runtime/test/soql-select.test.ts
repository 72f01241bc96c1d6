import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openOrg, type TestOrg } from './helpers/org.ts';

let t: TestOrg;
beforeAll(async () => {
  t = await openOrg();
  const [a, b] = await t.org.insert('Account', [
    { Name: 'A', Industry: 'Energy' },
    { Name: 'B', Industry: 'Energy' },
    { Name: 'C' },
  ]);
  await t.org.insert('Contact', [
    { LastName: 'One', AccountId: a?.id },
    { LastName: 'Two', AccountId: a?.id },
    { LastName: 'Three', AccountId: b?.id },
  ]);
  const opp = (Name: string, Amount: string | null, day: string): object => ({
    Name,
    Amount,
    CloseDate: day,
    StageName: 'Prospecting',
    AccountId: a?.id,
  });
  await t.org.insert(
    'Opportunity',
    [opp('p', '10.50', '2026-01-31'), opp('q', '20.25', '2026-02-01'), opp('r', null, '2026-02-02')].map(
      (o) => ({ ...o }),
    ),
  );
});
afterAll(() => t.close());

describe('SELECT', () => {
  it('answers parents as nested records', async () => {
    expect(
      await t.org.query(
        "SELECT LastName, Account.Name, Account.Owner.UserType FROM Contact WHERE LastName = 'One'",
      ),
    ).toEqual([{ LastName: 'One', Account: { Name: 'A', Owner: { UserType: 'Standard' } } }]);
  });
  it('answers children as lists, ordered and limited by their own clauses', async () => {
    expect(
      await t.org.query(
        "SELECT Name, (SELECT LastName FROM Contacts ORDER BY LastName DESC LIMIT 1) FROM Account WHERE Name IN ('A', 'C') ORDER BY Name",
      ),
    ).toEqual([
      { Name: 'A', Contacts: [{ LastName: 'Two' }] },
      { Name: 'C', Contacts: [] },
    ]);
  });
  it('orders with null first, or last on demand', async () => {
    const order = async (s: string): Promise<unknown[]> =>
      (await t.org.query(`SELECT Name FROM Opportunity ORDER BY Amount ${s}`)).map((r) => r['Name']);
    expect(await order('')).toEqual(['r', 'p', 'q']);
    expect(await order('ASC NULLS LAST')).toEqual(['p', 'q', 'r']);
    expect(await order('DESC')).toEqual(['q', 'p', 'r']);
  });
  it('orders and compares ids as they are counted up', async () => {
    const made = await t.org.insert(
      'Lead',
      Array.from({ length: 70 }, (_, i) => ({ LastName: `l${i}`, Company: 'c' })),
    );
    const ids = made.map((r) => r.id ?? '');
    expect((await t.org.query('SELECT Id FROM Lead ORDER BY Id')).map((r) => r['Id'])).toEqual(ids);
    const after = await t.org.query(`SELECT Id FROM Lead WHERE Id > '${ids[39]}' ORDER BY Id LIMIT 3`);
    expect(after.map((r) => r['Id'])).toEqual(ids.slice(40, 43));
  });
  it('orders by several keys', async () => {
    const rows = await t.org.query('SELECT LastName FROM Contact ORDER BY Account.Name DESC, LastName ASC');
    expect(rows.map((r) => r['LastName'])).toEqual(['Three', 'One', 'Two']);
  });
  it('limits and skips', async () => {
    expect(await t.org.query('SELECT Name FROM Account ORDER BY Name LIMIT 1 OFFSET 1')).toEqual([
      { Name: 'B' },
    ]);
  });
  it('names the record type in attributes on demand', async () => {
    const [row] = await t.org.query('SELECT Id, Name FROM Account LIMIT 1', { attributes: true });
    expect(row).toMatchObject({
      attributes: { type: 'Account', url: expect.stringContaining('/sobjects/Account/001') },
    });
  });
  it('wraps children as the REST API does, null for none', async () => {
    const rows = await t.org.query(
      "SELECT Name, (SELECT LastName FROM Contacts) FROM Account WHERE Name IN ('B', 'C') ORDER BY Name",
      { attributes: true },
    );
    expect(rows.map((r) => r['Contacts'])).toEqual([
      { totalSize: 1, done: true, records: [expect.objectContaining({ LastName: 'Three' })] },
      null,
    ]);
  });
  it('answers only what is selected', async () => {
    expect(await t.org.query("SELECT Name FROM Account WHERE Name = 'C'")).toEqual([{ Name: 'C' }]);
  });
});

describe('aggregates', () => {
  it('count rows', async () => expect(await t.org.query('SELECT COUNT() FROM Contact')).toBe(3));
  it('sum, average, minimum and maximum skip null', async () => {
    expect(
      await t.org.query(
        'SELECT SUM(Amount) s, AVG(Amount) a, MIN(Amount) lo, MAX(Amount) hi, COUNT(Amount) n FROM Opportunity',
      ),
    ).toEqual([{ s: 30.75, a: 15.375, lo: 10.5, hi: 20.25, n: 2 }]);
  });
  it('group and filter with HAVING', async () => {
    expect(
      await t.org.query(
        'SELECT Account.Name n, COUNT(Id) c FROM Contact GROUP BY Account.Name HAVING COUNT(Id) > 1',
      ),
    ).toEqual([{ n: 'A', c: 2 }]);
  });
  it('group null as a value of its own', async () => {
    expect(
      await t.org.query('SELECT Industry, COUNT(Id) c FROM Account GROUP BY Industry ORDER BY COUNT(Id)'),
    ).toEqual([
      { Industry: null, c: 1 },
      { Industry: 'Energy', c: 2 },
    ]);
  });
  it('group by calendar month', async () => {
    expect(
      await t.org.query(
        'SELECT CALENDAR_MONTH(CloseDate) m, COUNT(Id) c FROM Opportunity GROUP BY CALENDAR_MONTH(CloseDate) ORDER BY CALENDAR_MONTH(CloseDate)',
      ),
    ).toEqual([
      { m: 1, c: 1 },
      { m: 2, c: 2 },
    ]);
  });
  it('name unnamed columns expr0, expr1', async () => {
    expect(
      await t.run(
        "AggregateResult r = [SELECT COUNT(Id), MAX(Name) FROM Account]; return new List<Object>{ r.get('expr0'), r.get('expr1') };",
      ),
    ).toEqual([3, 'C']);
  });
  it('count distinct values', async () => {
    expect(await t.org.query('SELECT COUNT_DISTINCT(AccountId) c FROM Contact')).toEqual([{ c: 2 }]);
  });
});

describe('queries in Apex', () => {
  it('throw when one row is wanted and none is there', async () => {
    await expect(
      t.run("Account a = [SELECT Id FROM Account WHERE Name = 'zz']; return a;"),
    ).rejects.toMatchObject({
      type: 'QueryException',
      message: expect.stringContaining('List has no rows for assignment to SObject'),
    });
  });
  it('throw when one row is wanted and more are there', async () => {
    await expect(t.run('Account a = [SELECT Id FROM Account]; return a;')).rejects.toThrow(
      /List has more than 1 row for assignment to SObject/,
    );
  });
  it('throw SObjectException for a field that was not selected', async () => {
    await expect(t.run('Account a = [SELECT Id FROM Account LIMIT 1]; return a.Name;')).rejects.toMatchObject(
      {
        type: 'SObjectException',
        message: expect.stringContaining(
          'SObject row was retrieved via SOQL without querying the requested field: Account.Name',
        ),
      },
    );
  });
  it('walk in batches in a for loop over lists', async () => {
    expect(
      await t.run(
        'Integer n = 0; for (List<Contact> l : [SELECT Id FROM Contact]) { n += l.size(); } return n;',
      ),
    ).toBe(3);
  });
  it('give an empty list, not null, for no children', async () => {
    expect(
      await t.run(
        "Account a = [SELECT Id, (SELECT Id FROM Contacts) FROM Account WHERE Name = 'C']; return a.Contacts.size();",
      ),
    ).toBe(0);
  });
  it('see rows of their own transaction', async () => {
    expect(
      await t.run(
        "insert new Account(Name = 'mine'); return [SELECT COUNT() FROM Account WHERE Name = 'mine'];",
      ),
    ).toBe(1);
  });
});
