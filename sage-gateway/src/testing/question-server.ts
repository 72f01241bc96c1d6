import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CustomerKey } from '../customers/bill-to.ts';
import { createMetrics } from '../http/metrics.ts';
import { httpServer } from '../http/server.ts';
import { createLogger } from '../logger.ts';
import { companyPolicy } from '../orders/policy.ts';
import { keptIndexes } from '../questions/indexes.ts';
import type { Questions } from '../questions/questions.ts';
import { questionRoutes } from '../questions/routes/index.ts';
import type { Queue } from '../queue/port.ts';
import type { SageTables } from '../sage/ports.ts';
import { testKey } from './gateway.ts';

/** A gateway's interactive calls alone, without database and queue. */
export interface QuestionServer {
  readonly url: string;
  call(method: string, path: string, body?: unknown): Promise<{ status: number; body: never }>;
  stop(): Promise<void>;
}

export interface QuestionServerOptions extends Partial<Omit<Questions, 'tables' | 'policies' | 'indexes'>> {
  /** Settings of companies, as the settings file has them. */
  readonly policies?: Readonly<Record<string, object>>;
  readonly linked?: Readonly<Record<string, CustomerKey>>;
}

/** Noon of the day on which the questions of tests are asked. */
export const questionTime = new Date('2026-06-15T12:00:00Z');

export async function startQuestionServer(
  tables: SageTables,
  { policies = { ABC: {} }, linked = {}, ...changes }: QuestionServerOptions = {},
): Promise<QuestionServer> {
  const settled = new Map(
    Object.entries(policies).map(([company, policy]) => [company, companyPolicy.parse(policy)]),
  );
  const app = httpServer({
    routes: questionRoutes({
      tables,
      companies: [...settled.keys()],
      defaultCompany: 'ABC',
      policies: (company) => settled.get(company),
      indexes: keptIndexes(tables, () => 0),
      links: () => Promise.resolve(new Map(Object.entries(linked))),
      now: () => questionTime,
      limitMs: 8_000,
      ...changes,
    }),
    keys: [testKey],
    bodyLimits: { bytes: 1_048_576, requestsBytes: 8_388_608 },
    openMetrics: false,
    metrics: createMetrics(idleQueue),
    readyz: (_request, response) => void response.json({}),
    version: '0.0.0-test',
    stopping: new AbortController().signal,
    logger: createLogger('silent'),
  });
  const server = createServer(app).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    async call(method, path, body) {
      const response = await fetch(url + path, {
        method,
        headers: { authorization: `Bearer ${testKey}`, 'content-type': 'application/json' },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      return { status: response.status, body: (await response.json()) as never };
    },
    async stop() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

const unused = () => Promise.reject(new Error('no job runs here'));
const idleQueue: Queue = {
  define: unused,
  send: unused,
  ensure: unused,
  work: unused,
  wake: () => undefined,
  backlog: () => Promise.resolve(new Map()),
  stop: () => Promise.resolve(),
};
