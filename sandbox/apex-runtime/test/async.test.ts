import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { field, object, openOrg, TEXT, type TestOrg } from './helpers/org.ts';

const CLASSES = {
  'classes/Work.cls': `
    public class Work implements Queueable {
      String name; Integer chain;
      public Work(String name, Integer chain) { this.name = name; this.chain = chain; }
      public void execute(QueueableContext c) {
        insert new Account(Name = name, Site = UserInfo.getUserName(), NumberOfEmployees = Limits.getLimitQueries());
        if (name == 'fails') { throw new IllegalArgumentException('failed job'); }
        if (name == 'two') { System.enqueueJob(new Work('a', 0)); System.enqueueJob(new Work('b', 0)); }
        if (chain > 0) { System.enqueueJob(new Work(name, chain - 1)); }
      }
      public static void start(String name, Integer chain) { System.enqueueJob(new Work(name, chain)); }
      public static void startThenFail() { System.enqueueJob(new Work('never', 0)); Integer i = 1 / 0; }
      public static void startThenChange() { Work w = new Work('before', 0); System.enqueueJob(w); w.name = 'after'; }
      public static void startDelayed(Integer minutes) { System.enqueueJob(new Work('delayed', 0), minutes); }
      public static void startDeep(Integer depth) { AsyncOptions o = new AsyncOptions(); o.MaximumQueueableStackDepth = depth; System.enqueueJob(new Work('deep', 9), o); }
      public static String startTwice() {
        AsyncOptions o = new AsyncOptions();
        o.DuplicateSignature = QueueableDuplicateSignature.Builder().addString('Work').build();
        System.enqueueJob(new Work('once', 0), o);
        try { System.enqueueJob(new Work('once', 0), o); } catch (DuplicateMessageException e) { return e.getMessage(); }
        return 'no exception';
      }
    }`,
  'classes/Guarded.cls': `
    public class Guarded implements Queueable, Finalizer {
      Integer fails;
      public Guarded(Integer fails) { this.fails = fails; }
      public void execute(QueueableContext c) { System.attachFinalizer(this); insert new Account(Name = 'guarded'); if (fails > 0) { throw new IllegalArgumentException('job broke'); } }
      public void execute(FinalizerContext c) {
        insert new Account(Name = 'finalizer', Site = c.getResult().name(), Description = c.getException() == null ? null : c.getException().getMessage());
        if (c.getResult() == ParentJobResult.UNHANDLED_EXCEPTION) { System.enqueueJob(new Guarded(fails - 1)); }
      }
      public static void start(Integer fails) { System.enqueueJob(new Guarded(fails)); }
    }`,
  'classes/Later.cls':
    "public class Later { @future public static void run(String name) { insert new Account(Name = name); } public static void start() { run('future'); } }",
  'classes/Nightly.cls': `public class Nightly implements Schedulable {
      public void execute(SchedulableContext c) { insert new Account(Name = 'nightly'); }
      public static String plan() { return System.schedule('Nightly run', '0 0 2 * * ?', new Nightly()); } }`,
  'classes/Bulk.cls': `public class Bulk implements Database.Batchable<SObject>, Database.Stateful {
      Integer n = 0;
      public Database.QueryLocator start(Database.BatchableContext c) { return Database.getQueryLocator('SELECT Id FROM Contact'); }
      public void execute(Database.BatchableContext c, List<SObject> rows) { n += rows.size(); }
      public void finish(Database.BatchableContext c) { insert new Account(Name = 'bulk', NumberOfEmployees = n); }
      public static void start() { Database.executeBatch(new Bulk(), 2); } }`,
  ...object(
    'Note__e',
    '<deploymentStatus>Deployed</deploymentStatus><eventType>HighVolume</eventType><publishBehavior>PublishAfterCommit</publishBehavior>',
  ),
  ...field('Note__e', 'Text__c', TEXT),
  ...object(
    'Now__e',
    '<deploymentStatus>Deployed</deploymentStatus><eventType>HighVolume</eventType><publishBehavior>PublishImmediately</publishBehavior>',
  ),
  ...field('Now__e', 'Text__c', TEXT),
  'triggers/NoteTrigger.trigger': `trigger NoteTrigger on Note__e (after insert) {
      if (Trigger.new[0].Text__c == 'retry' && EventBus.TriggerContext.currentContext().retries < 2) { throw new EventBus.RetryableException('again'); }
      if (Trigger.new[0].Text__c == 'part' && Trigger.new.size() > 1) { EventBus.TriggerContext.currentContext().setResumeCheckpoint(Trigger.new[0].ReplayId); }
      insert new Account(Name = 'event', Site = Trigger.new[0].Text__c, NumberOfEmployees = Trigger.new.size(), Description = UserInfo.getName());
    }`,
  'triggers/NowTrigger.trigger':
    "trigger NowTrigger on Now__e (after insert) { insert new Account(Name = 'now'); }",
  'classes/Say.cls': `public class Say {
      public static Boolean note(String text) { Database.SaveResult r = EventBus.publish(new Note__e(Text__c = text)); return r.isSuccess(); }
      public static void bothThenFail() { EventBus.publish(new Note__e(Text__c = 'lost')); EventBus.publish(new Now__e(Text__c = 'kept')); Integer i = 1 / 0; } }`,
};
const queued: number[] = [];
let t: TestOrg;
beforeAll(async () => {
  t = await openOrg(CLASSES, { onQueued: (n) => queued.push(n) });
  await t.org.snapshot();
});
beforeEach(async () => {
  await t.org.restore();
  queued.length = 0;
});
afterAll(() => t.close());
const accounts = (name: string): Promise<unknown> =>
  t.org.query(`SELECT COUNT() FROM Account WHERE Name = '${name}'`);

