import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { upsert, openBench, type Bench } from './testing/client.ts';
import { json } from './testing/scripted-org.ts';

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

    expect(salesforce.usage()).toEqual({ used: 18, limit: 15_000 });
  });

  it('leaves the reserve to others, and looks again after a quarter of an hour', async () => {
    const salesforce = bench.open({ apiBudget: { share: 1, reserve: 100 } });
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
    const salesforce = bench.open({ apiBudget: { share: 0.0002, reserve: 0 } });
    await upsert(salesforce, 450);

    await expect(upsert(salesforce)).rejects.toMatchObject({
      code: 'SALESFORCE_LIMITED',
      message: expect.stringContaining('3 of its 3'),
    });
    expect(bench.org.calls).toHaveLength(3);

    bench.clock += 25 * 3_600_000;
    await expect(upsert(salesforce)).resolves.toMatchObject([{ ok: true }]);
  });
});
