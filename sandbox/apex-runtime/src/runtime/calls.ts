import { platform, rank, superT, type ApexType, type PlatformMethod } from '../compile/types.ts';
import type { MethodInfo } from '../compile/class-info.ts';
import { isA } from './casts.ts';
import { nn, notModelled } from './exceptions.ts';
import { aliased, Obj, SObj, type Value } from './objects.ts';
import { R } from './state.ts';
import { str, typeOf } from './text.ts';

/** Calls the implementation of a platform method; the receiver of an instance method comes first. */
export function callPlatform(method: PlatformMethod, args: readonly Value[]): Value {
  if (!method.fn) return notModelled(`${method.def.name}.${method.name}`);
  // The compiler, or the caller, checked the arguments by the method's signature.
  const fn = method.fn as (...given: readonly Value[]) => Value | undefined;
  return fn(...args) ?? null;
}

function withArity(
  methods: readonly PlatformMethod[] | undefined,
  arity: number,
): PlatformMethod | undefined {
  return methods?.find((method) => method.arity === arity && method.fn);
}

/** Calls a method by its alias `a_name$arity`: the project's own, or else the one it inherits from the platform. */
export function callAlias(receiver: Value, alias: string, args: readonly Value[]): Value {
  const target = nn(receiver);
  const own = typeof target === 'object' ? aliased(target, alias) : undefined;
  if (own) return own.apply(target, [...args]);
  const [, name = '', arity] = /^a_(.+)\$(\d+)$/.exec(alias) ?? [];
  for (let type: ApexType | null = typeOf(target); type; type = superT(type)) {
    const def =
      type.kind === 'plat' ? type.def : type.kind === 'prim' ? platform.get(`system.${type.key}`) : null;
    const method = withArity(def?.inst.get(name), Number(arity));
    if (method) return callPlatform(method, [target, ...args]);
  }
  return notModelled(`${typeOf(target).name}.${name}`);
}

/** Calls a method of an object of the project, or of the platform class that it extends or implements. */
export function callUser(receiver: Value, name: string, args: readonly Value[]): Value {
  return callAlias(receiver, `a_${name.toLowerCase()}$${args.length}`, args);
}

/** A method whose name is known only as text. */
function dynCall(receiver: Value, name: string, args: Value[]): Value {
  const target = nn(receiver);
  const alias = `a_${name.toLowerCase()}$${args.length}`;
  if (alias === 'a_tostring$0' && !(typeof target === 'object' && aliased(target, alias))) return str(target);
  const method =
    target instanceof SObj
      ? withArity(platform.get('system.sobject')?.inst.get(name.toLowerCase()), args.length)
      : undefined;
  return method ? callPlatform(method, [target, ...args]) : callAlias(target, alias, args);
}

function dynGet(receiver: Value, name: string): Value {
  const target = nn(receiver);
  if (target instanceof SObj) return R.sg(target, name.toLowerCase());
  const type = typeOf(target);
  const property = type.kind === 'plat' ? type.def.props.get(name.toLowerCase()) : undefined;
  if (!property) return notModelled(`dynamic member ${typeOf(target).name}.${name}`);
  return (property.get as (from: Value) => Value)(target);
}

/** Of overloads with as many parameters, calls the one that fits the values best. */
function dispatch(self: Obj, methods: readonly [MethodInfo, ...MethodInfo[]], args: Value[]): Value {
  let best: MethodInfo = methods[0];
  let bestScore = Infinity;
  for (const method of methods) {
    const score = fit(method.params, args);
    if (score < bestScore) {
      best = method;
      bestScore = score;
    }
  }
  return aliased(self, best.js)?.apply(self, args) ?? null;
}

/** How well values fit parameters: Infinity not at all, smaller is better. */
function fit(params: readonly ApexType[], args: readonly Value[]): number {
  let score = 0;
  for (const [index, arg] of args.entries()) {
    const param = params[index];
    if (arg === null || !param) continue;
    const own = isA(arg, param) ? rank(typeOf(arg), param) : -1;
    if (own < 0) return Infinity;
    score += own;
  }
  return score;
}

/** Runs a dynamic query; `lookup` reads the variables of the caller, which the query may bind with `:name.path`. */
function qb(lookup: (key: string) => Value | undefined, query: () => Value): Value {
  const outer = R.bindScope;
  R.bindScope = (name) => {
    const [first = '', ...path] = name.split('.');
    let value = lookup(first.toLowerCase());
    for (const part of path) {
      if (value === undefined || value === null) return value;
      value = member(value, part.toLowerCase());
    }
    return value;
  };
  try {
    return query();
  } finally {
    R.bindScope = outer;
  }
}

function member(owner: Value, key: string): Value | undefined {
  if (!(owner instanceof Obj)) return dynGet(owner, key);
  const getter = aliased(owner, `g_${key}`);
  return getter ? getter.call(owner) : (owner as unknown as Record<string, Value>)[`f_${key}`];
}

export const callHelpers = {
  iv: callAlias,
  /** A method that the project may override. */
  vcall(receiver: object, alias: string, fn: (...given: Value[]) => Value, args: Value[]): Value {
    const own = aliased(receiver, alias);
    return own ? own.apply(receiver, args) : fn(receiver, ...args);
  },
  dynCall,
  dynGet,
  dispatch,
  qb,
};
