import { z } from 'zod';
import { errorCodes } from '../contract/errors.ts';
import type { RequestOutcome } from '../contract/request.ts';
import { RetryableError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { Inbox } from '../requests/inbox.ts';
import type { Salesforce, SalesforceQueries, SalesforceRow } from '../salesforce/port.ts';

export interface FetchParts {
  readonly salesforce: Pick<Salesforce, 'upsert'> & SalesforceQueries;
  readonly accept: Inbox['accept'];
  readonly logger: Logger;
  readonly now: () => Date;
}

/** Rows of a page, and requests handed in at once (contract/README.md). */
const rowsAtOnce = 200;
/** Characters of payload that are read in one answer of the org; a single longer one goes alone. */
const charactersAtOnce = 1_500_000;
/** What fits the fields of SageRequest__c. */
const longText = 32_000;
const shortText = 255;

const waitingRow = z.object({
  Id: z.string().regex(/^[a-zA-Z0-9]{15,18}$/),
  PayloadSize__c: z.number().nullable(),
});
const requestRow = z.object({
  Key__c: z.string(),
  Type__c: z.string().nullable(),
  SourceId__c: z.string().nullable(),
  Company__c: z.string().nullable(),
  MappingRevision__c: z.string().nullable(),
  Payload__c: z.string().nullable(),
  SendAttempts__c: z.number().nullable(),
});
type WaitingRow = z.output<typeof waitingRow>;
type RequestRow = z.output<typeof requestRow>;

/** What the gateway writes of a request that it fetched, its key first. */
export const fetchFields = [
  'Key__c',
  'Status__c',
  'AcceptedAt__c',
  'SentAt__c',
  'SendAttempts__c',
  'ErrorCode__c',
  'ErrorMessage__c',
  'ErrorPath__c',
] as const;

/**
 * Fetches every request that waits in the org, page by page, stores it and writes the outcome onto its row. What is fetched again is a
 * `duplicate`; a row that the org does not let be written waits for the next time and holds up no other. Answers how many were fetched.
 * Throws RetryableError when the org or the inbox cannot be used now.
 */
export async function fetchRequests(parts: FetchParts, signal: AbortSignal): Promise<number> {
  let fetched = 0;
  for (let after = ''; !signal.aborted;) {
    const page = await waiting(parts, after, signal);
    for (const rows of calls(page)) fetched += await take(parts, rows, signal);
    const last = page.at(-1);
    if (!last || page.length < rowsAtOnce) break;
    after = last.Id;
  }
  return fetched;
}

async function waiting(
  { salesforce }: FetchParts,
  after: string,
  signal: AbortSignal,
): Promise<WaitingRow[]> {
  const rows = await salesforce.query(
    `SELECT Id, PayloadSize__c FROM SageRequest__c WHERE Status__c = 'Waiting'${after && ` AND Id > '${after}'`} ORDER BY Id LIMIT ${rowsAtOnce}`,
    signal,
  );
  return read(z.array(waitingRow), rows);
}

/** The rows in parts whose payloads fit one answer. */
function* calls(page: readonly WaitingRow[]): Generator<readonly WaitingRow[]> {
  let part: WaitingRow[] = [];
  let characters = 0;
  for (const row of page) {
    characters += row.PayloadSize__c ?? 0;
    if (characters > charactersAtOnce && part.length > 0) {
      yield part;
      part = [];
      characters = row.PayloadSize__c ?? 0;
    }
    part.push(row);
  }
  if (part.length > 0) yield part;
}

async function take(
  { salesforce, accept, logger, now }: FetchParts,
  waitingRows: readonly WaitingRow[],
  signal: AbortSignal,
): Promise<number> {
  const ids = waitingRows.map(({ Id }) => `'${Id}'`).join(',');
  const found = await salesforce.query(
    `SELECT Key__c, Type__c, SourceId__c, Company__c, MappingRevision__c, Payload__c, SendAttempts__c FROM SageRequest__c WHERE Id IN (${ids}) AND Status__c = 'Waiting' ORDER BY CreatedDate, Name`,
    signal,
  );
  const rows = read(z.array(requestRow), found);
  if (rows.length === 0) return 0;
  // Taken before the requests are stored, so that no answer can be older: the org refuses an acceptance that comes after the answer.
  const at = now().toISOString();
  const outcomes = await accept(rows.map(requestOf));
  const written = rows.map((row, index) => rowOf(row, outcomes[index], at));
  const results = await salesforce.upsert('SageRequest__c', 'Key__c', written, signal);
  for (const [index, result] of results.entries()) {
    if (!result.ok)
      logger.warn(
        { key: rows[index]?.Key__c, code: result.code, fields: result.fields },
        'the org did not take the outcome of a fetched request',
      );
  }
  return rows.length;
}

/** A row as POST /v1/requests has it. */
function requestOf(row: RequestRow): unknown {
  return {
    key: row.Key__c,
    type: row.Type__c,
    sourceId: row.SourceId__c,
    company: row.Company__c ?? undefined,
    mappingRevision: row.MappingRevision__c ?? undefined,
    payload: parsed(row.Payload__c),
  };
}

/** What is no JSON is refused by the inbox, as a payload that is missing. */
function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? '');
  } catch {
    return undefined;
  }
}

/** As SageSendResults of the package writes what a call came to. */
function rowOf(
  { Key__c, SendAttempts__c }: RequestRow,
  outcome: RequestOutcome | undefined,
  at: string,
): Record<(typeof fetchFields)[number], SalesforceRow[string]> {
  if (!outcome) throw new Error('a fetched request has no outcome');
  const isStored = outcome.outcome === 'accepted' || outcome.outcome === 'duplicate';
  const code = isStored ? null : (outcome.code ?? 'KEY_CONFLICT');
  return {
    Key__c,
    Status__c: isStored ? 'Accepted' : 'Refused',
    AcceptedAt__c: isStored ? at : null,
    SentAt__c: at,
    SendAttempts__c: (SendAttempts__c ?? 0) + 1,
    ErrorCode__c: code,
    ErrorMessage__c: code && cut(outcome.message ?? errorCodes[code].title, longText),
    ErrorPath__c: code && cut(outcome.path ?? null, shortText),
  };
}

function cut(text: string | null, length: number): string | null {
  return text === null ? null : text.slice(0, length).toWellFormed();
}

function read<T>(schema: z.ZodType<T>, rows: unknown): T {
  const { success, data } = schema.safeParse(rows);
  if (success) return data;
  throw new RetryableError(
    'SALESFORCE_UNAVAILABLE',
    'The org answered requests without the fields that they have; update the package, and check the permission set of the integration user.',
  );
}
