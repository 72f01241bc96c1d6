import { define } from '../../compile/types.ts';
import { arg, R, throwEx } from '../../runtime/rt.ts';
import { AList, eqStrict, SObj, str } from '../../runtime/values.ts';
import { methodsOf } from '../typed.ts';
import { compareValues } from './compare.ts';
import { ListIterator } from './iteration.ts';

/** Refuses a position outside of the list; `add` may also name the position after the last one. */
function inBounds(list: AList, position: number, last: number): number {
  if (arg(position) < 0 || position > last)
    throwEx('System.ListException', `List index out of bounds: ${position}`);
  return position;
}

function remove(list: AList, position: number) {
  const [removed = null] = list.a.splice(inBounds(list, position, list.a.length - 1), 1);
  return removed;
}

function deepClone(list: AList, ids = false, timestamps = false, autonumbers = false): AList {
  const copies = list.a.map((item) =>
    item instanceof SObj ? R.sclone(item, ids, true, timestamps, autonumbers) : item,
  );
  return new AList(list.e, copies);
}

define('System.List', {
  generic: ['T'],
  js: AList,
  ifs: ['Iterable<T>'],
  i: methodsOf<AList>()({
    'add(T):void': (list, item) => {
      list.a.push(item);
    },
    'add(Integer,T):void': (list, position, item) => {
      list.a.splice(inBounds(list, position, list.a.length), 0, item);
    },
    'addAll(List<T>):void': (list, other) => {
      for (const item of [...arg(other).a]) list.a.push(item);
    },
    'addAll(Set<T>):void': (list, other) => {
      for (const item of arg(other).values()) list.a.push(item);
    },
    'addAll(Iterable<T>):void': (list, other) => {
      for (const item of R.iter(other)) list.a.push(item);
    },
    'get(Integer):T': (list, position) => R.idx(list, position),
    'set(Integer,T):void': (list, position, item) => {
      R.setIdx(list, position, item);
    },
    'remove(Integer):T': remove,
    'size():Integer': (list) => list.a.length,
    'isEmpty():Boolean': (list) => list.a.length === 0,
    'clear():void': (list) => {
      list.a.length = 0;
    },
    'contains(T):Boolean': (list, item) => list.a.some((known) => eqStrict(known, item)),
    'indexOf(T):Integer': (list, item) => list.a.findIndex((known) => eqStrict(known, item)),
    'sort():void': (list) => {
      list.a.sort(compareValues);
    },
    'sort(Comparator<T>):void': (list, comparator) => {
      list.a.sort((a, b) => Number(R.iv(arg(comparator), 'a_compare$2', [a, b])));
    },
    'clone():List<T>': (list) => new AList(list.e, [...list.a]),
    'deepClone():List<T>': (list) => deepClone(list),
    'deepClone(Boolean):List<T>': deepClone,
    'deepClone(Boolean,Boolean,Boolean):List<T>': deepClone,
    'iterator():Iterator<T>': (list) => new ListIterator(list.a, list.e),
    'getSObjectType():Schema.SObjectType': (list) =>
      list.e.kind === 'sobject' && list.e.so ? R.sobjTok(list.e) : null,
    'equals(Object):Boolean': eqStrict,
    'hashCode():Integer': (list) => R.hashOf(list),
    'toString():String': str,
  }),
});
