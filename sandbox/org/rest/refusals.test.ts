import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Connection } from 'jsforce';
import { ADMIN, openOrg, WRITER, type TestOrg } from '../test/harness.ts';
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

const things = () => conn.sobject('Thing__c');
const call = (method: string, path: string, body?: unknown) => callOrg(org, token, method, path, body);
const createThing = async (fields: Record<string, unknown>) => String((await things().create(fields)).id);

describe('a refused record', () => {
  it.each<[string, Record<string, unknown>, string, string, string[] | undefined]>([
    [
      'an unknown field',
      { Nope__c: 1 },
      'INVALID_FIELD',
      "No such column 'Nope__c' on sobject of type Thing__c",
      [],
    ],
    [
      'a text that is too long',
      { Key__c: 'x'.repeat(21) },
      'STRING_TOO_LONG',
      `Key: data value too large: ${'x'.repeat(21)} (max length=20)`,
      ['Key__c'],
    ],
    [
      'a text for a number',
      { Amount__c: 'much' },
      'JSON_PARSER_ERROR',
      'Cannot deserialize instance of currency from VALUE_STRING value much or request may be missing a required field',
      ['Amount__c'],
    ],
    [
      'a day that does not exist',
      { Due__c: '2026-02-30' },
      'JSON_PARSER_ERROR',
      'Cannot deserialize instance of date from VALUE_STRING value 2026-02-30 or request may be missing a required field',
      ['Due__c'],
    ],
    [
      'an object for a text',
      { Key__c: { a: 1 } },
      'JSON_PARSER_ERROR',
      'Cannot deserialize instance of string from START_OBJECT value or request may be missing a required field',
      ['Key__c'],
    ],
    [
      'a parent by an unknown field',
      { Account__r: { Nope__c: 'x' } },
      'INVALID_FIELD',
      "No such column 'Nope__c' on sobject of type Account",
      [],
    ],
    [
      'a parent that is not there',
      { Account__r: { Key__c: 'nobody' } },
      'INVALID_FIELD',
      'Foreign key external ID: nobody not found for field Key__c in entity Account',
      [],
    ],
    [
      'a malformed id',
      { Account__c: 'nonsense' },
      'MALFORMED_ID',
      'Account: id value of incorrect type: nonsense',
      ['Account__c'],
    ],
    [
      'the id of another object',
      { Account__c: '003000000000001AAA' },
      'FIELD_INTEGRITY_EXCEPTION',
      'Account: id value of incorrect type: 003000000000001AAA',
      ['Account__c'],
    ],
    [
      'a value that a restricted picklist does not have',
      { Status__c: 'Ajar' },
      'INVALID_OR_NULL_FOR_RESTRICTED_PICKLIST',
      'Status: bad value for restricted picklist field: Ajar',
      ['Status__c'],
    ],
    [
      'a number that is too large',
      { Amount__c: 1e20 },
      'NUMBER_OUTSIDE_VALID_RANGE',
      'Amount: value outside of valid range on numeric field: 100000000000000000000',
      ['Amount__c'],
    ],
    [
      'a read-only field',
      { CreatedById: '005000000000001AAA' },
      'INVALID_FIELD_FOR_INSERT_UPDATE',
      'Unable to create/update fields: CreatedById. Please check the security settings of this field and verify that it is read/write for your profile or permission set.',
      ['CreatedById'],
    ],
  ])('because of %s names it', async (_what, fields, errorCode, message, names) => {
    const answer = await call('POST', '/sobjects/Thing__c', { Name: 'x', ...fields });

    expect(answer.status).toBe(400);
    expect(answer.body).toEqual([{ message, errorCode, fields: names }]);
  });

  it('because a required field is missing', async () => {
    expect(await call('POST', '/sobjects/Account', { Key__c: 'A9' })).toMatchObject({
      status: 400,
      body: [
        {
          message: 'Required fields are missing: [Name]',
          errorCode: 'REQUIRED_FIELD_MISSING',
          fields: ['Name'],
        },
      ],
    });
  });

  it('because another record has the unique value', async () => {
    const first = await createThing({ Name: 'u', Key__c: 'unique' });

    const answer = await call('POST', '/sobjects/Thing__c', { Name: 'u', Key__c: 'UNIQUE' });

    expect(answer).toMatchObject({
      status: 400,
      body: [
        {
          errorCode: 'DUPLICATE_VALUE',
          message: `duplicate value found: Key__c duplicates value on record with id: ${first.slice(0, 15)}`,
        },
      ],
    });
  });

  it('because its trigger refuses or fails', async () => {
    expect(await call('POST', '/sobjects/Thing__c', { Name: 'refused' })).toMatchObject({
      status: 400,
      body: [{ errorCode: 'FIELD_CUSTOM_VALIDATION_EXCEPTION', message: 'this thing is refused' }],
    });
    expect(await call('POST', '/sobjects/Thing__c', { Name: 'broken' })).toMatchObject({
      status: 400,
      body: [
        {
          errorCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY',
          message: expect.stringContaining('this thing is broken'),
        },
      ],
    });
    expect(await conn.sobject('Thing__c').count({ Name: 'refused' })).toBe(0);
  });

  it('because the user may not edit the field or the object', async () => {
    const writer = await org.tokenFor(WRITER);

    expect(
      await callOrg(org, writer, 'POST', '/sobjects/Thing__c', { Name: 'x', Answer__c: 'y' }),
    ).toMatchObject({
      status: 400,
      body: [{ errorCode: 'INVALID_FIELD_FOR_INSERT_UPDATE', fields: ['Answer__c'] }],
    });
    expect(await callOrg(org, writer, 'POST', '/sobjects/Account', { Name: 'x' })).toMatchObject({
      status: 400,
      body: [{ errorCode: 'INSUFFICIENT_ACCESS_OR_READONLY' }],
    });
  });

  it('is written by a key that the user may read and not edit, when it exists', async () => {
    const writer = await org.tokenFor(WRITER);
    await createThing({ Name: 'answered', Answer__c: 'key' });

    const byKeys = (...keys: string[]) =>
      callOrg(org, writer, 'PATCH', '/composite/sobjects/Thing__c/Answer__c', {
        records: keys.map((key) => ({ attributes: { type: 'Thing__c' }, Answer__c: key, Amount__c: 3 })),
      });

    expect((await byKeys('key', 'other')).body).toMatchObject([
      { success: true, created: false },
      {
        success: false,
        errors: [{ statusCode: 'INVALID_FIELD_FOR_INSERT_UPDATE', fields: ['Answer__c'] }],
      },
    ]);
  });

  it('leaves out what the user may not read', async () => {
    const id = await createThing({ Name: 'seen', Due__c: '2026-01-01', Amount__c: 1 });

    const answer = await callOrg(org, await org.tokenFor(WRITER), 'GET', `/sobjects/Thing__c/${id}`);

    expect(answer.body).toMatchObject({ Name: 'seen', Amount__c: 1 });
    expect(answer.body).not.toHaveProperty('Due__c');
  });
});