describe('Queueable', () => {
  it('runs after the transaction that enqueued it', async () => {
    await t.org.call('Work', 'start', ['job', 0]);
    expect(await accounts('job')).toBe(0);
    expect(await t.org.runNext()).toMatchObject({
      ran: { kind: 'QUEUEABLE', name: 'Work' },
      queued: 0,
      errors: [],
    });
    expect(await accounts('job')).toBe(1);
  });
  it('is cancelled with its transaction', async () => {
    await expect(t.org.call('Work', 'startThenFail')).rejects.toMatchObject({ type: 'MathException' });
    expect(await t.org.runNext()).toMatchObject({ ran: null, queued: 0 });
  });
  it('has the limits of asynchronous work', async () => {
    await t.org.call('Work', 'start', ['job', 0]);
    await t.org.drain();
    expect(await t.org.query("SELECT NumberOfEmployees FROM Account WHERE Name = 'job'")).toEqual([
      { NumberOfEmployees: 200 },
    ]);
  });
  it('keeps the state it was enqueued with', async () => {
    await t.org.call('Work', 'startThenChange');
    await t.org.drain();
    expect([await accounts('before'), await accounts('after')]).toEqual([1, 0]);
  });
  it('chains', async () => {
    await t.org.call('Work', 'start', ['chain', 3]);
    expect(await t.org.drain()).toMatchObject({ jobs: 4, errors: [] });
    expect(await accounts('chain')).toBe(4);
  });
  it('chains five deep in Developer Edition, unless the first job sets another depth', async () => {
    await t.org.call('Work', 'start', ['long', 9]);
    expect((await t.org.drain()).errors).toMatchObject([
      { type: 'AsyncException', message: expect.stringContaining('Maximum stack depth has been reached') },
    ]);
    expect(await accounts('long')).toBe(4);
    await t.org.call('Work', 'startDeep', [20]);
    expect(await t.org.drain()).toMatchObject({ jobs: 10, errors: [] });
  });
  it('may enqueue one job only', async () => {
    await t.org.call('Work', 'start', ['two', 0]);
    const { errors } = await t.org.drain();
    expect(errors[0]?.message).toContain('Too many queueable jobs added to the queue: 2');
    expect(await accounts('two')).toBe(0);
  });
  it('leaves nothing when it fails, and its job row says why', async () => {
    await t.org.call('Work', 'start', ['fails', 0]);
    expect((await t.org.drain()).errors).toMatchObject([{ type: 'IllegalArgumentException' }]);
    expect(await accounts('fails')).toBe(0);
    expect(
      await t.org.query("SELECT Status, ExtendedStatus FROM AsyncApexJob WHERE JobType = 'Queueable'"),
    ).toEqual([{ Status: 'Failed', ExtendedStatus: expect.stringContaining('failed job') }]);
  });
  it('with a duplicate signature is refused while the first waits', async () => {
    expect(await t.org.call('Work', 'startTwice')).toBe(
      'Attempt to enqueue job with duplicate queueable signature',
    );
    await t.org.drain();
    expect(await accounts('once')).toBe(1);
  });
  it('stops at the stack depth of its options', async () => {
    await t.org.call('Work', 'startDeep', [2]);
    expect((await t.org.drain()).errors).toMatchObject([{ type: 'AsyncException' }]);
    expect(await accounts('deep')).toBe(1);
  });
  it('waits for its delay unless told otherwise', async () => {
    await t.org.call('Work', 'startDelayed', [5]);
    expect(await t.org.runNext()).toMatchObject({
      ran: null,
      queued: 1,
      ready: 0,
      nextAt: expect.any(Number),
    });
    expect(await t.org.runNext({ ignoreDelay: true })).toMatchObject({ ran: { name: 'Work' } });
  });
  it('runs as the user who enqueued it', async () => {
    const [u] = await t.org.query("SELECT Username FROM User WHERE Alias = 'integ'");
    await t.org.call('Work', 'start', ['as', 0], { user: String(u?.['Username']) });
    await t.org.drain();
    expect(await t.org.query("SELECT Site FROM Account WHERE Name = 'as'")).toEqual([
      { Site: u?.['Username'] },
    ]);
  });
  it('is announced to the server by onQueued', async () => {
    await t.org.call('Work', 'start', ['job', 0]);
    expect(queued).toEqual([1]);
  });
});

