import {
  Metadata,
  Server,
  ServerCredentials,
  status,
  type sendUnaryData,
  type ServerDuplexStream,
  type ServerUnaryCall,
} from '@grpc/grpc-js';
import type { EventMessage } from 'apex-runtime';
import type { Sessions } from '../oauth/sessions.ts';
import type { Schema } from '../schema.ts';
import { service } from './definition.ts';
import { eventSchema, type EventSchema } from './event-schema.ts';

/** What the Pub/Sub API needs of the emulated org. */
export interface PubSubParts {
  /** Port on 127.0.0.1; 0 = any free one. */
  readonly port: number;
  readonly sessions: Sessions;
  readonly schema: Schema;
  readonly orgId: string;
  /** The org's address, which callers must name. */
  readonly url: () => string;
  /** Whether a user has Read on a platform event. */
  readonly mayRead: (username: string, event: string) => Promise<boolean>;
  /** Hears delivered events; the answer ends it. */
  readonly subscribe: (listener: (message: EventMessage) => void) => () => void;
}

export interface PubSub {
  /** `http://127.0.0.1:port`, without TLS. */
  readonly url: string;
  /** Streams that are open. */
  readonly streams: () => number;
  /** Breaks every open stream, as a network does. */
  readonly dropStreams: () => void;
  /** Refuses calls and streams until it is told otherwise; open streams break. */
  readonly setAway: (away: boolean) => void;
  readonly close: () => void;
}

interface FetchRequest {
  readonly topicName: string;
  readonly replayPreset: string;
  readonly numRequested: number;
}
type Stream = ServerDuplexStream<FetchRequest, object>;
type Unary = (call: ServerUnaryCall<Record<string, string>, object>, answer: sendUnaryData<object>) => void;

/** As the API does: an empty message at least so often. */
const KEEP_ALIVE_MS = 270_000;
const MOST_AT_ONCE = 100;

