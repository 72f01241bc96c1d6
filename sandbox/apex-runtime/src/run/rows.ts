// @ts-nocheck -- ported file by file: this one still waits for its types
// Query results as plain JSON, with exactly the selected fields, in the shape of the REST query resource.
import { R } from '../org.ts';
import { parseQuery } from '../lib/database/query.ts';
import { toJson } from '../lib/json/writer.ts';
import { ADatetime } from '../runtime/temporal.ts';
import { SObj } from '../runtime/values.ts';

/** What a query selects: field paths and subqueries; null where the answer itself tells (TYPEOF, FIELDS()). */
export function queryShape(soql) {
  const q = parseQuery(soql);
  return q.isAggregate ? columns(q) : shapeOf(q);
}
// the columns of an aggregate row: the alias, the field as written, else expr0, expr1...
function columns(q) {
  const out = new Map();
  let anon = 0;
  for (const s of q.select) {
    const name = s.alias || (s.k === 'agg' || s.k === 'fn' ? 'expr' + anon++ : R.org.schema.get(q.from)?.fieldName(s.path[s.path.length - 1].toLowerCase()) ?? s.path[s.path.length - 1]);
    out.set(name.toLowerCase(), { name });
  }
  return out;
}
function shapeOf(q) {
  const root = new Map();
  for (const s of q.select) {
    if (s.k === 'sub') { root.set(s.q.from.toLowerCase().split('.').pop(), { sub: shapeOf(s.q) }); continue; }
    if (s.k === 'typeof' || s.k === 'fields') return null;
    const path = s.k === 'fn' ? [s.alias || (s.path ? s.path[s.path.length - 1] : 'expr0')] : s.path;
    let node = root;
    const from = path.length > 1 && [q.alias, q.from].some((n) => n && n.toLowerCase() === path[0].toLowerCase()) && !R.org.schema.get(q.from)?.parentRel(path[0].toLowerCase()) ? 1 : 0;
    for (let i = from; i < path.length - 1; i++) { const k = path[i].toLowerCase(); if (!node.has(k)) node.set(k, { fields: new Map() }); node = node.get(k).fields; }
    node.set(path[path.length - 1].toLowerCase(), {});
  }
  return root;
}
/** `attributes`: with type and url on each record and {totalSize, done, records} for children; else bare objects and arrays. */
export function project(list, shape, attributes) { return list.map((r) => record(r, shape, attributes)); }
function record(r, shape, attributes) {
  const out = {};
  if (attributes) out.attributes = r.get('id') && !r.so.anyField ? { type: r.T.name, url: `/services/data/v66.0/sobjects/${r.T.name}/${r.get('id')}` } : { type: r.T.name };
  for (const k of shape ? shape.keys() : r.f.keys()) {
    const v = r.get(k), s = shape ? shape.get(k) : {};
    out[s.name ?? r.so.anyName(k)] = v && v.a ? children(v.a, s.sub ?? null, attributes) : s.sub ? (attributes ? null : []) : v instanceof SObj ? record(v, s.fields ?? null, attributes) : plain(v);
  }
  return out;
}
function children(list, shape, attributes) {
  if (!attributes) return project(list, shape, false);
  return list.length ? { totalSize: list.length, done: true, records: project(list, shape, true) } : null;
}
const plain = (v) => (v === null ? null : v instanceof ADatetime ? v.sfJson() : typeof v === 'object' ? JSON.parse(toJson(v)) : v);
