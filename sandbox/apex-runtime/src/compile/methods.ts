import { methodCode } from './bodies.ts';
import type { FieldInfo, MethodInfo, PropertyInfo } from './class-info.ts';
import type { Generator } from './generator.ts';
import { rank, type ApexType } from './types.ts';

/** The JavaScript methods of the methods, with the aliases by which the runtime calls them. */
export function methods(g: Generator): string[] {
  return [...g.ci.methods.values()].flatMap((overloads) =>
    overloads.flatMap((method) => methodAndAliases(g, method, overloads)),
  );
}

function methodAndAliases(g: Generator, method: MethodInfo, overloads: readonly MethodInfo[]): string[] {
  const { ast, params, isStatic, ret: returns, js } = method;
  if (method.isAbstract || !ast.body) return [];
  const { parameters, body } = methodCode(g, method.name, ast.parameters, params, ast.body, {
    isStatic,
    returns,
  });
  const own = `${isStatic ? 'static ' : ''}${js}${parameters}${body}`;
  return [own, ...alias(g, method, overloads), ...(isStatic ? [] : bridges(g, method))];
}

/** `a_name$arity`: how the runtime calls a method without knowing the types of its parameters. */
function alias(g: Generator, method: MethodInfo, overloads: readonly MethodInfo[]): string[] {
  const name = `a_${method.key}$${method.arity}`;
  const same = overloads.filter((other) => other.arity === method.arity && !other.isStatic);
  if (method.isStatic)
    return same.length > 0 ? [] : [`${name}(...a){return this.constructor.${method.js}(...a);}`];
  if (same.length === 1) return [`${name}(...a){return this.${method.js}(...a);}`];
  return same[0] === method ? [`${name}(...a){return dispatch(this,${g.k(same)},a);}`] : [];
}

/** A method also answers for the inherited ones whose parameters have other, compatible types. */
function bridges(g: Generator, method: MethodInfo): string[] {
  const own = new Set((g.ci.methods.get(method.key) ?? []).map(({ js }) => js));
  const inherited = [g.ci.superT, ...g.ci.ifsT].flatMap((type) => (type ? declared(type, method.key) : []));
  const names = inherited
    .filter((other) => !other.isStatic && !own.has(other.js) && takesAll(method, other))
    .map((other) => other.js);
  return [...new Set(names)].map((js) => `${js}(...a){return this.${method.js}(...a);}`);
}

/** Does the method take whatever the other one takes? */
function takesAll(method: MethodInfo, other: MethodInfo): boolean {
  return (
    other.arity === method.arity &&
    other.params.every((param, index) => {
      const own = method.params[index];
      return own !== undefined && (param === own || (param.kind !== 'prim' && rank(param, own) >= 0));
    })
  );
}

/** The methods of a name in a class of the project, its superclasses and its interfaces. */
function declared(type: ApexType, key: string, seen = new Set<ApexType>()): MethodInfo[] {
  if (type.kind !== 'user' || seen.has(type)) return [];
  seen.add(type);
  const above = [...(type.decl.superT ? [type.decl.superT] : []), ...type.decl.ifsT];
  return [...(type.decl.methods.get(key) ?? []), ...above.flatMap((other) => declared(other, key, seen))];
}

/** The accessors of the properties that have code, or that may be overridden. */
export function accessors(g: Generator): string[] {
  return [...g.ci.fields.values()].flatMap((field) =>
    field.prop?.hasAccessors && !field.ast.modifiers.words.includes('abstract')
      ? [...getter(g, field, field.prop), ...setter(g, field, field.prop)]
      : [],
  );
}

const holder = (g: Generator, field: FieldInfo): string => (field.isStatic ? `${g.k(g.ci)}.S` : 'this');
const prefix = (field: FieldInfo): string => (field.isStatic ? 'static ' : '');

function getter(g: Generator, field: FieldInfo, { ast, getJs }: PropertyInfo): string[] {
  if (!ast.getter) return [];
  const name = `${prefix(field)}${getJs}`;
  if (!ast.getter.body) return [`${name}(){return ${holder(g, field)}.${field.js};}`];
  const context = { isStatic: field.isStatic, returns: field.T, accessor: field };
  return [`${name}()${methodCode(g, field.name, [], [], ast.getter.body, context).body}`];
}

function setter(g: Generator, field: FieldInfo, { ast, setJs }: PropertyInfo): string[] {
  if (!ast.setter) return [];
  const name = `${prefix(field)}${setJs}`;
  if (!ast.setter.body) return [`${name}(v){return ${holder(g, field)}.${field.js}=v;}`];
  const context = { isStatic: field.isStatic, accessor: field };
  const value = [{ name: 'value' }];
  const code = methodCode(g, field.name, value, [field.T], ast.setter.body, context, {
    end: 'return v_value;',
  });
  return [`${name}${code.parameters}${code.body}`];
}
