import { define, parseSigType, t } from '../../compile/types.ts';
import { cpuTime, max, used, type LimitName } from '../../runtime/limits.ts';
import { AList, AMap } from '../../runtime/values.ts';
import { methodsOf, statics, words } from '../typed.ts';

/** What `Limits.get...` and `getLimit...` count; null: not counted here. */
const COUNTED: Readonly<Record<string, LimitName | null>> = {
  Queries: 'queries',
  QueryRows: 'rows',
  DmlStatements: 'dml',
  DMLStatements: 'dml',
  DmlRows: 'dmlRows',
  Callouts: 'callouts',
  QueueableJobs: 'queueable',
  FutureCalls: 'future',
  EmailInvocations: 'emails',
  SoslQueries: 'sosl',
  AggregateQueries: 'aggQueries',
  PublishImmediateDML: 'publish',
  MobilePushApexCalls: 'push',
  QueryLocatorRows: 'locatorRows',
  SavepointRollbacks: 'savepoints',
  Savepoints: 'savepoints',
  FieldsDescribes: null,
  ScriptStatements: null,
  ChildRelationshipsDescribes: null,
  PicklistDescribes: null,
  RunAs: null,
  AsyncCalls: null,
  FetchCallsOnApexCursor: null,
};
for (const [name, limit] of Object.entries(COUNTED))
  define('System.Limits', {
    s: {
      [`get${name}():Integer`]: () => (limit ? used(limit) : 0),
      [`getLimit${name}():Integer`]: () => (limit ? max(limit) : 0),
    },
  });
define('System.Limits', {
  s: statics({
    'getCpuTime():Integer': () => Math.min(cpuTime(), max('cpu') - 1),
    'getLimitCpuTime():Integer': () => max('cpu'),
    'getHeapSize():Integer': () => 1000,
    'getLimitHeapSize():Integer': () => max('heap'),
  }),
});

/** A limit of the org; none of it is used here. */
class OrgLimit {
  readonly name: string;
  readonly limit = 15_000;

  constructor(name: string) {
    this.name = name;
  }
}
define('System.OrgLimit', {
  js: OrgLimit,
  i: methodsOf<OrgLimit>()({
    'getName():String': ({ name }) => name,
    'getValue():Integer': () => 0,
    'getLimit():Integer': ({ limit }) => limit,
  }),
});
const ORG_LIMITS = words(
  'DailyApiRequests DailyAsyncApexExecutions DailyBulkApiBatches HourlyPublishedPlatformEvents DataStorageMB',
);
function orgLimits(): AMap {
  const limits = new AMap(t.string, parseSigType('OrgLimit'));
  for (const name of ORG_LIMITS) limits.put(name, new OrgLimit(name));
  return limits;
}
define('System.OrgLimits', {
  s: statics({
    'getMap():Map<String,OrgLimit>': orgLimits,
    'getAll():List<OrgLimit>': () => new AList(parseSigType('OrgLimit')),
  }),
});
