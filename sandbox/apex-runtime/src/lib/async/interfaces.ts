/** The interfaces of asynchronous Apex, and the contexts that jobs are given. */
import { define, platformDef } from '../../compile/types.ts';
import { penum, R } from '../../runtime/rt.ts';
import type { AEx } from '../../runtime/values.ts';
import { methodsOf } from '../typed.ts';

export class QueueableContext {
  readonly jobId: string;

  constructor(jobId: string) {
    this.jobId = jobId;
  }
}
define('System.Queueable', { iface: ['execute(QueueableContext):void'] });
define('System.QueueableContext', {
  js: QueueableContext,
  i: methodsOf<QueueableContext>()({ 'getJobId():Id': ({ jobId }) => jobId }),
});

export class FinalizerContext {
  readonly jobId: string;
  /** What the job failed with. */
  readonly error: AEx | null;

  constructor(jobId: string, error: AEx | null) {
    this.jobId = jobId;
    this.error = error;
  }
}
define('System.Finalizer', { iface: ['execute(FinalizerContext):void'] });
const parentJobResult = define('System.ParentJobResult', { e: ['SUCCESS', 'UNHANDLED_EXCEPTION'] });
define('System.FinalizerContext', {
  js: FinalizerContext,
  i: methodsOf<FinalizerContext>()({
    'getAsyncApexJobId():Id': ({ jobId }) => jobId,
    'getRequestId():String': () => R.tx.requestId ?? 'REQ',
    'getResult():ParentJobResult': ({ error }) => penum(parentJobResult, error ? 1 : 0),
    'getException():Exception': ({ error }) => error,
  }),
});

export class SchedulableContext {
  readonly triggerId: string;

  constructor(triggerId: string) {
    this.triggerId = triggerId;
  }
}
define('System.Schedulable', { iface: ['execute(SchedulableContext):void'] });
define('System.SchedulableContext', {
  js: SchedulableContext,
  i: methodsOf<SchedulableContext>()({ 'getTriggerId():Id': ({ triggerId }) => triggerId }),
});

// Tests may implement the contexts.
for (const name of ['System.QueueableContext', 'System.FinalizerContext', 'System.SchedulableContext'])
  Object.assign(platformDef(name), { isInterface: true, open: true });
Object.assign(platformDef('Database.BatchableContext'), { isInterface: true, open: true });
