import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { field, NAME_FIELD, object, openOrg, TEXT, type TestOrg } from './helpers/org.ts';

const PICKLIST =
  '<type>Picklist</type><valueSet><restricted>true</restricted><valueSetDefinition><value><fullName>New</fullName><default>true</default><label>New</label></value><value><fullName>Done</fullName><default>false</default><label>Done</label></value></valueSetDefinition></valueSet>';
const RULE =
  '<?xml version="1.0"?><ValidationRule xmlns="http://soap.sforce.com/2006/04/metadata"><fullName>Cap</fullName><active>true</active><errorConditionFormula>Amount__c &gt; 100</errorConditionFormula><errorDisplayField>Amount__c</errorDisplayField><errorMessage>Too much</errorMessage></ValidationRule>';

let t: TestOrg;
beforeAll(async () => {
  t = await openOrg({
    ...object(
      'Item__c',
      `${NAME_FIELD}<sharingModel>ReadWrite</sharingModel><deploymentStatus>Deployed</deploymentStatus>`,
    ),
    ...field('Item__c', 'Key__c', TEXT + '<externalId>true</externalId><unique>true</unique>'),
    ...field('Item__c', 'Must__c', TEXT + '<required>true</required>'),
    ...field('Item__c', 'Short__c', '<type>Text</type><length>5</length>'),
    ...field('Item__c', 'State__c', PICKLIST),
    ...field('Item__c', 'Amount__c', '<type>Number</type><precision>6</precision><scale>2</scale>'),
    ...field(
      'Item__c',
      'Parent__c',
      '<type>Lookup</type><referenceTo>Item__c</referenceTo><relationshipName>Children</relationshipName>',
    ),
    ...field(
      'Item__c',
      'Twice__c',
      '<type>Number</type><precision>18</precision><scale>2</scale><formula>Amount__c * 2</formula>',
    ),
    ...field('Item__c', 'No__c', '<type>AutoNumber</type><displayFormat>I-{0000}</displayFormat>'),
    'objects/Item__c/validationRules/Cap.validationRule-meta.xml': RULE,
  });
});
afterAll(() => t.close());

const item = (over: Record<string, unknown> = {}): Record<string, unknown> => ({
  Name: 'i',
  Must__c: 'x',
  ...over,
});
const refused = async (record: Record<string, unknown>): Promise<unknown> =>
  (await t.org.insert('Item__c', record, { allOrNone: false }))[0]?.errors[0];

