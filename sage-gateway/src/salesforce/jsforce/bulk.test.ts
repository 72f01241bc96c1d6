import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { RowResult } from '../port.ts';
import { rowError } from './bulk.ts';
import { openBench, type Bench } from './testing/client.ts';
import { csv, failure, json, type Answer } from './testing/scripted-org.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.org.stop());

const id = '750000000000001AAA';
const upsert = { kind: 'upsert', externalIdField: 'Key__c' } as const;

function job(state: string, more: object = {}): Answer {
  return json(200, { id, operation: 'upsert', object: 'SageStock__c', state, ...more });
}
const taken: Answer = (response) => void response.writeHead(201).end();
const cut: Answer = (response) => response.socket?.destroy();

async function collect(keyColumn = 'Key__c') {
  const results: { key: string; result: RowResult }[] = [];
  for await (const result of bench.open().results(id, keyColumn)) results.push(result);
  return results;
}

describe('a bulk job', () => {
  it('is made, given its rows as CSV, and begins', async () => {
    bench.org.script.push(job('Open'), taken, job('UploadComplete'));
    const rows = [
      { Key__c: 'A-1', OnHand__c: '1.5', Note__c: 'two\nlines, "quoted"', Product__c: null, Active__c: true },
      { Key__c: 'A-2', OnHand__c: 0, Note__c: '', Product__c: '01tA', Active__c: false },
    ];

    expect(await bench.open().start('SageStock__c', upsert, rows)).toBe(id);

    const [made, put, moved] = bench.org.calls;
    expect([made?.method, made?.path, made?.body]).toEqual([
      'POST',
      '/services/data/v66.0/jobs/ingest',
      {
        object: 'SageStock__c',
        operation: 'upsert',
        externalIdFieldName: 'Key__c',
        contentType: 'CSV',
        columnDelimiter: 'COMMA',
        lineEnding: 'LF',
      },
    ]);
    expect([put?.method, put?.path]).toEqual(['PUT', `/services/data/v66.0/jobs/ingest/${id}/batches`]);
    expect(put?.headers).toMatchObject({
      'content-type': 'text/csv',
      authorization: 'Bearer token-1',
      'sforce-call-options': 'client=SageGateway',
    });
    expect(put?.text).toBe(
      'Key__c,OnHand__c,Note__c,Product__c,Active__c\n' +
        'A-1,1.5,"two\nlines, ""quoted""",#N/A,true\n' +
        'A-2,0,#N/A,01tA,false\n',
    );
    expect([moved?.method, moved?.path, moved?.body]).toEqual([
      'PATCH',
      `/services/data/v66.0/jobs/ingest/${id}`,
      { state: 'UploadComplete' },
    ]);
  });

  it('of more than 100 MB is aborted and says so', async () => {
    bench.org.script.push(job('Open'), job('Aborted'));
    const note = 'x'.repeat(1_000_000);
    const rows = Array.from({ length: 101 }, (_, index) => ({ Key__c: `K-${index}`, Note__c: note }));

    await expect(bench.open().start('SageStock__c', upsert, rows)).rejects.toThrow('more than 100 MB');

    expect(bench.org.calls.at(-1)?.body).toEqual({ state: 'Aborted' });
  });

  it.each([
    ['without rows', [], 'no rows'],
    ['with a row of another shape', [{ Key__c: 'A' }, { Key__c: 'B', Other__c: 1 }], 'Other__c'],
  ])('%s is aborted', async (_what, rows, message) => {
    bench.org.script.push(job('Open'));

    await expect(bench.open().start('SageStock__c', upsert, rows)).rejects.toThrow(message);

    expect(bench.org.calls.at(-1)?.body).toEqual({ state: 'Aborted' });
  });

  it('has begun although the answer of the last call is lost', async () => {
    bench.org.script.push(job('Open'), taken, cut, job('InProgress'));

    expect(await bench.open().start('SageStock__c', upsert, [{ Key__c: 'A' }])).toBe(id);
  });

  it('is aborted when its rows did not arrive', async () => {
    bench.org.script.push(job('Open'), failure(503, 'SERVER_UNAVAILABLE'), job('Open'), job('Aborted'));

    await expect(bench.open().start('SageStock__c', upsert, [{ Key__c: 'A' }])).rejects.toMatchObject({
      code: 'SALESFORCE_UNAVAILABLE',
    });

    expect(bench.org.calls.at(-1)?.body).toEqual({ state: 'Aborted' });
  });

  it('that the org refuses may pass later', async () => {
    bench.org.script.push(failure(400, 'API_ERROR', 'insufficient rights'));

    await expect(bench.open().start('SageStock__c', upsert, [{ Key__c: 'A' }])).rejects.toMatchObject({
      code: 'SALESFORCE_UNAVAILABLE',
      message: expect.stringContaining('API_ERROR: insufficient rights'),
    });
  });
});

