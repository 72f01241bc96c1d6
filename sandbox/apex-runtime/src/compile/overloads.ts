import type { Callable, FieldInfo } from './class-info.ts';
import { withSuperclasses } from './resolve.ts';
import { interfacesOf, rank, subst, superT, type ApexType, type PlatformMethod } from './types.ts';

/** A field of a class or of one it extends, by its lower-case name. */
export function findField(type: ApexType, key: string): FieldInfo | null {
  if (type.kind !== 'user') return null;
  for (const decl of withSuperclasses(type.decl)) {
    const field = decl.fields.get(key);
    if (field) return field;
  }
  return null;
}

/** A platform method as it may be called on a type with these type arguments. */
export function callable(method: PlatformMethod, args: readonly ApexType[] | null = null): Callable {
  return {
    plat: method,
    name: method.name,
    arity: method.arity,
    params: method.params.map((param) => subst(param, args)),
    ret: subst(method.ret, args),
  };
}

/** All methods of a name that a type has: its own, inherited, and of its interfaces. Overridden ones appear once. */
export function methodsOf(type: ApexType, key: string): Callable[] {
  const found: Callable[] = [];
  collect(type, key, found, new Set());
  return found;
}

function collect(type: ApexType, key: string, found: Callable[], seen: Set<ApexType>): void {
  if (seen.has(type)) return;
  seen.add(type);
  const isNew = (method: Callable): boolean =>
    !found.some((other) => sameParams(other.params, method.params));
  const above: ApexType[] = [];
  if (type.kind === 'user') {
    for (const method of type.decl.methods.get(key) ?? []) if (isNew(method)) found.push(method);
    if (type.decl.superT) above.push(type.decl.superT);
    if (type.decl.isInterface || type.decl.isAbstract) above.push(...type.decl.ifsT);
  } else if (type.kind === 'plat') {
    for (const method of type.def.inst.get(key) ?? []) {
      const candidate = callable(method, type.args);
      if (isNew(candidate)) found.push(candidate);
    }
    const parent = superT(type);
    if (parent) above.push(parent);
    above.push(...interfacesOf(type));
  }
  for (const other of above) collect(other, key, found, seen);
}

function sameParams(a: readonly ApexType[], b: readonly ApexType[]): boolean {
  return a.length === b.length && a.every((type, index) => type === b[index]);
}

/** The overload that fits the arguments best; null when none fits. */
export function pick<Candidate extends { readonly params: readonly ApexType[] }>(
  candidates: readonly Candidate[],
  args: readonly ApexType[],
): Candidate | null {
  let best: Candidate | null = null;
  let bestScore = Infinity;
  for (const candidate of candidates) {
    const score = fit(args, candidate.params);
    if (score < bestScore) {
      best = candidate;
      bestScore = score;
    }
  }
  return best;
}

/** How well arguments fit parameters: Infinity not at all, smaller is better. */
function fit(args: readonly ApexType[], params: readonly ApexType[]): number {
  if (args.length !== params.length) return Infinity;
  let score = 0;
  for (const [index, arg] of args.entries()) {
    const param = params[index];
    if (!param) return Infinity;
    let own = rank(arg, param);
    if (own < 0 && arg.kind === 'sobject' && arg.loose && param.kind === 'sobject') own = 8;
    if (own < 0) return Infinity;
    score += own;
  }
  return score;
}
