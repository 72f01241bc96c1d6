import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { ServiceDefinition } from '@grpc/grpc-js';
import { loadSync } from '@grpc/proto-loader';

const clientPackage = createRequire(import.meta.url).resolve('salesforce-pubsub-api-client');
const definition = loadSync(join(dirname(clientPackage), '..', 'pubsub_api.proto'), {
  longs: String,
  enums: String,
  defaults: true,
});

/** The calls of the Pub/Sub API, by the definition that comes with salesforce-pubsub-api-client. */
export const service = definition['eventbus.v1.PubSub'] as ServiceDefinition;
