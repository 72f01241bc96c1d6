import type { DotExpression } from '../../parse/nodes.ts';
import type { ParentRelationship } from '../../schema/model.ts';
import { value, type Expr } from '../code.ts';
import type { Generator } from '../generator.ts';
import { findField } from '../overloads.ts';
import { listOf, sobjT, subst, superT, t, type ApexType, type SObjectType, type UserType } from '../types.ts';
import { fieldGet } from './fields.ts';

type Known = Parameters<typeof value>[2];

/** A member of a value: a field, a property, a related record. */
export function valueMember(g: Generator, on: Expr, node: DotExpression): Expr {
  const receiver = g.record(on);
  switch (receiver.T.kind) {
    case 'user':
      return ownMember(g, receiver, receiver.T, node);
    case 'sobject':
      return recordMember(g, receiver, receiver.T, node);
    case 'plat':
      return libraryMember(g, receiver, node);
    case 'any':
      return read(g, receiver, node, (from) => `dynGet(${from},${JSON.stringify(node.name)})`, t.any);
    default:
      return g.fail(`Variable does not exist: ${node.name} (on ${receiver.T.name})`, node);
  }
}

/** Reads from a value that must not be null, or after ?. ends the chain when it is. */
function read(
  g: Generator,
  on: Expr,
  node: DotExpression,
  code: (from: string) => string,
  type: ApexType,
  known?: Known,
): Expr {
  const guard = on.guard ?? null;
  if (!node.safe) return value(code(on.rel ? on.c : g.nn(on)), type, { ...known, guard });
  const temporary = g.tmp();
  return value(code(temporary), type, {
    ...known,
    guard: `${guard ? `${guard}||` : ''}(${temporary}=${on.c})==null`,
  });
}

function ownMember(g: Generator, on: Expr, type: UserType, node: DotExpression): Expr {
  const field = findField(type, node.name.toLowerCase());
  if (!field) return g.fail(`Variable does not exist: ${node.name} (on ${type.name})`, node);
  if (field.isStatic) return fieldGet(g, field, '', node);
  if (field.access === 'private' && !g.sees(field.owner, field.ann))
    g.fail(`Variable is not visible: ${type.name}.${node.name}`, node);
  if (field.prop && !field.prop.ast.getter && field.owner !== g.ci)
    g.fail(`Property is not readable: ${field.name}`, node);
  return read(g, on, node, (from) => fieldGet(g, field, from, node).c, field.T);
}

function recordMember(g: Generator, on: Expr, { so }: SObjectType, node: DotExpression): Expr {
  const key = node.name.toLowerCase();
  const get = (type: ApexType, known?: Known): Expr => {
    // The fields of a parent that is missing are null.
    if (on.rel && !node.safe)
      return value(`sgr(${on.c},${JSON.stringify(key)})`, type, { ...known, guard: on.guard ?? null });
    return read(g, on, node, (from) => `sg(${from},${JSON.stringify(key)})`, type, known);
  };
  if (!so)
    return key === 'id' ? get(t.id) : g.fail(`Variable does not exist: ${node.name} (on SObject)`, node);
  const field = so.field(key);
  if (field) return get(field.T, { sfield: field });
  const parent = so.parentRel(key);
  if (parent) return get(parentType(parent.to), { rel: true });
  const children = so.childRel(key);
  const childType = children && sobjT(children.child);
  if (childType)
    return read(
      g,
      on,
      node,
      (from) => `skids(${from},${JSON.stringify(key)},${g.k(childType)})`,
      listOf(childType),
    );
  return g.fail(`Variable does not exist: ${node.name} (no such field on ${so.name})`, node);
}

/** The type of a parent: of several possible ones, what they have in common (the object Name). */
function parentType(to: readonly string[]): SObjectType {
  const [first] = to;
  const common = to.length > 1 ? sobjT('Name') : null;
  return common ?? (first === undefined ? null : sobjT(first)) ?? t.sobject;
}

/** The type of what can be assigned to a relationship: of several possible parents, any SObject. */
export function assignableParent({ to }: ParentRelationship): SObjectType {
  const [only] = to;
  return (to.length > 1 || only === undefined ? null : sobjT(only)) ?? t.sobject;
}

/** A property of the library; what only has getX() or isX() can be read as x, too. */
function libraryMember(g: Generator, on: Expr, node: DotExpression): Expr {
  const key = node.name.toLowerCase();
  for (let type: ApexType | null = on.T; type?.kind === 'plat'; type = superT(type)) {
    const { def, args } = type;
    const property = def.props.get(key);
    if (property)
      return read(g, on, node, (from) => `${g.k(property.get)}(${from})`, subst(property.type, args));
    const getters = def.inst.get(`get${key}`) ?? def.inst.get(`is${key}`);
    const getter = getters?.find((method) => method.arity === 0 && method.fn);
    if (getter) return read(g, on, node, (from) => `${g.k(getter.fn)}(${from})`, subst(getter.ret, args));
    const dynamic = def.dyn?.i?.(node.name, on);
    if (dynamic) return read(g, on, node, (from) => `${g.k(dynamic.fn)}(${from})`, dynamic.T);
  }
  return g.fail(`apex-runtime does not model ${on.T.name}.${node.name}`, node);
}
