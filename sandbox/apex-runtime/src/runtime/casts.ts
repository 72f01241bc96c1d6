import { isList, isNum, rank, t, type ApexType } from '../compile/types.ts';
import { throwEx } from './exceptions.ts';
import { isIdText, to18 } from './ids.ts';
import { coerceTo, toId } from './numbers.ts';
import type { Value } from './objects.ts';
import { R } from './state.ts';
import { typeOf } from './text.ts';

/** `value instanceof Type` */
export function isA(value: Value | undefined, type: ApexType): boolean {
  if (value === null || value === undefined) return false;
  if (type === t.object || type === t.any) return true;
  const own = typeOf(value);
  if (own === type) return true;
  if (typeof value === 'string')
    return type === t.id && isIdText(value) && R.org.schema.byPrefix(value.slice(0, 3)) !== null;
  if (own.kind === 'prim')
    return type.kind === 'prim' && type !== t.string && type !== t.id && rank(own, type) >= 0;
  if (type.kind === 'prim') return false;
  if (own.kind === 'plat' && type.kind === 'plat' && own.def === type.def && isUnchecked(own)) return true;
  return rank(own, type) >= 0;
}

/** A collection whose element types nobody wrote, such as one of JSON. */
function isUnchecked(type: ApexType): boolean {
  return isList(type) ? type.args[0] === t.any : (type.args ?? []).some((arg) => arg === t.any);
}

function cast(value: Value | undefined, type: ApexType): Value {
  if (value === null || value === undefined) return null;
  if (isA(value, type)) {
    if (isNum(type) || type === t.datetime) return coerceTo(value, type);
    return type === t.id && typeof value === 'string' ? to18(value) : value;
  }
  if (typeof value === 'string' && type === t.id) return toId(value);
  if (typeof value === 'string' && type === t.string) return value;
  return throwEx(
    'System.TypeException',
    `Invalid conversion from runtime type ${typeOf(value).name} to ${type.name}`,
  );
}

export const castHelpers = { isA, cast };
