/** Test.createStub: an object whose methods all go to a StubProvider. */
import type { ClassInfo, MethodInfo } from '../../compile/class-info.ts';
import { methodsOf as methodsNamed } from '../../compile/overloads.ts';
import { define, interfacesOf, parseSigType, superT, t, type ApexType } from '../../compile/types.ts';
import { callUser, R, throwEx } from '../../runtime/rt.ts';
import { AList, type Value } from '../../runtime/values.ts';
import { typeToken } from './type-token.ts';

define('System.StubProvider', {
  iface: ['handleMethodCall(Object,String,Type,List<Type>,List<String>,List<Object>):Object'],
});

/** The names of all methods that a type has or inherits. */
function methodNames(
  type: ApexType | null,
  seen = new Set<ApexType>(),
  names = new Set<string>(),
): Set<string> {
  if (!type || seen.has(type)) return names;
  seen.add(type);
  const own = type.kind === 'user' ? type.decl.methods : type.kind === 'plat' ? type.def.inst : null;
  for (const name of own?.keys() ?? []) names.add(name);
  methodNames(superT(type), seen, names);
  for (const parent of interfacesOf(type)) methodNames(parent, seen, names);
  return names;
}

type Called = Pick<MethodInfo, 'name' | 'params' | 'ret'> & { readonly ast?: MethodInfo['ast'] };

function answeredBy(provider: Value, { name, params, ret, ast }: Called) {
  const names =
    ast?.parameters.map((parameter) => parameter.name) ?? params.map((_, index) => `param${index + 1}`);
  const types = params.map(typeToken);
  return function (this: object, ...args: Value[]): Value {
    return callUser(provider, 'handleMethodCall', [
      this,
      name,
      ret.kind === 'void' ? null : typeToken(ret),
      new AList(parseSigType('Type'), types),
      new AList(t.string, [...names]),
      new AList(t.object, args),
    ]);
  };
}

function stubClass(decl: ClassInfo): new () => object & { $stub?: boolean } {
  if (!decl.rdy) decl.init();
  return decl.js ?? throwEx('System.TypeException', `Cannot stub ${decl.name}`);
}

R.makeStub = (type, provider) => {
  if (type.kind !== 'user') return throwEx('System.TypeException', `Cannot stub ${type.name}`);
  const Stub = class extends stubClass(type.decl) {};
  const done = new Set<string>();
  for (const name of methodNames(type))
    for (const method of methodsNamed(type, name)) {
      const own = method.plat ? null : method;
      if (method.plat?.fn || own?.isStatic || own?.access === 'private') continue;
      const answer = answeredBy(provider, method);
      const aliases = [`a_${name}$${method.arity}`];
      if (own && !done.has(own.js)) aliases.push(own.js);
      for (const alias of aliases) {
        done.add(alias);
        Object.defineProperty(Stub.prototype, alias, { value: answer, configurable: true, writable: true });
      }
    }
  const stub = new Stub();
  stub.$stub = true;
  return stub;
};
