/** Assertions: a failure cannot be caught. */
import { define } from '../../compile/types.ts';
import { arg, fatal, R } from '../../runtime/rt.ts';
import { eqStrict, isIdText, str, to18, typeOf, type Value } from '../../runtime/values.ts';
import { statics } from '../typed.ts';
import type { TypeToken } from './type-token.ts';

function fail(message: Value | undefined, detail = ''): never {
  const told = message === undefined || message === null ? '' : `: ${str(message)}`;
  throw fatal('System.AssertException', `Assertion Failed${told}${detail}`);
}

/** Texts count their case here; the 15- and 18-character forms of an id are equal. */
function same(a: Value, b: Value): boolean {
  if (typeof a !== 'string' || typeof b !== 'string') return eqStrict(a, b);
  return a === b || (isIdText(a) && isIdText(b) && to18(a) === to18(b));
}

export function assertTrue(condition: boolean | null, message?: Value): void {
  if (condition !== true) fail(message);
}
function assertFalse(condition: boolean | null, message?: Value): void {
  if (condition !== false) fail(message);
}
export function assertEqual(expected: Value, actual: Value, message?: Value): void {
  if (!same(expected, actual)) fail(message, `: Expected: ${str(expected)}, Actual: ${str(actual)}`);
}
export function assertNotEqual(expected: Value, actual: Value, message?: Value): void {
  if (same(expected, actual)) fail(message, `: Same value: ${str(expected)}`);
}
function assertNull(value: Value, message?: Value): void {
  if (value !== null) fail(message, `: Expected: null, Actual: ${str(value)}`);
}
function assertNotNull(value: Value, message?: Value): void {
  if (value === null) fail(message, ': Value is null');
}
function assertInstance(value: Value, token: TypeToken, message?: Value): void {
  const { t: type } = arg(token);
  if (!R.isA(value, type))
    fail(message, `: Expected instance of ${type.name}, Actual: ${typeOf(value).name}`);
}
function assertNotInstance(value: Value, token: TypeToken, message?: Value): void {
  const { t: type } = arg(token);
  if (R.isA(value, type)) fail(message, `: instance of ${type.name}`);
}

define('System.Assert', {
  s: statics({
    'areEqual(Object,Object):void': assertEqual,
    'areEqual(Object,Object,String):void': assertEqual,
    'areNotEqual(Object,Object):void': assertNotEqual,
    'areNotEqual(Object,Object,String):void': assertNotEqual,
    'isTrue(Boolean):void': assertTrue,
    'isTrue(Boolean,String):void': assertTrue,
    'isFalse(Boolean):void': assertFalse,
    'isFalse(Boolean,String):void': assertFalse,
    'isNull(Object):void': assertNull,
    'isNull(Object,String):void': assertNull,
    'isNotNull(Object):void': assertNotNull,
    'isNotNull(Object,String):void': assertNotNull,
    'isInstanceOfType(Object,Type):void': assertInstance,
    'isInstanceOfType(Object,Type,String):void': assertInstance,
    'isNotInstanceOfType(Object,Type):void': assertNotInstance,
    'isNotInstanceOfType(Object,Type,String):void': assertNotInstance,
    'fail():void': () => fail(null),
    'fail(String):void': (message) => fail(message),
  }),
});
