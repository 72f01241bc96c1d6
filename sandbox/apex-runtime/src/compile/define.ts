import { platT } from './apex-type.ts';
import { PlatformDef, namespaces, platform, type DynamicMembers, type PlatformClass } from './platform.ts';
import type { PlatformProperty } from './platform.ts';
import { parseSigType, parseSignature, remember, type PlatformFn, type PlatformMethod } from './signature.ts';

/** How a library file describes a platform class. All keys are signatures: `name(Type,Type):Type` or `name:Type`. */
export interface PlatformSpec {
  /** Names of the type parameters. */
  readonly generic?: readonly string[] | undefined;
  /** The superclass and the interfaces. */
  readonly sup?: string | undefined;
  readonly ifs?: readonly string[] | undefined;
  readonly js?: PlatformClass | undefined;
  /** Static and instance methods. */
  readonly s?: Readonly<Record<string, PlatformFn>> | undefined;
  readonly i?: Readonly<Record<string, PlatformFn>> | undefined;
  /** Methods of an interface. */
  readonly iface?: readonly string[] | undefined;
  readonly abstract?: boolean | undefined;
  /** Constructors; they get the type first. */
  readonly ctor?: Readonly<Record<string, PlatformFn>> | undefined;
  /** Instance and static properties: the getter, or getter and setter. */
  readonly p?: Readonly<Record<string, PlatformFn | readonly [PlatformFn, PlatformFn]>> | undefined;
  readonly sp?: Readonly<Record<string, PlatformFn | readonly [PlatformFn, PlatformFn]>> | undefined;
  readonly dyn?: DynamicMembers | undefined;
  /** The constants of an enum. */
  readonly e?: readonly string[] | undefined;
}

/** Adds a platform class, or adds to it when it is there. */
export function define(qualifiedName: string, spec: PlatformSpec): PlatformDef {
  const dot = qualifiedName.lastIndexOf('.');
  const ns = qualifiedName.slice(0, dot);
  const def = platform.get(qualifiedName.toLowerCase()) ?? new PlatformDef(ns, qualifiedName.slice(dot + 1));
  platform.set(def.key, def);
  namespaces.add(ns.toLowerCase());
  def.generic = spec.generic ?? def.generic;
  def.sup = spec.sup ?? def.sup;
  def.ifs = spec.ifs ?? def.ifs;
  def.dyn = spec.dyn ?? def.dyn;
  def.enum = spec.e ?? def.enum;
  if (spec.abstract) def.isAbstract = true;
  if (spec.js) {
    def.js = spec.js;
    // Values know their type by T; a class that has it itself, such as the collections, keeps its own.
    if (!Object.hasOwn(spec.js.prototype, 'T'))
      Object.defineProperty(spec.js.prototype, 'T', { configurable: true, get: () => platT(def) });
  }
  addMethods(def.stat, spec.s, def, true);
  addMethods(def.inst, spec.i, def, false);
  if (spec.iface) {
    def.isInterface = true;
    for (const signature of spec.iface) add(def.inst, parseSignature(signature, def, false, null));
  }
  for (const [signature, fn] of Object.entries(spec.ctor ?? {}))
    def.ctors.push(parseSignature(signature, def, true, fn));
  addProperties(def.props, spec.p, def);
  addProperties(def.sprops, spec.sp, def);
  return def;
}

function addMethods(
  methods: Map<string, PlatformMethod[]>,
  given: PlatformSpec['s'],
  def: PlatformDef,
  isStatic: boolean,
): void {
  for (const [signature, fn] of Object.entries(given ?? {}))
    add(methods, parseSignature(signature, def, isStatic, fn));
}

function add(methods: Map<string, PlatformMethod[]>, method: PlatformMethod): void {
  const key = method.name.toLowerCase();
  const overloads = methods.get(key);
  if (overloads) overloads.push(method);
  else methods.set(key, [method]);
}

function addProperties(
  properties: Map<string, PlatformProperty>,
  given: PlatformSpec['p'],
  def: PlatformDef,
): void {
  for (const [key, access] of Object.entries(given ?? {})) {
    const colon = key.indexOf(':');
    const name = key.slice(0, colon);
    const [get, set] = typeof access === 'function' ? [access, null] : access;
    properties.set(name.toLowerCase(), {
      name,
      get,
      set,
      get type() {
        return remember(this, 'type', parseSigType(key.slice(colon + 1), def.generic));
      },
    });
  }
}
