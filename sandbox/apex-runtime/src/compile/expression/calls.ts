import type { CallExpression } from '../../parse/nodes.ts';
import type { ClassInfo } from '../class-info.ts';
import { value, type Expr } from '../code.ts';
import type { Generator } from '../generator.ts';
import { isException } from '../inheritance.ts';
import { methodsOf } from '../overloads.ts';
import { assignable, platformDef, platT, t } from '../types.ts';
import { codes, libraryCall, objectMethod, pickCall, self, signature, type At } from './arguments.ts';
import { classCode } from './fields.ts';

/** `name(...)`: a method of the class, of its superclasses, or a static one of a class around it. */
export function call(g: Generator, node: CallExpression): Expr {
  if (node.isConstructor) return constructorCall(g, node);
  const key = node.name.toLowerCase();
  const args = node.args.map((arg) => g.value(arg));
  const own = methodsOf(g.ci.T, key);
  let found = pickCall(g, own, args, node);
  for (let outer = g.ci.outer; outer && !found; outer = outer.outer) {
    const statics = methodsOf(outer.T, key).filter((method) => !method.plat && method.isStatic);
    found = pickCall(g, statics, args, node);
  }
  if (!found) {
    const ofObject = own.length > 0 ? null : objectMethod(key, 'this', args);
    const wanted = `void ${signature(node.name, args)} from the type ${g.ci.name}`;
    return ofObject ?? g.fail(`Method does not exist or incorrect signature: ${wanted}`, node);
  }
  const { method } = found;
  if (method.plat) return libraryCall(g, self, method.plat, found.args, method.ret);
  if (!method.isStatic && g.body.isStatic) g.fail(`Method is not static: ${method.name}`, node);
  const receiver = method.isStatic ? classCode(g, method.owner) : 'this';
  return value(`${receiver}.${method.js}(${found.args.join()})`, method.ret);
}

/** `this(...)` or `super(...)` */
function constructorCall(g: Generator, node: CallExpression): Expr {
  const args = node.args.map((arg) => g.value(arg));
  const type = node.name === 'this' ? g.ci.T : g.ci.superT;
  if (!type) {
    if (args.length > 0) g.fail('No superclass constructor', node);
    return value('void 0', t.void);
  }
  g.constructorCall = node.name;
  if (type.kind !== 'user') return value(`exInit(this,[${codes(args)}])`, t.void);
  return value(`${node.name}.${constructorCode(g, type.decl, args, node)}`, t.void);
}

/** Code that calls a constructor of a class of the project. */
export function constructorCode(g: Generator, decl: ClassInfo, args: readonly Expr[], at: At): string {
  const isExceptionClass = isException(decl.T);
  if (decl.ctors.length === 0 && !isExceptionClass && args.length === 0) return `c_${decl.id}$()`;
  const found = pickCall(g, decl.ctors, args, at);
  if (found) return `${found.method.js}(${found.args.join()})`;
  if (isExceptionClass && args.length <= 2 && args.every(isExceptionArgument)) return `cx_([${codes(args)}])`;
  return g.fail(`Constructor not defined: [${decl.name}].${signature('<Constructor>', args)}`, at);
}

/** Exceptions take a message, a cause, or both. */
function isExceptionArgument({ T: type }: Expr): boolean {
  return assignable(type, t.string) || assignable(type, platT(platformDef('system.exception')));
}
