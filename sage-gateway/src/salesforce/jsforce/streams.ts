import type { SalesforceOptions } from '../settings.ts';
import { readingOf, type Budget } from './budget.ts';
import { failureOfCall, isLimited } from './errors.ts';
import { moved, unavailable } from './exchange.ts';
import type { Session } from './login.ts';
import { Watch, WatchedSource } from './watch.ts';

/** Calls whose body or answer is not held in memory. They throw as `OrgConnection.call` does. */
export interface OrgStreams {
  /** PUTs a CSV file; never repeated. What `rows` throws is thrown. */
  upload(path: string, rows: AsyncIterable<Uint8Array>, signal?: AbortSignal): Promise<void>;
  /** GETs a CSV file, in the parts in which it arrives. */
  download(path: string, signal?: AbortSignal): AsyncGenerator<Uint8Array>;
}

export interface Tokens {
  open(): Promise<Session>;
  /** Another token, because the org did not take this one. */
  renew(old: Session): Promise<Session>;
}

/** Bytes of a downloaded file at most: the rows of a job (100 MB) with their results. */
const longestFile = 300 * 1024 * 1024;
/** Characters of an error's body at most. */
const longestError = 64 * 1024;

/**
 * Streamed calls below `/services/data/vNN.0` (Bulk API 2.0). A call ends when the org does nothing for `callSeconds`: does not take the
 * next part, does not answer, does not send the next part. The time that the caller takes does not count.
 */
export function createStreams(options: SalesforceOptions, budget: Budget, tokens: Tokens): OrgStreams {
  /** One exchange, counted by the budget; its answer may have any status. */
  async function send(
    { method, path, body }: { method: 'GET' | 'PUT'; path: string; body?: ReadableStream<Uint8Array> },
    session: Session,
    watch: Watch,
  ): Promise<Response> {
    budget.check();
    let reading;
    try {
      const response = await fetch(`${session.instanceUrl}/services/data/v${options.apiVersion}${path}`, {
        method,
        headers: {
          authorization: `Bearer ${session.accessToken}`,
          'sforce-call-options': 'client=SageGateway',
          accept: method === 'GET' ? 'text/csv' : 'application/json',
          ...(body && { 'content-type': 'text/csv' }),
        },
        ...(body && { body, duplex: 'half' as const }),
        redirect: 'manual',
        signal: watch.signal,
      });
      reading = readingOf(response.headers.get('sforce-limit-info'));
      return response;
    } finally {
      budget.learn(1, reading);
    }
  }

  /** Throws what an answer that is none says. */
  async function checked(response: Response, watch: Watch): Promise<Response> {
    if (response.ok) {
      budget.refused(false);
      return response;
    }
    const { status } = response;
    if (status >= 300 && status < 400) throw moved(status);
    const failure = failureOfCall(status, await watch.during(errorBody(response)));
    budget.refused(isLimited(failure));
    throw failure;
  }

  return {
    async upload(path, rows, signal) {
      const session = await tokens.open();
      const watch = new Watch(options.callSeconds, signal);
      const source = new WatchedSource(rows, watch);
      try {
        const call = { method: 'PUT', path, body: source.stream } as const;
        watch.start();
        const response = await checked(await send(call, session, watch), watch);
        await watch.during(response.body?.cancel() ?? Promise.resolve());
      } catch (error) {
        throw source.fault ?? watch.translate(error);
      } finally {
        watch.stop();
        await source.close();
      }
    },

    async *download(path, signal) {
      const watch = new Watch(options.callSeconds, signal);
      try {
        let session = await tokens.open();
        let response = await watch.during(send({ method: 'GET', path }, session, watch));
        if (response.status === 401) {
          await response.body?.cancel();
          session = await tokens.renew(session);
          response = await watch.during(send({ method: 'GET', path }, session, watch));
        }
        await checked(response, watch);
        yield* parts(response, watch);
      } catch (error) {
        throw watch.translate(error);
      } finally {
        watch.stop();
      }
    },
  };
}

async function* parts(response: Response, watch: Watch): AsyncGenerator<Uint8Array> {
  if (!response.body) return;
  const reader = response.body.getReader();
  let bytes = 0;
  try {
    for (;;) {
      const { done, value } = await watch.during(reader.read());
      if (done) return;
      bytes += value.length;
      if (bytes > longestFile) throw unavailable('A file of Salesforce is longer than it can be.');
      yield value;
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}

/** The parsed beginning of an error's body; undefined when it is no JSON. */
async function errorBody(response: Response): Promise<unknown> {
  let text = '';
  const decoder = new TextDecoder();
  for await (const part of response.body ?? []) {
    text += decoder.decode(part, { stream: true });
    if (text.length > longestError) return undefined;
  }
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
