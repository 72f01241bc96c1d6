import type { TypeRef } from '../parse/nodes.ts';
import type { ClassInfo } from './class-info.ts';
import { CompileError } from './compile-error.ts';
import {
  builtIn,
  findPlatform,
  listOf,
  namespaces,
  platform,
  platT,
  sobjT,
  t,
  type ApexType,
} from './types.ts';

/** Finds classes by name and types as they are written. */
export class TypeResolver {
  /** Top-level classes by lower-case name. */
  readonly classes = new Map<string, ClassInfo>();

  /** A class by its simple name, as code within another class sees it: inner classes of it and around it come first. */
  findClass(name: string, from: ClassInfo | null): ClassInfo | null {
    const key = name.toLowerCase();
    for (let scope = from; scope; scope = scope.outer) {
      for (const type of withSuperclasses(scope)) {
        const inner = type.inner.get(key) ?? type.outer?.inner.get(key);
        if (inner) return inner;
        if (type === scope && scope.simple.toLowerCase() === key) return scope;
      }
    }
    return this.classes.get(key) ?? null;
  }

  /** The type that is written; nothing written is void. Throws a CompileError for an unknown one. */
  resolve(written: TypeRef | null, from: ClassInfo | null): ApexType {
    if (!written) return t.void;
    let type = this.#resolveBase(written, from);
    for (let dimension = 0; dimension < written.dimensions; dimension += 1) type = listOf(type);
    return type;
  }

  /** A type by a dotted name; null for an unknown one. */
  tryType(names: readonly string[], from: ClassInfo | null): ApexType | null {
    const parts = names.map((name) => ({ name, args: [] }));
    try {
      return this.#resolveBase({ parts, dimensions: 0, line: 0 }, from);
    } catch (error) {
      if (error instanceof CompileError) return null;
      throw error;
    }
  }

  #resolveBase(written: TypeRef, from: ClassInfo | null): ApexType {
    const [first, ...rest] = written.parts;
    if (!first) throw new CompileError('Invalid type', written.line);
    if (rest.length === 0 && first.args.length > 0)
      return this.#generic(written, first.name, first.args, from);
    const own = this.#ownClass(written, from);
    if (own) return own.T;
    const name = written.parts.map((part) => part.name).join('.');
    const type = rest.length === 0 ? simpleType(name) : this.#qualifiedType(written, name, from);
    if (type) return type;
    const key = first.name.toLowerCase();
    if (rest.length > 0 && namespaces.has(key) && !this.classes.has(key))
      throw new CompileError(`apex-runtime does not model ${name} (unknown platform type)`, written.line);
    throw new CompileError(`Invalid type: ${name}`, written.line);
  }

  #generic(written: TypeRef, name: string, args: readonly TypeRef[], from: ClassInfo | null): ApexType {
    const def = findPlatform(name);
    if (!def?.generic) throw new CompileError(`Invalid type: ${name}`, written.line);
    if (def.generic.length !== args.length)
      throw new CompileError(`Wrong number of type arguments for ${name}`, written.line);
    return platT(
      def,
      args.map((arg) => this.resolve(arg, from)),
    );
  }

  /** A class of the project, with its inner classes and those it inherits. */
  #ownClass(written: TypeRef, from: ClassInfo | null): ClassInfo | null {
    const [first, ...rest] = written.parts;
    let found = first ? this.findClass(first.name, from) : null;
    for (const part of rest) {
      const key = part.name.toLowerCase();
      const holder: ClassInfo | undefined = found
        ? withSuperclasses(found).find((type) => type.inner.has(key))
        : undefined;
      found = holder?.inner.get(key) ?? null;
    }
    return found;
  }

  #qualifiedType(written: TypeRef, name: string, from: ClassInfo | null): ApexType | null {
    const [first, ...rest] = written.parts;
    const def = platform.get(name.toLowerCase());
    if (def) {
      const args = rest.at(-1)?.args ?? [];
      return platT(def, args.length > 0 ? args.map((arg) => this.resolve(arg, from)) : null);
    }
    const isBuiltIn = /^(system|schema)$/i.test(first?.name ?? '');
    return isBuiltIn ? this.#resolveBase({ parts: rest, dimensions: 0, line: written.line }, null) : null;
  }
}

/** An sObject or a platform class; a platform class of System wins over an sObject of the same name. */
function simpleType(name: string): ApexType | null {
  const def = findPlatform(name);
  const sobject = sobjT(name);
  if (sobject && def?.ns !== 'System') return sobject;
  if (def) return platT(def);
  return builtIn(name.toLowerCase()) ?? null;
}

/** A class and those it extends, nearest first. */
export function withSuperclasses(decl: ClassInfo): ClassInfo[] {
  const found: ClassInfo[] = [];
  for (let type: ClassInfo | null = decl; type; type = superclass(type)) found.push(type);
  return found;
}

/** The class of the project that it extends, or null. */
export function superclass({ superT }: ClassInfo): ClassInfo | null {
  return superT?.kind === 'user' ? superT.decl : null;
}
