import { AList, AMap, ASet, hk } from './collections.ts';
import { isNumVal, numCmp } from './decimal.ts';
import { strEq } from './ids.ts';
import { aliased, Blob, Obj, SObj, type PlatformValue, type Value } from './objects.ts';
import { ADate, ADatetime, ATime, DAY_MS } from './temporal.ts';

type Equal = (a: Value | undefined, b: Value | undefined) => boolean;

/** Equality in collections and of equals(): Strings count their case. */
export const eqStrict: Equal = (a, b) => equal(a, b, false);

/** The == operator: Strings do not count their case. */
export const eqOp: Equal = (a, b) => equal(a, b, true);

function equal(a: Value | undefined, b: Value | undefined, ignoreCase: boolean): boolean {
  if (a === b) return true;
  if (a === null || a === undefined || b === null || b === undefined) return (a ?? null) === (b ?? null);
  if (ignoreCase && typeof a === 'string' && typeof b === 'string') return strEq(a, b);
  if (isNumVal(a) && isNumVal(b)) return numCmp(a, b) === 0;
  if (typeof a !== 'object' || typeof b !== 'object') return false;
  return equalObjects(a, b, ignoreCase ? eqOp : eqStrict);
}

/** A Date equals the Datetime of its midnight. */
const instant = (value: object): number | null =>
  value instanceof ADate ? value.n * DAY_MS : value instanceof ADatetime ? value.ms : null;

function equalObjects(a: object, b: object, equals: Equal): boolean {
  const time = instant(a);
  if (time !== null) return time === instant(b);
  if (a instanceof ATime) return b instanceof ATime && a.ms === b.ms;
  if (a instanceof Blob) return b instanceof Blob && a.b.equals(b.b);
  if (a instanceof AList)
    return (
      b instanceof AList && a.a.length === b.a.length && a.a.every((item, index) => equals(item, b.a[index]))
    );
  if (a instanceof ASet)
    return b instanceof ASet && a.m.size === b.m.size && [...a.values()].every((item) => b.has(item));
  if (a instanceof AMap)
    return (
      b instanceof AMap &&
      a.m.size === b.m.size &&
      [...a.entries()].every(([key, value]) => b.has(key) && equals(value, b.get(key)))
    );
  if (a instanceof SObj) return b instanceof SObj && a.T === b.T && hk(a) === hk(b);
  if (a instanceof Obj) return aliased(a, 'a_equals$1')?.call(a, b) === true;
  const own = a as PlatformValue; // a class of the library
  const other = b as PlatformValue;
  return own.hashKey !== undefined && other.hashKey !== undefined && a.constructor === b.constructor
    ? own.hashKey() === other.hashKey()
    : false;
}
