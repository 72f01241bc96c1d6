import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Connection } from 'jsforce';
import type { RowReply } from '../errors.ts';
import { ADMIN, openOrg, type TestOrg } from '../test/harness.ts';
import { callOrg } from '../test/http.ts';

let org: TestOrg;
let conn: Connection;
let token: string;

beforeAll(async () => {
  org = await openOrg();
  conn = await org.connect(ADMIN);
  token = await org.tokenFor(ADMIN);
});
afterAll(() => org.dispose());

const call = (method: string, path: string, body?: unknown) => callOrg(org, token, method, path, body);
/** The first error's code of each row; undefined where the row was saved. */
const codes = (results: readonly object[]) =>
  (results as RowReply[]).map((result) => result.errors[0]?.statusCode);
const things = () => conn.sobject('Thing__c');
const thing = (fields: object) => ({ attributes: { type: 'Thing__c' }, ...fields });

describe('a collection', () => {
  it('is created with a result for each row, in order, the good ones saved', async () => {
    const results = await things().create([
      { Name: 'c1', Key__c: 'C1' },
      { Name: 'c2', Nope__c: 1 },
      { Name: 'refused' },
      { Name: 'c4', Key__c: 'much too long for this field' },
      { Name: 'c5' },
    ]);

    expect(results).toEqual([
      { id: expect.stringMatching(/^a/), success: true, errors: [] },
      {
        success: false,
        errors: [
          {
            statusCode: 'INVALID_FIELD',
            message: "No such column 'Nope__c' on sobject of type Thing__c",
            fields: [],
          },
        ],
      },
      {
        success: false,
        errors: [
          { statusCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'this thing is refused', fields: [] },
        ],
      },
      {
        success: false,
        errors: [
          {
            statusCode: 'STRING_TOO_LONG',
            message: 'Key: data value too large: much too long for this field (max length=20)',
            fields: ['Key__c'],
          },
        ],
      },
      { id: expect.stringMatching(/^a/), success: true, errors: [] },
    ]);
    expect(await things().count({ Name: { $in: ['c1', 'c2', 'c4', 'c5', 'refused'] } })).toBe(2);
  });

  it('is saved all or none when asked so', async () => {
    const results = await things().create([{ Name: 'n1' }, { Name: 'refused' }, { Name: 'n3' }], {
      allOrNone: true,
    });

    expect(codes(results)).toEqual([
      'ALL_OR_NONE_OPERATION_ROLLED_BACK',
      'FIELD_CUSTOM_VALIDATION_EXCEPTION',
      'ALL_OR_NONE_OPERATION_ROLLED_BACK',
    ]);
    expect(await things().count({ Name: { $in: ['n1', 'n3'] } })).toBe(0);
  });

  it('is upserted by an external id and says what it created', async () => {
    await things().create({ Name: 'old', Key__c: 'UP1' });

    const results = await things().upsert(
      [
        { Key__c: 'UP1', Name: 'new' },
        { Key__c: 'UP2', Name: 'made' },
        { Key__c: 'UP3', Nope__c: true },
      ],
      'Key__c',
    );

    expect(results).toEqual([
      { id: expect.any(String), success: true, errors: [], created: false },
      { id: expect.any(String), success: true, errors: [], created: true },
      { success: false, errors: [expect.objectContaining({ statusCode: 'INVALID_FIELD' })] },
    ]);
    expect(await things().count({ Key__c: 'UP1', Name: 'new' })).toBe(1);
  });

  it('refuses the same key or the same record twice', async () => {
    const upserts = await things().upsert(
      [
        { Key__c: 'TW', Name: 'a' },
        { Key__c: 'tw', Name: 'b' },
      ],
      'Key__c',
    );
    const id = String((await things().create({ Name: 'twice' })).id);
    const updates = await things().update([
      { Id: id, Name: 'a' },
      { Id: id, Name: 'b' },
    ]);

    expect(upserts.map((result) => result.success)).toEqual([true, false]);
    expect(codes(updates)).toEqual([undefined, 'DUPLICATE_VALUE']);
  });

  it('updates and deletes by id, row by row', async () => {
    const [a, b] = await things().create([{ Name: 'd1' }, { Name: 'd2' }]);
    const ids = [String(a?.id), String(b?.id)];

    const updated = await things().update([
      { Id: ids[0] ?? '', Name: 'd1 changed' },
      { Id: 'a000000000zzzzzAAA', Name: 'nobody' },
    ]);
    const deleted = await things().destroy([...ids, 'malformed']);

    expect(codes(updated)).toEqual([undefined, 'INVALID_CROSS_REFERENCE_KEY']);
    expect(codes(deleted)).toEqual([undefined, undefined, 'MALFORMED_ID']);
    expect(await things().count({ Id: { $in: ids } })).toBe(0);
  });

  it('is read by ids, null where there is none', async () => {
    const [a, b] = await things().create([{ Name: 'r1' }, { Name: 'r2' }]);
    const ids = [String(b?.id), 'a000000000zzzzzAAA', String(a?.id)];

    const byPost = await call('POST', '/composite/sobjects/Thing__c', { ids, fields: ['Name'] });
    const byGet = await call('GET', `/composite/sobjects/Thing__c?ids=${ids.join(',')}&fields=Name`);

    expect(byPost.body).toMatchObject([{ Name: 'r2' }, null, { Name: 'r1' }]);
    expect(byGet.body).toEqual(byPost.body);
  });

  it('may hold several types, and unknown ones fail alone', async () => {
    const { body } = await call('POST', '/composite/sobjects', {
      records: [
        { attributes: { type: 'Account' }, Name: 'Mixed' },
        thing({ Name: 'mixed' }),
        { attributes: { type: 'Nope__c' }, Name: 'x' },
      ],
    });

    expect(body).toMatchObject([
      { success: true },
      { success: true },
      { success: false, errors: [{ statusCode: 'INVALID_TYPE' }] },
    ]);
  });

  it('takes 200 records and closes all of them in one trigger run', async () => {
    const names = Array.from({ length: 200 }, (_, i) => ({ Name: `bulk ${i}` }));

    const results = await things().create(names);
    const updated = await things().update(results.map(({ id }) => ({ Id: String(id), Status__c: 'Closed' })));

    expect(updated.every((result) => result.success)).toBe(true);
    expect(await things().count({ Status__c: 'Closed', Name: { $like: 'bulk %' } })).toBe(200);
  });
});

