import { request as httpRequest } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import pg from 'pg';
import type { RequestOutcome } from '../contract/request.ts';
import { startTestGateway, testKey, testOptions, type TestGateway } from '../testing/gateway.ts';
import { startTestPostgres, type TestPostgres } from '../testing/postgres.ts';
import { done, placeOrderRequest, placeOrderWith } from '../testing/requests.ts';
import type { Problem } from './problem.ts';

let postgres: TestPostgres;
let gateway: TestGateway;
beforeAll(async () => {
  postgres = await startTestPostgres();
  gateway = await startTestGateway(testOptions(postgres.url, { companies: ['ABC'] }), () =>
    Promise.resolve(done()),
  );
}, 60_000);
afterAll(async () => {
  await gateway.stop();
  await postgres.stop();
});

const authorized = { authorization: `Bearer ${testKey}`, 'content-type': 'application/json' };

async function raw(
  method: string,
  path: string,
  body: string | Uint8Array<ArrayBuffer> | undefined,
  headers: Record<string, string> = authorized,
): Promise<{
  status: number;
  type: string | null;
  headers: Headers;
  body: Problem & { results?: RequestOutcome[] };
}> {
  const response = await fetch(gateway.url + path, {
    method,
    headers,
    ...(body === undefined ? {} : { body }),
  });
  const type = response.headers.get('content-type');
  return {
    status: response.status,
    type,
    headers: response.headers,
    body: (await response.json()) as Problem,
  };
}
const post = (body: string | Uint8Array<ArrayBuffer>, headers: Record<string, string> = {}) =>
  raw('POST', '/v1/requests', body, { ...authorized, ...headers });

async function accepted(...requests: unknown[]): Promise<RequestOutcome[]> {
  const answer = await post(JSON.stringify({ requests }));
  expect(answer.status).toBe(202);
  return answer.body.results ?? [];
}

async function storedPayload(key: string): Promise<Record<string, unknown>> {
  const client = new pg.Client({ connectionString: postgres.url });
  await client.connect();
  const { rows } = await client.query<{ payload: Record<string, unknown> }>(
    'SELECT payload FROM gateway.request WHERE key = $1',
    [key],
  );
  await client.end();
  return rows[0]?.payload ?? {};
}

let count = 0;
const nextKey = () => `bad.${++count}`;

