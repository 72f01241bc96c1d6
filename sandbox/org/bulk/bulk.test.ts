import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Connection } from 'jsforce';
import type { OrgSettings } from '../start.ts';
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
afterEach(() => org.faults.clear());
afterAll(async () => {
  for (const one of others) await one.dispose();
  await org.dispose();
});

/** Orgs of single tests. */
const others: TestOrg[] = [];
async function extra(settings: Partial<OrgSettings> = {}): Promise<TestOrg> {
  const other = await openOrg(settings);
  others.push(other);
  return other;
}

const call = (method: string, path: string, body?: unknown) => callOrg(org, token, method, path, body);
const things = () => conn.sobject('Thing__c');

async function csv(path: string, method = 'GET', body?: string): Promise<{ status: number; text: string }> {
  const response = await fetch(`${org.url}/services/data/v66.0${path}`, {
    method,
    headers: { Authorization: `Bearer ${token}`, 'Content-Type': 'text/csv' },
    ...(body === undefined ? {} : { body }),
  });
  return { status: response.status, text: await response.text() };
}

async function create(options: object = {}): Promise<string> {
  const { body } = await call('POST', '/jobs/ingest', {
    object: 'Thing__c',
    operation: 'upsert',
    externalIdFieldName: 'Key__c',
    ...options,
  });
  return (body as { id: string }).id;
}

/** Makes a job, gives it the rows, waits until it has ended, and tells how it is. */
async function load(rows: string, options: object = {}) {
  const id = await create(options);
  await csv(`/jobs/ingest/${id}/batches`, 'PUT', rows);
  await call('PATCH', `/jobs/ingest/${id}`, { state: 'UploadComplete' });
  await org.bulk.whenIdle();
  const { body } = await call('GET', `/jobs/ingest/${id}`);
  const files = ['successfulResults', 'failedResults', 'unprocessedrecords'];
  const texts = await Promise.all(files.map(async (file) => (await csv(`/jobs/ingest/${id}/${file}`)).text));
  return { id, job: body as Record<string, unknown>, good: texts[0], bad: texts[1], left: texts[2] };
}

