import type {
  Expression,
  NewCollectionExpression,
  NewExpression,
  NewMapExpression,
  TypeRef,
} from '../../parse/nodes.ts';
import { sure, type Expr } from '../code.ts';
import type { Generator } from '../generator.ts';
import { isException } from '../inheritance.ts';
import { callable } from '../overloads.ts';
import { isList, isMap, isSet, t } from '../types.ts';
import type { ApexType, PlatformType, SObjectType, UserType } from '../types.ts';
import { argument, codes, pickCall, signature } from './arguments.ts';
import { constructorCode } from './calls.ts';
import { classCode } from './fields.ts';
import { assignableParent } from './value-members.ts';

/** `new Type(...)` */
export function newObject(g: Generator, node: NewExpression): Expr {
  const type = g.resolve(node.type);
  switch (type.kind) {
    case 'sobject':
      return newRecord(g, type, node);
    case 'user':
      return newInstance(g, type, node);
    case 'plat':
      return newOfLibrary(g, type, node);
    default:
      return notConstructed(g, type, node);
  }
}

function notConstructed(g: Generator, type: ApexType, node: Expression): never {
  return g.fail(`Type cannot be constructed: ${type.name}`, node);
}

/** `new Account(Name = 'A')` */
function newRecord(g: Generator, type: SObjectType, node: NewExpression): Expr {
  if (!type.so) return notConstructed(g, type, node);
  const fields = node.args.map((arg) => {
    if (arg.kind !== 'assign' || arg.operator !== '=' || arg.target.kind !== 'name')
      return g.fail(`Invalid sObject constructor argument for ${type.name}`, arg);
    const key = arg.target.name.toLowerCase();
    const fieldType = constructorFieldType(g, type, key, arg);
    if (!fieldType) return g.fail(`Field does not exist: ${arg.target.name} on ${type.name}`, arg);
    return `${JSON.stringify(key)},${g.coerce(g.value(arg.value), fieldType, arg)}`;
  });
  return sure(`newS(${g.k(type)},[${fields.join()}])`, type);
}

function constructorFieldType(
  g: Generator,
  { so, name }: SObjectType,
  key: string,
  at: Expression,
): ApexType | null {
  const field = so?.field(key);
  if (field?.readonly && field.key !== 'id') g.fail(`Field is not writeable: ${name}.${field.name}`, at);
  if (field) return field.T;
  const parent = so?.parentRel(key);
  return parent ? assignableParent(parent) : null;
}

function newInstance(g: Generator, type: UserType, node: NewExpression): Expr {
  const args = node.args.map((arg) => g.value(arg));
  const { decl } = type;
  if (decl.isInterface || decl.isAbstract || decl.isEnum) return notConstructed(g, type, node);
  return sure(`new (${classCode(g, decl)})().${constructorCode(g, decl, args, node)}`, type);
}

function newOfLibrary(g: Generator, type: PlatformType, node: NewExpression): Expr {
  const { def } = type;
  const undefinedConstructor = (given: string): never =>
    g.fail(`Constructor not defined: [${type.name}].${given}`, node);
  if (node.args.length > 0 && node.args.every((arg) => arg.kind === 'assign'))
    return undefinedConstructor('<Constructor>(Name = value)');
  const args = node.args.map((arg) => g.value(arg));
  if (isList(type) || isSet(type) || isMap(type)) {
    if (args.length > 1) g.fail(`Constructor not defined: ${type.name}`, node);
    return sure(`newColl(${[g.k(type), ...args.map((arg) => arg.c)].join()})`, type);
  }
  if (def.key === 'system.exception' || isException(type))
    return def.sup ? sure(`newEx(${g.k(def)},[${codes(args)}])`, type) : notConstructed(g, type, node);
  if (def.isInterface || def.isAbstract) return notConstructed(g, type, node);
  if (def.ctors.length === 0) g.fail(`apex-runtime does not model new ${type.name}(...)`, node);
  const candidates = def.ctors.map((method) => callable(method, type.args));
  const found = pickCall(g, candidates, args, node);
  if (!found?.method.plat) return undefinedConstructor(signature('<Constructor>', args));
  return sure(`${g.k(found.method.plat.fn)}(${[g.k(type), ...found.args].join()})`, type);
}

/** `new List<T>{ ... }`, `new Set<T>{ ... }` */
export function newCollection(g: Generator, node: NewCollectionExpression): Expr {
  const type = g.resolve(node.type);
  if (isMap(type) && node.values.length === 0) return mapCode(g, type.args, [], type);
  if (!isList(type) && !isSet(type)) return g.fail(`Invalid initializer type ${type.name}`, node);
  const [element] = type.args;
  const items = node.values.map((item) => argument(g, g.value(item), element, item));
  return sure(`${isList(type) ? 'mkList' : 'mkSet'}(${g.k(element)},[${items.join()}])`, type);
}

export function newMap(g: Generator, node: NewMapExpression): Expr {
  const type = g.resolve(node.type);
  if (!isMap(type)) return g.fail(`Invalid initializer type ${type.name}`, node);
  const [keyType, valueType] = type.args;
  const entries = node.entries.map(
    ([key, value]) =>
      `[${g.coerce(g.value(key), keyType, key)},${g.coerce(g.value(value), valueType, value)}]`,
  );
  return mapCode(g, type.args, entries, type);
}

function mapCode(
  g: Generator,
  [keyType, valueType]: readonly [ApexType, ApexType],
  entries: readonly string[],
  type: ApexType,
): Expr {
  return sure(`mkMap(${g.k(keyType)},${g.k(valueType)},[${entries.join()}])`, type);
}

/** `new Integer[3]` */
export function newArray(g: Generator, written: TypeRef, size: Expression): Expr {
  const type = g.resolve(written);
  return sure(`mkArr(${g.k(type.args?.[0] ?? t.any)},${g.coerce(g.value(size), t.integer, size)})`, type);
}
