import type { DmlStatement, LocalDeclaration, Statement, TryStatement } from '../../parse/nodes.ts';
import type { Generator } from '../generator.ts';
import { isList, t, type ApexType } from '../types.ts';
import { forEach, forLoop, loopBody } from './loops.ts';
import { switchStatement } from './switch.ts';

const STANDALONE = new Set(['assign', 'prefix', 'postfix', 'call', 'methodCall', 'new']);

/** The JavaScript of a statement. */
export function statementCode(g: Generator, node: Statement): string {
  switch (node.kind) {
    case 'block':
      return `{${g.block(node)}}`;
    case 'local':
      return localDeclaration(g, node);
    case 'expression': {
      const expression = g.meaning(node.value);
      if (expression.kind !== 'value' || !STANDALONE.has(node.value.kind))
        return g.fail('Expression cannot be a statement.', node);
      return `${g.mark(node)}${expression.c};`;
    }
    case 'if': {
      const condition = g.bool(node.condition);
      const whenTrue = `${g.mark(node)}if(${condition})${g.nested(node.whenTrue)}`;
      return node.whenFalse ? `${whenTrue}else ${g.nested(node.whenFalse)}` : whenTrue;
    }
    case 'while':
      return `${g.mark(node)}while(${g.bool(node.condition)})${loopBody(g, node.body)}`;
    case 'do':
      return `do${loopBody(g, node.body)}while(${g.bool(node.condition)});`;
    case 'for':
      return forLoop(g, node);
    case 'foreach':
      return forEach(g, node);
    case 'return':
      return returnStatement(g, node);
    case 'throw':
      return `${g.mark(node)}throw thr(${g.value(node.value).c});`;
    case 'break':
    case 'continue':
      return `${g.mark(node)}${node.kind};`;
    case 'try':
      return tryStatement(g, node);
    case 'switch':
      return switchStatement(g, node);
    case 'dml':
      return dmlStatement(g, node);
    case 'runas': {
      const args = node.args.map((arg) => g.value(arg).c).join();
      return `${g.mark(node)}{const $ra=runAs(${args});try{${g.block(node.body)}}finally{$ra();}}`;
    }
  }
}

function localDeclaration(g: Generator, node: LocalDeclaration): string {
  const type = g.resolve(node.type);
  return node.variables
    .map(({ name, initial }) => {
      if (!initial) return `let ${g.declare(name, type, node).js}=null;`;
      let code = 'null';
      // The variable exists even if its initial value does not compile.
      const problem = g.reporting(node, () => {
        code = g.coerce(g.value(initial), type, initial);
        return '';
      });
      return `${g.mark(node)}${problem}let ${g.declare(name, type, node).js}=${code};`;
    })
    .join('');
}

function returnStatement(g: Generator, node: Statement & { readonly kind: 'return' }): string {
  const { returns, isConstructor } = g.body;
  if (isConstructor) return `${g.mark(node)}return this;`;
  if (!node.value) {
    if (returns !== t.void) g.fail('Missing return value', node);
    return `${g.mark(node)}return null;`;
  }
  if (returns === t.void) g.fail('Void method must not return a value', node);
  return `${g.mark(node)}return ${g.coerce(g.value(node.value), returns, node)};`;
}

function tryStatement(g: Generator, node: TryStatement): string {
  const body = `try{${g.block(node.body)}}`;
  const clauses = node.catches.map((clause) => {
    const type = g.resolve(clause.type);
    return g.scoped(() => {
      const variable = g.declare(clause.name, type, clause);
      return `if(catches($x,${g.k(type)})){let ${variable.js}=$x;${g.block(clause.body)}}else `;
    });
  });
  const handlers = clauses.length > 0 ? `catch($e){const $x=caught($e,F);${clauses.join('')}throw $e;}` : '';
  return `${body}${handlers}${node.final ? `finally{${g.block(node.final)}}` : ''}`;
}

function dmlStatement(g: Generator, node: DmlStatement): string {
  const values = node.values.map((item) => g.value(item));
  const type = values[0]?.T ?? t.void;
  const isRecord = (given: ApexType): boolean => given.kind === 'sobject' || given.kind === 'any';
  const isRecords = isRecord(type) || (isList(type) && isRecord(type.args[0]));
  const isIds = node.operation === 'delete' && (type === t.id || isList(type));
  if (!isRecords && !isIds) g.fail(`DML requires SObject or SObject list type: ${type.name}`, node);
  const args = values.map((item) => item.c).join();
  const options = [node.externalId, node.access].map((option) => JSON.stringify(option)).join();
  return `${g.mark(node)}dmlStmt(${JSON.stringify(node.operation)},[${args}],${options});`;
}
