// @ts-nocheck -- ported file by file: this one still waits for its types
// List, Set, Map, Iterator, Iterable, Comparable, Comparator.
import { define, t, platT, listOf, setOf, platform } from '../compile/types.ts';
import { R, mkEx, throwEx, callUser, putById } from '../runtime/rt.ts';
import { AList, ASet, AMap, SObj, Obj, EnumVal, eqStrict, str, typeOf, hk } from '../runtime/values.ts';
import { isNumVal, numCmp } from '../runtime/decimal.ts';
import { ADate, ADatetime, ATime } from '../runtime/temporal.ts';
const nn = R.arg;
const oob = (i) => throwEx('System.ListException', 'List index out of bounds: ' + i);

define('System.Iterable', { generic: ['T'], iface: ['iterator():Iterator<T>'] });
define('System.Iterator', { generic: ['T'], iface: ['hasNext():Boolean', 'next():T'] });
define('System.Comparable', { iface: ['compareTo(Object):Integer'] });
define('System.Comparator', { generic: ['T'], iface: ['compare(T,T):Integer'] });
define('System.Collator', { ifs: ['Comparator<String>'], s: { 'getInstance():Collator': () => new Coll() }, i: { 'compare(Object,Object):Integer': (c, a, b) => String(a ?? '').localeCompare(String(b ?? '')) } });
class Coll {}
define('System.Collator', { js: Coll });

class It { constructor(src) { this.a = src; this.i = 0; } }
define('System.ListIterator', { generic: ['T'], js: It, ifs: ['Iterator<T>'], i: { 'hasNext():Boolean': (x) => x.i < x.a.length, 'next():T': (x) => { if (x.i >= x.a.length) throwEx('System.NoSuchElementException', 'Iterator has no more elements.'); return x.a[x.i++]; } } });

