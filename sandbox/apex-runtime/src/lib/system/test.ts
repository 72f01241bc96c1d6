import { define, platformDef, t } from '../../compile/types.ts';
import { edited } from '../../db/row.ts';
import { newTx } from '../../runtime/limits.ts';
import { arg, callUser, notModelled, R, throwEx } from '../../runtime/rt.ts';
import type { TestRun } from '../../runtime/state.ts';
import type { ADatetime } from '../../runtime/temporal.ts';
import { AList, type Value } from '../../runtime/values.ts';
import { methodsOf, statics } from '../typed.ts';

function running(): TestRun {
  return R.test ?? throwEx('System.TypeException', 'Test methods can only be called from a test context');
}

/** Between startTest() and stopTest() a test has limits of its own. */
function startTest(): void {
  const test = running();
  if (test.started) throwEx('System.FinalException', 'Testing already started');
  test.started = true;
  test.outer = R.tx;
  R.tx = newTx(false);
  R.tx.mixCtx = test.outer.mixCtx ?? null;
}
/** Runs the asynchronous work and goes back to the limits of before. */
function stopTest(): void {
  const test = running();
  if (!test.started || test.stopped || !test.outer)
    return throwEx('System.FinalException', 'Testing has not started');
  test.stopped = true;
  R.async.flush();
  R.tx = test.outer;
  R.tx.dirty = false;
}

function setCreatedDate(id: string, time: ADatetime): void {
  const row = R.org.db.find(id);
  const so = R.org.schema.byPrefix(arg(id).slice(0, 3));
  if (row && so) R.org.db.write(so.key, id, edited(row, { createddate: time }));
}

function eventBus(): Value {
  const { js } = platformDef('EventBus.TestBroker');
  return js ? new js() : null;
}

/** System.InstallContext and System.UninstallContext */
class InstallContext {
  readonly previous: Value;

  constructor(previous: Value) {
    this.previous = previous;
  }
}
class UninstallContext extends InstallContext {}
define('System.InstallContext', {
  js: InstallContext,
  i: {
    'previousVersion():Version': ({ previous }: InstallContext) => previous,
    ...methodsOf<InstallContext>()({
      'isUpgrade():Boolean': ({ previous }) => previous !== null,
      'isPush():Boolean': () => false,
      'organizationId():Id': () => R.org.orgId,
      'installerId():Id': () => R.user,
    }),
  },
});
define('System.UninstallContext', {
  js: UninstallContext,
  i: methodsOf<UninstallContext>()({
    'organizationId():Id': () => R.org.orgId,
    'uninstallerId():Id': () => R.user,
  }),
});
define('System.InstallHandler', { iface: ['onInstall(InstallContext):void'] });
define('System.UninstallHandler', { iface: ['onUninstall(UninstallContext):void'] });
define('System.Callable', { iface: ['call(String,Map<String,Object>):Object'] });

const testInstall = (handler: Value, version: Value): Value =>
  callUser(handler, 'onInstall', [new InstallContext(version)]);

define('System.Test', {
  s: statics({
    'startTest():void': startTest,
    'stopTest():void': stopTest,
    'isRunningTest():Boolean': () => R.test !== null,
    'setMock(Type,Object):void': (type, mock) => running().mocks.set(arg(type).t.key, mock),
    'getStandardPricebookId():Id': () => R.org.standardPricebook(),
    'setFixedSearchResults(List<Id>):void': (ids) => {
      running().fixedSearch = [...ids.a];
    },
    'setCreatedDate(Id,Datetime):void': setCreatedDate,
    'setCurrentPage(Object):void': () => undefined,
    'setCurrentPageReference(Object):void': () => undefined,
    'isSObjectType(Object):Boolean': () => true,
    'createStub(Type,System.StubProvider):ANY': (type, provider) => R.makeStub(arg(type).t, provider),
    'enqueueBatchJobs(Integer):List<Id>': () => notModelled('Test.enqueueBatchJobs'),
    'getEventBus():EventBus.TestBroker': eventBus,
    'enableChangeDataCapture():void': () => {
      running().cdc = { from: R.org.db.journal.length, count: 0 };
    },
    'invokeContinuationMethod(Object,Object):Object': () => notModelled('Test.invokeContinuationMethod'),
    'loadData(Schema.SObjectType,String):List<SObject>': (type, resource) =>
      R.loadData(arg(type).t, resource),
    'setReadOnlyApplicationMode(Boolean):void': () => undefined,
    'clearApexPageMessages():void': () => undefined,
    'testInstall(InstallHandler,Version):void': testInstall,
    'testInstall(InstallHandler,Version,Boolean):void': testInstall,
    'testUninstall(UninstallHandler):void': (handler) =>
      callUser(handler, 'onUninstall', [new UninstallContext(null)]),
    'calculatePermissionSetGroup(String):void': () => undefined,
    'calculatePermissionSetGroup(List<String>):void': () => undefined,
    'getFlexQueueOrder():List<Id>': () => new AList(t.id),
    'newSendEmailQuickActionDefaults(Id,Id):Object': () => null,
    'createSoqlStub(Schema.SObjectType,Object):void': () => notModelled('Test.createSoqlStub'),
  }),
});
