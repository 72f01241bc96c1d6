import { bulkRoutes } from '../bulk/routes.ts';
import { SalesforceError } from '../errors.ts';
import { approvalRoutes } from './approvals.ts';
import { ok, type Call, type Reply, type Services } from './call.ts';
import { collectionRoutes } from './collections.ts';
import { composite } from './composite.ts';
import { describeRoutes } from './describe.ts';
import { queryRoutes } from './query.ts';
import { recordRoutes } from './records.ts';
import { dispatch, type Route } from './router.ts';

const OLDEST_VERSION = 41;
const NEWEST_VERSION = 68;

const routes: readonly Route[] = [
  {
    path: '/',
    on: { GET: async (_services, { version: v }) => ok(resources(`/services/data/v${v}`)) },
  },
  { path: '/limits', on: { GET: limits } },
  { path: '/composite', on: { POST: (services, call) => composite(services, call, runCall) } },
  ...approvalRoutes,
  ...bulkRoutes,
  ...queryRoutes,
  ...collectionRoutes,
  ...merged(describeRoutes, recordRoutes),
];

/** Describe and record resources share addresses such as /sobjects/*: one route holds both their methods. */
function merged(first: readonly Route[], second: readonly Route[]): Route[] {
  const same = (route: Route) => second.find((other) => other.path === route.path);
  return [
    ...first.map((route) => ({ ...route, on: { ...route.on, ...same(route)?.on } })),
    ...second.filter((route) => !first.some((other) => other.path === route.path)),
  ];
}

/** Answers one call of the REST API; its errors become a reply. Anything unforeseen is thrown. */
export async function runCall(services: Services, call: Call): Promise<Reply> {
  try {
    return await dispatch(routes, services, call);
  } catch (error) {
    if (error instanceof SalesforceError) return { status: error.status, body: error.errors };
    throw error;
  }
}

export function versionList(): object[] {
  return Array.from({ length: NEWEST_VERSION - OLDEST_VERSION + 1 }, (_, i) => {
    const version = `${OLDEST_VERSION + i}.0`;
    return { label: `API ${version}`, url: `/services/data/v${version}`, version };
  });
}

/** Throws when the org does not serve this version: 410 when it is a retired one, 404 when there is none. */
export function checkVersion(version: string): void {
  const number = /^(\d{1,3})\.0$/.exec(version)?.[1];
  if (number && Number(number) >= OLDEST_VERSION && Number(number) <= NEWEST_VERSION) return;
  if (number && Number(number) >= 21 && Number(number) < OLDEST_VERSION) {
    throw new SalesforceError(
      410,
      'UNSUPPORTED_API_VERSION',
      `API version ${version} is no longer supported`,
    );
  }
  throw new SalesforceError(404, 'NOT_FOUND', 'The requested resource does not exist');
}

function resources(base: string): object {
  const names = ['sobjects', 'query', 'queryAll', 'limits', 'composite', 'process', 'jobs'];
  return Object.fromEntries(names.map((name) => [name, `${base}/${name}`]));
}

const BULK_BATCHES = 15_000;

async function limits({ usage, bulk }: Services): Promise<Reply> {
  return ok({
    DailyBulkApiBatches: {
      Max: BULK_BATCHES,
      Remaining: Math.max(BULK_BATCHES - bulk.store.batchesOfDay(), 0),
    },
    DailyApiRequests: { Max: usage.limit, Remaining: Math.max(usage.limit - usage.used, 0) },
    DailyAsyncApexExecutions: { Max: 250_000, Remaining: 250_000 },
    HourlyPublishedPlatformEvents: { Max: 50_000, Remaining: 50_000 },
    DailyDeliveredPlatformEvents: { Max: 10_000, Remaining: 10_000 },
  });
}
