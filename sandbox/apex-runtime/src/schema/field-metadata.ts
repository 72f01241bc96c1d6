import { Field, type FieldDefault, type FieldSpec, type FieldType, type PicklistValue } from './field.ts';
import type { SObjectInfo } from './sobject-info.ts';
import { child, children, childText, isTrue, type XmlElement } from './xml.ts';

/** The picklist values of global value sets, by lower-case name. */
export type ValueSets = ReadonlyMap<string, PicklistValue[]>;

const TYPES: Readonly<Record<string, FieldType>> = {
  Text: 'string',
  LongTextArea: 'textarea',
  TextArea: 'textarea',
  Html: 'textarea',
  Number: 'double',
  Currency: 'currency',
  Percent: 'percent',
  Checkbox: 'boolean',
  Date: 'date',
  DateTime: 'datetime',
  Time: 'time',
  Email: 'email',
  Phone: 'phone',
  Url: 'url',
  Picklist: 'picklist',
  MultiselectPicklist: 'multipicklist',
  Lookup: 'reference',
  MasterDetail: 'reference',
  Hierarchy: 'reference',
  MetadataRelationship: 'reference',
  Location: 'location',
  Summary: 'double',
  File: 'base64',
};
/** The length of a text whose metadata names none. */
const LENGTHS: Partial<Record<FieldType, number>> = {
  email: 80,
  phone: 40,
  textarea: 255,
  string: 255,
  url: 255,
};

/** The values of a `valueSetDefinition` or of a global value set. */
export function picklistValues(elements: readonly XmlElement[]): PicklistValue[] {
  return elements.map((element) => ({
    value: childText(element, 'fullName') ?? '',
    label: childText(element, 'label'),
    def: isTrue(element, 'default'),
    active: childText(element, 'isActive') !== 'false',
  }));
}

/** Adds the field that a CustomField element describes, or its changes to a standard field. */
export function addField(so: SObjectInfo, xml: XmlElement, valueSets: ValueSets): void {
  const name = childText(xml, 'fullName');
  const metadataType = childText(xml, 'type');
  if (!name || !metadataType) return; // without a type: only labels or tracking of a standard field
  const spec = readField(so, xml, name, metadataType, valueSets);
  if (!spec) return;
  const standard = spec.custom ? undefined : so.fields.get(name.toLowerCase());
  if (standard) {
    changeStandardField(standard, spec);
    return;
  }
  so.addField(new Field(spec));
  if (spec.type === 'location') addCoordinates(so, name.replace(/__c$/i, ''));
}

function readField(
  so: SObjectInfo,
  xml: XmlElement,
  name: string,
  metadataType: string,
  valueSets: ValueSets,
): FieldSpec | null {
  const type = TYPES[metadataType] ?? 'string';
  const number = (property: string): number => Number(childText(xml, property) ?? 0);
  const references = type === 'reference' ? readReference(so, xml, name, metadataType) : {};
  if (!references) return null;
  return {
    name,
    type,
    custom: name.includes('__'),
    label: childText(xml, 'label'),
    length: number('length') || (LENGTHS[type] ?? 0),
    precision: number('precision') || 18,
    scale: number('scale'),
    required: isTrue(xml, 'required') && type !== 'boolean',
    unique: isTrue(xml, 'unique'),
    extId: isTrue(xml, 'externalId'),
    caseSensitive: isTrue(xml, 'caseSensitive'),
    helpText: childText(xml, 'inlineHelpText'),
    html: metadataType === 'Html',
    def: readDefault(xml),
    ...readComputed(xml, metadataType),
    ...references,
    ...readPicklist(xml, valueSets),
  };
}

function readComputed(xml: XmlElement, metadataType: string): Partial<FieldSpec> {
  const formulaText = childText(xml, 'formula');
  if (metadataType === 'Summary') {
    const summary = {
      op: childText(xml, 'summaryOperation'),
      fk: childText(xml, 'summaryForeignKey'),
      field: childText(xml, 'summarizedField'),
    };
    return { formulaText, readonly: true, summary };
  }
  const isFormula = formulaText !== null;
  if (metadataType === 'AutoNumber')
    return {
      formulaText,
      formula: isFormula,
      autonumber: true,
      readonly: true,
      autoFmt: childText(xml, 'displayFormat'),
    };
  return { formulaText, formula: isFormula, readonly: isFormula };
}

/** What makes a field a reference; null for one that cannot be resolved: a standard lookup without its object. */
function readReference(
  so: SObjectInfo,
  xml: XmlElement,
  name: string,
  metadataType: string,
): Partial<FieldSpec> | null {
  const custom = name.includes('__');
  const named = children(xml, 'referenceTo').map((element) => element.text.trim());
  const refTo = metadataType === 'Hierarchy' && named.length === 0 ? [so.name] : named;
  if (refTo.length === 0 && !custom) return null;
  const toChildren = childText(xml, 'relationshipName');
  const masterDetail = metadataType === 'MasterDetail';
  const metaRel = metadataType === 'MetadataRelationship';
  return {
    refTo,
    relName: custom ? name.replace(/__c$/i, '__r') : name.replace(/Id$/, ''),
    childRel: toChildren && custom ? `${toChildren}__r` : toChildren,
    lookupDelete: childText(xml, 'deleteConstraint'),
    metaRel,
    metaText: metaRel && refTo.some((to) => /^(EntityDefinition|FieldDefinition|EntityParticle)$/i.test(to)),
    ...(masterDetail && {
      required: true,
      cascade: true,
      masterDetail,
      extId: false,
      reparentable: isTrue(xml, 'reparentableMasterDetail'),
    }),
  };
}

function readDefault(xml: XmlElement): FieldDefault | null {
  const formula = childText(xml, 'defaultValue');
  return formula ? { formula } : null;
}

function readPicklist(xml: XmlElement, valueSets: ValueSets): Partial<FieldSpec> {
  const valueSet = child(xml, 'valueSet');
  if (!valueSet) return {};
  const globalSet = childText(valueSet, 'valueSetName');
  const definition = child(valueSet, 'valueSetDefinition');
  const picklist = globalSet
    ? (valueSets.get(globalSet.toLowerCase()) ?? [])
    : picklistValues(definition ? children(definition, 'value') : []);
  const chosen = picklist.find(({ def }) => def);
  return {
    restricted: isTrue(valueSet, 'restricted') || globalSet !== null,
    picklist,
    length: 255,
    ...(chosen && { def: { lit: chosen.value } }),
  };
}

/** A standard field keeps our description; label, picklist values and being required come from the metadata. */
function changeStandardField(field: Field, spec: FieldSpec): void {
  if (spec.picklist) {
    field.picklist = spec.picklist;
    field.def = spec.def ?? null;
  }
  if (spec.label) field.label = spec.label;
  if (spec.required) field.required = true;
}

function addCoordinates(so: SObjectInfo, name: string): void {
  for (const part of ['Latitude', 'Longitude'])
    so.addField(
      new Field({ name: `${name}__${part}__s`, type: 'double', precision: 18, scale: 15, custom: true }),
    );
}
