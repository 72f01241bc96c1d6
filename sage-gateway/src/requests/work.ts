import { errorCodes, type ErrorCode, type Fault } from '../contract/errors.ts';
import type { Database } from '../database/database.ts';
import { RetryableError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import { backoffSeconds, type RetryPolicy } from '../queue/backoff.ts';
import type { HeldJobs, Job, Queue, Worker } from '../queue/port.ts';
import { Pause } from './pause.ts';
import type { RequestRecord } from './port.ts';
import { reportQueue, sageQueue } from './queues.ts';
import type { Reporting } from './report.ts';
import { beginAttempt, storeAnswer, storeFailure, type Answer } from './store.ts';
import type { RequestTypes } from './types.ts';

/** How each kind of failure is tried again. */
export interface RetryPolicies {
  /** Another user has the record open. */
  readonly locked: RetryPolicy;
  /** Sage as a whole does not answer: the company's queue waits, too. */
  readonly away: RetryPolicy;
  /** Sage broke off in the middle of this document or did not answer in time. */
  readonly broken: RetryPolicy;
  /** An error of the gateway's own. */
  readonly unknown: RetryPolicy;
}

export interface WorkOptions {
  readonly database: Database;
  readonly queue: Queue;
  readonly types: RequestTypes;
  readonly reporting: Reporting;
  readonly retries: RetryPolicies;
  readonly logger: Logger;
  /** Told each time a try has ended, for metrics. */
  readonly onTry: (type: string, outcome: 'Done' | 'Refused' | 'Failed' | 'retry') => void;
}

const kinds: Partial<Record<ErrorCode, keyof RetryPolicies>> = {
  SAGE_RECORD_LOCKED: 'locked',
  SAGE_UNAVAILABLE: 'away',
  SAGE_COMPANY_CLOSED: 'away',
  SAGE_LOGON_REFUSED: 'away',
  SAGE_READ_FAILED: 'away',
};

/**
 * The worker of one company's queue: one request at a time. An answer and the job that reports it are stored in one
 * transaction. What may pass is sent again with a delay and lets the requests behind it go
 * first; only when Sage as a whole is away the queue waits with it.
 */
export function sageWorker(company: string, options: WorkOptions): Worker {
  const { database, queue, types, reporting, retries, logger, onTry } = options;
  const pause = new Pause(retries.away);

  return async (held) => {
    for (const job of held.jobs) await work(held, job);
  };

  async function work(held: HeldJobs, job: Job): Promise<void> {
    const attempt = await beginAttempt(database, job.key);
    if (!attempt) return;
    const { record, tries, gaveWay } = attempt;
    if (gaveWay.length > 0) {
      await database.transaction((tx) => reporting.enqueue(tx, gaveWay));
      reporting.wake();
    }
    const log = logger.child({ key: record.key, type: record.type, company, attempt: record.attempts });
    let answer: Answer;
    try {
      answer = await handle(record, held.signal);
      pause.over();
    } catch (error) {
      if (held.signal.aborted && !(error instanceof RetryableError)) throw error; // stopping: left for the next start
      const fault = faultOf(error);
      const kind = error instanceof RetryableError ? (kinds[error.code] ?? 'broken') : 'unknown';
      const policy = retries[kind];
      if (kind === 'unknown') log.error({ err: error }, 'a handler met an error of its own');
      if (tries < policy.tries) {
        onTry(record.type, 'retry');
        const delay = kind === 'away' ? 0 : backoffSeconds(policy, tries);
        log.warn({ code: fault.code, kind, delay }, 'will be tried again');
        await storeFailure(database, job.key, fault);
        if (kind === 'away') await pause.hold(held.signal);
        else pause.over();
        await sendAgain(held, job, delay);
        return;
      }
      answer = { state: 'Failed', errors: [fault] };
    }
    await store(job, answer);
    onTry(record.type, answer.state);
    log.info(
      { state: answer.state, code: 'errors' in answer ? answer.errors[0]?.code : undefined },
      'answered',
    );
  }

  function handle(record: RequestRecord, signal: AbortSignal): Promise<Answer> {
    const type = types.get(record.type);
    if (!type) throw new Error(`the type ${record.type} is no longer known`);
    const parsed = type.payload.safeParse(record.payload);
    if (!parsed.success)
      throw new Error('the stored payload does not fit this version of the gateway', { cause: parsed.error });
    return type.handle({ ...record, payload: parsed.data }, signal);
  }

  /** The job itself ends after this: if the process dies in between, its next run finds the answer and does nothing. */
  async function store(job: Job, answer: Answer): Promise<void> {
    const report = reporting.worker ? 'Queued' : 'None';
    const stored = await (reporting.worker
      ? database.transaction(async (tx) => {
          const moved = await storeAnswer(tx, job.key, answer, report);
          if (moved) await queue.send(tx, reportQueue, [job.key]);
          return moved;
        })
      : storeAnswer(database, job.key, answer, report));
    if (stored) reporting.wake();
    else
      logger.warn(
        { key: job.key, state: answer.state },
        'an answer came after another one and was not stored',
      );
  }

  async function sendAgain(held: HeldJobs, job: Job, delaySeconds: number): Promise<void> {
    await database.transaction(async (tx) => {
      await queue.send(tx, sageQueue(company), [job.key], delaySeconds);
      await held.finish(tx, [job]);
    });
  }
}

/** What a person is told of a failure; an unknown error's own words may hold anything and stay in the log. */
function faultOf(error: unknown): Fault {
  if (error instanceof RetryableError) return { code: error.code, message: error.message };
  return { code: 'INTERNAL', message: errorCodes.INTERNAL.title };
}
