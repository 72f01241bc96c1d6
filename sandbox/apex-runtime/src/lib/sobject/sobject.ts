import { define, parseSigType, t } from '../../compile/types.ts';
import { arg, R, throwEx } from '../../runtime/rt.ts';
import { AList, AMap, exMessage, SObj, str, type AEx, type Value } from '../../runtime/values.ts';
import type { FieldToken } from '../schema/tokens.ts';
import { methodsOf } from '../typed.ts';
import { fieldKey, getField, putField } from './fields.ts';

/** Notes an error that makes the save fail; `key` names the field that shows it. */
function addError(record: SObj, key: string | null, message: string | null): void {
  record.errs ??= [];
  record.errs.push({
    status: 'FIELD_CUSTOM_VALIDATION_EXCEPTION',
    message: message ?? '',
    fields: key && record.so ? [record.so.fieldName(key)] : [],
  });
}
const addFieldError = (record: SObj, field: string | FieldToken, message: string): void =>
  addError(record, fieldKey(record, field), message);
const addRecordError = (record: SObj, message: string): void => addError(record, null, message);
const addException = (record: SObj, exception: AEx): void =>
  addError(record, null, exMessage(arg(exception)));

R.addErrorField = addError;
R.addErrorById = (id, message) => {
  const { new: current, old } = R.trig();
  for (const list of [current, old])
    for (const record of list?.a ?? [])
      if (record instanceof SObj && record.get('id') === id) addError(record, null, message);
};

const TIMESTAMPS = new Set([
  'createddate',
  'createdbyid',
  'lastmodifieddate',
  'lastmodifiedbyid',
  'systemmodstamp',
]);

R.sclone = (record, keepId = false, deep = true, timestamps = false, autonumbers = false) => {
  const copy = new SObj(record.T);
  for (const [key, value] of record.f) {
    if (key === 'id' && !keepId) continue;
    if (!timestamps && TIMESTAMPS.has(key)) continue;
    if (record.so?.fields.get(key)?.autonumber && !autonumbers && !keepId) continue;
    copy.set(key, deep && value instanceof SObj ? R.sclone(value, true, true, true, true) : value);
  }
  copy.q = record.q;
  copy.cloneOf = record.get('id');
  return copy;
};
/** The options of clone() may be null. */
const clone = (
  record: SObj,
  ids: boolean | null = null,
  deep: boolean | null = null,
  timestamps: boolean | null = null,
  autonumbers: boolean | null = null,
): SObj => R.sclone(record, ids === true, deep === true, timestamps === true, autonumbers === true);

const relationKey = (token: FieldToken): string => (arg(token).f.relName ?? token.f.key).toLowerCase();
const parent = (record: SObj, key: string): SObj | null => {
  const value = R.sg(record, key);
  return value instanceof SObj ? value : null;
};
function putParent(record: SObj, key: string, value: SObj): SObj {
  record.set(key, value);
  return value;
}

/** The children of a subquery; null when there are none. */
function children(record: SObj, name: string): AList | null {
  const rows = record.f.get(fieldKey(record, name));
  if (rows === undefined && record.q)
    throwEx('System.SObjectException', `Invalid aggregate relationship ${name} for ${record.T.name}`);
  return rows instanceof AList && rows.a.length > 0 ? rows : null;
}

function populatedFields(record: SObj): AMap {
  const fields = new AMap(t.string, t.object);
  for (const [key, value] of record.f) fields.put(record.so?.anyName(key) ?? key, value);
  return fields;
}

const errors = (record: SObj): AList =>
  new AList(
    parseSigType('Database.Error'),
    (record.errs ?? []).map((error) => R.mkDbError(error)),
  );

define('System.SObject', {
  i: methodsOf<SObj>()({
    'get(String):Object': getField,
    'get(Schema.SObjectField):Object': getField,
    'put(String,Object):Object': putField,
    'put(Schema.SObjectField,Object):Object': putField,
    'getSObject(String):SObject': (record, name) => parent(record, fieldKey(record, name)),
    'getSObject(Schema.SObjectField):SObject': (record, token) => parent(record, relationKey(token)),
    'putSObject(String,SObject):SObject': (record, name, value) =>
      putParent(record, fieldKey(record, name), value),
    'putSObject(Schema.SObjectField,SObject):SObject': (record, token, value) =>
      putParent(record, relationKey(token), value),
    'getSObjects(String):List<SObject>': children,
    'getSObjectType():Schema.SObjectType': (record) => R.sobjTok(record.T),
    'getPopulatedFieldsAsMap():Map<String,Object>': populatedFields,
    'isSet(String):Boolean': (record, name) => record.has(fieldKey(record, name)),
    'isSet(Schema.SObjectField):Boolean': (record, token) => record.has(arg(token).f.key),
    'clear():void': (record) => record.f.clear(),
    'clone():SObject': (record) => clone(record),
    'clone(Boolean):SObject': clone,
    'clone(Boolean,Boolean):SObject': clone,
    'clone(Boolean,Boolean,Boolean):SObject': clone,
    'clone(Boolean,Boolean,Boolean,Boolean):SObject': clone,
    'isClone():Boolean': (record) => record.cloneOf !== undefined,
    'getCloneSourceId():Id': ({ cloneOf }) => (typeof cloneOf === 'string' ? cloneOf : null),
    'addError(String):void': addRecordError,
    'addError(String,Boolean):void': addRecordError,
    'addError(Exception):void': addException,
    'addError(Exception,Boolean):void': addException,
    'addError(String,String):void': addFieldError,
    'addError(Schema.SObjectField,String):void': addFieldError,
    'addError(String,String,Boolean):void': addFieldError,
    'addError(Schema.SObjectField,String,Boolean):void': addFieldError,
    'hasErrors():Boolean': ({ errs }) => errs !== null && errs.length > 0,
    'getErrors():List<Database.Error>': errors,
    'getOptions():Database.DmlOptions': () => null,
    'setOptions(Database.DmlOptions):void': (record, options) => {
      record.opts = options as object | null; // a DmlOptions, by the signature
    },
    'recalculateFormulas():void': () => undefined,
    'getQuickActionName():String': () => null,
    'equals(Object):Boolean': (record: SObj, other: Value) => R.eqOp(record, other),
    'hashCode():Integer': (record) => R.hashOf(record),
    'toString():String': str,
  }),
});
