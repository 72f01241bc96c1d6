import type { Faults } from '../faults.ts';
import type { RowReply } from '../errors.ts';
import type { Call, Services } from '../rest/call.ts';
import { csvLine, readCells } from './csv.ts';
import { rowOf, unknownColumn, writeChunk } from './rows.ts';
import type { BulkJob, BulkStore, ResultLine } from './store.ts';

/** Rows of one transaction: triggers get 200 at a time. */
const CHUNK = 200;

/**
 * Works on ingest jobs one after the other, in the background. A job that the process left unfinished goes on, from the first row whose
 * result is not stored.
 */
export class BulkRunner {
  readonly #services: Services;
  readonly #store: BulkStore;
  readonly #faults: Faults;
  readonly #failed: (error: Error) => void;
  #running: Promise<void> | undefined;
  #closed = false;

  constructor(services: Services, store: BulkStore, faults: Faults, failed: (error: Error) => void) {
    this.#services = services;
    this.#store = store;
    this.#faults = faults;
    this.#failed = failed;
  }

  /** There may be a job to work on. */
  wake(): void {
    if (this.#closed) return;
    this.#running = (this.#running ?? Promise.resolve())
      .then(() => this.#drain())
      .catch((error: unknown) => this.#failed(error instanceof Error ? error : new Error(String(error))));
  }

  /** Settles when no job is left to work on. */
  async whenIdle(): Promise<void> {
    await this.#running;
  }

  /** Ends after the rows that are being written. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#running;
  }

  async #drain(): Promise<void> {
    for (;;) {
      const job = this.#store
        .all()
        .findLast(({ state }) => state === 'UploadComplete' || state === 'InProgress');
      if (!job || this.#closed) return;
      await this.#work(this.#store.save({ ...job, state: 'InProgress' }));
    }
  }

  async #work(started: BulkJob): Promise<void> {
    let job = started;
    let chunk: (readonly string[])[] = [];
    let line = -1;
    const file = this.#store.open(job.id);
    try {
      for await (const cells of readCells(file, job)) {
        line += 1;
        if (line === 0) {
          const fault = await this.#headFault(job, cells);
          if (fault !== undefined)
            return this.#end({ ...job, errorMessage: `InvalidBatch : ${fault}` }, 'Failed');
          job = this.#store.save({ ...job, columns: [...cells] });
        } else if (line > started.processed) chunk.push(cells);
        if (chunk.length < CHUNK) continue;
        job = await this.#write(job, chunk);
        chunk = [];
        if (this.#isOver(job)) return;
      }
      if (chunk.length > 0) job = await this.#write(job, chunk);
      if (!this.#isOver(job)) this.#end(job, 'JobComplete');
    } catch (error) {
      // what is no CSV is the client's; all else is ours and is told as well
      const message = error instanceof Error ? error.message : String(error);
      this.#end({ ...job, errorMessage: `InvalidBatch : ${message}` }, 'Failed');
      if (!isCsvFault(error)) throw error;
    } finally {
      file.destroy();
    }
  }

  async #headFault(job: BulkJob, columns: readonly string[]): Promise<string | undefined> {
    if (job.lineEnding === 'LF' && columns.at(-1)?.endsWith('\r'))
      return 'LineEnding is invalid on user data. Current LineEnding setting is LF';
    const info = await this.#services.schema.object(job.object);
    const unknown = info && (await unknownColumn(this.#services, info, columns));
    return unknown === undefined ? undefined : `Field name not found : ${unknown}`;
  }

  async #write(job: BulkJob, lines: readonly (readonly string[])[]): Promise<BulkJob> {
    const start = Date.now();
    const info = await this.#services.schema.object(job.object);
    if (!info) throw new Error(`the org has no object ${job.object}`);
    const rowError = this.#faults.hitRows(`/jobs/ingest/${job.id}`);
    const call: Call = { ...callOf(job), ...(rowError && { rowError }) };
    const records = lines.map((cells) => rowOf(job.columns, cells));
    const replies = await writeChunk(this.#services, call, info, job, records);
    const results = lines.map((cells, i) => resultLine(job, cells, replies[i], records[i]?.['Id']));
    // aborted meanwhile: what was written is told, the state stays
    const current = this.#store.find(job.id) ?? job;
    const workedMs = current.workedMs + Date.now() - start;
    return this.#store.addResults({ ...current, workedMs }, results);
  }

  #isOver(job: BulkJob): boolean {
    return this.#closed || job.state !== 'InProgress';
  }

  #end(job: BulkJob, state: 'JobComplete' | 'Failed'): void {
    this.#store.save({ ...job, state });
  }
}

function isCsvFault(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('CSV_');
}

/** The call of the user who made the job, for the rows' change events and rights. */
function callOf({ id, createdById, username, version, callOptions }: BulkJob): Call {
  return {
    method: 'POST',
    path: `/jobs/ingest/${id}`,
    query: new URLSearchParams(),
    header: (name) => (name.toLowerCase() === 'sforce-call-options' ? callOptions : undefined),
    body: undefined,
    version,
    user: { id: createdById, username },
  };
}

/** A row's line in successfulResults or failedResults: its result, then the cells as they were uploaded. */
function resultLine(
  job: BulkJob,
  cells: readonly string[],
  reply: RowReply | undefined,
  id: unknown,
): ResultLine {
  const ok = reply?.success === true;
  const own = job.columns.map((_, i) => cells[i] ?? '');
  if (ok) {
    const created = job.operation === 'insert' || reply.created === true;
    return { ok, line: csvLine([reply.id ?? String(id), String(created), ...own], job) };
  }
  const error = (reply?.errors ?? [])
    .map(({ statusCode, message, fields }) => {
      const named = fields.length > 0 ? `${fields.join(', ')} ` : '';
      return `${statusCode}:${message}:${named}--`;
    })
    .join(';');
  return { ok, line: csvLine([typeof id === 'string' ? id : '', error, ...own], job) };
}