describe('insert', () => {
  it('sets id, defaults, auto-number, owner and system fields', async () => {
    const [r] = await t.org.insert('Item__c', item());
    const [row] = await t.org.query(
      `SELECT Id, State__c, No__c, IsDeleted, Owner.Name, CreatedDate FROM Item__c WHERE Id = '${r?.id}'`,
    );
    expect(row).toMatchObject({
      Id: r?.id,
      State__c: 'New',
      No__c: expect.stringMatching(/^I-\d{4}$/),
      IsDeleted: false,
      CreatedDate: expect.stringMatching(/\.000\+0000$/),
    });
  });
  it('refuses a missing required field', async () => {
    expect(await refused({ Name: 'x' })).toEqual({
      statusCode: 'REQUIRED_FIELD_MISSING',
      message: 'Required fields are missing: [Must__c]',
      fields: ['Must__c'],
    });
  });
  it('refuses text that is too long', async () => {
    expect(await refused(item({ Short__c: '123456' }))).toMatchObject({
      statusCode: 'STRING_TOO_LONG',
      message: 'Short: data value too large: 123456 (max length=5)',
      fields: ['Short__c'],
    });
  });
  it('refuses a value outside a restricted picklist', async () => {
    expect(await refused(item({ State__c: 'Odd' }))).toMatchObject({
      statusCode: 'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      fields: ['State__c'],
    });
  });
  it('refuses a number with too many digits', async () => {
    expect(await refused(item({ Amount__c: 12345 }))).toMatchObject({
      statusCode: 'NUMBER_OUTSIDE_VALID_RANGE',
    });
  });
  it('refuses what a validation rule refuses', async () => {
    expect(await refused(item({ Amount__c: 101 }))).toEqual({
      statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
      message: 'Too much',
      fields: ['Amount__c'],
    });
  });
  it('refuses a second record with a unique value, whatever its case', async () => {
    await t.org.insert('Item__c', item({ Key__c: 'one' }));
    expect(await refused(item({ Key__c: 'ONE' }))).toMatchObject({
      statusCode: 'DUPLICATE_VALUE',
      message: expect.stringContaining('duplicate value found: Key__c duplicates value on record with id:'),
    });
  });
  it('refuses a lookup to a record that does not exist', async () => {
    expect(await refused(item({ Parent__c: 'a00000000000001AAA' }))).toMatchObject({
      statusCode: expect.stringMatching(/INVALID_CROSS_REFERENCE_KEY|FIELD_INTEGRITY_EXCEPTION/),
    });
  });
  it('refuses a record that has an id', async () => {
    const [r] = await t.org.insert('Item__c', item());
    expect(await refused(item({ Id: r?.id }))).toMatchObject({
      statusCode: 'INVALID_FIELD_FOR_INSERT_UPDATE',
    });
  });
  it('rounds a number to the scale of its field', async () => {
    const [r] = await t.org.insert('Item__c', item({ Amount__c: '1.005' }));
    expect(await t.org.query(`SELECT Amount__c, Twice__c FROM Item__c WHERE Id = '${r?.id}'`)).toEqual([
      { Amount__c: 1.01, Twice__c: 2.02 },
    ]);
  });
  it('stores empty text as null', async () => {
    const [r] = await t.org.insert('Item__c', item({ Short__c: '' }));
    expect(await t.org.query(`SELECT Short__c FROM Item__c WHERE Id = '${r?.id}'`)).toEqual([
      { Short__c: null },
    ]);
  });
  it('finds a parent by its external id', async () => {
    await t.org.insert('Item__c', item({ Key__c: 'parent' }));
    const [r] = await t.org.insert('Item__c', item({ Parent__r: { Key__c: 'parent' } }));
    expect(await t.org.query(`SELECT Parent__r.Key__c FROM Item__c WHERE Id = '${r?.id}'`)).toEqual([
      { Parent__r: { Key__c: 'parent' } },
    ]);
  });
});

describe('several rows', () => {
  it('all fail when one fails and allOrNone is set', async () => {
    await expect(t.org.insert('Item__c', [item({ Name: 'all' }), { Name: 'all' }])).rejects.toMatchObject({
      type: 'DmlException',
      dml: [{ index: 1, statusCode: 'REQUIRED_FIELD_MISSING' }],
    });
    expect(await t.org.query("SELECT COUNT() FROM Item__c WHERE Name = 'all'")).toBe(0);
  });
  it('are saved one by one without allOrNone', async () => {
    const results = await t.org.insert(
      'Item__c',
      [item({ Name: 'part' }), { Name: 'part' }, item({ Name: 'part' })],
      { allOrNone: false },
    );
    expect(results.map((r) => r.success)).toEqual([true, false, true]);
    expect(await t.org.query("SELECT COUNT() FROM Item__c WHERE Name = 'part'")).toBe(2);
  });
  it('with the same unique value let only the first in', async () => {
    const results = await t.org.insert('Item__c', [item({ Key__c: 'twin' }), item({ Key__c: 'twin' })], {
      allOrNone: false,
    });
    expect(results.filter((r) => r.success)).toHaveLength(1);
  });
  it('may not name a record twice in one update', async () => {
    const [r] = await t.org.insert('Item__c', item());
    await expect(t.org.update('Item__c', [{ Id: r?.id }, { Id: r?.id }])).rejects.toMatchObject({
      type: 'ListException',
    });
  });
});

