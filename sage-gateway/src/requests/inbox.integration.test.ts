import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { RetryableError } from '../errors.ts';
import { startTestGateway, testOptions, type TestGateway } from '../testing/gateway.ts';
import { startTestPostgres, type TestPostgres } from '../testing/postgres.ts';
import { done, placeOrderRequest, placeOrderWith } from '../testing/requests.ts';
import type { RequestHandler } from './port.ts';

let postgres: TestPostgres;
beforeAll(async () => {
  postgres = await startTestPostgres();
}, 60_000);
afterAll(() => postgres.stop());

describe.each([
  ['the embedded PostgreSQL', () => Promise.resolve(postgres.url)],
  ['a PostgreSQL server', () => postgres.createDatabase()],
])('the inbox on %s', (_name, database) => {
  let gateway: TestGateway;
  let handler: RequestHandler;
  beforeEach(async () => {
    handler = () => Promise.resolve(done());
    gateway = await startTestGateway(testOptions(await database()), (request, signal) =>
      handler(request, signal),
    );
  });
  afterEach(() => gateway.stop());
  const unique = (name: string) => `${name}.${_name.length}.${Math.random().toString(36).slice(2)}`;

  it('accepts a request, works on it and tells what it came to', async () => {
    const key = unique('accept');

    const outcomes = await gateway.send(placeOrderRequest(key));
    const view = await gateway.until(key, ({ state }) => state === 'Done');

    expect(outcomes).toEqual([{ key, outcome: 'accepted', state: 'Accepted' }]);
    expect(view).toMatchObject({
      salesOrderNo: '0001001',
      divisionNo: '01',
      customerNo: 'BETTER',
      result: { lines: 2, quantity: '4', merchandise: '2127.86' },
      attempts: 1,
      reportedAt: null,
    });
  });

  it('tells a repeated body from another body under the same key, whatever the order of its members', async () => {
    const key = unique('repeat');
    const request = placeOrderRequest(key);
    const reordered = Object.fromEntries(Object.entries(request).reverse());

    const outcomes = [
      ...(await gateway.send(request, reordered, placeOrderWith(key, { customerPONo: 'other' }))),
      ...(await gateway.send(request, placeOrderWith(key, { customerPONo: null }))),
    ];

    expect(outcomes.map(({ outcome }) => outcome)).toEqual([
      'accepted',
      'duplicate',
      'conflict',
      'duplicate',
      'conflict',
    ]);
    expect(outcomes[2]).toMatchObject({ code: 'KEY_CONFLICT' });
  });

  it('refuses what it cannot read with code and path, and takes its neighbours', async () => {
    const keys = [unique('a'), unique('b'), unique('c'), unique('d')];
    const outcomes = await gateway.send(
      placeOrderRequest(keys[0] ?? ''),
      placeOrderWith(keys[1] ?? '', { lines: [] }),
      placeOrderRequest(keys[2] ?? '', { company: 'NIX' }),
      { ...placeOrderRequest(keys[3] ?? ''), extra: 1 },
      placeOrderRequest('not a key'),
      7,
    );

    expect(outcomes.map(({ outcome, code, path }) => [outcome, code, path])).toEqual([
      ['accepted', undefined, undefined],
      ['refused', 'ORDER_EMPTY', 'requests.1.payload.lines'],
      ['refused', 'UNKNOWN_COMPANY', 'requests.2.company'],
      ['refused', 'INVALID_REQUEST', 'requests.3.extra'],
      ['refused', 'INVALID_REQUEST', 'requests.4.key'],
      ['refused', 'INVALID_REQUEST', 'requests.5'],
    ]);
    expect((await gateway.call('GET', `/v1/requests/${keys[1]}`)).status).toBe(404);
  });

  it('tries again what may pass, and keeps the last reason meanwhile', async () => {
    const key = unique('locked');
    let tries = 0;
    handler = () => {
      if (++tries < 3) throw new RetryableError('SAGE_RECORD_LOCKED', 'The customer is open.');
      return Promise.resolve(done());
    };

    await gateway.send(placeOrderRequest(key));
    const view = await gateway.until(key, ({ state }) => state === 'Done');

    expect(view.attempts).toBe(3);
    expect(view.errors).toEqual([]);
  });

  it('never tries a refusal again, until a person replays it under the same key', async () => {
    const key = unique('refused');
    let tries = 0;
    handler = () => {
      tries++;
      if (tries > 1) return Promise.resolve(done());
      const fault = {
        code: 'ITEM_UNKNOWN',
        message: 'Sage does not know the item X.',
        path: 'lines.0.itemCode',
      } as const;
      return Promise.resolve({ state: 'Refused', errors: [fault], warnings: [] });
    };

    await gateway.send(placeOrderRequest(key));
    const refused = await gateway.until(key, ({ state }) => state === 'Refused');
    const after = unique('after');
    handler = ((inner) => (request, signal) =>
      request.key === after ? Promise.resolve(done()) : inner(request, signal))(handler);
    await gateway.send(placeOrderRequest(after));
    await gateway.until(after, ({ state }) => state === 'Done');
    const triesBeforeReplay = tries;
    const replayed = await gateway.call('POST', `/v1/dead-letters/${key}/replay`);
    const placed = await gateway.until(key, ({ state }) => state === 'Done');
    const again = await gateway.call('POST', `/v1/dead-letters/${key}/replay`);

    expect(refused.errors).toEqual([
      { code: 'ITEM_UNKNOWN', message: 'Sage does not know the item X.', path: 'lines.0.itemCode' },
    ]);
    expect(triesBeforeReplay).toBe(1);
    expect(replayed).toMatchObject({ status: 202, body: { state: 'Accepted' } });
    expect(placed.attempts).toBe(2);
    expect(again).toMatchObject({ status: 409, body: { code: 'STATE_CONFLICT' } });
  });

  it('gives up an error of its own after a few tries, without telling its words', async () => {
    const key = unique('unknown');
    handler = () => {
      throw new Error('secret words');
    };

    await gateway.send(placeOrderRequest(key));
    const view = await gateway.until(key, ({ state }) => state === 'Failed');

    expect(view.attempts).toBe(2);
    expect(view.errors).toEqual([{ code: 'INTERNAL', message: 'The gateway met an error of its own.' }]);
  });
});
