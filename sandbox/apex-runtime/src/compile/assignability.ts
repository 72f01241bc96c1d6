import { t, type ApexType, type PlatformType, type UserType } from './apex-type.ts';
import { parseSigType, subst } from './signature.ts';

/** The superclass, or null. */
export function superT(type: ApexType): UserType | PlatformType | null {
  if (type.kind === 'user') return type.decl.superT;
  if (type.kind !== 'plat' || !type.def.sup) return null;
  const parent = parseSigType(type.def.sup);
  return parent.kind === 'plat' ? parent : null;
}

/** The interfaces that a type names itself, without those of its superclass. */
export function interfacesOf(type: ApexType): readonly ApexType[] {
  if (type.kind === 'user') return type.decl.ifsT;
  if (type.kind !== 'plat') return [];
  return type.def.ifs.map((name) => subst(parseSigType(name, type.def.generic), type.args));
}

/** Each number type widens to those after it. */
const widths: Readonly<Record<string, number>> = { integer: 0, long: 1, double: 2, decimal: 3 };
const width = (type: ApexType): number | undefined => (type.kind === 'prim' ? widths[type.key] : undefined);

export const isNum = (type: ApexType): boolean => width(type) !== undefined;

export function assignable(from: ApexType, to: ApexType): boolean {
  return rank(from, to) >= 0;
}

const OBJECT_RANK = 20;

/** How well a value of one type fits another: -1 not at all, 0 the same, bigger is worse. Overloads are picked by it. */
export function rank(from: ApexType, to: ApexType): number {
  if (from === to) return 0;
  if (from.kind === 'any') return 6;
  if (to.kind === 'any') return 7;
  if (from.kind === 'void' || to.kind === 'void') return -1;
  if (from.kind === 'null') return to === t.object ? 2 : 1;
  if (to.kind === 'object') return OBJECT_RANK;
  if (from.kind === 'prim') return to.kind === 'prim' ? primitiveRank(from, to) : -1;
  if (from.kind === 'sobject') return to.kind === 'sobject' && to.so === null ? 3 : -1;
  if (from.kind === 'plat' && to.kind === 'plat' && from.def === to.def && from.args && to.args)
    return argumentRank(from.args, to.args);
  if (from.kind === 'user' || from.kind === 'plat') return inheritedRank(from, to);
  return -1;
}

function primitiveRank(from: ApexType, to: ApexType): number {
  const fromWidth = width(from);
  const toWidth = width(to);
  if (fromWidth !== undefined && toWidth !== undefined) {
    if (fromWidth < toWidth) return toWidth - fromWidth;
    return from === t.decimal && to === t.double ? 4 : -1;
  }
  if (from === t.id && to === t.string) return 1;
  if (from === t.string && to === t.id) return 2;
  if (from === t.date && to === t.datetime) return 2;
  return -1;
}

const isIdOrText = (type: ApexType): boolean => type === t.id || type === t.string;

/** Collections are covariant: `List<Account>` is a `List<SObject>`, and `List<SObject>` may be a `List<Account>`. */
function argumentRank(from: readonly ApexType[], to: readonly ApexType[]): number {
  let worst = 0;
  for (const [index, source] of from.entries()) {
    const target = to[index] ?? t.any;
    const abstractRecord = source.kind === 'sobject' && source.so === null && target.kind === 'sobject';
    const fits = rank(source, target);
    if (fits < 0 && !abstractRecord) return -1;
    const bothPrimitive = source.kind === 'prim' && target.kind === 'prim' && source !== target;
    if (bothPrimitive && !(isIdOrText(source) && isIdOrText(target))) return -1;
    worst = Math.max(worst, fits < 0 ? 5 : fits);
  }
  return worst;
}

function inheritedRank(from: UserType | PlatformType, to: ApexType): number {
  const parent = superT(from);
  const ranks = [...(parent ? [parent] : []), ...interfacesOf(from)]
    .map((type) => rank(type, to))
    .filter((found) => found >= 0);
  return ranks.length > 0 ? Math.min(OBJECT_RANK, Math.min(...ranks) + 1) : -1;
}

/** May a cast from one type to the other succeed at run time? */
export function castable(from: ApexType, to: ApexType): boolean {
  if (assignable(from, to) || assignable(to, from)) return true;
  if (from.kind === 'prim' && to.kind === 'prim') return isNum(from) && isNum(to);
  if (from.kind === 'sobject' && to.kind === 'sobject') return from.so === null || to.so === null;
  if (from.kind === 'plat' && to.kind === 'plat' && from.def === to.def) return true;
  return mayImplementMore(from) || mayImplementMore(to);
}

/** An interface, or a class that can be extended by one that implements the other type. */
function mayImplementMore(type: ApexType): boolean {
  if (type.kind === 'user') return type.decl.isInterface || !type.decl.isFinal;
  return type.kind === 'plat' && type.def.isInterface;
}

/** The type of `condition ? first : second`. */
export function commonType(first: ApexType, second: ApexType): ApexType {
  if (first.kind === 'null') return second;
  if (second.kind === 'null') return first;
  const toSecond = rank(first, second);
  const toFirst = rank(second, first);
  if (toSecond >= 0 && (toFirst < 0 || toSecond <= toFirst || second === t.object)) return second;
  if (toFirst >= 0) return first;
  return first.kind === 'sobject' && second.kind === 'sobject' ? t.sobject : t.object;
}
