import { t } from '../compile/apex-type.ts';

const powers = [1n];

/** 10 to the power n. */
export function p10(n: number): bigint {
  for (let power = powers.at(-1) ?? 1n; powers.length <= n; powers.push(power)) power *= 10n;
  return powers[n] ?? 1n;
}

const magnitude = (value: bigint): bigint => (value < 0n ? -value : value);

/** The number of decimal digits. */
export function digits(value: bigint): number {
  return magnitude(value).toString().length;
}

/** The names of `System.RoundingMode`. */
export type Rounding = string;

/**
 * An Apex Decimal: an unscaled integer and a scale, as in Java's BigDecimal. Not decimal.js, which drops trailing zeros:
 * in Apex 1.50 has scale 2, prints as 1.50, and keeps its scale through sums (the larger), products (the sum) and setScale.
 */
export class Dec {
  /** The digits as an integer. */
  readonly c: bigint;
  /** How many of the digits stand after the point; never negative. */
  readonly s: number;

  constructor(unscaled: bigint, scale: number) {
    this.c = unscaled;
    this.s = scale;
  }

  get T() {
    return t.decimal;
  }

  static int(value: number): Dec {
    return new Dec(BigInt(value), 0);
  }

  /** Reads `-1.50` or `1e3`; null when the text is no number. */
  static parse(text: string): Dec | null {
    const match = /^\s*([-+]?)(\d*)(?:\.(\d*))?(?:[eE]([-+]?\d+))?\s*$/.exec(text);
    const [, sign, whole = '', fraction = '', exponent = '0'] = match ?? [];
    if (!whole && !fraction) return null;
    const unscaled = BigInt((whole || '0') + fraction) * (sign === '-' ? -1n : 1n);
    const scale = fraction.length - Number(exponent);
    return scale < 0 ? new Dec(unscaled * p10(-scale), 0) : new Dec(unscaled, scale);
  }

  /** The shortest Decimal that reads as this Double, with a decimal place at least; null for infinite ones and NaN. */
  static fromDouble(value: number): Dec | null {
    if (!Number.isFinite(value)) return null;
    const text = String(value);
    return Dec.parse(Number.isInteger(value) && !text.includes('e') ? `${text}.0` : text);
  }

  toString(): string {
    if (this.s <= 0) return (this.c * p10(-this.s)).toString();
    const text = magnitude(this.c)
      .toString()
      .padStart(this.s + 1, '0');
    return `${this.c < 0n ? '-' : ''}${text.slice(0, -this.s)}.${text.slice(-this.s)}`;
  }

  /** The digits at a scale that is not smaller than its own. */
  at(scale: number): bigint {
    return scale === this.s ? this.c : this.c * p10(scale - this.s);
  }

  add(other: Dec): Dec {
    const scale = Math.max(this.s, other.s);
    return new Dec(this.at(scale) + other.at(scale), scale);
  }

  sub(other: Dec): Dec {
    const scale = Math.max(this.s, other.s);
    return new Dec(this.at(scale) - other.at(scale), scale);
  }

  mul(other: Dec): Dec {
    return new Dec(this.c * other.c, this.s + other.s);
  }

  /** To 34 significant digits, without trailing zeros down to the difference of the scales; null when dividing by 0. */
  div(other: Dec): Dec | null {
    if (other.c === 0n) return null;
    const preferred = Math.max(0, this.s - other.s);
    if (this.c === 0n) return new Dec(0n, preferred);
    const extra = Math.max(0, 36 + digits(other.c) - digits(this.c));
    const dividend = this.c * p10(extra);
    const scale = this.s + extra - other.s;
    const exact = dividend / other.c;
    let result = scale < 0 ? new Dec(exact * p10(-scale), 0) : new Dec(exact, scale);
    const tooMany = digits(result.c) - 34;
    if (tooMany > 0 && result.s > 0)
      result = result.setScale(Math.max(0, result.s - tooMany), 'HALF_UP') ?? result;
    return dividend % other.c === 0n || digits(result.c) <= 34 ? result.strip(preferred) : result;
  }

  neg(): Dec {
    return new Dec(-this.c, this.s);
  }

  abs(): Dec {
    return new Dec(magnitude(this.c), this.s);
  }

  /** -1, 0 or 1; the scale does not count. */
  cmp(other: Dec): number {
    const scale = Math.max(this.s, other.s);
    const a = this.at(scale);
    const b = other.at(scale);
    return a < b ? -1 : a > b ? 1 : 0;
  }

