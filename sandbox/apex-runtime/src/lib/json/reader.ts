import { mkEx } from '../../runtime/rt.ts';

/** Parsed JSON. Numbers keep their text, because a Decimal keeps its digits. */
export type JsonNode =
  | { readonly k: 'null' }
  | { readonly k: 'bool'; readonly v: boolean }
  | { readonly k: 'str' | 'num'; readonly v: string }
  | { readonly k: 'arr'; readonly a: readonly JsonNode[] }
  | { readonly k: 'obj'; readonly m: ReadonlyMap<string, JsonNode> };

const LITERAL = /(-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?)|true|false|null/y;
const WORD = /[A-Za-z_]\w*/y;
const VALUES = "a valid value (number, String, array, object, 'true', 'false' or 'null')";

/** Reads one JSON value with the messages of the platform; what follows it is not looked at. */
class Reader {
  readonly #text: string;
  #at = 0;

  constructor(text: string) {
    this.#text = text;
  }

  #fail(message: string): never {
    const early = this.#at >= this.#text.length && !/^No content|^Unexpected end/.test(message);
    const before = this.#text.slice(0, this.#at);
    const line = before.split('\n').length;
    const column = this.#at - before.lastIndexOf('\n');
    const shown = early ? 'Unexpected end-of-input' : message;
    throw mkEx('System.JSONException', `${shown} at [line:${line}, column:${column}]`);
  }

  #unexpected(wanted: string): never {
    const char = this.#text[this.#at] ?? 'EOF';
    return this.#fail(
      `Unexpected character ('${char}' (code ${this.#text.charCodeAt(this.#at) || 0})): ${wanted}`,
    );
  }

  /** The next character that is no white space; empty at the end. */
  #peek(): string {
    while (/\s/.test(this.#text.charAt(this.#at))) this.#at += 1;
    return this.#text.charAt(this.#at);
  }

  #match(pattern: RegExp): RegExpExecArray | null {
    pattern.lastIndex = this.#at;
    return pattern.exec(this.#text);
  }

  value(): JsonNode {
    const char = this.#peek();
    if (char === '') this.#fail('No content to map to Object due to end of input');
    if (char === '{') return this.#object();
    if (char === '[') return this.#array();
    if (char === '"') return { k: 'str', v: this.#string() };
    const match = this.#match(LITERAL);
    if (!match) return this.#noValue();
    this.#at += match[0].length;
    if (match[1] !== undefined) return { k: 'num', v: match[1] };
    return match[0] === 'null' ? { k: 'null' } : { k: 'bool', v: match[0] === 'true' };
  }

  #noValue(): never {
    const word = this.#match(WORD)?.[0];
    return word === undefined
      ? this.#unexpected(`expected ${VALUES}`)
      : this.#fail(`Unrecognized token '${word}': was expecting 'null', 'true', 'false' or NaN`);
  }

  #object(): JsonNode {
    const m = new Map<string, JsonNode>();
    this.#items('}', 'OBJECT', () => {
      if (this.#peek() !== '"') this.#unexpected('was expecting double-quote to start field name');
      const name = this.#string();
      if (this.#peek() !== ':') this.#unexpected('was expecting a colon to separate field name and value');
      this.#at += 1;
      m.set(name, this.value());
    });
    return { k: 'obj', m };
  }

  #array(): JsonNode {
    const a: JsonNode[] = [];
    this.#items(']', 'ARRAY', () => a.push(this.value()));
    return { k: 'arr', a };
  }

  /** Reads what stands between brackets, separated by commas. */
  #items(close: string, what: string, item: () => void): void {
    this.#at += 1;
    if (this.#peek() === close) {
      this.#at += 1;
      return;
    }
    for (;;) {
      item();
      const char = this.#peek();
      if (char === '') this.#fail(`Unexpected end-of-input: expected close marker for ${what}`);
      if (char !== ',' && char !== close) this.#unexpected(`was expecting comma to separate ${what} entries`);
      this.#at += 1;
      if (char === close) return;
    }
  }

  #string(): string {
    let end = this.#at + 1;
    while (end < this.#text.length && this.#text[end] !== '"') end += this.#text[end] === '\\' ? 2 : 1;
    if (end >= this.#text.length) this.#fail('Unexpected end-of-input in VALUE_STRING');
    const raw = this.#text.slice(this.#at, end + 1);
    this.#at = end + 1;
    try {
      // Unlike JavaScript, the platform takes control characters within a text.
      // eslint-disable-next-line no-control-regex
      const escaped = raw.replace(/[\u0000-\u001f]/g, (char) => `\\u00${hex(char)}`);
      return JSON.parse(escaped) as string; // it starts and ends with a quote
    } catch {
      return this.#fail('Unrecognized character escape');
    }
  }
}

const hex = (char: string): string => char.charCodeAt(0).toString(16).padStart(2, '0');

/** Parses a JSON text; throws a JSONException that tells where it is wrong. */
export function parseJson(text: string): JsonNode {
  return new Reader(text).value();
}
