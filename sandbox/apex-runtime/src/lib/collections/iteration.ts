/** The interfaces of iteration and comparison. */
import { define, platT, platformDef, t, type ApexType } from '../../compile/types.ts';
import { throwEx } from '../../runtime/rt.ts';
import type { Value } from '../../runtime/values.ts';
import { methodsOf, statics } from '../typed.ts';

define('System.Iterable', { generic: ['T'], iface: ['iterator():Iterator<T>'] });
define('System.Iterator', { generic: ['T'], iface: ['hasNext():Boolean', 'next():T'] });
define('System.Comparable', { iface: ['compareTo(Object):Integer'] });
define('System.Comparator', { generic: ['T'], iface: ['compare(T,T):Integer'] });

/** Compares texts by the rules of the locale. */
class Collator {
  compare(a: Value, b: Value): number {
    return String(a ?? '').localeCompare(String(b ?? ''));
  }
}
define('System.Collator', {
  js: Collator,
  ifs: ['Comparator<String>'],
  s: statics({ 'getInstance():Collator': () => new Collator() }),
  i: methodsOf<Collator>()({
    'compare(Object,Object):Integer': (collator, a, b) => collator.compare(a, b),
  }),
});

/** The iterator of a collection of the platform. */
export class ListIterator {
  readonly items: readonly Value[];
  readonly #element: ApexType;
  #position = 0;

  constructor(items: readonly Value[], element: ApexType = t.any) {
    this.items = items;
    this.#element = element;
  }

  get T() {
    return platT(platformDef('System.ListIterator'), [this.#element]);
  }

  hasNext(): boolean {
    return this.#position < this.items.length;
  }

  next(): Value {
    const item = this.items[this.#position];
    this.#position += 1;
    return item === undefined
      ? throwEx('System.NoSuchElementException', 'Iterator has no more elements.')
      : item;
  }
}
define('System.ListIterator', {
  js: ListIterator,
  generic: ['T'],
  ifs: ['Iterator<T>'],
  i: methodsOf<ListIterator>()({
    'hasNext():Boolean': (iterator) => iterator.hasNext(),
    'next():T': (iterator) => iterator.next(),
  }),
});
