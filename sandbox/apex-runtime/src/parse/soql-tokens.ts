import { unescapeApex } from './strings.ts';
import type { FieldPath, QueryValue } from './query.ts';

const TOKEN = new RegExp(
  [
    String.raw`\s+`,
    String.raw`'(?:\\.|[^'\\])*'`,
    String.raw`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?`,
    String.raw`\d{4}-\d\d-\d\d`,
    String.raw`\d\d:\d\d:\d\d(?:\.\d+)?Z?`,
    String.raw`[-+]?\d+(?:\.\d+)?`,
    String.raw`[A-Za-z_]\w*`,
    String.raw`:\s*[A-Za-z_][\w.]*`, // a bind
    '<=|>=|!=|<>|[()=<>,.:+-]',
    String.raw`\/\*[\s\S]*?\*\/`,
    String.raw`\/\/[^\n]*`,
  ].join('|'),
  'y',
);

/** Reads a query's tokens one after the other. */
export class TokenReader {
  readonly #tokens: string[] = [];
  readonly #problem: (message: string) => object;
  #position = 0;

  constructor(text: string, problem: (message: string) => object) {
    this.#problem = problem;
    for (let position = 0; position < text.length;) {
      TOKEN.lastIndex = position;
      const [token] = TOKEN.exec(text) ?? this.fail(`unexpected token: '${text.charAt(position)}'`);
      position += token.length;
      if (!/^(\s|\/\*|\/\/)/.test(token)) this.#tokens.push(token);
    }
  }

  fail(message: string): never {
    throw this.#problem(message);
  }

  /** The next token; undefined at the end. */
  get next(): string | undefined {
    return this.#tokens[this.#position];
  }

  unexpected(expecting = ''): never {
    return this.fail(
      `unexpected token: '${this.next ?? '<EOF>'}'${expecting && ` (expecting ${expecting})`}`,
    );
  }

  skip(): void {
    this.#position += 1;
  }

  /** The next token, or the one after some more, in lower case; empty at the end. */
  peek(ahead = 0): string {
    return this.#tokens[this.#position + ahead]?.toLowerCase() ?? '';
  }

  is(word: string): boolean {
    return this.peek() === word;
  }

  /** Skips the token if it is next. */
  eat(word: string): boolean {
    if (!this.is(word)) return false;
    this.skip();
    return true;
  }

  need(word: string): void {
    if (!this.eat(word)) this.unexpected(word);
  }

  atEnd(): boolean {
    return this.next === undefined;
  }

  /** The next token is a name, and none of these words. */
  isName(except: ReadonlySet<string>): boolean {
    return /^[a-z_]/.test(this.peek()) && !except.has(this.peek());
  }

  name(): string {
    const token = this.next;
    if (token === undefined || !/^[A-Za-z_]/.test(token)) return this.unexpected();
    this.skip();
    return token;
  }

  path(): FieldPath {
    const path = [this.name()];
    while (this.eat('.')) path.push(this.name());
    return path;
  }

  /** What is compared with: a literal, a bind, a date literal. */
  value(): QueryValue {
    const token = this.next ?? this.unexpected();
    this.skip();
    const lower = token.toLowerCase();
    if (token.startsWith("'")) return { k: 'lit', v: unescapeApex(token.slice(1, -1)), str: true };
    if (token.startsWith(':') && token.length > 1) return this.#bind(token.slice(1).trim());
    if (lower === 'null') return { k: 'lit', v: null };
    if (lower === 'true' || lower === 'false') return { k: 'lit', v: lower === 'true' };
    if (/^\d{4}-\d\d-\d\dT/.test(token)) return { k: 'dt', v: token };
    if (/^\d{4}-\d\d-\d\d$/.test(token)) return { k: 'date', v: token };
    if (/^\d\d:\d\d:/.test(token)) return { k: 'time', v: token };
    if (/^[-+]?\d/.test(token)) return { k: 'num', v: token };
    if (token === '-' || token === '+') return this.#signed(token);
    if (/^[a-z]{3}\d+$/.test(lower)) return { k: 'num', v: token.slice(3) }; // a currency: USD500
    if (/^[a-z_]/.test(lower)) return this.#dateLiteral(lower);
    return this.fail(`unexpected token: '${token}'`);
  }

  #bind(name: string): QueryValue {
    const [, position] = /^__b(\d+)$/.exec(name) ?? [];
    if (position !== undefined) return { k: 'bind', i: Number(position) };
    return this.is('(') ? this.unexpected() : { k: 'nbind', n: name };
  }

  #signed(sign: string): QueryValue {
    const value = this.value();
    return value.k === 'num' ? { k: 'num', v: sign + value.v } : this.fail(`unexpected token: '${sign}'`);
  }

  /** `TODAY` or `LAST_N_DAYS:30` */
  #dateLiteral(name: string): QueryValue {
    if (/^:\s*[a-z_]/.test(this.peek())) this.unexpected();
    if (!this.eat(':')) return { k: 'dlit', n: name, arg: null };
    const arg = Number(this.next);
    this.skip();
    return { k: 'dlit', n: name, arg };
  }
}
