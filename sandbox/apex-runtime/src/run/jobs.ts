import type { MethodInfo, ClassInfo } from '../compile/class-info.ts';
import type { AEx, SObj, Value } from '../runtime/values.ts';

export type JobKind = 'QUEUEABLE' | 'FUTURE' | 'BATCH' | 'SCHEDULED' | 'DEPLOY' | 'FINALIZER';

interface JobBase {
  readonly id: string;
  /** The id of the user it runs as. */
  readonly user: string;
  /** When it is due (ms since 1970); null: at once. */
  readonly notBefore?: number | null;
}
/** A queueable, or the same while its finalizer runs. */
export interface QueueableJob extends JobBase {
  readonly kind: 'QUEUEABLE' | 'FINALIZER';
  /** The object whose `execute` is called. */
  readonly o: Value;
  /** How deep in a chain of queueables it is, and how deep that may be; null: the limit of the org. */
  readonly depth: number;
  readonly maxDepth: number | null;
  /** How often in a row its finalizer has started it again. */
  readonly retry: number;
  /** Of the jobs that wait only one may have it. */
  readonly signature: string | null;
  finalizer: Value;
  /** It failed: what its finalizer enqueues is a retry. */
  readonly failed: boolean;
}
export interface BatchJob extends JobBase {
  readonly kind: 'BATCH';
  readonly o: Value;
  /** Records a chunk. */
  readonly size: number;
}
export interface ScheduledJob extends JobBase {
  readonly kind: 'SCHEDULED';
  readonly o: Value;
}
/** A future method or a deployment. */
export interface FunctionJob extends JobBase {
  readonly kind: 'FUTURE' | 'DEPLOY';
  readonly o?: never;
  readonly run: () => unknown;
}
/** Work that waits, or that runs now. */
export type Job = QueueableJob | BatchJob | ScheduledJob | FunctionJob;

/** A failure that no caller sees: of a job or of an event trigger. */
export interface AsyncFailure {
  readonly kind: JobKind | 'EVENT';
  readonly o?: Value;
  readonly name?: string;
}

/** The queue of asynchronous Apex. */
export interface AsyncWork {
  readonly queue: Job[];
  /** Published events that wait for delivery. */
  events: SObj[];
  scheduled: Job[];
  current: Job | null;
  // What System and Database call; each answers the id of the job.
  enqueue(job: Value, options?: { delay?: number; options?: Value }): string;
  batch(batch: Value, size: number): string;
  schedule(name: string, cron: string | null, job: Value): string;
  abort(id: string): void;
  attachFinalizer(finalizer: Value): void;
  future(ci: ClassInfo, method: MethodInfo, args: Value[]): void;
  runJob(job: Job): void;
  /** Delivers the waiting events. */
  deliver(): void;
  /** Runs everything that waits, as Test.stopTest() does. */
  flush(): void;
  /** Forgets everything that waits. */
  reset(): void;
}

/** Told of each such failure outside of tests. */
export type AsyncErrorListener = (work: AsyncFailure, error: AEx) => void;
