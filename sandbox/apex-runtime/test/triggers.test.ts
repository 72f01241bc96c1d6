import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openOrg, type TestOrg } from './helpers/org.ts';

const TRACE = `
public class Trace {
  public static List<String> log = new List<String>();
  public static void add() {
    log.add((Trigger.isBefore ? 'before ' : 'after ') + Trigger.operationType.name() + ' new=' + (Trigger.new == null ? 'null' : String.valueOf(Trigger.new.size()))
      + ' newMap=' + (Trigger.newMap == null ? 'null' : 'set') + ' old=' + (Trigger.old == null ? 'null' : 'set') + ' size=' + Trigger.size);
  }
  public static List<String> life() {
    Account a = new Account(Name = 'trace');
    insert a; a.Site = 'x'; update a; delete a; undelete a;
    return log;
  }
}`;
const ACCOUNT = `
trigger AccountRules on Account (before insert, before update, before delete, after insert, after update, after delete, after undelete) {
  if (Trigger.isBefore && (Trigger.isInsert || Trigger.isUpdate)) {
    for (Account a : Trigger.new) {
      if (a.Name.startsWith('default')) { a.Description = 'from trigger'; }
      if (a.Name.startsWith('bad')) { a.addError('not this one'); }
      if (a.Name.startsWith('field')) { a.Name.addError('name is wrong'); }
    }
  }
  if (Trigger.isBefore && Trigger.isDelete) { for (Account a : Trigger.old) { if (a.Name.startsWith('keep')) { a.addError('kept'); } } }
  if (Trigger.isAfter && Trigger.isInsert) {
    List<Contact> cs = new List<Contact>();
    for (Account a : Trigger.new) {
      if (a.Name.startsWith('child')) { cs.add(new Contact(LastName = a.Name, AccountId = a.Id)); }
      if (a.Name.startsWith('readonly')) { a.Site = 'x'; }
      if (a.Name.startsWith('throws')) { throw new IllegalArgumentException('boom'); }
    }
    if (!cs.isEmpty()) { insert cs; }
  }
  if (Trigger.isAfter && Trigger.isUpdate) {
    List<Account> again = new List<Account>();
    for (Account a : Trigger.new) {
      if (a.Name.startsWith('count') && a.NumberOfEmployees < 3) { again.add(new Account(Id = a.Id, NumberOfEmployees = a.NumberOfEmployees + 1)); }
      if (a.Name.startsWith('endless')) { again.add(new Account(Id = a.Id)); }
      if (a.Name.startsWith('sees')) { System.debug(Trigger.oldMap.get(a.Id).Site + '>' + a.Site); }
    }
    update again;
  }
  if (Trigger.new != null && Trigger.new[0].Name == 'trace' || Trigger.old != null && Trigger.old[0].Name == 'trace') { Trace.add(); }
}`;

let t: TestOrg;
beforeAll(async () => {
  t = await openOrg({ 'classes/Trace.cls': TRACE, 'triggers/AccountRules.trigger': ACCOUNT });
});
afterAll(() => t.close());

const insertOne = async (record: Record<string, unknown>): Promise<string> =>
  (await t.org.insert('Account', record))[0]?.id ?? '';

