import type { Json } from '../api.ts';
import type { ClassInfo, MethodInfo } from '../compile/class-info.ts';
import { R } from '../runtime/rt.ts';
import { toApex, toPlain } from './json-values.ts';

/** A static method as found for a call. */
export interface StaticMethod {
  readonly decl: ClassInfo;
  readonly method: MethodInfo;
}
/** Arguments by position or by name. */
export type CallArguments = readonly unknown[] | Readonly<Record<string, unknown>>;

const isByPosition = (args: CallArguments): args is readonly unknown[] => Array.isArray(args);

/** Finds a static method of a class (`Outer.Inner`) by the number of arguments; by name fewer may be given. */
export function findStaticMethod(className: string, name: string, args: CallArguments): StaticMethod {
  const [outer = '', ...inners] = className.toLowerCase().split('.');
  let decl: ClassInfo | undefined = R.org.project.classes.get(outer);
  for (const inner of inners) decl = decl?.inner.get(inner);
  if (!decl) throw new Error(`no such class: ${className}`);
  const count = isByPosition(args) ? args.length : Object.keys(args).length;
  const methods = (decl.methods.get(name.toLowerCase()) ?? []).filter(({ isStatic }) => isStatic);
  const exact = methods.find(({ arity }) => arity === count);
  const method = exact ?? (isByPosition(args) ? undefined : methods[0]);
  if (!method) throw new Error(`no static method ${className}.${name} with ${count} parameters`);
  return { decl, method };
}

/** Calls it within the running transaction. A cacheable controller method may not write. */
export function callStatic({ decl, method }: StaticMethod, args: CallArguments): Json {
  const values = method.params.map((type, position) => toApex(argument(method, args, position), type));
  const aura = method.ann.find(({ name }) => name === 'auraenabled');
  if (aura?.values.cacheable?.toLowerCase() === 'true') R.tx.max = { ...R.tx.max, dml: 0 };
  decl.init();
  return toPlain(decl.callStatic(method.js, ...values), aura !== undefined);
}

function argument(method: MethodInfo, args: CallArguments, position: number): unknown {
  if (isByPosition(args)) return args[position];
  const wanted = method.ast.parameters[position]?.name.toLowerCase();
  return Object.entries(args).find(([name]) => name.toLowerCase() === wanted)?.[1];
}
