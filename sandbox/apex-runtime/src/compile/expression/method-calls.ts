import type { MethodCallExpression } from '../../parse/nodes.ts';
import { value, type Expr, type Meaning } from '../code.ts';
import { CompileError } from '../compile-error.ts';
import type { Generator } from '../generator.ts';
import { callable, methodsOf } from '../overloads.ts';
import { platformDef, t, type ApexType, type PlatformType, type UserType } from '../types.ts';
import {
  argumentsFirst,
  checked,
  codes,
  libraryCall,
  libraryClass,
  noMethod,
  objectMethod,
  pickCall,
  receiverOf,
} from './arguments.ts';
import { dottedType } from './names.ts';
import { staticCall } from './static-calls.ts';

/** `object.name(...)`, `Type.name(...)` or `super.name(...)` */
export function methodCall(g: Generator, node: MethodCallExpression): Expr {
  if (node.object.kind === 'super') return superCall(g, node);
  const error = fieldError(g, node);
  if (error) return error;
  const on = calledOn(g, node);
  if (on.kind !== 'value') return staticCall(g, on, node);
  try {
    return valueCall(g, on, node);
  } catch (problem) {
    const hidden = problem instanceof CompileError ? hiddenTypeCall(g, node) : null;
    if (hidden) return hidden;
    throw problem;
  }
}

/** `record.Field.addError(...)`: the error belongs to the field. */
function fieldError(g: Generator, node: MethodCallExpression): Expr | null {
  const [message] = node.args;
  if (node.name.toLowerCase() !== 'adderror' || node.object.kind !== 'dot' || !message) return null;
  const field = attempt(() => g.meaning(node.object));
  if (field?.kind !== 'value' || !field.sfield) return null;
  const record = g.nn(g.value(node.object.object));
  return value(`addErrF(${record},${JSON.stringify(field.sfield.key)},${g.value(message).c})`, t.void);
}

function calledOn(g: Generator, node: MethodCallExpression): Meaning {
  try {
    return g.chain(node.object);
  } catch (problem) {
    const type = problem instanceof CompileError ? dottedType(g, node.object) : null;
    if (type) return { kind: 'type', type };
    throw problem;
  }
}

/** A variable hides a type of its name: the method may be one of the type. */
function hiddenTypeCall(g: Generator, node: MethodCallExpression): Expr | null {
  const type = node.object.kind === 'name' ? g.tryType(node.object.name) : null;
  return type && attempt(() => staticCall(g, { kind: 'type', type }, node));
}

/** null when it does not compile. */
function attempt<Result>(generate: () => Result): Result | null {
  try {
    return generate();
  } catch (problem) {
    if (problem instanceof CompileError) return null;
    throw problem;
  }
}

function superCall(g: Generator, node: MethodCallExpression): Expr {
  const args = node.args.map((arg) => g.value(arg));
  const parent = g.ci.superT;
  const found = parent ? pickCall(g, methodsOf(parent, node.name.toLowerCase()), args, node) : null;
  if (!found)
    return (
      objectMethod(node.name, 'superObj(this)', args) ??
      (parent ? noMethod(g, node.name, args, parent, node) : g.fail('No superclass', node))
    );
  const { method } = found;
  if (method.plat) return value(`${g.k(method.plat.fn)}(${['this', ...found.args].join()})`, method.ret);
  if (method.isAbstract) g.fail(`Cannot call abstract method ${method.name}`, node);
  return value(`super.${method.js}(${found.args.join()})`, method.ret);
}

function valueCall(g: Generator, on: Expr, node: MethodCallExpression): Expr {
  const args = node.args.map((arg) => g.value(arg));
  const guard = on.guard ?? null;
  if (!node.safe) return { ...callOn(g, on, args, node), guard };
  const temporary = g.tmp();
  const result = callOn(g, { ...on, c: temporary, nn: true }, args, node);
  return { ...result, nn: false, guard: `${guard ? `${guard}||` : ''}(${temporary}=${on.c})==null` };
}

function callOn(g: Generator, on: Expr, args: readonly Expr[], node: MethodCallExpression): Expr {
  const { T: type } = on;
  switch (type.kind) {
    case 'any':
      return value(`dynCall(${g.nn(on)},${JSON.stringify(node.name)},[${codes(args)}])`, t.any);
    case 'user':
      return ownCall(g, on, type, args, node);
    case 'sobject':
      return recordCall(g, on, args, node);
    case 'prim':
      return primitiveCall(g, on, args, node);
    case 'plat':
      return platformCall(g, on, type, args, node);
    default:
      return objectMethod(node.name, g.nn(on), args) ?? noMethod(g, node.name, args, type, node);
  }
}

