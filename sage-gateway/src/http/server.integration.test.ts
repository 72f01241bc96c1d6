import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { openEmbeddedPostgres } from '../database/embedded.ts';
import { eventually, startTestGateway, testKey, testOptions, type TestGateway } from '../testing/gateway.ts';
import { startTestPostgres, type TestPostgres } from '../testing/postgres.ts';
import { done, placeOrderRequest } from '../testing/requests.ts';

let postgres: TestPostgres;
let gateway: TestGateway;
beforeAll(async () => {
  postgres = await startTestPostgres();
}, 60_000);
afterEach(() => gateway.stop());
afterAll(() => postgres.stop());

const start = async (changes = {}, url?: string) => {
  const options = testOptions(url ?? (await postgres.createDatabase()), changes);
  gateway = await startTestGateway(options, () => Promise.resolve(done()));
};
const get = (path: string, key?: string) =>
  fetch(gateway.url + path, key ? { headers: { authorization: `Bearer ${key}` } } : {});

describe('the HTTP interface', () => {
  it('tells whether it lives and whether it is ready, without a key', async () => {
    await start();

    const live = await get('/livez');
    const ready = await get('/readyz');

    expect(live.status).toBe(200);
    expect(ready.status).toBe(200);
    expect(await ready.json()).toMatchObject({
      status: 'ok',
      checks: { gateway: 'ok', database: 'ok' },
      jobs: { 'sage.ABC': 0, 'sage.XYZ': 0, report: 0 },
    });
  });

  it('takes the present and the next key, and no other', async () => {
    await start({ keys: ['first-key-of-the-gateway', 'second-key-of-the-gateway'] });

    const answers = await Promise.all(
      ['first-key-of-the-gateway', 'second-key-of-the-gateway', testKey].map((key) =>
        get('/v1/dead-letters', key),
      ),
    );

    expect(answers.map(({ status }) => status)).toEqual([200, 200, 401]);
  });

  it('shows metrics only with a key, unless they are open', async () => {
    await start();
    const closed = await get('/metrics');
    await gateway.send(placeOrderRequest('metrics.1'));
    await gateway.until('metrics.1', ({ state }) => state === 'Done');
    const shown = await get('/metrics', testKey);
    const text = await shown.text();
    await gateway.stop();
    await start({ openMetrics: true });
    const open = await get('/metrics');

    expect([closed.status, shown.status, open.status]).toEqual([401, 200, 200]);
    expect(text).toContain('gateway_intake_total{outcome="accepted"} 1');
    expect(text).toContain('gateway_tries_total{type="PlaceOrder",outcome="Done"} 1');
    expect(text).toContain('gateway_jobs_waiting{queue="sage.ABC"} 0');
    expect(text).toMatch(/gateway_http_seconds_count\{method="POST",route="\/v1\/requests",status="202"\} 1/);
  });

  it('serves its description and browsable documentation from its own files', async () => {
    await start();

    const document = (await (await get('/openapi.json')).json()) as { openapi: string; paths: object };
    const page = await get('/docs');
    const html = await page.text();
    const files = await Promise.all(
      [...html.matchAll(/(?:src|href)="([^"]+)"/g)].map(([, file]) => get(`/${file}`)),
    );

    expect(document.openapi).toBe('3.1.0');
    expect(Object.keys(document.paths).sort()).toEqual([
      '/v1/dead-letters',
      '/v1/dead-letters/replay',
      '/v1/dead-letters/{key}/replay',
      '/v1/mapping',
      '/v1/requests',
      '/v1/requests/{key}',
      '/v1/subscriptions',
      '/v1/subscriptions/{id}',
      '/v1/subscriptions/{id}/pause',
      '/v1/subscriptions/{id}/replay',
      '/v1/subscriptions/{id}/resume',
      '/v1/subscriptions/{id}/rotate-secret',
      '/v1/subscriptions/{id}/test',
    ]);
    expect(page.headers.get('content-security-policy')).toContain("script-src 'self'");
    expect(files.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect((await get('/docs/')).url).toMatch(/\/docs$/);
  });

  it('answers NOT_READY while its database is away, and is well again by itself', async () => {
    const own = await startTestPostgres();
    await start({}, own.url);
    await gateway.send(placeOrderRequest('away.1'));
    await gateway.until('away.1', ({ state }) => state === 'Done');

    await own.pause();
    const refused = await gateway.call('POST', '/v1/requests', { requests: [placeOrderRequest('away.2')] });
    const unready = await get('/readyz');
    await own.resume();
    const outcomes = await eventually(
      () => gateway.call('POST', '/v1/requests', { requests: [placeOrderRequest('away.2')] }),
      ({ status }) => status === 202,
    );
    await gateway.until('away.2', ({ state }) => state === 'Done');
    await gateway.stop();
    await own.stop();

    expect(refused).toMatchObject({ status: 503, body: { code: 'NOT_READY', retryable: true } });
    expect(unready.status).toBe(503);
    expect(outcomes.body).toMatchObject({ results: [{ key: 'away.2' }] });
    await start();
  }, 60_000);
});

describe('the embedded PostgreSQL', () => {
  it('is adopted, not started twice, where one runs in the folder', async () => {
    await start();
    const again = await openEmbeddedPostgres(postgres.folder);

    expect(again).toMatchObject({ adopted: true, url: postgres.url });
  });
});
