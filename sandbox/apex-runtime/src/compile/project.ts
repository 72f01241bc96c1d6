import type { SourceUnit } from '../parse/loader.ts';
import { ClassInfo } from './class-info.ts';
import { CompileError } from './compile-error.ts';
import { checkImplementations, checkOverrides } from './inheritance.ts';
import { declareConstructor, declareField, declareMethod } from './members.ts';
import { TypeResolver } from './resolve.ts';

export interface CompileProblem {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** The classes and triggers of a project, and what is wrong with them. */
export class Project extends TypeResolver {
  readonly triggers: ClassInfo[] = [];
  /** All of them, inner classes included. */
  readonly list: ClassInfo[] = [];
  readonly errors: CompileProblem[] = [];

  err(file: string, line: number, message: string): void {
    this.errors.push({ file, line, message });
  }

  add(unit: SourceUnit): ClassInfo {
    const decl = new ClassInfo(unit.ast, null, unit.file, unit.source);
    if (decl.isTrigger) this.triggers.push(decl);
    else {
      if (this.classes.has(decl.key)) this.err(unit.file, 1, `Duplicate class name: ${decl.name}`);
      this.classes.set(decl.key, decl);
    }
    this.#collect(decl);
    return decl;
  }

  #collect(decl: ClassInfo): void {
    this.list.push(decl);
    for (const inner of decl.inner.values()) this.#collect(inner);
  }

  /** Resolves superclasses, then members; then checks what is inherited. */
  link(): void {
    for (const decl of this.list) this.#linkSupertypes(decl);
    for (const decl of this.list) this.members(decl);
    const report = (decl: ClassInfo, line: number, message: string): void =>
      this.err(decl.file, line, message);
    for (const decl of this.list) {
      checkImplementations(decl, report);
      checkOverrides(decl, report);
    }
  }

  #linkSupertypes(decl: ClassInfo): void {
    const { ast } = decl;
    const scope = decl.outer ?? decl;
    if (ast.kind === 'class' && ast.superclass) {
      const written = ast.superclass;
      this.#reporting(decl, ast.line, () => {
        const type = this.resolve(written, scope);
        if (type.kind !== 'user' && type.kind !== 'plat')
          throw new CompileError(`Invalid superclass: ${type.name}`, ast.line);
        decl.superT = type;
      });
    }
    if (ast.kind !== 'class' && ast.kind !== 'interface') return;
    for (const written of ast.interfaces)
      this.#reporting(decl, ast.line, () => decl.ifsT.push(this.resolve(written, scope)));
  }

  /** Declares the members of a class. */
  members(decl: ClassInfo): void {
    for (const member of 'members' in decl.ast ? decl.ast.members : [])
      this.#reporting(decl, member.line, () => {
        if (member.kind === 'field' || member.kind === 'property') declareField(member, decl, this);
        else if (member.kind === 'method') declareMethod(member, decl, this);
        else if (member.kind === 'constructor') declareConstructor(member, decl, this);
      });
  }

  #reporting(decl: ClassInfo, line: number, declare: () => void): void {
    try {
      declare();
    } catch (error) {
      if (!(error instanceof CompileError)) throw error;
      this.err(decl.file, error.line ?? line, error.message);
    }
  }
}
