import { Field, type FieldSpec } from './field.ts';
import type { SObjectInfo } from './sobject-info.ts';

type Spec = Omit<FieldSpec, 'name'>;
type Specs = Readonly<Record<string, Spec>>;

const datetime: Spec = { type: 'datetime' };
const text = (length = 0): Spec => ({ type: 'string', length });
const settable = (spec: Spec): Spec => ({ ...spec, readonly: false });
const lookup = (relationship: string, ...refTo: string[]): Spec => ({
  type: 'reference',
  refTo,
  relName: relationship,
});

const METADATA: Specs = {
  DeveloperName: settable(text(40)),
  MasterLabel: { ...settable(text(40)), label: 'Label' },
  Label: settable(text(40)),
  QualifiedApiName: text(),
  NamespacePrefix: text(),
  Language: text(),
  SystemModstamp: datetime,
};
const EVENT: Specs = {
  ReplayId: text(),
  EventUuid: text(),
  CreatedDate: datetime,
  CreatedById: lookup('CreatedBy', 'User'),
};
const RECORD: Specs = {
  IsDeleted: { type: 'boolean' },
  CreatedDate: datetime,
  CreatedById: lookup('CreatedBy', 'User'),
  LastModifiedDate: datetime,
  LastModifiedById: lookup('LastModifiedBy', 'User'),
  SystemModstamp: datetime,
};
const CUSTOM: Specs = {
  LastViewedDate: datetime,
  LastReferencedDate: datetime,
  LastActivityDate: { type: 'date' },
  RecordTypeId: settable(lookup('RecordType', 'RecordType')),
};
const SETTING: Specs = {
  SetupOwnerId: settable(lookup('SetupOwner', 'Organization', 'Profile', 'User')),
  Name: { ...settable(text(38)), nameField: true },
};
/** Only users own these; queues can own the others. */
const OWNED_BY_USERS = new Set(['Account', 'Contact', 'Opportunity']);

/** Adds the fields that every object of its kind has. */
export function addSystemFields(so: SObjectInfo): void {
  add(so, { Id: { type: 'id', label: `${so.label} ID` } });
  if (so.kind === 'mdt') return add(so, METADATA);
  if (so.kind === 'event') return add(so, EVENT);
  add(so, RECORD);
  if (so.kind === 'setting') add(so, SETTING);
  else if (so.custom) add(so, CUSTOM);
  if (!so.owner) return;
  const owners = OWNED_BY_USERS.has(so.name) ? ['User'] : ['User', 'Group'];
  add(so, { OwnerId: { ...settable(lookup('Owner', ...owners)), def: '$user' } });
}

function add(so: SObjectInfo, specs: Specs): void {
  for (const [name, spec] of Object.entries(specs))
    if (!so.fields.has(name.toLowerCase())) so.addField(new Field({ name, readonly: true, ...spec }));
}
