import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openOrg, type TestOrg } from './helpers/org.ts';

let t: TestOrg;
beforeAll(async () => {
  t = await openOrg();
});
afterAll(() => t.close());

const count = (name: string): Promise<unknown> =>
  t.org.query(`SELECT COUNT() FROM Account WHERE Name = '${name}'`);

describe('a transaction', () => {
  it('leaves nothing after an uncaught exception', async () => {
    await expect(
      t.org.anonymous("insert new Account(Name = 'gone'); Integer i = 1 / 0;"),
    ).rejects.toMatchObject({ type: 'MathException' });
    expect(await count('gone')).toBe(0);
  });
  it('keeps what was saved before a caught exception', async () => {
    await t.org.anonymous(
      "insert new Account(Name = 'kept'); try { insert new Account(); } catch (DmlException e) { System.debug(e); }",
    );
    expect(await count('kept')).toBe(1);
  });
  it('goes back to a savepoint', async () => {
    await t.org.anonymous(
      "insert new Account(Name = 'sp1'); Savepoint sp = Database.setSavepoint(); insert new Account(Name = 'sp2'); Database.rollback(sp);",
    );
    expect([await count('sp1'), await count('sp2')]).toEqual([1, 0]);
  });
  it('does not take the id from a record whose insert is rolled back to a savepoint', async () => {
    expect(
      await t.run(
        "Savepoint sp = Database.setSavepoint(); Account a = new Account(Name = 'idstays'); insert a; Database.rollback(sp); return a.Id != null;",
      ),
    ).toBe(true);
  });
  it('undoes updates and deletes too', async () => {
    const [r] = await t.org.insert('Account', { Name: 'undo', Site: 'a' });
    await t.org.anonymous(
      `Savepoint sp = Database.setSavepoint(); update new Account(Id = '${r?.id}', Site = 'b'); delete [SELECT Id FROM Account WHERE Id = '${r?.id}']; Database.rollback(sp);`,
    );
    expect(await t.org.query(`SELECT Site FROM Account WHERE Id = '${r?.id}'`)).toEqual([{ Site: 'a' }]);
  });
  it('does not mix setup and other objects', async () => {
    await expect(
      t.org.anonymous("insert new Account(Name = 'mix'); insert new Group(Name = 'g');"),
    ).rejects.toThrow(/MIXED_DML_OPERATION/);
  });
});

describe('governor limits', () => {
  it('stop the 101st query', async () => {
    await expect(
      t.org.anonymous(
        'for (Integer i = 0; i < 101; i++) { List<Account> a = [SELECT Id FROM Account LIMIT 1]; }',
      ),
    ).rejects.toMatchObject({
      type: 'LimitException',
      message: expect.stringContaining('Too many SOQL queries: 101'),
    });
  });
  it('stop the 151st DML statement', async () => {
    await expect(
      t.org.anonymous("for (Integer i = 0; i < 151; i++) { insert new Account(Name = 'l'); }"),
    ).rejects.toMatchObject({
      type: 'LimitException',
      message: expect.stringContaining('Too many DML statements: 151'),
    });
  });
  it('stop more than 10,000 rows of DML', async () => {
    await expect(
      t.org.anonymous(
        "List<Account> l = new List<Account>(); for (Integer i = 0; i < 10001; i++) { l.add(new Account(Name = 'r')); } insert l;",
      ),
    ).rejects.toThrow(/Too many DML rows: 10001/);
  });
  it('are readable through Limits', async () => {
    expect(
      await t.run(
        "Integer n = [SELECT COUNT() FROM Account]; insert new Account(Name = 'lim'); return new List<Integer>{ Limits.getQueries(), Limits.getDmlStatements(), Limits.getLimitQueries(), Limits.getLimitDmlStatements() };",
      ),
    ).toEqual([1, 1, 100, 150]);
  });
  it('count a list as one statement', async () => {
    expect(
      await t.run(
        "insert new List<Account>{ new Account(Name = 'x'), new Account(Name = 'y') }; return new List<Integer>{ Limits.getDmlStatements(), Limits.getDmlRows() };",
      ),
    ).toEqual([1, 2]);
  });
  it('begin anew in each transaction', async () => {
    expect(await t.run('return Limits.getQueries();')).toBe(0);
  });
  it('allow 50 jobs in a synchronous transaction', async () => {
    expect(await t.run('return Limits.getLimitQueueableJobs();')).toBe(50);
  });
});
