import { define, parseSigType, t } from '../../compile/types.ts';
import { crud } from '../../db/access.ts';
import { penumNamed, R } from '../../runtime/rt.ts';
import { AList, AMap, type Value } from '../../runtime/values.ts';
import type { ChildRelationship, SObjectInfo } from '../../schema/model.ts';
import { methodsOf, propertiesOf, words } from '../typed.ts';
import { FieldSetMap, ObjectFields } from './members.ts';
import { fieldToken, objectToken } from './tokens.ts';

define('Schema.SObjectDescribeOptions', { e: words('DEFAULT FULL DEFERRED') });

/** Schema.DescribeSObjectResult */
export class DescribeObject {
  readonly so: SObjectInfo;

  constructor(so: SObjectInfo) {
    this.so = so;
  }

  hashKey(): string {
    return this.so.name;
  }

  toText(): string {
    return `Schema.DescribeSObjectResult[${this.so.name}]`;
  }
}

interface RecordTypeValues {
  readonly name: string;
  readonly label: string;
  readonly id: string | null;
  readonly active: boolean;
  readonly isDefault: boolean;
  readonly isMaster: boolean;
}
class RecordTypeInfo {
  readonly values: RecordTypeValues;

  constructor(values: RecordTypeValues) {
    this.values = values;
  }
}
const MASTER = { name: 'Master', label: 'Master', id: '012000000000000AAA', active: true, isMaster: true };

/** The record types of an object, the first of them its default, and the master one last. */
function recordTypes(so: SObjectInfo): RecordTypeInfo[] {
  const own = so.recordTypes.map(({ name, label, active }, index) => ({
    name,
    label: label ?? name,
    active,
    id: R.org.recordTypeId(so, name),
    isDefault: index === 0,
    isMaster: false,
  }));
  const all = [...own, { ...MASTER, isDefault: own.length === 0 }];
  return all.map((values) => new RecordTypeInfo(values));
}
function recordTypesBy(so: SObjectInfo, key: (values: RecordTypeValues) => Value): AMap {
  const map = new AMap(t.string, parseSigType('Schema.RecordTypeInfo'));
  for (const info of recordTypes(so)) map.put(key(info.values), info);
  return map;
}
define('Schema.RecordTypeInfo', {
  js: RecordTypeInfo,
  i: methodsOf<RecordTypeInfo>()({
    'getName():String': ({ values }) => values.label,
    'getDeveloperName():String': ({ values }) => values.name,
    'getRecordTypeId():Id': ({ values }) => values.id,
    'isActive():Boolean': ({ values }) => values.active,
    'isAvailable():Boolean': () => true,
    'isDefaultRecordTypeMapping():Boolean': ({ values }) => values.isDefault,
    'isMaster():Boolean': ({ values }) => values.isMaster,
  }),
});

class ChildRelationshipResult {
  readonly relationship: ChildRelationship;

  constructor(relationship: ChildRelationship) {
    this.relationship = relationship;
  }
}
define('Schema.ChildRelationship', {
  js: ChildRelationshipResult,
  i: methodsOf<ChildRelationshipResult>()({
    'getChildSObject():Schema.SObjectType': ({ relationship }) => objectToken(relationship.field.so.T),
    'getField():Schema.SObjectField': ({ relationship }) => fieldToken(relationship.field),
    'getRelationshipName():String': ({ relationship }) => relationship.name,
    'isCascadeDelete():Boolean': ({ relationship }) => relationship.cascade,
    'isRestrictedDelete():Boolean': ({ relationship }) => relationship.field.lookupDelete === 'Restrict',
    'isDeprecatedAndHidden():Boolean': () => false,
  }),
});

/** Custom metadata can only be read; some objects refuse DML whatever the user may do. */
const allows =
  (what: 'create' | 'read' | 'edit' | 'del') =>
  ({ so }: DescribeObject): boolean => {
    if (so.kind === 'mdt') return what === 'read';
    return !(so.noDml && what !== 'read') && crud(so)[what];
  };
const MERGEABLE = new Set(['Account', 'Contact', 'Lead', 'Case']);

define('Schema.DescribeSObjectResult', {
  js: DescribeObject,
  p: propertiesOf<DescribeObject>()({
    'fields:Schema.SObjectTypeFields': ({ so }) => new ObjectFields(so),
    'fieldSets:Schema.SObjectTypeFieldSets': ({ so }) => new FieldSetMap(so),
    'name:String': ({ so }) => so.name,
    'label:String': ({ so }) => so.label,
    'SObjectType:Schema.SObjectType': ({ so }) => objectToken(so.T),
    'keyPrefix:String': ({ so }) => so.prefix,
  }),
  i: methodsOf<DescribeObject>()({
    'getName():String': ({ so }) => so.name,
    'getLocalName():String': ({ so }) => so.name,
    'getLabel():String': ({ so }) => so.label,
    'getLabelPlural():String': ({ so }) => so.plural,
    'getKeyPrefix():String': ({ so }) => so.prefix,
    'getSObjectType():Schema.SObjectType': ({ so }) => objectToken(so.T),
    'isCustom():Boolean': ({ so }) => so.custom,
    'isCustomSetting():Boolean': ({ so }) => so.kind === 'setting',
    'isAccessible():Boolean': allows('read'),
    'isCreateable():Boolean': allows('create'),
    'isUpdateable():Boolean': allows('edit'),
    'isDeletable():Boolean': allows('del'),
    'isUndeletable():Boolean': allows('del'),
    'isQueryable():Boolean': () => true,
    'isSearchable():Boolean': () => true,
    'isMergeable():Boolean': ({ so }) => MERGEABLE.has(so.name),
    'isFeedEnabled():Boolean': () => false,
    'isMruEnabled():Boolean': () => false,
    'isDeprecatedAndHidden():Boolean': () => false,
    'getHasSubtypes():Boolean': () => false,
    'getChildRelationships():List<Schema.ChildRelationship>': ({ so }) =>
      new AList(
        parseSigType('Schema.ChildRelationship'),
        so.childRels.map((relationship) => new ChildRelationshipResult(relationship)),
      ),
    'getRecordTypeInfos():List<Schema.RecordTypeInfo>': ({ so }) =>
      new AList(parseSigType('Schema.RecordTypeInfo'), recordTypes(so)),
    'getRecordTypeInfosByName():Map<String,Schema.RecordTypeInfo>': ({ so }) =>
      recordTypesBy(so, ({ label }) => label),
    'getRecordTypeInfosByDeveloperName():Map<String,Schema.RecordTypeInfo>': ({ so }) =>
      recordTypesBy(so, ({ name }) => name),
    'getRecordTypeInfosById():Map<Id,Schema.RecordTypeInfo>': ({ so }) => recordTypesBy(so, ({ id }) => id),
    'getAssociateEntityType():String': () => null,
    'getAssociateParentEntity():String': () => null,
    'getDefaultImplementation():String': () => null,
    'getDataTranslationEnabled():Boolean': () => false,
    'getImplementsInterfaces():String': () => null,
    'isInterface():Boolean': () => false,
    'getSObjectDescribeOption():Schema.SObjectDescribeOptions': () =>
      penumNamed('Schema.SObjectDescribeOptions', 'FULL'),
  }),
});