  isZero(): boolean {
    return this.c === 0n;
  }

  /** Without trailing zeros, down to a scale. */
  strip(smallestScale: number): Dec {
    let { c, s } = this;
    while (s > smallestScale && c % 10n === 0n) {
      c /= 10n;
      s -= 1;
    }
    return new Dec(c, s);
  }

  stripAll(): Dec {
    return this.c === 0n ? new Dec(0n, 0) : this.strip(0);
  }

  /** Rounds to a scale; null when the mode is UNNECESSARY and digits would be lost. A negative scale rounds to tens. */
  setScale(scale: number, mode: Rounding = 'HALF_UP'): Dec | null {
    if (scale >= this.s) return new Dec(this.at(scale), scale);
    const divisor = p10(this.s - scale);
    const kept = this.c / divisor;
    const lost = this.c % divisor;
    if (lost === 0n) return new Dec(kept, scale);
    const away = roundsAway(mode, { negative: this.c < 0n, odd: kept % 2n !== 0n, lost, divisor });
    if (away === null) return null;
    return new Dec(away ? kept + (this.c < 0n ? -1n : 1n) : kept, scale);
  }

  /** The nearest IEEE number. */
  num(): number {
    return Number(this.toString());
  }

  precision(): number {
    return this.c === 0n ? 1 : digits(this.c);
  }
}

/** Does rounding go away from zero? null: the mode forbids rounding. */
function roundsAway(
  mode: Rounding,
  { negative, odd, lost, divisor }: { negative: boolean; odd: boolean; lost: bigint; divisor: bigint },
): boolean | null {
  const twice = magnitude(lost) * 2n;
  switch (mode) {
    case 'UP':
      return true;
    case 'DOWN':
      return false;
    case 'CEILING':
      return !negative;
    case 'FLOOR':
      return negative;
    case 'HALF_UP':
      return twice >= divisor;
    case 'HALF_DOWN':
      return twice > divisor;
    case 'HALF_EVEN':
      return twice > divisor || (twice === divisor && odd);
    default:
      return null;
  }
}

/** An Apex Double; a box, because a JavaScript number is an Integer here. */
export class Dbl {
  readonly v: number;

  constructor(value: number) {
    this.v = value;
  }

  get T() {
    return t.double;
  }

  toString(): string {
    return dblStr(this.v);
  }
}

/** A Double as `String.valueOf` writes it: Java's form, with an exponent from 10 million up and below a thousandth. */
export function dblStr(value: number): string {
  if (Number.isNaN(value)) return 'NaN';
  if (!Number.isFinite(value)) return value > 0 ? 'Infinity' : '-Infinity';
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e7 || size < 1e-3)) {
    const [mantissa = '', exponent] = value.toExponential().split('e');
    return `${mantissa}${mantissa.includes('.') ? '' : '.0'}E${Number(exponent)}`;
  }
  const text = String(value);
  return text.includes('.') ? text : `${text}.0`;
}

/** Integer, Long, Decimal or Double. */
export type NumberValue = number | bigint | Dec | Dbl;

export function isNumVal(value: unknown): value is NumberValue {
  return (
    typeof value === 'number' || typeof value === 'bigint' || value instanceof Dec || value instanceof Dbl
  );
}

/** A number as a Decimal; null for what is no number, infinite or null. */
export function toDec(value: NumberValue): Dec;
export function toDec(value: unknown): Dec | null;
export function toDec(value: unknown): Dec | null {
  if (typeof value === 'number') return new Dec(BigInt(value), 0);
  if (typeof value === 'bigint') return new Dec(value, 0);
  if (value instanceof Dec) return value;
  if (value instanceof Dbl) return Dec.fromDouble(value.v);
  return null;
}

/** A number as an IEEE number; NaN for what is no number. */
export function toNum(value: unknown): number {
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  if (value instanceof Dec) return value.num();
  if (value instanceof Dbl) return value.v;
  return NaN;
}

/** Compares numbers of any two types: as Doubles when one is a Double, else exactly. */
export function numCmp(a: NumberValue, b: NumberValue): number {
  if (a instanceof Dbl || b instanceof Dbl) {
    const x = toNum(a);
    const y = toNum(b);
    return x < y ? -1 : x > y ? 1 : 0;
  }
  if (a instanceof Dec || b instanceof Dec) return toDec(a).cmp(toDec(b));
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Long arithmetic wraps at 64 bits. */
export const wrap64 = (value: bigint): bigint => BigInt.asIntN(64, value);
