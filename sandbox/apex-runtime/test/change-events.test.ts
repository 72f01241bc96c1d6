// Facts: Change Data Capture Developer Guide (change event fields and header, merged change events, triggers on change events),
// Apex Reference Guide (EventBus.ChangeEventHeader, Test.enableChangeDataCapture).
import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { EventMessage } from '../src/index.ts';
import { field, metadataFolder, NAME_FIELD, object, openOrg, TEXT, type TestOrg } from './helpers/org.ts';

const MDAPI = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
const member = (channel: string, entity: string): Record<string, string> => ({
  [`platformEventChannelMembers/${channel}_${entity}.platformEventChannelMember-meta.xml`]: `<?xml version="1.0"?><PlatformEventChannelMember ${MDAPI}><eventChannel>${channel}</eventChannel><selectedEntity>${entity}</selectedEntity></PlatformEventChannelMember>`,
});
const trigger = (event: string): Record<string, string> => ({
  [`triggers/${event}.trigger`]: `trigger ${event}Log on ${event} (after insert) {
    List<Log__c> rows = new List<Log__c>();
    for (${event} e : Trigger.new) { rows.add(Log.row(e, e.ChangeEventHeader)); }
    insert rows;
  }`,
});
const LONG = '<type>LongTextArea</type><length>5000</length><visibleLines>3</visibleLines>';
const files = {
  ...object('Log__c', `${NAME_FIELD}<sharingModel>ReadWrite</sharingModel>`),
  ...field('Log__c', 'Header__c', LONG),
  ...field('Log__c', 'Values__c', LONG),
  ...field('Log__c', 'RunBy__c', TEXT),
  ...object('Thing__c', `${NAME_FIELD}<sharingModel>ReadWrite</sharingModel>`),
  ...field('Thing__c', 'Size__c', '<type>Number</type><precision>5</precision><scale>0</scale>'),
  ...trigger('AccountChangeEvent'),
  ...trigger('Thing__ChangeEvent'),
  ...trigger('ContactChangeEvent'),
  ...member('Mine__chn', 'AccountChangeEvent'),
  ...member('Mine__chn', 'Thing__ChangeEvent'),
  'classes/Log.cls': `public class Log {
    public static Log__c row(SObject event, EventBus.ChangeEventHeader h) {
      Map<String, Object> values = new Map<String, Object>();
      for (String name : event.getPopulatedFieldsAsMap().keySet()) {
        if (!new Set<String>{ 'ChangeEventHeader', 'ReplayId', 'EventUuid' }.contains(name) && event.get(name) != null) { values.put(name, event.get(name)); }
      }
      return new Log__c(Name = h.getEntityName() + ' ' + h.getChangeType(), RunBy__c = UserInfo.getName(), Values__c = JSON.serialize(values),
        Header__c = JSON.serialize(new Map<String, Object>{ 'ids' => h.getRecordIds(), 'changed' => h.changedFields, 'nulled' => h.getNulledFields(),
          'user' => h.getCommitUser(), 'origin' => h.getChangeOrigin(), 'number' => h.getSequenceNumber(), 'key' => h.getTransactionKey(),
          'time' => h.getCommitTimestamp(), 'commit' => h.getCommitNumber(), 'diff' => h.getDiffFields() }));
    }
  }`,
};

interface Entry {
  name: string;
  runBy: string;
  values: Record<string, unknown>;
  header: {
    ids: string[];
    changed: string[];
    nulled: string[];
    user: string;
    origin: string;
    number: number;
    key: string;
  };
}

let t: TestOrg;
let messages: EventMessage[] = [];
beforeAll(async () => {
  t = await openOrg(files, { onEvent: (message) => void messages.push(message) });
  await t.org.snapshot();
});
beforeEach(async () => {
  await t.org.restore();
  messages = [];
});
afterAll(() => t.close());

async function log(): Promise<Entry[]> {
  await t.org.drain();
  const rows = await t.org.query('SELECT Name, RunBy__c, Values__c, Header__c FROM Log__c ORDER BY Id');
  return rows.map((row) => ({
    name: String(row['Name']),
    runBy: String(row['RunBy__c']),
    values: JSON.parse(String(row['Values__c'])) as Entry['values'],
    header: JSON.parse(String(row['Header__c'])) as Entry['header'],
  }));
}

