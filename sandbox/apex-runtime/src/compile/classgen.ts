import { framed, methodCode } from './bodies.ts';
import type { ClassInfo } from './class-info.ts';
import { constructors } from './constructors.ts';
import { Generator } from './generator.ts';
import { accessors, methods } from './methods.ts';
import type { Project } from './project.ts';
import { superclass } from './resolve.ts';
import { RUNTIME_NAMES } from './runtime-names.ts';
import type { SObjectType } from './types.ts';

/** The JavaScript of a class. */
export interface GeneratedCode {
  /** The body of a function of R, $K (the pool), $SUP (the superclass) and $C (coverage): `[class, static initialiser]`. */
  readonly text: string;
  readonly pool: readonly unknown[];
  /** The lines that can run. */
  readonly lines: ReadonlySet<number>;
  /** The JavaScript names of the static fields. */
  readonly statFields: readonly string[];
}

/** Generates a class, or a trigger as a class with the static method run(); mistakes are reported to the project. */
export function generateClass(project: Project, ci: ClassInfo, records: SObjectType | null): GeneratedCode {
  const g = new Generator(project, ci);
  g.trigT = records;
  const fields = [...ci.fields.values()];
  const nulls = fields.filter((field) => !field.isStatic).map((field) => `this.${field.js}=null;`);
  const members = [
    ...triggerMethod(g),
    `constructor(){super();${nulls.join('')}}`,
    ...initialisers(g),
    ...constructors(g),
    ...methods(g),
    ...accessors(g),
  ];
  const statics = initialCode(g, true);
  const start = `S=>${framed(g, '<clinit>', ci.ast.line, statics)}`;
  const pooled = g.pool.map((_, index) => `k${index}=$K[${index}]`);
  const constants = [`{${RUNTIME_NAMES.join()}}=R`, ...pooled, 'K=$C'];
  const className = `${ci.simple.replace(/\W/g, '_')}_`;
  return {
    text: `"use strict";const ${constants.join()};\nreturn [class ${className} extends $SUP{${members.join('\n')}},${start}];`,
    pool: g.pool,
    lines: g.lines,
    statFields: fields.filter((field) => field.isStatic).map((field) => field.js),
  };
}

function triggerMethod(g: Generator): string[] {
  const { ast } = g.ci;
  if (ast.kind !== 'trigger') return [];
  const block = { kind: 'block', statements: ast.body, line: ast.line } as const;
  return [`static run()${methodCode(g, '<trigger>', [], [], block, { isStatic: true }).body}`];
}

/** $fi() initialises the fields of the superclass, then its own. */
function initialisers(g: Generator): string[] {
  const own = `fi_${g.ci.id}`;
  const code = initialCode(g, false);
  return [
    `$fi(){${superclass(g.ci) ? 'super.$fi();' : ''}this.${own}();}`,
    `${own}()${code ? framed(g, '<init>', g.ci.ast.line, code) : '{}'}`,
  ];
}

/** The initial values of the fields and the blocks between the members, in the order of the source. */
function initialCode(g: Generator, isStatic: boolean): string {
  const { ast, fields } = g.ci;
  g.start({ isStatic });
  let code = '';
  for (const member of 'members' in ast ? ast.members : []) {
    if (member.kind === 'initialiser') {
      if (member.isStatic === isStatic) code += `{${g.block(member.body)}}`;
      continue;
    }
    const initial = member.kind === 'field' ? member.initial : null;
    const field = fields.get(member.name.toLowerCase());
    if (!initial || !field || field.isStatic !== isStatic) continue;
    const target = `${isStatic ? 'S' : 'this'}.${field.js}`;
    code += g.reporting(
      member,
      () => `${g.mark(member)}${target}=${g.coerce(g.value(initial), field.T, member)};`,
    );
  }
  return g.temporaries() + code;
}
