import { t } from '../compile/types.ts';
import type { Comparison, Query, QueryValue } from '../parse/query.ts';
import { count } from '../runtime/limits.ts';
import { R } from '../runtime/rt.ts';
import { AList, SObj, to18, type Value } from '../runtime/values.ts';
import type { SObjectInfo } from '../schema/model.ts';
import { checkQueryAccess } from './access.ts';
import { normOf } from './indexed.ts';
import { aggregate } from './query/aggregates.ts';
import { predicate, type ConditionContext } from './query/conditions.ts';
import {
  queryError,
  type QueryBinds,
  type QueryContext,
  type QueryOptions,
  type Reader,
} from './query/context.ts';
import { itemReader } from './query/items.ts';
import { checkPath, fieldAt, lastKey, pathReader, withoutAlias } from './query/paths.ts';
import { newRecord, selector } from './query/select.ts';
import { page, sorted } from './query/sort.ts';
import { comparable, listed, orderOf } from './query/values.ts';
import { idOf, isDeleted, type Row } from './row.ts';
import { enforcesSharing, maySee } from './sharing.ts';

/** Runs a query for the program: records, AggregateResults, or for `SELECT COUNT()` a number. */
export function runQuery(query: Query, binds: QueryBinds, options: QueryOptions = {}): AList | number {
  const isCounted = !options.noCount;
  if (isCounted && !/__mdt$/i.test(query.from)) count('queries', 1); // custom metadata is free
  const result = execute(query, binds, options.mode ?? null);
  if (isCounted) count('rows', typeof result === 'number' ? 1 : rowCount(query, result));
  return result;
}

/** The rows of subqueries count, too. */
function rowCount(query: Query, { a: records }: AList): number {
  let rows = records.length;
  if (query.isAggregate) return rows;
  for (const record of records)
    if (record instanceof SObj)
      for (const list of record.kids ?? []) if (list instanceof AList) rows += list.a.length;
  return rows;
}

/** `children` are the rows that the query of a child relationship looks at. */
function execute(
  query: Query,
  binds: QueryBinds,
  mode: string | null,
  children?: Iterable<Row>,
): AList | number {
  const so = R.org.schema.get(query.from);
  if (!so || so.internal) queryError(`sObject type '${query.from}' is not supported.`);
  if (!children) checkQueryAccess(query, so, mode);
  const context: QueryContext = { so, binds, alias: query.alias?.toLowerCase() ?? null };
  for (const item of query.select) if (item.k === 'field') checkPath(item.path, context);
  const visible = enforcesSharing(mode ?? query.mode) ? maySee(so) : null;
  const found = selectedRows(query, context, children);
  const rows = visible ? found.filter(visible) : found;
  if (query.isCount) return page(rows, { ...query, offset: null }, binds).length;
  if (query.isAggregate) return aggregate(query, rows, context, (value) => subqueryValues(value, binds));
  const selectors = query.select.map((item) =>
    selector(item, context, (childQuery, childRows) =>
      listOrFail(execute(childQuery, binds, mode ?? query.mode, childRows)),
    ),
  );
  const records = page(ordered(query, rows, context), query, binds).map((row) => {
    const record = newRecord(so, row);
    for (const select of selectors) select(record, row);
    return record;
  });
  return new AList(so.T, records);
}

function listOrFail(result: AList | number): AList {
  return typeof result === 'number' ? queryError('a subquery cannot be a COUNT()') : result;
}

function selectedRows(query: Query, context: QueryContext, children?: Iterable<Row>): Row[] {
  const conditions: ConditionContext<Row> = {
    ...context,
    reader: (comparison) => rowReader(comparison, context),
    subquery: (value) => subqueryValues(value, context.binds),
  };
  const holds = query.where ? predicate(query.where, conditions) : null;
  const rows: Row[] = [];
  for (const row of children ?? candidates(query, context))
    if ((query.allRows || !isDeleted(row)) && (!holds || holds(row))) rows.push(row);
  return rows;
}

function rowReader({ item, path }: Comparison, context: QueryContext): Reader<Row> {
  return item ? itemReader(item, context) : pathReader(path ?? [], context);
}

function ordered(query: Query, rows: Row[], context: QueryContext): Row[] {
  if (!query.orderBy) return rows;
  const keys = query.orderBy.map((order) => ({
    read: order.path
      ? pathReader(order.path, context)
      : order.item
        ? itemReader(order.item, context)
        : () => null,
    order,
    compare: orderOf(order.path ? fieldAt(order.path, context) : null),
  }));
  return sorted(rows, keys);
}

/** The rows to look at: by id or an index where a condition that must hold allows it, else the whole table. */
function candidates({ where }: Query, context: QueryContext): Iterable<Row> {
  const { so } = context;
  const conditions = where?.k === 'and' ? where.a : where ? [where] : [];
  for (const condition of so.kind === 'mdt' ? [] : conditions) {
    const found = condition.k === 'cmp' ? indexedRows(condition, so, context) : null;
    if (found) return found.sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
  }
  return R.org.db.rows(so.key);
}

const INDEXABLE: readonly QueryValue['k'][] = ['bind', 'nbind', 'lit', 'list'];

function indexedRows(
  { item, path, op, v: value }: Comparison,
  so: SObjectInfo,
  context: QueryContext,
): Row[] | null {
  if (item || !path || (op !== '=' && op !== 'in') || !INDEXABLE.includes(value.k)) return null;
  const names = withoutAlias(path, context);
  const field = names.length === 1 ? so.fields.get(lastKey(names)) : undefined;
  if (!field || field.formula || field.metaRel) return null;
  if (field.key !== 'id' && field.type !== 'reference' && !field.unique && !field.extId) return null;
  const { db } = R.org;
  const rows = new Set<Row>();
  for (const wanted of listed(value, context.binds)) {
    const text = comparable(wanted);
    if (typeof text !== 'string' || text === '') return null;
    const key = field.T === t.id ? to18(text) : text;
    const byId = field.key === 'id' ? db.get(so.key, key) : null;
    if (byId) rows.add(byId);
    if (field.key !== 'id') for (const row of db.by(so.key, field.key, key, normOf(field))) rows.add(row);
  }
  return [...rows];
}

/** The values that `IN (SELECT ...)` compares with. */
function subqueryValues({ q: query }: QueryValue & { k: 'subq' }, binds: QueryBinds): Value[] {
  const { a: records } = listOrFail(execute(query, binds, null));
  const [item] = query.select;
  const path = item && 'path' in item ? (item.path ?? []) : [];
  return records
    .map((record) =>
      path.reduce<Value>(
        (value, name) => (value instanceof SObj ? value.get(name.toLowerCase()) : null),
        record,
      ),
    )
    .filter((value) => value !== null);
}
