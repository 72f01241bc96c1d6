import { define, parseSigType, sobjT, t } from '../../compile/types.ts';
import { fls } from '../../db/access.ts';
import { evalDefault } from '../../db/formula.ts';
import { penumNamed, R } from '../../runtime/rt.ts';
import { AList, type EnumVal, type Value } from '../../runtime/values.ts';
import type { Field, FieldType, PicklistValue } from '../../schema/model.ts';
import { methodsOf, propertiesOf, words } from '../typed.ts';
import { FieldToken, fieldToken, objectToken } from './tokens.ts';

define('Schema.DisplayType', {
  e: words(`
    ADDRESS ANYTYPE BASE64 BOOLEAN COMBOBOX COMPLEXVALUE CURRENCY DATACATEGORYGROUPREFERENCE DATE DATETIME DOUBLE EMAIL
    ENCRYPTEDSTRING ID INTEGER JSON LOCATION LONG MULTIPICKLIST PERCENT PHONE PICKLIST REFERENCE SOBJECT STRING TEXTAREA
    TIME URL`),
});
define('Schema.SOAPType', {
  e: words('ANYTYPE BASE64BINARY BOOLEAN DATE DATETIME DOUBLE ID INTEGER STRING TIME ADDRESS LOCATION'),
});
define('Schema.FieldDescribeOptions', { e: words('DEFAULT FULL_DESCRIBE') });

/** Schema.DescribeFieldResult */
export class DescribeField {
  readonly f: Field;

  constructor(field: Field) {
    this.f = field;
  }

  hashKey(): string {
    return `${this.f.so.name}.${this.f.name}`;
  }

  toText(): string {
    return `Schema.DescribeFieldResult[${this.f.name}]`;
  }
}

/** The constant of Schema.DisplayType for a field. */
export function displayType(field: Field | null): EnumVal | null {
  if (!field) return null;
  const name = field.type === 'int' ? 'INTEGER' : field.type;
  return penumNamed('Schema.DisplayType', name) ?? penumNamed('Schema.DisplayType', 'STRING');
}

const SOAP_TYPES: Readonly<Record<string, string>> = {
  id: 'ID',
  boolean: 'BOOLEAN',
  integer: 'INTEGER',
  decimal: 'DOUBLE',
  date: 'DATE',
  datetime: 'DATETIME',
  time: 'TIME',
  blob: 'BASE64BINARY',
};
const soapType = (field: Field): EnumVal | null =>
  penumNamed('Schema.SOAPType', SOAP_TYPES[field.T.key] ?? 'STRING');

function defaultValue(field: Field): Value {
  const { def } = field;
  if (def !== null && typeof def === 'object') return def.lit ?? evalDefault(field, field.so, new Map());
  return field.T === t.boolean ? false : null;
}

class PicklistEntry {
  readonly entry: PicklistValue;

  constructor(entry: PicklistValue) {
    this.entry = entry;
  }

  get label(): string {
    return this.entry.label || this.entry.value;
  }
}
define('Schema.PicklistEntry', {
  js: PicklistEntry,
  p: propertiesOf<PicklistEntry>()({
    'value:String': ({ entry }) => entry.value,
    'label:String': ({ label }) => label,
  }),
  i: methodsOf<PicklistEntry>()({
    'getValue():String': ({ entry }) => entry.value,
    'getLabel():String': ({ label }) => label,
    'isActive():Boolean': ({ entry }) => entry.active,
    'isDefaultValue():Boolean': ({ entry }) => entry.def,
  }),
});
const picklist = (field: Field): AList =>
  new AList(
    parseSigType('Schema.PicklistEntry'),
    (field.picklist ?? []).map((entry) => new PicklistEntry(entry)),
  );

const referenceTo = (field: Field): AList =>
  new AList(
    parseSigType('Schema.SObjectType'),
    field.refTo.map(sobjT).flatMap((type) => (type ? [objectToken(type)] : [])),
  );

const isLongText = (field: Field): boolean => field.type === 'textarea' && field.length > 255;
const NOT_GROUPABLE = new Set<FieldType>(['textarea', 'double', 'currency', 'datetime']);
const canRead = (field: Field): boolean => fls(field.so, field).read;
const canEdit = (field: Field): boolean => fls(field.so, field).edit;

