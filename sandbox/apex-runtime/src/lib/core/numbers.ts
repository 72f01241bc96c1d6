import { define, t } from '../../compile/types.ts';
import { Dbl, Dec, isNumVal, p10, toDec, type NumberValue, type Rounding } from '../../runtime/decimal.ts';
import { arg, R, throwEx } from '../../runtime/rt.ts';
import type { EnumVal, Value } from '../../runtime/values.ts';
import { methodsOf, statics, words } from '../typed.ts';

const invalid = (what: string, text: string): never =>
  throwEx('System.TypeException', `Invalid ${what}: ${text}`);

function parseWhole(text: string, what: 'integer' | 'long'): bigint {
  if (!/^\s*[-+]?\d+\s*$/.test(arg(text))) invalid(what, text);
  return BigInt(text.trim().replace('+', ''));
}

function parseInteger(text: string): number {
  const value = parseWhole(text, 'integer');
  return BigInt.asIntN(32, value) === value ? Number(value) : invalid('integer', text);
}

const parseDecimal = (text: string): Dec => Dec.parse(arg(text)) ?? invalid('decimal', text);

function parseDouble(text: string): Dbl {
  const value = Number(arg(text));
  return text.trim() === '' || Number.isNaN(value) ? invalid('double', text) : new Dbl(value);
}

/** A value of a number type from any value: texts are parsed, numbers converted. */
const from =
  <Result extends Value>(parse: (text: string) => Result, type: Parameters<typeof R.coerceTo>[1]) =>
  (value: Value): Result =>
    // coerceTo answers a value of the type it is asked for.
    typeof value === 'string' ? parse(value) : (R.coerceTo(arg(value), type) as Result);

/** Thousands separators, as format() sets them. */
function grouped(text: string): string {
  const [whole = '', fraction] = text.split('.');
  const separated = whole.replace(/\B(?=(\d{3})+(?!\d))/g, ',');
  return fraction ? `${separated}.${fraction}` : separated;
}

/** Rounds; UNNECESSARY refuses to lose digits. */
export function rounded(value: Dec, scale: number, mode: Rounding = 'HALF_UP'): Dec {
  return value.setScale(scale, mode) ?? throwEx('System.MathException', 'Rounding necessary');
}
/** Rounds to a whole number. */
export const wholeOf = (value: NumberValue, mode: Rounding = 'HALF_EVEN'): bigint =>
  rounded(toDec(value), 0, mode).c;

/** Divides to a scale: with 20 more digits, and one that tells that there was a rest, before rounding. */
function divide(dividend: Dec, divisor: Dec, scale: number, mode: Rounding): Dec {
  if (divisor.c === 0n) throwEx('System.MathException', 'Divide by 0');
  const extra = Math.max(0, scale + 20 + divisor.s);
  const numerator = dividend.c * p10(extra);
  const quotient = new Dec(numerator / divisor.c, dividend.s + extra - divisor.s);
  const exact = numerator % divisor.c === 0n;
  const sticky = new Dec(quotient.c * 10n + (quotient.c < 0n ? -1n : 1n), quotient.s + 1);
  return rounded(exact ? quotient : sticky, scale, mode);
}

function power(base: Dec, exponent: number): Dec {
  let result = new Dec(1n, 0);
  for (let step = 0; step < exponent; step += 1) result = result.mul(base);
  return result;
}

define('System.RoundingMode', {
  e: words('UP DOWN CEILING FLOOR HALF_UP HALF_DOWN HALF_EVEN UNNECESSARY'),
});
define('System.Integer', {
  s: statics({
    'valueOf(String):Integer': parseInteger,
    'valueOf(Object):Integer': from(parseInteger, t.integer),
  }),
  i: methodsOf<number>()({
    'format():String': (value) => grouped(String(value)),
    'intValue():Integer': (value) => value,
    'longValue():Long': (value) => BigInt(value),
    'doubleValue():Double': (value) => new Dbl(value),
    'toString():String': (value) => String(value),
  }),
});
const parseLong = (text: string): bigint => parseWhole(text, 'long');
define('System.Long', {
  s: statics({ 'valueOf(String):Long': parseLong, 'valueOf(Object):Long': from(parseLong, t.long) }),
  i: methodsOf<bigint>()({
    'format():String': (value) => grouped(String(value)),
    'intValue():Integer': (value) => R.l2i(value),
    'longValue():Long': (value) => value,
  }),
});

/** What Double and Decimal have in common. */
const fractionMethods = methodsOf<Dec | Dbl>()({
  'format():String': (value) => grouped(toDec(value).stripAll().toString()),
  'intValue():Integer': (value) => Number(BigInt.asIntN(32, wholeOf(value, 'DOWN'))),
  'longValue():Long': (value) => wholeOf(value, 'DOWN'),
  'doubleValue():Double': (value) => R.d2f(value),
  'round():Long': (value) => wholeOf(value),
});
define('System.Double', {
  s: statics({
    'valueOf(String):Double': parseDouble,
    'valueOf(Object):Double': from(parseDouble, t.double),
  }),
  i: fractionMethods,
});

const mode = ({ name }: EnumVal): Rounding => name;
define('System.Decimal', {
  s: statics({
    'valueOf(Double):Decimal': (value) => R.f2d(arg(value)),
    'valueOf(Integer):Decimal': (value) => R.i2d(arg(value)),
    'valueOf(Long):Decimal': (value) => R.l2d(arg(value)),
    'valueOf(String):Decimal': parseDecimal,
    'valueOf(Decimal):Decimal': (value) => arg(value),
    'valueOf(Object):Decimal': (value) =>
      typeof value === 'string' ? parseDecimal(value) : isNumVal(arg(value)) ? toDec(value) : null,
  }),
  i: {
    ...fractionMethods,
    ...methodsOf<Dec>()({
      'abs():Decimal': (value) => value.abs(),
      'scale():Integer': (value) => value.s,
      'precision():Integer': (value) => value.precision(),
      'setScale(Integer):Decimal': (value, scale) => rounded(value, arg(scale)),
      'setScale(Integer,RoundingMode):Decimal': (value, scale, rounding) =>
        rounded(value, arg(scale), mode(arg(rounding))),
      'round(RoundingMode):Long': (value, rounding) => wholeOf(value, mode(arg(rounding))),
      'divide(Decimal,Integer):Decimal': (value, divisor, scale) =>
        divide(value, arg(divisor), scale, 'HALF_UP'),
      'divide(Decimal,Integer,RoundingMode):Decimal': (value, divisor, scale, rounding) =>
        divide(value, arg(divisor), scale, mode(arg(rounding))),
      'pow(Integer):Decimal': power,
      'stripTrailingZeros():Decimal': (value) => value.stripAll(),
      'toPlainString():String': (value) => value.toString(),
      'toString():String': (value) => value.toString(),
      'negate():Decimal': (value) => value.neg(),
      'compareTo(Decimal):Integer': (value, other) => value.cmp(arg(other)),
    }),
  },
});
define('System.Boolean', {
  s: statics({
    'valueOf(String):Boolean': (text) => arg(text).toLowerCase() === 'true',
    'valueOf(Object):Boolean': (value) => String(arg(value)).toLowerCase() === 'true',
  }),
  i: {},
});
