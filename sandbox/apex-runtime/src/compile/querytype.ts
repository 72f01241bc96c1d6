import type { Condition, FieldPath, Query, SelectItem } from '../parse/query.ts';
import type { SObjectInfo } from '../schema/model.ts';
import { listOf, sobjT, t, type ApexType } from './types.ts';

/** The Apex type of a query's result; `fail` reports objects, relationships and fields that do not exist. */
export function typeQuery(query: Query, fail: (message: string) => never): ApexType {
  const type = sobjT(query.from);
  if (!type?.so) return fail(`sObject type '${query.from}' is not supported.`);
  const object = type.so;
  for (const item of query.select) checkItem(item, object, fail);
  for (const path of paths(query.where)) checkPath(path, object, fail);
  for (const { path } of query.orderBy ?? []) if (path) checkPath(path, object, fail);
  if (query.isCount) return t.integer;
  return listOf(query.isAggregate ? (sobjT('AggregateResult') ?? type) : type);
}

/** The fields that a condition compares. */
function* paths(condition: Condition | null): Generator<FieldPath> {
  if (!condition) return;
  if (condition.k === 'cmp') {
    if (condition.path) yield condition.path;
  } else if (condition.k === 'not') yield* paths(condition.a);
  else for (const part of condition.a) yield* paths(part);
}

function checkItem(item: SelectItem, object: SObjectInfo, fail: (message: string) => never): void {
  if (item.k === 'field' || (item.k === 'agg' && item.path)) {
    if (item.path) checkPath(item.path, object, fail);
  } else if (item.k === 'sub') {
    const children = object.childRel(item.q.from.toLowerCase().split('.').at(-1) ?? '');
    if (!children)
      return fail(
        `Didn't understand relationship '${item.q.from}' in FROM part of query call on ${object.name}`,
      );
    const child = sobjT(children.child)?.so;
    if (child) for (const selected of item.q.select) checkItem(selected, child, fail);
  }
}

function checkPath(path: FieldPath, object: SObjectInfo, fail: (message: string) => never): void {
  let current: SObjectInfo | null = object;
  for (const [index, name] of path.entries()) {
    if (!current || current.anyField) return;
    const key = name.toLowerCase();
    if (index === path.length - 1) {
      if (!current.field(key)) fail(`No such column '${name}' on entity '${current.name}'`);
      return;
    }
    const parent = current.parentRel(key);
    if (parent) current = parentObject(parent.to);
    else if (index > 0 || key !== object.name.toLowerCase())
      fail(`Didn't understand relationship '${name}' on entity '${current.name}'`);
  }
}

/** What can be queried of a parent: of several possible ones, what they have in common (the object Name). */
function parentObject(to: readonly string[]): SObjectInfo | null {
  const [first] = to;
  return (first === undefined ? null : sobjT(to.length > 1 ? 'Name' : first))?.so ?? null;
}