describe('a collection that is refused as a whole', () => {
  const refused = (errorCode: string) => ({ status: 400, body: [{ errorCode }] });

  it('has 201 records', async () => {
    const records = Array.from({ length: 201 }, () => thing({ Name: 'many' }));

    expect(await call('POST', '/composite/sobjects', { records })).toMatchObject(
      refused('EXCEEDED_ID_LIMIT'),
    );
    expect(await things().count({ Name: 'many' })).toBe(0);
  });

  it('changes its type more than ten times', async () => {
    const records = Array.from({ length: 11 }, (_, i) =>
      i % 2 === 0 ? thing({ Name: 'x' }) : { attributes: { type: 'Account' }, Name: 'x' },
    );

    expect(await call('POST', '/composite/sobjects', { records })).toMatchObject(refused('INVALID_INPUT'));
    expect((await call('POST', '/composite/sobjects', { records: records.slice(0, 10) })).status).toBe(200);
  });

  it.each([
    ['has no records', {}],
    ['has none', { records: [] }],
    ['has a record that is no object', { records: [7] }],
    ['has a record without a type', { records: [{ Name: 'x' }] }],
  ])('%s', async (_what, body) => {
    expect(await call('POST', '/composite/sobjects', body)).toMatchObject(refused('INVALID_INPUT'));
  });

  it('upserts another type than the address names', async () => {
    const body = { records: [{ attributes: { type: 'Account' }, Key__c: 'x', Name: 'x' }] };

    expect(await call('PATCH', '/composite/sobjects/Thing__c/Key__c', body)).toMatchObject(
      refused('INVALID_INPUT'),
    );
  });
});