function sobjCmp(a, b) {
  const x = (r) => str(r.get('name') ?? r.get('casenumber') ?? r.get('ordernumber') ?? '');
  if (a.T !== b.T) return a.T.name < b.T.name ? -1 : 1;
  const k = x(a).localeCompare(x(b));
  return k || (String(a.get('id')) < String(b.get('id')) ? -1 : 1);
}
export function compareValues(a, b) {
  if (a === null && b === null) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  if (isNumVal(a) && isNumVal(b)) return numCmp(a, b);
  if (typeof a === 'string') return a < b ? -1 : a > b ? 1 : 0;
  if (typeof a === 'boolean') return Number(a) - Number(b);
  if (a instanceof ADate) return a.n - b.n;
  if (a instanceof ADatetime || a instanceof ATime) return a.ms - b.ms;
  if (a instanceof EnumVal) return a.ord - b.ord;
  if (a instanceof SObj) return sobjCmp(a, b);
  if (a['a_compareto$1']) return a['a_compareto$1'](b);
  throw mkEx('System.ListException', 'One or more of the items in this list is not Comparable.');
}
define('System.List', {
  generic: ['T'], js: AList, ifs: ['Iterable<T>'],
  i: {
    'add(T):void': (l, v) => { l.a.push(v); }, 'add(Integer,T):void': (l, i, v) => { if (i < 0 || i > l.a.length) oob(i); l.a.splice(i, 0, v); }, 'addAll(List<T>):void': (l, o) => { for (const x of nn(o).a.slice()) l.a.push(x); }, 'addAll(Set<T>):void': (l, o) => { for (const x of nn(o).values()) l.a.push(x); }, 'addAll(Iterable<T>):void': (l, o) => { for (const x of R.iter(o)) l.a.push(x); },
    'get(Integer):T': (l, i) => R.idx(l, i), 'set(Integer,T):void': (l, i, v) => { R.setIdx(l, i, v); }, 'remove(Integer):T': (l, i) => { if (nn(i) < 0 || i >= l.a.length) oob(i); return l.a.splice(i, 1)[0]; }, 'size():Integer': (l) => l.a.length, 'isEmpty():Boolean': (l) => l.a.length === 0, 'clear():void': (l) => { l.a.length = 0; },
    'contains(T):Boolean': (l, v) => l.a.some((x) => eqStrict(x, v)), 'indexOf(T):Integer': (l, v) => l.a.findIndex((x) => eqStrict(x, v)), 'sort():void': (l) => { l.a.sort(compareValues); }, 'sort(Comparator<T>):void': (l, c) => { l.a.sort((a, b) => R.iv(nn(c), 'a_compare$2', [a, b])); },
    'clone():List<T>': (l) => new AList(l.e, l.a.slice()), 'deepClone():List<T>': (l) => new AList(l.e, l.a.map((x) => R.sclone(x, false, true, false, false))), 'deepClone(Boolean):List<T>': (l, id) => new AList(l.e, l.a.map((x) => R.sclone(x, id, true, false, false))), 'deepClone(Boolean,Boolean,Boolean):List<T>': (l, a, b, c) => new AList(l.e, l.a.map((x) => R.sclone(x, a, true, b, c))),
    'iterator():Iterator<T>': (l) => { const it = new It(l.a); it.e = l.e; return it; }, 'getSObjectType():Schema.SObjectType': (l) => (l.e.kind === 'sobject' && l.e.so ? R.sobjTok(l.e) : null), 'equals(Object):Boolean': (l, o) => eqStrict(l, o), 'hashCode():Integer': (l) => R.hashOf(l), 'toString():String': (l) => str(l)
  }
});
const locked = (s) => { if (s.lock) throwEx('System.FinalException', 'Cannot modify a collection while it is being iterated.'); };
const items = (c) => (c instanceof AList ? c.a : c instanceof ASet ? [...c.values()] : [...R.iter(c)]);
define('System.Set', {
  generic: ['T'], js: ASet, ifs: ['Iterable<T>'],
  i: {
    'add(T):Boolean': (s, v) => { locked(s); return s.add(v); }, 'addAll(List<T>):Boolean': (s, o) => { locked(s); let c = false; for (const x of items(nn(o))) c = s.add(x) || c; return c; }, 'addAll(Set<T>):Boolean': (s, o) => { locked(s); let c = false; for (const x of items(nn(o))) c = s.add(x) || c; return c; },
    'contains(T):Boolean': (s, v) => s.has(v), 'containsAll(List<T>):Boolean': (s, o) => items(nn(o)).every((x) => s.has(x)), 'containsAll(Set<T>):Boolean': (s, o) => items(nn(o)).every((x) => s.has(x)), 'remove(T):Boolean': (s, v) => { locked(s); return s.del(v); }, 'removeAll(List<T>):Boolean': (s, o) => { locked(s); let c = false; for (const x of items(nn(o))) c = s.del(x) || c; return c; }, 'removeAll(Set<T>):Boolean': (s, o) => { locked(s); let c = false; for (const x of items(nn(o))) c = s.del(x) || c; return c; },
    'retainAll(List<T>):Boolean': (s, o) => retain(s, o), 'retainAll(Set<T>):Boolean': (s, o) => retain(s, o), 'size():Integer': (s) => s.m.size, 'isEmpty():Boolean': (s) => s.m.size === 0, 'clear():void': (s) => { locked(s); s.m.clear(); s.reps = null; }, 'clone():Set<T>': (s) => new ASet(s.e, s.values()), 'iterator():Iterator<T>': (s) => new It([...s.values()]), 'equals(Object):Boolean': (l, o) => eqStrict(l, o), 'hashCode():Integer': (l) => R.hashOf(l), 'toString():String': (l) => str(l)
  }
});
function retain(s, o) { const keep = new ASet(s.e, items(nn(o))); let c = false; for (const x of [...s.values()]) if (!keep.has(x)) { s.del(x); c = true; } return c; }
define('System.Map', {
  generic: ['K', 'V'], js: AMap,
  i: {
    'put(K,V):V': (m, k, v) => m.put(k, v), 'get(K):V': (m, k) => m.get(k), 'containsKey(K):Boolean': (m, k) => m.has(k), 'remove(K):V': (m, k) => m.del(k), 'size():Integer': (m) => m.m.size, 'isEmpty():Boolean': (m) => m.m.size === 0, 'clear():void': (m) => { m.m.clear(); m.reps = null; },
    'keySet():Set<K>': (m) => { const s = new ASet(m.kt); for (const [h, e] of m.m) s.m.set(h, e[0]); if (m.reps) s.reps = m.reps; return s; }, 'values():List<V>': (m) => new AList(m.vt, [...m.values()]), 'putAll(Map<K,V>):void': (m, o) => { for (const [k, v] of nn(o).entries()) m.put(k, v); }, 'putAll(List<V>):void': (m, l) => { for (const r of nn(l).a) m.put(r === null ? null : r.get('id'), r); },
    'clone():Map<K,V>': (m) => { const r = new AMap(m.kt, m.vt); for (const [k, v] of m.entries()) r.put(k, v); return r; }, 'deepClone():Map<K,V>': (m) => { const r = new AMap(m.kt, m.vt); for (const [k, v] of m.entries()) r.put(k, v instanceof SObj ? R.sclone(v, true, true, true, true) : v); return r; }, 'getSObjectType():Schema.SObjectType': (m) => (m.vt.kind === 'sobject' && m.vt.so ? R.sobjTok(m.vt) : null), 'equals(Object):Boolean': (l, o) => eqStrict(l, o), 'hashCode():Integer': (l) => R.hashOf(l), 'toString():String': (l) => str(l)
  }
});
// platform classes define js.T through the prototype; collections carry their own element types
for (const [C, f] of [[AList, function () { return listOf(this.e); }], [ASet, function () { return setOf(this.e); }], [AMap, function () { return platT(platform.get('system.map'), [this.kt, this.vt]); }], [It, function () { return platT(platform.get('system.listiterator'), [this.e || t.any]); }]]) Object.defineProperty(C.prototype, 'T', { get: f, configurable: true });
export { It };
