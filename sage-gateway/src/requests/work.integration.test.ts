import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import type { GatewayOptions } from '../config.ts';
import { RetryableError } from '../errors.ts';
import {
  everyType,
  eventually,
  startTestGateway,
  testOptions,
  type TestGateway,
} from '../testing/gateway.ts';
import { startTestPostgres, type TestPostgres } from '../testing/postgres.ts';
import { done, placeOrderRequest } from '../testing/requests.ts';
import type { RequestHandler, Reservations } from './port.ts';

let postgres: TestPostgres;
let gateway: TestGateway;
beforeAll(async () => {
  postgres = await startTestPostgres();
}, 60_000);
afterEach(() => gateway.stop());
afterAll(() => postgres.stop());

async function start(handler: RequestHandler, changes: Partial<GatewayOptions> = {}, url?: string) {
  gateway = await startTestGateway(testOptions(url ?? (await postgres.createDatabase()), changes), handler);
}

describe('the worker of a company', () => {
  it('lets other requests go first while one waits for a locked record', async () => {
    const order: string[] = [];
    await start((request) => {
      order.push(request.key);
      if (request.key === 'locked' && request.attempts < 3)
        throw new RetryableError('SAGE_RECORD_LOCKED', 'Open.');
      return Promise.resolve(done());
    });

    await gateway.send(...['locked', 'b', 'c', 'd'].map((key) => placeOrderRequest(key)));
    await gateway.until('locked', ({ state }) => state === 'Done');

    expect(order).toEqual(['locked', 'b', 'c', 'd', 'locked', 'locked']);
  });

  it('holds the whole queue while Sage is away, and no other company', async () => {
    const tries: string[] = [];
    let away = true;
    const slow = { firstSeconds: 2, maxSeconds: 2, tries: 50 };
    await start(
      (request) => {
        tries.push(request.key);
        if (away && request.company === 'ABC') throw new RetryableError('SAGE_UNAVAILABLE', 'No answer.');
        return Promise.resolve(done());
      },
      { retries: { ...testOptions('').retries, away: slow } },
    );

    await gateway.send(...['a', 'b', 'c'].map((key) => placeOrderRequest(key, { company: 'ABC' })));
    await eventually(
      () => tries.length,
      (length) => length > 0,
    );
    await gateway.send(placeOrderRequest('x', { company: 'XYZ' }));
    const other = await gateway.until('x', ({ state }) => state === 'Done');
    const triesMeanwhile = [...tries];
    away = false;
    for (const key of ['a', 'b', 'c']) await gateway.until(key, ({ state }) => state === 'Done');

    expect(other.attempts).toBe(1);
    expect(triesMeanwhile).toEqual(['a', 'x']);
  });

  it('fails a request after its last try and keeps the reason, until an operator replays it', async () => {
    let broken = true;
    await start(() => {
      if (broken) throw new RetryableError('SAGE_FAILED', 'The host ended.');
      return Promise.resolve(done());
    });

    await gateway.send(placeOrderRequest('failing'));
    const failed = await gateway.until('failing', ({ state }) => state === 'Failed');
    broken = false;
    await gateway.call('POST', '/v1/dead-letters/failing/replay');
    const placed = await gateway.until('failing', ({ state }) => state === 'Done');

    expect(failed).toMatchObject({
      attempts: 4,
      errors: [{ code: 'SAGE_FAILED', message: 'The host ended.' }],
    });
    expect(placed).toMatchObject({ attempts: 5, errors: [] });
  });

  it('works on requests in the order in which they came', async () => {
    const order: string[] = [];
    await start((request) => {
      order.push(request.key);
      return Promise.resolve(done());
    });
    const keys = Array.from({ length: 120 }, (_, index) => `o.${index}`);

    await gateway.send(...keys.map((key) => placeOrderRequest(key)));
    await eventually(
      () => order.length,
      (length) => length === keys.length,
    );

    expect(order).toEqual(keys);
  });

  it('leaves a request that waits when the gateway stops to the next start', async () => {
    const url = await postgres.createDatabase();
    let begun = 0;
    await start(
      (_request, signal) => {
        begun++;
        return new Promise((_resolve, reject) => {
          signal.addEventListener('abort', () => reject(new Error('stopped')));
        });
      },
      {},
      url,
    );
    await gateway.send(placeOrderRequest('left'));
    await eventually(
      () => begun,
      (count) => count === 1,
    );

    const began = Date.now();
    await gateway.stop();
    const stopped = Date.now() - began;
    await start(() => Promise.resolve(done()), {}, url);
    const view = await gateway.until('left', ({ state }) => state === 'Done');

    expect(stopped).toBeLessThan(5_000);
    expect(view.attempts).toBe(2);
  });
});

