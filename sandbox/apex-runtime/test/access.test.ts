import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { field, NAME_FIELD, object, openOrg, TEXT, type TestOrg } from './helpers/org.ts';

const NS = 'xmlns="http://soap.sforce.com/2006/04/metadata"';
const SET = `<?xml version="1.0"?><PermissionSet ${NS}><label>Reader</label>
  <fieldPermissions><editable>false</editable><field>Doc__c.Open__c</field><readable>true</readable></fieldPermissions>
  <objectPermissions><allowCreate>true</allowCreate><allowDelete>false</allowDelete><allowEdit>true</allowEdit><allowRead>true</allowRead><object>Doc__c</object></objectPermissions>
  <customPermissions><enabled>true</enabled><name>Special</name></customPermissions>
  <userPermissions><enabled>true</enabled><name>EditActivatedOrders</name></userPermissions></PermissionSet>`;

let t: TestOrg;
let user = '';
beforeAll(async () => {
  t = await openOrg({
    ...object('Doc__c', `${NAME_FIELD}<sharingModel>ReadWrite</sharingModel>`),
    ...field('Doc__c', 'Open__c', TEXT),
    ...field('Doc__c', 'Secret__c', TEXT),
    'permissionsets/Reader.permissionset-meta.xml': SET,
    'customPermissions/Special.customPermission-meta.xml': `<?xml version="1.0"?><CustomPermission ${NS}><label>Special</label></CustomPermission>`,
    'classes/Docs.cls': `public class Docs {
      public static Integer asUser() { return [SELECT Id, Open__c FROM Doc__c WITH USER_MODE].size(); }
      public static Integer secretAsUser() { return [SELECT Id, Secret__c FROM Doc__c WITH USER_MODE].size(); }
      public static Integer asSystem() { return [SELECT Id, Secret__c FROM Doc__c WITH SYSTEM_MODE].size(); }
      public static void insertAsUser(String secret) { insert as user new Doc__c(Name = 'u', Secret__c = secret); }
      public static void deleteAsUser() { delete as user [SELECT Id FROM Doc__c LIMIT 1]; }
      public static void insertAsSystem(String secret) { insert as system new Doc__c(Name = 's', Secret__c = secret); }
      public static List<String> strip() {
        SObjectAccessDecision d = Security.stripInaccessible(AccessType.READABLE, [SELECT Id, Open__c, Secret__c FROM Doc__c LIMIT 1]);
        return new List<String>(d.getRemovedFields().get('Doc__c'));
      }
      public static List<Boolean> describes() {
        return new List<Boolean>{ Schema.SObjectType.Doc__c.isCreateable(), Schema.SObjectType.Doc__c.isDeletable(), Schema.SObjectType.Doc__c.fields.Open__c.isAccessible(), Schema.SObjectType.Doc__c.fields.Open__c.isUpdateable(), Schema.SObjectType.Doc__c.fields.Secret__c.isAccessible() };
      }
      public static Boolean special() { return FeatureManagement.checkPermission('Special'); }
    }`,
  });
  user = String((await t.org.query("SELECT Username FROM User WHERE Alias = 'integ'"))[0]?.['Username']);
  await t.org.insert('Doc__c', { Name: 'd', Open__c: 'o', Secret__c: 's' });
});
afterAll(() => t.close());
const call = (method: string, ...args: unknown[]): Promise<unknown> =>
  t.org.call('Docs', method, args, { user });

describe('a user without permission set', () => {
  it('sees nothing of the object in user mode', async () => {
    await expect(call('asUser')).rejects.toMatchObject({ type: 'QueryException' });
  });
  it('sees all in system mode', async () => expect(await call('asSystem')).toBe(1));
  it('has no custom permission', async () => expect(await call('special')).toBe(false));
  it('may not query through the API in user mode', async () => {
    await expect(t.org.query('SELECT Id FROM Doc__c', { user, access: 'user' })).rejects.toMatchObject({
      type: 'QueryException',
      message: expect.stringContaining("sObject type 'Doc__c' is not supported"),
    });
  });
});

