import type { JobError, Org } from 'apex-runtime';

/** One thing the org did in the background. */
export interface JobRun {
  readonly at: string;
  readonly kind: string;
  readonly id: string | null;
  readonly name: string | null;
  readonly errors: readonly JobError[];
}

/** What the jobs need of the Apex runtime. */
export type JobSource = Pick<Org, 'runNext' | 'runScheduled'>;

export interface JobLog {
  (event: 'job-failed', detail: { kind: string; name: string | null; message: string }): void;
}

const KEPT = 200;
const LONGEST_TIMER_MS = 2 ** 31 - 1;

/**
 * Runs what the org has queued (queueables, finalizers, futures, batches, platform events) as soon as it is due, one at a
 * time, and its scheduled jobs on a timer of the sandbox's own (an org would follow each job's cron expression).
 */
export class Jobs {
  readonly #org: JobSource;
  readonly #log: JobLog;
  readonly #recent: JobRun[] = [];
  readonly #waiting: (() => void)[] = [];
  #running: Promise<void> | undefined;
  #again = false;
  #closed = false;
  #delay: NodeJS.Timeout | undefined;
  #schedule: NodeJS.Timeout | undefined;

  constructor(org: JobSource, log: JobLog) {
    this.#org = org;
    this.#log = log;
  }

  /** There may be something to run. */
  wake(): void {
    this.#again = true;
    if (this.#running || this.#closed) return;
    this.#running = this.#drain()
      .catch((error: unknown) => this.#failed(error))
      .finally(() => {
        this.#running = undefined;
        if (this.#again && !this.#closed) this.wake();
        else for (const resolve of this.#waiting.splice(0)) resolve();
      });
  }

  /** Runs all scheduled jobs every `intervalMs`. */
  startSchedule(intervalMs: number): void {
    this.#schedule = setTimeout(() => {
      void this.runScheduled()
        .catch((error: unknown) => this.#failed(error))
        .finally(() => {
          if (!this.#closed) this.startSchedule(intervalMs);
        });
    }, intervalMs);
  }

  /** Runs the scheduled jobs now: those of one Apex class or job name, or all. */
  async runScheduled(name?: string): Promise<void> {
    if (this.#closed) return;
    const { errors } = await this.#org.runScheduled(name);
    // runs that did nothing wrong would push everything else out of the list
    if (errors.length > 0) this.#record({ kind: 'SCHEDULED', id: null, name: name ?? null }, errors);
    this.wake();
  }

  get busy(): boolean {
    return this.#running !== undefined;
  }

  /** Settles when nothing is left to run now; delayed jobs may still wait for their time. */
  async whenIdle(): Promise<void> {
    if (!this.#running) return;
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  /** The last things that ran, newest last. */
  recent(): readonly JobRun[] {
    return this.#recent;
  }

  /** Starts nothing more and waits for the job that runs. */
  async close(): Promise<void> {
    this.#closed = true;
    clearTimeout(this.#delay);
    clearTimeout(this.#schedule);
    await this.#running;
  }

  async #drain(): Promise<void> {
    while (!this.#closed) {
      this.#again = false;
      const { ran, nextAt, errors } = await this.#org.runNext();
      if (!ran) {
        this.#wakeAt(nextAt);
        return;
      }
      this.#record(ran, errors);
    }
  }

  /** The Apex runtime itself failed: nothing of the package's. */
  #failed(error: unknown): void {
    const message = error instanceof Error ? error.message : String(error);
    if (!this.#closed) this.#log('job-failed', { kind: 'RUNTIME', name: null, message });
  }

  #wakeAt(time: number | null): void {
    clearTimeout(this.#delay);
    if (time === null || this.#closed) return;
    const wait = Math.min(Math.max(time - Date.now(), 1), LONGEST_TIMER_MS);
    this.#delay = setTimeout(() => this.wake(), wait);
  }

  #record(ran: { kind: string; id: string | null; name: string | null }, errors: readonly JobError[]): void {
    const { kind, id, name } = ran;
    this.#recent.push({ at: new Date().toISOString(), kind, id, name, errors });
    if (this.#recent.length > KEPT) this.#recent.shift();
    for (const error of errors) this.#log('job-failed', { kind, name, message: error.message });
  }
}
