import type { Query } from '../parse/query.ts';
import { mkEx } from '../runtime/rt.ts';
import type { AEx, SObj } from '../runtime/values.ts';
import type { SObjectInfo } from '../schema/model.ts';
import { crud, fls, isAdmin } from './permissions.ts';

export { crud, fls, isAdmin, userPermission } from './permissions.ts';

/** What SOQL says of a field that does not exist or that the user may not see. */
export function noSuchColumn(name: string, object: string): string {
  return `No such column '${name}' on entity '${object}'. If you are attempting to use a custom field, be sure to append the '__c' after the custom field name. Please reference your WSDL or the describe call for the appropriate names.`;
}

const INSECURE = 'Insufficient permissions: secure query included inaccessible field';

/** An exception with the fields that getInaccessibleFields() answers. */
function denied(type: string, message: string, so: SObjectInfo, fields: string[]): AEx {
  const exception = mkEx(type, message);
  exception.inacc = [so.name, fields];
  return exception;
}

/** In user mode, and with WITH SECURITY_ENFORCED: the user must be able to read the object and all selected fields. */
export function checkQueryAccess(query: Query, so: SObjectInfo, mode: string | null): void {
  const applied = mode ?? query.mode;
  if ((applied !== 'user_mode' && applied !== 'security_enforced') || isAdmin()) return;
  const enforced = applied === 'security_enforced';
  const paths = query.select.flatMap((item) => (item.k === 'field' ? [item.path] : []));
  if (!crud(so).read) {
    const fields = paths.map(([name = '']) => so.fieldName(name.toLowerCase()));
    const message = enforced ? INSECURE : `sObject type '${so.name}' is not supported.`;
    throw denied('System.QueryException', message, so, fields);
  }
  for (const [name = '', ...rest] of paths) {
    const field = rest.length === 0 ? so.field(name.toLowerCase()) : null;
    if (field && !fls(so, field).read)
      throw denied('System.QueryException', enforced ? INSECURE : noSuchColumn(name, so.name), so, [
        field.name,
      ]);
  }
}

/** DML in user mode: the user must be able to do it, and to write all fields that are given. */
export function checkDmlAccess(operation: string, so: SObjectInfo, records: readonly SObj[]): void {
  if (isAdmin()) return;
  const access = crud(so);
  const allowed = operation === 'insert' ? access.create : operation === 'delete' ? access.del : access.edit;
  if (!allowed) throw mkEx('System.SecurityException', `Access to entity '${so.name}' denied`);
  if (operation === 'delete') return;
  for (const record of records) {
    for (const key of record.f.keys()) {
      const field = so.fields.get(key);
      if (!field || key === 'id' || field.readonly || fls(so, field).edit) continue;
      const message = `Operation failed due to fields being inaccessible on Sobject ${so.name}, check errors on Exception or Result!`;
      throw denied('System.SecurityException', message, so, [field.name]);
    }
  }
}
