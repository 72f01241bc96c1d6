import type { Expression } from '../../parse/nodes.ts';
import type { Callable, ConstructorInfo } from '../class-info.ts';
import { value, type Expr } from '../code.ts';
import type { Generator } from '../generator.ts';
import { pick } from '../overloads.ts';
import {
  platformDef,
  t,
  type ApexType,
  type PlatformDef,
  type PlatformMethod,
  type SObjectType,
} from '../types.ts';

/** Where a compile error is. */
export type At = Pick<Expression, 'line'>;
/** The object that a method is called on. */
export interface Receiver {
  readonly code: string;
  /** It must be checked before the call. */
  readonly mayBeNull: boolean;
}
export const self: Receiver = { code: 'this', mayBeNull: false };
export const receiverOf = (expr: Expr): Receiver => ({ code: expr.c, mayBeNull: expr.nn !== true });
export const checked = ({ code, mayBeNull }: Receiver): string => (mayBeNull ? `nn(${code})` : code);

/** The overload that is called, with code for its arguments. */
export interface Call<Candidate> {
  readonly method: Candidate;
  readonly args: readonly string[];
}

/** Picks an overload; null when none fits. A query may stand for its record, and an SObject for a concrete record. */
export function pickCall<Candidate extends Pick<ConstructorInfo | Callable, 'params'>>(
  g: Generator,
  candidates: readonly Candidate[],
  args: readonly Expr[],
  at: At,
): Call<Candidate> | null {
  const asRecord = (arg: Expr): ApexType => (arg.soql && arg.T.args?.[0] ? arg.T.args[0] : arg.T);
  const method =
    pick(
      candidates,
      args.map((arg) => arg.T),
    ) ??
    pick(candidates, args.map(asRecord)) ??
    pick(
      candidates,
      args.map((arg) => (arg.T === t.sobject ? looseRecord : arg.T)),
    );
  if (!method) return null;
  return { method, args: args.map((arg, index) => argument(g, arg, method.params[index] ?? t.any, at)) };
}

const looseRecord: SObjectType = { ...t.sobject, loose: true };

/** Code for an argument. An SObject for a concrete record is checked at run time. */
export function argument(g: Generator, arg: Expr, type: ApexType, at: At): string {
  if (arg.T === t.sobject && type.kind === 'sobject') return type.so ? `cast(${arg.c},${g.k(type)})` : arg.c;
  return g.coerce(arg, type, at);
}

export const signature = (name: string, args: readonly Expr[]): string =>
  `${name}(${args.map((arg) => arg.T.name).join(', ')})`;

export const codes = (args: readonly Expr[]): string => args.map((arg) => arg.c).join();

/** The class of the library that has the methods of a type. */
export function libraryClass(type: ApexType): PlatformDef | null {
  switch (type.kind) {
    case 'plat':
      return type.def;
    case 'sobject':
      return platformDef('system.sobject');
    case 'prim':
    case 'object':
      return platformDef(`system.${type.key}`);
    default:
      return null;
  }
}

export function noMethod(g: Generator, name: string, args: readonly Expr[], type: ApexType, at: At): never {
  const def = type.kind === 'object' ? null : libraryClass(type);
  const key = name.toLowerCase();
  if (def && !def.inst.has(key) && !def.stat.has(key))
    return g.fail(`apex-runtime does not model ${type.name}.${name}`, at);
  return g.fail(
    `Method does not exist or incorrect signature: void ${signature(name, args)} from the type ${type.name}`,
    at,
  );
}

const OBJECT_METHODS: Readonly<
  Record<string, { readonly arity: number; readonly code: string; readonly type: ApexType }>
> = {
  tostring: { arity: 0, code: 'toStr', type: t.string },
  clone: { arity: 0, code: 'objClone', type: t.object },
  hashcode: { arity: 0, code: 'hashOf', type: t.integer },
  equals: { arity: 1, code: 'eqCall', type: t.boolean },
};

/** A method that every object has; null for another one. */
export function objectMethod(
  name: string,
  receiver: string,
  args: readonly Expr[],
  cloneType: ApexType = t.object,
): Expr | null {
  const key = name.toLowerCase();
  const method = Object.hasOwn(OBJECT_METHODS, key) ? OBJECT_METHODS[key] : undefined;
  if (method?.arity !== args.length) return null;
  const type = key === 'clone' ? cloneType : method.type;
  return value(`${method.code}(${[receiver, ...args.map((arg) => arg.c)].join()})`, type);
}

/** Calls an instance method of the library. */
export function libraryCall(
  g: Generator,
  receiver: Receiver,
  method: PlatformMethod,
  args: readonly string[],
  returns: ApexType,
): Expr {
  const alias = JSON.stringify(`a_${method.name.toLowerCase()}$${args.length}`);
  const code = argumentsFirst(g, receiver, args, (on, given) => {
    if (!method.fn) return `iv(${on},${alias},[${given.join()}])`;
    if (method.def.open) return `vcall(${on},${alias},${g.k(method.fn)},[${given.join()}])`;
    return `${g.k(method.fn)}(${[on, ...given].join()})`;
  });
  return value(code, returns);
}

/** Apex evaluates the arguments before it finds that the receiver is null. */
export function argumentsFirst(
  g: Generator,
  receiver: Receiver,
  args: readonly string[],
  call: (on: string, given: readonly string[]) => string,
): string {
  if (!receiver.mayBeNull || !args.some(mayCall)) return call(checked(receiver), args);
  const on = g.tmp();
  const names = args.map((arg) => (mayCall(arg) ? g.tmp() : arg));
  const assignments = args.map((arg, index) => (names[index] === arg ? '' : `${names[index]}=${arg},`));
  return `(${on}=${receiver.code},${assignments.join('')}${call(`nn(${on})`, names)})`;
}

const mayCall = (code: string): boolean => code.includes('(');
