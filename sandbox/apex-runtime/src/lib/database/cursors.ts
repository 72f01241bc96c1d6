/** Query locators and cursors, and the interfaces of batch Apex. */
import { define, parseSigType } from '../../compile/types.ts';
import { R, throwEx } from '../../runtime/rt.ts';
import { AList, type Value } from '../../runtime/values.ts';
import { ListIterator } from '../collections/iteration.ts';
import { constructors, methodsOf } from '../typed.ts';

/** Database.QueryLocator */
export class QueryLocator {
  readonly rows: AList;
  readonly query: string;

  constructor(rows: AList, query: string) {
    this.rows = rows;
    this.query = query;
  }

  iterate(): Iterable<Value> {
    return R.iter(this.rows);
  }
}
class QueryLocatorIterator extends ListIterator {
  override get T() {
    return parseSigType('Database.QueryLocatorIterator') as ListIterator['T'];
  }
}
define('Database.QueryLocator', {
  js: QueryLocator,
  i: methodsOf<QueryLocator>()({
    'getQuery():String': ({ query }) => query,
    'iterator():Database.QueryLocatorIterator': ({ rows }) => new QueryLocatorIterator(rows.a),
  }),
});
define('Database.QueryLocatorIterator', {
  js: QueryLocatorIterator,
  ifs: ['Iterator<SObject>'],
  i: methodsOf<QueryLocatorIterator>()({
    'hasNext():Boolean': (iterator) => iterator.hasNext(),
    'next():SObject': (iterator) => iterator.next() as never, // its items are records
  }),
});

/** Database.Cursor */
export class Cursor {
  readonly rows: AList;

  constructor(rows: AList) {
    this.rows = rows;
  }

  fetch(position: number, count: number): AList {
    if (position < 0 || position > this.rows.a.length)
      throwEx('System.InvalidParameterValueException', 'Invalid cursor position');
    return new AList(this.rows.e, this.rows.a.slice(position, position + count));
  }
}
define('Database.Cursor', {
  js: Cursor,
  i: methodsOf<Cursor>()({
    'fetch(Integer,Integer):List<SObject>': (cursor, position, count) => cursor.fetch(position, count),
    'getNumRecords():Integer': ({ rows }) => rows.a.length,
  }),
});

define('Database.Batchable', {
  generic: ['T'],
  iface: ['execute(Database.BatchableContext,List<T>):void', 'finish(Database.BatchableContext):void'],
});
define('Database.Stateful', { iface: [] });
define('Database.AllowsCallouts', { iface: [] });
define('Database.RaisesPlatformEvents', { iface: [] });

/** Database.BatchableContext */
export class BatchableContext {
  readonly jobId: string | null;
  readonly childJobId: string | null;

  constructor(jobId: string | null, childJobId: string | null = null) {
    this.jobId = jobId;
    this.childJobId = childJobId ?? jobId;
  }
}
define('Database.BatchableContext', {
  js: BatchableContext,
  i: methodsOf<BatchableContext>()({
    'getJobId():Id': ({ jobId }) => jobId,
    'getChildJobId():Id': ({ childJobId }) => childJobId,
  }),
});
define('Database.BatchableContextImpl', {
  js: class extends BatchableContext {},
  sup: 'Database.BatchableContext',
  ctor: constructors({
    '()': () => new BatchableContext(null),
    '(Id,Id)': (_type, jobId, childJobId) => new BatchableContext(jobId, childJobId),
  }),
});
