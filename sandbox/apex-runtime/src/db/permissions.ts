import { R } from '../runtime/rt.ts';
import type { Field, SObjectInfo } from '../schema/model.ts';
import type { PermissionSetMetadata } from '../schema/permission-metadata.ts';
import { textOf, type Row } from './row.ts';

/** What a user may do with the records of an object. */
export interface ObjectAccess {
  create: boolean;
  read: boolean;
  edit: boolean;
  del: boolean;
}
export interface FieldAccess {
  read: boolean;
  edit: boolean;
}

/** A permission set that the user has; `metadata` when the project describes it. */
interface Grant {
  readonly id: string;
  readonly metadata: PermissionSetMetadata | undefined;
}

/** Profiles with access to all standard objects. */
const STANDARD_PROFILE =
  /^(system administrator|standard user|standard platform user|contract manager|marketing user|solution manager|read only)$/i;
const READ_ONLY = /read only/i;
/** Every user can read these. */
const READABLE = new Set([
  'User',
  'Profile',
  'Organization',
  'RecordType',
  'Group',
  'AsyncApexJob',
  'CronTrigger',
  'PermissionSet',
  'PermissionSetAssignment',
  'Name',
  'AggregateResult',
]);
/** Fields that follow the access to their object. */
const OPEN_FIELDS = new Set([
  'createddate',
  'createdbyid',
  'lastmodifieddate',
  'lastmodifiedbyid',
  'ownerid',
  'isdeleted',
  'systemmodstamp',
  'name',
  // parts of a person's name
  'firstname',
  'middlename',
  'salutation',
  'suffix',
]);
const ADDRESS_PART =
  /^(billing|shipping|mailing|other|)(street|city|state|postalcode|country|latitude|longitude|statecode|countrycode)$/;

// What a user may do is worked out once and kept until a row that decides access changes.
let memo = { version: -1, user: '', org: null as unknown, values: new Map<string, unknown>() };

function once<Type>(key: string, work: () => Type): Type {
  const { db } = R.org;
  if (memo.version !== db.accessVersion || memo.user !== R.user || memo.org !== R.org)
    memo = { version: db.accessVersion, user: R.user, org: R.org, values: new Map() };
  if (!memo.values.has(key)) memo.values.set(key, work());
  return memo.values.get(key) as Type; // one type a key
}

/** Is the running user an administrator, whom nothing is denied? */
export const isAdmin = (): boolean => once('admin', readAdmin);

/** What the running user may do with an object. */
export const crud = (so: SObjectInfo): ObjectAccess => once(`o ${so.key}`, () => readObjectAccess(so));

/** What the running user may do with a field. */
export const fls = (so: SObjectInfo, field: Field): FieldAccess =>
  once(`f ${so.key}.${field.key}`, () => readFieldAccess(so, field));

/** A user permission such as EditActivatedOrders: administrators have all, others what their permission sets give. */
export function userPermission(name: string): boolean {
  return isAdmin() || grants().some(({ metadata }) => metadata?.userPermissions.includes(name));
}

/** Does a permission set of the running user give this principal of an external credential? Administrators need one, too. */
export const hasPrincipal = (principal: string): boolean =>
  once(`p ${principal}`, () => {
    const sets = new Set(grants().map(({ id }) => id));
    return [...R.org.db.rows('setupentityaccess')].some(
      (row) => row.get('setupentityid') === principal && sets.has(textOf(row, 'parentid') ?? ''),
    );
  });

/** What the running user's permission sets give of all records of an object. */
export const recordAccess = (so: SObjectInfo): { viewAll: boolean; modifyAll: boolean } =>
  once(`r ${so.key}`, () => {
    const rows = grants().flatMap(({ id }) => rowsOfSet('objectpermissions', id));
    const own = rows.filter((row) => textOf(row, 'sobjecttype')?.toLowerCase() === so.key);
    const modifyAll = own.some((row) => row.get('permissionsmodifyallrecords') === true);
    return {
      modifyAll,
      viewAll: modifyAll || own.some((row) => row.get('permissionsviewallrecords') === true),
    };
  });

function profileOf(user: string): Row | null {
  const row = R.org.db.get('user', user);
  const profile = row && textOf(row, 'profileid');
  return profile ? R.org.db.get('profile', profile) : null;
}

function profileName(): string {
  const profile = profileOf(R.user);
  return (profile && textOf(profile, 'name')) ?? 'System Administrator';
}

function readAdmin(): boolean {
  return /^system administrator$/i.test(profileName());
}

const grants = (): readonly Grant[] => once('grants', readGrants);

