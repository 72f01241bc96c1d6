import type { MethodInfo, ClassInfo } from '../compile/class-info.ts';
import type { AEx, SObj, Value } from '../runtime/values.ts';

export type JobKind = 'QUEUEABLE' | 'FUTURE' | 'BATCH' | 'SCHEDULED' | 'DEPLOY' | 'FINALIZER';

/** Work that waits, or that runs now. */
export interface Job {
  readonly kind: JobKind;
  readonly id: string;
  /** The id of the user it runs as. */
  readonly user: string;
  /** The object whose `execute` is called; a future method and a deployment have a function instead. */
  readonly o?: Value;
  readonly run?: () => unknown;
  /** When it is due (ms since 1970); null: at once. */
  readonly notBefore?: number | null;
}

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