describe('update, upsert and delete', () => {
  it('update keeps fields that are not named', async () => {
    const [r] = await t.org.insert('Item__c', item({ Short__c: 'keep', Amount__c: 1 }));
    await t.org.update('Item__c', { Id: r?.id, Amount__c: 2 });
    expect(await t.org.query(`SELECT Short__c, Amount__c FROM Item__c WHERE Id = '${r?.id}'`)).toEqual([
      { Short__c: 'keep', Amount__c: 2 },
    ]);
  });
  it('update of an unknown id is an invalid cross reference', async () => {
    const [r] = await t.org.insert('Item__c', item());
    const unknown = `${r?.id?.slice(0, 8)}zzzzzzz`;
    expect(
      (await t.org.update('Item__c', { Id: unknown }, { allOrNone: false }))[0]?.errors[0]?.statusCode,
    ).toBe('INVALID_CROSS_REFERENCE_KEY');
  });
  it('upsert by external id creates once and updates after', async () => {
    const up = (): Promise<unknown[]> =>
      t.org.upsert('Item__c', item({ Key__c: 'up' }), { externalId: 'Key__c' });
    expect(await up()).toMatchObject([{ success: true, created: true }]);
    expect(await up()).toMatchObject([{ success: true, created: false }]);
  });
  it('upsert refuses one key twice in a call', async () => {
    const rows = await t.org.upsert('Item__c', [item({ Key__c: 'dd' }), item({ Key__c: 'dd' })], {
      externalId: 'Key__c',
      allOrNone: false,
    });
    expect(rows.map((r) => r.errors[0]?.statusCode)).toContain('DUPLICATE_VALUE');
  });
  it('delete hides the record, ALL ROWS shows it, undelete brings it back', async () => {
    const [r] = await t.org.insert('Item__c', item());
    const id = r?.id ?? '';
    await t.org.delete('Item__c', id);
    expect(await t.org.query(`SELECT COUNT() FROM Item__c WHERE Id = '${id}'`)).toBe(0);
    expect(await t.org.query(`SELECT IsDeleted FROM Item__c WHERE Id = '${id}' ALL ROWS`)).toEqual([
      { IsDeleted: true },
    ]);
    await t.org.undelete('Item__c', id);
    expect(await t.org.query(`SELECT COUNT() FROM Item__c WHERE Id = '${id}'`)).toBe(1);
  });
  it('delete of a parent empties lookups to it', async () => {
    const [p] = await t.org.insert('Item__c', item());
    const [c] = await t.org.insert('Item__c', item({ Parent__c: p?.id }));
    await t.org.delete('Item__c', p?.id ?? '');
    expect(await t.org.query(`SELECT Parent__c FROM Item__c WHERE Id = '${c?.id}'`)).toEqual([
      { Parent__c: null },
    ]);
  });
  it('an unknown field is refused by name', async () => {
    await expect(t.org.insert('Item__c', item({ Nope__c: 1 }))).rejects.toThrow(
      /No such column 'Nope__c' on sobject of type Item__c/,
    );
  });
});

describe('Database methods in Apex', () => {
  it('answer results without throwing when allOrNone is false', async () => {
    expect(
      await t.run(
        "Database.SaveResult r = Database.insert(new Item__c(Name = 'x'), false); return new List<Object>{ r.isSuccess(), r.getErrors()[0].getStatusCode().name(), r.getErrors()[0].getFields() };",
      ),
    ).toEqual([false, 'REQUIRED_FIELD_MISSING', ['Must__c']]);
  });
  it('throw DmlException with the rows that failed', async () => {
    expect(
      await t.run(
        "try { insert new List<Item__c>{ new Item__c(Must__c = 'a'), new Item__c() }; } catch (DmlException e) { return new List<Object>{ e.getNumDml(), e.getDmlIndex(0), e.getDmlType(0).name(), e.getDmlFieldNames(0) }; } return null;",
      ),
    ).toEqual([1, 1, 'REQUIRED_FIELD_MISSING', ['Must__c']]);
  });
  it('word the exception as an org does', async () => {
    await expect(t.org.anonymous('insert new Item__c();')).rejects.toThrow(
      'Insert failed. First exception on row 0; first error: REQUIRED_FIELD_MISSING, Required fields are missing: [Must__c]: [Must__c]',
    );
  });
  it('give the new id to the record itself', async () => {
    expect(await t.run("Item__c i = new Item__c(Must__c = 'a'); insert i; return i.Id != null;")).toBe(true);
  });
});
