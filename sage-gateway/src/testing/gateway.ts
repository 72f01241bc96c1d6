import { createGateway, type Collaborators, type Gateway } from '../app.ts';
import type { GatewayOptions } from '../config.ts';
import type { RequestOutcome, RequestView } from '../contract/request.ts';
import { createLogger } from '../logger.ts';
import { requestTypeNames } from '../contract/payloads.ts';
import type { RequestHandler } from '../requests/port.ts';
import type { RequestHandlers } from '../requests/types.ts';

export const testKey = 'test-key-of-the-gateway-0001';
const fast = { firstSeconds: 0.05, maxSeconds: 0.2, tries: 4 };

/** Options that make a gateway quick to retry and to stop. */
export function testOptions(databaseUrl: string, changes: Partial<GatewayOptions> = {}): GatewayOptions {
  return {
    listen: { host: '127.0.0.1', port: 0 },
    databaseUrl,
    databaseConnections: 8,
    keys: [testKey],
    defaultCompany: 'ABC',
    companies: ['ABC', 'XYZ'],
    bodyLimits: { bytes: 1_048_576, requestsBytes: 8_388_608 },
    openMetrics: false,
    maxWaiting: 10_000,
    pollSeconds: 0.5,
    stopSeconds: 5,
    retries: {
      locked: fast,
      away: { ...fast, tries: 20 },
      broken: fast,
      unknown: { ...fast, tries: 2 },
      report: fast,
    },
    version: '0.0.0-test',
    webhooks: {
      key: undefined,
      allowPrivate: true,
      giveUpDays: 5,
      retry: { firstSeconds: 0.1, maxSeconds: 0.2 },
    },
    ...changes,
  };
}

/** A gateway with calls that tests make often. */
export interface TestGateway extends Gateway {
  call(method: string, path: string, body?: unknown): Promise<{ status: number; body: never }>;
  send(...requests: unknown[]): Promise<RequestOutcome[]>;
  view(key: string): Promise<RequestView>;
  /** Waits until the request is in the state; at most 20 s. */
  until(key: string, is: (view: RequestView) => boolean): Promise<RequestView>;
}

export async function startTestGateway(
  options: GatewayOptions,
  handler: RequestHandler,
  collaborators: Partial<Collaborators> = {},
): Promise<TestGateway> {
  const gateway = await createGateway(options, {
    handlers: () => everyType(handler),
    logger: createLogger(process.env['TEST_LOG'] ?? 'silent'),
    ...collaborators,
  });
  return testClient(gateway);
}

/** One handler for requests of whatever type. */
export function everyType(handler: RequestHandler): RequestHandlers {
  return Object.fromEntries(requestTypeNames.map((name) => [name, handler])) as RequestHandlers;
}

/** Calls of a gateway by its address. */
export function testClient(gateway: Gateway): TestGateway {
  async function call(method: string, path: string, body?: unknown) {
    const response = await fetch(gateway.url + path, {
      method,
      headers: { authorization: `Bearer ${testKey}`, 'content-type': 'application/json' },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return { status: response.status, body: (await response.json()) as never };
  }
  const view = async (key: string) => (await call('GET', `/v1/requests/${key}`)).body as RequestView;
  return {
    ...gateway,
    call,
    view,
    async send(...requests) {
      const { body } = await call('POST', '/v1/requests', { requests });
      return (body as { results: RequestOutcome[] }).results;
    },
    until: (key, is) => eventually(() => view(key), is),
  };
}

/** Asks until the answer is as wished, at most 20 s; then fails with the last answer. */
export async function eventually<T>(ask: () => T | Promise<T>, is: (answer: T) => boolean): Promise<T> {
  const limit = Date.now() + 20_000;
  for (;;) {
    const answer = await ask();
    if (is(answer)) return answer;
    if (Date.now() > limit) throw new Error(`not reached within 20 s; last: ${JSON.stringify(answer)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
