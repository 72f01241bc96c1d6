import type { QueryExpression } from '../../parse/nodes.ts';
import { parseSoql } from '../../parse/soql.ts';
import { value, type Expr } from '../code.ts';
import { CompileError } from '../compile-error.ts';
import type { Generator } from '../generator.ts';
import { typeQuery } from '../querytype.ts';
import { withSuperclasses } from '../resolve.ts';
import { isList, listOf, t } from '../types.ts';
import { fieldGet } from './fields.ts';

export function soql(g: Generator, node: QueryExpression): Expr {
  const query = parseSoql(node.query, (message) => new CompileError(message));
  const type = typeQuery(query, (message) => g.fail(message, node));
  const binds = node.binds.map((bind) => g.value(bind).c);
  return value(`soql(${g.k(query)},[${binds.join()}])`, type, {
    nn: true,
    soql: isList(type) && type.args[0].kind === 'sobject',
  });
}

export function sosl(g: Generator, node: QueryExpression): Expr {
  const binds = node.binds.map((bind) => g.value(bind).c);
  return value(`sosl(${JSON.stringify(node.query)},[${binds.join()}])`, listOf(listOf(t.sobject)));
}

/** A dynamic query may name the variables of the method that runs it: code that lets it read them. */
export function withBinds(g: Generator, code: string): string {
  const variables = new Map<string, string>();
  for (const [key, local] of g.scopes.toReversed().flatMap((scope) => [...scope]))
    if (!variables.has(key)) variables.set(key, local.js);
  for (let around: typeof g.ci | null = g.ci; around; around = around.outer) {
    for (const field of withSuperclasses(around).flatMap((decl) => [...decl.fields.values()])) {
      const reachable = field.isStatic || (around === g.ci && !g.body.isStatic);
      if (!reachable || variables.has(field.key)) continue;
      variables.set(field.key, fieldCode(g, field));
    }
  }
  const cases = [...variables]
    .filter(([, read]) => read)
    .map(([key, read]) => `case ${JSON.stringify(key)}:return ${read};`);
  return `qb(n=>{switch(n){${cases.join('')}}},()=>${code})`;
}

/** Empty for a property that cannot be read. */
function fieldCode(g: Generator, field: Parameters<typeof fieldGet>[1]): string {
  try {
    return fieldGet(g, field, 'this', field.ast).c;
  } catch (error) {
    if (error instanceof CompileError) return '';
    throw error;
  }
}
