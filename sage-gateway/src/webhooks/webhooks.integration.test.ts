import { randomBytes } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { Webhook } from 'standardwebhooks';
import type { SubscriptionView } from '../contract/subscriptions.ts';
import { openDatabase, type Database } from '../database/database.ts';
import { createLogger } from '../logger.ts';
import { eventually, startTestGateway, testOptions, type TestGateway } from '../testing/gateway.ts';
import { startTestPostgres, type TestPostgres } from '../testing/postgres.ts';
import { startGatewayProcess, type GatewayProcess } from '../testing/process.ts';
import { done } from '../testing/requests.ts';
import {
  startWebhookReceiver,
  type ReceivedDelivery,
  type WebhookReceiver,
} from '../testing/webhook-receiver.ts';

type Created = SubscriptionView & { secret: string };

let postgres: TestPostgres;
let url: string;
let database: Database;
let gateway: TestGateway;
const receivers: WebhookReceiver[] = [];
const webhooks = {
  key: randomBytes(32),
  allowPrivate: true,
  giveUpDays: 5,
  retry: { firstSeconds: 0.1, maxSeconds: 0.2 },
};

beforeAll(async () => {
  postgres = await startTestPostgres();
}, 60_000);
afterAll(() => postgres.stop());
beforeEach(async () => {
  url = await postgres.createDatabase();
  database = openDatabase(url, 4, createLogger('silent'));
  await start();
});
afterEach(async () => {
  await gateway.stop();
  await database.close();
  await Promise.all(receivers.splice(0).map((receiver) => receiver.stop()));
});

async function start(changes: Partial<typeof webhooks> = {}): Promise<void> {
  const options = testOptions(url, { webhooks: { ...webhooks, ...changes } });
  gateway = await startTestGateway(options, (request) => Promise.resolve(done(request.key.slice(-7))));
}

async function receiver(): Promise<WebhookReceiver> {
  const made = await startWebhookReceiver();
  receivers.push(made);
  return made;
}

async function subscribe(to: WebhookReceiver, more: object = {}): Promise<Created> {
  const { status, body } = await gateway.call('POST', '/v1/subscriptions', { url: to.url, ...more });
  expect(status).toBe(201);
  return body as Created;
}

/** Writes changes as the sync does; answers their keys. */
async function change(count: number, { from = 1, company = 'ABC', feed = 'stock' } = {}): Promise<string[]> {
  const keys = Array.from({ length: count }, (_, index) => `${company}-${feed}-${from + index}`);
  await database.query(
    `INSERT INTO gateway.change (company, feed, key, kind, fields)
     SELECT $1, $2, key, 'changed', '{"OnHand__c": "1.00"}' FROM unnest($3::text[]) AS key`,
    [company, feed, keys],
  );
  return keys;
}

const view = async (id: string) =>
  (await gateway.call('GET', `/v1/subscriptions/${id}`)).body as SubscriptionView;
const act = (id: string, action: string, body?: unknown) =>
  gateway.call('POST', `/v1/subscriptions/${id}/${action}`, body);
const idsOf = (to: WebhookReceiver) => to.received.map(({ headers }) => headers['webhook-id']);
const firstOf = ({ received: [first] }: WebhookReceiver): ReceivedDelivery => {
  if (!first) throw new Error('nothing was received');
  return first;
};
const took = (to: WebhookReceiver, keys: readonly string[]) =>
  eventually(
    () => to.keys(),
    (got) => got.length >= keys.length,
  );

