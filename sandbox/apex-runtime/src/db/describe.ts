import type { FieldDescribe, ObjectDescribe, ObjectSummary } from '../api.ts';
import { t } from '../compile/types.ts';
import { R } from '../runtime/rt.ts';
import type { Field, SObjectInfo } from '../schema/model.ts';

const MAINTAINED = ['createddate', 'createdbyid', 'lastmodifieddate', 'lastmodifiedbyid', 'systemmodstamp'];
const SYSTEM = new Set([
  ...MAINTAINED,
  'id',
  'isdeleted',
  'lastvieweddate',
  'lastreferenceddate',
  'lastactivitydate',
]);
/** Never empty, whatever the field's description says. */
const ALWAYS_SET = new Set([...MAINTAINED, 'id', 'ownerid']);
/** Parents that are fixed when the record is made. */
const FIXED = new Set([
  'opportunitylineitem.opportunityid',
  'opportunitylineitem.pricebookentryid',
  'opportunitylineitem.product2id',
  'orderitem.orderid',
  'orderitem.pricebookentryid',
  'orderitem.product2id',
  'pricebookentry.product2id',
  'pricebookentry.pricebook2id',
  'pricebookentry.currencyisocode',
  'quotelineitem.quoteid',
]);

/** An object in the words of the REST describe resource; null for an unknown one. */
export function describe(name: string): ObjectDescribe | null {
  const so = R.org.schema.get(name);
  if (!so || !isShown(so)) return null;
  return {
    ...summary(so),
    fields: [...so.fields.values()].map((field) => describeField(so, field)),
    childRelationships: so.childRels.flatMap(({ child, field, name: relationshipName, cascade }) =>
      relationshipName
        ? [{ childSObject: child, field: field.name, relationshipName, cascadeDelete: cascade }]
        : [],
    ),
    recordTypeInfos: so.recordTypes.map(({ name: developerName, label, active }) => ({
      developerName,
      name: label || developerName,
      active,
    })),
  };
}

/** All objects, by name. */
export function describeGlobal(): ObjectSummary[] {
  return [...R.org.schema.objects.values()]
    .filter(isShown)
    .map(summary)
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

const isShown = (so: SObjectInfo): boolean => !so.anyField && !so.internal && so.name !== 'Name';

function summary(so: SObjectInfo): ObjectSummary {
  const changeable = !so.noDml && so.kind !== 'mdt' && so.kind !== 'event';
  return {
    name: so.name,
    label: so.label,
    labelPlural: so.plural,
    keyPrefix: so.prefix,
    custom: so.custom,
    customSetting: so.kind === 'setting',
    kind: so.kind,
    createable: !so.noDml && so.kind !== 'mdt',
    updateable: changeable,
    deletable: changeable,
    queryable: so.kind !== 'event',
  };
}

function describeField(so: SObjectInfo, field: Field): FieldDescribe {
  const calculated = field.formula || field.summary !== null;
  const maintained =
    calculated || field.autonumber || field.compound || field.type === 'address' || SYSTEM.has(field.key);
  const createable = !maintained && !field.readonly && so.kind !== 'mdt';
  const fixed = (field.masterDetail && !field.reparentable) || FIXED.has(`${so.key}.${field.key}`);
  const isDecimal = field.T === t.decimal;
  return {
    name: field.name,
    label: field.label,
    type: field.type,
    custom: field.custom,
    length: field.T === t.string ? field.length : field.T === t.id ? 18 : 0,
    precision: isDecimal || field.T === t.integer ? field.precision : 0,
    scale: isDecimal ? field.scale : 0,
    nillable: isNillable(so, field),
    createable,
    updateable: createable && so.kind !== 'event' && !fixed,
    defaultedOnCreate: field.def !== null || field.T === t.boolean || field.key === 'ownerid' || maintained,
    calculated,
    autoNumber: field.autonumber,
    nameField: field.nameField,
    externalId: field.extId,
    unique: field.unique,
    caseSensitive: field.caseSensitive,
    idLookup: field.key === 'id' || field.extId || (so.name === 'User' && field.key === 'username'),
    restrictedPicklist: field.restricted,
    picklistValues: (field.picklist ?? []).map(({ value, label, active, def }) => ({
      value,
      label: label || value,
      active,
      defaultValue: def,
    })),
    referenceTo: [...field.refTo],
    relationshipName: field.relName,
    cascadeDelete: field.cascade,
    inlineHelpText: field.helpText,
  };
}

function isNillable(so: SObjectInfo, field: Field): boolean {
  if (field.required || field.T === t.boolean || ALWAYS_SET.has(field.key)) return false;
  const isName = field.nameField && !field.autonumber && so.kind === 'standard';
  return !(isName && !so.custom && so.name !== 'Order');
}