describe('a call that is wrong as a whole', () => {
  const many = JSON.stringify({
    requests: Array.from({ length: 201 }, (_, index) => placeOrderRequest(`n.${index}`)),
  });
  const deep = `${'{"requests":'.repeat(50_000)}1${'}'.repeat(50_000)}`;
  it.each<
    [string, string | Uint8Array<ArrayBuffer>, Record<string, string>, number, string, string | undefined]
  >([
    ['no JSON', '{"requests": [', {}, 400, 'MALFORMED_JSON', undefined],
    ['a lone number', '7', {}, 400, 'MALFORMED_JSON', undefined],
    [
      'bytes that are not UTF-8',
      Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]),
      {},
      400,
      'MALFORMED_JSON',
      undefined,
    ],
    [
      'UTF-16',
      Buffer.from('{"requests":[]}', 'utf16le'),
      { 'content-type': 'application/json; charset=utf-16le' },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      undefined,
    ],
    [
      'a form',
      'requests=1',
      { 'content-type': 'application/x-www-form-urlencoded' },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      undefined,
    ],
    [
      'an unknown compression',
      '{}',
      { 'content-encoding': 'rot13' },
      415,
      'UNSUPPORTED_MEDIA_TYPE',
      undefined,
    ],
    [
      'a broken gzip',
      Buffer.from([1, 2, 3, 4]),
      { 'content-encoding': 'gzip' },
      400,
      'MALFORMED_JSON',
      undefined,
    ],
    ['nothing', '', {}, 400, 'INVALID_REQUEST', 'requests'],
    ['a list', '[]', {}, 400, 'INVALID_REQUEST', ''],
    ['no requests', '{"requests":[]}', {}, 400, 'INVALID_REQUEST', 'requests'],
    ['an unknown member', '{"requests":[1],"more":1}', {}, 400, 'INVALID_REQUEST', 'more'],
    [
      'a prototype',
      '{"requests":[1],"__proto__":{"polluted":true}}',
      {},
      400,
      'INVALID_REQUEST',
      '__proto__',
    ],
    ['50,000 levels', deep, {}, 400, 'INVALID_REQUEST', 'requests'],
    ['201 requests', many, {}, 400, 'BATCH_TOO_LARGE', 'requests'],
    ['10 MB', JSON.stringify({ requests: ['x'.repeat(10_000_000)] }), {}, 413, 'BODY_TOO_LARGE', undefined],
    [
      'a gzip bomb',
      gzipSync(Buffer.alloc(50_000_000, 0x20)),
      { 'content-encoding': 'gzip' },
      413,
      'BODY_TOO_LARGE',
      undefined,
    ],
  ])('answers %s by a problem with a code', async (_name, body, headers, status, code, path) => {
    const answer = await post(body, headers);

    expect({ status: answer.status, code: answer.body.code, path: answer.body.path }).toEqual({
      status,
      code,
      path,
    });
    expect(answer.type).toContain('application/problem+json');
    expect(answer.body.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.body.next).not.toBe('');
  });

  it('takes a body that is compressed', async () => {
    const body = gzipSync(JSON.stringify({ requests: [placeOrderRequest(nextKey())] }));

    const answer = await post(body, { 'content-encoding': 'gzip' });

    expect(answer.body.results).toMatchObject([{ outcome: 'accepted' }]);
  });

  it('tells an unknown address, an unreadable one and a wrong method apart', async () => {
    const unknown = await raw('GET', '/v1/nothing', undefined);
    const unreadable = await raw('GET', '/v1/requests/%E0%A4%A', undefined);
    const method = await raw('DELETE', '/v1/requests', undefined);
    const injected = await raw('GET', `/v1/requests/${encodeURIComponent("x' OR '1'='1")}`, undefined);
    const query = await raw('GET', '/v1/dead-letters?limit=5&limit=6', undefined);
    const cursor = await raw('GET', '/v1/dead-letters?after=bm9wZQ', undefined);

    expect([unknown.status, unknown.body.code]).toEqual([404, 'NOT_FOUND']);
    expect([unreadable.status, unreadable.body.code]).toEqual([404, 'NOT_FOUND']);
    expect([method.status, method.body.code, method.headers.get('allow')]).toEqual([
      405,
      'METHOD_NOT_ALLOWED',
      'POST',
    ]);
    expect([injected.status, injected.body.code, injected.body.path]).toEqual([
      400,
      'INVALID_REQUEST',
      'params.key',
    ]);
    expect([query.status, query.body.path]).toEqual([400, 'query.limit']);
    expect([cursor.status, cursor.body.path]).toEqual([400, 'after']);
  });

  it('turns away calls without a valid key before it reads their body', async () => {
    const keys = [
      undefined,
      'Basic eDp5',
      'Bearer',
      'Bearer wrong',
      `Bearer ${testKey}x`,
      `Bearer ${testKey} x`,
    ];

    const answers = await Promise.all(
      keys.map((authorization) =>
        raw('POST', '/v1/requests', 'no json', {
          'content-type': 'application/json',
          ...(authorization ? { authorization } : {}),
        }),
      ),
    );

    for (const answer of answers) {
      expect([answer.status, answer.body.code]).toEqual([401, 'UNAUTHENTICATED']);
      expect(answer.headers.get('www-authenticate')).toMatch(/^Bearer/);
    }
  });

  it('survives a caller that breaks off in the middle of a body', async () => {
    const { hostname, port } = new URL(gateway.url);
    const headers = { ...authorized, 'content-length': '1000' };
    const broken = httpRequest({ hostname, port, path: '/v1/requests', method: 'POST', headers });
    const closed = new Promise((resolve) => broken.once('close', resolve));
    broken.on('error', () => undefined); // our own end of it
    broken.write('{"requests":');
    broken.destroy();
    await closed;

    expect(await accepted(placeOrderRequest(nextKey()))).toMatchObject([{ outcome: 'accepted' }]);
  });
});

