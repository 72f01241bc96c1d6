import { define } from '../../compile/types.ts';
import { arg, notModelled, R } from '../../runtime/rt.ts';
import { ADate, ADatetime, clock } from '../../runtime/temporal.ts';
import { eqStrict, SObj, str, type Value } from '../../runtime/values.ts';
import { constructors, methodsOf, statics, words } from '../typed.ts';
import { assertEqual, assertNotEqual, assertTrue } from './assert.ts';

define('System.LoggingLevel', { e: words('NONE ERROR WARN INFO DEBUG FINE FINER FINEST INTERNAL') });
define('System.ApplicationReadWriteMode', { e: words('DEFAULT READ_ONLY') });

function debug(value: Value, level?: string): void {
  const { m: site, l: line } = R.top;
  R.debug?.(str(value), site?.file ?? '', line, level);
}

const runsAs = (kind: string) => (): boolean => R.tx.kind === kind;
const abort = (id: string): void => R.async.abort(id);
const scheduleBatch = (batch: Value, name: string): string => R.async.schedule(name, null, batch);

define('System.System', {
  s: statics({
    'assert(Boolean):void': assertTrue,
    'assert(Boolean,Object):void': assertTrue,
    'assertEquals(Object,Object):void': assertEqual,
    'assertEquals(Object,Object,Object):void': assertEqual,
    'assertNotEquals(Object,Object):void': assertNotEqual,
    'assertNotEquals(Object,Object,Object):void': assertNotEqual,
    'debug(Object):void': (value) => debug(value),
    'debug(LoggingLevel,Object):void': (level, value) => debug(value, arg(level).name),
    'now():Datetime': () => ADatetime.now(),
    'today():Date': () => ADate.today(),
    'currentTimeMillis():Long': () => BigInt(clock.now()),
    'runAs(SObject):void': () => undefined,
    'equals(Object,Object):Boolean': (a, b) => eqStrict(a, b),
    'hashCode(Object):Integer': (value) => R.hashOf(value),
    'isBatch():Boolean': runsAs('BATCH'),
    'isFuture():Boolean': runsAs('FUTURE'),
    'isQueueable():Boolean': runsAs('QUEUEABLE'),
    'isScheduled():Boolean': runsAs('SCHEDULED'),
    'isFunctionCallback():Boolean': () => false,
    'getApplicationReadWriteMode():Object': () => null,
    'isRunningElasticCompute():Boolean': () => false,
    'enqueueJob(Queueable):Id': (job) => R.async.enqueue(job),
    'enqueueJob(Queueable,Integer):Id': (job, delay) => R.async.enqueue(job, { delay }),
    'enqueueJob(Queueable,AsyncOptions):Id': (job, options) => R.async.enqueue(job, { options }),
    'attachFinalizer(Finalizer):void': (finalizer) => R.async.attachFinalizer(finalizer),
    'schedule(String,String,Schedulable):Id': (name, cron, job) => R.async.schedule(name, cron, job),
    'abortJob(Id):void': abort,
    'abortJob(String):void': abort,
    'scheduleBatch(Object,String,Integer):Id': scheduleBatch,
    'scheduleBatch(Object,String,Integer,Integer):Id': scheduleBatch,
    'purgeOldAsyncJobs(Date):Integer': () => 0,
    'requestVersion():Object': () => notModelled('System.requestVersion'),
    'setPassword(Id,String):void': () => undefined,
    'resetPassword(Id,Boolean):Object': () => null,
    'process(List<Id>,String,String,String):List<Id>': () => notModelled('System.process'),
    'changeOwnPassword(String,String):void': () => undefined,
    'movePassword(Id,Id):void': () => undefined,
    'submit(List<Id>,String,Id):List<Id>': () => notModelled('System.submit'),
  }),
});

/** System.Version: major, minor and maybe patch. */
class Version {
  readonly parts: readonly number[];

  constructor(...parts: number[]) {
    this.parts = parts;
  }

  hashKey(): string {
    return this.parts.join('.');
  }

  toText(): string {
    return this.parts.join('.');
  }

  compare(other: Version): number {
    const [major = 0, minor = 0] = this.parts;
    const [otherMajor = 0, otherMinor = 0] = other.parts;
    return major - otherMajor || minor - otherMinor;
  }
}
define('System.Version', {
  js: Version,
  ctor: constructors({
    '(Integer,Integer)': (_type, major, minor) => new Version(major, minor),
    '(Integer,Integer,Integer)': (_type, major, minor, patch) => new Version(major, minor, patch),
  }),
  i: methodsOf<Version>()({
    'major():Integer': ({ parts }) => parts[0] ?? null,
    'minor():Integer': ({ parts }) => parts[1] ?? null,
    'patch():Integer': ({ parts }) => parts[2] ?? null,
    'compareTo(Version):Integer': (version, other) => version.compare(arg(other) as Version), // by the signature
  }),
});

/** System.runAs(user): a new user is inserted first. Setup and other objects may be mixed anew within it. */
R.runAs = (user) => {
  if (!(user instanceof SObj)) return () => undefined;
  if (!user.get('id')) R.dmlStmt('insert', [user], null, null);
  const before = { user: R.user, mixed: R.tx.mixCtx ?? null };
  R.user = String(user.get('id'));
  R.tx.mixCtx = { setup: false, normal: false };
  if (R.test) R.test.runAsDepth += 1;
  return () => {
    R.user = before.user;
    R.tx.mixCtx = before.mixed;
    if (R.test) R.test.runAsDepth -= 1;
  };
};
