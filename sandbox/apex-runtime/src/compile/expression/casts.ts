import type { CastExpression, ConditionalExpression, Expression, TypeRef } from '../../parse/nodes.ts';
import { sure, value, type Expr } from '../code.ts';
import type { Generator } from '../generator.ts';
import { assignable, castable, commonType, isNum, rank, t, type ApexType } from '../types.ts';
import type { At } from './arguments.ts';

export function cast(g: Generator, node: CastExpression): Expr {
  const given = g.value(node.value);
  const type = g.resolve(node.type);
  if (given.soql && type.kind === 'sobject') return value(`cast(single(${given.c}),${g.k(type)})`, type);
  if (given.T === type) return { ...given, simple: false };
  if (isNum(given.T) && isNum(type)) {
    const widens = assignable(given.T, type);
    return value(widens ? g.convert(given.c, given.T, type) : `coerceTo(${given.c},${g.k(type)})`, type);
  }
  if (!castable(given.T, type))
    g.fail(
      `Incompatible types since an instance of ${given.T.name} is never an instance of ${type.name}`,
      node,
    );
  if (given.T.kind === 'prim' && rank(given.T, type) >= 0)
    return value(g.convert(given.c, given.T, type), type);
  return value(given.T.kind === 'null' ? 'null' : `cast(${given.c},${g.k(type)})`, type);
}

export function instanceOf(g: Generator, node: Expression, written: TypeRef, at: At): Expr {
  const given = g.value(node);
  const type = g.resolve(written);
  if (!castable(given.T, type) && given.T.kind !== 'null')
    g.fail(
      `Operation instanceof is always false since an instance of ${given.T.name} is never an instance of ${type.name}`,
      at,
    );
  return sure(`isA(${given.c},${g.k(type)})`, t.boolean);
}

export function conditional(g: Generator, node: ConditionalExpression): Expr {
  const first = g.value(node.whenTrue);
  const second = g.value(node.whenFalse);
  if (first.T.kind === 'void' || second.T.kind === 'void')
    g.fail('Incompatible types in ternary operator', node);
  const type = conditionalType(first, second);
  if (!type) return g.fail(`Incompatible types in ternary operator: ${first.T.name}, ${second.T.name}`, node);
  const branches = `${g.coerce(first, type, node.whenTrue)}:${g.coerce(second, type, node.whenFalse)}`;
  return value(`(${g.bool(node.condition)}?${branches})`, type, {
    soql: first.soql === true && second.soql === true,
  });
}

/** null when a number meets another primitive. */
function conditionalType(first: Expr, second: Expr): ApexType | null {
  if (first.soql && second.T.kind === 'sobject') return second.T;
  if (second.soql && first.T.kind === 'sobject') return first.T;
  const type = commonType(first.T, second.T);
  const primitives = first.T.kind === 'prim' && second.T.kind === 'prim';
  return type === t.object && primitives && isNum(first.T) !== isNum(second.T) ? null : type;
}

/** `a ?? b` */
export function coalesce(g: Generator, left: Expression, right: Expression): Expr {
  const first = g.value(left);
  const second = g.value(right);
  const rowType = first.soql ? first.T.args?.[0] : undefined;
  if (rowType && second.T.kind === 'sobject')
    return value(`(singleOrNull(${first.c})??${second.c})`, second.T);
  if (rowType && second.T.kind === 'null') return value(`singleOrNull(${first.c})`, rowType);
  const type = commonType(first.T, second.T);
  return value(`(${g.coerce(first, type, left)}??${g.coerce(second, type, right)})`, type);
}
