// Facts: Object Reference ("Object Relationships Overview"), Metadata API (CustomField: MasterDetail, Lookup).
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { field, NAME_FIELD, object, openOrg, type TestOrg } from './helpers/org.ts';

const toBill = (type: string, more = '') =>
  `<type>${type}</type><referenceTo>Bill__c</referenceTo><relationshipName>${more || 'Lines'}</relationshipName>`;

let t: TestOrg;
beforeAll(async () => {
  t = await openOrg({
    ...object('Bill__c', `${NAME_FIELD}<sharingModel>ReadWrite</sharingModel>`),
    ...object('Line__c', `${NAME_FIELD}<sharingModel>ControlledByParent</sharingModel>`),
    ...object('Note__c', `${NAME_FIELD}<sharingModel>ReadWrite</sharingModel>`),
    ...field('Line__c', 'Bill__c', toBill('MasterDetail')),
    ...field('Note__c', 'Bill__c', toBill('Lookup', 'Notes')),
  });
});
afterAll(() => t.close());

const insert = async (object: string, row: Record<string, unknown>) =>
  (await t.org.insert(object, row))[0]?.id ?? '';

describe('a record that is deleted', () => {
  it('takes its details with it, and leaves what only looks up to it without the lookup', async () => {
    const bill = await insert('Bill__c', { Name: 'B' });
    const line = await insert('Line__c', { Name: 'L', Bill__c: bill });
    const note = await insert('Note__c', { Name: 'N', Bill__c: bill });

    await t.org.delete('Bill__c', bill);

    expect(await t.org.query(`SELECT COUNT() FROM Line__c WHERE Id = '${line}'`)).toBe(0);
    expect(await t.org.query(`SELECT Bill__c FROM Note__c WHERE Id = '${note}'`)).toEqual([
      { Bill__c: null },
    ]);
  });
});

describe('a detail', () => {
  it('is refused without its master, and with one that is not there', async () => {
    const results = await t.org.insert(
      'Line__c',
      [{ Name: 'none' }, { Name: 'wrong', Bill__c: '001000000000001AAA' }],
      { allOrNone: false },
    );

    expect(results.map(({ errors }) => errors[0]?.statusCode)).toEqual([
      'REQUIRED_FIELD_MISSING',
      expect.stringMatching(/^(FIELD_INTEGRITY_EXCEPTION|INVALID_CROSS_REFERENCE_KEY)$/),
    ]);
  });

  it('says that its master is fixed', async () => {
    const described = await t.org.describe('Line__c');

    expect(described?.fields.find(({ name }) => name === 'Bill__c')).toMatchObject({
      createable: true,
      updateable: false,
      cascadeDelete: true,
    });
  });
});
