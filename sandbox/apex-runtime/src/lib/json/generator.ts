import { define } from '../../compile/types.ts';
import type { Value } from '../../runtime/values.ts';
import { methodsOf } from '../typed.ts';
import { jsonError } from './primitives.ts';
import { quoted, toJson } from './writer.ts';

interface Level {
  readonly open: '{' | '[';
  count: number;
  /** A field name was written: its value comes next. */
  named: boolean;
}

/** System.JSONGenerator */
export class JsonGenerator {
  readonly #pretty: boolean;
  readonly #parts: string[] = [];
  readonly #levels: Level[] = [];

  constructor(pretty: boolean) {
    this.#pretty = pretty;
  }

  get text(): string {
    return this.#parts.join('');
  }

  #newLine(): string {
    return `\n${'  '.repeat(this.#levels.length)}`;
  }

  /** What stands before the next value. */
  #separator(): string {
    const level = this.#levels.at(-1);
    if (!level) return '';
    if (level.named) {
      level.named = false;
      return '';
    }
    const comma = level.count > 0 ? ',' : '';
    level.count += 1;
    return this.#pretty && level.open === '[' ? `${comma} ` : comma;
  }

  json(text: string): void {
    this.#parts.push(this.#separator() + text);
  }

  value(value: Value): void {
    this.json(toJson(value));
  }

  object(value: Value): void {
    this.json(toJson(value, {}, this.#pretty ? this.#levels.length : null));
  }

  field(name: string): void {
    const level = this.#levels.at(-1);
    if (!level) return jsonError('Can not write a field name, expecting a value');
    const comma = level.count > 0 ? ',' : '';
    level.count += 1;
    level.named = true;
    this.#parts.push(
      `${comma}${this.#pretty ? this.#newLine() : ''}${quoted(name)}${this.#pretty ? ' : ' : ':'}`,
    );
  }

  open(open: Level['open']): void {
    this.json(open);
    this.#levels.push({ open, count: 0, named: false });
  }

  close(close: '}' | ']'): void {
    const level = this.#levels.pop();
    if (!level) return jsonError(`Current context not an ${close === '}' ? 'object' : 'array'} but ROOT`);
    const space = close === '}' && level.count > 0 ? this.#newLine() : ' ';
    this.#parts.push((this.#pretty ? space : '') + close);
  }
}

define('System.JSONGenerator', {
  js: JsonGenerator,
  i: methodsOf<JsonGenerator>()({
    'writeStartObject():void': (generator) => generator.open('{'),
    'writeEndObject():void': (generator) => generator.close('}'),
    'writeStartArray():void': (generator) => generator.open('['),
    'writeEndArray():void': (generator) => generator.close(']'),
    'writeFieldName(String):void': (generator, name) => generator.field(name),
    'writeNull():void': (generator) => generator.json('null'),
    'writeNullField(String):void': (generator, name) => {
      generator.field(name);
      generator.json('null');
    },
    'writeObject(Object):void': (generator, value) => generator.object(value),
    'writeObjectField(String,Object):void': (generator, name, value) => {
      generator.field(name);
      generator.object(value);
    },
    'getAsString():String': ({ text }) => text,
    'close():void': () => undefined,
    'isClosed():Boolean': () => false,
  }),
});

/** The types that have methods of their own: writeString and writeStringField... */
const SCALARS = {
  String: ['String'],
  Number: ['Decimal', 'Integer', 'Long', 'Double'],
  Boolean: ['Boolean'],
  Date: ['Date'],
  DateTime: ['Datetime'],
  Time: ['Time'],
  Id: ['Id'],
  Blob: ['Blob'],
};
for (const [name, types] of Object.entries(SCALARS))
  for (const type of types)
    define('System.JSONGenerator', {
      i: {
        [`write${name}(${type}):void`]: (generator: JsonGenerator, value: Value) => generator.value(value),
        [`write${name}Field(String,${type}):void`]: (
          generator: JsonGenerator,
          field: string,
          value: Value,
        ) => {
          generator.field(field);
          generator.value(value);
        },
      },
    });
