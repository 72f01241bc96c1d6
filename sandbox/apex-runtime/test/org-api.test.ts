import fs from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createOrg, type Org, type RecordChange } from '../src/index.ts';
import { field, metadataFolder, NAME_FIELD, object, TEXT } from './helpers/org.ts';

const PACKAGE = {
  ...object(
    'Msg__c',
    `<nameField><type>AutoNumber</type><label>No</label><displayFormat>M-{000000}</displayFormat></nameField><sharingModel>ReadWrite</sharingModel>`,
  ),
  ...field('Msg__c', 'Key__c', TEXT + '<externalId>true</externalId><unique>true</unique>'),
  ...field('Msg__c', 'Amount__c', '<type>Currency</type><precision>18</precision><scale>4</scale>'),
  ...field('Msg__c', 'Due__c', '<type>Date</type>'),
  ...field('Msg__c', 'At__c', '<type>DateTime</type>'),
  ...field('Msg__c', 'Done__c', '<type>Checkbox</type><defaultValue>false</defaultValue>'),
  'triggers/MsgTrigger.trigger':
    "trigger MsgTrigger on Msg__c (before insert) { for (Msg__c m : Trigger.new) { if (m.Key__c == 'bad') { m.addError('bad key'); } } }",
};
// the customer's own fields and objects: a plain folder, no project file
const CUSTOMER = {
  ...field('Opportunity', 'PoNumber__c', TEXT),
  ...object('Alpha__c', `${NAME_FIELD}<sharingModel>ReadWrite</sharingModel>`),
};

let org: Org;
let dirs: string[] = [];
const log: RecordChange[] = [];
beforeAll(async () => {
  dirs = [metadataFolder(PACKAGE), metadataFolder(CUSTOMER)];
  org = await createOrg(dirs, { onCommit: (changes) => void log.push(...changes) });
});
afterAll(async () => {
  await org.close();
  for (const d of dirs) fs.rmSync(d, { recursive: true, force: true });
});

describe('metadata folders', () => {
  it('are merged: fields of a second plain folder are on the standard object', async () => {
    const [r] = await org.insert('Opportunity', {
      Name: 'o',
      StageName: 'Prospecting',
      CloseDate: '2026-01-01',
      PoNumber__c: 'PO-1',
    });
    expect(await org.query(`SELECT PoNumber__c FROM Opportunity WHERE Id = '${r?.id}'`)).toEqual([
      { PoNumber__c: 'PO-1' },
    ]);
  });
});

describe('describe', () => {
  it('tells types, lengths and keys', async () => {
    const d = await org.describe('Msg__c');
    const f = (name: string): object | undefined => d?.fields.find((x) => x.name === name);
    expect(d).toMatchObject({ name: 'Msg__c', custom: true, keyPrefix: expect.stringMatching(/^a/) });
    expect(f('Key__c')).toMatchObject({
      type: 'string',
      length: 80,
      externalId: true,
      unique: true,
      idLookup: true,
      nillable: true,
      createable: true,
    });
    expect(f('Amount__c')).toMatchObject({ type: 'currency', precision: 18, scale: 4 });
    expect(f('Name')).toMatchObject({ autoNumber: true, createable: false, updateable: false });
    expect(f('CreatedDate')).toMatchObject({ type: 'datetime', createable: false, updateable: false });
  });
  it('tells relationships and picklist values', async () => {
    const d = await org.describe('opportunity');
    expect(d?.fields.find((f) => f.name === 'AccountId')).toMatchObject({
      type: 'reference',
      referenceTo: ['Account'],
      relationshipName: 'Account',
    });
    expect(d?.fields.find((f) => f.name === 'StageName')?.picklistValues.map((p) => p.value)).toContain(
      'Closed Won',
    );
    expect(d?.childRelationships).toContainEqual(
      expect.objectContaining({
        childSObject: 'OpportunityLineItem',
        relationshipName: 'OpportunityLineItems',
      }),
    );
  });
  it('knows no unknown object', async () => expect(await org.describe('Nope__c')).toBeNull());
  it('lists all objects', async () => {
    expect((await org.describeGlobal()).map((o) => o.name)).toEqual(
      expect.arrayContaining(['Account', 'Order', 'OrderItem', 'Msg__c', 'Alpha__c']),
    );
  });
});

describe('onCommit', () => {
  it('reports each record once, as it is after the transaction', async () => {
    log.length = 0;
    await org.anonymous("Msg__c m = new Msg__c(Key__c = 'c1'); insert m; m.Key__c = 'c2'; update m;");
    expect(log).toEqual([
      {
        op: 'upsert',
        object: 'Msg__c',
        id: expect.any(String),
        fields: expect.objectContaining({ Key__c: 'c2', Done__c: false }),
      },
    ]);
  });
  it('reports nothing of a transaction that fails', async () => {
    log.length = 0;
    await expect(org.insert('Msg__c', [{ Key__c: 'ok' }, { Key__c: 'bad' }])).rejects.toThrow(/bad key/);
    expect(log).toEqual([]);
  });
  it('keeps decimals, dates and null exactly', async () => {
    log.length = 0;
    await org.insert('Msg__c', {
      Key__c: 'exact',
      Amount__c: '12345678901234.5000',
      Due__c: '2026-02-28',
      At__c: '2026-02-28T10:11:12.000Z',
    });
    expect(log[0]).toMatchObject({
      fields: { Amount__c: '12345678901234.5000', Due__c: '2026-02-28', At__c: '2026-02-28T10:11:12.000Z' },
    });
  });
  it('settles the operation only after a promise it returns, and rejects with its failure', async () => {
    const slow = await createOrg(dirs, { onCommit: () => Promise.reject(new Error('disk full')) });
    await expect(slow.insert('Account', { Name: 'x' })).rejects.toThrow('onCommit failed: disk full');
    await slow.close();
  });
});

