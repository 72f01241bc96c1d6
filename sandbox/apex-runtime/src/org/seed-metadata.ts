import fs from 'node:fs';
import { idOf, textOf } from '../db/row.ts';
import type { Org } from '../org.ts';
import { Blob } from '../runtime/values.ts';
import type { PermissionSetMetadata } from '../schema/permission-metadata.ts';
import { seedApprovals } from './approvals.ts';
import { findCredential, isPrincipal, parametersOf, seedCredentials } from './credentials.ts';
import { addRecord, resolveRelationships } from './custom-metadata.ts';

/** Adds the records that stand for the project's metadata: record types, permission sets, queues, custom metadata... */
export function seedMetadata(org: Org): void {
  for (const so of org.schema.objects.values())
    for (const { name, label, active } of so.recordTypes)
      org.add('RecordType', {
        Name: label || name,
        DeveloperName: name,
        SobjectType: so.name,
        IsActive: active,
        ...(name === 'PersonAccount' && org.features.personAccounts && { IsPersonType: true }),
      });
  seedCredentials(org);
  seedApprovals(org);
  seedPermissions(org);
  seedNamed(org);
  for (const so of org.schema.objects.values())
    if (!so.anyField && !so.internal)
      org.add('EntityDefinition', {
        DurableId: so.name,
        QualifiedApiName: so.name,
        Label: so.label,
        MasterLabel: so.label,
        DeveloperName: so.name.replace(/__\w+$/, ''),
        KeyPrefix: so.prefix,
        PluralLabel: so.plural,
        IsCustomizable: true,
        IsQueryable: true,
      });
  for (const record of org.meta.mdt) addRecord(org, record);
  resolveRelationships(org);
}

function seedPermissions(org: Org): void {
  const { permissionSets, groups, customPermissions } = org.meta;
  for (const set of permissionSets) seedPermissionSet(org, set);
  const sets = new Map([...org.db.rows('permissionset')].map((row) => [row.get('name'), idOf(row)]));
  for (const { name, label, sets: members } of groups) {
    const group = org.add('PermissionSetGroup', {
      DeveloperName: name,
      MasterLabel: label,
      Status: 'Updated',
    });
    for (const member of members) {
      const set = sets.get(member);
      if (set) org.add('PermissionSetGroupComponent', { PermissionSetGroupId: group, PermissionSetId: set });
    }
  }
  for (const { name, label } of customPermissions) {
    const permission = org.add('CustomPermission', { DeveloperName: name, MasterLabel: label });
    for (const set of permissionSets)
      if (set.customPermissions.includes(name))
        org.add('SetupEntityAccess', {
          ParentId: sets.get(set.name) ?? null,
          SetupEntityId: permission,
          SetupEntityType: 'CustomPermission',
        });
  }
  for (const set of permissionSets)
    for (const name of set.principals) seedPrincipalAccess(org, sets.get(set.name) ?? null, name);
}

/** `ExternalCredential-Principal`; one that the project does not have is skipped. */
function seedPrincipalAccess(org: Org, set: string | null, name: string): void {
  const dash = name.indexOf('-');
  const credential = findCredential(org, 'ExternalCredential', name.slice(0, dash));
  const principal =
    credential &&
    parametersOf(org, credential).find(
      (row) => isPrincipal(row) && textOf(row, 'parametername') === name.slice(dash + 1),
    );
  if (principal)
    org.add('SetupEntityAccess', {
      ParentId: set,
      SetupEntityId: idOf(principal),
      SetupEntityType: 'ExternalCredentialParameter',
    });
}

function seedPermissionSet(org: Org, set: PermissionSetMetadata): void {
  const id = org.add('PermissionSet', {
    Name: set.name,
    Label: set.label,
    IsCustom: true,
    Type: 'Regular',
    ...userPermissions(org, set),
  });
  for (const { object, create, read, edit, del, viewAll, modifyAll } of set.objects)
    org.add('ObjectPermissions', {
      ParentId: id,
      SobjectType: object,
      PermissionsCreate: create,
      PermissionsRead: read,
      PermissionsEdit: edit,
      PermissionsDelete: del,
      PermissionsViewAllRecords: viewAll,
      PermissionsModifyAllRecords: modifyAll,
    });
  for (const { field, read, edit } of set.fields)
    org.add('FieldPermissions', {
      ParentId: id,
      SobjectType: field.split('.')[0] ?? null,
      Field: field,
      PermissionsRead: read,
      PermissionsEdit: edit,
    });
}

/** User permissions are fields of the permission set, as far as standard/setup.ts lists them. */
function userPermissions(org: Org, set: PermissionSetMetadata): Record<string, boolean> {
  const known = org.schema.need('PermissionSet');
  const fields = set.userPermissions.map((name) => `Permissions${name}`);
  return Object.fromEntries(
    fields.filter((name) => known.field(name.toLowerCase())).map((name) => [name, true]),
  );
}

function seedNamed(org: Org): void {
  const { notificationTypes, staticResources, queues } = org.meta;
  for (const { name, label } of notificationTypes)
    org.add('CustomNotificationType', {
      DeveloperName: name,
      MasterLabel: label,
      CustomNotifTypeName: name,
      Desktop: true,
      Mobile: true,
    });
  for (const { name, contentType, file } of staticResources.values())
    org.add('StaticResource', {
      Name: name,
      ContentType: contentType,
      Body: file ? new Blob(fs.readFileSync(file)) : null,
    });
  for (const { name, label, objects } of queues) {
    const id = org.add('Group', { Name: label, DeveloperName: name, Type: 'Queue' });
    for (const object of objects) org.add('QueueSobject', { QueueId: id, SobjectType: object });
  }
}
