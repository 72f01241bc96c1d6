import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Connection } from 'jsforce';
import { ADMIN, openOrg, WRITER, type TestOrg } from '../test/harness.ts';
import { callOrg, type WireReply } from '../test/http.ts';

let org: TestOrg;
let conn: Connection;
let accountId: string;

beforeAll(async () => {
  org = await openOrg();
  conn = await org.connect(ADMIN);
  accountId = String((await conn.sobject('Account').create({ Name: 'Acme', Key__c: 'A1' })).id);
  const rows = Array.from({ length: 450 }, (_, i) => ({
    Name: `thing ${String(i).padStart(3, '0')}`,
    Account__c: i < 2 ? accountId : null,
    Amount__c: i,
  }));
  await conn.sobject('Thing__c').create(rows, { allowRecursive: true });
});
afterAll(() => org.dispose());

const query = async (soql: string, headers: Record<string, string> = {}, username = ADMIN) =>
  callOrg(
    org,
    await org.tokenFor(username),
    'GET',
    `/query?q=${encodeURIComponent(soql)}`,
    undefined,
    headers,
  );

const SMALL_PAGES = { 'Sforce-Query-Options': 'batchSize=200' };
const nextUrl = (page: WireReply) => (page.body as { nextRecordsUrl: string }).nextRecordsUrl;
const next = async (page: WireReply, username: string) =>
  callOrg(org, await org.tokenFor(username), 'GET', nextUrl(page), undefined, SMALL_PAGES);

describe('a query', () => {
  it('gives what is selected, with parents, and null where there is none', async () => {
    const { records } = await conn.query(
      "SELECT Name, Account__r.Name, Account__r.Key__c, Answer__c FROM Thing__c WHERE Name IN ('thing 001', 'thing 002') ORDER BY Name",
    );

    expect(records).toEqual([
      {
        attributes: {
          type: 'Thing__c',
          url: expect.stringMatching(/^\/services\/data\/v66\.0\/sobjects\/Thing__c\//),
        },
        Name: 'thing 001',
        Account__r: {
          attributes: { type: 'Account', url: `/services/data/v66.0/sobjects/Account/${accountId}` },
          Name: 'Acme',
          Key__c: 'A1',
        },
        Answer__c: null,
      },
      { attributes: expect.anything(), Name: 'thing 002', Account__r: null, Answer__c: null },
    ]);
  });

  it('gives children as results of their own, and null where there are none', async () => {
    await conn.sobject('Account').create({ Name: 'Childless' });

    const { records } = await conn.query(
      'SELECT Name, (SELECT Name FROM Things__r ORDER BY Name) FROM Account ORDER BY Name',
    );

    expect(records).toMatchObject([
      {
        Name: 'Acme',
        Things__r: { totalSize: 2, done: true, records: [{ Name: 'thing 000' }, { Name: 'thing 001' }] },
      },
      { Name: 'Childless', Things__r: null },
    ]);
  });

  it('counts and sums', async () => {
    expect(await query('SELECT COUNT() FROM Thing__c')).toMatchObject({
      body: { totalSize: 450, done: true, records: [] },
    });
    expect((await query('SELECT COUNT(Id) n, SUM(Amount__c) total FROM Thing__c')).body).toMatchObject({
      records: [{ attributes: { type: 'AggregateResult' }, n: 450, total: 101025 }],
    });
  });

  it('names the addresses of the version that was called', async () => {
    const soql = encodeURIComponent('SELECT Id FROM Account LIMIT 1');
    const answer = await callOrg(
      org,
      await org.tokenFor(ADMIN),
      'GET',
      `/services/data/v59.0/query?q=${soql}`,
    );

    expect(answer.body).toMatchObject({
      records: [{ attributes: { url: expect.stringContaining('/v59.0/') } }],
    });
  });

  it('comes in pages of the asked size', async () => {
    const first = await query('SELECT Name FROM Thing__c ORDER BY Name', SMALL_PAGES);
    expect(first.body).toMatchObject({ totalSize: 450, done: false, records: { length: 200 } });

    const second = await next(first, ADMIN);
    expect(second.body).toMatchObject({ done: false, records: { length: 200, 0: { Name: 'thing 200' } } });

    const last = await conn.queryMore(nextUrl(second));
    expect(last).toMatchObject({ totalSize: 450, done: true, records: { length: 50 } });
  });

  it('keeps its pages for the user who asked', async () => {
    const first = await query('SELECT Name FROM Thing__c', SMALL_PAGES);

    const stranger = await next(first, WRITER);

    expect(stranger).toMatchObject({ status: 400, body: [{ errorCode: 'INVALID_QUERY_LOCATOR' }] });
  });

  it.each([
    ['of an unknown object', 'SELECT Id FROM Nope__c', 'INVALID_TYPE'],
    ['of an unknown field', 'SELECT Nope__c FROM Thing__c', 'INVALID_FIELD'],
    ['by an unknown field', "SELECT Id FROM Thing__c WHERE Nope__c = 'x'", 'INVALID_FIELD'],
    ['of an unknown parent', 'SELECT Nope__r.Name FROM Thing__c', 'INVALID_FIELD'],
    ['of unknown children', 'SELECT Id, (SELECT Id FROM Nope__r) FROM Thing__c', 'INVALID_FIELD'],
    ['with a typing error', 'SELEC Id FROM Thing__c', 'MALFORMED_QUERY'],
    ['without an end', "SELECT Id FROM Thing__c WHERE Name = 'x", 'MALFORMED_QUERY'],
    ['with a bind', 'SELECT Id FROM Thing__c WHERE Name = :name', 'MALFORMED_QUERY'],
    ['that is empty', '', 'MALFORMED_QUERY'],
  ])('%s is refused', async (_what, soql, errorCode) => {
    expect(await query(soql)).toMatchObject({ status: 400, body: [{ errorCode }] });
  });

  it('shows a user only the fields the user may read', async () => {
    expect(await query('SELECT Name, Amount__c FROM Thing__c LIMIT 1', {}, WRITER)).toMatchObject({
      status: 200,
    });
    expect(await query('SELECT Due__c FROM Thing__c', {}, WRITER)).toMatchObject({
      status: 400,
      body: [{ errorCode: 'INVALID_FIELD' }],
    });
    expect(await query('SELECT Id FROM Account', {}, WRITER)).toMatchObject({
      status: 400,
      body: [{ errorCode: 'INVALID_TYPE' }],
    });
  });
});
