import type { Sql } from '../database/database.ts';

/** A queue by name. Jobs of a serial queue run one after another, also when several gateways work on one database. */
export interface QueueSpec {
  readonly name: string;
  readonly serial: boolean;
  /** Jobs handed to the worker at once; 1 for a serial queue. */
  readonly batchSize: number;
  /** Back-off of jobs whose worker rejected: doubles from the first to the longest delay, whole seconds, with jitter. */
  readonly retry: { readonly firstSeconds: number; readonly maxSeconds: number };
}

/** A piece of work on the request with this key. */
export interface Job {
  readonly id: string;
  readonly key: string;
}

/** A job that a worker holds; it stays its own until it is finished, even if the process dies (then another takes it up). */
export interface HeldJobs {
  readonly jobs: readonly Job[];
  /** Aborted when the gateway stops: end soon, or throw and leave the jobs for the next start. */
  readonly signal: AbortSignal;
  /** Marks jobs as done in the caller's transaction, together with what they came to. */
  finish(tx: Sql, jobs: readonly Job[]): Promise<void>;
}

/**
 * Does jobs. Jobs that were not finished when it resolves are finished then; when it rejects, they are tried again soon,
 * so a worker must settle its own failures and reject only for errors of its own.
 */
export type Worker = (held: HeldJobs) => Promise<void>;

/** Durable jobs: sent within the transaction that made them necessary, done at least once. */
export interface Queue {
  /** Makes the queue if need be. */
  define(spec: QueueSpec): Promise<void>;
  /** Enqueues one job a key, in the order given, to start after `afterSeconds` (now when left out). */
  send(tx: Sql, queue: string, keys: readonly string[], afterSeconds?: number): Promise<void>;
  /**
   * Enqueues those of the keys that have no job yet: none that waits, and where `running` counts, none that runs. Gateways that do so at once do
   * it one after another.
   */
  ensure(tx: Sql, queue: string, keys: readonly string[], running: boolean): Promise<void>;
  /** Starts the one worker of a queue in this process. */
  work(queue: string, worker: Worker): Promise<void>;
  /** Tells the worker that jobs were committed, so that it need not wait for its next look. */
  wake(queue: string): void;
  /** Jobs that wait or run, by queue. */
  backlog(): Promise<ReadonlyMap<string, number>>;
  /** Stops fetching, waits for running jobs at most this long and leaves the rest for the next start. */
  stop(limitSeconds: number): Promise<void>;
}