describe('a user with the permission set', () => {
  beforeAll(async () => {
    expect(await t.org.grantPermissionSet(user, 'Reader')).toBe(true);
  });
  it('reads the fields that are granted', async () => expect(await call('asUser')).toBe(1));
  it('cannot read another field in user mode, which names it', async () => {
    await expect(call('secretAsUser')).rejects.toMatchObject({
      type: 'QueryException',
      message: expect.stringContaining('Secret__c'),
      fields: ['Secret__c'],
    });
  });
  it('cannot write another field in user mode', async () => {
    await expect(call('insertAsUser', 'x')).rejects.toMatchObject({ type: 'SecurityException' });
    await call('insertAsSystem', 'x');
    expect(await t.org.query("SELECT Secret__c FROM Doc__c WHERE Name = 's'")).toEqual([{ Secret__c: 'x' }]);
  });
  it('cannot delete in user mode', async () => {
    await expect(call('deleteAsUser')).rejects.toMatchObject({ type: 'SecurityException' });
  });
  it('loses inaccessible fields by stripInaccessible', async () =>
    expect(await call('strip')).toEqual(['Secret__c']));
  it('finds its rights in the describe', async () =>
    expect(await call('describes')).toEqual([true, false, true, false, false]));
  it('has the custom permission', async () => expect(await call('special')).toBe(true));
  it('may not write a read-only field through the API in user mode', async () => {
    await expect(
      t.org.insert('Doc__c', { Name: 'x', Open__c: 'y' }, { user, access: 'user' }),
    ).rejects.toMatchObject({ type: 'SecurityException' });
    expect(await t.org.insert('Doc__c', { Name: 'x' }, { user, access: 'user' })).toMatchObject([
      { success: true },
    ]);
  });
});

describe('an administrator', () => {
  it('sees everything in user mode', async () =>
    expect(await t.org.call('Docs', 'secretAsUser')).toBeGreaterThan(0));
});

describe('permission sets as records', () => {
  const setId = "[SELECT Id FROM PermissionSet WHERE Name = 'Reader'].Id";
  const me = 'UserInfo.getUserId()';
  it('are assigned once, and the custom permission follows', async () => {
    const before = await t.run("return FeatureManagement.checkPermission('Special');");
    await t.run(
      `insert new PermissionSetAssignment(AssigneeId = ${me}, PermissionSetId = ${setId}); return 0;`,
    );
    expect([before, await t.run("return FeatureManagement.checkPermission('Special');")]).toEqual([
      false,
      true,
    ]);
    await expect(
      t.run(`insert new PermissionSetAssignment(AssigneeId = ${me}, PermissionSetId = ${setId}); return 0;`),
    ).rejects.toThrow('DUPLICATE_VALUE');
    expect(
      await t.run(
        `delete [SELECT Id FROM PermissionSetAssignment WHERE AssigneeId = :${me} AND PermissionSet.Name = 'Reader']; return FeatureManagement.checkPermission('Special');`,
      ),
    ).toBe(false);
  });
  it('show their user permissions as fields', async () =>
    expect(
      await t.org.query(
        "SELECT PermissionsEditActivatedOrders, PermissionsActivateOrder FROM PermissionSet WHERE Name = 'Reader'",
      ),
    ).toMatchObject([{ PermissionsEditActivatedOrders: true, PermissionsActivateOrder: false }]));

  it('give custom permissions through SetupEntityAccess, whose type follows from the entity', async () => {
    const type = await t.run(`
      PermissionSet p = new PermissionSet(Name = 'Made', Label = 'Made'); insert p;
      Id special = [SELECT Id FROM CustomPermission WHERE DeveloperName = 'Special'].Id;
      insert new SetupEntityAccess(ParentId = p.Id, SetupEntityId = special);
      insert new PermissionSetAssignment(AssigneeId = ${me}, PermissionSetId = p.Id);
      return [SELECT SetupEntityType FROM SetupEntityAccess WHERE ParentId = :p.Id].SetupEntityType;`);
    expect(type).toBe('CustomPermission');
    expect(await t.run("return FeatureManagement.checkPermission('Special');")).toBe(true);
  });
  it.each([
    'PermissionSetAssignment(AssigneeId = UserInfo.getUserId(), PermissionSetId = s)',
    'SetupEntityAccess(ParentId = s)',
  ])('are not mixed with ordinary records: %s', async (record) => {
    await expect(
      t.run(`Id s = ${setId}; insert new Account(Name = 'mix'); insert new ${record}; return 0;`),
    ).rejects.toThrow('MIXED_DML_OPERATION');
  });
});
