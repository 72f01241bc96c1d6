import {
  Agent as HttpAgent,
  request as httpRequest,
  type ClientRequest,
  type IncomingMessage,
} from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { isIP } from 'node:net';
import { Webhook } from 'standardwebhooks';
import type { Fault } from '../contract/errors.ts';
import { hostOf, isPublic, publicLookup, TargetRefused } from './target.ts';

/** A subscriber has this long to answer. */
const answerMs = 15_000;
/** Bytes of an answer that are read (and ignored) so that its connection can be used again. */
const drainedBytes = 65_536;

/** What is sent, and to whom. */
export interface Delivery {
  readonly url: string;
  /** Names the message; the same again when it is repeated. */
  readonly id: string;
  readonly body: string;
  /** The newest first; each signs. */
  readonly secrets: readonly string[];
}

/** `gone`: the subscriber wants no more (410). Only `ok` is delivered. */
export type Delivered =
  { readonly ok: true } | { readonly ok: false; readonly gone: boolean; readonly fault: Fault };

export interface Poster {
  post(delivery: Delivery, signal: AbortSignal): Promise<Delivered>;
  /** Ends kept connections. */
  close(): void;
}

/** Posts messages signed by Standard Webhooks. Follows no redirect and uses no body of an answer. Rejects only when `signal` is aborted. */
export function openPoster(options: { readonly allowPrivate: boolean; readonly version: string }): Poster {
  const kept = { keepAlive: true, maxFreeSockets: 10, timeout: 60_000 };
  const agents = { http: new HttpAgent(kept), https: new HttpsAgent(kept) };
  return {
    async post({ url: text, id, body, secrets }, stop) {
      const url = new URL(text);
      const now = new Date();
      const headers = {
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
        'user-agent': `sage-gateway/${options.version}`,
        'webhook-id': id,
        'webhook-timestamp': Math.floor(now.getTime() / 1000),
        'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, now, body)).join(' '),
      };
      const limit = AbortSignal.timeout(answerMs);
      const signal = AbortSignal.any([stop, limit]);
      try {
        // A lookup is not asked for what is an address already.
        if (!options.allowPrivate && isIP(hostOf(url)) && !isPublic(hostOf(url))) throw new TargetRefused();
        const lookup = options.allowPrivate ? {} : { lookup: publicLookup };
        const common = { method: 'POST', headers, signal, ...lookup };
        const response = await answerOf(
          url.protocol === 'https:'
            ? httpsRequest(url, { ...common, agent: agents.https })
            : httpRequest(url, { ...common, agent: agents.http }),
          body,
        );
        drain(response);
        return judge(response.statusCode ?? 0);
      } catch (error) {
        stop.throwIfAborted();
        return { ok: false, gone: false, fault: faultOf(error, limit.aborted) };
      }
    },
    close() {
      agents.http.destroy();
      agents.https.destroy();
    },
  };
}

function answerOf(request: ClientRequest, body: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.once('response', resolve);
    request.on('error', reject); // stays: an error after the answer is nobody's any more
    request.end(body);
  });
}

function drain(response: IncomingMessage): void {
  let bytes = 0;
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > drainedBytes) response.destroy();
  });
  response.on('error', () => undefined); // the status was all that mattered
}

function judge(status: number): Delivered {
  if (status >= 200 && status < 300) return { ok: true };
  if (status === 410) {
    const message = 'The subscriber answered 410: it wants no more deliveries.';
    return { ok: false, gone: true, fault: { code: 'SUBSCRIBER_GONE', message } };
  }
  const message = `The subscriber answered ${status}.`;
  return { ok: false, gone: false, fault: { code: 'SUBSCRIBER_REFUSED', message } };
}

/** Words of our own: those of an error may hold the address with what is secret in its query. */
function faultOf(error: unknown, late: boolean): Fault {
  if (error instanceof TargetRefused) return { code: 'WEBHOOK_URL_REFUSED', message: error.message };
  const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : '';
  const message = late
    ? `The subscriber did not answer within ${answerMs / 1000} seconds.`
    : `The subscriber cannot be reached${code}.`;
  return { code: 'SUBSCRIBER_UNREACHABLE', message };
}
