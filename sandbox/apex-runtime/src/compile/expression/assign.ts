import type {
  AssignExpression,
  DotExpression,
  Expression,
  IndexExpression,
  NameExpression,
  StepExpression,
} from '../../parse/nodes.ts';
import { sure, value, type Expr } from '../code.ts';
import { CompileError } from '../compile-error.ts';
import type { FieldInfo } from '../class-info.ts';
import type { Generator } from '../generator.ts';
import { findField } from '../overloads.ts';
import { assignable, isList, isNum, subst, superT, t, type ApexType } from '../types.ts';
import { fieldGet, fieldSet, findVariable } from './fields.ts';
import { operation } from './operators.ts';
import { assignableParent } from './value-members.ts';

/** What can be assigned to. */
interface Place {
  readonly T: ApexType;
  /** Code that runs once before reading and writing, with a comma behind it; or nothing. */
  readonly before: string;
  /** Code that reads it. */
  readonly get: string;
  /** Code that writes the value of other code. */
  readonly set: (code: string) => string;
}

export function assign(g: Generator, node: AssignExpression): Expr {
  const place = placeOf(g, node.target);
  if (node.operator === '=') {
    const given = g.value(node.value);
    const code = sequence(place, place.set(g.coerce(given, place.T, node)));
    return value(code, place.T, { nn: given.nn === true });
  }
  const operator = node.operator.slice(0, -1);
  const result = operation(g, operator, value(place.get, place.T), g.value(node.value), node);
  return value(sequence(place, place.set(assignedCode(g, result, place.T, node))), place.T);
}

/** The result of a compound assignment, narrowed when it must be: `i += 1.5` */
function assignedCode(g: Generator, result: Expr, type: ApexType, node: AssignExpression): string {
  if (result.T === type) return result.c;
  if (assignable(result.T, type)) return g.convert(result.c, result.T, type);
  if (isNum(result.T) && isNum(type)) return `coerceTo(${result.c},${g.k(type)})`;
  return g.fail(`Illegal assignment from ${result.T.name} to ${type.name}`, node);
}

function sequence({ before }: Place, code: string): string {
  return before ? `(${before}${code})` : code;
}

/** `++` and `--` */
export function step(g: Generator, node: StepExpression): Expr {
  const place = placeOf(g, node.target);
  const one = sure('1', t.integer);
  const operator = node.operator === '++' ? '+' : '-';
  if (node.kind === 'prefix') {
    const result = operation(g, operator, value(place.get, place.T), one, node);
    return sure(sequence(place, place.set(result.c)), place.T);
  }
  const before = g.tmp();
  const result = operation(g, operator, sure(before, place.T), one, node);
  return sure(`(${place.before}${before}=nn(${place.get}),${place.set(result.c)},${before})`, place.T);
}

function placeOf(g: Generator, node: Expression): Place {
  switch (node.kind) {
    case 'parentheses':
      return placeOf(g, node.value);
    case 'name':
      return variablePlace(g, node);
    case 'index':
      return elementPlace(g, node);
    case 'dot':
      return memberPlace(g, node);
    default:
      return g.fail('Expression cannot be assigned', node);
  }
}

function variablePlace(g: Generator, node: NameExpression): Place {
  const local = g.local(node.name);
  if (local) return { T: local.T, before: '', get: local.js, set: (code) => `(${local.js}=${code})` };
  const field = findVariable(g, node.name.toLowerCase());
  return field
    ? fieldPlace(g, field, 'this', '', node)
    : g.fail(`Variable does not exist: ${node.name}`, node);
}

function fieldPlace(
  g: Generator,
  field: FieldInfo,
  receiver: string,
  before: string,
  node: Expression,
): Place {
  return {
    T: field.T,
    before,
    get: readable(g, field, receiver, node),
    set: (code) => fieldSet(g, field, receiver, code, node),
  };
}