/** The Pub/Sub API for platform events: GetTopic, GetSchema and Subscribe from the newest event on. */
export async function startPubSub(parts: PubSubParts): Promise<PubSub> {
  const schemas = new Map<string, EventSchema>();
  const open = new Set<Stream>();
  let away = false;

  /** The user of a call. Throws a Refusal. */
  function userOf(metadata: Metadata): string {
    if (away) throw new Refusal(status.UNAVAILABLE, 'sfdc.platform.eventbus.grpc.service.unavailable');
    const value = (name: string) => String(metadata.get(name)[0] ?? '');
    const user = parts.sessions.find(value('accesstoken'));
    if (!user || value('tenantid') !== parts.orgId || value('instanceurl') !== parts.url())
      throw new Refusal(status.UNAUTHENTICATED, 'sfdc.platform.eventbus.grpc.service.auth.error');
    return user.username;
  }

  /** The event of a topic that the user may read. Throws a Refusal. */
  async function eventOf(topicName: string, metadata: Metadata): Promise<EventSchema> {
    const username = userOf(metadata);
    const name = /^\/event\/(\w+__e)$/.exec(topicName)?.[1];
    const event = name === undefined ? undefined : await parts.schema.object(name);
    if (!event || !(await parts.mayRead(username, event.describe.name)))
      throw new Refusal(status.NOT_FOUND, 'sfdc.platform.eventbus.grpc.topic.not.found');
    const known = eventSchema(event.describe);
    schemas.set(known.id, known);
    return known;
  }

  const getTopic: Unary = (call, answer) => {
    const { topicName = '' } = call.request;
    eventOf(topicName, call.metadata).then(
      ({ id }) =>
        answer(null, {
          topicName,
          tenantGuid: parts.orgId,
          canPublish: false,
          canSubscribe: true,
          schemaId: id,
        }),
      (error: unknown) => answer(serviceError(error)),
    );
  };

  const getSchema: Unary = (call, answer) => {
    try {
      userOf(call.metadata);
      const known = schemas.get(call.request['schemaId'] ?? '');
      if (!known) throw new Refusal(status.NOT_FOUND, 'sfdc.platform.eventbus.grpc.schema.not.found');
      answer(null, { schemaId: known.id, schemaJson: known.json });
    } catch (error) {
      answer(serviceError(error));
    }
  };

  function subscribe(stream: Stream): void {
    let topic: { readonly name: string; readonly schema: EventSchema } | undefined;
    let pending = 0;
    const waiting: EventMessage[] = [];
    const end = parts.subscribe((message) => {
      if (message.channel !== topic?.name) return;
      waiting.push(message);
      send();
    });
    const keepAlive = setInterval(() => stream.write(reply([])), KEEP_ALIVE_MS);
    const gone = () => {
      end();
      clearInterval(keepAlive);
      open.delete(stream);
    };
    open.add(stream);
    stream.once('close', gone);
    stream.on('cancelled', gone);
    stream.on('error', gone);
    stream.on('end', () => stream.end());
    stream.on('data', (request: FetchRequest) => {
      take(request).catch((error: unknown) => stream.emit('error', serviceError(error)));
    });

    async function take(request: FetchRequest): Promise<void> {
      const isFirst = topic === undefined;
      topic ??= { name: request.topicName, schema: await eventOf(request.topicName, stream.metadata) };
      const fits =
        request.numRequested >= 1 &&
        request.numRequested <= MOST_AT_ONCE &&
        (!request.topicName || request.topicName === topic.name) &&
        (!isFirst || request.replayPreset === 'LATEST');
      if (!fits)
        throw new Refusal(status.INVALID_ARGUMENT, 'sfdc.platform.eventbus.grpc.subscription.fetch.invalid');
      pending += request.numRequested;
      send();
    }

    function send(): void {
      const now = waiting.splice(0, pending);
      if (now.length === 0) return;
      pending -= now.length;
      stream.write(reply(now));
    }

    function reply(messages: readonly EventMessage[]): object {
      return {
        events: messages.flatMap((message) =>
          topic
            ? [
                {
                  event: {
                    id: message.data.event.EventUuid,
                    schemaId: topic.schema.id,
                    payload: topic.schema.encode(message),
                  },
                  replayId: replayId(message.data.event.replayId),
                },
              ]
            : [],
        ),
        latestReplayId: replayId(messages.at(-1)?.data.event.replayId ?? 0),
        pendingNumRequested: pending,
      };
    }
  }

  const server = new Server();
  server.addService(service, {
    GetTopic: getTopic,
    GetSchema: getSchema,
    Subscribe: subscribe,
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${parts.port}`, ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  const dropStreams = () => {
    const broken = new Refusal(status.UNAVAILABLE, 'sfdc.platform.eventbus.grpc.service.unavailable');
    for (const stream of [...open]) stream.emit('error', serviceError(broken));
  };
  return {
    url: `http://127.0.0.1:${port}`,
    streams: () => open.size,
    dropStreams,
    setAway: (isAway) => {
      away = isAway;
      if (away) dropStreams();
    },
    close: () => server.forceShutdown(),
  };
}

/** A call that is not done: gRPC's status and the API's own code, which travels in the trailers. */
class Refusal extends Error {
  readonly code: status;
  readonly errorCode: string;
  constructor(code: status, errorCode: string) {
    super(errorCode);
    this.code = code;
    this.errorCode = errorCode;
  }
}

function serviceError(error: unknown): { code: status; details: string; metadata: Metadata } & Error {
  const refusal = error instanceof Refusal ? error : new Refusal(status.INTERNAL, String(error));
  const metadata = new Metadata();
  metadata.set('error-code', refusal.errorCode);
  return Object.assign(new Error(refusal.errorCode), {
    code: refusal.code,
    details: refusal.errorCode,
    metadata,
  });
}

function replayId(number: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(number));
  return bytes;
}
