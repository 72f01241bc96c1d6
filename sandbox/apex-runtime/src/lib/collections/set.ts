import { define } from '../../compile/types.ts';
import { arg, R, throwEx } from '../../runtime/rt.ts';
import { ASet, eqStrict, str, type Value } from '../../runtime/values.ts';
import { methodsOf } from '../typed.ts';
import { ListIterator } from './iteration.ts';

/** The set, which must not be changed while a loop iterates over it. */
function changeable(set: ASet): ASet {
  if (set.lock) throwEx('System.FinalException', 'Cannot modify a collection while it is being iterated.');
  return set;
}

const items = (collection: Value): Value[] => [...R.iter(arg(collection))];
const containsAll = (set: ASet, others: Value): boolean => items(others).every((item) => set.has(item));

/** Each answers whether the set has changed. */
function addAll(set: ASet, others: Value): boolean {
  changeable(set);
  return items(others).filter((item) => set.add(item)).length > 0;
}
function removeAll(set: ASet, others: Value): boolean {
  changeable(set);
  return items(others).filter((item) => set.del(item)).length > 0;
}
function retainAll(set: ASet, others: Value): boolean {
  const kept = new ASet(set.e, items(others));
  return [...set.values()].filter((item) => !kept.has(item) && set.del(item)).length > 0;
}

define('System.Set', {
  generic: ['T'],
  js: ASet,
  ifs: ['Iterable<T>'],
  i: methodsOf<ASet>()({
    'add(T):Boolean': (set, item) => changeable(set).add(item),
    'addAll(List<T>):Boolean': addAll,
    'addAll(Set<T>):Boolean': addAll,
    'contains(T):Boolean': (set, item) => set.has(item),
    'containsAll(List<T>):Boolean': containsAll,
    'containsAll(Set<T>):Boolean': containsAll,
    'remove(T):Boolean': (set, item) => changeable(set).del(item),
    'removeAll(List<T>):Boolean': removeAll,
    'removeAll(Set<T>):Boolean': removeAll,
    'retainAll(List<T>):Boolean': retainAll,
    'retainAll(Set<T>):Boolean': retainAll,
    'size():Integer': (set) => set.m.size,
    'isEmpty():Boolean': (set) => set.m.size === 0,
    'clear():void': (set) => {
      changeable(set).m.clear();
      set.reps = null;
    },
    'clone():Set<T>': (set) => new ASet(set.e, set.values()),
    'iterator():Iterator<T>': (set) => new ListIterator([...set.values()]),
    'equals(Object):Boolean': eqStrict,
    'hashCode():Integer': (set) => R.hashOf(set),
    'toString():String': str,
  }),
});
