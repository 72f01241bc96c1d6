import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Connection } from 'jsforce';
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

describe('descriptions', () => {
  it('list the objects', async () => {
    const { sobjects } = await conn.describeGlobal();

    expect(sobjects.map((object) => object.name)).toEqual(
      expect.arrayContaining(['Account', 'Opportunity', 'Thing__c', 'Bell__e']),
    );
  });

  it('describe the fields of one', async () => {
    const { fields, urls } = await conn.describe('thing__c');
    const field = (name: string) => fields.find((one) => one.name === name);

    expect(urls['sobject']).toBe('/services/data/v66.0/sobjects/Thing__c');
    expect(field('Key__c')).toMatchObject({ type: 'string', length: 20, externalId: true, unique: true });
    expect(field('Amount__c')).toMatchObject({
      type: 'currency',
      precision: 16,
      scale: 2,
      soapType: 'xsd:double',
    });
    expect(field('Account__c')).toMatchObject({ referenceTo: ['Account'], relationshipName: 'Account__r' });
  });

  it('are missing for an unknown object', async () => {
    await expect(conn.describe('Nope__c')).rejects.toMatchObject({ errorCode: 'NOT_FOUND' });
  });
});

describe('the version list', () => {
  it('needs no token and names the supported versions', async () => {
    const response = await fetch(`${org.url}/services/data`);
    const versions = (await response.json()) as { version: string }[];

    expect(versions.map(({ version }) => version)).toEqual(
      Array.from({ length: 28 }, (_, i) => `${41 + i}.0`),
    );
    expect(response.headers.get('sforce-limit-info')).toBeNull();
  });
});

describe('a composite request', () => {
  const composite = (compositeRequest: object[], extra: object = {}) =>
    callOrg(org, token, 'POST', '/composite', { ...extra, compositeRequest });

  it('passes values of earlier replies on', async () => {
    const { status, body } = await composite([
      {
        method: 'POST',
        url: '/services/data/v66.0/sobjects/Account',
        referenceId: 'acme',
        body: { Name: 'Composite' },
      },
      {
        method: 'POST',
        url: '/services/data/v66.0/sobjects/Thing__c',
        referenceId: 'thing',
        body: { Name: 'of acme', Account__c: '@{acme.id}' },
      },
      {
        method: 'GET',
        url: "/services/data/v66.0/query?q=SELECT+Name+FROM+Thing__c+WHERE+Account__c='@{acme.id}'",
        referenceId: 'found',
      },
    ]);

    expect(status).toBe(200);
    expect(body).toMatchObject({
      compositeResponse: [
        { httpStatusCode: 201, referenceId: 'acme', httpHeaders: { Location: expect.any(String) } },
        { httpStatusCode: 201, referenceId: 'thing' },
        { httpStatusCode: 200, referenceId: 'found', body: { records: [{ Name: 'of acme' }] } },
      ],
    });
  });

  it('halts what refers to a failed reply', async () => {
    const { body } = await composite([
      { method: 'POST', url: '/services/data/v66.0/sobjects/Account', referenceId: 'bad', body: {} },
      { method: 'GET', url: '/services/data/v66.0/sobjects/Account/@{bad.id}', referenceId: 'next' },
    ]);

    expect(body).toMatchObject({
      compositeResponse: [
        { httpStatusCode: 400, body: [{ errorCode: 'REQUIRED_FIELD_MISSING' }] },
        { httpStatusCode: 400, body: [{ errorCode: 'PROCESSING_HALTED' }] },
      ],
    });
  });

  it('refuses a body that is nested without end', async () => {
    const body = JSON.parse('['.repeat(60) + ']'.repeat(60)) as object;

    const answer = await composite([
      { method: 'POST', url: '/services/data/v66.0/sobjects/Account', referenceId: 'deep', body },
    ]);

    expect(answer.body).toMatchObject({
      compositeResponse: [{ httpStatusCode: 400, body: [{ errorCode: 'INVALID_INPUT' }] }],
    });
  });

  it('is refused with 26 subrequests, with a repeated name, and when it asks for a transaction', async () => {
    const get = { method: 'GET', url: '/services/data/v66.0/limits', referenceId: 'a' };
    const post = { method: 'POST', url: '/services/data/v66.0/sobjects/Account', body: { Name: 'x' } };
    const many = Array.from({ length: 26 }, (_, i) => ({ ...get, referenceId: `r${i}` }));

    for (const answer of [
      await composite(many),
      await composite([get, get]),
      await composite(
        [
          { ...post, referenceId: 'a' },
          { ...post, referenceId: 'b' },
        ],
        { allOrNone: true },
      ),
    ]) {
      expect(answer).toMatchObject({ status: 400, body: [{ errorCode: 'INVALID_INPUT' }] });
    }
  });
});

describe('the daily API calls', () => {
  it('are told with every answer and by the limits resource', async () => {
    org.usage.set({ used: 17, limit: 5000 });

    const answer = await callOrg(org, token, 'GET', '/limits');
    await conn.query('SELECT Id FROM Account LIMIT 1');

    expect(answer.headers.get('sforce-limit-info')).toBe('api-usage=18/5000');
    expect(answer.body).toMatchObject({ DailyApiRequests: { Max: 5000, Remaining: 4982 } });
    expect(conn.limitInfo.apiUsage).toEqual({ used: 19, limit: 5000 });
  });

  it('are refused when they are used up', async () => {
    org.usage.set({ used: 5, limit: 5 });

    const answer = await callOrg(org, token, 'POST', '/sobjects/Account', { Name: 'too late' });
    org.usage.set({ used: 0, limit: 100_000 });

    expect(answer).toMatchObject({ status: 403, body: [{ errorCode: 'REQUEST_LIMIT_EXCEEDED' }] });
    expect(answer.headers.get('sforce-limit-info')).toBe('api-usage=5/5');
    expect(await conn.sobject('Account').count({ Name: 'too late' })).toBe(0);
  });
});

describe('the wire', () => {
  it('is compressed when the client takes gzip', async () => {
    const answer = await callOrg(org, token, 'GET', '/sobjects', undefined, { 'Accept-Encoding': 'gzip' });

    expect(answer.headers.get('content-encoding')).toBe('gzip');
  });

  it('carries 10 MB and no more', async () => {
    const huge = JSON.stringify({ Name: 'x'.repeat(11 * 1024 * 1024) });

    const answer = await callOrg(org, token, 'POST', '/sobjects/Account', huge);

    expect(answer.status).toBe(413);
  });
});
