import { define } from '../../compile/types.ts';
import { arg, R } from '../../runtime/rt.ts';
import { AList, AMap, ASet, eqStrict, SObj, str, type Value } from '../../runtime/values.ts';
import { methodsOf } from '../typed.ts';

function copy(map: AMap, valueOf: (value: Value) => Value = (value) => value): AMap {
  const result = new AMap(map.kt, map.vt);
  for (const [key, value] of map.entries()) result.put(key, valueOf(value));
  return result;
}

/** The keys as a set of its own, with the objects that stand for equal ones. */
function keySet(map: AMap): ASet {
  const keys = new ASet(map.kt);
  for (const [hash, [key]] of map.m) keys.m.set(hash, key);
  if (map.reps) keys.reps = map.reps;
  return keys;
}

define('System.Map', {
  generic: ['K', 'V'],
  js: AMap,
  i: methodsOf<AMap>()({
    'put(K,V):V': (map, key, value) => map.put(key, value),
    'get(K):V': (map, key) => map.get(key),
    'containsKey(K):Boolean': (map, key) => map.has(key),
    'remove(K):V': (map, key) => map.del(key),
    'size():Integer': (map) => map.m.size,
    'isEmpty():Boolean': (map) => map.m.size === 0,
    'clear():void': (map) => {
      map.m.clear();
      map.reps = null;
    },
    'keySet():Set<K>': keySet,
    'values():List<V>': (map) => new AList(map.vt, [...map.values()]),
    'putAll(Map<K,V>):void': (map, other) => {
      for (const [key, value] of arg(other).entries()) map.put(key, value);
    },
    'putAll(List<V>):void': (map, records) => {
      for (const record of arg(records).a) map.put(record instanceof SObj ? record.get('id') : null, record);
    },
    'clone():Map<K,V>': (map) => copy(map),
    'deepClone():Map<K,V>': (map) =>
      copy(map, (value) => (value instanceof SObj ? R.sclone(value, true, true, true, true) : value)),
    'getSObjectType():Schema.SObjectType': (map) =>
      map.vt.kind === 'sobject' && map.vt.so ? R.sobjTok(map.vt) : null,
    'equals(Object):Boolean': eqStrict,
    'hashCode():Integer': (map) => R.hashOf(map),
    'toString():String': str,
  }),
});
