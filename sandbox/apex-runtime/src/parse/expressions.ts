import type { Expression, Literal, QueryExpression, TypeRef } from './nodes.ts';
import { unescapeApex } from './strings.ts';
import { child, isToken, lineOf, nameOf, need, sub, subs, typeList, typeRef, type Tree } from './tree.ts';

const isExpression = (tree: Tree): boolean => nameOf(tree).endsWith('Expression');
const BINARY = /^(Arth1|Arth2|Bit|BitAnd|BitOr|BitNot|LogAnd|LogOr|Cmp|Equality)Expression$/;

/** Reads the expressions of one source. */
export class ExpressionReader {
  readonly #source: string;
  /** The source by code points, when it has characters beyond 16 bits: the parser counts them as one. */
  #codePoints: string[] | null | undefined;

  constructor(source: string) {
    this.#source = source;
  }

  /** The expression within a node, or null. */
  protected optional(tree: Tree): Expression | null {
    const found = tree.children?.find(isExpression);
    return found ? this.expression(found) : null;
  }

  protected only(tree: Tree): Expression {
    return this.optional(tree) ?? unexpected(`${nameOf(tree)} without expression`, lineOf(tree));
  }

  protected all(tree: Tree | undefined): Expression[] {
    return (tree?.children ?? []).filter(isExpression).map((found) => this.expression(found));
  }

  expression(tree: Tree): Expression {
    const line = lineOf(tree);
    const operand = (position: number): Expression => this.expression(child(tree, position));
    const token = (position: number): string => child(tree, position).getText();
    switch (nameOf(tree)) {
      case 'PrimaryExpression':
        return this.#primary(child(tree, 0));
      case 'SubExpression':
        return { kind: 'parentheses', value: this.only(tree), line };
      case 'DotExpression':
        return this.#dot(tree);
      case 'ArrayExpression':
        return { kind: 'index', list: operand(0), index: operand(2), line };
      case 'MethodCallExpression':
        return this.#call(child(tree, 0));
      case 'NewExpression':
        return this.#creator(child(tree, 1));
      case 'CastExpression':
        return { kind: 'cast', type: typeRef(child(tree, 1)), value: operand(3), line };
      case 'PostOpExpression':
        return { kind: 'postfix', operator: token(1), target: operand(0), line };
      case 'PreOpExpression':
        return token(0) === '-' || token(0) === '+'
          ? { kind: 'sign', operator: token(0), value: operand(1), line }
          : { kind: 'prefix', operator: token(0), target: operand(1), line };
      case 'NegExpression':
        return { kind: token(0) === '!' ? 'not' : 'bitNot', value: operand(1), line };
      case 'InstanceOfExpression':
        return { kind: 'instanceof', value: operand(0), type: typeRef(child(tree, 2)), line };
      case 'CondExpression':
        return {
          kind: 'conditional',
          condition: operand(0),
          whenTrue: operand(2),
          whenFalse: operand(4),
          line,
        };
      case 'CoalExpression':
        return { kind: 'coalesce', left: operand(0), right: operand(2), line };
      case 'AssignExpression':
        return { kind: 'assign', operator: token(1), target: operand(0), value: operand(2), line };
      default:
        return this.#binary(tree);
    }
  }

