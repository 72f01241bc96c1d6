import fs from 'node:fs';
import path from 'node:path';
import { addField, picklistValues, type ValueSets } from './field-metadata.ts';
import { Field, type PicklistValue } from './field.ts';
import { filesOfType, objectFolder } from './files.ts';
import type { Schema } from './schema.ts';
import { SObjectInfo, type SObjectKind } from './sobject-info.ts';
import { child, children, childText, isTrue, parseXml, type XmlElement } from './xml.ts';

const readXml = (file: string): XmlElement => parseXml(fs.readFileSync(file, 'utf8'));

/** Adds the objects of the metadata to the schema, and fields, record types, field sets and rules to objects. */
export function loadObjects(schema: Schema, files: readonly string[]): void {
  const valueSets = readValueSets(files);
  const objects = readObjectFiles(files);
  for (const [name, xml] of objects) {
    const so = schema.objects.get(name.toLowerCase()) ?? newObject(schema, name, xml);
    if (so && xml) addParts(so, xml, valueSets);
  }
  const eachPart = (type: string, add: (so: SObjectInfo, xml: XmlElement) => void): void => {
    for (const { file } of filesOfType(files, type)) {
      const so = schema.objects.get(objectFolder(file).toLowerCase());
      if (so) add(so, readXml(file));
    }
  };
  eachPart('field', (so, xml) => addField(so, xml, valueSets));
  eachPart('recordType', addRecordType);
  eachPart('fieldSet', addFieldSet);
  eachPart('validationRule', addRule);
  for (const [name, xml] of objects) {
    const so = schema.objects.get(name.toLowerCase());
    for (const rule of so && xml ? children(xml, 'validationRules') : []) if (so) addRule(so, rule);
  }
  schema.relate();
}

function readValueSets(files: readonly string[]): ValueSets {
  const sets = new Map<string, PicklistValue[]>();
  for (const { file, name } of filesOfType(files, 'globalValueSet'))
    sets.set(name.toLowerCase(), picklistValues(children(readXml(file), 'customValue')));
  return sets;
}

/** The objects that have a file or a field's file, with the content of the first file. */
function readObjectFiles(files: readonly string[]): Map<string, XmlElement | null> {
  const objects = new Map<string, XmlElement | null>();
  for (const file of files.filter((candidate) => /\.object-meta\.xml$|\.object$/.test(candidate))) {
    const name = path.basename(file).replace(/\.object(-meta\.xml)?$/, '');
    if (!objects.has(name)) objects.set(name, readXml(file));
  }
  for (const { file } of filesOfType(files, 'field')) {
    const name = objectFolder(file);
    if (!objects.has(name)) objects.set(name, null);
  }
  return objects;
}

function kindOf(name: string, xml: XmlElement | null): SObjectKind {
  if (/__mdt$/i.test(name)) return 'mdt';
  if (/__e$/i.test(name)) return 'event';
  return xml && child(xml, 'customSettingsType') ? 'setting' : 'standard';
}

/** A standard object that the schema does not have needs a file of its own. */
function newObject(schema: Schema, name: string, xml: XmlElement | null): SObjectInfo | null {
  const custom = /__\w+$/.test(name);
  if (!custom && !xml) return null;
  const kind = kindOf(name, xml);
  const text = (property: string): string | null => (xml ? childText(xml, property) : null);
  const so = schema.add(
    new SObjectInfo({
      name,
      custom,
      kind,
      label: text('label'),
      plural: text('pluralLabel'),
      settingType: text('customSettingsType'),
      owner: kind === 'standard' && text('sharingModel') !== 'ControlledByParent',
      publishBehavior: text('publishBehavior'),
      sharing: text('sharingModel'),
    }),
  );
  if (kind === 'standard') addNameField(so, xml ? child(xml, 'nameField') : null);
  return so;
}

function addNameField(so: SObjectInfo, xml: XmlElement | null): void {
  const autonumber = xml !== null && childText(xml, 'type') === 'AutoNumber';
  so.addField(
    new Field({
      name: 'Name',
      type: 'string',
      length: 80,
      label: xml && childText(xml, 'label'),
      nameField: true,
      autonumber,
      readonly: autonumber,
      autoFmt: xml && childText(xml, 'displayFormat'),
    }),
  );
}

function addParts(so: SObjectInfo, xml: XmlElement, valueSets: ValueSets): void {
  for (const field of children(xml, 'fields')) addField(so, field, valueSets);
  for (const recordType of children(xml, 'recordTypes')) addRecordType(so, recordType);
  for (const fieldSet of children(xml, 'fieldSets')) addFieldSet(so, fieldSet);
}

const isActive = (xml: XmlElement): boolean => childText(xml, 'active') !== 'false';

function addRecordType(so: SObjectInfo, xml: XmlElement): void {
  so.recordTypes.push({
    name: childText(xml, 'fullName') ?? '',
    label: childText(xml, 'label'),
    active: isActive(xml),
  });
}

function addFieldSet(so: SObjectInfo, xml: XmlElement): void {
  const name = childText(xml, 'fullName') ?? '';
  const fields = children(xml, 'displayedFields').map((field) => ({
    path: childText(field, 'field') ?? '',
    required: isTrue(field, 'isRequired'),
  }));
  so.fieldSets.set(name.toLowerCase(), { name, label: childText(xml, 'label'), fields });
}

function addRule(so: SObjectInfo, xml: XmlElement): void {
  if (!isActive(xml)) return;
  so.rules.push({
    name: childText(xml, 'fullName'),
    formula: childText(xml, 'errorConditionFormula'),
    message: childText(xml, 'errorMessage'),
    field: childText(xml, 'errorDisplayField'),
  });
}
