import { createReadStream, createWriteStream, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Transform, type Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { z } from 'zod';
import { SalesforceError } from '../errors.ts';

/** Bytes of the rows of one job (Bulk API 2.0: 150 MB in base64, which is what the org makes of 100 MB). */
const MOST_BYTES = 100_000_000;
const DAY_MS = 24 * 3_600_000;
/** Jobs and their results are kept for so long. */
const KEPT_MS = 7 * DAY_MS;
const ROWS_OF_BATCH = 10_000;

export const jobSchema = z.object({
  id: z.string(),
  operation: z.enum(['insert', 'update', 'upsert', 'delete']),
  object: z.string(),
  externalIdFieldName: z.string().optional(),
  lineEnding: z.enum(['LF', 'CRLF']),
  columnDelimiter: z.enum(['BACKQUOTE', 'CARET', 'COMMA', 'PIPE', 'SEMICOLON', 'TAB']),
  state: z.enum(['Open', 'UploadComplete', 'InProgress', 'JobComplete', 'Failed', 'Aborted']),
  createdById: z.string(),
  username: z.string(),
  createdAt: z.number(),
  changedAt: z.number(),
  /** Such as `66.0`. */
  version: z.string(),
  /** The header Sforce-Call-Options of the call that made the job. */
  callOptions: z.string().optional(),
  hasRows: z.boolean(),
  /** Names of the columns, as they were uploaded. */
  columns: z.array(z.string()),
  processed: z.number(),
  failed: z.number(),
  errorMessage: z.string().optional(),
  workedMs: z.number(),
});
export type BulkJob = z.output<typeof jobSchema>;

/** One row's line in a file of results. */
export interface ResultLine {
  readonly ok: boolean;
  readonly line: string;
}

const SCHEMA = `
CREATE TABLE IF NOT EXISTS job (seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, job TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS result (
  job TEXT NOT NULL, row INTEGER NOT NULL, ok INTEGER NOT NULL, line TEXT NOT NULL, PRIMARY KEY (job, row)) WITHOUT ROWID`;

/** Ingest jobs on disk: `bulk.sqlite`, and the rows of each as they came in `bulk/`. They outlive the process. */
export class BulkStore {
  readonly #db: DatabaseSync;
  readonly #folder: string;
  readonly #now: () => number;

  constructor(dataFolder: string, now: () => number) {
    this.#folder = join(dataFolder, 'bulk');
    this.#now = now;
    mkdirSync(this.#folder, { recursive: true });
    this.#db = new DatabaseSync(join(dataFolder, 'bulk.sqlite'));
    this.#db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
    this.#db.exec(SCHEMA);
  }

  add(job: Omit<BulkJob, 'id' | 'createdAt' | 'changedAt'>): BulkJob {
    const { seq } = this.#db.prepare('SELECT coalesce(max(seq), 0) + 1 AS seq FROM job').get() ?? {};
    const at = this.#now();
    const whole = { ...job, id: `750${String(seq).padStart(12, '0')}AAA`, createdAt: at, changedAt: at };
    this.#db
      .prepare('INSERT INTO job (seq, id, job) VALUES (?, ?, ?)')
      .run(Number(seq), whole.id, JSON.stringify(whole));
    return whole;
  }

  /** By its id of 15 or 18 characters; undefined when the org has none, or has forgotten it. */
  find(id: string): BulkJob | undefined {
    const row = this.#db.prepare('SELECT job FROM job WHERE substr(id, 1, 15) = ?').get(id.slice(0, 15));
    const job = row && jobSchema.parse(JSON.parse(String(row['job'])));
    return job && this.#now() - job.changedAt <= KEPT_MS ? job : undefined;
  }

  /** The newest first. */
  all(): BulkJob[] {
    const rows = this.#db.prepare('SELECT id FROM job ORDER BY seq DESC').all();
    return rows.flatMap((row) => this.find(String(row['id'])) ?? []);
  }

  /** Batches of 10,000 rows that were worked on in the last 24 hours. */
  batchesOfDay(): number {
    const since = this.#now() - DAY_MS;
    return this.all()
      .filter(({ changedAt }) => changedAt > since)
      .reduce((sum, { processed }) => sum + Math.ceil(processed / ROWS_OF_BATCH), 0);
  }

  save(job: BulkJob): BulkJob {
    const changed = { ...job, changedAt: this.#now() };
    this.#db.prepare('UPDATE job SET job = ? WHERE id = ?').run(JSON.stringify(changed), job.id);
    return changed;
  }

  /** Keeps the results of the next rows with the job that counts them. */
  addResults(job: BulkJob, results: readonly ResultLine[]): BulkJob {
    const insert = this.#db.prepare('INSERT INTO result (job, row, ok, line) VALUES (?, ?, ?, ?)');
    this.#db.exec('BEGIN IMMEDIATE');
    try {
      for (const [i, { ok, line }] of results.entries())
        insert.run(job.id, job.processed + i, ok ? 1 : 0, line);
      const failed = results.filter(({ ok }) => !ok).length;
      const saved = this.save({
        ...job,
        processed: job.processed + results.length,
        failed: job.failed + failed,
      });
      this.#db.exec('COMMIT');
      return saved;
    } catch (error) {
      this.#db.exec('ROLLBACK');
      throw error;
    }
  }

  *results(id: string, ok: boolean): Generator<string> {
    const select = this.#db.prepare('SELECT line FROM result WHERE job = ? AND ok = ? ORDER BY row');
    for (const row of select.iterate(id, ok ? 1 : 0)) yield String(row['line']);
  }

  /** Stores the rows of a job. Throws when they are more than 100 MB. */
  async receive(job: BulkJob, rows: Readable): Promise<void> {
    await pipeline(rows, bounded(), createWriteStream(this.#file(job.id)));
  }

  open(id: string): Readable {
    return createReadStream(this.#file(id));
  }

  remove(id: string): void {
    this.#db.prepare('DELETE FROM result WHERE job = ?').run(id);
    this.#db.prepare("UPDATE job SET id = 'deleted-' || id WHERE id = ?").run(id);
    rmSync(this.#file(id), { force: true });
  }

  close(): void {
    this.#db.close();
  }

  #file(id: string): string {
    return join(this.#folder, `${id}.csv`);
  }
}

/** Reads what is too much as well, and throws it away: so the client gets an answer. */
function bounded(): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes <= MOST_BYTES) done(null, chunk);
      else done();
    },
    flush(done) {
      const message = `Exceeded max size limit of ${MOST_BYTES} with the data of this job`;
      done(bytes > MOST_BYTES ? new SalesforceError(400, 'ClientInputError', message) : null);
    },
  });
}
