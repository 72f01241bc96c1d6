import type {
  FieldPath,
  FunctionItem,
  Query,
  SelectItem,
  SubqueryItem,
  TypeofItem,
} from '../../parse/query.ts';
import { R } from '../../runtime/rt.ts';
import { SObj, type AList } from '../../runtime/values.ts';
import type { SObjectInfo } from '../../schema/model.ts';
import { normOf } from '../indexed.ts';
import { idOf, textOf, valueOf, type Row } from '../row.ts';
import { queryError, type QueryContext } from './context.ts';
import { itemReader } from './items.ts';
import { fieldValue, lastKey, parentOf, withoutAlias } from './paths.ts';

/** Puts one item of the SELECT list into a record of the result. */
export type Selector = (record: SObj, row: Row) => void;
/** Runs the query of a child relationship on the children of one row. */
export type ChildQuery = (query: Query, rows: Iterable<Row>) => AList;

export function selector(item: SelectItem, context: QueryContext, runChildren: ChildQuery): Selector {
  const { so } = context;
  switch (item.k) {
    case 'field':
      return fieldSelector(withoutAlias(item.path, context), so);
    case 'fields':
      return allFieldsSelector(item.which, so);
    case 'sub':
      return childSelector(item, so, runChildren);
    case 'fn':
      return functionSelector(item, context);
    case 'typeof':
      return typeofSelector(item, so);
    default:
      return queryError('apex-runtime does not model this SELECT item');
  }
}

function fieldSelector(path: FieldPath, so: SObjectInfo): Selector {
  if (path.length > 1) return (record, row) => putPath(record, so, row, path);
  const key = lastKey(path);
  return (record, row) => record.f.set(key, fieldValue(so, row, key));
}

function allFieldsSelector(which: string, so: SObjectInfo): Selector {
  const keys = [...so.fields.values()]
    .filter(({ custom }) => which === 'all' || (which === 'custom') === custom)
    .map(({ key }) => key);
  return (record, row) => {
    for (const key of keys) record.f.set(key, fieldValue(so, row, key));
  };
}

function functionSelector(item: FunctionItem, context: QueryContext): Selector {
  const read = itemReader(item, context);
  const key = (item.alias || (item.path ? lastKey(item.path) : 'expr0')).toLowerCase();
  return (record, row) => record.f.set(key, read(row));
}

function childSelector({ q: query }: SubqueryItem, so: SObjectInfo, runChildren: ChildQuery): Selector {
  const name = query.from.toLowerCase().split('.').at(-1) ?? '';
  const relationship = so.childRel(name);
  if (!relationship)
    queryError(
      `Didn't understand relationship '${query.from}' in FROM part of query call. If you are attempting to use a custom relationship, be sure to append the '__r' after the custom relationship name.`,
    );
  const { child, field } = relationship;
  const { key } = R.org.schema.need(child);
  return (record, row) => {
    const children = R.org.db.by(key, field.key, valueOf(row, 'id'), normOf(field));
    const list = runChildren({ ...query, from: child }, children);
    record.kids ??= [];
    record.kids.push(list);
    record.f.set(name, list);
  };
}

function typeofSelector({ path, whens, els }: TypeofItem, so: SObjectInfo): Selector {
  const [relationship = ''] = path;
  const key = relationship.toLowerCase();
  const foreignKey = so.parentRel(key)?.field.key ?? '';
  return (record, row) => {
    const target = R.org.schema.byPrefix((textOf(row, foreignKey) ?? '').slice(0, 3));
    if (!target) {
      record.f.set(key, null);
      return;
    }
    const branch = whens.find(({ type }) => type === target.key);
    const fields = branch?.fields ?? els ?? [];
    for (const field of fields.length > 0 ? fields : [['Id']])
      putPath(record, so, row, [relationship, ...field]);
  };
}

/** Puts the value at the end of a path into the parents within a record, which are made when they are missing. */
function putPath(record: SObj, so: SObjectInfo, row: Row, path: FieldPath): void {
  let at = { record, so, row };
  for (const name of path.slice(0, -1)) {
    const key = name.toLowerCase();
    const relationship = at.so.parentRel(key);
    if (!relationship) return;
    const foreignKey = relationship.field.key;
    if (!at.record.f.has(foreignKey)) at.record.f.set(foreignKey, valueOf(at.row, foreignKey));
    const parent = parentOf(relationship, at.row);
    if (!parent) {
      at.record.f.set(key, null);
      return;
    }
    const known = at.record.f.get(key);
    const parentRecord = known instanceof SObj ? known : newRecord(parent.so, parent.row);
    at.record.f.set(key, parentRecord);
    at = { record: parentRecord, so: parent.so, row: parent.row };
  }
  const key = lastKey(path);
  at.record.f.set(key, fieldValue(at.so, at.row, key));
}

/** A record of a query's result, with its id. */
export function newRecord(so: SObjectInfo, row: Row): SObj {
  const record = new SObj(so.T);
  record.q = true;
  record.f.set('id', idOf(row) || null);
  return record;
}
