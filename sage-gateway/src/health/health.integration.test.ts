import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { Health } from '../contract/health.ts';
import { RetryableError } from '../errors.ts';
import { eventually, startTestGateway, testOptions, type TestGateway } from '../testing/gateway.ts';
import { startTestPostgres, type TestPostgres } from '../testing/postgres.ts';
import { placeOrderRequest } from '../testing/requests.ts';
import { sageCompany } from '../testing/sage-company.ts';

let postgres: TestPostgres;
let gateway: TestGateway;
beforeAll(async () => {
  postgres = await startTestPostgres();
}, 60_000);
afterEach(() => gateway.stop());
afterAll(() => postgres.stop());

describe('GET /v1/health', () => {
  it('tells every hop of every company, and what waits for a person', async () => {
    const refusal = { code: 'ITEM_UNKNOWN', message: 'no such item' } as const;
    const options = testOptions(await postgres.createDatabase());
    gateway = await startTestGateway(
      options,
      () => Promise.resolve({ state: 'Refused', errors: [refusal], warnings: [] }),
      {
        checks: {
          tables: sageCompany(),
          checkWrites: () => Promise.reject(new RetryableError('SAGE_LOGON_REFUSED', 'Wrong password.')),
          checkSalesforce: undefined,
        },
      },
    );
    await gateway.send(placeOrderRequest('health.1'));
    await gateway.until('health.1', ({ state }) => state === 'Refused');

    // The job of the request ends a little after the request itself.
    const health = await eventually(
      async () => (await gateway.call('GET', '/v1/health')).body as Health,
      ({ requests }) => requests?.accepted === 0,
    );

    expect(health).toMatchObject({
      version: options.version,
      requests: { accepted: 0, refused: 1, failed: 0 },
    });
    expect(health.hops.map(({ hop, company, state, code }) => [hop, company, state, code])).toEqual([
      ['database', null, 'ok', null],
      ['sage-read', 'ABC', 'ok', null],
      ['sage-write', 'ABC', 'failed', 'SAGE_LOGON_REFUSED'],
      ['sage-read', 'XYZ', 'failed', 'SAGE_READ_FAILED'],
      ['sage-write', 'XYZ', 'failed', 'SAGE_LOGON_REFUSED'],
      ['salesforce', null, 'off', null],
    ]);
    expect(health.hops[2]).toMatchObject({
      message: 'Wrong password.',
      next: expect.stringMatching(/password/),
    });
  });
});