/** name() and ordinal(). */
function enumCall(on: string, name: string): Expr | null {
  const key = name.toLowerCase();
  if (key === 'name') return value(`${on}.name`, t.string, { nn: true });
  return key === 'ordinal' ? value(`${on}.ord`, t.integer, { nn: true }) : null;
}

function ownCall(
  g: Generator,
  on: Expr,
  type: UserType,
  args: readonly Expr[],
  node: MethodCallExpression,
): Expr {
  const receiver = receiverOf(on);
  const { decl } = type;
  if (decl.isEnum) {
    const constant =
      enumCall(checked(receiver), node.name) ?? objectMethod(node.name, checked(receiver), args);
    if (constant) return constant;
  }
  const found = pickCall(g, methodsOf(type, node.name.toLowerCase()), args, node);
  if (!found)
    return objectMethod(node.name, checked(receiver), args, type) ?? noMethod(g, node.name, args, type, node);
  const { method } = found;
  if (method.plat) return libraryCall(g, receiver, method.plat, found.args, method.ret);
  if (method.isStatic)
    g.fail(`Static method cannot be referenced from a non static context: ${method.name}`, node);
  if (method.access === 'private' && !decl.isInterface && !g.sees(method.owner, method.ann))
    g.fail(`Method is not visible: ${type.name}.${method.name}`, node);
  const code = argumentsFirst(
    g,
    receiver,
    found.args,
    (from, given) => `${from}.${method.js}(${given.join()})`,
  );
  return value(code, method.ret);
}

function recordCall(g: Generator, on: Expr, args: readonly Expr[], node: MethodCallExpression): Expr {
  const key = node.name.toLowerCase();
  const candidates = (platformDef('system.sobject').inst.get(key) ?? []).map((method) => callable(method));
  const found = pickCall(g, candidates, args, node);
  if (!found?.method.plat)
    return objectMethod(node.name, g.nn(on), args) ?? noMethod(g, node.name, args, on.T, node);
  const returns = key === 'clone' ? on.T : found.method.ret;
  return libraryCall(g, receiverOf(on), found.method.plat, found.args, returns);
}

function primitiveCall(g: Generator, on: Expr, args: readonly Expr[], node: MethodCallExpression): Expr {
  const { T: type } = on;
  const key = node.name.toLowerCase();
  let methods = libraryClass(type)?.inst.get(key) ?? [];
  if (methods.length === 0 && type === t.id) methods = platformDef('system.string').inst.get(key) ?? [];
  // An Integer has the methods of Decimal, too.
  if (methods.length === 0 && type === t.integer && platformDef('system.decimal').inst.has(key)) {
    const widened = value(g.convert(g.nn(on), type, t.decimal), t.decimal, { nn: true });
    return primitiveCall(g, widened, args, node);
  }
  // A null Blob is a bad argument rather than a null reference.
  const receiver = type === t.blob && !on.nn ? { code: `arg(${on.c})`, mayBeNull: false } : receiverOf(on);
  const found = pickCall(
    g,
    methods.map((method) => callable(method)),
    args,
    node,
  );
  if (!found?.method.plat)
    return objectMethod(node.name, checked(receiver), args) ?? noMethod(g, node.name, args, type, node);
  return libraryCall(g, receiver, found.method.plat, found.args, found.method.ret);
}

function platformCall(
  g: Generator,
  on: Expr,
  type: PlatformType,
  args: readonly Expr[],
  node: MethodCallExpression,
): Expr {
  const key = node.name.toLowerCase();
  const receiver = receiverOf(on);
  const constant = type.def.enum ? enumCall(checked(receiver), node.name) : null;
  if (constant) return constant;
  // [SELECT ...].method(): the methods of List win, else it is one of the only record.
  const row: ApexType | undefined = on.soql ? type.args?.[0] : undefined;
  if (row?.kind === 'sobject' && !type.def.inst.has(key)) return recordCall(g, g.record(on), args, node);
  const found = pickCall(g, methodsOf(type, key), args, node);
  if (!found?.method.plat)
    return objectMethod(node.name, checked(receiver), args) ?? noMethod(g, node.name, args, type, node);
  return libraryCall(g, receiver, found.method.plat, found.args, found.method.ret);
}