describe('the state of a bulk job', () => {
  it.each([
    ['UploadComplete', 'running'],
    ['InProgress', 'running'],
    ['JobComplete', 'complete'],
    ['Failed', 'failed'],
    ['Aborted', 'aborted'],
  ])('%s is told as %s', async (state, told) => {
    bench.org.script.push(job(state));

    expect(await bench.open().state(id)).toEqual({ state: told });
  });

  it('that never got its rows is lost, and aborted so that they do not come late', async () => {
    bench.org.script.push(job('Open'), job('Aborted'));

    expect(await bench.open().state(id)).toEqual({ state: 'lost' });
    expect(bench.org.calls.at(-1)).toMatchObject({ method: 'PATCH' });
  });

  it('tells why it failed', async () => {
    bench.org.script.push(job('Failed', { errorMessage: 'InvalidBatch : Field name not found : Nope__c' }));

    expect(await bench.open().state(id)).toEqual({
      state: 'failed',
      message: 'InvalidBatch : Field name not found : Nope__c',
    });
  });

  it('is lost when the org does not know it any more', async () => {
    bench.org.script.push(failure(404, 'NOT_FOUND'));

    expect(await bench.open().state(id)).toEqual({ state: 'lost' });
  });
});

describe('the results of a bulk job', () => {
  it('are told row by row: written, refused, and not worked on', async () => {
    bench.org.script.push(
      job('JobComplete'),
      csv('"sf__Id","sf__Created","Key__c"\n"a01A","true","A-1"\n"a01B","false","A-2"\n'),
      csv(
        '"sf__Id","sf__Error","Key__c"\n' +
          '"","UNABLE_TO_LOCK_ROW:unable to obtain exclusive access to this record or 1 records: 001A:--","A-3"\n' +
          '"a01D","FIELD_CUSTOM_VALIDATION_EXCEPTION:No: never:OnHand__c --","A-4"\n',
      ),
      csv('"Key__c"\n"A-5"\n'),
    );

    expect(await collect()).toEqual([
      { key: 'A-1', result: { ok: true, id: 'a01A', created: true } },
      { key: 'A-2', result: { ok: true, id: 'a01B', created: false } },
      { key: 'A-3', result: expect.objectContaining({ verdict: 'retry', code: 'SALESFORCE_UNAVAILABLE' }) },
      {
        key: 'A-4',
        result: {
          ok: false,
          verdict: 'refuse',
          code: 'SALESFORCE_REFUSED',
          message: 'FIELD_CUSTOM_VALIDATION_EXCEPTION: No: never',
          fields: ['OnHand__c'],
        },
      },
      { key: 'A-5', result: expect.objectContaining({ ok: false, verdict: 'retry' }) },
    ]);
    expect(bench.org.calls.map(({ path }) => path?.split('/').slice(6).join('/'))).toEqual([
      id,
      `${id}/successfulResults/`,
      `${id}/failedResults/`,
      `${id}/unprocessedrecords/`,
    ]);
  });

  it('of a delete count a record that is gone as deleted', async () => {
    bench.org.script.push(
      job('JobComplete', { operation: 'delete' }),
      csv('"sf__Id","sf__Created","Id"\n'),
      csv('"sf__Id","sf__Error","Id"\n"a01A","ENTITY_IS_DELETED:entity is deleted:--","a01A"\n'),
      csv('"Id"\n'),
    );

    expect(await collect('Id')).toEqual([{ key: 'a01A', result: { ok: true, id: 'a01A', created: false } }]);
  });

  it('are asked for with a new token when the old one has run out', async () => {
    bench.org.script.push(
      job('JobComplete'),
      failure(401, 'INVALID_SESSION_ID'),
      csv('"sf__Id","sf__Created","Key__c"\n"a01A","true","A-1"\n'),
      csv(''),
      csv(''),
    );

    expect(await collect()).toHaveLength(1);
    expect(bench.org.logons).toHaveLength(2);
  });

  it('that break off are told as such, after those that came', async () => {
    bench.org.script.push(job('JobComplete'), (response) => {
      response.writeHead(200, { 'content-type': 'text/csv' });
      response.write('"sf__Id","sf__Created","Key__c"\n"a01A","true","A-1"\n', () =>
        response.socket?.destroy(),
      );
    });

    await expect(collect()).rejects.toMatchObject({ code: 'SALESFORCE_UNAVAILABLE' });
  });

  it('that stop arriving are given up after the time of a call', async () => {
    bench.org.script.push(job('JobComplete'), (response) => {
      response.writeHead(200, { 'content-type': 'text/csv' });
      response.write('"sf__Id"');
    });
    const results = bench.open({ callSeconds: 0.2 }).results(id, 'Key__c');

    await expect(results[Symbol.asyncIterator]().next()).rejects.toMatchObject({
      code: 'SALESFORCE_UNAVAILABLE',
      message: 'Salesforce did nothing for 0.2 seconds.',
    });
  });
});

describe("the error of a row in a job's results", () => {
  it.each([
    [
      'REQUIRED_FIELD_MISSING:Required fields are missing: [Name]:Name --',
      'REQUIRED_FIELD_MISSING',
      ['Name'],
    ],
    [
      'DUPLICATE_VALUE:duplicate value found: K__c on record with id: 001:K__c,L__c --',
      'DUPLICATE_VALUE',
      ['K__c', 'L__c'],
    ],
    ['UNABLE_TO_LOCK_ROW:unable to obtain exclusive access:--', 'UNABLE_TO_LOCK_ROW', []],
    ['something else', 'UNKNOWN_ERROR', []],
  ])('%s', (text, statusCode, fields) => {
    expect(rowError(text)).toMatchObject({ statusCode, fields });
  });
});
