import type { Expression } from '../../parse/nodes.ts';
import { sure, value, type Meaning } from '../code.ts';
import type { Generator } from '../generator.ts';
import { isList, isNum, platformDef, platT, t } from '../types.ts';
import { assign, step } from './assign.ts';
import { call } from './calls.ts';
import { cast, coalesce, conditional, instanceOf } from './casts.ts';
import { newArray, newCollection, newMap, newObject } from './create.ts';
import { literal } from './literals.ts';
import { methodCall } from './method-calls.ts';
import { dot, name } from './names.ts';
import { binary } from './operators.ts';
import { soql, sosl } from './queries.ts';

/** What an expression means. A ?. within it is left as a guard on the result. */
export function meaningOf(g: Generator, node: Expression): Meaning {
  switch (node.kind) {
    case 'literal':
      return literal(g, node);
    case 'parentheses': {
      const inner = g.meaning(node.value);
      return inner.kind === 'value' ? { ...inner, c: `(${inner.c})` } : inner;
    }
    case 'name':
      return name(g, node);
    case 'this':
      if (g.body.isStatic) g.fail('This cannot be referenced in a static context', node);
      return sure('this', g.ci.T);
    case 'super':
      return sure('this', g.ci.superT ?? t.object);
    case 'dot':
      return dot(g, node);
    case 'call':
      return call(g, node);
    case 'methodCall':
      return methodCall(g, node);
    case 'index': {
      const list = g.chain(node.list);
      const index = g.value(node.index);
      if (list.kind !== 'value' || (!isList(list.T) && list.T.kind !== 'any'))
        return g.fail(
          `Expression must be a list type: ${list.kind === 'value' ? list.T.name : node.line}`,
          node,
        );
      const element = isList(list.T) ? list.T.args[0] : t.any;
      const code = `idx(${list.c},${g.coerce(index, t.integer, node.index)})`;
      return value(code, element, { guard: list.guard ?? null });
    }
    case 'new':
      return newObject(g, node);
    case 'newCollection':
      return newCollection(g, node);
    case 'newMap':
      return newMap(g, node);
    case 'newArray':
      return newArray(g, node.type, node.size);
    case 'cast':
      return cast(g, node);
    case 'instanceof':
      return instanceOf(g, node.value, node.type, node);
    case 'conditional':
      return conditional(g, node);
    case 'coalesce':
      return coalesce(g, node.left, node.right);
    case 'binary':
      return binary(g, node);
    case 'assign':
      return assign(g, node);
    case 'prefix':
    case 'postfix':
      return step(g, node);
    case 'not':
      return sure(`!${g.bool(node.value)}`, t.boolean);
    case 'bitNot': {
      const operand = g.value(node.value);
      return sure(`(~${g.nn(operand)})`, operand.T);
    }
    case 'sign':
      return sign(g, node.operator, node.value);
    case 'typeLiteral': {
      const type = node.type ? g.resolve(node.type) : t.void;
      return sure(`typeTok(${g.k(type)})`, platT(platformDef('system.type')));
    }
    case 'soql':
      return soql(g, node);
    case 'sosl':
      return sosl(g, node);
  }
}

function sign(g: Generator, operator: string, node: Expression): Meaning {
  if (node.kind === 'literal' && operator === '-') {
    if (node.type === 'integer' || node.type === 'double') return literal(g, { ...node, value: -node.value });
    if (node.type === 'long' || node.type === 'decimal')
      return literal(g, { ...node, value: `-${node.value}` });
  }
  const operand = g.value(node);
  if (!isNum(operand.T) && operand.T.kind !== 'any')
    g.fail(`Negation operator applied to ${operand.T.name}`, node);
  if (operator === '+') return value(operand.c, operand.T);
  return value(operand.T === t.integer ? `(-${g.nn(operand)}|0)` : `neg(${operand.c})`, operand.T);
}
