import { SalesforceError } from '../errors.ts';
import { ok, type Call, type Reply, type Services } from './call.ts';
import { isRow } from './rows.ts';

const MOST_SUBREQUESTS = 25;
const DEEPEST_BODY = 50;

interface Subrequest {
  readonly method: string;
  readonly url: string;
  readonly referenceId: string;
  readonly body?: unknown;
}

interface Subreply {
  readonly body: unknown;
  readonly httpHeaders: Readonly<Record<string, string>>;
  readonly httpStatusCode: number;
  readonly referenceId: string;
}

/** Runs one call and answers its errors as a reply. */
export type Run = (services: Services, call: Call) => Promise<Reply>;

/**
 * POST /composite: up to 25 calls in order, each its own transaction; later ones may take values from earlier replies
 * (`@{referenceId.id}`). `allOrNone` over several writes is refused: this org has no transaction that spans them.
 */
export async function composite(services: Services, call: Call, run: Run): Promise<Reply> {
  const requests = subrequests(call.body);
  const replies = new Map<string, Subreply>();
  for (const request of requests) {
    replies.set(request.referenceId, await subreply(services, call, request, replies, run));
  }
  return ok({ compositeResponse: [...replies.values()] });
}

const bad = (message: string) => new SalesforceError(400, 'INVALID_INPUT', message);

function subrequests(body: unknown): Subrequest[] {
  const list: unknown = isRow(body) ? body['compositeRequest'] : undefined;
  if (!Array.isArray(list) || list.length === 0)
    throw bad('compositeRequest is required: a list of subrequests');
  if (list.length > MOST_SUBREQUESTS) throw bad(`The maximum number of subrequests is ${MOST_SUBREQUESTS}`);
  const requests = list.map(subrequest);
  if (new Set(requests.map((r) => r.referenceId)).size < requests.length)
    throw bad('referenceIds must be unique');
  const writes = requests.filter((request) => request.method !== 'GET').length;
  if (isRow(body) && body['allOrNone'] === true && writes > 1) {
    throw bad('This emulated org cannot roll back across subrequests: leave allOrNone out');
  }
  return requests;
}

function subrequest(value: unknown): Subrequest {
  if (!isRow(value)) throw bad('each subrequest has to be a JSON object');
  const { method, url, referenceId, body } = value;
  if (typeof method !== 'string' || typeof url !== 'string' || typeof referenceId !== 'string') {
    throw bad('each subrequest needs method, url and referenceId');
  }
  if (!/^\w+$/.test(referenceId)) throw bad(`Provided referenceId ('${referenceId}') has illegal characters`);
  return { method: method.toUpperCase(), url, referenceId, body };
}

async function subreply(
  services: Services,
  call: Call,
  request: Subrequest,
  earlier: ReadonlyMap<string, Subreply>,
  run: Run,
): Promise<Subreply> {
  const { referenceId } = request;
  let reply: Reply;
  try {
    const url = String(filled(request.url, earlier));
    const [, path = '', search = ''] = /^\/services\/data\/v\d+\.\d([^?]*)\??(.*)$/.exec(url) ?? [];
    if (path === '' || path === '/composite') throw bad(`url is not one of the REST API: ${request.url}`);
    const query = new URLSearchParams(search);
    reply = await run(services, {
      ...call,
      method: request.method,
      path,
      query,
      body: filled(request.body, earlier),
    });
  } catch (error) {
    if (!(error instanceof SalesforceError)) throw error;
    reply = { status: error.status, body: error.errors };
  }
  return {
    body: reply.body ?? null,
    httpHeaders: reply.headers ?? {},
    httpStatusCode: reply.status,
    referenceId,
  };
}

/** Replaces `@{referenceId.path}` in texts, wherever they stand. */
function filled(value: unknown, earlier: ReadonlyMap<string, Subreply>, depth = 0): unknown {
  if (depth > DEEPEST_BODY) throw bad(`body is nested more than ${DEEPEST_BODY} levels deep`);
  if (typeof value === 'string') {
    return value.replace(/@\{(\w+)((?:\.\w+|\[\d+\])*)\}/g, (_all, id: string, path: string) =>
      lookUp(id, path, earlier),
    );
  }
  if (Array.isArray(value)) return value.map((item) => filled(item, earlier, depth + 1));
  if (!isRow(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, filled(item, earlier, depth + 1)]),
  );
}

function lookUp(id: string, path: string, earlier: ReadonlyMap<string, Subreply>): string {
  const reply = earlier.get(id);
  let found: unknown = reply && reply.httpStatusCode < 300 ? reply.body : undefined;
  for (const step of path.split(/[.[\]]+/).filter(Boolean)) {
    found =
      typeof found === 'object' && found !== null ? (found as Record<string, unknown>)[step] : undefined;
  }
  if (typeof found === 'string' || typeof found === 'number') return String(found);
  const message = `Invalid reference specified. No value for ${id}${path} found in ${id}`;
  throw new SalesforceError(400, 'PROCESSING_HALTED', message);
}
