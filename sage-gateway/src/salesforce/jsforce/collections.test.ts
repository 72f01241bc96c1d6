import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { answers, upsert, openBench, type Bench } from './testing/client.ts';
import { failure, rows } from './testing/scripted-org.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.org.stop());

describe('upserting', () => {
  it('sends rows by their external id as this client and this API version', async () => {
    await bench
      .open()
      .upsert('SageRequest__c', 'Key__c', [{ Key__c: 'K-1', Status__c: 'Done', Attempts__c: 2 }]);

    const [call] = bench.org.calls;
    expect(call?.method).toBe('PATCH');
    expect(call?.path).toBe('/services/data/v66.0/composite/sobjects/SageRequest__c/Key__c');
    expect(call?.headers['sforce-call-options']).toBe('client=SageGateway');
    expect(call?.body).toEqual({
      allOrNone: false,
      records: [{ attributes: { type: 'SageRequest__c' }, Key__c: 'K-1', Status__c: 'Done', Attempts__c: 2 }],
    });
  });

  it('sends 450 rows in three calls and answers in their order', async () => {
    bench.org.script.push(
      rows(...answers(200).map(() => undefined)),
      rows(...answers(200).map((_, index) => (index === 7 ? 'DUPLICATE_VALUE' : undefined))),
    );

    const results = await upsert(bench.open(), 450);

    expect(bench.org.calls.map(({ body }) => body.records?.length)).toEqual([200, 200, 50]);
    expect(results).toHaveLength(450);
    expect(results.flatMap(({ ok }, index) => (ok ? [] : [index]))).toEqual([207]);
  });

  it('sends rows with long texts in more calls, so that the triggers of the org have room for them', async () => {
    const lines = 'x'.repeat(130_000);
    const long = Array.from({ length: 20 }, (_, index) => ({ Key__c: `K-${index}`, Lines__c: lines }));

    const results = await bench.open().upsert('SageSalesOrder__c', 'Key__c', long);

    expect(bench.org.calls.map(({ body }) => body.records?.length)).toEqual([7, 7, 6]);
    expect(results.map(({ ok }) => ok)).toEqual(long.map(() => true));
  });

  it('never sends two rows of one external id in one call, which the org would refuse', async () => {
    const twice = [{ Key__c: 'K-1' }, { Key__c: 'K-2' }, { Key__c: 'k-1' }];

    const results = await bench.open().upsert('SageRequest__c', 'Key__c', twice);

    expect(bench.org.calls.map(({ body }) => body.records?.map((record) => record['Key__c']))).toEqual([
      ['K-1', 'K-2'],
      ['k-1'],
    ]);
    expect(results).toHaveLength(3);
  });

  it('tells row by row what was refused and what may pass', async () => {
    bench.org.script.push(
      rows(undefined, ['FIELD_CUSTOM_VALIDATION_EXCEPTION', 'Quantity must be whole.'], 'UNABLE_TO_LOCK_ROW'),
    );

    const results = await upsert(bench.open(), 3);

    expect(results).toEqual([
      { ok: true, id: expect.stringMatching(/^a00/u), created: false },
      {
        ok: false,
        verdict: 'refuse',
        code: 'SALESFORCE_REFUSED',
        message: 'FIELD_CUSTOM_VALIDATION_EXCEPTION: Quantity must be whole.',
        fields: ['Quantity__c'],
      },
      expect.objectContaining({ ok: false, verdict: 'retry', code: 'SALESFORCE_UNAVAILABLE' }),
    ]);
  });

  it('refuses every row when the org does not know the object, without asking again', async () => {
    bench.org.script.push(failure(404, 'NOT_FOUND', 'The requested resource does not exist'));

    const results = await upsert(bench.open(), 2);

    expect(bench.org.calls).toHaveLength(1);
    expect(results).toMatchObject(
      Array(2).fill({ ok: false, verdict: 'refuse', code: 'SALESFORCE_REFUSED' }),
    );
  });

  it('keeps what was written when a later call fails as a whole', async () => {
    bench.org.script.push(rows(...answers(200).map(() => undefined)), failure(503, 'SERVER_UNAVAILABLE'));

    const results = await upsert(bench.open(), 450);

    expect(bench.org.calls).toHaveLength(2);
    expect(results.slice(0, 200).every(({ ok }) => ok)).toBe(true);
    expect(results.slice(200)).toHaveLength(250);
    expect(results[200]).toMatchObject({ verdict: 'retry', code: 'SALESFORCE_UNAVAILABLE' });
  });

  it('does not write a row without external id', async () => {
    await expect(bench.open().upsert('SageRequest__c', 'Key__c', [{ Status__c: 'Done' }])).rejects.toThrow(
      'Key__c',
    );
    expect(bench.org.calls).toHaveLength(0);
  });
});

describe('records that are inserted, updated and deleted', () => {
  it('are inserted with a result a row', async () => {
    bench.org.script.push(
      rows(undefined, ['FIELD_CUSTOM_VALIDATION_EXCEPTION', 'No.'], 'UNABLE_TO_LOCK_ROW'),
    );

    const results = await bench
      .open()
      .insert('Contact', [{ LastName: 'A' }, { LastName: 'B' }, { LastName: 'C' }]);

    const [call] = bench.org.calls;
    expect([call?.method, call?.path]).toEqual(['POST', '/services/data/v66.0/composite/sobjects']);
    expect(call?.body.records?.[0]).toEqual({ attributes: { type: 'Contact' }, LastName: 'A' });
    expect(results).toMatchObject([
      { ok: true, created: true },
      { ok: false, verdict: 'refuse' },
      { ok: false, verdict: 'retry' },
    ]);
  });

  it('are updated by their Id, never the same record twice in one call', async () => {
    const [a, b] = ['001000000000001AAA', '001000000000002AAA'] as const;

    await bench.open().update('Account', [
      { Id: a, Name: '1' },
      { Id: b, Name: '2' },
      { Id: a.slice(0, 15), Name: '3' },
    ]);

    expect(bench.org.calls.map(({ method, path }) => [method, path])).toEqual(
      Array(2).fill(['PATCH', '/services/data/v66.0/composite/sobjects']),
    );
    expect(bench.org.calls.map(({ body }) => body.records?.length)).toEqual([2, 1]);
  });

  it('count as deleted when they are gone already', async () => {
    const ids = ['001000000000001AAA', '001000000000002AAA', '001000000000003AAA'];
    bench.org.script.push(rows(undefined, 'ENTITY_IS_DELETED', 'DELETE_FAILED'));

    const results = await bench.open().remove('Account', ids);

    const [call] = bench.org.calls;
    expect([call?.method, call?.path]).toEqual([
      'DELETE',
      `/services/data/v66.0/composite/sobjects?ids=${ids.join(',')}&allOrNone=false`,
    ]);
    expect(results).toMatchObject([
      { ok: true },
      { ok: true, id: ids[1] },
      { ok: false, verdict: 'refuse', code: 'SALESFORCE_REFUSED' },
    ]);
  });

  it('are not asked for by what is no Id', async () => {
    await expect(bench.open().remove('Account', ['001&allOrNone=true'])).rejects.toThrow('Id that is none');
    await expect(bench.open().update('Account', [{ Name: 'A' }])).rejects.toThrow('no Id');
    expect(bench.org.calls).toHaveLength(0);
  });
});
