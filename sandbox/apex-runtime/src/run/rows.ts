import { parseQuery } from '../lib/database/query.ts';
import { toJson } from '../lib/json/writer.ts';
import type { FieldPath, Query, SelectItem } from '../parse/query.ts';
import { R } from '../runtime/rt.ts';
import { ADatetime } from '../runtime/temporal.ts';
import { AList, SObj, type Value } from '../runtime/values.ts';

/** What a query selects, by lower-case name; null where the records themselves tell (TYPEOF, FIELDS()). */
export type Shape = Map<string, Selected> | null;
interface Selected {
  /** The name to answer, when it is not the field's. */
  readonly name?: string;
  /** What is selected of a parent. */
  readonly fields?: Map<string, Selected>;
  /** What is selected of children. */
  readonly children?: Shape;
}

export function queryShape(soql: string): Shape {
  const query = parseQuery(soql);
  return query.isAggregate ? aggregateShape(query) : recordShape(query);
}

const lastName = (path: FieldPath | null): string => path?.at(-1) ?? '';
const pathOf = (item: SelectItem): FieldPath | null => ('path' in item ? item.path : null);

/** The columns of an aggregate row: the alias, the field as the object spells it, else expr0, expr1... */
function aggregateShape(query: Query): Shape {
  const so = R.org.schema.get(query.from);
  let unnamed = 0;
  const shape = new Map<string, Selected>();
  for (const item of query.select) {
    let name = 'alias' in item ? item.alias : undefined;
    if (!name && (item.k === 'agg' || item.k === 'fn')) {
      name = `expr${unnamed}`;
      unnamed += 1;
    }
    const field = lastName(pathOf(item));
    name ||= so?.fieldName(field.toLowerCase()) ?? field;
    shape.set(name.toLowerCase(), { name });
  }
  return shape;
}

function recordShape(query: Query): Shape {
  const shape = new Map<string, Selected>();
  for (const item of query.select) {
    if (item.k === 'typeof' || item.k === 'fields') return null;
    if (item.k === 'sub')
      shape.set(item.q.from.toLowerCase().split('.').at(-1) ?? '', { children: recordShape(item.q) });
    else if (item.k === 'fn') shape.set((item.alias || lastName(item.path) || 'expr0').toLowerCase(), {});
    else addPath(shape, withoutAlias(pathOf(item) ?? [], query));
  }
  return shape;
}

function addPath(shape: Map<string, Selected>, path: FieldPath): void {
  let fields = shape;
  for (const name of path.slice(0, -1)) {
    const key = name.toLowerCase();
    const parent = fields.get(key)?.fields ?? new Map<string, Selected>();
    fields.set(key, { fields: parent });
    fields = parent;
  }
  fields.set(lastName(path).toLowerCase(), {});
}

function withoutAlias(path: FieldPath, query: Query): FieldPath {
  const first = path[0]?.toLowerCase() ?? '';
  const isObject = [query.alias, query.from].some((name) => name?.toLowerCase() === first);
  return path.length > 1 && isObject && !R.org.schema.get(query.from)?.parentRel(first)
    ? path.slice(1)
    : path;
}

/**
 * Records as plain JSON with exactly the selected fields. `attributes`: in the shape of the REST query resource, with type and
 * url on each record and `{totalSize, done, records}` for children; else bare objects and arrays.
 */
export function plainRecords(records: readonly Value[], shape: Shape, attributes: boolean): object[] {
  return records.flatMap((record) =>
    record instanceof SObj ? [plainRecord(record, shape, attributes)] : [],
  );
}

function plainRecord(record: SObj, shape: Shape, attributes: boolean): Record<string, unknown> {
  const plain: Record<string, unknown> = {};
  if (attributes) plain.attributes = attributesOf(record);
  for (const key of shape ? shape.keys() : record.f.keys()) {
    const selected = shape?.get(key) ?? {};
    plain[selected.name ?? record.so?.anyName(key) ?? key] = plainValue(
      record.get(key),
      selected,
      attributes,
    );
  }
  return plain;
}

function attributesOf(record: SObj): object {
  const type = record.T.name;
  const id = record.get('id');
  return id && !record.so?.anyField ? { type, url: `/services/data/v66.0/sobjects/${type}/${id}` } : { type };
}

function plainValue(value: Value, selected: Selected, attributes: boolean): unknown {
  if (value instanceof AList) return plainChildren(value.a, selected.children ?? null, attributes);
  if ('children' in selected) return attributes ? null : [];
  if (value instanceof SObj) return plainRecord(value, selected.fields ?? null, attributes);
  if (value instanceof ADatetime) return value.sfJson();
  return value !== null && typeof value === 'object' ? JSON.parse(toJson(value)) : value;
}

function plainChildren(records: readonly Value[], shape: Shape, attributes: boolean): unknown {
  const plain = plainRecords(records, shape, attributes);
  if (!attributes) return plain;
  return plain.length > 0 ? { totalSize: plain.length, done: true, records: plain } : null;
}
