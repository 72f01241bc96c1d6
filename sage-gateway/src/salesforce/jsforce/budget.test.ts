import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { upsert, openBench, type Bench } from './testing/client.ts';
import { failure, json } from './testing/scripted-org.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.org.stop());

describe('the API budget', () => {
  it('tells what the newest answer said about the limit', async () => {
    const salesforce = bench.open();
    expect(salesforce.usage()).toBeUndefined();

    await upsert(salesforce);

    expect(salesforce.usage()).toEqual({ used: 18, limit: 15_000, left: 7499, spare: 7124 });
  });

  it('leaves the reserve to others, and looks again after a quarter of an hour', async () => {
    const salesforce = bench.open({ apiBudget: { share: 1, reserve: 100, lookSeconds: 900 } });
    bench.org.script.push(
      json(200, [{ id: 'a', success: true, created: true }], {
        'sforce-limit-info': 'api-usage=14901/15000',
      }),
    );
    await upsert(salesforce);

    await expect(upsert(salesforce)).rejects.toMatchObject({ code: 'SALESFORCE_LIMITED' });
    expect(bench.org.calls).toHaveLength(1);

    bench.clock += 15 * 60_000;
    await expect(upsert(salesforce)).resolves.toMatchObject([{ ok: true }]);
  });

  it('stays within its share of a day and may call again a day later', async () => {
    const salesforce = bench.open({ apiBudget: { share: 0.0002, reserve: 0, lookSeconds: 900 } });
    await upsert(salesforce, 450);

    await expect(upsert(salesforce)).rejects.toMatchObject({
      code: 'SALESFORCE_LIMITED',
      message: expect.stringContaining('3 of its 3'),
    });
    expect(bench.org.calls).toHaveLength(3);

    bench.clock += 25 * 3_600_000;
    await expect(upsert(salesforce)).resolves.toMatchObject([{ ok: true }]);
  });

  it('keeps a twentieth of its calls for answers to orders, which the sync leaves alone', async () => {
    const salesforce = bench.open({ apiBudget: { share: 0.0014, reserve: 0, lookSeconds: 900 } });
    await upsert(salesforce);
    expect(salesforce.usage()).toMatchObject({ left: 20, spare: 19 });

    await upsert(salesforce, 19 * 200);

    expect(salesforce.usage()).toMatchObject({ left: 1, spare: 0 });
    await expect(upsert(salesforce)).resolves.toMatchObject([{ ok: true }]);
  });

  it('leaves an org alone that said that its limit is used up, and looks once in a quarter of an hour', async () => {
    const salesforce = bench.open();
    await upsert(salesforce);
    bench.org.script.push(failure(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'));
    await expect(upsert(salesforce)).rejects.toMatchObject({ code: 'SALESFORCE_LIMITED' });

    await expect(upsert(salesforce)).rejects.toMatchObject({ code: 'SALESFORCE_LIMITED' });
    expect(bench.org.calls).toHaveLength(2);
    expect(salesforce.usage()).toMatchObject({ left: 0 });

    bench.clock += 15 * 60_000;
    expect(salesforce.usage()).toMatchObject({ left: 1 });
    bench.org.script.push(failure(403, 'REQUEST_LIMIT_EXCEEDED', 'TotalRequests Limit exceeded.'));
    await expect(upsert(salesforce)).rejects.toMatchObject({ code: 'SALESFORCE_LIMITED' });
    await expect(upsert(salesforce)).rejects.toMatchObject({ code: 'SALESFORCE_LIMITED' });
    expect(bench.org.calls).toHaveLength(3);

    bench.clock += 15 * 60_000;
    await expect(upsert(salesforce, 450)).resolves.toHaveLength(450);
    expect(salesforce.usage()?.left).toBeGreaterThan(1);
  });

  it('is not concerned by too many calls at once', async () => {
    const salesforce = bench.open();
    bench.org.script.push(failure(403, 'REQUEST_LIMIT_EXCEEDED', 'ConcurrentRequests Limit exceeded.'));

    await expect(upsert(salesforce)).rejects.toMatchObject({ code: 'SALESFORCE_UNAVAILABLE' });

    await expect(upsert(salesforce)).resolves.toMatchObject([{ ok: true }]);
  });
});
