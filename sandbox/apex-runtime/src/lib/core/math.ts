import { define } from '../../compile/types.ts';
import { Dbl, Dec, toNum } from '../../runtime/decimal.ts';
import { arg, throwEx } from '../../runtime/rt.ts';
import { staticProperties, statics } from '../typed.ts';
import { rounded, wholeOf } from './numbers.ts';

const ofDouble =
  (compute: (value: number) => number) =>
  (value: Dbl): Dbl =>
    new Dbl(compute(toNum(arg(value))));

/** Of two values the one that the test prefers; the first when they are equal. */
const pick =
  <Type>(prefersFirst: (a: NonNullable<Type>, b: NonNullable<Type>) => boolean) =>
  (a: Type, b: Type): NonNullable<Type> =>
    prefersFirst(arg(a), arg(b)) ? arg(a) : arg(b);

const sign = (value: bigint): bigint => (value > 0n ? 1n : value < 0n ? -1n : 0n);

function modulo(dividend: number, divisor: number): number {
  if (arg(divisor) === 0) throwEx('System.MathException', 'Divide by 0');
  return (arg(dividend) % divisor) | 0;
}

define('System.Math', {
  sp: staticProperties({ 'PI:Double': () => new Dbl(Math.PI), 'E:Double': () => new Dbl(Math.E) }),
  s: statics({
    'abs(Integer):Integer': (value) => Math.abs(arg(value)),
    'abs(Long):Long': (value) => (arg(value) < 0n ? -value : value),
    'abs(Decimal):Decimal': (value) => arg(value).abs(),
    'abs(Double):Double': ofDouble(Math.abs),
    'max(Integer,Integer):Integer': pick<number>((a, b) => a >= b),
    'max(Long,Long):Long': pick<bigint>((a, b) => a >= b),
    'max(Decimal,Decimal):Decimal': pick<Dec>((a, b) => a.cmp(b) >= 0),
    'max(Double,Double):Double': (a, b) => new Dbl(Math.max(toNum(arg(a)), toNum(arg(b)))),
    'min(Integer,Integer):Integer': pick<number>((a, b) => a <= b),
    'min(Long,Long):Long': pick<bigint>((a, b) => a <= b),
    'min(Decimal,Decimal):Decimal': pick<Dec>((a, b) => a.cmp(b) <= 0),
    'min(Double,Double):Double': (a, b) => new Dbl(Math.min(toNum(arg(a)), toNum(arg(b)))),
    'mod(Integer,Integer):Integer': modulo,
    'mod(Long,Long):Long': (dividend, divisor) => arg(dividend) % arg(divisor),
    'round(Decimal):Integer': (value) => Number(wholeOf(arg(value))),
    'round(Double):Integer': (value) => Number(wholeOf(arg(value))),
    'roundToLong(Decimal):Long': (value) => wholeOf(arg(value)),
    'roundToLong(Double):Long': (value) => wholeOf(arg(value)),
    'floor(Decimal):Decimal': (value) => rounded(arg(value), 0, 'FLOOR'),
    'floor(Double):Double': ofDouble(Math.floor),
    'ceil(Decimal):Decimal': (value) => rounded(arg(value), 0, 'CEILING'),
    'ceil(Double):Double': ofDouble(Math.ceil),
    'rint(Decimal):Decimal': (value) => rounded(arg(value), 0, 'HALF_EVEN'),
    'random():Double': () => new Dbl(Math.random()),
    'signum(Decimal):Decimal': (value) => new Dec(sign(arg(value).c), 0),
    'signum(Double):Double': ofDouble(Math.sign),
    'sqrt(Double):Double': ofDouble(Math.sqrt),
    'sqrt(Decimal):Decimal': (value) => Dec.fromDouble(Math.sqrt(arg(value).num())),
    'pow(Double,Double):Double': (base, exponent) => new Dbl(Math.pow(toNum(base), toNum(exponent))),
    'exp(Double):Double': ofDouble(Math.exp),
    'log(Double):Double': ofDouble(Math.log),
    'log10(Double):Double': ofDouble(Math.log10),
    'sin(Double):Double': ofDouble(Math.sin),
    'cos(Double):Double': ofDouble(Math.cos),
    'tan(Double):Double': ofDouble(Math.tan),
    'asin(Double):Double': ofDouble(Math.asin),
    'acos(Double):Double': ofDouble(Math.acos),
    'atan(Double):Double': ofDouble(Math.atan),
    'atan2(Double,Double):Double': (y, x) => new Dbl(Math.atan2(toNum(y), toNum(x))),
    'cbrt(Double):Double': ofDouble(Math.cbrt),
    'sinh(Double):Double': ofDouble(Math.sinh),
    'cosh(Double):Double': ofDouble(Math.cosh),
    'tanh(Double):Double': ofDouble(Math.tanh),
  }),
});
