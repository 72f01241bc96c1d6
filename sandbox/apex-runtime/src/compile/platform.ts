import type { EnumVal } from '../runtime/values.ts';
import { platT, type ApexType, type ListType, type MapType, type SetType } from './apex-type.ts';
import type { PlatformFn, PlatformMethod, SignatureType } from './signature.ts';
import type { Expr } from './code.ts';

/** A property of the platform library. */
export interface PlatformProperty {
  readonly name: string;
  readonly type: SignatureType;
  readonly get: PlatformFn;
  readonly set: PlatformFn | null;
}
/** What a dynamic member name stands for: its type, and the function that reads it. */
export interface DynamicMember {
  readonly T: ApexType;
  readonly fn: PlatformFn;
}
/** Members whose names only the org's metadata knows: labels, fields, field sets. */
export interface DynamicMembers {
  /** A static member; `fail` reports a compile error. */
  readonly s?: (name: string, fail: (message: string) => never) => DynamicMember | null;
  /** A member of a value; `on` is the expression it is read from. */
  readonly i?: (name: string, on: Expr) => DynamicMember | null;
}
/** The JavaScript class of a platform class's values. */
export type PlatformClass = new (...args: never[]) => object;

/** A class, interface or enum of the platform library. */
export class PlatformDef {
  readonly ns: string;
  readonly name: string;
  readonly key: string;
  readonly stat = new Map<string, PlatformMethod[]>();
  readonly inst = new Map<string, PlatformMethod[]>();
  readonly ctors: PlatformMethod[] = [];
  readonly props = new Map<string, PlatformProperty>();
  readonly sprops = new Map<string, PlatformProperty>();
  sup: string | null = null;
  ifs: readonly string[] = [];
  generic: readonly string[] | null = null;
  isInterface = false;
  isAbstract = false;
  /** The constants of an enum, and their values once one was used. */
  enum: readonly string[] | null = null;
  enumObjs: EnumVal[] | null = null;
  js: PlatformClass | null = null;
  dyn: DynamicMembers | null = null;
  /** Classes of the project may extend or implement it, so its methods are looked up at run time. */
  open = false;

  constructor(ns: string, name: string) {
    this.ns = ns;
    this.name = name;
    this.key = `${ns}.${name}`.toLowerCase();
  }
}

/** All platform classes by `namespace.name` in lower case. */
export const platform = new Map<string, PlatformDef>();
export const namespaces = new Set(['system', 'schema']);

/** A platform class by its name in any case; System and Schema may be left out. */
export function findPlatform(name: string): PlatformDef | null {
  const key = name.toLowerCase();
  const def = key.includes('.')
    ? platform.get(key)
    : (platform.get(`system.${key}`) ?? platform.get(`schema.${key}`));
  return def ?? null;
}

/** A platform class that must exist. */
export function platformDef(key: string): PlatformDef {
  const def = platform.get(key.toLowerCase());
  if (!def) throw new Error(`apex-runtime internal: no platform class ${key}`);
  return def;
}

// The library always defines these three, and gives them one or two type arguments.
export const listOf = (element: ApexType): ListType =>
  platT(platformDef('system.list'), [element]) as ListType;
export const setOf = (element: ApexType): SetType => platT(platformDef('system.set'), [element]) as SetType;
export const mapOf = (key: ApexType, value: ApexType): MapType =>
  platT(platformDef('system.map'), [key, value]) as MapType;
