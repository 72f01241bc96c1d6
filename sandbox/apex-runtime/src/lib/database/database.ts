/** System.Database except for DML: queries, cursors, savepoints, batches. */
import { define, t } from '../../compile/types.ts';
import { count } from '../../runtime/limits.ts';
import { arg, notModelled, R } from '../../runtime/rt.ts';
import { AList, SObj, type Value } from '../../runtime/values.ts';
import { statics } from '../typed.ts';
import { Cursor, QueryLocator } from './cursors.ts';
import { callerBinds, countRows, mapBinds, queryRows } from './query.ts';

/** A place in the journal of the store to go back to. */
export class Savepoint {
  readonly mark = R.org.db.mark();
  /** Whether there was uncommitted work before it. */
  readonly dirty = R.tx.dirty;
  rolledBack = false;

  constructor() {
    R.tx.dirty = true;
  }
}
define('System.Savepoint', { js: Savepoint });

function setSavepoint(): Savepoint {
  count('dml', 1);
  return new Savepoint();
}
function rollback(savepoint: Savepoint): void {
  count('dml', 1);
  R.org.db.rollback(arg(savepoint).mark);
  savepoint.rolledBack = true;
}
/** After a rollback, releasing the savepoint makes callouts possible again. */
function releaseSavepoint(savepoint: Savepoint): void {
  if (arg(savepoint).rolledBack) R.tx.dirty = savepoint.dirty;
}

function emptyRecycleBin(records: readonly Value[]): AList {
  for (const record of records)
    if (record instanceof SObj && record.so)
      R.org.db.write(record.so.key, String(record.get('id')), undefined);
  return new AList(t.any);
}

define('System.Database', {
  s: statics({
    'query(String):List<SObject>': (soql) => queryRows(soql, callerBinds),
    'query(String,AccessLevel):List<SObject>': (soql, level) => queryRows(soql, callerBinds, level),
    'queryWithBinds(String,Map<String,Object>,AccessLevel):List<SObject>': (soql, binds, level) =>
      queryRows(soql, mapBinds(binds), level),
    'queryWithBinds(String,Map<String,Object>):List<SObject>': (soql, binds) =>
      queryRows(soql, mapBinds(binds)),
    'countQuery(String):Integer': (soql) => countRows(soql, callerBinds),
    'countQuery(String,AccessLevel):Integer': (soql, level) => countRows(soql, callerBinds, level),
    'countQueryWithBinds(String,Map<String,Object>,AccessLevel):Integer': (soql, binds, level) =>
      countRows(soql, mapBinds(binds), level),
    'getQueryLocator(String):Database.QueryLocator': (soql) =>
      new QueryLocator(queryRows(soql, callerBinds), soql),
    'getQueryLocator(String,AccessLevel):Database.QueryLocator': (soql, level) =>
      new QueryLocator(queryRows(soql, callerBinds, level), soql),
    'getQueryLocator(List<SObject>):Database.QueryLocator': (rows) => new QueryLocator(rows, 'SELECT'),
    'getQueryLocatorWithBinds(String,Map<String,Object>,AccessLevel):Database.QueryLocator': (
      soql,
      binds,
      level,
    ) => new QueryLocator(queryRows(soql, mapBinds(binds), level), soql),
    'getCursor(String):Database.Cursor': (soql) => new Cursor(queryRows(soql, callerBinds)),
    'getCursor(String,AccessLevel):Database.Cursor': (soql, level) =>
      new Cursor(queryRows(soql, callerBinds, level)),
    'getCursorWithBinds(String,Map<String,Object>,AccessLevel):Database.Cursor': (soql, binds, level) =>
      new Cursor(queryRows(soql, mapBinds(binds), level)),
    'setSavepoint():Savepoint': setSavepoint,
    'rollback(Savepoint):void': rollback,
    'releaseSavepoint(Savepoint):void': releaseSavepoint,
    'executeBatch(Object):Id': (batch) => R.async.batch(batch, 200),
    'executeBatch(Object,Integer):Id': (batch, size) => R.async.batch(batch, size),
    'emptyRecycleBin(List<SObject>):List<Database.EmptyRecycleBinResult>': (records) =>
      emptyRecycleBin(records.a),
    'emptyRecycleBin(SObject):void': (record) => emptyRecycleBin([record]),
    'convertLead(Object):Object': () => notModelled('Database.convertLead'),
  }),
});
