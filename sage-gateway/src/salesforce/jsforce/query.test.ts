import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openBench, type Bench } from './testing/client.ts';
import { failure, json } from './testing/scripted-org.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.org.stop());

describe('a query', () => {
  it('is read to its last page', async () => {
    bench.org.script.push(
      json(200, { done: false, nextRecordsUrl: '/services/data/v66.0/query/01g-2000', records: [{ A: 1 }] }),
      json(200, { done: true, records: [{ A: 2 }] }),
    );

    const rows = await bench.open().query("SELECT A FROM X__mdt WHERE B = 'c d'");

    expect(rows).toEqual([{ A: 1 }, { A: 2 }]);
    expect(bench.org.calls.map(({ path }) => path)).toEqual([
      '/services/data/v66.0/query?q=SELECT%20A%20FROM%20X__mdt%20WHERE%20B%20%3D%20%27c%20d%27',
      '/services/data/v66.0/query/01g-2000',
    ]);
  });

  it('that the org refuses may pass later', async () => {
    bench.org.script.push(failure(400, 'INVALID_TYPE', "sObject type 'X__mdt' is not supported."));

    await expect(bench.open().query('SELECT A FROM X__mdt')).rejects.toMatchObject({
      code: 'SALESFORCE_UNAVAILABLE',
      message: expect.stringMatching(/INVALID_TYPE/),
    });
  });
});
