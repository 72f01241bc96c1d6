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

describe('records by jsforce', () => {
  it('creates, reads, updates and deletes', async () => {
    const id = await createThing({ Name: 'one', Amount__c: 12.5, Due__c: '2026-03-01', Done__c: true });

    expect(await things().retrieve(id)).toMatchObject({
      attributes: { type: 'Thing__c', url: `/services/data/v66.0/sobjects/Thing__c/${id}` },
      Id: id,
      Name: 'one',
      Amount__c: 12.5,
      Due__c: '2026-03-01',
      At__c: null,
      Done__c: true,
      Status__c: 'Open',
    });
    await things().update({ Id: id, Name: 'two', Amount__c: null });
    expect(await things().retrieve(id, { fields: ['Name', 'Amount__c'] })).toEqual({
      attributes: { type: 'Thing__c', url: `/services/data/v66.0/sobjects/Thing__c/${id}` },
      Name: 'two',
      Amount__c: null,
    });
    await things().destroy(id);
    await expect(things().retrieve(id)).rejects.toMatchObject({ errorCode: 'NOT_FOUND' });
  });

  it('runs as the user of the token', async () => {
    const writer = await org.connect(WRITER);
    const { id } = await writer.sobject('Thing__c').create({ Name: 'by writer' });

    const [thing] = (await conn.query(`SELECT CreatedBy.Username FROM Thing__c WHERE Id = '${id}'`)).records;

    expect(thing?.['CreatedBy']).toMatchObject({ Username: WRITER });
  });

  it('gives datetimes as Salesforce writes them', async () => {
    const id = await createThing({ Name: 'times', At__c: '2026-01-01T02:00:00+0200' });

    expect((await things().retrieve(id))['At__c']).toBe('2026-01-01T00:00:00.000+0000');
  });

  it('finds a parent by its external id', async () => {
    const { id: account } = await conn.sobject('Account').create({ Name: 'Acme', Key__c: 'A1' });

    const id = await createThing({ Name: 'child', Account__r: { Key__c: 'a1' } });

    expect((await things().retrieve(id))['Account__c']).toBe(account);
  });
});

describe('an upsert by external id', () => {
  it('answers 201 when it creates and 200 when it updates', async () => {
    const path = '/sobjects/Thing__c/Key__c/K%2F1';

    const first = await call('PATCH', path, { Name: 'first' });
    const second = await call('PATCH', path, { Name: 'second' });

    expect(first).toMatchObject({ status: 201, body: { success: true, errors: [], created: true } });
    expect(second).toMatchObject({ status: 200, body: { success: true, errors: [], created: false } });
    expect((await call('GET', path)).body).toMatchObject({ Key__c: 'K/1', Name: 'second' });
  });

  it('answers 300 with the addresses when several records match', async () => {
    const ids = [
      await createThing({ Name: 'a', Group__c: 'twins' }),
      await createThing({ Name: 'b', Group__c: 'twins' }),
    ];

    const answer = await call('PATCH', '/sobjects/Thing__c/Group__c/twins', { Name: 'c' });

    expect(answer.status).toBe(300);
    expect(answer.body).toEqual(ids.map((id) => `/services/data/v66.0/sobjects/Thing__c/${id}`));
  });

  it('creates nothing with updateOnly', async () => {
    const answer = await call('PATCH', '/sobjects/Thing__c/Key__c/none?updateOnly=true', { Name: 'x' });

    expect(answer.status).toBe(404);
    expect(await conn.sobject('Thing__c').count({ Key__c: 'none' })).toBe(0);
  });

  it('refuses the key in the body, and a field that is no key', async () => {
    expect(await call('PATCH', '/sobjects/Thing__c/Key__c/k2', { Key__c: 'k2' })).toMatchObject({
      status: 400,
      body: [{ errorCode: 'INVALID_FIELD' }],
    });
    expect(await call('PATCH', '/sobjects/Thing__c/Name/k2', { Key__c: 'k2' })).toMatchObject({
      status: 404,
      body: [{ errorCode: 'NOT_FOUND' }],
    });
  });

  it('treats quotes and backslashes in the key as text', async () => {
    const key = "O'Neil\\ OR";

    const answer = await call('PATCH', `/sobjects/Thing__c/Key__c/${encodeURIComponent(key)}`, { Name: 'q' });

    expect(answer.status).toBe(201);
    expect(await conn.sobject('Thing__c').count({ Name: 'q' })).toBe(1);
  });
});
