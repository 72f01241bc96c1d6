import { t } from '../../compile/types.ts';
import type { FieldPath } from '../../parse/query.ts';
import { R } from '../../runtime/rt.ts';
import { Address, type Field, type ParentRelationship, type SObjectInfo } from '../../schema/model.ts';
import { noSuchColumn } from '../access.ts';
import { idOf, textOf, valueOf, type Row } from '../row.ts';
import { virtualValue } from '../virtual.ts';
import type { Value } from '../../runtime/values.ts';
import { queryError, type QueryContext, type Reader } from './context.ts';

/** The last name of a path, in lower case. */
export const lastKey = (path: FieldPath): string => (path.at(-1) ?? '').toLowerCase();

/** A path without the name or alias of the queried object. */
export function withoutAlias(path: FieldPath, { so, alias }: QueryContext): FieldPath {
  const first = (path[0] ?? '').toLowerCase();
  const isObject = first === alias || (first === so.key && !so.parentRel(first));
  return path.length > 1 && isObject ? path.slice(1) : path;
}

/** The object that a relationship leads to; a polymorphic one has the fields of Name. */
const targetOf = ({ to }: ParentRelationship): SObjectInfo | null =>
  R.org.schema.get(to.length > 1 ? 'Name' : (to[0] ?? ''));

/** Refuses a path whose relationships or field do not exist. */
export function checkPath(path: FieldPath, context: QueryContext): void {
  const names = withoutAlias(path, context);
  let so: SObjectInfo | null = context.so;
  for (const name of names.slice(0, -1)) {
    const relationship: ParentRelationship | null = so.parentRel(name.toLowerCase());
    if (!relationship)
      queryError(
        `Didn't understand relationship '${name}' in field path. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name.`,
      );
    so = targetOf(relationship);
    if (!so) return;
  }
  if (!so.field(lastKey(names))) queryError(noSuchColumn(names.at(-1) ?? '', so.name));
}

/** The field at the end of a path; null when it cannot be told. */
export function fieldAt(path: FieldPath, context: QueryContext): Field | null {
  const names = withoutAlias(path, context);
  let so: SObjectInfo | null = context.so;
  for (const name of names.slice(0, -1)) {
    const relationship: ParentRelationship | null = so?.parentRel(name.toLowerCase()) ?? null;
    so = relationship && targetOf(relationship);
  }
  return so?.field(lastKey(names)) ?? null;
}

/** A row's value of a field: stored, or worked out. */
export function fieldValue(so: SObjectInfo, row: Row, key: string): Value {
  const field = so.fields.get(key);
  if (field?.type === 'address') return addressOf(field, row);
  if (field && (field.formula || field.summary)) return virtualValue(so, field, row);
  return row.get(key) ?? (field?.T === t.boolean && !row.has(key) ? false : null);
}

function addressOf(field: Field, row: Row): Address | null {
  const part = (name: string): Value => valueOf(row, (field.address + name).toLowerCase());
  const parts = {
    street: part('Street'),
    city: part('City'),
    state: part('State'),
    postalCode: part('PostalCode'),
    country: part('Country'),
  };
  return Object.values(parts).some((value) => value !== null) ? new Address(parts) : null;
}

/** The parent that a relationship leads to from a row. */
export function parentOf(relationship: ParentRelationship, row: Row): { so: SObjectInfo; row: Row } | null {
  const { field, to } = relationship;
  const id = textOf(row, field.key);
  if (!id) return null;
  const { db, schema } = R.org;
  if (!field.metaRel) {
    const parent = db.find(id);
    const so = schema.byPrefix(id.slice(0, 3));
    return parent && so && { so, row: parent };
  }
  const so = schema.get(to[0] ?? '');
  const parent = so && (namedRow(so, id) ?? (field.metaText ? definitionRow(id) : null));
  return parent && { so, row: parent };
}

/** A metadata relationship holds an id or a name. */
function namedRow(so: SObjectInfo, name: string): Row | null {
  for (const row of R.org.db.rows(so.key))
    if (row.get('developername') === name || row.get('qualifiedapiname') === name || idOf(row) === name)
      return row;
  return null;
}

/** Stands for the EntityDefinition or FieldDefinition of a name. */
function definitionRow(name: string): Row {
  return new Map([
    ['id', name],
    ['durableid', name],
    ['qualifiedapiname', name],
    ['developername', name.replace(/__c$/i, '')],
    ['label', name],
    ['masterlabel', name],
  ]);
}

/** Reads the value at the end of a path, null when a parent is missing. The path is checked. */
export function pathReader(path: FieldPath, context: QueryContext): Reader<Row> {
  checkPath(path, context);
  const names = withoutAlias(path, context);
  const key = lastKey(names);
  const relationships = names.slice(0, -1).map((name) => name.toLowerCase());
  const { so } = context;
  if (relationships.length === 0) return (row) => fieldValue(so, row, key);
  return (row) => {
    let at: { so: SObjectInfo; row: Row } = { so, row };
    for (const name of relationships) {
      const relationship = at.so.parentRel(name);
      const parent = relationship && parentOf(relationship, at.row);
      if (!parent) return null;
      at = parent;
    }
    // Owner.Type and the like: the object's name
    return key === 'type' && !at.so.fields.has('type') ? at.so.name : fieldValue(at.so, at.row, key);
  };
}