describe('an ingest job', () => {
  it('is loaded by a client library as in an org', async () => {
    const input = Array.from({ length: 450 }, (_, i) => ({ Name: `jsforce ${i}`, Key__c: `JS-${i}` }));

    const results = await conn.bulk2.loadAndWaitForResults({
      object: 'Thing__c',
      operation: 'insert',
      input,
      pollInterval: 50,
      pollTimeout: 30_000,
    });

    expect(results.successfulResults).toHaveLength(450);
    expect(results.successfulResults[0]).toMatchObject({ sf__Created: 'true', Key__c: 'JS-0' });
    expect(results.failedResults).toEqual([]);
    expect(await things().count({ Name: { $like: 'jsforce %' } })).toBe(450);
  });

  it('upserts row by row: created, changed, refused by a trigger, by a type and by a length', async () => {
    await things().create({ Name: 'old', Key__c: 'B-1' });

    const { job, good, bad, left } = await load(
      'Key__c,Name,Count__c\nB-1,new,1\nB-2,"made, ""quoted""",2\nB-3,refused,3\nB-4,x,many\nmuch too long for this field,x,5\n',
    );

    expect(job).toMatchObject({
      state: 'JobComplete',
      numberRecordsProcessed: 5,
      numberRecordsFailed: 3,
      jobType: 'V2Ingest',
    });
    expect(good).toMatch(
      /^"sf__Id","sf__Created","Key__c","Name","Count__c"\n"a\w{17}","false","B-1","new","1"\n/,
    );
    expect(good).toMatch(/"a\w{17}","true","B-2","made, ""quoted""","2"\n$/);
    expect(bad?.split('\n').slice(1, 4)).toEqual([
      '"","FIELD_CUSTOM_VALIDATION_EXCEPTION:this thing is refused:--","B-3","refused","3"',
      expect.stringMatching(/^"","INVALID_TYPE_ON_FIELD_IN_RECORD:.*: many:Count__c --","B-4","x","many"$/),
      expect.stringMatching(/^"","STRING_TOO_LONG:.*:Key__c --"/),
    ]);
    expect(left).toBe('"Key__c","Name","Count__c"\n');
  });

  it('leaves a field alone where a cell is empty, and clears it by #N/A', async () => {
    await things().create([
      { Name: 'empty', Key__c: 'N-1', Count__c: 7 },
      { Name: 'cleared', Key__c: 'N-2', Count__c: 7 },
    ]);

    await load('Key__c,Count__c\nN-1,\nN-2,#N/A\n');

    const rows = await things().find({ Key__c: ['N-1', 'N-2'] }, ['Key__c', 'Count__c']);
    expect(rows.map((row) => [row['Key__c'], row['Count__c']])).toEqual([
      ['N-1', 7],
      ['N-2', null],
    ]);
  });

  it('names a parent by its external id or by its id', async () => {
    const account = await conn.sobject('Account').create({ Name: 'Parent', Key__c: 'P-1' });

    const byKey = await load('Key__c,Name,Account__r.Key__c\nR-1,a,P-1\nR-2,b,nobody\n');
    const byId = await load(`Key__c,Name,Account__c\nR-3,c,${String(account.id)}\n`);

    expect(byKey.job).toMatchObject({ numberRecordsFailed: 1 });
    expect(byKey.bad).toContain('INVALID_FIELD');
    expect(byId.job).toMatchObject({ numberRecordsFailed: 0 });
    expect(await things().count({ Account__c: String(account.id) })).toBe(2);
  });

  it('updates and deletes by id', async () => {
    const made = await things().create([{ Name: 'u1' }, { Name: 'u2' }]);
    const ids = made.map(({ id }) => String(id));

    const updated = await load(`Id,Name\n${ids[0]},u1 changed\n,nobody\n`, { operation: 'update' });
    const deleted = await load(`Id\n${ids[0]}\n${ids[1]}\nnone\n`, { operation: 'delete' });

    expect(updated.job).toMatchObject({ numberRecordsProcessed: 2, numberRecordsFailed: 1 });
    expect(updated.bad).toContain('MISSING_ARGUMENT:');
    expect(deleted.job).toMatchObject({ numberRecordsProcessed: 3, numberRecordsFailed: 1 });
    expect(deleted.bad).toContain('MALFORMED_ID:');
    expect(await things().count({ Id: ids })).toBe(0);
  });

  it('writes with the rights of the user who made it', async () => {
    const writer = await org.connect(WRITER);

    const { failedResults } = await writer.bulk2.loadAndWaitForResults({
      object: 'Account',
      operation: 'insert',
      input: [{ Name: 'not allowed' }],
      pollInterval: 50,
    });

    expect(failedResults).toHaveLength(1);
    expect(await conn.sobject('Account').count({ Name: 'not allowed' })).toBe(0);
  });

  it('fails as a whole for a column that the object lacks, with all rows unprocessed', async () => {
    const { job, good, left } = await load('Key__c,Nope__c\nF-1,x\n');

    expect(job).toMatchObject({
      state: 'Failed',
      errorMessage: 'InvalidBatch : Field name not found : Nope__c',
      numberRecordsProcessed: 0,
    });
    expect(good).toBe('"sf__Id","sf__Created"\n');
    expect(left).toBe('"Key__c","Nope__c"\n"F-1","x"\n');
  });

  it('fails for line ends that it was not made for', async () => {
    const { job } = await load('Key__c,Name\r\nL-1,x\r\n');

    expect(job).toMatchObject({
      state: 'Failed',
      errorMessage: expect.stringContaining('LineEnding is invalid'),
    });
    expect(
      (await load('Key__c;Name\r\nL-1;x\r\n', { lineEnding: 'CRLF', columnDelimiter: 'SEMICOLON' })).job,
    ).toMatchObject({
      state: 'JobComplete',
    });
  });

  it('meets a lock that a scenario holds, by the rows of a parent', async () => {
    org.faults.add({
      rowError: { statusCode: 'UNABLE_TO_LOCK_ROW', values: ['LK-2'] },
      path: '/jobs/ingest',
      count: 1,
    });

    const { bad } = await load('Key__c,Name\nLK-1,a\nLK-2,b\nLK-3,c\n');

    expect(bad?.trim().split('\n').slice(1)).toEqual([
      '"","UNABLE_TO_LOCK_ROW:unable to obtain exclusive access to this record:--","LK-2","b"',
    ]);
    expect((await load('Key__c,Name\nLK-2,b\n')).job).toMatchObject({ numberRecordsFailed: 0 });
  });
});

