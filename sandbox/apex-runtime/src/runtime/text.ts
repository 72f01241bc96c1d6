import { t, type ApexType } from '../compile/apex-type.ts';
import { AList, AMap, ASet } from './collections.ts';
import { Dbl, Dec } from './decimal.ts';
import { AEx, aliased, Blob, EnumVal, Obj, PObj, SObj, type PlatformValue, type Value } from './objects.ts';
import { ADate, ADatetime, ATime } from './temporal.ts';

/** The Apex type of a value. */
export function typeOf(value: Value | undefined): ApexType {
  switch (typeof value) {
    case 'string':
      return t.string;
    case 'number':
      return t.integer;
    case 'bigint':
      return t.long;
    case 'boolean':
      return t.boolean;
    default:
      return value === null || value === undefined ? t.null : ((value as PlatformValue).T ?? t.object);
  }
}

/** `String.valueOf`, and what a debug log shows. */
export function str(value: Value | undefined): string {
  return value instanceof ADate ? value.toString() : text(value, new Set());
}

function text(value: Value | undefined, open: Set<object>): string {
  if (value === null || value === undefined) return 'null';
  if (typeof value !== 'object') return String(value);
  if (value instanceof ADate) return value.long();
  if (
    value instanceof Dec ||
    value instanceof Dbl ||
    value instanceof ADatetime ||
    value instanceof ATime ||
    value instanceof Blob ||
    value instanceof EnumVal
  )
    return value.toString();
  if (open.has(value)) return '(already output)';
  open.add(value);
  try {
    return objectText(value, (part) => text(part, open));
  } finally {
    open.delete(value);
  }
}

function objectText(value: object, part: (value: Value | undefined) => string): string {
  if (value instanceof AList) return `(${value.a.map(part).join(', ')})`;
  if (value instanceof ASet) return `{${[...value.values()].map(part).join(', ')}}`;
  if (value instanceof AMap)
    return `{${[...value.entries()].map(([key, item]) => `${part(key)}=${part(item)}`).join(', ')}}`;
  if (value instanceof SObj) return recordText(value, part);
  if (value instanceof Obj) return instanceText(value, part);
  const { toText } = value as PlatformValue; // a class of the library
  if (toText) return toText.call(value);
  if (value instanceof PObj) return `${value.T.name}[]`;
  return (value as PlatformValue).T?.name ?? String(value);
}

function recordText(record: SObj, part: (value: Value) => string): string {
  const fields = [...record.f]
    .filter(([, value]) => !(value instanceof AList)) // the rows of a subquery are not shown
    .map(([key, value]) => {
      const name = value instanceof SObj ? record.so?.relName(key) : record.so?.fieldName(key);
      return `${name ?? key}=${part(value)}`;
    });
  return `${record.T.name}:{${fields.join(', ')}}`;
}

function instanceText(value: Obj, part: (value: Value | undefined) => string): string {
  const own = aliased(value, 'a_tostring$0');
  if (own) return String(own.call(value));
  if (value instanceof AEx) return exText(value);
  if (value.$stub) return `${simpleName(value.T)}__sfdc_ApexStub:[]`;
  return instanceFields(value, part);
}

/** `Order:[name=..., lines=...]`, whatever toString() the class has. */
export function instanceFields(value: Obj, part: (value: Value | undefined) => string = str): string {
  if (value.T.kind !== 'user') return value.T.name;
  const { $fields = [] } = value.constructor as typeof Obj;
  // Fields are properties of the generated class under their JavaScript names.
  const held = value as unknown as Record<string, Value>;
  return `${simpleName(value.T)}:[${$fields.map(({ name, js }) => `${name}=${part(held[js])}`).join(', ')}]`;
}

const simpleName = (type: ApexType): string => (type.kind === 'user' ? type.decl.simple : type.name);

/** `System.DmlException`, or the name of an exception class of the project. */
export function exTypeName({ T: type }: AEx): string {
  return type.kind === 'plat' && type.def.ns === 'System' ? `System.${type.def.name}` : type.name;
}

/** getMessage() of an exception. */
export function exMessage(exception: AEx): string | null {
  const own = aliased(exception, 'a_getmessage$0');
  return own ? (own.call(exception) as string | null) : exception.msg;
}

/** Type and message of an exception, as logs and reports show it. */
export function exText(exception: AEx): string {
  return `${exTypeName(exception)}: ${exMessage(exception) ?? 'Script-thrown exception'}`;
}
