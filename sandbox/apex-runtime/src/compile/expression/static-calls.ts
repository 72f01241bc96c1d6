import type { MethodCallExpression } from '../../parse/nodes.ts';
import { sure, value, type Expr, type Namespace, type TypeName } from '../code.ts';
import type { Generator } from '../generator.ts';
import { callable, methodsOf } from '../overloads.ts';
import { assignable, isMap, listOf, mapOf, platform, platformDef, platT, t } from '../types.ts';
import type { ApexType, PlatformDef, SObjectType, UserType } from '../types.ts';
import { libraryCall, libraryClass, noMethod, pickCall, self } from './arguments.ts';
import { classCode } from './fields.ts';
import { withBinds } from './queries.ts';

/** `Type.name(...)` */
export function staticCall(g: Generator, on: TypeName | Namespace, node: MethodCallExpression): Expr {
  const args = node.args.map((arg) => g.value(arg));
  const type = on.kind === 'type' ? on.type : namespaceClass(g, on.ns, node);
  switch (type.kind) {
    case 'user':
      return ownCall(g, type, args, node);
    case 'sobject':
      return sobjectCall(g, type, args, node);
    case 'plat':
    case 'prim':
    case 'object': {
      const def = libraryClass(type);
      return def ? libraryStatic(g, def, type, args, node) : noMethod(g, node.name, args, type, node);
    }
    default:
      return g.fail(`apex-runtime: static call on ${type.name}`, node);
  }
}

/** A namespace that is also a class of System: `Database.query(...)`. */
function namespaceClass(g: Generator, ns: string, node: MethodCallExpression): ApexType {
  const def = platform.get(`system.${ns}`);
  return def ? platT(def) : g.fail(`apex-runtime does not model ${ns}.${node.name}`, node);
}

function ownCall(g: Generator, type: UserType, args: readonly Expr[], node: MethodCallExpression): Expr {
  const key = node.name.toLowerCase();
  const { decl } = type;
  if (decl.isEnum && key === 'values') return sure(`enumValues(${g.k(decl)})`, listOf(type));
  if (decl.isEnum && key === 'valueof')
    return sure(`enumValueOf(${g.k(decl)},${args[0]?.c ?? 'null'})`, type);
  const methods = methodsOf(type, key);
  const statics = methods.filter((method) => !method.plat && method.isStatic);
  const found = pickCall(g, statics, args, node) ?? pickCall(g, methods, args, node);
  if (!found) return noMethod(g, node.name, args, type, node);
  const { method } = found;
  if (method.plat || !method.isStatic) {
    // An instance method of the class or of a superclass may be called through its name.
    if (g.body.isStatic || !assignable(g.ci.T, type))
      g.fail(`Non static method cannot be referenced from a static context: ${method.name}`, node);
    if (method.plat) return libraryCall(g, self, method.plat, found.args, method.ret);
    return value(`this.${method.js}(${found.args.join()})`, method.ret);
  }
  if (method.access === 'private' && !g.sees(method.owner, method.ann))
    g.fail(`Method is not visible: ${type.name}.${method.name}`, node);
  return value(`${classCode(g, method.owner)}.${method.js}(${found.args.join()})`, method.ret);
}

/** `Setting__c.getInstance()` and the like: the library's methods get the type first. */
function sobjectCall(
  g: Generator,
  type: SObjectType,
  args: readonly Expr[],
  node: MethodCallExpression,
): Expr {
  const methods = platformDef('system.sobjectstatics').stat.get(node.name.toLowerCase()) ?? [];
  const found = pickCall(
    g,
    methods.map((method) => callable(method)),
    [value(g.k(type), t.any), ...args],
    node,
  );
  if (!found?.method.plat) return noMethod(g, node.name, args, type, node);
  const { ret } = found.method;
  const isRecordMap = isMap(ret) && ret.args[1] === t.sobject;
  const returns = ret === t.sobject ? type : isRecordMap ? mapOf(ret.args[0], type) : ret;
  return value(`${g.k(found.method.plat.fn)}(${found.args.join()})`, returns);
}

const QUERIES = new Set(['system.database.query', 'system.database.querywithbinds']);
/** They may bind variables of the method that calls them. */
const BINDING = new Set([
  'system.database.query',
  'system.database.countquery',
  'system.database.getquerylocator',
  'system.search.query',
]);

function libraryStatic(
  g: Generator,
  def: PlatformDef,
  type: ApexType,
  args: readonly Expr[],
  node: MethodCallExpression,
): Expr {
  const key = node.name.toLowerCase();
  if (def.enum && key === 'values') return sure(`penumValues(${g.k(def)})`, listOf(type));
  if (def.enum && key === 'valueof') return sure(`penumValueOf(${g.k(def)},${args[0]?.c ?? 'null'})`, type);
  const methods = (def.stat.get(key) ?? []).map((method) => callable(method));
  if (methods.length === 0) g.fail(`apex-runtime does not model ${type.name}.${node.name}`, node);
  const found = pickCall(g, methods, args, node);
  if (!found?.method.plat) return noMethod(g, node.name, args, type, node);
  const code = `${g.k(found.method.plat.fn)}(${found.args.join()})`;
  const full = `${def.key}.${key}`;
  return value(
    BINDING.has(full) ? withBinds(g, code) : code,
    QUERIES.has(full) ? listOf(t.sobject) : found.method.ret,
    { soql: QUERIES.has(full) },
  );
}
