import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { RetryableError } from '../errors.ts';
import { eventually, startTestGateway, testKey, testOptions, type TestGateway } from '../testing/gateway.ts';
import { rowOf } from '../testing/mapping-row.ts';
import { startTestPostgres, type TestPostgres } from '../testing/postgres.ts';
import { done, placeOrderRequest } from '../testing/requests.ts';
import type { Mapping } from './port.ts';

let postgres: TestPostgres;
let gateway: TestGateway;
beforeAll(async () => {
  postgres = await startTestPostgres();
}, 60_000);
afterEach(() => gateway.stop());
afterAll(() => postgres.stop());

async function start(url: string, readMapping: () => Promise<Mapping>) {
  gateway = await startTestGateway(testOptions(url), () => Promise.resolve(done('0000001')), { readMapping });
}
const mapping: Mapping = { revision: 'abcdef123456', rows: [rowOf()] };
const away = () => Promise.reject(new RetryableError('SALESFORCE_UNAVAILABLE', 'No answer.'));

describe('the field mapping', () => {
  it('is shown as it was read, and survives a restart without Salesforce', async () => {
    const url = await postgres.createDatabase();
    await start(url, () => Promise.resolve(mapping));
    const first = await gateway.call('GET', '/v1/mapping');
    await gateway.stop();

    await start(url, away);

    expect(first).toMatchObject({ status: 200, body: { revision: 'abcdef123456', rows: mapping.rows } });
    expect((await gateway.call('GET', '/v1/mapping')).body).toEqual(first.body);
  });

  it('lets an order of another revision through and counts it', async () => {
    await start(await postgres.createDatabase(), () => Promise.resolve(mapping));

    const outcomes = await gateway.send({ ...placeOrderRequest('K-1'), mappingRevision: '000000000000' });

    expect(outcomes).toMatchObject([{ outcome: 'accepted' }]);
    await gateway.until('K-1', ({ state }) => state === 'Done');
    const metrics = await eventually(
      async () =>
        (await fetch(`${gateway.url}/metrics`, { headers: { authorization: `Bearer ${testKey}` } })).text(),
      (text) => text.includes('gateway_mapping_mismatch_total 1'),
    );
    expect(metrics).toContain('gateway_mapping_mismatch_total 1');
  });
});
