import { PassThrough, type Duplex } from 'node:stream';
import type { HttpRequest, HttpResponse } from 'jsforce';
import { RetryableError } from '../../errors.ts';
import { readingOf, type Reading } from './budget.ts';

export interface ExchangeLimits {
  /** From sending to the last byte of the answer. */
  readonly seconds: number;
  /** The caller's own wish to stop. */
  readonly signal?: AbortSignal | undefined;
}

/** Bytes of an answer at most; the results of 200 rows take well under 1 MB. */
const longestAnswer = 16 * 1024 * 1024;

/**
 * One HTTP exchange, never repeated. Throws RetryableError SALESFORCE_UNAVAILABLE when there is no whole answer in time; what the
 * other side did with the request is then unknown.
 */
export async function exchange(
  request: HttpRequest,
  { seconds, signal }: ExchangeLimits,
): Promise<HttpResponse> {
  const limit = AbortSignal.timeout(seconds * 1000);
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: request.headers ?? {},
      ...(typeof request.body === 'string' && { body: request.body }),
      redirect: 'manual',
      signal: signal ? AbortSignal.any([limit, signal]) : limit,
    });
    const body = await readBody(response);
    const { status } = response;
    if (status > 300 && status < 400) throw moved(status);
    return { statusCode: status, headers: Object.fromEntries(response.headers), body };
  } catch (error) {
    if (error instanceof RetryableError) throw error;
    if (limit.aborted) throw unavailable(`Salesforce did not answer within ${seconds} seconds.`, error);
    if (signal?.aborted)
      throw unavailable('The call to Salesforce was given up because the gateway stops.', error);
    throw unavailable(`The connection to Salesforce failed${reason(error)}.`, error);
  }
}

/**
 * The exchange as the transport of one jsforce call. jsforce's own transport has no time limit while a body arrives, and an
 * answer that breaks off inside a body ends the whole process (3.10.26: a stream error without listener).
 * The second 401 of a call is an error: jsforce itself would ask for new tokens without end.
 */
export class CallTransport {
  readonly #limits: ExchangeLimits;
  #unauthorised = 0;
  /** HTTP status of the newest answer. */
  status = 0;
  /** Exchanges that the org counts as API calls. */
  exchanges = 0;
  /** What the newest answer told of the org's limit. */
  reading: Reading | undefined;

  constructor(limits: ExchangeLimits) {
    this.#limits = limits;
  }

  /** A promise that is a stream as well, as jsforce wants it; nobody reads the stream. */
  httpRequest(request: HttpRequest): Promise<HttpResponse> & { stream(): Duplex } {
    return Object.assign(this.#send(request), { stream: () => new PassThrough() });
  }

  async #send(request: HttpRequest): Promise<HttpResponse> {
    this.exchanges += 1;
    const response = await exchange(request, this.#limits);
    this.status = response.statusCode;
    this.reading = readingOf(response.headers['sforce-limit-info']) ?? this.reading;
    if (this.status === 401 && ++this.#unauthorised > 1)
      throw new RetryableError(
        'SALESFORCE_LOGON_REFUSED',
        'Salesforce did not take a token that it had just given.',
      );
    return response;
  }
}

async function readBody(response: Response): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of response.body ?? []) {
    bytes += part.length;
    if (bytes > longestAnswer) throw unavailable('The answer of Salesforce is longer than an answer can be.');
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

export function moved(status: number): RetryableError {
  return unavailable(
    `Salesforce moved to another address (HTTP ${status}); correct loginUrl or instanceUrl.`,
  );
}

export function unavailable(message: string, cause?: unknown): RetryableError {
  return new RetryableError('SALESFORCE_UNAVAILABLE', message, { cause });
}

/** The system's code (ECONNREFUSED, CERT_HAS_EXPIRED ...), which undici keeps in the cause. */
export function reason(error: unknown): string {
  let at = error;
  while (typeof at === 'object' && at !== null) {
    if ('code' in at && typeof at.code === 'string') return ` (${at.code})`;
    at = 'cause' in at ? at.cause : undefined;
  }
  return '';
}
