import type { ClassInfo, MethodInfo } from './class-info.ts';
import { methodsOf } from './overloads.ts';
import { interfacesOf, rank, subst, superT, type ApexType } from './types.ts';

export type Report = (decl: ClassInfo, line: number, message: string) => void;

/** Every object has these, so any class may declare them. */
const OF_EVERY_OBJECT = new Set(['tostring', 'equals', 'hashcode']);

/** The rules for overriding methods and for what may be static. */
export function checkOverrides(decl: ClassInfo, report: Report): void {
  if (decl.isEnum || decl.isTrigger) return;
  if (isException(decl.T) && !/exception$/i.test(decl.simple))
    report(
      decl,
      decl.ast.line,
      `Classes extending Exception must have a name ending in 'Exception': ${decl.simple}`,
    );
  for (const field of decl.fields.values()) {
    if (field.isStatic && decl.outer)
      report(decl, field.ast.line, `static can only be used on fields of a top level type: ${field.name}`);
  }
  for (const method of [...decl.methods.values()].flat()) {
    if (!method.isStatic) checkOverride(decl, method, report);
    else if (decl.outer)
      report(decl, method.ast.line, `static can only be used on methods of a top level type: ${method.name}`);
  }
}

function checkOverride(decl: ClassInfo, method: MethodInfo, report: Report): void {
  if (OF_EVERY_OBJECT.has(method.key)) return;
  const { base, isPlatform } = overridden(decl, method);
  const { line } = method.ast;
  if (!base) {
    if (method.isOverride && !isPlatform && !isDeclaredAbove(decl, method))
      report(decl, line, `Method does not override an ancestor method: ${method.name}`);
    return;
  }
  const open = base.isAbstract || base.isVirtual || base.isOverride;
  if (base.access !== 'private') {
    if (!open) report(decl, line, `Non-virtual, non-abstract methods cannot be overridden: ${method.name}`);
    else if (!method.isOverride) report(decl, line, `Method must use the override keyword: ${method.name}`);
  }
  if (open && base.ret !== method.ret && rank(method.ret, base.ret) < 0)
    report(decl, line, `Method types clash: ${base.ret.name}, ${method.ret.name} in ${method.name}`);
}

/** The method of a superclass with the same parameters. */
function overridden(decl: ClassInfo, method: MethodInfo): { base: MethodInfo | null; isPlatform: boolean } {
  for (let type: ApexType | null = decl.superT; type; type = superT(type)) {
    if (type.kind === 'plat') return { base: null, isPlatform: type.def.inst.has(method.key) };
    if (type.kind !== 'user') break;
    const base = type.decl.methods
      .get(method.key)
      ?.find((other) => other.js === method.js && !other.isStatic);
    if (base) return { base, isPlatform: false };
  }
  return { base: null, isPlatform: false };
}

/** Generic and platform signatures may differ in spelling. */
function isDeclaredAbove(decl: ClassInfo, method: MethodInfo): boolean {
  const above = [...(decl.superT ? [decl.superT] : []), ...decl.ifsT];
  return above.some((type) => methodsOf(type, method.key).some((other) => other.arity === method.arity));
}

/** Does the class extend Exception? */
export function isException(type: ApexType): boolean {
  for (let parent = superT(type); parent; parent = superT(parent))
    if (parent.kind === 'plat' && parent.def.key === 'system.exception') return true;
  return false;
}

interface Required {
  readonly name: string;
  readonly from: string;
  readonly params: readonly ApexType[];
}

/** Every abstract and interface method must be implemented. */
export function checkImplementations(decl: ClassInfo, report: Report): void {
  if (decl.isEnum || decl.isInterface || decl.isAbstract || decl.isTrigger) return;
  for (const { name, from, params } of required(decl.T)) {
    const key = name.toLowerCase();
    if (OF_EVERY_OBJECT.has(key) || implementsMethod(decl.T, key, params)) continue;
    const signature = `${name}(${params.map((param) => param.name).join(', ')})`;
    report(decl, decl.ast.line, `Class ${decl.name} must implement the method: ${from}.${signature}`);
  }
}

function required(type: ApexType, seen = new Set<ApexType>()): Required[] {
  if (seen.has(type)) return [];
  seen.add(type);
  const own: Required[] = [];
  if (type.kind === 'user') {
    for (const method of [...type.decl.methods.values()].flat())
      if (method.isAbstract) own.push({ name: method.name, from: type.name, params: method.params });
  } else if (type.kind === 'plat' && type.def.isInterface) {
    for (const method of [...type.def.inst.values()].flat())
      own.push({
        name: method.name,
        from: type.name,
        params: method.params.map((param) => subst(param, type.args)),
      });
  }
  const parent = superT(type);
  const above = [...(parent ? [parent] : []), ...interfacesOf(type)];
  return [...own, ...above.flatMap((other) => required(other, seen))];
}

function implementsMethod(own: ApexType, key: string, params: readonly ApexType[]): boolean {
  for (let type: ApexType | null = own; type; type = superT(type)) {
    if (type.kind === 'plat') return type.def.inst.has(key) && !type.def.isInterface;
    if (type.kind !== 'user') return false;
    const methods = type.decl.methods.get(key) ?? [];
    if (methods.some((method) => !method.isAbstract && accepts(method, params))) return true;
  }
  return false;
}

function accepts(method: MethodInfo, params: readonly ApexType[]): boolean {
  return (
    method.arity === params.length &&
    method.params.every((param, index) => {
      const wanted = params[index];
      return wanted !== undefined && (rank(wanted, param) >= 0 || rank(param, wanted) >= 0);
    })
  );
}