  #binary(tree: Tree): Expression {
    const line = lineOf(tree);
    const children = tree.children ?? [];
    if (!BINARY.test(nameOf(tree))) return unexpected(`expression ${nameOf(tree)}`, line);
    const last = children.length - 1; // >> is two tokens
    const operator = children
      .slice(1, last)
      .map((token) => token.getText())
      .join('');
    return {
      kind: 'binary',
      operator: operator === '<>' ? '!=' : operator,
      left: this.expression(child(tree, 0)),
      right: this.expression(child(tree, last)),
      line,
    };
  }

  #dot(tree: Tree): Expression {
    const safe = child(tree, 1).getText() === '?.';
    const object = this.expression(child(tree, 0));
    const member = child(tree, 2);
    const line = lineOf(member);
    if (nameOf(member) !== 'DotMethodCall')
      return { kind: 'dot', object, name: member.getText(), safe, line };
    const name = need(member, 'AnyId').getText();
    return { kind: 'methodCall', object, name, args: this.#args(member), safe, line };
  }

  #args(tree: Tree | undefined): Expression[] {
    return this.all(sub(tree, 'ExpressionList'));
  }

  #call(tree: Tree): Expression {
    const id = sub(tree, 'Id');
    const name = id ? id.getText() : child(tree, 0).getText().toLowerCase(); // this or super
    return { kind: 'call', name, isConstructor: !id, args: this.#args(tree), line: lineOf(tree) };
  }

  #primary(tree: Tree): Expression {
    const line = lineOf(tree);
    switch (nameOf(tree)) {
      case 'ThisPrimary':
        return { kind: 'this', line };
      case 'SuperPrimary':
        return { kind: 'super', line };
      case 'LiteralPrimary':
        return literal(tree.getText(), line);
      case 'TypeRefPrimary':
        return { kind: 'typeLiteral', type: typeRef(need(tree, 'TypeRef')), line };
      case 'VoidPrimary':
        return { kind: 'typeLiteral', type: null, line };
      case 'IdPrimary':
        return { kind: 'name', name: tree.getText(), line };
      case 'SoqlPrimary':
        return this.#query(child(tree, 0), 'soql');
      case 'SoslPrimary':
        return this.#query(child(tree, 0), 'sosl');
      default:
        return unexpected(`primary ${nameOf(tree)}`, line);
    }
  }

  #query(tree: Tree, kind: QueryExpression['kind']): QueryExpression {
    const binds: Tree[] = [];
    const visit = (part: Tree): void => {
      if (nameOf(part) === 'BoundExpression') binds.push(part);
      else part.children?.forEach(visit);
    };
    visit(tree);
    let query = '';
    let position = tree.start?.start ?? 0;
    for (const [index, bind] of binds.entries()) {
      query += `${this.#slice(position, bind.start?.start ?? position)}:__b${index} `;
      position = (bind.stop?.stop ?? position) + 1;
    }
    query += this.#slice(position, (tree.stop?.stop ?? position) + 1);
    return {
      kind,
      query: query.trim().replace(/^\[/, '').replace(/\]$/, ''),
      binds: binds.map((bind) => this.expression(child(bind, 1))),
      line: lineOf(tree),
    };
  }

  #slice(start: number, end: number): string {
    this.#codePoints ??= /[\ud800-\udbff]/.test(this.#source) ? Array.from(this.#source) : null;
    return this.#codePoints?.slice(start, end).join('') ?? this.#source.slice(start, end);
  }

  #creator(tree: Tree): Expression {
    const line = lineOf(tree);
    const parts = subs(need(tree, 'CreatedName'), 'IdCreatedNamePair').map((pair) => ({
      name: child(pair, 0).getText(),
      args: typeList(sub(pair, 'TypeList')),
    }));
    const type: TypeRef = { parts, dimensions: 0, line };
    const rest = child(tree, 1);
    switch (nameOf(rest)) {
      case 'ClassCreatorRest':
        return { kind: 'new', type, args: this.#args(sub(rest, 'Arguments')), line };
      case 'NoRest':
        return { kind: 'newCollection', type, values: [], line };
      case 'SetCreatorRest':
        return { kind: 'newCollection', type, values: this.all(rest), line };
      case 'MapCreatorRest':
        return {
          kind: 'newMap',
          type,
          entries: subs(rest, 'MapCreatorRestPair').map((pair) => this.#entry(pair)),
          line,
        };
      case 'ArrayCreatorRest': {
        const array: TypeRef = { ...type, dimensions: 1 };
        const values = sub(rest, 'ArrayInitializer');
        return values
          ? { kind: 'newCollection', type: array, values: this.all(values), line }
          : { kind: 'newArray', type: array, size: this.only(rest), line };
      }
      default:
        return unexpected(`creator ${nameOf(rest)}`, line);
    }
  }

  #entry(pair: Tree): [Expression, Expression] {
    const [key, value] = this.all(pair);
    return key && value ? [key, value] : unexpected('map entry', lineOf(pair));
  }

  /** The initial value of a variable or field: what stands after the `=`. */
  protected initial(declarator: Tree): Expression | null {
    const value = declarator.children?.find((part, position) => position > 1 && !isToken(part));
    return value ? this.expression(value) : null;
  }
}

export function unexpected(what: string, line: number): never {
  throw new Error(`apex-runtime: unexpected ${what} at line ${line}`);
}

/** A literal by its text. */
export function literal(text: string, line: number): Literal {
  const kind = 'literal';
  if (text.startsWith("'''")) {
    const value = unescapeApex(text.slice(3, -3).replace(/^\r?\n/, ''));
    return { kind, type: 'string', value, line };
  }
  if (text.startsWith("'")) return { kind, type: 'string', value: unescapeApex(text.slice(1, -1)), line };
  const lower = text.toLowerCase();
  if (lower === 'null') return { kind, type: 'null', value: null, line };
  if (lower === 'true' || lower === 'false') return { kind, type: 'boolean', value: lower === 'true', line };
  if (/^[-+]*\d+$/.test(lower)) return { kind, type: 'integer', value: Number(lower), line };
  if (/^[-+]*\d+l$/.test(lower)) return { kind, type: 'long', value: lower.slice(0, -1), line };
  if (lower.endsWith('d')) return { kind, type: 'double', value: Number(lower.slice(0, -1)), line };
  return { kind, type: 'decimal', value: lower, line };
}
