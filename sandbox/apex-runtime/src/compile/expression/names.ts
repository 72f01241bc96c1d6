import type { DotExpression, Expression, NameExpression } from '../../parse/nodes.ts';
import { penum } from '../../runtime/enums.ts';
import { namespace, sure, typeName, value, type Meaning } from '../code.ts';
import { CompileError } from '../compile-error.ts';
import type { Generator } from '../generator.ts';
import { findField } from '../overloads.ts';
import { withSuperclasses } from '../resolve.ts';
import {
  listOf,
  mapOf,
  namespaces,
  platform,
  platformDef,
  platT,
  sobjT,
  subst,
  t,
  type ApexType,
  type PlatformType,
  type SObjectType,
  type UserType,
} from '../types.ts';
import { fieldGet, findVariable } from './fields.ts';
import { valueMember } from './value-members.ts';

/** A simple name: a variable, a field, a type or a namespace. */
export function name(g: Generator, node: NameExpression): Meaning {
  const key = node.name.toLowerCase();
  const local = g.local(key);
  if (local) return value(local.js, local.T, { simple: true });
  const field = findVariable(g, key);
  if (field) return fieldGet(g, field, 'this', node);
  if (g.trigT && key === 'trigger') return typeName(platT(platformDef('system.trigger')));
  const type = g.tryType(node.name);
  if (type) return typeName(type);
  if (namespaces.has(key)) return namespace(key);
  if (key === 'sobjecttype') return typeName(platT(platformDef('schema.sobjecttype')));
  return g.fail(`Variable does not exist: ${node.name}`, node);
}

/** `a.b`: a member of a value or type, or a type in a namespace. */
export function dot(g: Generator, node: DotExpression): Meaning {
  let on: Meaning;
  try {
    on = g.chain(node.object);
  } catch (error) {
    // Schema.Foo__c, Foo.Bar where Foo is only a namespace
    const type = error instanceof CompileError ? dottedType(g, node) : null;
    if (type) return typeName(type);
    throw error;
  }
  if (on.kind === 'namespace') return namespaceMember(g, on.ns, node);
  if (on.kind === 'type')
    return (
      typeMember(g, on.type, node) ?? g.fail(`Variable does not exist: ${node.name} on ${on.type.name}`, node)
    );
  try {
    return valueMember(g, on, node);
  } catch (error) {
    const hidden = error instanceof CompileError ? hiddenMember(g, node) : null;
    if (hidden) return hidden;
    throw error;
  }
}

/** A variable hides a type or namespace of its name. */
function hiddenMember(g: Generator, node: DotExpression): Meaning | null {
  if (node.object.kind !== 'name') return null;
  const type = g.tryType(node.object.name);
  const member = type && typeMember(g, type, node);
  if (member) return member;
  const key = node.object.name.toLowerCase();
  return namespaces.has(key) ? namespaceMember(g, key, node) : null;
}

/** The type that a chain of names means, or null. */
export function dottedType(g: Generator, node: Expression): ApexType | null {
  const names = dottedNames(node);
  return names && g.tryType(...names);
}

function dottedNames(node: Expression): string[] | null {
  if (node.kind === 'name') return [node.name];
  if (node.kind !== 'dot') return null;
  const before = dottedNames(node.object);
  return before && [...before, node.name];
}

function namespaceMember(g: Generator, ns: string, node: DotExpression): Meaning {
  const def = platform.get(`${ns}.${node.name.toLowerCase()}`);
  if (def) return typeName(platT(def));
  if (ns === 'schema' || ns === 'system') {
    const type = g.project.tryType([node.name], null);
    if (type) return typeName(type);
  }
  const sameName = platform.get(`system.${ns}`); // a namespace that is also a class: Database, Schema...
  const member = sameName && typeMember(g, platT(sameName), node);
  return member ?? g.fail(`apex-runtime does not model ${ns}.${node.name}`, node);
}

interface Member {
  readonly name: string;
  readonly line: number;
}

/** A static member or inner type; null when the type has none of that name. */
export function typeMember(g: Generator, type: ApexType, node: Member): Meaning | null {
  switch (type.kind) {
    case 'user':
      return classMember(g, type, node);
    case 'sobject':
      return sobjectMember(g, type, node);
    case 'plat':
      return platformMember(g, type, node);
    default:
      return null;
  }
}

function classMember(g: Generator, type: UserType, node: Member): Meaning | null {
  const key = node.name.toLowerCase();
  const { decl } = type;
  if (decl.ast.kind === 'enum') {
    const position = decl.ast.values.findIndex((constant) => constant.toLowerCase() === key);
    if (position >= 0) return sure(`${g.k(decl)}.enumVals[${position}]`, type);
  }
  const field = findField(type, key);
  if (field?.isStatic) return fieldGet(g, field, '', node);
  const holder = withSuperclasses(decl).find((candidate) => candidate.inner.has(key));
  const inner = holder?.inner.get(key);
  return inner ? typeName(inner.T) : null;
}

/** The tokens of an object and its fields. */
function sobjectMember(g: Generator, type: SObjectType, node: Member): Meaning | null {
  const key = node.name.toLowerCase();
  if (key === 'sobjecttype') return sure(`sobjTok(${g.k(type)})`, platT(platformDef('schema.sobjecttype')));
  const { so } = type;
  if (!so) return null;
  if (key === 'fields')
    return value(`describeFields(${g.k(type)})`, platT(platformDef('schema.sobjecttypefields')), {
      nn: true,
      so,
    });
  const field = so.field(key);
  if (field)
    return sure(
      `fldTok(${g.k(type)},${JSON.stringify(field.key)})`,
      platT(platformDef('schema.sobjectfield')),
    );
  const [parent] = so.parentRel(key)?.to ?? [];
  const parentType = parent === undefined ? null : sobjT(parent);
  return parentType ? typeName(parentType) : null;
}

function platformMember(g: Generator, type: PlatformType, node: Member): Meaning | null {
  const key = node.name.toLowerCase();
  const { def } = type;
  if (def.key === 'system.trigger' && g.trigT) {
    if (key === 'new' || key === 'old') return value(`trig().${key}`, listOf(g.trigT));
    if (key === 'newmap' || key === 'oldmap') return value(`trig().${key}`, mapOf(t.id, g.trigT));
  }
  const position = def.enum?.findIndex((constant) => constant.toLowerCase() === key) ?? -1;
  if (position >= 0) return sure(g.k(penum(def, position)), type);
  const property = def.sprops.get(key);
  if (property) return value(`${g.k(property.get)}()`, subst(property.type, null));
  const dynamic = def.dyn?.s?.(node.name, (message) => g.fail(message, node));
  if (dynamic) return value(`${g.k(dynamic.fn)}()`, dynamic.T, { nn: true });
  const inner = platform.get(`${def.name}.${node.name}`.toLowerCase());
  if (inner) return typeName(platT(inner));
  const sobject = def.key === 'system.schema' ? sobjT(node.name) : null;
  return sobject ? typeName(sobject) : null;
}