describe('Finalizer', () => {
  it('sees SUCCESS after a good job', async () => {
    await t.org.call('Guarded', 'start', [0]);
    await t.org.drain();
    expect(await t.org.query("SELECT Site FROM Account WHERE Name = 'finalizer'")).toEqual([
      { Site: 'SUCCESS' },
    ]);
  });
  it('sees the exception of a failed job and may enqueue it again', async () => {
    await t.org.call('Guarded', 'start', [2]);
    await t.org.drain();
    expect(
      await t.org.query("SELECT Site, Description FROM Account WHERE Name = 'finalizer' ORDER BY Id"),
    ).toEqual([
      { Site: 'UNHANDLED_EXCEPTION', Description: 'job broke' },
      { Site: 'UNHANDLED_EXCEPTION', Description: 'job broke' },
      { Site: 'SUCCESS', Description: null },
    ]);
    expect(await accounts('guarded')).toBe(1);
  });
  it('re-enqueues a failing job five times in a row at most', async () => {
    await t.org.call('Guarded', 'start', [99]);
    await t.org.drain();
    expect(await accounts('finalizer')).toBe(5);
  });
});

describe('future, scheduled and batch', () => {
  it('future methods run later', async () => {
    await t.org.call('Later', 'start');
    expect(await accounts('future')).toBe(0);
    await t.org.drain();
    expect(await accounts('future')).toBe(1);
  });
  it('scheduled jobs are listed and run on demand', async () => {
    await t.org.setClock(Date.UTC(2026, 10, 21, 8));
    const id = await t.org.call('Nightly', 'plan');
    expect(await t.org.scheduled()).toEqual([
      {
        id,
        className: 'Nightly',
        name: 'Nightly run',
        cron: '0 0 2 * * ?',
        nextFireTime: '2026-11-22T02:00:00.000Z',
        timesTriggered: 0,
      },
    ]);
    expect(await t.org.runScheduled('Nightly run')).toEqual({ jobs: 1, errors: [] });
    expect(await accounts('nightly')).toBe(1);
    await t.org.setClock(null);
  });
  it('the same job name cannot be scheduled twice', async () => {
    await t.org.call('Nightly', 'plan');
    await expect(t.org.call('Nightly', 'plan')).rejects.toThrow(/already scheduled/);
  });
  it('batches go through all rows in chunks and keep state when Stateful', async () => {
    await t.org.insert(
      'Contact',
      Array.from({ length: 5 }, (_, i) => ({ LastName: `b${i}` })),
    );
    await t.org.call('Bulk', 'start');
    await t.org.drain();
    expect(await t.org.query("SELECT NumberOfEmployees FROM Account WHERE Name = 'bulk'")).toEqual([
      { NumberOfEmployees: 5 },
    ]);
  });
});

describe('platform events', () => {
  it('reach their trigger after commit, as Automated Process', async () => {
    expect(await t.org.call('Say', 'note', ['hi'])).toBe(true);
    expect(await t.org.runNext()).toMatchObject({ ran: { kind: 'EVENT', count: 1 } });
    expect(await t.org.query("SELECT Site, Description FROM Account WHERE Name = 'event'")).toEqual([
      { Site: 'hi', Description: 'Automated Process' },
    ]);
  });
  it('go with a failed transaction, unless published immediately', async () => {
    await expect(t.org.call('Say', 'bothThenFail')).rejects.toThrow();
    await t.org.drain();
    expect([await accounts('event'), await accounts('now')]).toEqual([0, 1]);
  });
  it('come again after RetryableException', async () => {
    await t.org.publish('Note__e', { Text__c: 'retry' });
    expect(await t.org.drain()).toMatchObject({ jobs: 3, errors: [] });
    expect(await accounts('event')).toBe(1);
  });
  it('come again from the checkpoint', async () => {
    await t.org.publish('Note__e', [{ Text__c: 'part' }, { Text__c: 'b' }, { Text__c: 'c' }]);
    await t.org.drain();
    expect(
      await t.org.query("SELECT Site, NumberOfEmployees FROM Account WHERE Name = 'event' ORDER BY Id"),
    ).toEqual([
      { Site: 'part', NumberOfEmployees: 3 },
      { Site: 'b', NumberOfEmployees: 2 },
    ]);
  });
  it('published from outside are checked like those of Apex', async () => {
    expect(await t.org.publish('Note__e', { Text__c: 'x'.repeat(81) })).toMatchObject([
      { success: false, errors: [{ statusCode: 'STRING_TOO_LONG' }] },
    ]);
  });
  it('arrive in order, many in one trigger call', async () => {
    await t.org.publish('Note__e', [{ Text__c: '1' }, { Text__c: '2' }]);
    await t.org.drain();
    expect(await t.org.query("SELECT Site, NumberOfEmployees FROM Account WHERE Name = 'event'")).toEqual([
      { Site: '1', NumberOfEmployees: 2 },
    ]);
  });
});
