import type { ConstructorNode, FieldNode, MethodNode, Modifiers, PropertyNode } from '../parse/nodes.ts';
import type {
  Access,
  ClassInfo,
  ConstructorInfo,
  FieldInfo,
  MethodInfo,
  PropertyInfo,
} from './class-info.ts';
import { CompileError } from './compile-error.ts';
import { superclass, withSuperclasses, type TypeResolver } from './resolve.ts';
import { t, type ApexType } from './types.ts';

const ACCESS: readonly Access[] = ['global', 'public', 'protected', 'private'];

/** What stands in the JavaScript name of an overload for the type of a parameter. */
const mangle = (type: ApexType): string => type.key.replace(/[^a-z0-9_]/g, '_');
const mangled = (params: readonly ApexType[]): string => params.map(mangle).join('$');

function accessOf({ words }: Modifiers): Access {
  return ACCESS.find((access) => words.includes(access)) ?? 'private';
}

/** Declares a field or property in its class. */
export function declareField(node: FieldNode | PropertyNode, owner: ClassInfo, types: TypeResolver): void {
  const key = node.name.toLowerCase();
  const { words } = node.modifiers;
  const field: FieldInfo = {
    name: node.name,
    key,
    T: types.resolve(node.type, owner),
    isStatic: words.includes('static'),
    owner,
    ast: node,
    isFinal: words.includes('final'),
    isTransient: words.includes('transient'),
    access: accessOf(node.modifiers),
    ann: node.modifiers.annotations,
    js: `f_${key}${hidesInherited(node, owner) ? `$${owner.id}` : ''}`,
    prop: node.kind === 'property' ? property(node) : null,
  };
  if (owner.fields.has(key)) throw new CompileError(`Duplicate field: ${node.name}`, node.line);
  owner.fields.set(key, field);
}

function property(node: PropertyNode): PropertyInfo {
  const key = node.name.toLowerCase();
  const isVirtual = ['virtual', 'abstract', 'override'].some((word) => node.modifiers.words.includes(word));
  return {
    ast: node,
    isVirtual,
    hasAccessors: isVirtual || !!node.getter?.body || !!node.setter?.body,
    getJs: `g_${key}`,
    setJs: `s_${key}`,
  };
}

/** A superclass has an instance field of this name: both exist, each under its own JavaScript name. */
function hidesInherited(node: FieldNode | PropertyNode, owner: ClassInfo): boolean {
  const { words } = node.modifiers;
  const parent = superclass(owner);
  if (!parent || words.includes('static') || words.includes('override')) return false;
  const key = node.name.toLowerCase();
  return withSuperclasses(parent).some(({ ast }) =>
    ('members' in ast ? ast.members : []).some(
      (member) =>
        (member.kind === 'field' || member.kind === 'property') &&
        member.name.toLowerCase() === key &&
        !member.modifiers.words.includes('static'),
    ),
  );
}

/** Declares a method in its class. */
export function declareMethod(node: MethodNode, owner: ClassInfo, types: TypeResolver): void {
  const key = node.name.toLowerCase();
  const { words, annotations } = node.modifiers;
  const params = node.parameters.map((parameter) => types.resolve(parameter.type, owner));
  const method: MethodInfo = {
    name: node.name,
    key,
    params,
    ret: node.type ? types.resolve(node.type, owner) : t.void,
    arity: params.length,
    isStatic: words.includes('static'),
    isAbstract: words.includes('abstract') || owner.isInterface,
    isVirtual: words.includes('virtual'),
    isOverride: words.includes('override'),
    isTestMethod: words.includes('testmethod') || annotations.some(({ name }) => name === 'istest'),
    owner,
    ast: node,
    ann: annotations,
    access: owner.isInterface ? 'global' : accessOf(node.modifiers),
    js: `m_${key}$${mangled(params)}`,
  };
  const overloads = owner.methods.get(key) ?? [];
  owner.methods.set(key, overloads);
  if (overloads.some((other) => other.js === method.js))
    throw new CompileError(`Method already defined: ${node.name}`, node.line);
  overloads.push(method);
}

/** Declares a constructor in its class. */
export function declareConstructor(node: ConstructorNode, owner: ClassInfo, types: TypeResolver): void {
  const params = node.parameters.map((parameter) => types.resolve(parameter.type, owner));
  const constructor: ConstructorInfo = {
    name: node.name,
    params,
    ret: owner.T,
    arity: params.length,
    owner,
    ast: node,
    js: `c_${owner.id}$${mangled(params)}`,
  };
  if (node.name.toLowerCase() !== owner.simple.toLowerCase())
    throw new CompileError(`Invalid constructor name: ${node.name}`, node.line);
  owner.ctors.push(constructor);
}
