import { malformedRequest, SalesforceError } from '../errors.ts';
import { address, ok, type Call, type Reply, type Services } from './call.ts';
import type { Route } from './router.ts';
import { readdressed } from './shape.ts';

const DEFAULT_BATCH = 2000;
const SMALLEST_BATCH = 200;

export const queryRoutes: readonly Route[] = [
  { path: '/query', on: { GET: (services, call) => query(services, call) } },
  { path: '/queryAll', on: { GET: (services, call) => query(services, call, ' ALL ROWS') } },
  { path: '/query/*', on: { GET: (services, call, [locator]) => next(services, call, locator ?? '') } },
  { path: '/queryAll/*', on: { GET: (services, call, [locator]) => next(services, call, locator ?? '') } },
];

async function query(services: Services, call: Call, suffix = ''): Promise<Reply> {
  const soql = call.query.get('q');
  if (!soql) throw new SalesforceError(400, 'MALFORMED_QUERY', 'A query string has to be specified');
  const rows = await runQuery(services, call, soql + suffix);
  if (typeof rows === 'number') return ok({ totalSize: rows, done: true, records: [] });
  return ok(page(call, rows, services.cursors.open.bind(services.cursors, call.user.id), 0));
}

/** Runs a query as the call's user; records in the form of the REST API, or a number for `SELECT count()`. */
export async function runQuery(
  { org }: Services,
  call: Call,
  soql: string,
): Promise<readonly unknown[] | number> {
  const found: unknown = await org
    .query(soql, { user: call.user.id, access: 'user', attributes: true })
    .catch((error: unknown) => {
      throw queryError(error);
    });
  if (typeof found === 'number') return found;
  return readdressed(found, call.version) as unknown[];
}

async function next(services: Services, call: Call, locator: string): Promise<Reply> {
  const [id = '', offset = ''] = locator.split('-');
  const records = services.cursors.find(call.user.id, id);
  if (!records || !/^\d{1,9}$/.test(offset)) {
    throw new SalesforceError(400, 'INVALID_QUERY_LOCATOR', 'invalid query locator');
  }
  return ok(page(call, records, () => id, Number(offset)));
}

function page(
  call: Call,
  records: readonly unknown[],
  locator: (records: readonly unknown[]) => string,
  from: number,
): object {
  const to = from + batchSize(call);
  const slice = records.slice(from, to);
  if (to >= records.length) return { totalSize: records.length, done: true, records: slice };
  const nextRecordsUrl = address(call, `/query/${locator(records)}-${to}`);
  return { totalSize: records.length, done: false, nextRecordsUrl, records: slice };
}

/** The header `Sforce-Query-Options: batchSize=n`, held between 200 and 2000 as Salesforce does. */
function batchSize(call: Call): number {
  const header = call.header('sforce-query-options');
  if (header === undefined) return DEFAULT_BATCH;
  const asked = /batchSize\s*=\s*(\d{1,6})/i.exec(header)?.[1];
  if (asked === undefined) throw malformedRequest('Sforce-Query-Options is not of the form batchSize=n');
  return Math.min(Math.max(Number(asked), SMALLEST_BATCH), DEFAULT_BATCH);
}

const KINDS: readonly (readonly [RegExp, string])[] = [
  [/^sObject type '.*' is not supported/, 'INVALID_TYPE'],
  [
    /No such column|No such relation|Didn't understand relationship|field .* does not support/i,
    'INVALID_FIELD',
  ],
];

function queryError(error: unknown): unknown {
  if (!(error instanceof Error) || !('type' in error) || !/QueryException$/.test(String(error.type)))
    return error;
  const message = error.message.replace(/^(System\.)?QueryException: /, '');
  const kind = KINDS.find(([pattern]) => pattern.test(message));
  return new SalesforceError(400, kind?.[1] ?? 'MALFORMED_QUERY', message);
}
