import { z } from 'zod';
import { notFound, SalesforceError } from '../errors.ts';
import { address, ok, type Call, type Reply, type Services } from '../rest/call.ts';
import type { Route } from '../rest/router.ts';
import { csvLine, readCells } from './csv.ts';
import { jobSchema, type BulkJob } from './store.ts';

const creation = z.strictObject({
  object: z.string(),
  operation: jobSchema.shape.operation,
  externalIdFieldName: z.string().optional(),
  contentType: z.literal('CSV').default('CSV'),
  lineEnding: jobSchema.shape.lineEnding.default('LF'),
  columnDelimiter: jobSchema.shape.columnDelimiter.default('COMMA'),
});

/** Bulk API 2.0 ingest (Bulk API 2.0 and Bulk API Developer Guide). */
export const bulkRoutes: readonly Route[] = [
  { path: '/jobs/ingest', on: { POST: create, GET: list } },
  {
    path: '/jobs/ingest/*',
    on: {
      GET: async (services, call, [id]) => ok(whole(need(services, call, id), call)),
      PATCH: (services, call, [id]) => move(services, call, need(services, call, id)),
      DELETE: (services, call, [id]) => remove(services, need(services, call, id)),
    },
  },
  {
    path: '/jobs/ingest/*/batches',
    on: { PUT: (services, call, [id]) => receive(services, call, need(services, call, id)) },
  },
  ...(['successfulResults', 'failedResults', 'unprocessedrecords'] as const).map((file): Route => ({
    path: `/jobs/ingest/*/${file}`,
    on: { GET: async (services, call, [id]) => results(services, need(services, call, id), file) },
  })),
];

const invalid = (message: string) => new SalesforceError(400, 'INVALIDJOB', message);
const wrongState = (message: string) => new SalesforceError(400, 'INVALIDJOBSTATE', message);

/** A job is its maker's own. */
function need({ bulk }: Services, call: Call, id = ''): BulkJob {
  const job = bulk.store.find(id);
  if (job?.createdById !== call.user.id) throw notFound();
  return job;
}

async function create(services: Services, call: Call): Promise<Reply> {
  const { data, error } = creation.safeParse(call.body);
  if (!data) throw invalid(`InvalidJob : ${z.prettifyError(error)}`);
  const info = await services.schema.object(data.object);
  if (!info || info.describe.kind === 'event')
    throw new SalesforceError(400, 'INVALIDENTITY', `Unable to find object: ${data.object}`);
  if (data.operation === 'upsert' && !info.field(data.externalIdFieldName ?? '')?.idLookup)
    throw invalid(`InvalidJob : Invalid external id field: ${data.externalIdFieldName ?? ''}`);
  const { operation, lineEnding, columnDelimiter, externalIdFieldName } = data;
  const callOptions = call.header('sforce-call-options');
  const job = services.bulk.store.add({
    operation,
    lineEnding,
    columnDelimiter,
    ...(externalIdFieldName !== undefined && { externalIdFieldName }),
    object: info.describe.name,
    state: 'Open',
    createdById: call.user.id,
    username: call.user.username,
    version: call.version,
    ...(callOptions !== undefined && { callOptions }),
    hasRows: false,
    columns: [],
    processed: 0,
    failed: 0,
    workedMs: 0,
  });
  return ok(brief(job, call));
}

async function list(services: Services, call: Call): Promise<Reply> {
  const mine = services.bulk.store.all().filter(({ createdById }) => createdById === call.user.id);
  return ok({ done: true, records: mine.map((job) => brief(job, call)), nextRecordsUrl: null });
}

async function receive({ bulk }: Services, call: Call, job: BulkJob): Promise<Reply> {
  if (!call.upload) throw new SalesforceError(415, 'UNSUPPORTED_MEDIA_TYPE', 'Content-Type must be text/csv');
  if (job.state !== 'Open') throw wrongState(`Job state must be Open, it is ${job.state}`);
  if (job.hasRows)
    throw wrongState(
      `Found multiple contents for job: <${job.id}>, please 'Close' / 'Abort' / 'Delete' the current Job then create a new Job and make sure you only do 'PUT' once on a given Job.`,
    );
  await bulk.store.receive(job, call.upload);
  bulk.store.save({ ...job, hasRows: true });
  return { status: 201 };
}

