import { define, t, type ApexType } from '../../compile/types.ts';
import { arg, npe, penumNamed } from '../../runtime/rt.ts';
import type { EnumVal, Value } from '../../runtime/values.ts';
import { words } from '../typed.ts';
import type { TypeToken } from '../system/type-token.ts';
import { primitive } from './primitives.ts';
import { parseJson, type JsonNode } from './reader.ts';
import { typed } from './typed.ts';

define('System.JSONToken', {
  e: words(`
    END_ARRAY END_OBJECT FIELD_NAME NOT_AVAILABLE START_ARRAY START_OBJECT VALUE_EMBEDDED_OBJECT VALUE_FALSE VALUE_NULL
    VALUE_NUMBER_FLOAT VALUE_NUMBER_INT VALUE_STRING VALUE_TRUE`),
});

interface Token {
  readonly kind: string;
  readonly text: string;
  /** The name of the field it is the value of. */
  readonly name: string | null;
  /** The value that starts here. */
  readonly node: JsonNode | null;
  /** Of the start of an object or array: the position of its end. */
  end?: number;
}

/** System.JSONParser: walks over the tokens of a parsed text. */
export class JsonParser {
  readonly #tokens: Token[] = [];
  #position = -1;

  constructor(text: string) {
    this.#add(parseJson(text), null);
  }

  #add(node: JsonNode, name: string | null): void {
    const add = (kind: string, text: string): Token => {
      const token: Token = { kind, text, name, node };
      this.#tokens.push(token);
      return token;
    };
    switch (node.k) {
      case 'obj': {
        const start = add('START_OBJECT', '{');
        for (const [key, value] of node.m) {
          this.#tokens.push({ kind: 'FIELD_NAME', text: key, name: key, node: null });
          this.#add(value, key);
        }
        start.end = this.#tokens.length;
        add('END_OBJECT', '}');
        break;
      }
      case 'arr': {
        const start = add('START_ARRAY', '[');
        for (const item of node.a) this.#add(item, null);
        start.end = this.#tokens.length;
        add('END_ARRAY', ']');
        break;
      }
      case 'str':
        add('VALUE_STRING', node.v);
        break;
      case 'num':
        add(/[.eE]/.test(node.v) ? 'VALUE_NUMBER_FLOAT' : 'VALUE_NUMBER_INT', node.v);
        break;
      case 'bool':
        add(node.v ? 'VALUE_TRUE' : 'VALUE_FALSE', String(node.v));
        break;
      case 'null':
        add('VALUE_NULL', 'null');
    }
  }

  get current(): Token | null {
    return this.#tokens[this.#position] ?? null;
  }

  token(): EnumVal | null {
    return this.current ? penumNamed('System.JSONToken', this.current.kind) : null;
  }

  next(): EnumVal | null {
    this.#position += 1;
    return this.token();
  }

  nextValue(): EnumVal | null {
    do this.#position += 1;
    while (this.current?.kind === 'FIELD_NAME');
    return this.token();
  }

  skipChildren(): void {
    this.#position = this.current?.end ?? this.#position;
  }

  #node(): JsonNode {
    return this.current?.node ?? npe();
  }

  scalar(type: ApexType): Value {
    const node = this.#node();
    return node.k === 'null' ? null : primitive(node, type);
  }

  valueAs(type: TypeToken, strict: boolean): Value {
    this.#position = Math.max(0, this.#position);
    const value = typed(this.#node(), arg(type).t, strict);
    this.skipChildren();
    return value;
  }
}

const scalar =
  (type: ApexType) =>
  (parser: JsonParser): Value =>
    parser.scalar(type);

define('System.JSONParser', {
  js: JsonParser,
  i: {
    'nextToken():JSONToken': (parser: JsonParser) => parser.next(),
    'nextValue():JSONToken': (parser: JsonParser) => parser.nextValue(),
    'getCurrentToken():JSONToken': (parser: JsonParser) => parser.token(),
    'getCurrentName():String': ({ current }: JsonParser) => current?.name ?? null,
    'getText():String': ({ current }: JsonParser) => current?.text ?? null,
    'hasCurrentToken():Boolean': ({ current }: JsonParser) => current !== null,
    'clearCurrentToken():void': () => undefined,
    'getLastClearedToken():JSONToken': () => null,
    'skipChildren():void': (parser: JsonParser) => parser.skipChildren(),
    'getIntegerValue():Integer': scalar(t.integer),
    'getLongValue():Long': scalar(t.long),
    'getDecimalValue():Decimal': scalar(t.decimal),
    'getDoubleValue():Double': scalar(t.double),
    'getBooleanValue():Boolean': scalar(t.boolean),
    'getDateValue():Date': scalar(t.date),
    'getDateTimeValue():Datetime': scalar(t.datetime),
    'getTimeValue():Time': scalar(t.time),
    'getIdValue():Id': scalar(t.id),
    'getBlobValue():Blob': scalar(t.blob),
    'readValueAs(Type):ANY': (parser: JsonParser, type: TypeToken) => parser.valueAs(type, false),
    'readValueAsStrict(Type):ANY': (parser: JsonParser, type: TypeToken) => parser.valueAs(type, true),
  },
});
