import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, credentials, Metadata, type ClientDuplexStream, type ServiceError } from '@grpc/grpc-js';
import avro from 'avsc';
import { ADMIN, openOrg, WRITER, type TestOrg } from '../test/harness.ts';
import { until } from '../../src/until.ts';
import { service } from './definition.ts';

const topicName = '/event/Bell__e';

let org: TestOrg;
let client: Client;
beforeAll(async () => {
  org = await openOrg();
  client = new Client(new URL(org.pubSub.url).host, credentials.createInsecure());
});
afterAll(async () => {
  client.close();
  await org.dispose();
});

/** What a caller shows: the token of this user, with changes. */
async function metadataOf(username: string, changes: Record<string, string> = {}): Promise<Metadata> {
  const [organization] = await org.org.query('SELECT Id FROM Organization');
  const shown = {
    accesstoken: await org.tokenFor(username),
    instanceurl: org.url,
    tenantid: String(organization?.['Id']),
    ...changes,
  };
  const metadata = new Metadata();
  for (const [name, value] of Object.entries(shown)) metadata.set(name, value);
  return metadata;
}

function method(name: string) {
  const found = service[name];
  if (!found) throw new Error(`no ${name}`);
  return found;
}

function call<T>(name: string, request: object, metadata: Metadata): Promise<T> {
  const { path, requestSerialize, responseDeserialize } = method(name);
  return new Promise((resolve, reject) => {
    client.makeUnaryRequest(
      path,
      requestSerialize,
      responseDeserialize,
      request,
      metadata,
      (error, reply: unknown) => (error ? reject(error) : resolve(reply as T)),
    );
  });
}

interface Reply {
  readonly events: { readonly event: { readonly schemaId: string; readonly payload: Buffer } }[];
  readonly pendingNumRequested: number;
}

function subscribe(metadata: Metadata, request: object): ClientDuplexStream<object, Reply> {
  const { path, requestSerialize, responseDeserialize } = method('Subscribe');
  const stream = client.makeBidiStreamRequest<object, Reply>(
    path,
    requestSerialize,
    responseDeserialize as (bytes: Buffer) => Reply,
    metadata,
  );
  stream.write(request);
  return stream;
}

function next(stream: ClientDuplexStream<object, Reply>): Promise<Reply> {
  return new Promise((resolve, reject) => {
    stream.once('data', resolve);
    stream.once('error', reject);
  });
}

async function ring(...texts: string[]): Promise<void> {
  await org.org.publish(
    'Bell__e',
    texts.map((Text__c) => ({ Text__c })),
  );
  await org.jobs.whenIdle();
}

describe('the Pub/Sub API of the emulated org', () => {
  it('gives events from the subscription on, as far as they were asked for, in Avro', async () => {
    await ring('before');
    const stream = subscribe(await metadataOf(ADMIN), { topicName, numRequested: 2 });
    const replies: Reply[] = [];
    stream.on('data', (reply: Reply) => replies.push(reply));
    stream.on('error', () => undefined);
    const events = () => replies.flatMap((reply) => reply.events.map(({ event }) => event));
    // Answered after the first request of the stream was taken.
    await call('GetTopic', { topicName }, await metadataOf(ADMIN));

    await ring('one', 'two', 'three');
    await until(() => Promise.resolve(events().length >= 2), 'two events came');

    const schemaId = events()[0]?.schemaId;
    const { schemaJson } = await call<{ schemaJson: string }>(
      'GetSchema',
      { schemaId },
      await metadataOf(ADMIN),
    );
    const type = avro.Type.forSchema(JSON.parse(schemaJson) as avro.Schema);
    const texts = () =>
      events().map(({ payload }) => (type.fromBuffer(Buffer.from(payload)) as { Text__c: string }).Text__c);
    expect([texts(), replies.at(-1)?.pendingNumRequested]).toEqual([['one', 'two'], 0]);

    stream.write({ topicName, numRequested: 5 });
    await until(() => Promise.resolve(events().length >= 3), 'the third came');
    expect([texts(), replies.at(-1)?.pendingNumRequested]).toEqual([['one', 'two', 'three'], 4]);
    stream.cancel();
  });

  it('refuses a token that is none, another org and another address', async () => {
    for (const changes of [
      { accesstoken: 'x' },
      { tenantid: '00D000000000009AAA' },
      { instanceurl: 'https://x' },
    ]) {
      const error = await call('GetTopic', { topicName }, await metadataOf(ADMIN, changes)).catch(
        (refused: ServiceError) => refused,
      );
      expect(error).toMatchObject({ code: 16 });
    }
  });

  it('knows no topic that the user may not read, and none that is no event', async () => {
    for (const [username, name] of [
      [WRITER, topicName],
      [ADMIN, '/event/Nothing__e'],
      [ADMIN, '/data/ChangeEvents'],
    ] as const) {
      const error = await call('GetTopic', { topicName: name }, await metadataOf(username)).catch(
        (refused: ServiceError) => refused,
      );
      expect(error).toMatchObject({ code: 5 });
      expect((error as ServiceError).metadata.get('error-code')).toEqual([
        'sfdc.platform.eventbus.grpc.topic.not.found',
      ]);
    }
  });

  it('ends a stream that asks for what it does not give', async () => {
    for (const request of [
      { topicName, numRequested: 101 },
      { topicName, numRequested: 1, replayPreset: 'EARLIEST' },
    ]) {
      await expect(next(subscribe(await metadataOf(ADMIN), request))).rejects.toMatchObject({ code: 3 });
    }
  });

  it('breaks streams on demand, and takes none while it is away', async () => {
    const stream = subscribe(await metadataOf(ADMIN), { topicName, numRequested: 1 });
    const broken = next(stream);
    await call('GetTopic', { topicName }, await metadataOf(ADMIN));

    org.pubSub.setAway(true);

    await expect(broken).rejects.toMatchObject({ code: 14 });
    await expect(call('GetTopic', { topicName }, await metadataOf(ADMIN))).rejects.toMatchObject({
      code: 14,
    });
    org.pubSub.setAway(false);
    await call('GetTopic', { topicName }, await metadataOf(ADMIN));
  });
});
