import { z } from 'zod';
import { RetryableError } from '../../errors.ts';
import type { BulkOperation, RowResult, SalesforceBulk } from '../port.ts';
import { csvOf, readCsv } from './csv.ts';
import { goneCodes } from './collections.ts';
import type { OrgConnection } from './connection.ts';
import { failedRow, OrgRefusal, sentence, type OrgError } from './errors.ts';

/** Ingest jobs of Bulk API 2.0 (Bulk API 2.0 and Bulk API Developer Guide, "Bulk API 2.0 Ingest"). */
const jobs = '/jobs/ingest';

const jobReply = z.object({
  id: z.string().regex(/^\w{15,18}$/),
  operation: z.string(),
  state: z.string(),
  errorMessage: z.string().nullish(),
});
type Job = z.output<typeof jobReply>;

const states: Readonly<Record<string, 'running' | 'complete' | 'failed' | 'aborted'>> = {
  UploadComplete: 'running',
  InProgress: 'running',
  JobComplete: 'complete',
  Failed: 'failed',
  Aborted: 'aborted',
};

/** Codes of an id that the org does not know (any more): results are kept for 7 days. */
const unknownJob: ReadonlySet<string> = new Set(['NOT_FOUND', 'INVALIDJOB', 'ENTITY_IS_DELETED']);

export function createBulk(org: OrgConnection): SalesforceBulk {
  return {
    async start(object, operation, rows, signal, onMade) {
      const { id } = await asked(org.call(creation(object, operation), jobReply, signal));
      try {
        await onMade?.(id);
        await asked(org.upload(`${jobs}/${id}/batches`, csvOf(rows), signal));
        await asked(org.call(move(id, 'UploadComplete'), jobReply, signal));
        return id;
      } catch (error) {
        if (await hasBegun(org, id, error)) return id;
        throw error;
      }
    },

    async state(jobId, signal) {
      const job = await find(org, jobId, signal);
      if (job?.state === 'Open') {
        // its rows never came, and shall not come late: `start` ended before it gave them
        await abort(org, jobId);
        return { state: 'lost' };
      }
      const state = job === undefined ? 'lost' : states[job.state];
      if (state === undefined)
        throw new RetryableError('SALESFORCE_UNAVAILABLE', `A bulk job is in the state ${job?.state}.`);
      return { state, ...(job?.errorMessage && { message: sentence(job.errorMessage) }) };
    },

    async *results(jobId, keyColumn, signal) {
      const job = await find(org, jobId, signal);
      if (!job) throw new RetryableError('SALESFORCE_UNAVAILABLE', 'The org has no such bulk job any more.');
      const files = [
        ['successfulResults', succeeded],
        ['failedResults', job.operation === 'delete' ? failedDelete : failed],
        ['unprocessedrecords', unprocessed],
      ] as const;
      for (const [file, result] of files) {
        const parts = org.download(`${jobs}/${encodeURIComponent(jobId)}/${file}/`, signal);
        for await (const row of readCsv(parts)) {
          const key = row[keyColumn];
          if (key === undefined)
            throw new RetryableError(
              'SALESFORCE_UNAVAILABLE',
              `Results of a bulk job have no column ${keyColumn}.`,
            );
          yield { key, result: result(row) };
        }
      }
    },
  };
}

function creation(object: string, operation: BulkOperation) {
  const body = {
    object,
    operation: operation.kind,
    ...(operation.kind === 'upsert' && { externalIdFieldName: operation.externalIdField }),
    contentType: 'CSV',
    columnDelimiter: 'COMMA',
    lineEnding: 'LF',
  };
  return { method: 'POST', path: jobs, body } as const;
}

function move(id: string, state: 'UploadComplete' | 'Aborted') {
  return { method: 'PATCH', path: `${jobs}/${id}`, body: { state } } as const;
}

async function find(
  org: OrgConnection,
  id: string,
  signal: AbortSignal | undefined,
): Promise<Job | undefined> {
  try {
    return await org.call({ method: 'GET', path: `${jobs}/${encodeURIComponent(id)}` }, jobReply, signal);
  } catch (error) {
    if (error instanceof OrgRefusal && error.errors.some(({ statusCode }) => unknownJob.has(statusCode)))
      return undefined;
    throw passing(error);
  }
}

/**
 * Whether a job works although the call that let it begin failed: its answer may be lost. One that does not is aborted as far as that
 * goes; the org itself ends an open job after 24 hours.
 */
async function hasBegun(org: OrgConnection, id: string, error: unknown): Promise<boolean> {
  if (!(error instanceof RetryableError)) {
    await abort(org, id);
    return false;
  }
  try {
    const job = await find(org, id, undefined);
    if (job && job.state !== 'Open' && job.state !== 'Aborted') return true;
  } catch (later) {
    if (!(later instanceof RetryableError)) throw later;
    return false;
  }
  await abort(org, id);
  return false;
}

async function abort(org: OrgConnection, id: string): Promise<void> {
  try {
    await org.call(move(id, 'Aborted'), jobReply);
  } catch (error) {
    if (!(error instanceof RetryableError || error instanceof OrgRefusal)) throw error;
  }
}

/** What the org refuses may pass: an object that is installed, a right that is given. */
async function asked<T>(call: Promise<T>): Promise<T> {
  try {
    return await call;
  } catch (error) {
    throw passing(error);
  }
}

function passing(error: unknown): unknown {
  if (!(error instanceof OrgRefusal)) return error;
  const [first] = error.errors;
  return new RetryableError(
    'SALESFORCE_UNAVAILABLE',
    `Salesforce refused a bulk job (${first?.statusCode}: ${first?.message}); check the permission set of the integration user.`,
    { cause: error },
  );
}

type CsvRow = Readonly<Record<string, string>>;

function succeeded(row: CsvRow): RowResult {
  return { ok: true, id: row['sf__Id'] ?? '', created: row['sf__Created'] === 'true' };
}

function failed(row: CsvRow): RowResult {
  return failedRow([rowError(row['sf__Error'] ?? '')], undefined);
}

/** A record that is gone already counts as deleted. */
function failedDelete(row: CsvRow): RowResult {
  const error = rowError(row['sf__Error'] ?? '');
  if (!goneCodes.has(error.statusCode)) return failedRow([error], undefined);
  return { ok: true, id: row['sf__Id'] || (row['Id'] ?? ''), created: false };
}

function unprocessed(): RowResult {
  const message = 'The bulk job ended before it came to this row.';
  return { ok: false, verdict: 'retry', code: 'SALESFORCE_UNAVAILABLE', message, fields: [] };
}

/** `sf__Error` is `CODE:message:fields --`; the message may have colons of its own, the list of fields may be empty. */
export function rowError(text: string): OrgError {
  const [, statusCode = 'UNKNOWN_ERROR', rest = text] = /^([A-Z][A-Z_]+):([^]*)$/u.exec(text) ?? [];
  const [, message = rest, fields = ''] = /^([^]*):([\w.,;\s]*)--\s*$/u.exec(rest) ?? [];
  return { statusCode, message: message.trim(), fields: fields.split(/[,;\s]+/u).filter(Boolean) };
}
