import { methodCode } from './bodies.ts';
import type { ClassInfo, ConstructorInfo } from './class-info.ts';
import type { Generator } from './generator.ts';
import { isException } from './inheritance.ts';
import { superclass } from './resolve.ts';

/** Initialises the fields, unless another constructor of the object has done it. */
const INITIALISE = 'if(!this.$i)this.$init();';

/** The JavaScript methods of the constructors; they answer the object. */
export function constructors(g: Generator): string[] {
  const { ci } = g;
  const methods = ci.ctors.map((constructor) => constructorMethod(g, constructor));
  if (ci.ctors.length === 0 && !ci.isInterface)
    methods.push(`c_${ci.id}$(){${INITIALISE}${implicitSuper(ci)}return this;}`);
  if (isException(ci.T)) {
    const parent = superclass(ci) ? 'super.cx_(a);' : 'exInit(this,a);';
    methods.push(`cx_(a){${INITIALISE}${parent}return this;}`);
  }
  return methods;
}

function constructorMethod(g: Generator, { ast, js, params }: ConstructorInfo): string {
  const { parameters, body } = methodCode(
    g,
    '<init>',
    ast.parameters,
    params,
    ast.body,
    { isConstructor: true },
    {
      before: () => `${INITIALISE}${g.constructorCall ? '' : implicitSuper(g.ci)}`,
      end: 'return this;',
    },
  );
  return `${js}${parameters}${body}`;
}

/** Calls the constructor of the superclass that has no parameters. */
function implicitSuper(ci: ClassInfo): string {
  const parent = superclass(ci);
  if (!parent) return isException(ci.T) ? 'exInit(this,[]);' : '';
  const own = parent.ctors.find((constructor) => constructor.arity === 0);
  if (own) return `super.${own.js}();`;
  return isException(parent.T) ? 'super.cx_([]);' : `super.c_${parent.id}$();`;
}