describe('the reservations', () => {
  it('keep a number for a request through failures and replays, and customers for their accounts', async () => {
    const seen: (string | null)[] = [];
    const box: { reservations?: Reservations } = {};
    gateway = await startTestGateway(
      testOptions(await postgres.createDatabase()),
      () => Promise.resolve(done()),
      {
        handlers: (reservations) => {
          box.reservations = reservations;
          return everyType(async (request) => {
            seen.push(request.salesOrderNo);
            if (request.salesOrderNo === null) await reservations.reserveSalesOrderNo(request.key, '0000042');
            if (request.attempts < 3) throw new RetryableError('SAGE_TIMEOUT', 'Late.');
            if (request.attempts === 3) {
              return { state: 'Refused', errors: [{ code: 'SAGE_REFUSED', message: 'No.' }], warnings: [] };
            }
            return done('0000042');
          });
        },
      },
    );

    await gateway.send(placeOrderRequest('reserve'));
    const refused = await gateway.until('reserve', ({ state }) => state === 'Refused');
    await gateway.call('POST', '/v1/dead-letters/reserve/replay');
    const placed = await gateway.until('reserve', ({ state }) => state === 'Done');
    const { reservations } = box;
    if (!reservations) throw new Error('no reservations');
    const before = await reservations.customerOf('ABC', '001000000000001AAA');
    await reservations.linkCustomer('ABC', '001000000000001AAA', {
      divisionNo: '01',
      customerNo: 'C1',
      written: false,
    });
    await reservations.linkCustomer('ABC', '001000000000001AAA', {
      divisionNo: '01',
      customerNo: 'C1',
      written: true,
    });

    expect(seen).toEqual([null, '0000042', '0000042', '0000042']);
    expect(refused).toMatchObject({ salesOrderNo: null, reservedSalesOrderNo: '0000042' });
    expect(placed).toMatchObject({ salesOrderNo: '0000042' });
    expect(before).toBeUndefined();
    expect(await reservations.customerOf('ABC', '001000000000001AAA')).toEqual({
      divisionNo: '01',
      customerNo: 'C1',
      written: true,
    });
    expect(await reservations.customerOf('XYZ', '001000000000001AAA')).toBeUndefined();
    await expect(reservations.reserveSalesOrderNo('reserve', '0000043')).rejects.toThrow(
      'not being worked on',
    );
  });
});

describe('the states of a request', () => {
  it('never move from Done, whoever asks', async () => {
    const url = await postgres.createDatabase();
    await start(() => Promise.resolve(done()), {}, url);
    await gateway.send(placeOrderRequest('final'));
    await gateway.until('final', ({ state }) => state === 'Done');
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    // A job of a request that was answered already, as a process that died after the answer leaves it.
    await client.query(
      "UPDATE pgboss.job SET state = 'retry', completed_on = NULL WHERE data->>'key' = 'final'",
    );

    const drained = await eventually(
      async () =>
        (await client.query<{ state: string }>("SELECT state FROM pgboss.job WHERE data->>'key' = 'final'"))
          .rows,
      ([job]) => job?.state === 'completed',
    );
    await client.end();

    expect(drained.length).toBe(1);
    expect(await gateway.view('final')).toMatchObject({ state: 'Done', attempts: 1 });
  });
});
