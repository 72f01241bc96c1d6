/** Runs batch Apex: start, execute for each chunk, finish, each a transaction of its own. */
import { parseSigType, sobjT, t, type ApexType } from '../../compile/types.ts';
import { arg, callUser, isA, R, throwEx, typeOf } from '../../runtime/rt.ts';
import { AEx, aliased, AList, exText, Obj, SObj, str, type Value } from '../../runtime/values.ts';
import type { BatchJob } from '../../run/jobs.ts';
import { BatchableContext, QueryLocator } from '../database/cursors.ts';
import { addJob, className, endJob, setJob } from './job-rows.ts';
import { shallowCopy } from './snapshot.ts';
import { inTransaction } from './transaction.ts';

export function runBatch(job: BatchJob): void {
  const context = new BatchableContext(job.id);
  const stateful = isA(job.o, parseSigType('Database.Stateful'));
  /** Without Database.Stateful each transaction begins with the fields as they were when the batch was enqueued. */
  const instance = (): Value => (stateful || !(job.o instanceof Obj) ? job.o : shallowCopy(job.o));
  const inBatch = <Result>(work: () => Result): Result => inTransaction('BATCH', job.user, work);

  const source = inBatch(() => start(instance(), context));
  const all = [...R.iter(source)];
  const type = elementType(source, all);
  const chunks: Value[][] = [];
  for (let from = 0; from < all.length; from += job.size) chunks.push(all.slice(from, from + job.size));
  setJob(job.id, { status: 'Processing', totaljobitems: chunks.length });

  const errors: AEx[] = [];
  for (const [index, chunk] of chunks.entries()) {
    try {
      inBatch(() => callUser(instance(), 'execute', [context, new AList(type, chunk)]));
    } catch (error) {
      if (!(error instanceof AEx)) throw error;
      errors.push(error);
      if (!R.test) R.asyncError?.(job, error);
      publishError(job, error, chunk);
    }
    addJob(className(job.o), 'BatchApexWorker', { status: 'Completed', parentjobid: job.id });
    setJob(job.id, { jobitemsprocessed: index + 1, numberoferrors: errors.length });
  }

  const [first] = errors;
  endJob(job.id);
  if (first) setJob(job.id, { extendedstatus: `First error: ${exText(first)}` });
  inBatch(() => {
    const object = instance();
    if (has(object, 'a_finish$1')) callUser(object, 'finish', [context]);
  });
  if (first && R.test) throw first;
}

const has = (object: Value, alias: string): boolean =>
  typeof object === 'object' && object !== null && aliased(object, alias) !== undefined;

/** What the batch works on: a QueryLocator, a list or an Iterable. */
function start(object: Value, context: BatchableContext): object {
  if (!has(object, 'a_start$1')) throwEx('System.AsyncException', 'start missing');
  return arg(callUser(object, 'start', [context])) as object; // the compiler checked what start() returns
}

function elementType(source: object, items: readonly Value[]): ApexType {
  if (source instanceof AList) return source.e;
  if (source instanceof QueryLocator) return source.rows.e;
  return items[0] instanceof SObj ? items[0].T : t.object;
}

/** A batch that implements Database.RaisesPlatformEvents tells of failed chunks by an event. */
function publishError(job: BatchJob, error: AEx, scope: readonly Value[]): void {
  const type = sobjT('BatchApexErrorEvent');
  if (!type || !isA(job.o, parseSigType('Database.RaisesPlatformEvents'))) return;
  const event = new SObj(type);
  event.set('asyncapexjobid', job.id);
  event.set('exceptiontype', typeOf(error).name);
  event.set('message', error.msg);
  event.set('stacktrace', error.st);
  event.set('phase', 'EXECUTE');
  event.set('jobscope', scope.map((item) => (item instanceof SObj ? item.get('id') : str(item))).join(','));
  event.set('doesexceedjobscopemaxlength', false);
  R.publish([event]);
}