describe('a request that is wrong among others', () => {
  const line = { id: '00k000000000001AAA', itemCode: 'A', quantity: '1' };
  it.each<[string, Record<string, unknown>, string, string]>([
    ['an unknown member', { colour: 'red' }, 'INVALID_REQUEST', 'payload.colour'],
    [
      'an own __proto__',
      JSON.parse('{"__proto__":{"x":1}}') as Record<string, unknown>,
      'INVALID_REQUEST',
      'payload.__proto__',
    ],
    ['a wrong type', { orderDate: 20260531 }, 'INVALID_REQUEST', 'payload.orderDate'],
    ['a day that does not exist', { orderDate: '2026-02-30' }, 'INVALID_REQUEST', 'payload.orderDate'],
    ['a control character', { comment: 'a\u0007b' }, 'INVALID_REQUEST', 'payload.comment'],
    ['a NUL', { comment: 'a\u0000b' }, 'INVALID_REQUEST', 'payload.comment'],
    ['half of a surrogate pair', { comment: 'a\ud800b' }, 'INVALID_REQUEST', 'payload.comment'],
    [
      'a name of a field with half of a pair',
      { fields: { 'UDF_\ud800': 'x' } },
      'INVALID_REQUEST',
      'payload.fields.UDF_\ufffd',
    ],
    [
      'a number instead of decimal text',
      { lines: [{ ...line, quantity: 1.5 }] },
      'QUANTITY_INVALID',
      'payload.lines.0.quantity',
    ],
    [
      'a huge number',
      { lines: [{ ...line, quantity: '9'.repeat(40) }] },
      'QUANTITY_INVALID',
      'payload.lines.0.quantity',
    ],
    ['an exponent', { lines: [{ ...line, unitPrice: '1e9' }] }, 'PRICE_INVALID', 'payload.lines.0.unitPrice'],
    ['1,001 lines', { lines: Array.from({ length: 1001 }, () => line) }, 'ORDER_TOO_LARGE', 'payload.lines'],
    ['no lines', { lines: [] }, 'ORDER_EMPTY', 'payload.lines'],
    ['a text that is too long', { customerPONo: 'x'.repeat(256) }, 'INVALID_REQUEST', 'payload.customerPONo'],
  ])('is refused with code and path for %s', async (_name, change, code, path) => {
    const [first, second] = await accepted(placeOrderRequest(nextKey()), placeOrderWith(nextKey(), change));

    expect(first?.outcome).toBe('accepted');
    expect(second).toMatchObject({ outcome: 'refused', code, path: `requests.1.${path}` });
    expect(second?.message?.isWellFormed()).toBe(true);
  });

  it.each<[string, string]>([
    ['4-byte characters', 'Tōkyō 🚲 𝔘𝔫𝔦'],
    ['SQL', `'; DROP TABLE gateway.request; --`],
    ['SOQL and quotes', `O'Brien \\' " % _ ${'`'} $1 \${x}`],
    ['lines and tabs', 'a\nb\tc'],
    ['text from right to left', 'שלום \u202E abc'],
  ])('is taken, and nothing of it is changed, with %s', async (_name, text) => {
    const key = nextKey();

    const [outcome] = await accepted(placeOrderWith(key, { comment: text }));

    expect(outcome?.outcome).toBe('accepted');
    expect((await storedPayload(key))['comment']).toBe(text);
  });
});

describe('whatever is sent', () => {
  const members = Object.keys(placeOrderRequest('x'));
  const payloadMembers = Object.keys(placeOrderRequest('x')['payload'] as Record<string, unknown>);
  const anything = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.string({ unit: 'binary', maxLength: 50 }),
    fc.constantFrom(-1, 1e308, 1e-300, 2 ** 53, '', '\ud800', '\u0000', '__proto__', 'constructor', null),
  );

  it('is answered by one outcome a request or by a problem, never by an error of the gateway', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(
          fc.tuple(
            fc.constantFrom(...members),
            fc.constantFrom(...payloadMembers),
            anything,
            anything,
            fc.boolean(),
          ),
          { minLength: 1, maxLength: 8 },
        ),
        async (changes) => {
          const requests = changes.map(([member, payloadMember, value, inner, deep]) =>
            deep
              ? placeOrderWith(nextKey(), { [payloadMember]: inner })
              : placeOrderRequest(nextKey(), { [member]: value }),
          );

          const outcomes = await accepted(...requests);

          expect(outcomes.length).toBe(requests.length);
          for (const { outcome, code, path } of outcomes) {
            if (outcome !== 'refused') continue;
            expect(typeof code).toBe('string');
            expect(path).toMatch(/^requests\.\d+/);
          }
        },
      ),
      { numRuns: 60 },
    );
  }, 60_000);

  it('as a whole body is answered below 500 with a code', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.json(), fc.string({ maxLength: 60 })), async (body) => {
        const answer = await post(body);

        expect(answer.status).toBeGreaterThanOrEqual(202);
        expect(answer.status).toBeLessThan(500);
        if (answer.status !== 202) expect(typeof answer.body.code).toBe('string');
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});
