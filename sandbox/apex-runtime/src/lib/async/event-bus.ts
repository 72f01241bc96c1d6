/** System.EventBus and the classes of its namespace. */
import { define, parseSigType, t } from '../../compile/types.ts';
import { arg, callUser, R } from '../../runtime/rt.ts';
import { AList, type SObj, type Value } from '../../runtime/values.ts';
import { DatabaseResult } from '../database/results.ts';
import { methodsOf, propertiesOf, statics } from '../typed.ts';
import { currentContext, deliverEvents, EventTriggerContext } from './delivery.ts';
import { publishEvents, takeCallback, type PublishCallback } from './publish.ts';

/** EventBus.TestBroker */
class TestBroker {
  deliver(): void {
    deliverEvents();
  }

  /** The waiting events are lost. */
  fail(): void {
    for (const event of R.async.events.splice(0)) takeCallback(event)?.(false);
  }
}
define('EventBus.TestBroker', {
  js: TestBroker,
  i: methodsOf<TestBroker>()({
    'deliver():void': (broker) => broker.deliver(),
    'deliver(Object):void': (broker) => broker.deliver(),
    'fail():void': (broker) => broker.fail(),
  }),
});
R.eventBus = new TestBroker();

define('EventBus.TriggerContext', {
  js: EventTriggerContext,
  p: propertiesOf<EventTriggerContext>()({
    'retries:Integer': ({ retries }) => retries,
    'lastError:String': () => null,
  }),
  s: statics({ 'currentContext():EventBus.TriggerContext': currentContext }),
  i: methodsOf<EventTriggerContext>()({
    'setResumeCheckpoint(String):void': (context, replayId) => {
      context.checkpoint = replayId;
    },
    'getResumeCheckpoint():String': ({ checkpoint }) => checkpoint,
  }),
});

/** What a callback of EventBus.publish is told. */
abstract class PublishOutcome {
  readonly eventUuid: Value;

  constructor(eventUuid: Value) {
    this.eventUuid = eventUuid;
  }
}
class SuccessResult extends PublishOutcome {}
class FailureResult extends PublishOutcome {}
const outcome = methodsOf<PublishOutcome>()({
  'getEventUuids():List<String>': ({ eventUuid }) => new AList(t.string, [eventUuid]),
});
define('EventBus.SuccessResult', { js: SuccessResult, i: outcome });
define('EventBus.FailureResult', { js: FailureResult, i: outcome });
define('EventBus.EventPublishSuccessCallback', { iface: ['onSuccess(EventBus.SuccessResult):void'] });
define('EventBus.EventPublishFailureCallback', { iface: ['onFailure(EventBus.FailureResult):void'] });

/** Makes the callback of an event from the object that was given to EventBus.publish. */
function callbackTo(listener: Value): ((event: SObj) => PublishCallback) | null {
  if (listener === null) return null;
  return (event) => (delivered) => {
    const uuid = event.get('eventuuid');
    if (delivered) callUser(listener, 'onSuccess', [new SuccessResult(uuid)]);
    else callUser(listener, 'onFailure', [new FailureResult(uuid)]);
  };
}

const publishOne = (event: SObj, listener: Value): Value =>
  publishEvents([arg(event)], callbackTo(listener))[0] ?? null;
const publishList = (events: AList, listener: Value): AList =>
  // The compiler checked that the list holds records.
  new AList(
    parseSigType('Database.SaveResult'),
    publishEvents(arg(events).a as SObj[], callbackTo(listener)),
  );

define('System.EventBus', {
  s: statics({
    'publish(SObject):Database.SaveResult': (event) => publishOne(event, null),
    'publish(List<SObject>):List<Database.SaveResult>': (events) => publishList(events, null),
    'publish(SObject,Object):Database.SaveResult': publishOne,
    'publish(List<SObject>,Object):List<Database.SaveResult>': publishList,
    'publish(SObject,AccessLevel):Database.SaveResult': (event) => publishOne(event, null),
    'publish(List<SObject>,AccessLevel):List<Database.SaveResult>': (events) => publishList(events, null),
    'getOperationId(Object):String': (result) =>
      result instanceof DatabaseResult ? (result.r.errors[0]?.message ?? null) : null,
  }),
});
