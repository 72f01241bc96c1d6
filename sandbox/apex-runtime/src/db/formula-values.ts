import { t } from '../compile/types.ts';
import { Dec, toDec } from '../runtime/decimal.ts';
import { ADate, ADatetime, DAY_MS } from '../runtime/temporal.ts';
import type { Value } from '../runtime/values.ts';
import type { Field } from '../schema/model.ts';

export const isBlank = (value: Value): boolean => value === null || value === '';
export const textFrom = (value: Value): string => (isBlank(value) ? '' : String(value));
/** A blank counts as zero. */
export const numberFrom = (value: Value): Dec => toDec(value) ?? new Dec(0n, 0);

const days = (value: Value): number => numberFrom(value).num();

/** What `<` and `>` compare: numbers and dates as numbers, texts as they are. */
function comparable(value: Value): number | string {
  if (value instanceof ADate) return value.n;
  if (value instanceof ADatetime) return value.ms;
  if (typeof value === 'string') return value;
  return value === null ? 0 : numberFrom(value).num();
}

function equal(left: Value, right: Value): boolean {
  if (textFrom(left) === textFrom(right)) return true;
  if (left === null || right === null || typeof left === 'string') return false;
  return comparable(left) === comparable(right);
}

function plus(left: Value, right: Value): Value {
  if (typeof left === 'string' || typeof right === 'string') return textFrom(left) + textFrom(right);
  if (left instanceof ADate) return new ADate(left.n + days(right));
  if (left instanceof ADatetime) return new ADatetime(left.ms + days(right) * DAY_MS);
  return numberFrom(left).add(numberFrom(right));
}

/** The difference of two dates is a number of days. */
function minus(left: Value, right: Value): Value {
  if (left instanceof ADate)
    return right instanceof ADate ? Dec.int(left.n - right.n) : new ADate(left.n - days(right));
  if (left instanceof ADatetime)
    return right instanceof ADatetime
      ? Dec.fromDouble((left.ms - right.ms) / DAY_MS)
      : new ADatetime(left.ms - days(right) * DAY_MS);
  return numberFrom(left).sub(numberFrom(right));
}

/** The value of an operator that evaluates both sides. */
export function operate(operator: string, left: Value, right: Value): Value {
  switch (operator) {
    case '&':
      return textFrom(left) + textFrom(right);
    case '+':
      return plus(left, right);
    case '-':
      return minus(left, right);
    case '*':
      return numberFrom(left).mul(numberFrom(right));
    case '/':
      return numberFrom(left).div(numberFrom(right)); // null for a division by zero
    case '=':
    case '==':
      return equal(left, right);
    case '<>':
    case '!=':
      return !equal(left, right);
    case '<':
      return comparable(left) < comparable(right);
    case '>':
      return comparable(left) > comparable(right);
    case '<=':
      return comparable(left) <= comparable(right);
    case '>=':
      return comparable(left) >= comparable(right);
    default:
      throw new Error(`formula operator ${operator}`);
  }
}

/** A formula's value as the type of the field that holds it. */
export function fieldValue(field: Field, value: Value): Value {
  if (field.T === t.boolean) return value === true;
  if (isBlank(value)) return null;
  switch (field.T) {
    case t.integer:
      return typeof value === 'number' ? value : numberFrom(value).num() | 0;
    case t.decimal: {
      const number = toDec(value);
      return number && number.s > field.scale ? number.setScale(field.scale) : number;
    }
    case t.string:
      return String(value);
    case t.datetime:
      return value instanceof ADate ? new ADatetime(value.n * DAY_MS) : value;
    case t.date:
      return value instanceof ADatetime ? value.date() : value;
    default:
      return value;
  }
}
