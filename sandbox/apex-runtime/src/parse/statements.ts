import { ExpressionReader, literal, unexpected } from './expressions.ts';
import type {
  Block,
  DmlStatement,
  Expression,
  LocalDeclaration,
  Literal,
  Statement,
  SwitchBranch,
  WhenName,
} from './nodes.ts';
import { child, hasToken, lineOf, nameOf, need, sub, subs, typeNamed, typeRef, type Tree } from './tree.ts';

/** Reads the statements of one source. */
export class StatementReader extends ExpressionReader {
  block(tree: Tree): Block {
    return {
      kind: 'block',
      statements: subs(tree, 'Statement').map((statement) => this.statement(statement)),
      line: lineOf(tree),
    };
  }

  statement(tree: Tree): Statement {
    const line = lineOf(tree);
    switch (nameOf(tree)) {
      case 'Statement':
        return this.statement(child(tree, 0));
      case 'Block':
        return this.block(tree);
      case 'IfStatement':
        return this.#if(tree);
      case 'SwitchStatement':
        return {
          kind: 'switch',
          value: this.only(tree),
          branches: subs(tree, 'WhenControl').map((branch) => this.#branch(branch)),
          line,
        };
      case 'ForStatement':
        return this.#for(tree);
      case 'WhileStatement':
        return { kind: 'while', condition: this.#condition(tree), body: this.#body(tree), line };
      case 'DoWhileStatement':
        return { kind: 'do', condition: this.#condition(tree), body: this.block(need(tree, 'Block')), line };
      case 'TryStatement':
        return this.#try(tree);
      case 'ReturnStatement':
        return { kind: 'return', value: this.optional(tree), line };
      case 'ThrowStatement':
        return { kind: 'throw', value: this.only(tree), line };
      case 'BreakStatement':
        return { kind: 'break', line };
      case 'ContinueStatement':
        return { kind: 'continue', line };
      case 'InsertStatement':
      case 'UpdateStatement':
      case 'DeleteStatement':
      case 'UndeleteStatement':
      case 'UpsertStatement':
      case 'MergeStatement':
        return this.#dml(tree);
      case 'RunAsStatement':
        return {
          kind: 'runas',
          args: this.all(sub(tree, 'ExpressionList')),
          body: this.block(need(tree, 'Block')),
          line,
        };
      case 'LocalVariableDeclarationStatement':
        return this.#local(need(tree, 'LocalVariableDeclaration'));
      case 'ExpressionStatement':
        return { kind: 'expression', value: this.only(tree), line };
      default:
        return unexpected(`statement ${nameOf(tree)}`, line);
    }
  }

  #condition(tree: Tree): Expression {
    return this.only(need(tree, 'ParExpression'));
  }

  /** The body of a loop, which may be a lone semicolon. */
  #body(tree: Tree): Statement {
    const body = sub(tree, 'Statement');
    return body ? this.statement(body) : { kind: 'block', statements: [], line: lineOf(tree) };
  }

  #if(tree: Tree): Statement {
    const [whenTrue, whenFalse] = subs(tree, 'Statement').map((branch) => this.statement(branch));
    if (!whenTrue) return unexpected('if', lineOf(tree));
    return {
      kind: 'if',
      condition: this.#condition(tree),
      whenTrue,
      whenFalse: whenFalse ?? null,
      line: lineOf(tree),
    };
  }

  #branch(tree: Tree): SwitchBranch {
    const value = need(tree, 'WhenValue');
    const body = this.block(need(tree, 'Block'));
    const line = lineOf(tree);
    const type = sub(value, 'TypeRef');
    if (type) return { kind: 'type', type: typeRef(type), name: need(value, 'Id').getText(), body, line };
    const values = subs(value, 'WhenLiteral').map(whenLiteral);
    return values.length > 0 ? { kind: 'values', values, body, line } : { kind: 'else', body, line };
  }

  #for(tree: Tree): Statement {
    const line = lineOf(tree);
    const control = need(tree, 'ForControl');
    const body = this.#body(tree);
    const each = sub(control, 'EnhancedForControl');
    if (each) {
      const type = typeRef(need(each, 'TypeRef'));
      return { kind: 'foreach', type, name: need(each, 'Id').getText(), items: this.only(each), body, line };
    }
    const start = sub(control, 'ForInit');
    const declaration = sub(start, 'LocalVariableDeclaration');
    return {
      kind: 'for',
      initial: declaration ? this.#local(declaration) : start ? this.all(sub(start, 'ExpressionList')) : null,
      condition: this.optional(control),
      updates: this.all(sub(sub(control, 'ForUpdate'), 'ExpressionList')),
      body,
      line,
    };
  }

  #try(tree: Tree): Statement {
    const final = sub(tree, 'FinallyBlock');
    return {
      kind: 'try',
      body: this.block(need(tree, 'Block')),
      catches: subs(tree, 'CatchClause').map((clause) => ({
        type: typeNamed(need(clause, 'QualifiedName')),
        name: need(clause, 'Id').getText(),
        body: this.block(need(clause, 'Block')),
        line: lineOf(clause),
      })),
      final: final ? this.block(need(final, 'Block')) : null,
      line: lineOf(tree),
    };
  }

  #dml(tree: Tree): DmlStatement {
    const access = sub(tree, 'AccessLevel');
    return {
      kind: 'dml',
      operation: nameOf(tree).replace('Statement', '').toLowerCase(),
      values: this.all(tree),
      externalId: sub(tree, 'QualifiedName')?.getText() ?? null,
      access: access ? (hasToken(access, 'user') ? 'user' : 'system') : null,
      line: lineOf(tree),
    };
  }

  #local(tree: Tree): LocalDeclaration {
    return {
      kind: 'local',
      type: typeRef(need(tree, 'TypeRef')),
      variables: subs(need(tree, 'VariableDeclarators'), 'VariableDeclarator').map((declarator) => ({
        name: need(declarator, 'Id').getText(),
        initial: this.initial(declarator),
      })),
      line: lineOf(tree),
    };
  }
}

function whenLiteral(tree: Tree): Literal | WhenName {
  const inner = sub(tree, 'WhenLiteral');
  if (inner) return whenLiteral(inner);
  const name = sub(tree, 'QualifiedName');
  return name
    ? { kind: 'path', path: name.getText().split('.'), line: lineOf(tree) }
    : literal(tree.getText(), lineOf(tree));
}