describe('a change event', () => {
  it('of a new record has its fields, and runs its trigger as Automated Process', async () => {
    const [row] = await t.org.insert('Account', { Name: 'New', Site: 'here' });
    const [entry] = await log();
    expect(entry).toMatchObject({ name: 'Account CREATE', runBy: 'Automated Process' });
    expect(entry?.values).toMatchObject({ Name: 'New', Site: 'here' });
    expect(entry?.header).toMatchObject({ ids: [row?.id], changed: [], nulled: [], number: 1, diff: [] });
  });
  it('of a change has only what changed', async () => {
    const [row] = await t.org.insert('Account', { Name: 'A', Site: 's', Description: 'd' });
    await log();
    await t.org.update('Account', { Id: row?.id, Name: 'B', Site: null });
    const entry = (await log()).at(-1);
    expect(entry).toMatchObject({ name: 'Account UPDATE', header: { nulled: ['Site'] } });
    expect(new Set(entry?.header.changed)).toEqual(new Set(['Name', 'Site', 'LastModifiedDate']));
    expect(Object.keys(entry?.values ?? {}).sort()).toEqual(['LastModifiedDate', 'Name']);
  });
  it('tells a deletion without fields, and the record again when it is undeleted', async () => {
    const [row] = await t.org.insert('Account', { Name: 'Gone' });
    await t.org.delete('Account', String(row?.id));
    await t.org.undelete('Account', String(row?.id));
    const entries = await log();
    expect(entries.map(({ name }) => name)).toEqual(['Account CREATE', 'Account DELETE', 'Account UNDELETE']);
    expect(entries[1]?.values).toEqual({});
    expect(entries[2]?.values).toMatchObject({ Name: 'Gone' });
  });
  it('is one for several changes of a record in a transaction', async () => {
    const [row] = await t.org.insert('Account', { Name: 'A' });
    await log();
    await t.org.anonymous(
      `update new Account(Id = '${row?.id}', Name = 'B'); update new Account(Id = '${row?.id}', Site = 'C');`,
    );
    const entries = (await log()).slice(1);
    expect(entries.map(({ values }) => [values['Name'], values['Site']])).toEqual([['B', 'C']]);
  });
  it('is one for records that change alike in a transaction', async () => {
    const rows = await t.org.insert('Account', [{ Name: 'A' }, { Name: 'B' }]);
    await log();
    await t.org.update(
      'Account',
      rows.map(({ id }) => ({ Id: id, Site: 'same' })),
    );
    const [entry, ...others] = (await log()).slice(2);
    expect(others).toEqual([]);
    expect(entry?.header.ids).toEqual(rows.map(({ id }) => id));
  });
  it('shares the transaction key with the others of its transaction', async () => {
    await t.org.insert('Account', [{ Name: 'A' }, { Name: 'B' }]);
    const [a, b] = await log();
    expect(a?.header.key).toBe(b?.header.key);
    expect([a?.header.number, b?.header.number]).toEqual([1, 2]);
  });
  it('says who changed, and through which API', async () => {
    const [user] = await t.org.query("SELECT Id FROM User WHERE Alias = 'integ'");
    await t.org.insert(
      'Account',
      { Name: 'api' },
      { user: String(user?.['Id']), origin: 'com/salesforce/api/rest/66.0;client=Me' },
    );
    await t.org.anonymous("insert new Account(Name = 'apex');");
    const [api, apex] = await log();
    expect(api?.header).toMatchObject({
      user: user?.['Id'],
      origin: 'com/salesforce/api/rest/66.0;client=Me',
    });
    expect(apex?.header.origin).toBe('');
  });
  it('exists for own objects, and for selected objects only', async () => {
    await t.org.insert('Thing__c', { Name: 'T', Size__c: 3 });
    await t.org.insert('Contact', { LastName: 'not selected' });
    const entries = await log();
    expect(entries.map(({ name }) => name)).toEqual(['Thing__c CREATE']);
    expect(entries[0]?.values).toMatchObject({ Size__c: 3 });
  });
  it('does not exist when the transaction is rolled back', async () => {
    await expect(
      t.org.anonymous("insert new Account(Name = 'x'); Integer n = 1 / (1 - 1);"),
    ).rejects.toThrow();
    expect(await log()).toEqual([]);
  });
  it('reaches subscribers of its own channel and of the custom one', async () => {
    const [row] = await t.org.insert('Account', { Name: 'told' });
    await log();
    expect(messages.map(({ channel }) => channel)).toEqual(['/data/AccountChangeEvent', '/data/Mine__chn']);
    expect(messages[0]?.data.payload).toMatchObject({
      Name: 'told',
      ChangeEventHeader: { entityName: 'Account', changeType: 'CREATE', recordIds: [row?.id] },
    });
  });
});

const TESTS = `@IsTest private class CaptureTest {
  @IsTest static void nothingIsCapturedUnasked() { insert new Account(Name = 'x'); Test.getEventBus().deliver(); Assert.areEqual(0, [SELECT COUNT() FROM Log__c]); }
  @IsTest static void eventsAreDeliveredOnDemand() {
    insert new Contact(LastName = 'before');
    Test.enableChangeDataCapture();
    Contact c = new Contact(LastName = 'x'); insert c;
    Test.getEventBus().deliver();
    Assert.areEqual(1, [SELECT COUNT() FROM Log__c WHERE Name = 'Contact CREATE']);
    c.LastName = 'y'; update c;
    Test.getEventBus().deliver();
    Assert.areEqual(1, [SELECT COUNT() FROM Log__c WHERE Name = 'Contact UPDATE']);
  }
  @IsTest static void eventsAreDeliveredAtStopTest() {
    Test.enableChangeDataCapture();
    Test.startTest(); insert new Account(Name = 'x'); Test.stopTest();
    Assert.areEqual(1, [SELECT COUNT() FROM Log__c]);
  }
  @IsTest static void eventsCanBeMade() {
    EventBus.ChangeEventHeader h = new EventBus.ChangeEventHeader();
    h.changeType = 'UPDATE'; h.entityName = 'Account'; h.recordIds = new List<String>{ '001000000000001AAA' }; h.changeOrigin = 'o';
    AccountChangeEvent e = new AccountChangeEvent(Name = 'made', ChangeEventHeader = h);
    Assert.areEqual('Account UPDATE', Log.row(e, e.ChangeEventHeader).Name);
    Assert.areEqual('made', e.Name);
  }
}`;

describe('in Apex tests', () => {
  it('changes are captured when a test asks for it, whatever is selected', () => {
    const dir = metadataFolder({ ...files, 'classes/CaptureTest.cls': TESTS });
    const cli = path.join(import.meta.dirname, '..', 'src', 'cli.ts');
    const run = spawnSync(process.execPath, ['--stack-size=3600', cli, 'test', dir], { encoding: 'utf8' });
    fs.rmSync(dir, { recursive: true, force: true });
    expect(run.stdout).toContain('4 passed, 0 failed');
  }, 60_000);
});