define('Schema.DescribeFieldResult', {
  js: DescribeField,
  p: propertiesOf<DescribeField>()({
    'name:String': ({ f }) => f.name,
    'label:String': ({ f }) => f.label,
    'length:Integer': ({ f }) => f.length,
    'sObjectField:Schema.SObjectField': ({ f }) => fieldToken(f),
    'picklistValues:List<Schema.PicklistEntry>': ({ f }) => picklist(f),
    'type:Schema.DisplayType': ({ f }) => displayType(f),
    'relationshipName:String': ({ f }) => f.relName,
    'custom:Boolean': ({ f }) => f.custom,
    'accessible:Boolean': ({ f }) => canRead(f),
    'updateable:Boolean': ({ f }) => canEdit(f),
    'createable:Boolean': ({ f }) => canEdit(f),
    'nillable:Boolean': ({ f }) => !f.required,
  }),
  i: methodsOf<DescribeField>()({
    'getName():String': ({ f }) => f.name,
    'getLocalName():String': ({ f }) => f.name,
    'getLabel():String': ({ f }) => f.label,
    'getLength():Integer': ({ f }) => f.length || (f.T === t.id ? 18 : 0),
    'getByteLength():Integer': ({ f }) => f.length * 3,
    'getPrecision():Integer': ({ f }) => (f.T === t.decimal ? f.precision : 0),
    'getScale():Integer': ({ f }) => f.scale,
    'getDigits():Integer': ({ f }) => (f.T === t.integer ? 9 : 0),
    'getType():Schema.DisplayType': ({ f }) => displayType(f),
    'getSoapType():Schema.SOAPType': ({ f }) => soapType(f),
    'getSobjectField():Schema.SObjectField': ({ f }) => fieldToken(f),
    'getSObjectType():Schema.SObjectType': ({ f }) => objectToken(f.so.T),
    'getReferenceTo():List<Schema.SObjectType>': ({ f }) => referenceTo(f),
    'getRelationshipName():String': ({ f }) => f.relName,
    'getRelationshipOrder():Integer': ({ f }) => (f.masterDetail ? 0 : null),
    'getPicklistValues():List<Schema.PicklistEntry>': ({ f }) => picklist(f),
    'getDefaultValue():Object': ({ f }) => defaultValue(f),
    'getDefaultValueFormula():String': ({ f }) =>
      typeof f.def === 'object' ? (f.def?.formula ?? null) : null,
    'getInlineHelpText():String': ({ f }) => f.helpText,
    'getCalculatedFormula():String': ({ f }) => f.formulaText,
    'getController():Schema.SObjectField': () => null,
    'getCompoundFieldName():String': () => null,
    'getReferenceTargetField():String': () => null,
    'isAccessible():Boolean': ({ f }) => canRead(f),
    'isCreateable():Boolean': ({ f }) => canEdit(f) && !f.readonly,
    'isUpdateable():Boolean': ({ f }) => canEdit(f) && !f.readonly && !(f.masterDetail && !f.reparentable),
    'isCustom():Boolean': ({ f }) => f.custom,
    'isNillable():Boolean': ({ f }) => !f.required && f.T !== t.boolean && f.key !== 'id',
    'isUnique():Boolean': ({ f }) => f.unique,
    'isExternalId():Boolean': ({ f }) => f.extId,
    'isIdLookup():Boolean': ({ f }) => f.extId || f.key === 'id' || f.nameField,
    'isNameField():Boolean': ({ f }) => f.nameField || f.key === 'name',
    'isNamePointing():Boolean': ({ f }) => f.refTo.length > 1,
    'isAutoNumber():Boolean': ({ f }) => f.autonumber,
    'isCalculated():Boolean': ({ f }) => f.formula || f.summary !== null,
    'isCaseSensitive():Boolean': ({ f }) => f.caseSensitive,
    'isFilterable():Boolean': ({ f }) => !isLongText(f),
    'isSortable():Boolean': ({ f }) => !isLongText(f),
    'isGroupable():Boolean': ({ f }) => !NOT_GROUPABLE.has(f.type),
    'isHtmlFormatted():Boolean': ({ f }) => f.html,
    'isRestrictedPicklist():Boolean': ({ f }) => f.restricted,
    'isCascadeDelete():Boolean': ({ f }) => f.cascade,
    'isRestrictedDelete():Boolean': ({ f }) => f.lookupDelete === 'Restrict',
    'isDefaultedOnCreate():Boolean': ({ f }) => f.def !== null,
    'isDependentPicklist():Boolean': () => false,
    'isEncrypted():Boolean': () => false,
    'isPermissionable():Boolean': ({ f }) => f.custom && !f.required,
    'isDeprecatedAndHidden():Boolean': () => false,
    'isWriteRequiresMasterRead():Boolean': () => false,
    'isAggregatable():Boolean': () => true,
    'isSearchPrefilterable():Boolean': () => false,
    'isHighScaleNumber():Boolean': () => false,
    'isPolymorphicForeignKey():Boolean': ({ f }) => f.refTo.length > 1,
  }),
});

define('Schema.SObjectField', {
  js: FieldToken,
  i: methodsOf<FieldToken>()({
    'getDescribe():Schema.DescribeFieldResult': ({ f }) => new DescribeField(f),
    'getDescribe(Object):Schema.DescribeFieldResult': ({ f }) => new DescribeField(f),
    'toString():String': ({ f }) => f.name,
    'getName():String': ({ f }) => f.name,
    'hashCode():Integer': (token) => R.hashOf(token),
  }),
});