function readGrants(): Grant[] {
  const { db, meta } = R.org;
  const setIds: string[] = [];
  for (const assignment of db.rows('permissionsetassignment')) {
    if (assignment.get('assigneeid') !== R.user) continue;
    const set = textOf(assignment, 'permissionsetid');
    if (set) setIds.push(set);
    const group = textOf(assignment, 'permissionsetgroupid');
    for (const member of group ? db.rows('permissionsetgroupcomponent') : [])
      if (member.get('permissionsetgroupid') === group) setIds.push(textOf(member, 'permissionsetid') ?? '');
  }
  return setIds.flatMap((id) => {
    const row = db.get('permissionset', id);
    if (!row) return [];
    const name = textOf(row, 'name')?.toLowerCase();
    return [{ id, metadata: meta.permissionSets.find((set) => set.name.toLowerCase() === name) }];
  });
}

/** Price book entries have no rights of their own: they follow from those on their product and price book. */
function readEntryAccess(): ObjectAccess {
  const [product, book] = ['Product2', 'Pricebook2'].map((name) => {
    const so = R.org.schema.get(name);
    return so ? crud(so) : { create: false, read: false, edit: false, del: false };
  });
  const read = product?.read === true && book?.read === true;
  const write = read && book.edit;
  return { create: write, read, edit: write, del: write };
}

function readObjectAccess(so: SObjectInfo): ObjectAccess {
  if (isAdmin() || so.kind === 'mdt') return { create: true, read: true, edit: true, del: true };
  if (so.key === 'pricebookentry') return readEntryAccess();
  const profile = profileName();
  const readOnly = READ_ONLY.test(profile);
  if (STANDARD_PROFILE.test(profile) && !so.custom && !readOnly)
    return { create: true, read: true, edit: true, del: true };
  const access = { create: false, read: readOnly && !so.custom, edit: false, del: false };
  if (READABLE.has(so.name)) access.read = true;
  for (const { id, metadata } of grants()) {
    const given = metadata?.objects.find(({ object }) => object.toLowerCase() === so.key);
    if (given) add(access, given);
    for (const row of rowsOfSet('objectpermissions', id))
      if (textOf(row, 'sobjecttype')?.toLowerCase() === so.key)
        add(access, {
          create: row.get('permissionscreate') === true,
          read: row.get('permissionsread') === true,
          edit: row.get('permissionsedit') === true,
          del: row.get('permissionsdelete') === true,
        });
  }
  return access;
}

const rowsOfSet = (key: string, set: string): Row[] =>
  [...R.org.db.rows(key)].filter((row) => row.get('parentid') === set);

function add(access: ObjectAccess, given: Readonly<ObjectAccess>): void {
  access.create ||= given.create;
  access.read ||= given.read;
  access.edit ||= given.edit;
  access.del ||= given.del;
}

function readFieldAccess(so: SObjectInfo, field: Field): FieldAccess {
  if (isAdmin() || field.key === 'id' || so.kind === 'mdt') return { read: true, edit: !field.readonly };
  const object = crud(so);
  if (field.custom) {
    if (field.required) return { read: object.read, edit: object.edit || object.create };
    return grantedFieldAccess(so, field);
  }
  const standardProfile = STANDARD_PROFILE.test(profileName());
  if (standardProfile || field.required || field.nameField || field.masterDetail)
    return {
      read: object.read || standardProfile,
      edit: !field.readonly && (object.edit || object.create),
    };
  if (OPEN_FIELDS.has(field.key) || so.key === 'pricebookentry')
    return { read: object.read, edit: object.edit && !field.readonly };
  return grantedFieldAccess(so, field);
}

function grantedFieldAccess(so: SObjectInfo, field: Field): FieldAccess {
  const access = { read: false, edit: false };
  const names = [`${so.key}.${field.key}`];
  const addressPart = field.custom ? null : ADDRESS_PART.exec(field.key);
  if (addressPart) names.push(`${so.key}.${addressPart[1]}address`); // granted as a whole
  for (const { id, metadata } of grants()) {
    const given = metadata?.fields.find((permission) => names.includes(permission.field.toLowerCase()));
    access.read ||= given?.read ?? false;
    access.edit ||= given?.edit ?? false;
    for (const row of rowsOfSet('fieldpermissions', id)) {
      if (!names.includes(textOf(row, 'field')?.toLowerCase() ?? '')) continue;
      access.read ||= row.get('permissionsread') === true;
      access.edit ||= row.get('permissionsedit') === true;
    }
  }
  return access;
}
