import { Client, credentials, Metadata, status, type ServiceError } from '@grpc/grpc-js';
import { RetryableError, SetupError } from '../../errors.ts';
import type { Doorbell, OrgSession } from '../port.ts';
import { getTopic, readFetchResponse, subscribe } from './service.ts';

export interface PubSubOptions {
  /** `https://host:port`; `http:` only where the settings allow it, on this machine. */
  readonly endpoint: string;
  /** Milliseconds for a call that is no stream. */
  readonly callMs?: number;
  /** Milliseconds without a message after which a stream counts as dead. */
  readonly silenceMs?: number;
}

export interface PubSubDoorbell extends Doorbell {
  /** Read-only, for the doctor: whether the user may hear the doorbell. Throws as `listen` does. */
  check(): Promise<void>;
}

const topic = '/event/SageDoorbell__e';
/** Events asked for at once; the most that the API takes. */
const most = 100;
/** The API sends an empty message at least every 270 s (Pub/Sub API, "Subscribe RPC Method"). */
const silence = 300_000;

/** The doorbell over the Pub/Sub API. Nothing is sent before the first call. Missed events are not asked for: rows are the truth. */
export function openDoorbell(
  { endpoint, callMs = 15_000, silenceMs = silence }: PubSubOptions,
  session: () => Promise<OrgSession>,
): PubSubDoorbell {
  const { protocol, hostname, port } = new URL(endpoint);
  const address = `${hostname}:${port || '443'}`;

  async function connected<T>(work: (client: Client, metadata: Metadata) => Promise<T>): Promise<T> {
    const { accessToken, instanceUrl, organizationId } = await session();
    const metadata = new Metadata();
    metadata.set('accesstoken', accessToken);
    metadata.set('instanceurl', instanceUrl);
    metadata.set('tenantid', organizationId);
    const secure = protocol === 'https:' ? credentials.createSsl() : credentials.createInsecure();
    const client = new Client(address, secure);
    try {
      await mayHear(client, metadata);
      return await work(client, metadata);
    } finally {
      client.close();
    }
  }

  async function mayHear(client: Client, metadata: Metadata): Promise<void> {
    const { canSubscribe } = await getTopic(client, topic, metadata, new Date(Date.now() + callMs)).catch(
      (error: unknown) => {
        throw translate(error);
      },
    );
    if (!canSubscribe) throw mayNot();
  }

  function hear(client: Client, metadata: Metadata, onRing: () => void, signal: AbortSignal): Promise<void> {
    const stream = subscribe(client, metadata);
    let timer: NodeJS.Timeout | undefined;
    const stop = () => stream.cancel();
    return new Promise<void>((resolve, reject) => {
      const listen = () => {
        clearTimeout(timer);
        timer = setTimeout(() => reject(unavailable('The Pub/Sub API fell silent.')), silenceMs);
      };
      stream.on('data', (reply: unknown) => {
        listen();
        const { events, pendingNumRequested } = readFetchResponse(reply);
        if (events.length === 0) return;
        stream.write({ topicName: topic, numRequested: most - pendingNumRequested });
        onRing();
      });
      stream.once('error', (error) => (signal.aborted ? resolve() : reject(translate(error))));
      stream.once('end', () => reject(unavailable('The Pub/Sub API ended the stream.')));
      signal.addEventListener('abort', stop, { once: true });
      listen();
      stream.write({ topicName: topic, replayPreset: 0, numRequested: most });
      onRing();
    }).finally(() => {
      clearTimeout(timer);
      signal.removeEventListener('abort', stop);
      // What a cancelled stream says afterwards is of no interest, but without a listener it would end the process.
      stream.on('error', () => undefined);
      stream.cancel();
    });
  }

  return {
    async listen(onRing, signal) {
      await connected(async (client, metadata) => {
        if (!signal.aborted) await hear(client, metadata, onRing, signal);
      });
    },
    check: () => connected(() => Promise.resolve()),
  };
}

function unavailable(message: string, cause?: unknown): RetryableError {
  return new RetryableError('SALESFORCE_UNAVAILABLE', message, { cause });
}

function mayNot(): SetupError {
  return new SetupError(
    'The integration user may not subscribe to SageDoorbell__e.',
    'Install the package, and assign the permission set Sage Integration to the user.',
  );
}

/** A failure of gRPC as ours; the API's own code is in the trailers (Pub/Sub API, "Handle Errors"). */
function translate(error: unknown): Error {
  if (!isServiceError(error)) return unavailable('The call to the Pub/Sub API failed.', error);
  const told = error.metadata.get('error-code')[0];
  const what = `${status[error.code]}${told === undefined ? '' : `, ${String(told).slice(0, 200)}`}`;
  if (error.code === status.NOT_FOUND || error.code === status.PERMISSION_DENIED) return mayNot();
  if (error.code === status.UNAUTHENTICATED)
    return new RetryableError(
      'SALESFORCE_LOGON_REFUSED',
      `The Pub/Sub API did not take the token (${what}).`,
    );
  if (error.code === status.RESOURCE_EXHAUSTED)
    return new RetryableError('SALESFORCE_LIMITED', `The Pub/Sub API takes no more (${what}).`);
  return unavailable(`The Pub/Sub API cannot be heard (${what}).`, error);
}

function isServiceError(error: unknown): error is ServiceError {
  return (
    error instanceof Error && 'code' in error && 'metadata' in error && error.metadata instanceof Metadata
  );
}
