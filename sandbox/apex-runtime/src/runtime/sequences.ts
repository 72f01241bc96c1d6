import { isList, isSet, t, type ApexType } from '../compile/types.ts';
import { AList, AMap, ASet } from './collections.ts';
import { mkEx, nn, notModelled, throwEx } from './exceptions.ts';
import { callAlias } from './calls.ts';
import { aliased, Obj, SObj, type PlatformValue, type Value } from './objects.ts';
import { typeOf } from './text.ts';

const outOfBounds = (index: number): never =>
  throwEx('System.ListException', `List index out of bounds: ${index}`);

function idx(list: AList | null, index: number | null): Value {
  const { a: items } = nn(list);
  const position = nn(index);
  if (position < 0 || position >= items.length) outOfBounds(position);
  return items[position] ?? null;
}

function setIdx(list: AList | null, index: number, value: Value): Value {
  const { a: items } = nn(list);
  if (index < 0 || index >= items.length) outOfBounds(index);
  items[index] = value;
  return value;
}

const nulls = (count: number): null[] => Array.from({ length: count }, () => null);

/** `new List<T>()`, `new Set<T>(source)`, `new Map<Id, T>(records)`...; a number is a size. */
function newColl(type: ApexType, source?: Value): AList | ASet | AMap {
  const [first = t.any, second = t.any] = type.args ?? [];
  const isSource = source !== undefined && typeof source !== 'number';
  if (isList(type)) {
    if (isSource) return new AList(first, [...iter(source)]);
    return new AList(first, source === undefined ? [] : nulls(source));
  }
  if (isSet(type)) return new ASet(first, isSource ? iter(source) : []);
  const map = new AMap(first, second);
  if (!isSource) return map;
  const given = nn(source);
  if (given instanceof AMap) for (const [key, value] of given.entries()) map.put(key, value);
  else for (const record of iter(given)) putById(map, record);
  return map;
}

/** Puts a record into a map under its id. */
export function putById(map: AMap, record: Value): void {
  const id = record instanceof SObj ? record.get('id') : null;
  if (id === null) throw mkEx('System.ListException', 'Row with null Id at index: 0');
  map.put(id, record);
}

/** What a for loop runs over. */
export function iter(collection: Value | undefined): Iterable<Value> {
  const source = nn(collection);
  if (source instanceof AList) return listItems(source);
  if (source instanceof ASet) return setItems(source);
  if (source instanceof Obj) {
    const iterator = aliased(source, 'a_iterator$0');
    if (iterator) return iteratorItems(iterator.call(source));
    if (aliased(source, 'a_hasnext$0')) return iteratorItems(source);
  }
  const own = source as PlatformValue; // a class of the library
  if (own.iterate) return own.iterate();
  if (source instanceof AMap) return source.values();
  return notModelled(`iteration over ${typeOf(source).name}`);
}

function* listItems({ a: items }: AList): Generator<Value> {
  const { length } = items;
  for (let index = 0; index < length; index += 1) {
    if (items.length !== length)
      throw mkEx('System.FinalException', 'Cannot modify a collection while it is being iterated.');
    yield items[index] ?? null;
  }
}

function* setItems(set: ASet): Generator<Value> {
  set.lock += 1;
  try {
    yield* set.values();
  } finally {
    set.lock -= 1;
  }
}

function* iteratorItems(iterator: Value): Generator<Value> {
  nn(iterator);
  while (callAlias(iterator, 'a_hasnext$0', []) === true) yield callAlias(iterator, 'a_next$0', []);
}

function* chunks(list: AList, size: number): Generator<AList> {
  for (let start = 0; start < list.a.length; start += size)
    yield new AList(list.e, list.a.slice(start, start + size));
}

/** The only record of a query's result. */
function single(rows: Value): Value {
  if (!(rows instanceof AList)) return rows;
  const [row] = rows.a;
  if (rows.a.length === 1 && row !== undefined) return row;
  return throwEx(
    'System.QueryException',
    rows.a.length > 0
      ? 'List has more than 1 row for assignment to SObject'
      : 'List has no rows for assignment to SObject',
  );
}

export const sequenceHelpers = {
  idx,
  setIdx,
  mkList: (element: ApexType, items: Value[]): AList => new AList(element, items),
  mkSet: (element: ApexType, items: Value[]): ASet => new ASet(element, items),
  mkMap(keyType: ApexType, valueType: ApexType, entries: [Value, Value][]): AMap {
    const map = new AMap(keyType, valueType);
    for (const [key, value] of entries) map.put(key, value);
    return map;
  },
  mkArr: (element: ApexType, size: number | null): AList => new AList(element, nulls(nn(size))),
  newColl,
  iter,
  chunks,
  single,
  singleOrNull: (rows: Value): Value => (rows instanceof AList && rows.a.length === 0 ? null : single(rows)),
};
