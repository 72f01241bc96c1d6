import fs from 'node:fs';
import path from 'node:path';
import {
  readApprovalProcesses,
  readFieldUpdates,
  type ApprovalProcess,
  type FieldUpdate,
} from './approval-metadata.ts';
import {
  readExternalCredential,
  readNamedCredential,
  type ExternalCredentialMetadata,
  type NamedCredentialMetadata,
} from './credential-metadata.ts';
import { filesOfType } from './files.ts';
import { loadObjects } from './object-metadata.ts';
import { readPermissionSets, type PermissionSetMetadata } from './permission-metadata.ts';
import type { Schema } from './schema.ts';
import { child, children, childText, parseXml, type XmlElement } from './xml.ts';

interface Named {
  readonly name: string;
  readonly label: string | null;
}
export interface StaticResourceMetadata {
  readonly name: string;
  readonly contentType: string | null;
  /** Where its content is. */
  readonly file: string | null;
}
/** A record of custom metadata; values are texts. */
export interface CustomMetadataRecord extends Named {
  /** `Setting__mdt` */
  readonly type: string;
  readonly values: readonly { readonly field: string; readonly value: string | null }[];
}
/** What the project's metadata holds besides objects and labels, which are in the schema. */
export interface Metadata {
  /** By lower-case name, as are the static resources. */
  readonly namedCredentials: ReadonlyMap<string, NamedCredentialMetadata>;
  readonly externalCredentials: readonly ExternalCredentialMetadata[];
  readonly staticResources: ReadonlyMap<string, StaticResourceMetadata>;
  readonly remoteSites: readonly string[];
  /** The change events that channels select: `AccountChangeEvent`, `Thing__ChangeEvent`. */
  readonly changeEvents: readonly string[];
  /** The custom channels of events, with what they select. */
  readonly channelMembers: readonly { readonly channel: string; readonly event: string }[];
  readonly approvalProcesses: readonly ApprovalProcess[];
  readonly fieldUpdates: readonly FieldUpdate[];
  readonly mdt: readonly CustomMetadataRecord[];
  readonly customPermissions: readonly Named[];
  readonly notificationTypes: readonly Named[];
  readonly permissionSets: readonly PermissionSetMetadata[];
  /** Permission set groups, with the names of their sets. */
  readonly groups: readonly (Named & { readonly sets: readonly string[] })[];
  /** Queues, with the objects they can own. */
  readonly queues: readonly (Named & { readonly objects: readonly string[] })[];
}

const readXml = (file: string): XmlElement => parseXml(fs.readFileSync(file, 'utf8'));

/** Reads all metadata files: objects and labels into the schema, the rest into the answer. */
export function loadMetadata(schema: Schema, files: readonly string[]): Metadata {
  loadObjects(schema, files);
  loadLabels(schema, files);
  const eachOf = <Item>(type: string, read: (xml: XmlElement, name: string) => Item): Item[] =>
    filesOfType(files, type).map(({ file, name }) => read(readXml(file), name));
  const channelMembers = eachOf('platformEventChannelMember', (xml) => ({
    channel: childText(xml, 'eventChannel') ?? '',
    event: childText(xml, 'selectedEntity') ?? '',
  }));
  const labelled =
    (property: string) =>
    (xml: XmlElement, name: string): Named => ({ name, label: childText(xml, property) });
  return {
    namedCredentials: byName(eachOf('namedCredential', readNamedCredential)),
    externalCredentials: eachOf('externalCredential', readExternalCredential),
    staticResources: byName(readStaticResources(files)),
    remoteSites: eachOf('remoteSite', (xml) => childText(xml, 'url') ?? ''),
    changeEvents: channelMembers.map(({ event }) => event).filter((event) => /ChangeEvent$/.test(event)),
    channelMembers,
    approvalProcesses: readApprovalProcesses(files),
    fieldUpdates: readFieldUpdates(files),
    mdt: readRecords(files),
    customPermissions: eachOf('customPermission', labelled('label')),
    notificationTypes: eachOf('notiftype', labelled('masterLabel')),
    permissionSets: readPermissionSets(files),
    groups: eachOf('permissionsetgroup', (xml, name) => ({
      ...labelled('label')(xml, name),
      sets: children(xml, 'permissionSets').map((set) => set.text.trim()),
    })),
    queues: eachOf('queue', (xml, name) => ({
      ...labelled('name')(xml, name),
      objects: children(xml, 'queueSobject').map((object) => childText(object, 'sobjectType') ?? ''),
    })),
  };
}

const byName = <Item extends { readonly name: string }>(items: readonly Item[]): Map<string, Item> =>
  new Map(items.map((item) => [item.name.toLowerCase(), item]));

function loadLabels(schema: Schema, files: readonly string[]): void {
  for (const file of files.filter((candidate) => /\.labels-meta\.xml$|\.labels$/.test(candidate)))
    for (const label of children(readXml(file), 'labels'))
      schema.labels.set((childText(label, 'fullName') ?? '').toLowerCase(), childText(label, 'value') ?? '');
  for (const { file, name: language } of filesOfType(files, 'translation')) {
    const texts = schema.translatedLabels.get(language) ?? new Map<string, string>();
    schema.translatedLabels.set(language, texts);
    for (const label of children(readXml(file), 'customLabels'))
      texts.set((childText(label, 'name') ?? '').toLowerCase(), childText(label, 'label') ?? '');
  }
}

function readStaticResources(files: readonly string[]): StaticResourceMetadata[] {
  return filesOfType(files, 'resource').map(({ file, name }) => {
    const content = files.find(
      (other) =>
        other !== file &&
        path.dirname(other) === path.dirname(file) &&
        path.basename(other).replace(/\.[^.]+$/, '') === name,
    );
    return { name, contentType: childText(readXml(file), 'contentType'), file: content ?? null };
  });
}

/** `Setting.Default.md-meta.xml` is the record Default of Setting__mdt. */
function readRecords(files: readonly string[]): CustomMetadataRecord[] {
  return files.flatMap((file) => {
    const [, type, name] = /^([^.]*)\.(.+)\.md(?:-meta\.xml)?$/.exec(path.basename(file)) ?? [];
    if (type === undefined || name === undefined) return [];
    const xml = readXml(file);
    if (xml.name !== 'CustomMetadata') return []; // a text in Markdown
    return [{ type: `${type}__mdt`, name, label: childText(xml, 'label'), values: readValues(xml) }];
  });
}

function readValues(xml: XmlElement): CustomMetadataRecord['values'] {
  return children(xml, 'values').map((entry) => {
    const value = child(entry, 'value');
    return {
      field: childText(entry, 'field') ?? '',
      value: value && value.attrs['xsi:nil'] !== 'true' ? value.text : null,
    };
  });
}
