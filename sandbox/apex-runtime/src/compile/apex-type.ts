import type { SObjectInfo } from '../schema/model.ts';
import type { ClassInfo } from './class-info.ts';
import type { PlatformDef } from './platform.ts';

interface TypeOf<Kind extends string> {
  readonly kind: Kind;
  /** As messages and `String.valueOf(Type)` spell it, e.g. `List<Account>`. */
  readonly name: string;
  /** The name in lower case: Apex compares names without regard to case. */
  readonly key: string;
  /** Type arguments of a generic platform type, else null. */
  readonly args: readonly ApexType[] | null;
}
export type VoidType = TypeOf<'void'>;
export type NullType = TypeOf<'null'>;
/** The type of what the static checks cannot know, e.g. `AggregateResult` fields: checked at run time. */
export type AnyType = TypeOf<'any'>;
export type ObjectType = TypeOf<'object'>;
export type PrimitiveType = TypeOf<'prim'>;
export interface SObjectType extends TypeOf<'sobject'> {
  /** null for the abstract `SObject`. */
  readonly so: SObjectInfo | null;
  /** Set while overloads are picked: an `SObject` that may be passed for a concrete one. */
  readonly loose?: boolean;
}
/** A class, interface or enum of the project. */
export interface UserType extends TypeOf<'user'> {
  readonly decl: ClassInfo;
}
/** A class, interface or enum of the platform library. */
export interface PlatformType extends TypeOf<'plat'> {
  readonly def: PlatformDef;
}
export type ListType = PlatformType & { readonly args: readonly [ApexType] };
export type SetType = PlatformType & { readonly args: readonly [ApexType] };
export type MapType = PlatformType & { readonly args: readonly [ApexType, ApexType] };

/** An Apex type. Equal types are the same object, so that they are compared with `===`. */
export type ApexType =
  VoidType | NullType | AnyType | ObjectType | PrimitiveType | SObjectType | UserType | PlatformType;

const simple = <Kind extends string>(kind: Kind, name: string): TypeOf<Kind> => ({
  kind,
  name,
  key: name.toLowerCase(),
  args: null,
});
const primitive = (name: string): PrimitiveType => simple('prim', name);

const sobject: SObjectType = { ...simple('sobject', 'SObject'), so: null };

/** The types that exist once. */
export const t = {
  void: simple('void', 'void'),
  null: simple('null', 'null'),
  any: simple('any', 'ANY'),
  object: simple('object', 'Object'),
  sobject,
  boolean: primitive('Boolean'),
  integer: primitive('Integer'),
  long: primitive('Long'),
  double: primitive('Double'),
  decimal: primitive('Decimal'),
  string: primitive('String'),
  id: primitive('Id'),
  date: primitive('Date'),
  datetime: primitive('Datetime'),
  time: primitive('Time'),
  blob: primitive('Blob'),
} as const;

const builtIns: readonly (PrimitiveType | ObjectType | SObjectType)[] = [
  t.object,
  t.sobject,
  t.boolean,
  t.integer,
  t.long,
  t.double,
  t.decimal,
  t.string,
  t.id,
  t.date,
  t.datetime,
  t.time,
  t.blob,
];
const builtInByKey = new Map(builtIns.map((type) => [type.key, type]));

/** A primitive, `Object` or `SObject` by its lower-case name. */
export function builtIn(key: string): PrimitiveType | ObjectType | SObjectType | undefined {
  return builtInByKey.get(key);
}

/** The type of a class of the project; its declaration makes it once. */
export function userType(decl: ClassInfo): UserType {
  return { ...simple('user', decl.name), decl };
}

const platformTypes = new Map<string, PlatformType>();

/** The type of a platform class; missing type arguments stand for anything. */
export function platT(
  def: PlatformDef,
  args?: readonly ApexType[] | null,
): PlatformType | PrimitiveType | ObjectType | SObjectType {
  const same = def.key.startsWith('system.') ? builtInByKey.get(def.name.toLowerCase()) : undefined;
  if (same) return same;
  const given = def.generic ? (args ?? def.generic.map(() => t.any)) : null;
  const shown = def.ns === 'System' ? def.name : `${def.ns}.${def.name}`;
  const name = given ? `${shown}<${given.map((arg) => arg.name).join(',')}>` : shown;
  const key = name.toLowerCase();
  let type = platformTypes.get(key);
  if (!type) {
    type = { ...simple('plat', name), args: given, def };
    platformTypes.set(key, type);
  }
  return type;
}

export const isList = (type: ApexType): type is ListType =>
  type.kind === 'plat' && type.def.key === 'system.list';
export const isSet = (type: ApexType): type is SetType =>
  type.kind === 'plat' && type.def.key === 'system.set';
export const isMap = (type: ApexType): type is MapType =>
  type.kind === 'plat' && type.def.key === 'system.map';

let objectByKey: (key: string) => SObjectInfo | null = () => null;
const sobjectTypes = new Map<string, SObjectType>();

/** Tells where sObject types come from: the schema of the org (one org a thread). */
export function setSchemaLookup(lookup: (key: string) => SObjectInfo | null): void {
  objectByKey = lookup;
  sobjectTypes.clear();
}

/** The type of an sObject by its API name in any case; null when the schema has no such object. */
export function sobjT(name: string): SObjectType | null {
  const key = name.toLowerCase();
  if (key === 'sobject') return t.sobject;
  const known = sobjectTypes.get(key);
  if (known) return known;
  const so = objectByKey(key);
  if (!so) return null;
  const ownKey = so.name.toLowerCase();
  const type = sobjectTypes.get(ownKey) ?? { ...simple('sobject', so.name), so };
  sobjectTypes.set(ownKey, type);
  sobjectTypes.set(key, type); // with a namespace or without
  return type;
}