describe('a job that is asked for what it cannot do', () => {
  it.each([
    ['of an object that is not there', { object: 'Nope__c' }, 'INVALIDENTITY'],
    ['without an external id', { externalIdFieldName: 'Name' }, 'INVALIDJOB'],
    ['of another operation', { operation: 'merge' }, 'INVALIDJOB'],
  ])('%s', async (_what, options, errorCode) => {
    const reply = await call('POST', '/jobs/ingest', {
      object: 'Thing__c',
      operation: 'upsert',
      externalIdFieldName: 'Key__c',
      ...options,
    });

    expect(reply).toMatchObject({ status: 400, body: [{ errorCode }] });
  });

  it('takes its rows once, and begins with them', async () => {
    const id = await create();
    const begun = await call('PATCH', `/jobs/ingest/${id}`, { state: 'UploadComplete' });

    const first = await csv(`/jobs/ingest/${id}/batches`, 'PUT', 'Key__c\nT-1\n');
    const second = await csv(`/jobs/ingest/${id}/batches`, 'PUT', 'Key__c\nT-2\n');
    const early = await csv(`/jobs/ingest/${id}/successfulResults`);

    expect([begun.status, first.status, second.status, early.status]).toEqual([400, 201, 400, 400]);
    expect(second.text).toContain('Found multiple contents for job');
  });

  it('is aborted, deleted, and then not known any more', async () => {
    const id = await create();

    const aborted = await call('PATCH', `/jobs/ingest/${id}`, { state: 'Aborted' });
    const deleted = await call('DELETE', `/jobs/ingest/${id}`);

    expect(aborted.body).toMatchObject({ state: 'Aborted' });
    expect(deleted.status).toBe(204);
    expect(await call('GET', `/jobs/ingest/${id}`)).toMatchObject({
      status: 404,
      body: [{ errorCode: 'NOT_FOUND' }],
    });
  });

  it('is another user’s', async () => {
    const id = await create();

    const reply = await callOrg(org, await org.tokenFor(WRITER), 'GET', `/jobs/ingest/${id}`);

    expect(reply.status).toBe(404);
  });

  it('has more than 100 MB', async () => {
    const id = await create();
    const row = `K,${'x'.repeat(999_990)}\n`;

    const { status, text } = await csv(
      `/jobs/ingest/${id}/batches`,
      'PUT',
      `Key__c,Name\n${row.repeat(101)}`,
    );

    expect(status).toBe(400);
    expect(text).toContain('Exceeded max size limit');
  });
});

it('jobs are listed, cost one API call a request, and are forgotten after seven days', async () => {
  const own = await extra();
  const key = await own.tokenFor(ADMIN);
  const made = await callOrg(own, key, 'POST', '/jobs/ingest', { object: 'Thing__c', operation: 'insert' });
  const listed = await callOrg(own, key, 'GET', '/jobs/ingest');
  const { id } = made.body as { id: string };

  expect(listed.body).toMatchObject({ done: true, records: [{ id, state: 'Open' }] });
  expect(made.headers.get('sforce-limit-info')).toBe('api-usage=1/100000');
  const limits = await callOrg(own, key, 'GET', '/limits');
  expect(limits.body).toMatchObject({
    DailyApiRequests: { Max: 100_000, Remaining: 99_997 },
    DailyBulkApiBatches: { Max: 15_000, Remaining: 15_000 },
  });
  expect(own.usage.used).toBe(3);
  await fetch(`${own.url}/sandbox/clock`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ aheadSeconds: 8 * 86_400 }),
  });
  expect((await callOrg(own, key, 'GET', `/jobs/ingest/${id}`)).status).toBe(404);
});

it('a job goes on after a restart with the rows that have no result yet', async () => {
  const first = await openOrg();
  const { dataFolder } = first;
  const admin = await first.connect(ADMIN);
  const job = admin.bulk2.createJob({ object: 'Thing__c', operation: 'insert' });
  await job.open();
  await job.uploadData(Array.from({ length: 1_000 }, (_, i) => ({ Name: `restart ${i}` })));
  await job.close();
  await first.close();

  const second = await extra({ dataFolder });
  await second.bulk.whenIdle();

  const again = await second.connect(ADMIN);
  const info = await again.bulk2.job('ingest', { id: String(job.id) }).check();
  expect(info).toMatchObject({ state: 'JobComplete', numberRecordsProcessed: 1_000, numberRecordsFailed: 0 });
  expect(await again.sobject('Thing__c').count({ Name: { $like: 'restart %' } })).toBe(1_000);
});
