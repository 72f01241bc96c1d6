import type { ClassInfo, FieldInfo } from '../class-info.ts';
import { value, type Expr } from '../code.ts';
import { CompileError } from '../compile-error.ts';
import type { Generator } from '../generator.ts';
import { findField } from '../overloads.ts';
import type { At } from './arguments.ts';

/** Code that makes sure that a class is initialised, and yields its static fields. */
function statics(g: Generator, decl: ClassInfo): string {
  const pooled = g.k(decl);
  return `(${pooled}.rdy?${pooled}.S:${pooled}.init())`;
}

/** Code that makes sure that a class is initialised, and yields the JavaScript class. */
export function classCode(g: Generator, decl: ClassInfo): string {
  const pooled = g.k(decl);
  return `(${pooled}.rdy||${pooled}.init(),${pooled}.js)`;
}

/** A field that its simple name means here: of the class, or static of a class around it. */
export function findVariable(g: Generator, key: string): FieldInfo | null {
  const own = findField(g.ci.T, key);
  if (own && (own.isStatic || !g.body.isStatic)) return own;
  for (let outer = g.ci.outer; outer; outer = outer.outer) {
    const field = findField(outer.T, key);
    if (field?.isStatic) return field;
  }
  if (own) throw new CompileError(`Non static field cannot be referenced from a static context: ${own.name}`);
  return null;
}

/** Reads a field; `receiver` is code for the object of an instance field. */
export function fieldGet(g: Generator, field: FieldInfo, receiver: string, at: At): Expr {
  const getter = field.prop?.hasAccessors && g.body.accessor !== field ? field.prop : null;
  if (!getter) return value(`${field.isStatic ? statics(g, field.owner) : receiver}.${field.js}`, field.T);
  if (field.isStatic && !getter.ast.getter) g.fail(`Property is not readable: ${field.name}`, at);
  return value(`${field.isStatic ? classCode(g, field.owner) : receiver}.${getter.getJs}()`, field.T);
}

/** Writes code's value into a field. */
export function fieldSet(g: Generator, field: FieldInfo, receiver: string, code: string, at: At): string {
  const { prop } = field;
  const notWriteable = (): never => g.fail(`Property is not writeable: ${field.name}`, at);
  if (prop && !prop.ast.setter && field.owner !== g.ci) notWriteable();
  if (prop?.hasAccessors && g.body.accessor !== field) {
    if (prop.ast.setter?.body || prop.isVirtual)
      return `${field.isStatic ? classCode(g, field.owner) : receiver}.${prop.setJs}(${code})`;
    if (!prop.ast.setter) notWriteable();
  }
  return `(${field.isStatic ? statics(g, field.owner) : receiver}.${field.js}=${code})`;
}
