import type { BinaryExpression } from '../../parse/nodes.ts';
import { sure, value, type Expr } from '../code.ts';
import type { Generator } from '../generator.ts';
import { assignable, castable, isNum, t, type ApexType } from '../types.ts';
import type { At } from './arguments.ts';

export function binary(g: Generator, node: BinaryExpression): Expr {
  const { operator } = node;
  if (operator === '&&' || operator === '||')
    return sure(`(${g.bool(node.left)}${operator}${g.bool(node.right)})`, t.boolean);
  const left = g.value(node.left);
  const right = g.value(node.right);
  if (left.T.kind === 'void' || right.T.kind === 'void') g.fail('void expression used as an operand', node);
  return operation(g, operator, left, right, node);
}

/** A binary operator on two values. */
export function operation(g: Generator, operator: string, left: Expr, right: Expr, at: At): Expr {
  switch (operator) {
    case '==':
    case '!=':
      return equality(g, operator, left, right, at);
    case '===':
    case '!==':
      return sure(`${operator === '!==' ? '!' : ''}identical(${left.c},${right.c})`, t.boolean);
    case '<':
    case '>':
    case '<=':
    case '>=':
      return comparison(g, operator, left, right, at);
    case '+':
    case '-':
    case '*':
    case '/':
      return addition(operator, left, right) ?? arithmetic(g, operator, left, right, at);
    case '&':
    case '|':
    case '^':
      return bits(g, operator, left, right);
    case '<<':
    case '>>':
    case '>>>':
      if (left.T === t.long) return sure(`lshift(${left.c},${right.c},${JSON.stringify(operator)})`, t.long);
      return sure(`((${g.nn(left)}${operator}Number(${g.nn(right)}))|0)`, t.integer);
    default:
      return g.fail(`apex-runtime: operator ${operator}`, at);
  }
}

function incomparable(g: Generator, left: Expr, right: Expr, at: At): never {
  return g.fail(`Comparison arguments must be compatible types: ${left.T.name}, ${right.T.name}`, at);
}

function equality(g: Generator, operator: '==' | '!=', first: Expr, second: Expr, at: At): Expr {
  const left = second.T.kind === 'sobject' ? g.record(first) : first;
  const right = first.T.kind === 'sobject' ? g.record(second) : second;
  const not = operator === '!=' ? '!' : '';
  if (left.T.kind === 'null' || right.T.kind === 'null')
    return sure(`(${left.c}${operator}${right.c})`, t.boolean);
  if (left.T.kind === 'prim' && right.T.kind === 'prim') {
    if (left.T === right.T && (left.T === t.integer || left.T === t.boolean || left.T === t.long))
      return sure(`(${left.c}${operator}=${right.c})`, t.boolean);
    if (!(isNum(left.T) && isNum(right.T)) && !related(left.T, right.T)) incomparable(g, left, right, at);
    if (left.T === t.string || left.T === t.id) return sure(`${not}strEq(${left.c},${right.c})`, t.boolean);
  } else if (!castable(left.T, right.T)) incomparable(g, left, right, at);
  return sure(`${not}eqOp(${left.c},${right.c})`, t.boolean);
}

const related = (a: ApexType, b: ApexType): boolean => assignable(a, b) || assignable(b, a);

const COMPARISONS = { '<': 'lt', '>': 'gt', '<=': 'le', '>=': 'ge' } as const;

function comparison(g: Generator, operator: keyof typeof COMPARISONS, left: Expr, right: Expr, at: At): Expr {
  const maybeNumber = (type: ApexType): boolean => isNum(type) || type.kind === 'any' || type.kind === 'null';
  const ordered = (maybeNumber(left.T) && maybeNumber(right.T)) || related(left.T, right.T);
  if (!ordered || left.T.kind === 'sobject' || left.T === t.boolean) incomparable(g, left, right, at);
  const whole = (type: ApexType): boolean => type === t.integer || type === t.long;
  if (!whole(left.T) || !whole(right.T))
    return sure(`${COMPARISONS[operator]}(${left.c},${right.c})`, t.boolean);
  // What loops count with: no call.
  if (right.lit && left.simple) return sure(`(${left.c}!==null&&${left.c}${operator}${right.c})`, t.boolean);
  return sure(`${COMPARISONS[operator]}I(${left.c},${right.c})`, t.boolean);
}

/** Joined text, and what is added to a date or time; null for arithmetic. */
function addition(operator: string, left: Expr, right: Expr): Expr | null {
  const isText = (expr: Expr): boolean => expr.T === t.string || expr.T === t.id;
  if (operator === '+' && (isText(left) || isText(right))) {
    const text = (expr: Expr): string => (expr.T === t.string && expr.nn ? expr.c : `str(${expr.c})`);
    return sure(`(${text(left)}+${text(right)})`, t.string);
  }
  const isTime = left.T === t.date || left.T === t.datetime || left.T === t.time;
  if (!isTime || (operator !== '+' && operator !== '-')) return null;
  return value(`dtAdd(${left.c},${right.c},${operator === '-' ? -1 : 1})`, left.T);
}

const NAMES = { '+': 'add', '-': 'sub', '*': 'mul', '/': 'div' } as const;
/** Number types with the prefix of their helpers; the result has the widest type of the operands. */
const PREFIXES: readonly (readonly [ApexType, string])[] = [
  [t.decimal, 'd'],
  [t.double, 'f'],
  [t.long, 'l'],
];

function arithmetic(g: Generator, operator: keyof typeof NAMES, left: Expr, right: Expr, at: At): Expr {
  if (left.T.kind === 'any' || right.T.kind === 'any')
    return value(`arith(${JSON.stringify(operator)},${left.c},${right.c})`, t.any);
  const leftType = left.T.kind === 'null' ? right.T : left.T;
  const rightType = right.T.kind === 'null' ? left.T : right.T;
  if (!isNum(leftType) || !isNum(rightType))
    g.fail(
      `Arithmetic expressions must use numeric arguments (${left.T.name} ${operator} ${right.T.name})`,
      at,
    );
  const wide = PREFIXES.find(([type]) => type === leftType || type === rightType);
  if (wide) {
    const [type, prefix] = wide;
    const operands = [g.convert(left.c, leftType, type), g.convert(right.c, rightType, type)];
    return sure(`${prefix}${NAMES[operator]}(${operands.join()})`, type);
  }
  const x = g.nn(left);
  const y = g.nn(right);
  if (operator === '*') return sure(`Math.imul(${x},${y})`, t.integer);
  return sure(operator === '/' ? `idiv(${x},${y})` : `(${x}${operator}${y}|0)`, t.integer);
}

function bits(g: Generator, operator: '&' | '|' | '^', left: Expr, right: Expr): Expr {
  if (left.T === t.boolean) {
    const [x, y] = [`bb(${left.c})`, `bb(${right.c})`];
    return sure(operator === '^' ? `(${x}!==${y})` : `((${x}${operator}${y})!==0)`, t.boolean);
  }
  const type = left.T === t.long || right.T === t.long ? t.long : t.integer;
  const operand = (expr: Expr): string =>
    type === t.long ? g.convert(g.nn(expr), expr.T, type) : g.nn(expr);
  return sure(`(${operand(left)}${operator}${operand(right)})`, type);
}