describe('an address that leads nowhere', () => {
  const missing = {
    status: 404,
    body: [{ errorCode: 'NOT_FOUND', message: 'The requested resource does not exist' }],
  };

  it.each([
    ['an unknown object', 'GET', '/sobjects/Nope__c/a00000000000001AAA'],
    ['an unknown object to write', 'POST', '/sobjects/Nope__c'],
    ['an unknown resource', 'GET', '/nonsense'],
    ['a record that is not there', 'GET', '/sobjects/Account/001000000000001AAA'],
    ['a version that is none', 'GET', '/services/data/v99.0/limits'],
  ])('such as %s gives 404', async (_what, method, path) => {
    expect(await call(method, path, method === 'POST' ? {} : undefined)).toMatchObject(missing);
  });

  it('such as a retired version gives 410', async () => {
    expect((await call('GET', '/services/data/v29.0/limits')).status).toBe(410);
  });

  it('such as a malformed id gives MALFORMED_ID', async () => {
    expect(await call('GET', '/sobjects/Account/abc')).toMatchObject({
      status: 400,
      body: [{ errorCode: 'MALFORMED_ID' }],
    });
  });

  it('such as a deleted record gives ENTITY_IS_DELETED on a write', async () => {
    const id = await createThing({ Name: 'gone' });
    expect((await call('DELETE', `/sobjects/Thing__c/${id}`)).status).toBe(204);

    expect(await call('PATCH', `/sobjects/Thing__c/${id}`, { Name: 'x' })).toMatchObject({
      status: 404,
      body: [{ errorCode: 'ENTITY_IS_DELETED', message: 'entity is deleted' }],
    });
  });

  it('with a method that it has not gives 405', async () => {
    expect(await call('PUT', '/sobjects/Thing__c', {})).toMatchObject({
      status: 405,
      body: [{ errorCode: 'METHOD_NOT_ALLOWED' }],
    });
  });
});

describe('a body that is no record', () => {
  it.each([
    ['broken JSON', '{"Name": '],
    ['a list', '[]'],
    ['a number', '7'],
  ])('such as %s gives JSON_PARSER_ERROR', async (_what, text) => {
    expect(await call('POST', '/sobjects/Thing__c', text)).toMatchObject({
      status: 400,
      body: [{ errorCode: 'JSON_PARSER_ERROR' }],
    });
  });

  it('such as a form gives 415', async () => {
    const answer = await callOrg(org, token, 'POST', '/sobjects/Thing__c', 'Name=x', {
      'Content-Type': 'application/x-www-form-urlencoded',
    });

    expect(answer.status).toBe(415);
  });
});

describe('a request for approval', () => {
  it('is refused when no process takes the record', async () => {
    const contextId = await createThing({ Name: 'unwanted' });
    expect(
      await call('POST', '/process/approvals', { requests: [{ actionType: 'Submit', contextId }] }),
    ).toMatchObject({ status: 400, body: [{ errorCode: 'NO_APPLICABLE_PROCESS' }] });
  });
  it('is refused when it names no known action', async () => {
    expect(
      await call('POST', '/process/approvals', { requests: [{ actionType: 'Praise', contextId: '001' }] }),
    ).toMatchObject({ status: 400, body: [{ errorCode: 'INVALID_INPUT' }] });
  });
});