describe('load', () => {
  it('brings the org back after a restart: rows, ids, system fields, numbers', async () => {
    const all: RecordChange[] = [];
    const first = await createOrg(dirs, { onCommit: (c) => void all.push(...c) });
    const [a] = await first.insert('Msg__c', { Key__c: 'r1', Amount__c: '1.2500', Done__c: true });
    await first.insert('Msg__c', { Key__c: 'r2' });
    await first.upsert('Msg__c', { Key__c: 'r1', Due__c: '2026-03-01' }, { externalId: 'Key__c' });
    await first.delete(
      'Msg__c',
      (await first.query("SELECT Id FROM Msg__c WHERE Key__c = 'r2'")).map((r) => String(r['Id'])),
    );
    const soql =
      'SELECT Id, Name, Key__c, Amount__c, Due__c, Done__c, CreatedDate, LastModifiedById FROM Msg__c';
    const before = await first.query(soql);
    await first.close();

    const second = await createOrg(dirs);
    expect(await second.load(JSON.parse(JSON.stringify(all)) as RecordChange[])).toMatchObject({
      dropped: {},
    });
    expect(await second.query(soql)).toEqual(before);
    const [next] = await second.insert('Msg__c', { Key__c: 'r3' });
    expect(next?.id).not.toBe(a?.id);
    expect(await second.query(`SELECT Name FROM Msg__c WHERE Id = '${next?.id}'`)).toEqual([
      { Name: 'M-000003' },
    ]);
    expect(
      (await second.insert('Msg__c', { Key__c: 'r1' }, { allOrNone: false }))[0]?.errors[0]?.statusCode,
    ).toBe('DUPLICATE_VALUE');
    await second.close();
  });
  it('works when the metadata has grown since, and counts what is gone', async () => {
    const all: RecordChange[] = [];
    const first = await createOrg(dirs.slice(0, 1), { onCommit: (c) => void all.push(...c) });
    await first.insert('Msg__c', { Key__c: 'grow' });
    await first.close();
    const second = await createOrg(dirs); // Alpha__c now takes the prefix Msg__c had
    all.push({ op: 'upsert', object: 'Gone__c', id: 'a7B000000000001AAA', fields: {} });
    expect((await second.load(all)).dropped).toEqual({ Gone__c: 1 });
    const [row] = await second.query("SELECT Id FROM Msg__c WHERE Key__c = 'grow'");
    await second.update('Msg__c', { Id: row?.['Id'], Key__c: 'grown' });
    expect((await second.insert('Alpha__c', { Name: 'a' }))[0]?.id?.slice(0, 3)).not.toBe(
      String(row?.['Id']).slice(0, 3),
    );
    await second.close();
  });
  it('does not run triggers', async () => {
    const fresh = await createOrg(dirs);
    await fresh.load([
      {
        op: 'upsert',
        object: 'Msg__c',
        id: 'a00RM0000000009AAA',
        fields: { Key__c: 'bad', Name: 'M-000009' },
      },
    ]);
    expect(await fresh.query("SELECT COUNT() FROM Msg__c WHERE Key__c = 'bad'")).toBe(1);
    await fresh.close();
  });
});

describe('operations', () => {
  it('run one after the other in the order they were asked for', async () => {
    const rows = await Promise.all(
      Array.from({ length: 20 }, (_, i) => org.insert('Account', { Name: `seq ${i}` })),
    );
    const ids = rows.map((r) => r[0]?.id ?? '');
    expect([...ids].sort()).toEqual(ids);
  });
  it('act as the user they name', async () => {
    const [u] = await org.query("SELECT Id, Username FROM User WHERE Alias = 'integ'");
    const [r] = await org.insert('Account', { Name: 'mine' }, { user: String(u?.['Username']) });
    expect(await org.query(`SELECT CreatedById FROM Account WHERE Id = '${r?.id}'`)).toEqual([
      { CreatedById: u?.['Id'] },
    ]);
  });
  it('reject for an unknown user', async () => {
    await expect(org.query('SELECT Id FROM Account', { user: 'nobody@example.com' })).rejects.toThrow(
      /no such user/,
    );
  });
  it('reject after close', async () => {
    const closed = await createOrg(dirs);
    await closed.close();
    await expect(closed.query('SELECT Id FROM Account')).rejects.toThrow(/closed/);
  });
});
