import { t, type ApexType } from '../compile/apex-type.ts';
import { Dbl, Dec, toDec, toNum, wrap64, type NumberValue } from './decimal.ts';
import { nn, throwEx } from './exceptions.ts';
import { isIdText, to18 } from './ids.ts';
import type { Value } from './objects.ts';
import { ADate, ADatetime, ATime, DAY_MS } from './temporal.ts';
import { str } from './text.ts';

const divideByZero = (): never => throwEx('System.MathException', 'Divide by 0');

// Integer wraps at 32 bits, Long at 64.
const toInteger = (value: bigint): number => Number(BigInt.asIntN(32, value));
const toLong = (value: Value): bigint => {
  const number = nn(value);
  return typeof number === 'bigint' ? number : BigInt(number as number); // the compiler lets only Integers through
};
const toDouble = (value: Value): number => toNum(nn(value));
const toDecimal = (value: Value): Dec =>
  value instanceof Dec
    ? value
    : (toDec(nn(value)) ?? throwEx('System.MathException', 'Invalid decimal: ' + str(value)));

/** The whole part. */
function truncated(value: Value): bigint {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number') return BigInt(value);
  if (value instanceof Dec) return value.setScale(0, 'DOWN')?.c ?? 0n;
  return BigInt(Math.trunc(toNum(value)));
}

/** An id in its long form; the empty text is no id. */
export function toId(value: Value): string | null {
  if (value === null || value === '') return null;
  const text = String(value);
  if (!isIdText(text)) throwEx('System.StringException', `Invalid id: ${text}`);
  return to18(text);
}

const dateToDatetime = (value: ADate | ADatetime): ADatetime =>
  value instanceof ADatetime ? value : new ADatetime(value.n * DAY_MS);

/** Makes a value fit a primitive type, as an assignment of an unchecked value or a cast between numbers does. */
export function coerceTo(value: Value | undefined, type: ApexType): Value {
  if (value === null || value === undefined) return null;
  switch (type) {
    case t.integer:
      if (typeof value === 'number') return value;
      if (typeof value === 'bigint' || value instanceof Dec) return toInteger(truncated(value));
      return Math.trunc(toNum(value)) | 0;
    case t.long:
      return truncated(value);
    case t.decimal:
      return toDec(value) ?? value;
    case t.double:
      return value instanceof Dbl ? value : new Dbl(toNum(value));
    case t.id:
      return typeof value === 'string' ? toId(value) : value;
    case t.datetime:
      return value instanceof ADate ? dateToDatetime(value) : value;
    default:
      return value;
  }
}

/** Conversions by the letters of the types: i Integer, l Long, f Double, d Decimal or Date, s String. */
const conversions = {
  coerceTo,
  i2l: (value: number | null): bigint | null => (value === null ? null : BigInt(value)),
  i2d: (value: number | null): Dec | null => (value === null ? null : Dec.int(value)),
  i2f: (value: number | null): Dbl | null => (value === null ? null : new Dbl(value)),
  l2d: (value: bigint | number | null): Dec | null => (value === null ? null : new Dec(BigInt(value), 0)),
  l2f: (value: bigint | null): Dbl | null => (value === null ? null : new Dbl(Number(value))),
  l2i: (value: bigint | null): number | null => (value === null ? null : toInteger(BigInt(value))),
  f2d: (value: NumberValue | null): Dec | null =>
    value === null || value instanceof Dec ? value : Dec.fromDouble(toNum(value)),
  d2f: (value: NumberValue | null): Dbl | null =>
    value === null || value instanceof Dbl ? value : new Dbl(toNum(value)),
  d2dt: (value: ADate | ADatetime | null): ADatetime | null =>
    value === null ? null : dateToDatetime(value),
  s2id: toId,
};

const idiv = (a: number, b: number): number => (b === 0 ? divideByZero() : Math.trunc(a / b) | 0);

/** Long, Decimal and Double arithmetic; Integer arithmetic is in the generated code. */
const arithmetic = {
  idiv,
  ladd: (a: Value, b: Value): bigint => wrap64(toLong(a) + toLong(b)),
  lsub: (a: Value, b: Value): bigint => wrap64(toLong(a) - toLong(b)),
  lmul: (a: Value, b: Value): bigint => wrap64(toLong(a) * toLong(b)),
  ldiv: (a: Value, b: Value): bigint => (toLong(b) === 0n ? divideByZero() : wrap64(toLong(a) / toLong(b))),
  dadd: (a: Value, b: Value): Dec => toDecimal(a).add(toDecimal(b)),
  dsub: (a: Value, b: Value): Dec => toDecimal(a).sub(toDecimal(b)),
  dmul: (a: Value, b: Value): Dec => toDecimal(a).mul(toDecimal(b)),
  ddiv: (a: Value, b: Value): Dec => toDecimal(a).div(toDecimal(b)) ?? divideByZero(),
  fadd: (a: Value, b: Value): Dbl => new Dbl(toDouble(a) + toDouble(b)),
  fsub: (a: Value, b: Value): Dbl => new Dbl(toDouble(a) - toDouble(b)),
  fmul: (a: Value, b: Value): Dbl => new Dbl(toDouble(a) * toDouble(b)),
  fdiv: (a: Value, b: Value): Dbl =>
    toDouble(b) === 0 ? divideByZero() : new Dbl(toDouble(a) / toDouble(b)),
  lshift(a: Value, b: Value, operator: string): bigint {
    const places = BigInt(nn(b) as number | bigint); // an Integer or a Long
    if (operator === '<<') return wrap64(toLong(a) << places);
    return operator === '>>' ? toLong(a) >> places : wrap64(BigInt.asUintN(64, toLong(a)) >> places);
  },
  neg(value: NumberValue | null): NumberValue {
    const number = nn(value);
    if (typeof number === 'number') return -number | 0;
    if (typeof number === 'bigint') return -number;
    return number instanceof Dec ? number.neg() : new Dbl(-number.v);
  },
  /** Adds days (a Date or Datetime) or milliseconds (a Time). */
  dtAdd(a: ADate | ADatetime | ATime | null, b: Value, sign: 1 | -1): ADate | ADatetime | ATime {
    const start = nn(a);
    const amount = toDouble(b) * sign;
    if (start instanceof ADate) return new ADate(start.n + Math.trunc(amount));
    if (start instanceof ADatetime) return new ADatetime(start.ms + Math.round(amount * DAY_MS));
    return new ATime(start.ms + amount);
  },
};

const names: Readonly<Record<string, 'add' | 'sub' | 'mul' | 'div'>> = {
  '+': 'add',
  '-': 'sub',
  '*': 'mul',
  '/': 'div',
};

/** Arithmetic on values whose types are known only now. */
function arith(operator: string, a: Value, b: Value): Value {
  if (operator === '+' && (typeof a === 'string' || typeof b === 'string')) return str(a) + str(b);
  const name = names[operator] ?? throwEx('System.MathException', `Unknown operator ${operator}`);
  nn(a);
  nn(b);
  if (typeof a === 'number' && typeof b === 'number') return integerArithmetic[name](a, b);
  if (a instanceof Dbl || b instanceof Dbl) return arithmetic[`f${name}`](a, b);
  if (a instanceof Dec || b instanceof Dec) return arithmetic[`d${name}`](a, b);
  return arithmetic[`l${name}`](a, b);
}

const integerArithmetic = {
  add: (a: number, b: number): number => (a + b) | 0,
  sub: (a: number, b: number): number => (a - b) | 0,
  mul: (a: number, b: number): number => Math.imul(a, b),
  div: idiv,
};

export const numberHelpers = { ...conversions, ...arithmetic, arith };