describe('a trigger', () => {
  it('sees the context variables of each moment', async () => {
    expect(await t.org.call('Trace', 'life')).toEqual([
      'before BEFORE_INSERT new=1 newMap=null old=null size=1',
      'after AFTER_INSERT new=1 newMap=set old=null size=1',
      'before BEFORE_UPDATE new=1 newMap=set old=set size=1',
      'after AFTER_UPDATE new=1 newMap=set old=set size=1',
      'before BEFORE_DELETE new=null newMap=null old=set size=1',
      'after AFTER_DELETE new=null newMap=null old=set size=1',
      'after AFTER_UNDELETE new=1 newMap=set old=null size=1',
    ]);
  });
  it('changes the record before it is saved', async () => {
    const id = await insertOne({ Name: 'default 1' });
    expect(await t.org.query(`SELECT Description FROM Account WHERE Id = '${id}'`)).toEqual([
      { Description: 'from trigger' },
    ]);
  });
  it('may not change the record after it is saved', async () => {
    await expect(insertOne({ Name: 'readonly' })).rejects.toThrow(/Record is read-only/);
  });
  it('refuses a record with addError', async () => {
    const [r] = await t.org.insert('Account', { Name: 'bad' }, { allOrNone: false });
    expect(r?.errors).toEqual([
      { statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'not this one', fields: [] },
    ]);
  });
  it('names the field that addError was called on', async () => {
    const [r] = await t.org.insert('Account', { Name: 'field' }, { allOrNone: false });
    expect(r?.errors[0]?.fields).toEqual(['Name']);
  });
  it('keeps the good rows when allOrNone is false', async () => {
    const rs = await t.org.insert('Account', [{ Name: 'good a' }, { Name: 'bad b' }, { Name: 'good c' }], {
      allOrNone: false,
    });
    expect(rs.map((r) => r.success)).toEqual([true, false, true]);
    expect(await t.org.query("SELECT COUNT() FROM Account WHERE Name LIKE 'good%'")).toBe(2);
  });
  it('does not repeat the children of good rows when others fail', async () => {
    await t.org.insert('Account', [{ Name: 'child once' }, { Name: 'bad' }], { allOrNone: false });
    expect(await t.org.query("SELECT COUNT() FROM Contact WHERE LastName = 'child once'")).toBe(1);
  });
  it('keeps a record from deletion', async () => {
    const id = await insertOne({ Name: 'keep me' });
    await expect(t.org.delete('Account', id)).rejects.toThrow(/kept/);
    expect(await t.org.query(`SELECT COUNT() FROM Account WHERE Id = '${id}'`)).toBe(1);
  });
  it('fires again for the updates it makes', async () => {
    const id = await insertOne({ Name: 'count', NumberOfEmployees: 0 });
    await t.org.update('Account', { Id: id, NumberOfEmployees: 1 });
    expect(await t.org.query(`SELECT NumberOfEmployees FROM Account WHERE Id = '${id}'`)).toEqual([
      { NumberOfEmployees: 3 },
    ]);
  });
  it('is stopped after 16 levels of recursion', async () => {
    const id = await insertOne({ Name: 'endless' });
    await expect(t.org.update('Account', { Id: id })).rejects.toThrow(/maximum trigger depth exceeded/);
  });
  it('turns its exception into CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY and undoes the insert', async () => {
    await expect(insertOne({ Name: 'throws' })).rejects.toMatchObject({
      dml: [
        {
          statusCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
          message: expect.stringContaining('AccountRules: execution of AfterInsert'),
        },
      ],
    });
    expect(await t.org.query("SELECT COUNT() FROM Account WHERE Name = 'throws'")).toBe(0);
  });
  it('gets at most 200 records at a time', async () => {
    const big = await openOrg({
      'triggers/Chunks.trigger':
        'trigger Chunks on Account (before insert) { for (Account a : Trigger.new) { a.Site = String.valueOf(Trigger.new.size()); } }',
    });
    await big.org.insert(
      'Account',
      Array.from({ length: 401 }, (_, i) => ({ Name: `n${i}` })),
    );
    expect(await big.org.query('SELECT Site, COUNT(Id) n FROM Account GROUP BY Site ORDER BY Site')).toEqual([
      { Site: '1', n: 1 },
      { Site: '200', n: 400 },
    ]);
    await big.close();
  });
  it('sees old and new values', async () => {
    const id = await insertOne({ Name: 'sees', Site: 'a' });
    await t.org.recorded();
    await t.org.update('Account', { Id: id, Site: 'b' });
    expect((await t.org.recorded()).log.map((l) => l.text)).toContain('a>b');
  });
});
