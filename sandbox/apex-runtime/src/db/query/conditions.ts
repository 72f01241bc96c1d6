import { t } from '../../compile/types.ts';
import type { Comparison, Condition, QueryValue } from '../../parse/query.ts';
import { Dec } from '../../runtime/decimal.ts';
import { ADate, ADatetime, DAY_MS } from '../../runtime/temporal.ts';
import { AList, ASet, isIdText, to18, type Value } from '../../runtime/values.ts';
import { queryError, type ComparedField, type Predicate, type QueryContext, type Reader } from './context.ts';
import { dayRange } from './date-literals.ts';
import { fieldAt } from './paths.ts';
import { alike, comparable, compareValues, keyOf, listed, orderOf, scalar } from './values.ts';

/** What conditions need besides the query's context. */
export interface ConditionContext<Item> extends QueryContext {
  /** Reads what a comparison compares: a field, a function or, after HAVING, an aggregate. */
  reader(comparison: Comparison): Reader<Item>;
  /** Runs the query of `IN (SELECT ...)`. */
  subquery(value: QueryValue & { k: 'subq' }): Value[];
}

/** A condition as a function of a row or group. */
export function predicate<Item>(condition: Condition, context: ConditionContext<Item>): Predicate<Item> {
  switch (condition.k) {
    case 'and': {
      const parts = condition.a.map((part) => predicate(part, context));
      return (item) => parts.every((holds) => holds(item));
    }
    case 'or': {
      const parts = condition.a.map((part) => predicate(part, context));
      return (item) => parts.some((holds) => holds(item));
    }
    case 'not': {
      const holds = predicate(condition.a, context);
      return (item) => !holds(item);
    }
    case 'cmp': {
      const read = context.reader(condition);
      const field = condition.path && !condition.item ? fieldAt(condition.path, context) : null;
      const test = comparison(condition, field, context);
      return (item) => test(read(item));
    }
  }
}

type Test = Predicate<Value>;

function comparison<Item>(
  { op, v: value }: Comparison,
  field: ComparedField,
  context: ConditionContext<Item>,
): Test {
  const list = (): Value[] => (value.k === 'subq' ? context.subquery(value) : listed(value, context.binds));
  if (op === 'in' || op === 'not in') return isIn(list(), field, op === 'in');
  if (op === 'includes' || op === 'excludes') return includes(list(), op === 'includes');
  if (value.k === 'dlit') return inPeriod(op, dayRange(value.n, value.arg));
  const operand = comparable(scalar(value, context.binds));
  const isCollection = operand instanceof AList || operand instanceof ASet;
  if (isCollection && (op === '=' || op === '!=')) return isIn(list(), field, op === '=');
  if (op === 'like') return isLike(isCollection ? [...operandValues(operand)] : [operand]);
  return ordered(op, operandFor(operand, field, value), field);
}

const operandValues = (collection: AList | ASet): Iterable<Value> =>
  collection instanceof AList ? collection.a : collection.values();

function isIn(values: readonly Value[], field: ComparedField, wanted: boolean): Test {
  const keys = new Set(values.filter((value) => value !== null).map((value) => keyOf(value, field)));
  const hasNull = values.includes(null);
  return (value) => (value === null ? hasNull : keys.has(keyOf(value, field))) === wanted;
}

/** INCLUDES and EXCLUDES of a multi-select picklist: one of the values, each of which may be several with `;`. */
function includes(values: readonly Value[], wanted: boolean): Test {
  const split = (value: Value): string[] => String(value).toLowerCase().split(';');
  const wishes = values.map(split);
  return (value) => {
    const selected = value === null ? [] : split(value);
    return wishes.some((wish) => wish.every((part) => selected.includes(part))) === wanted;
  };
}

function isLike(patterns: readonly Value[]): Test {
  const expressions = patterns.flatMap((pattern) => (pattern === null ? [] : [likePattern(String(pattern))]));
  return (value) => value !== null && expressions.some((expression) => expression.test(String(value)));
}

/** `%` is any text, `_` any character, and a backslash takes the next one as it is. */
function likePattern(pattern: string): RegExp {
  const source = pattern.replace(/\\([\s\S])|[\s\S]/g, (char, escaped: string | undefined) => {
    if (escaped === undefined && char === '%') return '[\\s\\S]*';
    if (escaped === undefined && char === '_') return '[\\s\\S]';
    return (escaped ?? char).replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  });
  return new RegExp(`^${source}$`, 'i');
}

/** The operand as the field's type: texts become numbers and ids, an empty text is null. */
function operandFor(operand: Value, field: ComparedField, value: QueryValue): Value {
  if (typeof operand !== 'string') return operand;
  if (field?.T === t.decimal || field?.T === t.integer) return Dec.parse(operand) ?? (operand || null);
  if (operand === '') return null;
  if (field?.T !== t.id) return operand;
  if (!isIdText(operand) && value.k !== 'bind') queryError(`invalid ID field: ${operand}`);
  return isIdText(operand) ? to18(operand) : operand;
}

/** Nothing but null equals null, and nothing is greater or less than null. */
function ordered(op: string, operand: Value, field: ComparedField): Test {
  const compare = orderOf(field);
  const isEqual: Test = (value) => {
    if (operand === null) return value === null || value === '';
    return value !== null && compareValues(value, alike(operand, value)) === 0;
  };
  const difference = (value: Value): number =>
    value === null || operand === null ? Number.NaN : compare(value, alike(operand, value));
  switch (op) {
    case '=':
      return isEqual;
    case '!=':
      return operand === null ? (value) => value !== null : (value) => !isEqual(value);
    case '<':
      return (value) => difference(value) < 0;
    case '>':
      return (value) => difference(value) > 0;
    case '<=':
      return (value) => difference(value) <= 0;
    default:
      return (value) => difference(value) >= 0;
  }
}

/** A date literal stands for all of its days. */
function inPeriod(op: string, [firstDay, dayAfter]: readonly [number, number]): Test {
  const [from, to] = [firstDay * DAY_MS, dayAfter * DAY_MS];
  const test = (time: number): boolean => {
    switch (op) {
      case '=':
        return time >= from && time < to;
      case '!=':
        return time < from || time >= to;
      case '<':
        return time < from;
      case '<=':
        return time < to;
      case '>':
        return time >= to;
      default:
        return time >= from;
    }
  };
  return (value) => {
    if (value === null) return op === '!=';
    if (value instanceof ADate) return test(value.n * DAY_MS);
    return value instanceof ADatetime && test(value.ms);
  };
}
