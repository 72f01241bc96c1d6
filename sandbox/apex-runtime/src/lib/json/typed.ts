/** JSON.deserialize: values of the type that is asked for. */
import type { ClassInfo, FieldInfo } from '../../compile/class-info.ts';
import {
  isList,
  isMap,
  isSet,
  listOf,
  sobjT,
  t,
  type ApexType,
  type ListType,
  type MapType,
  type PlatformType,
  type SetType,
  type SObjectType,
  type UserType,
} from '../../compile/types.ts';
import { penumNamed, R } from '../../runtime/rt.ts';
import { AList, AMap, ASet, SObj, type EnumVal, type Obj, type Value } from '../../runtime/values.ts';
import type { Field } from '../../schema/model.ts';
import { setFieldValue } from './fields.ts';
import { jsonError, primitive, untyped } from './primitives.ts';
import type { JsonNode } from './reader.ts';

type ObjectNode = Extract<JsonNode, { k: 'obj' }>;

/** `strict` refuses members that the class does not have. */
export function typed(node: JsonNode, type: ApexType, strict: boolean): Value {
  if (node.k === 'null') return null;
  if (type === t.object || type === t.any) return untyped(node);
  if (type.kind === 'prim') return primitive(node, type);
  if (isList(type) || isSet(type)) return items(node, type, strict);
  if (isMap(type)) return entries(objectNode(node), type, strict);
  if (type.kind === 'sobject') return recordOf(objectNode(node), type, strict);
  if (type.kind === 'user')
    return type.decl.isEnum ? constant(node, type.decl) : instance(node, type, strict);
  const value = type.kind === 'plat' ? platformValue(node, type, strict) : undefined;
  return value === undefined ? jsonError(`Apex Type unsupported in JSON: ${type.name}`) : value;
}

function objectNode(node: JsonNode): ObjectNode {
  return node.k === 'obj' ? node : jsonError("Malformed JSON: Expected '{' at the beginning of object");
}

/** A list may also be given as the rows of a query result. */
function items(node: JsonNode, type: ListType | SetType, strict: boolean): Value {
  const array = node.k === 'obj' ? (node.m.get('records') ?? node) : node;
  if (array.k !== 'arr') return jsonError("Malformed JSON: Expected '[' at the beginning of List/Set");
  const [element] = type.args;
  const values = array.a.map((item) => typed(item, element, strict));
  return isList(type) ? new AList(element, values) : new ASet(element, values);
}

function entries({ m }: ObjectNode, type: MapType, strict: boolean): AMap {
  const [keyType, valueType] = type.args;
  const map = new AMap(keyType, valueType);
  for (const [key, value] of m)
    map.put(
      keyType === t.string ? key : typed({ k: 'str', v: key }, keyType, strict),
      typed(value, valueType, strict),
    );
  return map;
}

function constant(node: JsonNode, decl: ClassInfo): EnumVal {
  const text = 'v' in node ? String(node.v) : 'undefined';
  const found = decl.enumVals.find(({ name }) => name.toLowerCase() === text.toLowerCase());
  return found ?? jsonError(`Unknown enum value: ${text}`);
}

function instance(node: JsonNode, type: UserType, strict: boolean): Obj {
  const { m } = objectNode(node);
  const { decl } = type;
  if (decl.isInterface || decl.isAbstract) jsonError(`Apex Type unsupported in JSON: ${type.name}`);
  if (!decl.rdy) decl.init();
  const value = new (decl.js ?? R.nn(null))();
  value.$init();
  for (const [name, part] of m) {
    const field = findField(decl, name.toLowerCase());
    if (!field || field.isStatic) {
      if (strict) jsonError(`No such field ${name} on class ${decl.name}`);
    } else if (!field.isTransient) setFieldValue(value, field, typed(part, field.T, strict));
  }
  return value;
}

function findField(decl: ClassInfo, key: string): FieldInfo | null {
  const own = decl.fields.get(key);
  if (own) return own;
  return decl.superT?.kind === 'user' ? findField(decl.superT.decl, key) : null;
}

/** A value of a platform class; undefined when it cannot be read from JSON. */
function platformValue(node: JsonNode, type: PlatformType, strict: boolean): Value | undefined {
  const { def } = type;
  const text = 'v' in node ? String(node.v) : '';
  if (def.enum) return penumNamed(def.key, text);
  const [constructor] = def.ctors;
  if (node.k === 'obj' && constructor?.fn) {
    // A library class is made from its type alone; the properties follow.
    const value = (constructor.fn as (type: ApexType) => object)(type);
    for (const [name, part] of node.m) {
      const property = def.props.get(name.toLowerCase());
      const set = property?.set as ((value: object, part: Value) => Value) | null | undefined;
      if (property && set) set(value, typed(part, property.type as ApexType, strict)); // not generic: a real type
    }
    return value;
  }
  const named = def.key === 'schema.sobjecttype' && node.k === 'str' ? sobjT(node.v) : null;
  return named ? R.sobjTok(named) : undefined;
}

/** A record; `attributes.type` names its object where the type is the abstract SObject. */
function recordOf(node: ObjectNode, asked: SObjectType, strict: boolean): SObj {
  const type = namedType(node) ?? asked;
  const { so } = type;
  if (!so) return jsonError('SObject type is missing: attributes.type');
  const record = new SObj(type);
  for (const [name, value] of node.m) {
    if (name === 'attributes') continue;
    const key = name.toLowerCase();
    const field = so.field(key);
    const parent = so.parentRel(key);
    const children = so.childRel(key);
    if (field) record.set(key, fieldValue(value, field));
    else if (parent) record.set(key, typed(value, sobjT(parent.to[0] ?? '') ?? t.sobject, strict));
    else if (children) record.set(key, typed(value, listOf(sobjT(children.child) ?? t.sobject), strict));
    else jsonError(`No such column '${name}' on sobject of type ${type.name}`);
  }
  return record;
}

function namedType({ m }: ObjectNode): SObjectType | null {
  const attributes = m.get('attributes');
  const name = attributes?.k === 'obj' ? attributes.m.get('type') : undefined;
  return name?.k === 'str' ? sobjT(name.v) : null;
}

/** An Integer field takes `5.0`. */
function fieldValue(node: JsonNode, { T: type }: Field): Value {
  if (node.k === 'null') return null;
  if (type === t.any) return untyped(node);
  const whole = node.k === 'num' && type === t.integer;
  return primitive(whole ? { ...node, v: node.v.replace(/\.0+$/, '') } : node, type);
}
