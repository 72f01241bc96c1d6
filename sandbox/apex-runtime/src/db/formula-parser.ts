import { Dec } from '../runtime/decimal.ts';

/** The syntax tree of a formula. */
export type Formula =
  | { readonly kind: 'literal'; readonly value: string | Dec | null }
  /** A field, with the relationships that lead to it, or a global such as `$User.Id`; also `TRUE`, `FALSE`, `NULL`. */
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'negative'; readonly of: Formula }
  | {
      readonly kind: 'operation';
      readonly operator: string;
      readonly left: Formula;
      readonly right: Formula;
    }
  /** The name is in upper case. */
  | { readonly kind: 'call'; readonly name: string; readonly args: readonly Formula[] };

const TOKEN =
  /\s+|\/\*[\s\S]*?\*\/|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\d+(?:\.\d+)?|[$A-Za-z_][\w$]*(?:\.[$A-Za-z_][\w]*)*|<=|>=|<>|!=|==|&&|\|\||[-+*/^()=<>,&!]/gy;
/** Operators that bind alike, the loosest first. */
const LEVELS = [
  ['||'],
  ['&&'],
  ['=', '==', '<>', '!='],
  ['<', '>', '<=', '>='],
  ['&'],
  ['+', '-'],
  ['*', '/'],
  ['^'],
] as const satisfies readonly (readonly string[])[];

const parsed = new Map<string, Formula>();

/** Reads a formula; throws when it is not one. */
export function parseFormula(text: string): Formula {
  let formula = parsed.get(text);
  if (!formula) {
    formula = new Parser(tokens(text)).formula(0);
    parsed.set(text, formula);
  }
  return formula;
}

function tokens(text: string): string[] {
  const found: string[] = [];
  let position = 0;
  while (position < text.length) {
    TOKEN.lastIndex = position;
    const [token] = TOKEN.exec(text) ?? [];
    if (token === undefined) throw new Error(`formula: ${text.slice(position, position + 10)}`);
    position += token.length;
    if (!/^\s|^\/\*/.test(token)) found.push(token);
  }
  return found;
}

class Parser {
  readonly #tokens: readonly string[];
  #next = 0;

  constructor(list: readonly string[]) {
    this.#tokens = list;
  }

  get #token(): string | undefined {
    return this.#tokens[this.#next];
  }

  #take(): string {
    const token = this.#token;
    if (token === undefined) throw new Error('formula end');
    this.#next += 1;
    return token;
  }

  #skip(token: string): boolean {
    if (this.#token !== token) return false;
    this.#next += 1;
    return true;
  }

  formula(level: number): Formula {
    const operators: readonly string[] | undefined = LEVELS[level];
    if (!operators) return this.#unary();
    let left = this.formula(level + 1);
    while (this.#token !== undefined && operators.includes(this.#token))
      left = { kind: 'operation', operator: this.#take(), left, right: this.formula(level + 1) };
    return left;
  }

  #unary(): Formula {
    if (this.#skip('-')) return { kind: 'negative', of: this.#unary() };
    if (this.#skip('!')) return { kind: 'call', name: 'NOT', args: [this.#unary()] };
    if (this.#skip('(')) {
      const inner = this.formula(0);
      this.#next += 1;
      return inner;
    }
    const token = this.#take();
    if (/^["']/.test(token)) return { kind: 'literal', value: unquoted(token) };
    if (/^\d/.test(token)) return { kind: 'literal', value: Dec.parse(token) };
    return this.#skip('(')
      ? { kind: 'call', name: token.toUpperCase(), args: this.#arguments() }
      : { kind: 'name', name: token };
  }

  #arguments(): Formula[] {
    const args: Formula[] = [];
    if (this.#skip(')')) return args;
    do args.push(this.formula(0));
    while (this.#skip(','));
    this.#next += 1;
    return args;
  }
}

function unquoted(token: string): string {
  return token.slice(1, -1).replace(/\\(.)/g, (_, char: string) => (char === 'n' ? '\n' : char));
}
