/** JSON scalars as Apex values. */
import { t, type ApexType } from '../../compile/types.ts';
import { Dbl, Dec } from '../../runtime/decimal.ts';
import { throwEx } from '../../runtime/rt.ts';
import { ADate, ADatetime } from '../../runtime/temporal.ts';
import { AList, AMap, Blob, isIdText, to18, type Value } from '../../runtime/values.ts';
import { parseTime } from '../temporal/time.ts';
import type { JsonNode } from './reader.ts';

export const jsonError = (message: string): never => throwEx('System.JSONException', message);

/** JSON.deserializeUntyped: whole numbers are Integers, Longs or Decimals by their size. */
export function untyped(node: JsonNode): Value {
  switch (node.k) {
    case 'null':
      return null;
    case 'bool':
    case 'str':
      return node.v;
    case 'num':
      return number(node.v);
    case 'arr':
      return new AList(t.object, node.a.map(untyped));
    case 'obj': {
      const map = new AMap(t.string, t.object);
      for (const [key, value] of node.m) map.put(key, untyped(value));
      return map;
    }
  }
}

function number(text: string): Value {
  if (!/^-?\d+$/.test(text)) return Dec.parse(text);
  const value = BigInt(text);
  if (BigInt.asIntN(32, value) === value) return Number(value);
  return BigInt.asIntN(64, value) === value ? value : Dec.parse(text);
}

const WHOLE = /^-?\d+$/;

/** A scalar as a value of a primitive type; refuses one that does not fit. */
export function primitive(node: JsonNode, type: ApexType): Value {
  const text = 'v' in node ? String(node.v) : null;
  const bad = (): never => jsonError(`Illegal value for ${type.key}: ${text}`);
  /** The text of a number or a string. */
  const numeric = (node.k === 'num' || node.k === 'str') && text !== null ? text : null;
  switch (type) {
    case t.string:
      return text ?? jsonError('Illegal value for primitive');
    case t.id:
      return node.k === 'str' && isIdText(node.v) ? to18(node.v) : bad();
    case t.boolean:
      return node.k === 'bool' ? node.v : node.k === 'str' ? (boolean(node.v) ?? bad()) : bad();
    case t.integer:
      return numeric !== null && WHOLE.test(numeric) ? Number(numeric) | 0 : bad();
    case t.long:
      return numeric !== null && WHOLE.test(numeric) ? BigInt(numeric) : bad();
    case t.decimal:
      return (numeric === null ? null : Dec.parse(numeric)) ?? bad();
    case t.double:
      return numeric === null ? bad() : new Dbl(Number(numeric));
    case t.date:
      return ADate.parse(String(text)) ?? bad();
    case t.datetime:
      return ADatetime.parseIso(String(text)) ?? bad();
    case t.time:
      return (/^\d+:\d+:\d+/.test(String(text)) ? parseTime(String(text)) : null) ?? bad();
    case t.blob:
      return new Blob(Buffer.from(String(text), 'base64'));
    default:
      return bad();
  }
}

function boolean(text: string): boolean | null {
  const lower = text.toLowerCase();
  return lower === 'true' || (lower === 'false' ? false : null);
}
