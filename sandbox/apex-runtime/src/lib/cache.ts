/** The platform cache: it lives as long as the org's thread; nothing expires. */
import { define, t, type ApexType } from '../compile/types.ts';
import { arg, callUser, R, throwEx } from '../runtime/rt.ts';
import { ASet, type Value } from '../runtime/values.ts';
import type { TypeToken } from './system/type-token.ts';
import { methodsOf, statics } from './typed.ts';

type Entries = Map<string, Value>;
type Scope = 'Org' | 'Session';

/** The entries of each partition, by scope and name. */
const partitions = new Map<string, Entries>();
R.resetCaches = () => partitions.clear();

function entriesOf(scope: Scope, partition: string): Entries {
  const key = `${scope}:${partition.toLowerCase()}`;
  const entries: Entries = partitions.get(key) ?? new Map<string, Value>();
  partitions.set(key, entries);
  return entries;
}

function checkKey(key: string): void {
  if (!/^[A-Za-z0-9]+$/.test(arg(key).split('.').at(-1) ?? ''))
    throwEx('Cache.CacheException', `Key must be alphanumeric: ${key}`);
}

/** The partition and the key of `namespace.partition.key`, or of a key in the default partition. */
function split(scope: Scope, key: string): [entries: Entries, key: string] {
  const dot = arg(key).lastIndexOf('.');
  return dot < 0
    ? [entriesOf(scope, 'default'), key]
    : [entriesOf(scope, key.slice(0, dot)), key.slice(dot + 1)];
}

/** Values of a Cache.CacheBuilder are kept apart from those that were put. */
const builderKey = (type: ApexType, key: string): string => `b:${type.name}:${key}`;

/** The value that a Cache.CacheBuilder loads when it is not there. */
function load({ t: type }: TypeToken, entries: Entries, key: string): Value {
  const ownKey = builderKey(type, key);
  const known = entries.get(ownKey);
  if (known !== undefined) return known;
  const value = callUser(R.instantiate(type), 'doLoad', [key]);
  entries.set(ownKey, value);
  return value;
}

define('Cache.CacheBuilder', { iface: ['doLoad(String):Object'] });
define('Cache.Visibility', { e: ['ALL', 'NAMESPACE'] });

/** Cache.Partition */
class Partition {
  readonly name: string;
  readonly entries: Entries;

  constructor(scope: Scope, name: string) {
    this.name = name;
    this.entries = entriesOf(scope, name);
  }

  put(key: string, value: Value): void {
    checkKey(key);
    this.entries.set(key, value);
  }
}
define('Cache.Partition', {
  js: Partition,
  i: methodsOf<Partition>()({
    'get(String):Object': ({ entries }, key) => entries.get(key) ?? null,
    'get(Type,String):Object': ({ entries }, type, key) => load(type, entries, key),
    'put(String,Object):void': (partition, key, value) => partition.put(key, value),
    'put(String,Object,Integer):void': (partition, key, value) => partition.put(key, value),
    'put(String,Object,Integer,Cache.Visibility,Boolean):void': ({ entries }, key, value) =>
      entries.set(key, value),
    'contains(String):Boolean': ({ entries }, key) => entries.has(key),
    'remove(String):Boolean': ({ entries }, key) => entries.delete(key),
    'remove(Type,String):Boolean': ({ entries }, type, key) => entries.delete(builderKey(type.t, key)),
    'getKeys():Set<String>': ({ entries }) => new ASet(t.string, entries.keys()),
    'isAvailable():Boolean': () => true,
    'getName():String': ({ name }) => name,
    'getCapacity():Double': () => null,
    'getMissRate():Double': () => null,
    'getNumKeys():Long': ({ entries }) => BigInt(entries.size),
    'validateKey(Boolean,String):void': (_partition, _isDefault, key) => checkKey(key),
  }),
});

class OrgPartition extends Partition {
  constructor(name: string) {
    super('Org', name);
  }
}
class SessionPartition extends Partition {
  constructor(name: string) {
    super('Session', name);
  }
}
define('Cache.OrgPartition', { js: OrgPartition, sup: 'Cache.Partition' });
define('Cache.SessionPartition', { js: SessionPartition, sup: 'Cache.Partition' });

function put(scope: Scope, key: string, value: Value): void {
  checkKey(key);
  const [entries, name] = split(scope, key);
  entries.set(name, value);
}

/** The static methods that Cache.Org and Cache.Session share. */
function scopeMethods(scope: Scope): ReturnType<typeof statics> {
  return statics({
    'get(String):Object': (key) => {
      const [entries, name] = split(scope, key);
      return entries.get(name) ?? null;
    },
    'get(Type,String):Object': (type, key) => load(type, ...split(scope, key)),
    'put(String,Object):void': (key, value) => put(scope, key, value),
    'put(String,Object,Integer):void': (key, value) => put(scope, key, value),
    'contains(String):Boolean': (key) => {
      const [entries, name] = split(scope, key);
      return entries.has(name);
    },
    'remove(String):Boolean': (key) => {
      const [entries, name] = split(scope, key);
      return entries.delete(name);
    },
    'remove(Type,String):Boolean': (type, key) => {
      const [entries, name] = split(scope, key);
      return entries.delete(builderKey(type.t, name));
    },
    'isAvailable():Boolean': () => true,
    'getKeys():Set<String>': () => new ASet(t.string, entriesOf(scope, 'default').keys()),
  });
}
define('Cache.Org', {
  s: {
    ...scopeMethods('Org'),
    ...statics({ 'getPartition(String):Cache.OrgPartition': (name) => new OrgPartition(name) }),
  },
});
define('Cache.Session', {
  s: {
    ...scopeMethods('Session'),
    ...statics({ 'getPartition(String):Cache.SessionPartition': (name) => new SessionPartition(name) }),
  },
});
