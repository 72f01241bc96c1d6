import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { status } from '@grpc/grpc-js';
import { RetryableError, SetupError } from '../../errors.ts';
import { eventually } from '../../testing/gateway.ts';
import { salesforceSettings } from '../settings.ts';
import { openDoorbell } from './index.ts';
import { startScriptedPubSub, type ScriptedPubSub } from './testing/scripted-pubsub.ts';

const session = {
  accessToken: 'a-token',
  instanceUrl: 'https://example.my.salesforce.com',
  organizationId: '00D000000000001AAA',
};

let pubSub: ScriptedPubSub;
beforeEach(async () => {
  pubSub = await startScriptedPubSub();
});
afterEach(() => pubSub.stop());

/** Listens; `ended` is what the stream came to. */
function listen(silenceMs?: number) {
  const stopping = new AbortController();
  const doorbell = openDoorbell({ endpoint: pubSub.url, ...(silenceMs !== undefined && { silenceMs }) }, () =>
    Promise.resolve(session),
  );
  const heard = { rings: 0 };
  const ended = doorbell
    .listen(() => (heard.rings += 1), stopping.signal)
    .then(
      () => undefined,
      (error: unknown) => error,
    );
  return { heard, ended, stop: () => stopping.abort() };
}

describe('the doorbell over the Pub/Sub API', () => {
  it('shows the token of the org, subscribes from now on and rings once because nobody heard before', async () => {
    const { heard, ended, stop } = listen();
    await pubSub.subscribed();

    const names = ['accesstoken', 'instanceurl', 'tenantid'];
    expect(names.map((name) => pubSub.metadata[0]?.get(name)[0])).toEqual(Object.values(session));
    expect(pubSub.requests).toMatchObject([
      { topicName: '/event/SageDoorbell__e', numRequested: 100, replayPreset: 0 },
    ]);
    expect(heard.rings).toBe(1);

    stop();
    expect(await ended).toBeUndefined();
    await eventually(
      () => pubSub.streams.size,
      (open) => open === 0,
    );
  });

  it('rings once for the events of a message, asks for as many again, and not for a keep-alive', async () => {
    const { heard, stop, ended } = listen();
    await pubSub.subscribed();

    pubSub.ring(0, 100);
    pubSub.ring(40);
    await pubSub.subscribed();

    expect(heard.rings).toBe(2);
    expect(pubSub.requests[1]).toMatchObject({ numRequested: 40 });
    stop();
    await ended;
  });

  it('ends with an error when the stream breaks or ends', async () => {
    for (const [code, text] of [
      [status.UNAVAILABLE, /UNAVAILABLE, sfdc\.platform/],
      [undefined, /ended the stream/],
    ] as const) {
      const { ended } = listen();
      await pubSub.subscribed();

      pubSub.end(code);

      expect(await ended).toMatchObject({
        code: 'SALESFORCE_UNAVAILABLE',
        message: expect.stringMatching(text),
      });
    }
  });

  it('counts a stream without any message as dead', async () => {
    const { ended } = listen(50);

    expect(await ended).toMatchObject({ message: 'The Pub/Sub API fell silent.' });
  });

  it.each([
    [status.UNAUTHENTICATED, 'SALESFORCE_LOGON_REFUSED'],
    [status.RESOURCE_EXHAUSTED, 'SALESFORCE_LIMITED'],
    [status.UNAVAILABLE, 'SALESFORCE_UNAVAILABLE'],
  ])('tells what gRPC status %i means', async (code, expected) => {
    pubSub.topic = { code, errorCode: 'sfdc.x' };

    const error = await listen().ended;

    expect(error).toBeInstanceOf(RetryableError);
    expect(error).toMatchObject({ code: expected });
  });

  it('says what to do when the user may not hear it', async () => {
    for (const topic of [{ canSubscribe: false }, { code: status.NOT_FOUND, errorCode: 'sfdc.x' }]) {
      pubSub.topic = topic;
      const error = await listen().ended;
      expect(error).toBeInstanceOf(SetupError);
      expect(error).toMatchObject({ next: expect.stringContaining('Sage Integration') });
    }
  });

  it('can be checked without listening', async () => {
    const doorbell = openDoorbell({ endpoint: pubSub.url }, () => Promise.resolve(session));

    await doorbell.check();

    expect(pubSub.requests).toEqual([]);
  });

  it('fails when nobody answers', async () => {
    pubSub.stop();
    const doorbell = openDoorbell({ endpoint: pubSub.url, callMs: 500 }, () => Promise.resolve(session));

    await expect(doorbell.check()).rejects.toMatchObject({ code: 'SALESFORCE_UNAVAILABLE' });
  });
});

describe('the settings of the agent', () => {
  const read = (agent: object) =>
    salesforceSettings.safeParse({ flow: 'jwt', clientId: 'c', username: 'u', agent });

  it('go over TLS, but on this machine', () => {
    expect(read({}).data?.agent).toEqual({
      sweepSeconds: 30,
      pubSubEndpoint: 'https://api.pubsub.salesforce.com:7443',
    });
    expect(read({ pubSubEndpoint: 'http://127.0.0.1:7011' }).success).toBe(true);
    expect(read({ pubSubEndpoint: 'http://api.pubsub.salesforce.com:7443' }).success).toBe(false);
  });
});
