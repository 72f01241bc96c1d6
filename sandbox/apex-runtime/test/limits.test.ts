// Facts: Apex Developer Guide (execution governors and limits: triggers run in chunks of 200 within the limits of their
// transaction), Apex Reference Guide (Limits class).
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { openOrg, type TestOrg } from './helpers/org.ts';

let t: TestOrg;
beforeAll(async () => {
  t = await openOrg({
    'triggers/Accounts.trigger': `trigger Accounts on Account (after insert) {
      Integer n = [SELECT COUNT() FROM Contact];
      List<Contact> rows = new List<Contact>();
      for (Account a : Trigger.new) { rows.add(new Contact(LastName = a.Name, AccountId = a.Id)); }
      insert rows;
      if (Limits.getQueueableJobs() == 0) { System.enqueueJob(new Job()); }
    }`,
    'classes/Job.cls': `public class Job implements Queueable {
      public void execute(QueueableContext c) { insert new Lead(LastName = String.valueOf(Limits.getLimitQueries()), Company = String.valueOf(Limits.getQueries())); }
      public static List<Integer> used(Integer size) {
        List<Account> rows = new List<Account>();
        for (Integer i = 0; i < size; i++) { rows.add(new Account(Name = 'a' + i)); }
        insert rows;
        return new List<Integer>{ Limits.getQueries(), Limits.getQueryRows(), Limits.getDmlStatements(), Limits.getDmlRows(), Limits.getQueueableJobs() };
      }
      public static Integer cpu() { Long sum = 0; for (Integer i = 0; i < 300000; i++) { sum += i; } return Limits.getCpuTime(); }
    }`,
  });
  await t.org.snapshot();
});
beforeEach(() => t.org.restore());
afterAll(() => t.close());

describe('limits', () => {
  it.each([
    [200, [1, 1, 2, 400, 1]],
    [201, [2, 2, 3, 402, 1]],
    [450, [3, 3, 4, 900, 1]],
  ])('count each chunk of 200 records in a trigger: %d records', async (size, used) => {
    expect(await t.org.call('Job', 'used', [size])).toEqual(used);
  });
  it('of a job are its own', async () => {
    await t.org.call('Job', 'used', [1]);
    await t.org.drain();
    expect(await t.org.query('SELECT LastName, Company FROM Lead')).toEqual([
      { LastName: '200', Company: '0' },
    ]);
  });
  it('stop the statement that is one too many, and it cannot be caught', async () => {
    await expect(
      t.run(
        'for (Integer i = 0; i < 101; i++) { try { Integer n = [SELECT COUNT() FROM Lead]; } catch (Exception e) { i = 999; } } return 0;',
      ),
    ).rejects.toThrow('Too many SOQL queries: 101');
  });
  it('know the processor time that was used', async () => {
    expect(await t.org.call('Job', 'cpu')).toBeGreaterThan(0);
  });
});
