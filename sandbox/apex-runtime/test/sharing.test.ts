// Facts: Apex Developer Guide (using the with sharing, without sharing, and inherited sharing keywords; Apex managed sharing),
// Metadata API (CustomObject sharingModel, PermissionSet viewAllRecords and modifyAllRecords).
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { NAME_FIELD, object, openOrg, type TestOrg } from './helpers/org.ts';

const set = (all: string): string =>
  `<?xml version="1.0"?><PermissionSet xmlns="http://soap.sforce.com/2006/04/metadata"><label>x</label><objectPermissions><allowCreate>true</allowCreate><allowDelete>true</allowDelete><allowEdit>true</allowEdit><allowRead>true</allowRead><object>Doc__c</object>${all}</objectPermissions></PermissionSet>`;
const reader = (name: string, keyword: string): Record<string, string> => ({
  [`classes/${name}.cls`]: `public ${keyword} class ${name} {
    public static Integer read() { return [SELECT COUNT() FROM Doc__c]; }
    public static Integer viaPlain() { return Plain.read(); }
    public static void rename(Id id) { update new Doc__c(Id = id, Name = 'renamed'); }
    public static void remove(Id id) { delete new Doc__c(Id = id); }
  }`,
});
let t: TestOrg;
const ids: Record<string, string> = {};
beforeAll(async () => {
  t = await openOrg({
    ...object('Doc__c', `${NAME_FIELD}<sharingModel>Private</sharingModel>`),
    ...reader('WithSharing', 'with sharing'),
    ...reader('WithoutSharing', 'without sharing'),
    ...reader('Inherited', 'inherited sharing'),
    'classes/Plain.cls': `public class Plain {
      public static Integer read() { return [SELECT COUNT() FROM Doc__c]; }
      public static Integer asUser() { return [SELECT COUNT() FROM Doc__c WITH USER_MODE]; }
    }`,
    'permissionsets/Own.permissionset-meta.xml': set(''),
    'permissionsets/ViewAll.permissionset-meta.xml': set('<viewAllRecords>true</viewAllRecords>'),
    'permissionsets/ModifyAll.permissionset-meta.xml': set(
      '<viewAllRecords>true</viewAllRecords><modifyAllRecords>true</modifyAllRecords>',
    ),
  });
  const [profile] = await t.org.query("SELECT Id FROM Profile WHERE Name = 'Standard User'");
  for (const name of ['Own', 'ViewAll', 'ModifyAll']) {
    const Username = `${name.toLowerCase()}@sharing.example`;
    const keys = {
      TimeZoneSidKey: 'GMT',
      LocaleSidKey: 'en_US',
      LanguageLocaleKey: 'en_US',
      EmailEncodingKey: 'UTF-8',
    };
    const user = {
      Username,
      LastName: name,
      Alias: name.slice(0, 8),
      Email: Username,
      ProfileId: profile?.['Id'],
      ...keys,
    };
    ids[name] = String((await t.org.insert('User', user))[0]?.id);
    await t.org.grantPermissionSet(Username, name);
    ids[`${name}Doc`] = String((await t.org.insert('Doc__c', { Name: name }, { user: Username }))[0]?.id);
  }
  await t.org.snapshot();
});
beforeEach(() => t.org.restore());
afterAll(() => t.close());
const call = (name: string, method: string, as: string, ...args: unknown[]): Promise<unknown> =>
  t.org.call(name, method, args, { user: ids[as] ?? '' });

describe('private records', () => {
  it.each([
    ['WithSharing', 'read', 1],
    ['WithSharing', 'viaPlain', 1],
    ['WithoutSharing', 'read', 3],
    ['WithoutSharing', 'viaPlain', 3],
    ['Inherited', 'read', 1],
    ['Plain', 'read', 3],
    ['Plain', 'asUser', 1],
  ])('of others are not seen where sharing counts: %s.%s', async (name, method, seen) => {
    expect(await call(name, method, 'Own')).toBe(seen);
  });
  it('are seen by who may view all, and by administrators', async () => {
    expect(await call('WithSharing', 'read', 'ViewAll')).toBe(3);
    expect(await t.org.call('WithSharing', 'read')).toBe(3);
  });
  it('of others are changed and deleted by who may modify all only', async () => {
    for (const method of ['rename', 'remove'])
      for (const user of ['Own', 'ViewAll'])
        await expect(call('WithSharing', method, user, ids['ModifyAllDoc'])).rejects.toThrow(
          'INSUFFICIENT_ACCESS_OR_READONLY',
        );
    await call('WithSharing', 'rename', 'ModifyAll', ids['OwnDoc']);
    await call('WithoutSharing', 'rename', 'Own', ids['ViewAllDoc']);
    await call('WithSharing', 'rename', 'Own', ids['OwnDoc']);
  });
  it('can be shared with a user, to read or to edit', async () => {
    const share = (level: string): object => ({
      ParentId: ids['ViewAllDoc'],
      UserOrGroupId: ids['Own'],
      AccessLevel: level,
    });
    await t.org.insert('Doc__Share', share('Read') as never);
    expect(await call('WithSharing', 'read', 'Own')).toBe(2);
    await expect(call('WithSharing', 'rename', 'Own', ids['ViewAllDoc'])).rejects.toThrow(
      'INSUFFICIENT_ACCESS',
    );
    await t.org.insert('Doc__Share', share('Edit') as never);
    await call('WithSharing', 'rename', 'Own', ids['ViewAllDoc']);
  });
  it('of others are not seen by queries of the API', async () => {
    expect(await t.org.query('SELECT COUNT() FROM Doc__c', { user: ids['Own'] ?? '', access: 'user' })).toBe(
      1,
    );
  });
});
