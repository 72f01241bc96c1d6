// @ts-nocheck -- ported file by file: this one still waits for its types
// Static checks and the Apex type of an inline SOQL query.
import { t, listOf, sobjT } from './types.ts';

export function typeQuery(q, gen, n) {
  const T = sobjT(q.from);
  if (!T || !T.so) gen.fail(`sObject type '${q.from}' is not supported.`, n);
  const so = T.so;
  for (const s of q.select) checkItem(s, so, gen, n);
  for (const c of conds(q.where)) checkPath(c, so, gen, n);
  for (const o of q.orderBy || []) if (o.path) checkPath(o.path, so, gen, n);
  if (q.isCount) return t.integer;
  if (q.isAggregate) return listOf(sobjT('AggregateResult'));
  return listOf(T);
}
export function* conds(w) {
  if (!w) return;
  if (w.k === 'and' || w.k === 'or') { for (const x of w.a) yield* conds(x); return; }
  if (w.k === 'not') { yield* conds(w.a); return; }
  if (w.path) yield w.path;
}
function checkItem(s, so, gen, n) {
  if (s.k === 'field') checkPath(s.path, so, gen, n);
  else if (s.k === 'agg' && s.path) checkPath(s.path, so, gen, n);
  else if (s.k === 'sub') {
    const kid = so.childRel(s.q.from.toLowerCase().split('.').pop());
    if (!kid) gen.fail(`Didn't understand relationship '${s.q.from}' in FROM part of query call on ${so.name}`, n);
    const kt = sobjT(kid.child);
    s.child = kid;
    if (kt && kt.so) for (const x of s.q.select) checkItem(x, kt.so, gen, n);
  }
}
function checkPath(path, so, gen, n) {
  let cur = so;
  for (let i = 0; i < path.length; i++) {
    const key = path[i].toLowerCase();
    if (!cur || cur.anyField) return;
    if (i === path.length - 1) {
      if (!cur.field(key)) gen.fail(`No such column '${path[i]}' on entity '${cur.name}'`, n);
      return;
    }
    const rel = cur.parentRel(key);
    if (!rel) { if (i === 0 && key === so.name.toLowerCase()) continue; gen.fail(`Didn't understand relationship '${path[i]}' on entity '${cur.name}'`, n); }
    const pt = rel.to.length > 1 ? sobjT('Name') : sobjT(rel.to[0]);
    cur = pt && pt.so;
  }
}
