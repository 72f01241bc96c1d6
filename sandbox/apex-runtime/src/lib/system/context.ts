/** What runs: Request, Trigger, labels and UUIDs. */
import crypto from 'node:crypto';
import { define, t } from '../../compile/types.ts';
import { arg, penumNamed, R, throwEx } from '../../runtime/rt.ts';
import type { TriggerContext } from '../../runtime/state.ts';
import type { EnumVal } from '../../runtime/values.ts';
import { methodsOf, staticProperties, statics, words } from '../typed.ts';
import { userLanguage } from './user.ts';

define('System.Quiddity', {
  e: words(`
    ANONYMOUS AURA BATCH_ACS BATCH_APEX BATCH_CHUNK_PARALLEL BATCH_CHUNK_SERIAL BULK_API COMMERCE_INTEGRATION
    DISCOVERABLE_LOGIN EXTERNAL_SERVICE_CALLBACK FUNCTION_CALLBACK FUTURE INBOUND_EMAIL_SERVICE INVOCABLE_ACTION IOT
    PLATFORM_EVENT_PUBLISH_CALLBACK POST_INSTALL_SCRIPT QUEUEABLE QUICK_ACTION REMOTE_ACTION REST RUNTEST_ASYNC
    RUNTEST_DEPLOY RUNTEST_SYNC SCHEDULED SOAP SYNCHRONOUS TRANSACTION_FINALIZER_QUEUEABLE UNDEFINED VF`),
});
const QUIDDITIES: Readonly<Record<string, string>> = {
  QUEUEABLE: 'QUEUEABLE',
  FUTURE: 'FUTURE',
  BATCH: 'BATCH_APEX',
  SCHEDULED: 'SCHEDULED',
};
function quiddity(): EnumVal | null {
  const byKind = QUIDDITIES[R.tx.kind] ?? (R.test ? 'RUNTEST_SYNC' : 'AURA');
  return penumNamed('System.Quiddity', R.tx.quiddity ?? byKind);
}
function requestId(): string {
  const holder: { requestId?: string | null } = R.test ?? R.tx;
  holder.requestId ??= crypto.randomBytes(10).toString('hex');
  return holder.requestId;
}
class Request {
  toText(): string {
    return 'Request';
  }
}
define('System.Request', {
  js: Request,
  s: statics({ 'getCurrent():Request': () => new Request() }),
  i: methodsOf<Request>()({
    'getQuiddity():Quiddity': quiddity,
    'getRequestId():String': requestId,
  }),
});

const label = (name: string, language = userLanguage()): string | null => R.org.schema.label(name, language);
define('System.Label', {
  s: statics({
    'get(String,String):String': (_namespace, name) =>
      label(arg(name)) ?? throwEx('System.IllegalArgumentException', `Label not found ${name}`),
    'get(String,String,String):String': (_namespace, name, language) => label(arg(name), arg(language)),
    'translationExists(String,String,String):Boolean': (_namespace, name, language) =>
      R.org.schema.translatedLabels.get(arg(language))?.has(arg(name).toLowerCase()) ?? false,
  }),
  dyn: {
    s: (name, fail) => {
      if (!R.org.schema.labels.has(name.toLowerCase())) fail(`External string does not exist: ${name}`);
      return { T: t.string, fn: () => label(name) };
    },
  },
});

/** System.UUID */
class Uuid {
  readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  hashKey(): string {
    return this.text;
  }

  toText(): string {
    return this.text;
  }
}
function uuid(text: string): Uuid {
  return /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(arg(text))
    ? new Uuid(text.toLowerCase())
    : throwEx('System.IllegalArgumentException', `Invalid UUID string: ${text}`);
}
define('System.UUID', {
  js: Uuid,
  s: statics({
    'randomUUID():UUID': () => new Uuid(crypto.randomUUID()),
    'fromString(String):UUID': uuid,
  }),
  i: methodsOf<Uuid>()({
    'toString():String': ({ text }) => text,
    'equals(Object):Boolean': ({ text }, other) => other instanceof Uuid && text === other.text,
    'hashCode():Integer': ({ text }) => R.hashOf(text),
  }),
});

define('System.TriggerOperation', {
  e: words('BEFORE_INSERT BEFORE_UPDATE BEFORE_DELETE AFTER_INSERT AFTER_UPDATE AFTER_DELETE AFTER_UNDELETE'),
});
/** Reads the innermost trigger that runs; outside of triggers the answer is null, or false. */
const inTrigger =
  <Result>(read: (context: TriggerContext) => Result) =>
  (): Result | null => {
    const context = R.trigStack.at(-1);
    return context ? read(context) : null;
  };
const when = (test: (context: TriggerContext) => boolean) => (): boolean => inTrigger(test)() ?? false;

define('System.Trigger', {
  sp: staticProperties({
    'new:List<SObject>': inTrigger((context) => context.new),
    'old:List<SObject>': inTrigger((context) => context.old),
    'newMap:Map<Id,SObject>': inTrigger((context) => context.newmap),
    'oldMap:Map<Id,SObject>': inTrigger((context) => context.oldmap),
    'isExecuting:Boolean': () => R.trigStack.length > 0,
    'isBefore:Boolean': when((context) => context.when === 'before'),
    'isAfter:Boolean': when((context) => context.when === 'after'),
    'isInsert:Boolean': when((context) => context.op === 'insert'),
    'isUpdate:Boolean': when((context) => context.op === 'update'),
    'isDelete:Boolean': when((context) => context.op === 'delete'),
    'isUndelete:Boolean': when((context) => context.op === 'undelete'),
    'size:Integer': inTrigger((context) => context.size),
    'operationType:TriggerOperation': inTrigger((context) =>
      penumNamed('System.TriggerOperation', `${context.when}_${context.op}`),
    ),
  }),
});
