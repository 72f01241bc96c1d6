import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { RetryableError } from '../errors.ts';
import { startTestGateway, testOptions, type TestGateway } from '../testing/gateway.ts';
import { startTestPostgres, type TestPostgres } from '../testing/postgres.ts';
import { done, placeOrderRequest } from '../testing/requests.ts';
import { databaseReservations } from './reservations.ts';
import { openDatabase, type Database } from '../database/database.ts';
import { createLogger } from '../logger.ts';
import type { RequestHandler, RequestRecord } from './port.ts';

let postgres: TestPostgres;
let gateway: TestGateway;
let database: Database;
beforeAll(async () => {
  postgres = await startTestPostgres();
}, 60_000);
afterEach(async () => {
  await gateway.stop();
  await database.close();
});
afterAll(() => postgres.stop());

async function start(handler: RequestHandler) {
  const url = await postgres.createDatabase();
  database = openDatabase(url, 2, createLogger('silent'));
  gateway = await startTestGateway(testOptions(url), handler);
}

const sourceId = '006000000000009AAA';
const version = (number: number) => placeOrderRequest(`${sourceId}.order.${number}`, { sourceId });
const key = (number: number) => `${sourceId}.order.${number}`;

describe('a request that a person sends again as a new one', () => {
  it('takes over the number that the failed one reserved, so that an order Sage has already is found', async () => {
    const seen: RequestRecord[] = [];
    await start(async (request) => {
      seen.push(request);
      if (request.key !== key(1)) return done('0000777');
      if (request.salesOrderNo === null)
        await databaseReservations(database).reserveSalesOrderNo(request.key, '0000777');
      throw new RetryableError('SAGE_FAILED', 'The reply was lost.');
    });
    await gateway.send(version(1));
    await gateway.until(key(1), ({ state }) => state === 'Failed');

    await gateway.send(version(2));
    await gateway.until(key(2), ({ state }) => state === 'Done');

    expect(seen.at(-1)).toMatchObject({ key: key(2), salesOrderNo: '0000777', earlierKeys: [key(1)] });
    expect(await gateway.view(key(1))).toMatchObject({ state: 'Failed', reservedSalesOrderNo: null });
  });

  it('keeps the old one from being replayed, which could place the order twice', async () => {
    let refuse = true;
    const tried: string[] = [];
    await start((request) => {
      tried.push(request.key);
      return Promise.resolve(
        refuse
          ? { state: 'Refused', errors: [{ code: 'ITEM_UNKNOWN', message: 'No.' }], warnings: [] }
          : done(),
      );
    });
    await gateway.send(version(1));
    await gateway.until(key(1), ({ state }) => state === 'Refused');
    refuse = false;
    await gateway.send(version(2));
    await gateway.until(key(2), ({ state }) => state === 'Done');

    const one = await gateway.call('POST', `/v1/dead-letters/${key(1)}/replay`);
    const all = await gateway.call('POST', '/v1/dead-letters/replay', { filter: {} });

    expect(one).toMatchObject({ status: 409, body: { code: 'SUPERSEDED' } });
    expect(all.body).toMatchObject({ replayed: 0 });
    expect(tried).toEqual([key(1), key(2)]);
  });

  it('ends an older one that still waits for its next try', async () => {
    await start((request) => {
      if (request.key === key(1)) throw new RetryableError('SAGE_RECORD_LOCKED', 'Open.');
      return Promise.resolve(done('0000778'));
    });
    await gateway.send(version(1));
    await gateway.until(key(1), ({ attempts }) => attempts > 0);

    await gateway.send(version(2));
    await gateway.until(key(2), ({ state }) => state === 'Done');
    const first = await gateway.until(key(1), ({ state }) => state !== 'Accepted');

    expect(first).toMatchObject({ state: 'Refused', errors: [{ code: 'SUPERSEDED' }] });
  });
});

describe('a change of an order', () => {
  const change = (number: number) => ({
    key: `${sourceId}.change.${number}`,
    type: 'ChangeOrder',
    sourceId,
    company: 'ABC',
    payload: { salesOrderNo: '0000101', header: { comment: `Version ${number}` } },
  });

  it('waits for its next try while a newer one is done, which knows of it: neither carries what the other wishes', async () => {
    let locked = true;
    const seen: RequestRecord[] = [];
    await start((request) => {
      if (request.key.endsWith('.1') && locked) throw new RetryableError('SAGE_RECORD_LOCKED', 'Open.');
      seen.push(request);
      locked = false;
      return Promise.resolve({ state: 'Done', result: { salesOrderNo: '0000101' }, warnings: [] });
    });
    const [first, second] = [change(1), change(2)];
    await gateway.send(first);
    await gateway.until(first.key, ({ attempts }) => attempts > 0);

    await gateway.send(second);
    await gateway.until(second.key, ({ state }) => state === 'Done');
    await gateway.until(first.key, ({ state }) => state === 'Done');

    expect(seen.map((request) => [request.key, request.earlierKeys])).toEqual([
      [second.key, [first.key]],
      [first.key, []],
    ]);
  });
});
