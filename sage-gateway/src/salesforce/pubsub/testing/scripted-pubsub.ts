import { once } from 'node:events';
import type { status } from '@grpc/grpc-js';
import {
  Metadata,
  Server,
  ServerCredentials,
  type sendUnaryData,
  type ServerDuplexStream,
  type ServerUnaryCall,
} from '@grpc/grpc-js';
import { service } from '../service.ts';

type Stream = ServerDuplexStream<{ topicName: string; numRequested: number; replayPreset: number }, object>;

/** For tests of this adapter: a gRPC server of the Pub/Sub API that does what a test tells it to. */
export interface ScriptedPubSub {
  readonly url: string;
  /** Metadata of the calls, newest last. */
  readonly metadata: Metadata[];
  /** Requests of the streams, newest last. */
  readonly requests: { topicName: string; numRequested: number; replayPreset: number }[];
  /** Open streams. */
  readonly streams: Set<Stream>;
  /** Of GetTopic: what it answers, or fails with. */
  topic: { canSubscribe: boolean } | { code: status; errorCode: string };
  /** Rings `count` times in one message on every stream; none: the keep-alive. */
  ring(count: number, pending?: number): void;
  /** Ends every stream with an error, or well. */
  end(code?: status): void;
  /** Waits for the next stream's first request. */
  subscribed(): Promise<void>;
  stop(): void;
}

export async function startScriptedPubSub(): Promise<ScriptedPubSub> {
  const server = new Server();
  const streams = new Set<Stream>();
  const subscriptions = new EventTarget();
  const scripted: Omit<ScriptedPubSub, 'url'> = {
    metadata: [],
    requests: [],
    streams,
    topic: { canSubscribe: true },
    ring(count, pending = 100 - count) {
      const events = Array.from({ length: count }, () => ({
        event: { id: 'x', schemaId: 's', payload: Buffer.from([0]) },
        replayId: Buffer.alloc(8),
      }));
      for (const stream of streams) stream.write({ events, pendingNumRequested: pending });
    },
    end(code) {
      for (const stream of streams) {
        if (code === undefined) stream.end();
        else stream.emit('error', failure(code, 'sfdc.platform.eventbus.grpc.service.unavailable'));
      }
    },
    async subscribed() {
      await once(subscriptions, 'first');
    },
    stop: () => server.forceShutdown(),
  };

  server.addService(service, {
    GetTopic(call: ServerUnaryCall<{ topicName: string }, object>, answer: sendUnaryData<object>) {
      scripted.metadata.push(call.metadata);
      const { topic } = scripted;
      if ('code' in topic) answer(failure(topic.code, topic.errorCode));
      else answer(null, { topicName: call.request.topicName, ...topic });
    },
    Subscribe(stream: Stream) {
      streams.add(stream);
      stream.on('cancelled', () => streams.delete(stream));
      stream.on('error', () => streams.delete(stream));
      stream.on('data', (request: ScriptedPubSub['requests'][number]) => {
        scripted.requests.push(request);
        subscriptions.dispatchEvent(new Event('first'));
      });
    },
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return Object.assign(scripted, { url: `http://127.0.0.1:${port}` });
}

function failure(code: status, errorCode: string) {
  const metadata = new Metadata();
  metadata.set('error-code', errorCode);
  return Object.assign(new Error(errorCode), { code, details: errorCode, metadata });
}
