import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Client, ClientDuplexStream, Metadata, ServiceDefinition } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';
import { z } from 'zod';

/*
 * The calls of the Pub/Sub API that a doorbell needs. Its definition comes with salesforce-pubsub-api-client; that client itself cannot
 * be used here: it trusts only a list of authorities of its own, refuses an address without TLS, and says nothing of a stream that is
 * silent for good. Payloads are not read, so nothing of Avro is needed.
 */

const client = createRequire(import.meta.url).resolve('salesforce-pubsub-api-client');
const definition = loadSync(join(dirname(client), '..', 'pubsub_api.proto'), {
  longs: String,
  defaults: true,
});
export const service = definition['eventbus.v1.PubSub'] as ServiceDefinition;

const topicInfo = z.object({ canSubscribe: z.boolean() });
const fetchResponse = z.object({ events: z.array(z.unknown()), pendingNumRequested: z.number() });

export type FetchResponse = z.output<typeof fetchResponse>;

/** FetchRequest; topic and preset belong to the first one of a stream, later ones ask for more events. */
export interface FetchRequest {
  readonly topicName: string;
  readonly replayPreset?: 0;
  readonly numRequested: number;
}

/** What the org says of a topic to this user. */
export function getTopic(
  on: Client,
  topicName: string,
  metadata: Metadata,
  deadline: Date,
): Promise<z.output<typeof topicInfo>> {
  const { path, requestSerialize, responseDeserialize } = method('GetTopic');
  return new Promise((resolve, reject) => {
    on.makeUnaryRequest(
      path,
      requestSerialize,
      responseDeserialize,
      { topicName },
      metadata,
      { deadline },
      (error, reply: unknown) => (error ? reject(error) : resolve(topicInfo.parse(reply))),
    );
  });
}

/** Opens a stream of events; replies are read by `readFetchResponse`. */
export function subscribe(on: Client, metadata: Metadata): ClientDuplexStream<FetchRequest, unknown> {
  const { path, requestSerialize, responseDeserialize } = method('Subscribe');
  return on.makeBidiStreamRequest<FetchRequest, unknown>(
    path,
    requestSerialize,
    responseDeserialize,
    metadata,
  );
}

export function readFetchResponse(reply: unknown): FetchResponse {
  return fetchResponse.parse(reply);
}

function method(name: string) {
  const found = service[name];
  if (!found) throw new Error(`the definition of the Pub/Sub API has no ${name}`);
  return found;
}
