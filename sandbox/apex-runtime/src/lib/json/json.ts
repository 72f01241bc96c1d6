import { define, isList, isMap, isSet, type ApexType } from '../../compile/types.ts';
import { arg, nn } from '../../runtime/rt.ts';
import type { Value } from '../../runtime/values.ts';
import type { TypeToken } from '../system/type-token.ts';
import { statics } from '../typed.ts';
import { JsonGenerator } from './generator.ts';
import { JsonParser } from './parser.ts';
import { jsonError, untyped } from './primitives.ts';
import { parseJson } from './reader.ts';
import { typed } from './typed.ts';
import { toJson } from './writer.ts';

/** The first character is checked against the type before the text is parsed. */
function checkStart(text: string, type: ApexType): void {
  const [first] = text.trim();
  if (first === undefined || first === '{' || first === 'n') return;
  if ((isList(type) || isSet(type)) && first !== '[')
    jsonError("Malformed JSON: Expected '[' at the beginning of List/Set");
  const isObject = isMap(type) || type.kind === 'sobject' || (type.kind === 'user' && !type.decl.isEnum);
  if (isObject) jsonError("Malformed JSON: Expected '{' at the beginning of object");
}

const deserialize =
  (strict: boolean) =>
  (text: string, token: TypeToken): Value => {
    const { t: type } = nn(token);
    checkStart(arg(text), type);
    return typed(parseJson(text), type, strict);
  };

define('System.JSON', {
  s: statics({
    'serialize(Object):String': (value) => toJson(value),
    'serialize(Object,Boolean):String': (value, nulls) => toJson(value, { nulls: nulls === true }),
    'serializePretty(Object):String': (value) => toJson(value, {}, 0),
    'serializePretty(Object,Boolean):String': (value, nulls) => toJson(value, { nulls: nulls === true }, 0),
    'deserialize(String,Type):ANY': deserialize(false),
    'deserializeStrict(String,Type):ANY': deserialize(true),
    'deserializeUntyped(String):Object': (text) => untyped(parseJson(arg(text))),
    'createGenerator(Boolean):JSONGenerator': (pretty) => new JsonGenerator(pretty),
    'createParser(String):JSONParser': (text) => new JsonParser(arg(text)),
  }),
});