/** Code that reads a field; a property that can only be written reads as null. */
function readable(g: Generator, field: FieldInfo, receiver: string, node: Expression): string {
  try {
    return fieldGet(g, field, receiver, node).c;
  } catch (error) {
    if (error instanceof CompileError) return 'null';
    throw error;
  }
}

function elementPlace(g: Generator, node: IndexExpression): Place {
  const list = g.value(node.list);
  const index = g.value(node.index);
  const [items, position] = [g.tmp(), g.tmp()];
  return {
    T: isList(list.T) ? list.T.args[0] : t.any,
    before: `${items}=${list.c},${position}=${g.coerce(index, t.integer, node.index)},`,
    get: `idx(${items},${position})`,
    set: (code) => `setIdx(${items},${position},${code})`,
  };
}

function memberPlace(g: Generator, node: DotExpression): Place {
  const on = g.meaning(node.object);
  if (on.kind !== 'value') return staticPlace(g, on.kind === 'type' ? on.type : null, node);
  const object = g.record(on);
  const receiver = node.object.kind === 'this' ? 'this' : g.tmp();
  const before = receiver === 'this' ? '' : `${receiver}=${g.nn(object)},`;
  switch (object.T.kind) {
    case 'user': {
      const field = findField(object.T, node.name.toLowerCase());
      if (!field) return g.fail(`Variable does not exist: ${node.name} (on ${object.T.name})`, node);
      return field.isStatic
        ? fieldPlace(g, field, '', '', node)
        : fieldPlace(g, field, receiver, before, node);
    }
    case 'sobject':
      return recordPlace(g, object, receiver, before, node);
    case 'plat':
      return propertyPlace(g, object, receiver, before, node);
    default:
      return g.fail('Expression cannot be assigned', node);
  }
}

function staticPlace(g: Generator, type: ApexType | null, node: DotExpression): Place {
  const key = node.name.toLowerCase();
  const field = type?.kind === 'user' ? findField(type, key) : null;
  if (field?.isStatic) return fieldPlace(g, field, '', '', node);
  const property = type?.kind === 'plat' ? type.def.sprops.get(key) : undefined;
  if (!property?.set) return g.fail(`Expression cannot be assigned: ${node.name}`, node);
  const { get, set } = property;
  return {
    T: subst(property.type, null),
    before: '',
    get: `${g.k(get)}()`,
    set: (code) => `${g.k(set)}(${code})`,
  };
}

function recordPlace(
  g: Generator,
  object: Expr,
  receiver: string,
  before: string,
  node: DotExpression,
): Place {
  const key = node.name.toLowerCase();
  const type = recordFieldType(g, object.T, key, node);
  if (!type) return g.fail(`Variable does not exist: ${node.name} (no such field on ${object.T.name})`, node);
  const name = JSON.stringify(key);
  return {
    T: type,
    before,
    get: `sg(${receiver},${name})`,
    set: (code) => `sput(${receiver},${name},${code})`,
  };
}

function recordFieldType(g: Generator, type: ApexType, key: string, node: DotExpression): ApexType | null {
  const so = type.kind === 'sobject' ? type.so : null;
  if (!so) return key === 'id' ? t.id : null;
  const field = so.field(key);
  if (field?.readonly && field.key !== 'id' && !so.anyField)
    g.fail(`Field is not writeable: ${so.name}.${field.name}`, node);
  if (field) return field.T;
  const parent = so.parentRel(key);
  return parent && assignableParent(parent);
}

function propertyPlace(
  g: Generator,
  object: Expr,
  receiver: string,
  before: string,
  node: DotExpression,
): Place {
  for (let type: ApexType | null = object.T; type?.kind === 'plat'; type = superT(type)) {
    const property = type.def.props.get(node.name.toLowerCase());
    if (!property?.set) continue;
    const { get, set } = property;
    return {
      T: subst(property.type, type.args),
      before,
      get: `${g.k(get)}(${receiver})`,
      set: (code) => `${g.k(set)}(${receiver},${code})`,
    };
  }
  return g.fail(`apex-runtime does not model assignment to ${object.T.name}.${node.name}`, node);
}