describe('subscriptions', () => {
  it('get what is found changed, in order and signed as Standard Webhooks says', async () => {
    const to = await receiver();
    const { secret } = await subscribe(to);

    const keys = await change(250);

    expect(await took(to, keys)).toEqual(keys);
    expect(to.received.length).toBe(3);
    for (const { headers, text, message } of to.received) {
      expect(new Webhook(secret).verify(text, headers as Record<string, string>)).toEqual(message);
      expect(headers['user-agent']).toBe('sage-gateway/0.0.0-test');
    }
    const [first] = to.received;
    expect(first?.message).toMatchObject({ type: 'sync.changes', data: { changes: { length: 100 } } });
    expect(first?.message.data.changes[0]).toEqual({
      seq: expect.any(Number),
      company: 'ABC',
      feed: 'stock',
      key: keys[0],
      kind: 'changed',
      fields: { OnHand__c: '1.00' },
      foundAt: expect.stringMatching(/Z$/),
    });
    expect(first?.message.data.gap).toBeUndefined();
  });

  it('get only the feeds and companies they ask for', async () => {
    const [stock, xyz] = [await receiver(), await receiver()];
    await subscribe(stock, { feeds: ['stock'] });
    await subscribe(xyz, { companies: ['XYZ'] });

    const wanted = await change(2);
    await change(3, { feed: 'items' });
    const others = await change(2, { company: 'XYZ', feed: 'items' });
    const later = await change(1, { from: 3 });

    expect(await took(stock, [...wanted, ...later])).toEqual([...wanted, ...later]);
    expect(await took(xyz, others)).toEqual(others);
  });

  it('are signed by both secrets after a rotation', async () => {
    const to = await receiver();
    const { id, secret } = await subscribe(to);

    const next = (await act(id, 'rotate-secret', { keepHours: 1 })).body as Created;
    const keys = await change(1);
    await took(to, keys);

    const { headers, text } = firstOf(to);
    expect(String(headers['webhook-signature']).split(' ').length).toBe(2);
    for (const each of [secret, next.secret])
      expect(() => new Webhook(each).verify(text, headers as Record<string, string>)).not.toThrow();
    expect(next.secret).not.toBe(secret);
  });

  it('are signed by the new secret only when the old one is not to be kept', async () => {
    const to = await receiver();
    const { id, secret } = await subscribe(to);

    await act(id, 'rotate-secret', { keepHours: 0 });
    await took(to, await change(1));

    const { headers, text } = firstOf(to);
    expect(() => new Webhook(secret).verify(text, headers as Record<string, string>)).toThrow(
      'No matching signature',
    );
  });

  it('get all in order when the subscriber fails and comes back, each repeated under its id', async () => {
    const to = await receiver();
    let failing = 3;
    to.answer = (response) => response.writeHead(failing-- > 0 ? 500 : 200).end('thanks');
    const { id } = await subscribe(to);

    const keys = await change(150);
    await eventually(
      () => to.received.length,
      (count) => count > 0,
    );
    const later = await change(60, { from: 151 });

    expect(await took(to, [...keys, ...later])).toEqual([...keys, ...later]);
    expect(new Set(idsOf(to).slice(0, 4)).size).toBe(1);
    expect(new Set(to.received.slice(0, 4).map(({ text }) => text)).size).toBe(1);
    expect(
      await eventually(
        () => view(id),
        ({ failures }) => failures === 0,
      ),
    ).toMatchObject({
      state: 'Active',
      lastError: null,
      nextTryAt: null,
    });
  });

  it('hold nobody up by one subscriber that does not answer', async () => {
    const [slow, quick] = [await receiver(), await receiver()];
    slow.answer = () => undefined;
    await subscribe(slow);
    await subscribe(quick);

    const keys = await change(300);

    expect(await took(quick, keys)).toEqual(keys);
    expect(slow.received.length).toBe(1);
  });

  it('wait while they are paused, and go on where they were', async () => {
    const to = await receiver();
    const { id } = await subscribe(to);
    const before = await change(3);
    await took(to, before);

    expect((await act(id, 'pause')).body).toMatchObject({ state: 'Paused' });
    const other = await receiver();
    await subscribe(other);
    const during = await change(3, { from: 4 });
    await took(other, during);
    expect(to.keys()).toEqual(before);
    expect((await view(id)).oldestWaiting).not.toBeNull();
    await act(id, 'resume');

    expect(await took(to, [...before, ...during])).toEqual([...before, ...during]);
  });

  it('deliver again from a change or a time on, under other ids', async () => {
    const to = await receiver();
    const { id } = await subscribe(to);
    const keys = await change(5);
    await took(to, keys);
    const third = to.received[0]?.message.data.changes[2];

    await act(id, 'replay', { from: third?.seq });
    const afterSeq = await took(to, [...keys, ...keys.slice(2)]);
    await act(id, 'replay', { from: third?.foundAt });
    const afterTime = await took(to, [...keys, ...keys.slice(2), ...keys]);

    expect(afterSeq).toEqual([...keys, ...keys.slice(2)]);
    expect(afterTime).toEqual([...keys, ...keys.slice(2), ...keys]);
    expect(new Set(idsOf(to)).size).toBe(idsOf(to).length);
    expect(to.received.every(({ message }) => message.data.gap === undefined)).toBe(true);
  });

  it('repeat a delivery with the same id when the gateway is killed before it knows the answer', async () => {
    await gateway.stop();
    gateway = await startGatewayProcess(url, '/dev/null', 0);
    const to = await receiver();
    to.answer = () => undefined;
    const { id } = await subscribe(to);
    const keys = await change(4);
    await eventually(
      () => to.received.length,
      (count) => count === 1,
    );

    await (gateway as GatewayProcess).kill();
    await change(4, { from: 5 });
    to.answer = (response) => response.writeHead(204).end();
    gateway = await startGatewayProcess(url, '/dev/null', 0);

    const got = await eventually(
      () => to.keys(),
      (all) => all.length === 8,
    );
    expect(got.slice(0, 4)).toEqual(keys);
    expect(to.received[1]?.text).toBe(to.received[0]?.text);
    expect(idsOf(to)[1]).toBe(idsOf(to)[0]);
    expect(idsOf(to)[0]).toMatch(new RegExp(`^msg_${id}_\\d+-\\d+$`));
  });

  it('end when the subscriber answers 410, and go on when they are resumed', async () => {
    const to = await receiver();
    to.answer = (response) => response.writeHead(410).end();
    const { id } = await subscribe(to);
    const keys = await change(2);

    expect(
      await eventually(
        () => view(id),
        ({ state }) => state === 'Failing',
      ),
    ).toMatchObject({
      lastError: { code: 'SUBSCRIBER_GONE' },
      nextTryAt: null,
    });
    to.answer = (response) => response.writeHead(204).end();
    await act(id, 'resume');

    expect(await took(to, keys)).toEqual(keys);
  });

  it('are given up when the subscriber took nothing for days', async () => {
    const to = await receiver();
    to.answer = (response) => response.writeHead(503).end();
    const { id } = await subscribe(to);
    await change(1);
    await eventually(
      () => view(id),
      ({ failures }) => failures > 0,
    );

    await database.query("UPDATE gateway.subscription SET failing_since = now() - interval '6 days'");

    expect(
      await eventually(
        () => view(id),
        ({ state }) => state === 'Failing',
      ),
    ).toMatchObject({
      lastError: { code: 'SUBSCRIBER_REFUSED', message: 'The subscriber answered 503.' },
    });
  });

  it('follow no redirect', async () => {
    const [to, elsewhere] = [await receiver(), await receiver()];
    to.answer = (response) => response.writeHead(307, { location: elsewhere.url }).end();
    const { id } = await subscribe(to);

    const { body } = await act(id, 'test');

    expect(body).toEqual({
      delivered: false,
      error: { code: 'SUBSCRIBER_REFUSED', message: 'The subscriber answered 307.' },
    });
    expect(elsewhere.received).toEqual([]);
  });

  it('use nothing of an answer, however long it is', async () => {
    const to = await receiver();
    let isCut = false;
    to.answer = (response) => {
      const endless = setInterval(() => response.write('x'.repeat(65_536)), 5);
      response.writeHead(200).once('close', () => {
        clearInterval(endless);
        isCut = true;
      });
    };
    const { id } = await subscribe(to);

    expect((await act(id, 'test')).body).toEqual({ delivered: true });
    await eventually(
      () => isCut,
      (cut) => cut,
    );
  });

  it('do not pass by a change whose commit comes after that of a later one', async () => {
    const to = await receiver();
    await subscribe(to);
    const slow = new pg.Client({ connectionString: url });
    await slow.connect();
    const insert =
      "INSERT INTO gateway.change (company, feed, key, kind) VALUES ('ABC', 'items', 'early', 'gone')";

    await slow.query('BEGIN');
    await slow.query(insert);
    const [late = ''] = await change(1);
    const other = await receiver();
    const { body } = await gateway.call('POST', '/v1/subscriptions', { url: other.url });
    const test = await act((body as Created).id, 'test');
    expect(test.body).toEqual({ delivered: true });
    expect(to.received).toEqual([]);
    await slow.query('COMMIT');
    await slow.end();

    expect(await took(to, ['early', late])).toEqual(['early', late]);
  });

  it('are told of a gap when changes were deleted before they had them', async () => {
    const to = await receiver();
    const { id } = await subscribe(to);
    await act(id, 'pause');
    await change(3);
    await database.query('DELETE FROM gateway.change');
    const keys = await change(2, { from: 4 });
    expect(await view(id)).toMatchObject({ gap: true });

    await act(id, 'resume');
    await took(to, keys);
    const later = await change(1, { from: 6 });

    expect(await took(to, [...keys, ...later])).toEqual([...keys, ...later]);
    expect(to.received.map(({ message }) => message.data.gap)).toEqual([true, undefined]);
    expect(
      await eventually(
        () => view(id),
        ({ gap }) => !gap,
      ),
    ).toMatchObject({ state: 'Active' });
  });

  it('are refused to private addresses unless the settings allow them, by name as well', async () => {
    const to = await receiver();
    const { id } = await subscribe(to);
    await database.query("UPDATE gateway.subscription SET url = replace(url, '127.0.0.1', 'localhost')");
    await gateway.stop();
    await start({ allowPrivate: false });

    const refused = await gateway.call('POST', '/v1/subscriptions', { url: to.url });
    const byName = await act(id, 'test');
    await database.query('UPDATE gateway.subscription SET url = $1', [to.url]);
    const byAddress = await act(id, 'test');

    expect(refused).toMatchObject({ status: 400, body: { code: 'WEBHOOK_URL_REFUSED', path: 'url' } });
    for (const { body } of [byName, byAddress])
      expect(body).toMatchObject({ delivered: false, error: { code: 'WEBHOOK_URL_REFUSED' } });
    expect(to.received).toEqual([]);
  });

  it('never show a secret again and keep none readable', async () => {
    const to = await receiver();
    const { id, secret } = await subscribe(to);

    const listed = await gateway.call('GET', '/v1/subscriptions');
    const { rows } = await database.query<{ row: string }>(
      'SELECT s::text AS row FROM gateway.subscription s',
    );

    expect(JSON.stringify([listed.body, await view(id)])).not.toContain('whsec_');
    expect(rows[0]?.row).not.toContain(secret.slice(6, 30));
  });

  it('stop with a reason when their secret was encrypted with another key', async () => {
    const to = await receiver();
    const { id } = await subscribe(to);
    await gateway.stop();
    await start({ key: randomBytes(32) });
    const keys = await change(1);

    expect(
      await eventually(
        () => view(id),
        ({ state }) => state === 'Failing',
      ),
    ).toMatchObject({
      lastError: { code: 'SUBSCRIPTION_SECRET_LOST' },
    });
    expect((await act(id, 'test')).body).toMatchObject({ code: 'SUBSCRIPTION_SECRET_LOST' });
    await act(id, 'rotate-secret', {});
    await act(id, 'resume');

    expect(await took(to, keys)).toEqual(keys);
  });

  it('are counted and measured', async () => {
    const to = await receiver();
    const { id } = await subscribe(to);
    await took(to, await change(1));
    await act(id, 'pause');
    await change(1, { from: 2 });
    await database.query("UPDATE gateway.change SET found_at = now() - interval '1 hour'");

    const response = await fetch(`${gateway.url}/metrics`, {
      headers: { authorization: 'Bearer test-key-of-the-gateway-0001' },
    });
    const text = await response.text();

    expect(text).toContain('gateway_webhook_deliveries_total{outcome="delivered"} 1');
    const lag = new RegExp(`gateway_webhook_lag_seconds\\{subscription="${id}"\\} (\\d+)`).exec(text);
    expect(Number(lag?.[1])).toBeGreaterThanOrEqual(3600);
  });

  it('are deleted, and an id that is none is told so', async () => {
    const to = await receiver();
    const { id } = await subscribe(to);

    const deleted = await gateway.call('DELETE', `/v1/subscriptions/${id}`);
    const again = await gateway.call('DELETE', `/v1/subscriptions/${id}`);
    const replay = await act(id, 'replay', { from: 1 });

    expect(deleted).toMatchObject({ status: 200, body: { id } });
    for (const one of [again, replay])
      expect(one).toMatchObject({ status: 404, body: { code: 'SUBSCRIPTION_UNKNOWN' } });
  });

  it('are at most 50', async () => {
    const to = await receiver();
    for (let count = 0; count < 50; count++) await subscribe(to);

    const { status, body } = await gateway.call('POST', '/v1/subscriptions', { url: to.url });

    expect({ status, body }).toMatchObject({ status: 409, body: { code: 'SUBSCRIPTION_LIMIT' } });
  });
});

describe('a gateway without WEBHOOKS_KEY', () => {
  it('says how to have subscriptions', async () => {
    await gateway.stop();
    gateway = await startTestGateway(testOptions(url), () => Promise.resolve(done('1')));

    const { status, body } = await gateway.call('GET', '/v1/subscriptions');

    expect({ status, body }).toMatchObject({ status: 409, body: { code: 'WEBHOOKS_OFF' } });
  });
});
