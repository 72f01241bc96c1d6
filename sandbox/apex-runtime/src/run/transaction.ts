import { ApexRuntimeError, type RowError as RowErrorJson } from '../api.ts';
import type { Org } from '../org.ts';
import { newTx } from '../runtime/limits.ts';
import { R } from '../runtime/rt.ts';
import { AEx, type RowError } from '../runtime/values.ts';
import { errorInfo, isStackOverflow } from './error-info.ts';

/** How long one operation may run. */
const DEADLINE_MS = 600_000;

/** Makes ready for work of a user that no test runs. */
export function startWork(org: Org, user: string, isAsync: boolean, origin = ''): void {
  R.top = R.root;
  R.trigStack = [];
  R.user = user;
  R.test = null;
  R.tx = newTx(isAsync);
  R.tx.origin = origin;
  R.deadline = Date.now() + DEADLINE_MS;
  org.db.journal.length = 0;
}

/** Runs an operation as one transaction: committed when it returns, rolled back with its jobs and events when it throws. */
export function inTransaction<Result>(org: Org, user: string, work: () => Result, origin?: string): Result {
  startWork(org, user, false, origin);
  org.resetStatics();
  const jobs = R.async.queue.length;
  const events = R.async.events.length;
  try {
    const result = work();
    R.committed();
    return result;
  } catch (error) {
    org.db.rollback(0);
    R.async.queue.length = jobs;
    R.async.events = R.async.events.filter(
      (event, position) => position < events || event.so?.publishBehavior === 'PublishImmediately',
    );
    throw asRuntimeError(error);
  }
}

export const plainRowError = ({ index, id, status, message, fields }: RowError): RowErrorJson => ({
  ...(index !== undefined && { index, id: id ?? null }),
  statusCode: status,
  message,
  fields,
});

function asRuntimeError(error: unknown): ApexRuntimeError {
  if (isStackOverflow(error))
    return new ApexRuntimeError('Maximum stack depth reached', {
      type: 'System.LimitException',
      apexStack: '',
    });
  const { type, message, stack } = errorInfo(error);
  const apex = error instanceof AEx ? error : null;
  return new ApexRuntimeError(message, {
    type,
    apexStack: stack,
    dml: apex?.dml?.map((row) => ({ id: row.id ?? null, ...plainRowError(row) })),
    fields: apex?.inacc?.[1],
    auraMessage: apex?.T.name === 'AuraHandledException' ? (apex.msg ?? undefined) : undefined,
  });
}
