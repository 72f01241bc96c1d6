import type { Block, Expression, Statement, TypeRef } from '../parse/nodes.ts';
import type { ClassInfo, FieldInfo } from './class-info.ts';
import { value, type Expr, type Meaning } from './code.ts';
import { CompileError } from './compile-error.ts';
import { convert } from './conversions.ts';
import { meaningOf } from './expression/dispatch.ts';
import type { Project } from './project.ts';
import { statementCode } from './statements/dispatch.ts';
import { rank, t, type ApexType, type SObjectType } from './types.ts';

/** A local variable or parameter. */
export interface Local {
  readonly js: string;
  readonly T: ApexType;
}
/** What the code that is generated now belongs to. */
export interface Body {
  readonly isStatic: boolean;
  readonly returns: ApexType;
  readonly isConstructor: boolean;
  /** The property whose accessor it is: it reads and writes the value itself. */
  readonly accessor: FieldInfo | null;
}
interface At {
  readonly line: number;
}

const INITIALISER: Body = { isStatic: false, returns: t.void, isConstructor: false, accessor: null };

/**
 * The state while the JavaScript of one class is generated. Values that code cannot spell (types, fields, constants) go
 * into a pool, and the code names them k0, k1...; t1, t2... are temporary variables of a method, v_name its variables.
 */
export class Generator {
  readonly project: Project;
  readonly ci: ClassInfo;
  readonly pool: unknown[] = [];
  /** The lines that can run. */
  readonly lines = new Set<number>();
  /** The type of the records of a trigger. */
  trigT: SObjectType | null = null;
  body: Body = INITIALISER;
  scopes: Map<string, Local>[] = [];
  /** `this` or `super` once the body called a constructor of its own class or of its superclass. */
  constructorCall: string | null = null;
  readonly #poolIndex = new Map<unknown, number>();
  #temporaries = 0;

  constructor(project: Project, ci: ClassInfo) {
    this.project = project;
    this.ci = ci;
  }

  /** The name of a pooled value. */
  k(pooled: unknown): string {
    let index = this.#poolIndex.get(pooled);
    if (index === undefined) {
      index = this.pool.push(pooled) - 1;
      this.#poolIndex.set(pooled, index);
    }
    return `k${index}`;
  }

  fail(message: string, at: At): never {
    throw new CompileError(message, at.line);
  }

  /** Begins a method, constructor, accessor or initialiser. */
  start(body: Partial<Body>): void {
    this.body = { ...INITIALISER, ...body };
    this.scopes = [new Map()];
    this.constructorCall = null;
    this.#temporaries = 0;
  }

  /** A new temporary variable. */
  tmp(): string {
    this.#temporaries += 1;
    return `t${this.#temporaries}`;
  }

  /** Declares the temporary variables that the body used. */
  temporaries(): string {
    const names = Array.from({ length: this.#temporaries }, (_, index) => `t${index + 1}`);
    return names.length > 0 ? `let ${names.join(',')};` : '';
  }

  /** Generates with variables of its own. */
  scoped<Result>(generate: () => Result): Result {
    this.scopes.push(new Map());
    try {
      return generate();
    } finally {
      this.scopes.pop();
    }
  }

  declare(name: string, type: ApexType, at: At): Local {
    const key = name.toLowerCase();
    if (this.scopes.some((scope) => scope.has(key))) this.fail(`Duplicate variable: ${name}`, at);
    const local = { js: `v_${key}`, T: type };
    this.scopes.at(-1)?.set(key, local);
    return local;
  }

  local(name: string): Local | null {
    const key = name.toLowerCase();
    return this.scopes.findLast((scope) => scope.has(key))?.get(key) ?? null;
  }

  resolve(written: TypeRef): ApexType {
    return this.project.resolve(written, this.ci);
  }

  tryType(...names: string[]): ApexType | null {
    return this.project.tryType(names, this.ci);
  }

  /** What an expression means, which may be a type or a namespace. A ?. ends the whole chain that it stands in. */
  meaning(node: Expression): Meaning {
    const found = meaningOf(this, node);
    if (found.kind !== 'value' || !found.guard) return found;
    return { ...found, c: `(${found.guard}?null:${found.c})`, guard: null, nn: false };
  }

  /** The same within a chain such as `a?.b.c()`, before its guard is applied. */
  chain(node: Expression): Meaning {
    return meaningOf(this, node);
  }

  value(node: Expression): Expr {
    const found = this.meaning(node);
    if (found.kind === 'value') return found;
    return this.fail(`Variable does not exist: ${found.kind === 'type' ? found.type.name : found.ns}`, node);
  }

  /** A condition. */
  bool(node: Expression): string {
    const found = this.value(node);
    if (found.T !== t.boolean && found.T.kind !== 'any')
      this.fail(`Condition expression must be of type Boolean: ${found.T.name}`, node);
    return found.nn ? found.c : `bb(${found.c})`;
  }

  /** The value, checked not to be null. */
  nn(expr: Expr): string {
    return expr.nn ? expr.c : `nn(${expr.c})`;
  }

  /** The value as an assignment to a type makes it. */
  coerce(expr: Expr, to: ApexType, at: At): string {
    const from = expr.T;
    if (from === to) return expr.c;
    if (expr.soql && to.kind === 'sobject') return `single(${expr.c})`;
    if (to.kind === 'void') this.fail('void value used', at);
    if (from.kind === 'void') this.fail(`Illegal assignment from void to ${to.name}`, at);
    const mayFit = from.kind === 'sobject' && from.loose && to.kind === 'sobject';
    if (rank(from, to) < 0 && !mayFit) this.fail(`Illegal assignment from ${from.name} to ${to.name}`, at);
    return this.convert(expr.c, from, to);
  }

  convert(code: string, from: ApexType, to: ApexType): string {
    return convert(code, from, to, () => this.k(to));
  }

  /** The record that an expression yields: of a query, the only one. */
  record(expr: Expr): Expr {
    const element = expr.soql ? expr.T.args?.[0] : undefined;
    return element ? value(`single(${expr.c})`, element, { nn: true, guard: expr.guard ?? null }) : expr;
  }

  /** The JavaScript of a block, without braces. */
  block({ statements }: Block): string {
    return this.scoped(() => statements.map((statement) => this.statement(statement)).join('\n'));
  }

  /** The body of an if or a loop, in braces. */
  nested(node: Statement): string {
    return `{${node.kind === 'block' ? this.block(node) : this.scoped(() => this.statement(node))}}`;
  }

  statement(node: Statement): string {
    return this.reporting(node, () => statementCode(this, node));
  }

  /** Code, or when it does not compile code that throws: the mistake is reported, the rest goes on. */
  reporting(at: At, code: () => string): string {
    try {
      return code();
    } catch (error) {
      if (!(error instanceof CompileError)) throw error;
      const { file } = this.ci;
      const line = error.line ?? at.line;
      this.project.err(file, line, error.message);
      return `throw compileErr(${JSON.stringify(file)},${line},${JSON.stringify(error.message)});`;
    }
  }

  /** Marks a line as one that can run, and at run time as the current one. */
  mark({ line }: At): string {
    this.lines.add(line);
    return `F.l=${line};K[${line}]=1;`;
  }

  /** Does the code see what is private in the class? */
  sees(owner: ClassInfo, annotations: readonly { readonly name: string }[]): boolean {
    return owner.top === this.ci.top || annotations.some(({ name }) => name === 'testvisible');
  }
}
