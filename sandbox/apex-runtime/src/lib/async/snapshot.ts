import { AList, AMap, ASet, Obj, SObj, type Value } from '../../runtime/values.ts';

/**
 * A copy of an object with all that it refers to. A job keeps the state it was enqueued with: what the caller does to the
 * object afterwards does not reach it.
 */
export function snapshot(value: Value, copies = new Map<object, object>()): Value {
  if (value === null || typeof value !== 'object') return value;
  return copies.get(value) ?? copyOf(value, copies);
}

function copyOf(value: object, copies: Map<object, object>): object {
  const copy = (part: Value): Value => snapshot(part, copies);
  /** Notes a copy before its parts are copied: they may refer to the whole. */
  const keep = <Copy extends object>(made: Copy): Copy => {
    copies.set(value, made);
    return made;
  };
  if (value instanceof AList) {
    const list = keep(new AList(value.e));
    for (const item of value.a) list.a.push(copy(item));
    return list;
  }
  if (value instanceof ASet) {
    const set = keep(new ASet(value.e));
    for (const item of value.values()) set.add(copy(item));
    return set;
  }
  if (value instanceof AMap) {
    const map = keep(new AMap(value.kt, value.vt));
    for (const [key, item] of value.entries()) map.put(copy(key), copy(item));
    return map;
  }
  if (value instanceof SObj) {
    const record = keep(value.clone());
    for (const [key, item] of record.f) record.f.set(key, copy(item));
    return record;
  }
  if (!(value instanceof Obj) || value.$stub) return value;
  const object = keep(sameClass(value));
  for (const [key, item] of Object.entries(value)) Reflect.set(object, key, copy(item as Value)); // its fields
  return object;
}

function sameClass(object: Obj): Obj {
  return Object.create(Object.getPrototypeOf(object) as Obj) as Obj;
}

/** A copy that shares what the object refers to. */
export function shallowCopy(object: Obj): Obj {
  return Object.assign(sameClass(object), object);
}
