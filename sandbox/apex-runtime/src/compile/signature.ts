import { builtIn, platT, sobjT, t, type ApexType } from './apex-type.ts';
import { findPlatform, listOf, type PlatformDef } from './platform.ts';

/** A type parameter in a signature of a generic class: T of `List<T>`. */
interface TypeParameter {
  readonly kind: 'gen';
  readonly name: string;
  readonly position: number;
}
/** A generic type that names a type parameter: `Iterator<T>`. */
interface ParameterisedType {
  readonly kind: 'genapp';
  readonly name: string;
  readonly def: PlatformDef;
  readonly args: readonly SignatureType[];
}
/** A type as the signature of a platform member names it; `subst` makes an Apex type of it. */
export type SignatureType = ApexType | TypeParameter | ParameterisedType;

/**
 * Any implementation of a platform member; an instance member takes its receiver first. The compiler checks the
 * arguments by the signature, so each implementation declares the types that the signature promises.
 */
export type PlatformFn = (...args: never[]) => unknown;

/** A method or constructor of the platform library. */
export interface PlatformMethod {
  readonly name: string;
  readonly arity: number;
  readonly isStatic: boolean;
  readonly def: PlatformDef;
  /** null in interfaces. */
  readonly fn: PlatformFn | null;
  readonly params: readonly SignatureType[];
  readonly ret: SignatureType;
}

const byText = new Map<string, ApexType>();

/** The type that a signature names, e.g. `List<Map<String,Object>>`; `generic` lists the type parameters in force. */
export function parseSigType(text: string): ApexType;
export function parseSigType(text: string, generic: readonly string[] | null): SignatureType;
export function parseSigType(text: string, generic: readonly string[] | null = null): SignatureType {
  if (generic) return parse(text.trim(), generic);
  const key = text.trim();
  let type = byText.get(key);
  if (!type) {
    type = subst(parse(key, []), null);
    byText.set(key, type);
  }
  return type;
}

function parse(text: string, generic: readonly string[]): SignatureType {
  if (text.endsWith('[]')) return listOf(subst(parse(text.slice(0, -2).trim(), generic), null));
  const bracket = text.indexOf('<');
  const base = (bracket < 0 ? text : text.slice(0, bracket)).trim();
  const position = bracket < 0 ? generic.indexOf(base) : -1;
  if (position >= 0) return { kind: 'gen', name: base, position };
  if (base === 'void') return t.void;
  if (base === 'ANY') return t.any;
  const args =
    bracket < 0
      ? null
      : splitTop(text.slice(bracket + 1, text.lastIndexOf('>'))).map((arg) => parse(arg.trim(), generic));
  const simple = args ? undefined : builtIn(base.toLowerCase());
  if (simple) return simple;
  const def = findPlatform(base);
  if (def) {
    if (!args) return platT(def);
    const concrete = args.filter(isConcrete);
    return concrete.length === args.length ? platT(def, concrete) : { kind: 'genapp', name: text, def, args };
  }
  const sobject = sobjT(base);
  if (sobject) return sobject;
  throw new Error(`apex-runtime internal: unknown type in platform signature: ${text}`);
}

const isConcrete = (type: SignatureType): type is ApexType => type.kind !== 'gen' && type.kind !== 'genapp';

/** Puts type arguments in the place of type parameters; a missing one becomes the unchecked type. */
export function subst(type: SignatureType, args: readonly ApexType[] | null): ApexType {
  if (type.kind === 'gen') return args?.[type.position] ?? t.any;
  if (type.kind === 'genapp')
    return platT(
      type.def,
      type.args.map((arg) => subst(arg, args)),
    );
  return type;
}

/** Splits at the commas that are not within `<...>`. */
export function splitTop(text: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let current = '';
  for (const char of text) {
    if (char === '<') depth += 1;
    else if (char === '>') depth -= 1;
    if (char === ',' && depth === 0) {
      parts.push(current);
      current = '';
    } else current += char;
  }
  if (current.trim()) parts.push(current);
  return parts;
}

/** Reads `name(Type,Type):Type`. Types are looked up at first use: they may be defined or deployed later. */
export function parseSignature(
  text: string,
  def: PlatformDef,
  isStatic: boolean,
  fn: PlatformFn | null,
): PlatformMethod {
  const [, name, params, ret = 'void'] = /^(\w*)\((.*)\)(?::(.+))?$/.exec(text) ?? [];
  if (name === undefined || params === undefined) throw new Error(`bad signature ${text} in ${def.key}`);
  const parts = splitTop(params);
  return {
    name,
    arity: parts.length,
    isStatic,
    def,
    fn,
    get params() {
      return remember(
        this,
        'params',
        parts.map((part) => parseSigType(part, def.generic)),
      );
    },
    get ret() {
      return remember(this, 'ret', parseSigType(ret, def.generic));
    },
  };
}

/** Replaces a getter by the value it found. */
export function remember<Value>(owner: object, name: string, value: Value): Value {
  Object.defineProperty(owner, name, { value });
  return value;
}
