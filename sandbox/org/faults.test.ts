import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Connection } from 'jsforce';
import { Faults } from './faults.ts';
import { ADMIN, openOrg, type TestOrg } from './test/harness.ts';
import { callOrg } from './test/http.ts';

let org: TestOrg;
let conn: Connection;
let token: string;

beforeAll(async () => {
  org = await openOrg();
  conn = await org.connect(ADMIN);
  token = await org.tokenFor(ADMIN);
});
afterEach(() => org.faults.clear());
afterAll(() => org.dispose());

const ask = (body: object, headers: Record<string, string> = {}) =>
  fetch(`${org.url}/sandbox/faults`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify(body),
  });
const create = (name: string) => callOrg(org, token, 'POST', '/sobjects/Thing__c', { Name: name });
const count = (name: string) => conn.sobject('Thing__c').count({ Name: name });

describe('faults on demand', () => {
  it('answer 503 as often as asked and do nothing', async () => {
    expect((await ask({ status: 503, count: 2 })).status).toBe(201);

    const answers = [await create('f503'), await create('f503'), await create('f503')];

    expect(answers.map(({ status }) => status)).toEqual([503, 503, 201]);
    expect(answers[0]?.body).toMatchObject([{ errorCode: 'SERVER_UNAVAILABLE' }]);
    expect(await count('f503')).toBe(1);
  });

  it('lose the reply of work that is done', async () => {
    await ask({ dropReply: true, count: 1, method: 'POST', path: '/sobjects/' });

    await expect(create('lost')).rejects.toThrow('fetch failed');

    expect(await count('lost')).toBe(1);
  });

  it('cut the connection before the work', async () => {
    await ask({ dropRequest: true, count: 1 });

    await expect(create('cut')).rejects.toThrow('fetch failed');

    expect(await count('cut')).toBe(0);
  });

  it('refuse some rows of a collection', async () => {
    await ask({
      rowError: { statusCode: 'UNABLE_TO_LOCK_ROW', rows: 1 },
      path: '/composite/sobjects',
      count: 1,
    });

    const results = await conn.sobject('Thing__c').create([{ Name: 'locked' }, { Name: 'free' }]);

    expect(results).toMatchObject([
      { success: false, errors: [{ statusCode: 'UNABLE_TO_LOCK_ROW' }] },
      { success: true },
    ]);
    expect([await count('locked'), await count('free')]).toEqual([0, 1]);
  });

  it('hit the login as well, and only the path they name', async () => {
    await ask({ status: 503, path: '/services/oauth2/token' });

    const login = await fetch(`${org.url}/services/oauth2/token`, { method: 'POST' });

    expect(login.status).toBe(503);
    expect((await create('other path')).status).toBe(201);
  });

  it('are listed and cleared', async () => {
    await ask({ status: 500, errorCode: 'UNKNOWN_EXCEPTION', count: 3 });
    await create('listed');

    const listed = await fetch(`${org.url}/sandbox/faults`);
    expect(await listed.json()).toEqual([{ status: 500, errorCode: 'UNKNOWN_EXCEPTION', count: 3, hits: 1 }]);

    await fetch(`${org.url}/sandbox/faults`, { method: 'DELETE' });
    expect((await create('listed')).status).toBe(201);
  });

  it('are refused when they make no sense or come from a web page', async () => {
    expect((await ask({ count: 1 })).status).toBe(400);
    expect((await ask({ status: 503, typo: 1 })).status).toBe(400);
    expect((await ask({ status: 503 }, { Origin: 'https://example.com' })).status).toBe(403);
  });
});

it('a fault with a time ends with it', () => {
  let now = 0;
  const faults = new Faults(() => now);
  faults.add({ status: 503, seconds: 2 });

  expect(faults.hit('GET', '/services/data')).toMatchObject({ status: 503 });
  now = 2000;
  expect(faults.hit('GET', '/services/data')).toBeUndefined();
});
