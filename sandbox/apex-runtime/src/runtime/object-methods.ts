import type { ClassInfo } from '../compile/class-info.ts';
import { platT, type PlatformDef } from '../compile/types.ts';
import { AList, hk, identity } from './collections.ts';
import { penum } from './enums.ts';
import { eqStrict } from './equality.ts';
import { nn, throwEx } from './exceptions.ts';
import { AEx, aliased, Obj, SObj, type EnumVal, type Value } from './objects.ts';
import { R } from './state.ts';
import { instanceFields, str } from './text.ts';

/** The object itself where `super.toString()` and the like are called: without the overrides of its class. */
class WithoutOverrides {
  readonly raw: Obj;

  constructor(object: Obj) {
    this.raw = object;
  }
}

function toStr(value: Value): string {
  if (!(value instanceof WithoutOverrides)) return str(nn(value));
  return value.raw instanceof AEx ? str(value.raw) : instanceFields(value.raw);
}

/** `hashCode()`: equal values have equal numbers. */
function hashOf(value: Value): number {
  if (value instanceof WithoutOverrides) return identity(value.raw);
  const given = nn(value);
  if (given instanceof Obj) {
    const own = aliased(given, 'a_hashcode$0');
    if (own) return Number(own.call(given));
  }
  if (typeof given === 'number') return given;
  if (typeof given === 'boolean') return given ? 1231 : 1237;
  const key = hk(given);
  if (key !== null && typeof key === 'object') return identity(key);
  let hash = 0;
  for (const char of String(key)) hash = (Math.imul(31, hash) + char.charCodeAt(0)) | 0;
  return hash;
}

function eqCall(value: Value, other: Value): boolean {
  if (value instanceof WithoutOverrides) return value.raw === other;
  const given = nn(value);
  const own = given instanceof Obj ? aliased(given, 'a_equals$1') : undefined;
  return own ? own.call(given, other) === true : eqStrict(given, other);
}

function objClone(value: object | null): object {
  const given = nn(value);
  if (given instanceof SObj) return R.sclone(given, false, false);
  const copy: object = Object.create(Object.getPrototypeOf(given) as object | null);
  return Object.assign(copy, given);
}

const noConstant = (enumName: string, name: string): never =>
  throwEx('System.NoSuchElementException', `No enum constant ${enumName}.${name}`);

/** The methods that every object has, and those of enums: of the project, and of the platform. */
export const objectHelpers = {
  superObj: (object: Obj): WithoutOverrides => new WithoutOverrides(object),
  toStr,
  hashOf,
  eqCall,
  objClone,
  enumValues: (decl: ClassInfo): AList => new AList(decl.T, [...decl.enumVals]),
  enumValueOf(decl: ClassInfo, name: string | null): EnumVal {
    const wanted = nn(name).toLowerCase();
    const constant = decl.enumVals.find((candidate) => candidate.name.toLowerCase() === wanted);
    return constant ?? noConstant(decl.name, nn(name));
  },
  penumValues: (def: PlatformDef): AList =>
    new AList(
      platT(def),
      (def.enum ?? []).map((_, position) => penum(def, position)),
    ),
  penumValueOf(def: PlatformDef, name: string | null): EnumVal {
    const wanted = nn(name).toLowerCase();
    const position = (def.enum ?? []).findIndex((candidate) => candidate.toLowerCase() === wanted);
    return position < 0 ? noConstant(def.name, nn(name)) : penum(def, position);
  },
};
