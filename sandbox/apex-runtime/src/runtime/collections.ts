import { listOf, mapOf, setOf, type ApexType } from '../compile/types.ts';
import { Dbl, Dec } from './decimal.ts';
import { aliased, Blob, EnumVal, Obj, SObj, type PlatformValue, type Value } from './objects.ts';
import { ADate, ADatetime, ATime } from './temporal.ts';

/** What stands for a value as the key of a JavaScript Map. Equal values have the same key. */
export type HashKey = Value;

/** Remembers objects with own equals() and hashCode(), so that equal ones get the same key. */
interface Owner {
  reps?: Map<Value, Obj[]> | null;
}

/** An Apex List. */
export class AList {
  /** The element type. */
  readonly e: ApexType;
  readonly a: Value[];

  constructor(element: ApexType, items: Value[] = []) {
    this.e = element;
    this.a = items;
  }

  get T() {
    return listOf(this.e);
  }
}

/** An Apex Set; it keeps the order of insertion. */
export class ASet implements Owner {
  /** The element type. */
  readonly e: ApexType;
  readonly m = new Map<HashKey, Value>();
  /** How many loops are iterating over it: it cannot be changed meanwhile. */
  lock = 0;
  declare reps?: Map<Value, Obj[]> | null;

  constructor(element: ApexType, items?: Iterable<Value>) {
    this.e = element;
    for (const item of items ?? []) this.add(item);
  }

  get T() {
    return setOf(this.e);
  }

  /** false when an equal element is there. */
  add(value: Value): boolean {
    const key = hk(value, this);
    if (this.m.has(key)) return false;
    this.m.set(key, value);
    return true;
  }

  has(value: Value): boolean {
    return this.m.has(hk(value, this));
  }

  del(value: Value): boolean {
    return this.m.delete(hk(value, this));
  }

  values(): MapIterator<Value> {
    return this.m.values();
  }
}

/** An Apex Map; it keeps the order of insertion. */
export class AMap implements Owner {
  /** The types of keys and values. */
  readonly kt: ApexType;
  readonly vt: ApexType;
  readonly m = new Map<HashKey, [key: Value, value: Value]>();
  declare reps?: Map<Value, Obj[]> | null;

  constructor(keyType: ApexType, valueType: ApexType) {
    this.kt = keyType;
    this.vt = valueType;
  }

  get T() {
    return mapOf(this.kt, this.vt);
  }

  get(key: Value): Value {
    return this.m.get(hk(key, this))?.[1] ?? null;
  }

  /** The value before, or null. */
  put(key: Value, value: Value): Value {
    const hash = hk(key, this);
    const entry = this.m.get(hash);
    if (!entry) {
      this.m.set(hash, [key, value]);
      return null;
    }
    const before = entry[1];
    entry[1] = value;
    return before;
  }

  has(key: Value): boolean {
    return this.m.has(hk(key, this));
  }

  /** Removes a key; the value it had, or null. */
  del(key: Value): Value {
    const hash = hk(key, this);
    const entry = this.m.get(hash);
    this.m.delete(hash);
    return entry ? entry[1] : null;
  }

  *values(): Generator<Value> {
    for (const entry of this.m.values()) yield entry[1];
  }

  *keys(): Generator<Value> {
    for (const entry of this.m.values()) yield entry[0];
  }

  entries(): MapIterator<[key: Value, value: Value]> {
    return this.m.values();
  }
}

// Keys of objects are texts that no String value of a program starts with.
const MARK = '\u0001';
const SEPARATOR = '\u0002';

/** The key of a value: strings by their characters, numbers by value and type, objects by what makes them equal. */
export function hk(value: Value | undefined, owner: Owner | null = null): HashKey {
  if (value === undefined || value === null) return null;
  if (typeof value === 'bigint') return `${MARK}L${value}`;
  return typeof value === 'object' ? objectKey(value, owner) : value;
}

function objectKey(value: object, owner: Owner | null): HashKey {
  if (value instanceof Dec) return `${MARK}D${value.stripAll().toString()}`;
  if (value instanceof Dbl) return `${MARK}F${value.v}`;
  if (value instanceof ADate) return `${MARK}d${value.n}`;
  if (value instanceof ADatetime) return `${MARK}t${value.ms}`;
  if (value instanceof ATime) return `${MARK}T${value.ms}`;
  if (value instanceof Blob) return `${MARK}B${value.b.toString('base64')}`;
  if (value instanceof EnumVal) return value;
  if (value instanceof SObj) return `${MARK}S${recordKey(value, owner)}`;
  if (value instanceof AList)
    return `${MARK}[${value.a.map((item) => keyText(hk(item, owner))).join(SEPARATOR)}]`;
  if (value instanceof ASet) return `${MARK}{${[...value.m.keys()].map(keyText).sort().join(SEPARATOR)}}`;
  if (value instanceof AMap)
    return `${MARK}<${[...value.m]
      .map(([key, entry]) => `${keyText(key)}=${keyText(hk(entry[1], owner))}`)
      .sort()
      .join(SEPARATOR)}>`;
  if (value instanceof Obj) return owner ? representative(value, owner) : value;
  const { hashKey } = value as PlatformValue; // a class of the library
  return hashKey ? `${MARK}K${hashKey.call(value)}` : value;
}

/** The first object that equals this one by the project's equals() and hashCode(), or the object itself. */
function representative(value: Obj, owner: Owner): Obj {
  const hashCode = aliased(value, 'a_hashcode$0');
  if (!hashCode || !aliased(value, 'a_equals$1')) return value;
  const hash = hashCode.call(value);
  owner.reps ??= new Map();
  const same = owner.reps.get(hash) ?? [];
  owner.reps.set(hash, same);
  const found = same.find(
    (known) => known === value || aliased(known, 'a_equals$1')?.call(known, value) === true,
  );
  if (found) return found;
  same.push(value);
  return value;
}

let identities = 0;
const identityOf = new WeakMap<object, number>();

/** A number for an object, the same as long as it lives. */
export function identity(value: object): number {
  let number = identityOf.get(value);
  if (number === undefined) {
    identities += 1;
    number = identities;
    identityOf.set(value, number);
  }
  return number;
}

function keyText(key: HashKey): string {
  if (key === null) return `${MARK}N`;
  if (typeof key === 'object') return `${MARK}O${identity(key)}`;
  return typeof key === 'string' ? key : `${typeof key}${key}`;
}

function recordKey(record: SObj, owner: Owner | null): string {
  const fields = [...record.f]
    .filter(([, value]) => value !== null)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key}=${keyText(hk(value, owner))}`);
  return `${record.T.name}(${fields.join(SEPARATOR)})`;
}
