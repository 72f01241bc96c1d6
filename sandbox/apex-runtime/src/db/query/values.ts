import { t } from '../../compile/types.ts';
import type { QueryValue } from '../../parse/query.ts';
import { Dec, isNumVal, numCmp, toDec } from '../../runtime/decimal.ts';
import { ADate, ADatetime, ATime, DAY_MS } from '../../runtime/temporal.ts';
import {
  AList,
  AMap,
  ASet,
  EnumVal,
  SObj,
  to18,
  type PlatformValue,
  type Value,
} from '../../runtime/values.ts';
import { queryError, type ComparedField, type QueryBinds } from './context.ts';

/** A value of a query: a literal, or what is bound. */
export function scalar(value: QueryValue, binds: QueryBinds): Value {
  switch (value.k) {
    case 'lit':
      return value.v;
    case 'num':
      return Dec.parse(value.v);
    case 'bind':
      return binds.bind(value.i) ?? null;
    case 'nbind':
      return binds.named(value.n) ?? null;
    case 'date':
      return ADate.parse(value.v);
    case 'dt':
      return ADatetime.parseIso(value.v);
    case 'time': {
      const parts = /(\d\d):(\d\d):(\d\d)(?:\.(\d+))?/.exec(value.v) ?? [];
      const [hours = 0, minutes = 0, seconds = 0] = parts.slice(1, 4).map(Number);
      return new ATime((hours * 3600 + minutes * 60 + seconds) * 1000);
    }
    default:
      return queryError('unexpected token');
  }
}

/** The values of a list: literals, and the elements of a bound collection. */
export function listed(value: QueryValue, binds: QueryBinds): Value[] {
  if (value.k === 'list') return value.a.flatMap((item) => listed(item, binds));
  const bound = scalar(value, binds);
  if (bound instanceof AList) return bound.a;
  if (bound instanceof ASet) return [...bound.values()];
  if (bound instanceof AMap) return [...bound.keys()];
  const { iterate } = (bound ?? {}) as PlatformValue; // a class of the library
  return iterate ? [...iterate.call(bound)] : [bound];
}

/** The number after LIMIT or OFFSET. */
export function numberIn(value: QueryValue, binds: QueryBinds): number {
  return Number(scalar(value, binds) ?? 0);
}

/** A record stands for its id, an enum constant for its name. */
export function comparable(value: Value): Value {
  if (value instanceof SObj) return value.get('id');
  return value instanceof EnumVal ? value.name : value;
}

/** The same key for values that `=` takes for equal. */
export function keyOf(value: Value, field: ComparedField): Value {
  const plain = comparable(value);
  if (typeof plain === 'string') {
    if (field?.T === t.id) return to18(plain);
    return field?.unique && field.caseSensitive ? plain : plain.toLowerCase();
  }
  if (isNumVal(plain)) return `n${toDec(plain).stripAll()}`;
  if (plain instanceof ADate) return `d${plain.n * DAY_MS}`;
  if (plain instanceof ADatetime) return `d${plain.ms}`;
  return plain instanceof ATime ? `t${plain.ms}` : plain;
}

/** A Date is compared with a Datetime as its midnight, and a Datetime with a Date as its day. */
export function alike(value: Value, like: Value): Value {
  if (like instanceof ADatetime && value instanceof ADate) return new ADatetime(value.n * DAY_MS);
  if (like instanceof ADate && value instanceof ADatetime) return value.date();
  return value;
}

function instant(value: Value): number {
  if (value instanceof ADate) return value.n * DAY_MS;
  return value instanceof ADatetime || value instanceof ATime ? value.ms : Number(value);
}

const order = <Type extends string | number>(a: Type, b: Type): number => (a < b ? -1 : a > b ? 1 : 0);

/** The order of two values that are not null; texts without regard to case. */
export function compareValues(a: Value, b: Value): number {
  if (typeof a === 'string' || typeof b === 'string')
    return order(String(a).toLowerCase(), String(b).toLowerCase());
  return isNumVal(a) && isNumVal(b) ? numCmp(a, b) : order(instant(a), instant(b));
}

/** Ids are ordered as they are counted up: digits, capitals, small letters. */
const compareIds = (a: Value, b: Value): number => order(String(a), String(b));

/** How the values of a field are ordered. */
export function orderOf(field: ComparedField): (a: Value, b: Value) => number {
  return field?.T === t.id ? compareIds : compareValues;
}
