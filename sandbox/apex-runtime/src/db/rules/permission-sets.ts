import { R } from '../../runtime/rt.ts';
import { rowError } from '../errors.ts';
import { idOf, textOf, valueOf, type Row } from '../row.ts';
import { setIfEmpty, type SaveRule } from './rule.ts';

/** Another row with the same values of these fields. */
function twin(table: string, row: Row, keys: readonly string[]): Row | undefined {
  const [first = '', ...others] = keys;
  return R.org.db
    .by(table, first, valueOf(row, first))
    .find(
      (other) =>
        idOf(other) !== idOf(row) && others.every((key) => valueOf(other, key) === valueOf(row, key)),
    );
}

const duplicate = (other: Row): ReturnType<typeof rowError> =>
  rowError(
    'DUPLICATE_VALUE',
    `duplicate value found: <unknown> duplicates value on record with id: ${idOf(other)}`,
  );

/** A user has a permission set, or a group of them, once. */
export const savePermissionSetAssignment: SaveRule = (row) => {
  row.set('isactive', true);
  if ((valueOf(row, 'permissionsetid') === null) === (valueOf(row, 'permissionsetgroupid') === null))
    return rowError('REQUIRED_FIELD_MISSING', 'Specify either a permission set or a permission set group', [
      'PermissionSetId',
    ]);
  const other = twin('permissionsetassignment', row, [
    'assigneeid',
    'permissionsetid',
    'permissionsetgroupid',
  ]);
  return other ? duplicate(other) : null;
};

export const savePermissionSet: SaveRule = (row) => {
  setIfEmpty(row, 'type', 'Regular');
  row.set('iscustom', true);
  return null;
};

/** The platform tells the type of the entity from its id. An access is made or deleted, never changed. */
export const saveSetupEntityAccess: SaveRule = (row, old) => {
  if (old)
    return rowError('INVALID_TYPE_FOR_OPERATION', 'entity type SetupEntityAccess does not support update');
  const entity = textOf(row, 'setupentityid') ?? '';
  const so = R.org.schema.byPrefix(entity.slice(0, 3));
  if (!so || !R.org.db.get(so.key, entity))
    return rowError('INVALID_CROSS_REFERENCE_KEY', 'invalid cross reference id', ['SetupEntityId']);
  row.set('setupentitytype', so.name === 'CredentialParameter' ? 'ExternalCredentialParameter' : so.name);
  const other = twin('setupentityaccess', row, ['parentid', 'setupentityid']);
  return other ? duplicate(other) : null;
};
