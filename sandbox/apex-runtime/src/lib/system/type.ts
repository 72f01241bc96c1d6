import {
  assignable,
  define,
  findPlatform,
  listOf,
  platT,
  splitTop,
  type ApexType,
} from '../../compile/types.ts';
import type { ClassInfo } from '../../compile/class-info.ts';
import { arg, callPlatform, R, throwEx } from '../../runtime/rt.ts';
import { AEx, type Value } from '../../runtime/values.ts';
import { methodsOf, statics } from '../typed.ts';
import { typeName, typeToken, TypeToken } from './type-token.ts';

R.typeTok = typeToken;
R.assignableT = (from, to) => from === to || (from.kind !== 'prim' && assignable(from, to));

/** The type of a name as Type.forName reads it: `Outer.Inner`, `List<Account>`, `Account[]`; null when there is none. */
function typeByName(text: string): ApexType | null {
  const name = text.trim();
  if (name.endsWith('[]')) {
    const element = typeByName(name.slice(0, -2));
    return element && listOf(element);
  }
  const bracket = name.indexOf('<');
  if (bracket > 0) return genericType(name, bracket);
  const { namespace } = R.org.schema;
  const own =
    namespace && name.toLowerCase().startsWith(`${namespace.toLowerCase()}.`)
      ? name.slice(namespace.length + 1)
      : name;
  const type = R.org.project.tryType(own.split('.'), null);
  if (type) return type;
  return namespace && own.startsWith(`${namespace}__`) ? typeByName(own.slice(namespace.length + 2)) : null;
}

function genericType(name: string, bracket: number): ApexType | null {
  const def = findPlatform(name.slice(0, bracket));
  if (!def?.generic) return null;
  const args = splitTop(name.slice(bracket + 1, name.lastIndexOf('>'))).map(typeByName);
  const known = args.filter((type) => type !== null);
  return known.length === args.length ? platT(def, known) : null;
}

const tokenOf = (name: string): TypeToken | null => {
  const type = typeByName(name);
  return type && typeToken(type);
};

/** Type.newInstance(): calls the constructor without parameters. */
function instantiate(type: ApexType): Value {
  if (type.kind === 'user') return newObject(type.decl);
  if (type.kind === 'sobject') return R.newS(type, []);
  if (type.kind !== 'plat') return notConstructible(type);
  if (type.args) return R.newColl(type);
  const { def } = type;
  if (def.js && def.js.prototype instanceof AEx) return R.newEx(def, []);
  const constructor = def.ctors.find(({ arity }) => arity === 0);
  return constructor ? callPlatform(constructor, [type]) : notConstructible(type);
}
const notConstructible = ({ name }: { readonly name: string }): never =>
  throwEx('System.TypeException', `Type cannot be constructed: ${name}`);

function newObject(decl: ClassInfo): Value {
  if (decl.isInterface || decl.isAbstract || decl.isEnum) notConstructible(decl);
  if (!decl.rdy) decl.init();
  const constructor = decl.ctors.find(({ arity }) => arity === 0);
  if (decl.ctors.length > 0 && !constructor)
    throwEx('System.TypeException', `No public no-arg constructor found for class ${decl.name}`);
  const js = constructor?.js ?? (R.isExcClass(decl) ? 'cx_' : `c_${decl.id}$`);
  const object = new (decl.js ?? notConstructible(decl))();
  // Generated classes have no static types: the constructor is a method that takes its arguments.
  const construct = (object as unknown as Record<string, (args: Value[]) => Value>)[js];
  return construct ? construct.call(object, []) : notConstructible(decl);
}
R.instantiate = instantiate;

R.isExcClass = ({ superT }) =>
  superT !== null && (superT.kind === 'plat' || (superT.kind === 'user' && R.isExcClass(superT.decl)));

define('System.Type', {
  js: TypeToken,
  s: statics({
    'forName(String):Type': (name) => (name === null ? null : tokenOf(name)),
    'forName(String,String):Type': (namespace, name) =>
      tokenOf(namespace && namespace !== R.org.schema.namespace ? `${namespace}.${arg(name)}` : arg(name)),
  }),
  i: methodsOf<TypeToken>()({
    'newInstance():Object': ({ t }) => instantiate(t),
    'getName():String': ({ t }) => (t.kind === 'user' ? t.decl.name : typeName(t)),
    'toString():String': ({ t }) => typeName(t),
    'isAssignableFrom(Type):Boolean': ({ t }, other) => R.assignableT(arg(other).t, t),
    'hashCode():Integer': ({ t }) => R.hashOf(t.name),
    'equals(Object):Boolean': (token, other) => token === other,
  }),
});
