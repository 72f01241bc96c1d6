import type { Database, Sql } from '../database/database.ts';
import type { RequestOutcome } from '../contract/request.ts';
import { errorCodes } from '../contract/errors.ts';
import type { Queue } from '../queue/port.ts';
import type { ParsedRequest } from './parse.ts';
import type { RequestState } from './port.ts';
import { sageQueue } from './queues.ts';

/**
 * Stores requests and their jobs in one transaction; when it resolves they are on disk. A key that is known already
 * changes nothing: `duplicate` when the body is the same, else `conflict`. One result a request, in order.
 */
export async function acceptRequests(
  database: Database,
  queue: Queue,
  requests: readonly ParsedRequest[],
): Promise<RequestOutcome[]> {
  const first = new Map<string, ParsedRequest>();
  for (const request of requests) if (!first.has(request.key)) first.set(request.key, request);
  // One order for everybody, so that two gateways that are sent the same keys never wait for each other.
  const unique = [...first.values()].sort((a, b) => (a.key < b.key ? -1 : 1));

  const known = await database.transaction(async (tx) => {
    const inserted = await insert(tx, unique);
    const byCompany = Map.groupBy(
      [...first.values()].filter((request) => inserted.has(request.key)),
      (request) => request.company,
    );
    for (const [company, fresh] of byCompany) {
      await queue.send(
        tx,
        sageQueue(company),
        fresh.map((request) => request.key),
      );
    }
    const repeated = requests.filter(
      (request) => !inserted.has(request.key) || first.get(request.key) !== request,
    );
    return repeated.length > 0 ? compare(tx, repeated) : new Map<ParsedRequest, Known>();
  });
  for (const company of new Set(unique.map((request) => request.company))) queue.wake(sageQueue(company));

  return requests.map((request) => {
    const { key } = request;
    const stored = known.get(request);
    if (!stored) return { key, outcome: 'accepted', state: 'Accepted' };
    if (stored.same) return { key, outcome: 'duplicate', state: stored.state };
    return {
      key,
      outcome: 'conflict',
      state: stored.state,
      code: 'KEY_CONFLICT',
      message: errorCodes.KEY_CONFLICT.title,
    };
  });
}

/** Stores the rows whose keys are new and answers these keys. */
async function insert(tx: Sql, rows: readonly ParsedRequest[]): Promise<Set<string>> {
  const result = await tx.query<{ key: string }>(
    `INSERT INTO gateway.request (key, type, source_id, company, mapping_revision, payload, body_hash)
     SELECT key, type, "sourceId", company, "mappingRevision", payload, decode("bodyHash", 'hex')
     FROM json_to_recordset($1::text::json) AS r (key text, type text, "sourceId" text, company text,
       "mappingRevision" text, payload json, "bodyHash" text)
     ON CONFLICT (key) DO NOTHING
     RETURNING key`,
    [jsonRows(rows)],
    'accept',
  );
  return new Set(result.rows.map((row) => row.key));
}

interface Known {
  readonly state: RequestState;
  readonly same: boolean;
}

/** What is stored under the keys of repeated requests. Bodies whose hashes differ are compared by value. */
async function compare(tx: Sql, repeated: readonly ParsedRequest[]): Promise<Map<ParsedRequest, Known>> {
  const { rows } = await tx.query<{ place: number; state: RequestState; same: boolean }>(
    `SELECT r.place, known.state,
       known.body_hash = decode(r."bodyHash", 'hex')
         OR (known.type = r.type AND known.source_id = r."sourceId" AND known.company = r.company AND known.payload::jsonb = r.payload::jsonb) AS same
     FROM json_to_recordset($1::text::json) AS r (place integer, key text, type text, "sourceId" text, company text,
       payload json, "bodyHash" text)
     JOIN gateway.request known ON known.key = r.key`,
    [jsonRows(repeated)],
  );
  return new Map(
    rows.flatMap(({ place, state, same }) => {
      const request = repeated[place];
      return request ? [[request, { state, same }] as const] : [];
    }),
  );
}

/** The rows as JSON text; payloads are JSON already and are not made twice. */
function jsonRows(rows: readonly ParsedRequest[]): string {
  const texts = rows.map(
    ({ payload, ...rest }, place) => `{"payload":${payload},${JSON.stringify({ place, ...rest }).slice(1)}`,
  );
  return `[${texts.join(',')}]`;
}