async function move({ bulk }: Services, call: Call, job: BulkJob): Promise<Reply> {
  const { data } = z.looseObject({ state: z.enum(['UploadComplete', 'Aborted']) }).safeParse(call.body);
  if (!data) throw invalid('InvalidJob : state has to be UploadComplete or Aborted');
  const { state } = data;
  const from = state === 'Aborted' ? ['Open', 'UploadComplete', 'InProgress'] : ['Open'];
  if (!from.includes(job.state)) throw wrongState(`A job that is ${job.state} cannot become ${state}`);
  if (state === 'UploadComplete' && !job.hasRows) throw wrongState('No data was uploaded for the job');
  const moved = bulk.store.save({ ...job, state });
  bulk.wake();
  return ok(brief(moved, call));
}

async function remove({ bulk }: Services, job: BulkJob): Promise<Reply> {
  if (job.state === 'Open' || job.state === 'InProgress')
    throw wrongState(`A job that is ${job.state} cannot be deleted`);
  bulk.store.remove(job.id);
  return { status: 204 };
}

function results(
  { bulk }: Services,
  job: BulkJob,
  file: 'successfulResults' | 'failedResults' | 'unprocessedrecords',
): Reply {
  if (!['JobComplete', 'Failed', 'Aborted'].includes(job.state))
    throw wrongState(`Results are not there while the job is ${job.state}`);
  if (file === 'unprocessedrecords') return { status: 200, csv: unprocessed(job, bulk) };
  const isGood = file === 'successfulResults';
  const head = ['sf__Id', isGood ? 'sf__Created' : 'sf__Error', ...job.columns];
  return { status: 200, csv: lines(csvLine(head, job), bulk.store.results(job.id, isGood)) };
}

async function* lines(head: string, rest: Iterable<string>): AsyncGenerator<string> {
  yield head;
  yield* rest;
}

/** Rows that the job did not come to, as they were uploaded. */
async function* unprocessed(job: BulkJob, { store }: Services['bulk']): AsyncGenerator<string> {
  if (!job.hasRows) return;
  const file = store.open(job.id);
  let line = -1;
  try {
    for await (const cells of readCells(file, job)) {
      line += 1;
      if (line === 0 || line > job.processed) yield csvLine(cells, job);
    }
  } finally {
    file.destroy();
  }
}

function brief(job: BulkJob, call: Call): object {
  const contentUrl = address(call, `/jobs/ingest/${job.id}/batches`).slice(1);
  return {
    id: job.id,
    operation: job.operation,
    object: job.object,
    createdById: job.createdById,
    createdDate: stamp(job.createdAt),
    systemModstamp: stamp(job.changedAt),
    state: job.state,
    ...(job.externalIdFieldName !== undefined && { externalIdFieldName: job.externalIdFieldName }),
    concurrencyMode: 'Parallel',
    contentType: 'CSV',
    apiVersion: Number(job.version),
    ...(job.state === 'Open' && { contentUrl }),
    lineEnding: job.lineEnding,
    columnDelimiter: job.columnDelimiter,
  };
}

function whole(job: BulkJob, call: Call): object {
  return {
    ...brief(job, call),
    jobType: 'V2Ingest',
    retries: 0,
    totalProcessingTime: job.workedMs,
    apiActiveProcessingTime: job.workedMs,
    apexProcessingTime: 0,
    numberRecordsProcessed: job.processed,
    numberRecordsFailed: job.failed,
    ...(job.errorMessage !== undefined && { errorMessage: job.errorMessage }),
  };
}

const stamp = (at: number) => new Date(at).toISOString().replace('Z', '+0000');
