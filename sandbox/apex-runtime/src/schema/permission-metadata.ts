import fs from 'node:fs';
import { filesOfType } from './files.ts';
import { children, childText, isTrue, parseXml, type XmlElement } from './xml.ts';

export interface ObjectPermission {
  readonly object: string;
  readonly create: boolean;
  readonly read: boolean;
  readonly edit: boolean;
  readonly del: boolean;
  readonly viewAll: boolean;
  readonly modifyAll: boolean;
}
export interface FieldPermission {
  /** `Object__c.Field__c` */
  readonly field: string;
  readonly read: boolean;
  readonly edit: boolean;
}
export interface PermissionSetMetadata {
  readonly name: string;
  readonly label: string | null;
  readonly objects: readonly ObjectPermission[];
  readonly fields: readonly FieldPermission[];
  /** Names of the user permissions and custom permissions that it gives. */
  readonly userPermissions: readonly string[];
  readonly customPermissions: readonly string[];
  /** `ExternalCredential-Principal` of the credentials that callouts may use. */
  readonly principals: readonly string[];
}

/** The permission sets of the metadata. */
export function readPermissionSets(files: readonly string[]): PermissionSetMetadata[] {
  return filesOfType(files, 'permissionset').map(({ file, name }) => {
    const xml = parseXml(fs.readFileSync(file, 'utf8'));
    return {
      name,
      label: childText(xml, 'label'),
      objects: children(xml, 'objectPermissions').map(objectPermission),
      fields: children(xml, 'fieldPermissions').map(fieldPermission),
      userPermissions: enabled(xml, 'userPermissions'),
      customPermissions: enabled(xml, 'customPermissions'),
      principals: enabled(xml, 'externalCredentialPrincipalAccesses', 'externalCredentialPrincipal'),
    };
  });
}

function objectPermission(xml: XmlElement): ObjectPermission {
  return {
    object: childText(xml, 'object') ?? '',
    create: isTrue(xml, 'allowCreate'),
    read: isTrue(xml, 'allowRead'),
    edit: isTrue(xml, 'allowEdit'),
    del: isTrue(xml, 'allowDelete'),
    viewAll: isTrue(xml, 'viewAllRecords') || isTrue(xml, 'modifyAllRecords'),
    modifyAll: isTrue(xml, 'modifyAllRecords'),
  };
}

function fieldPermission(xml: XmlElement): FieldPermission {
  return {
    field: childText(xml, 'field') ?? '',
    read: isTrue(xml, 'readable'),
    edit: isTrue(xml, 'editable'),
  };
}

function enabled(xml: XmlElement, element: string, name = 'name'): string[] {
  return children(xml, element)
    .filter((permission) => isTrue(permission, 'enabled'))
    .map((permission) => childText(permission, name) ?? '');
}
