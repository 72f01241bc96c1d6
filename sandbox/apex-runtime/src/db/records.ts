// @ts-nocheck -- ported file by file: this one still waits for its types
// Stored rows as plain JSON and back: what onCommit reports and load() takes. Field types come from the schema.
import { R } from '../runtime/rt.ts';
import { t } from '../compile/types.ts';
import { Blob } from '../runtime/values.ts';
import { Dec, Dbl, toDec } from '../runtime/decimal.ts';
import { ADate, ADatetime, ATime } from '../runtime/temporal.ts';

// rows that describe work held in memory only: restoring them would show jobs that no longer exist
const TRANSIENT = new Set(['asyncapexjob', 'crontrigger', 'cronjobdetail']);

function plain(v) {
  if (v instanceof Dec || v instanceof ADate || v instanceof ATime) return v.toString();
  if (v instanceof Dbl) return toDec(v).toString();
  if (v instanceof ADatetime) return v.iso();
  if (v instanceof Blob) return v.b.toString('base64');
  return v ?? null;
}
function restored(f, v) {
  if (v === null || v === undefined) return null;
  switch (f.T) {
    case t.decimal: return Dec.parse(String(v));
    case t.date: return ADate.parse(String(v));
    case t.datetime: return ADatetime.parseIso(String(v));
    case t.time: { const m = /^(\d+):(\d+):(\d+)(?:\.(\d+))?/.exec(String(v)); return new ATime(((+m[1] * 60 + +m[2]) * 60 + +m[3]) * 1000 + +(m[4] || 0)); }
    case t.blob: return new Blob(Buffer.from(String(v), 'base64'));
    default: return v;
  }
}
/** The net change of each record the journal mentions since `from`, in the order of the last write. */
export function changesSince(from) {
  const db = R.org.db, schema = R.org.schema;
  const last = new Map();
  for (let i = from; i < db.journal.length; i++) {
    const [key, id] = db.journal[i];
    if (TRANSIENT.has(key)) continue;
    const k = key + ' ' + id;
    last.delete(k);
    last.set(k, [key, id]);
  }
  const out = [];
  for (const [key, id] of last.values()) {
    const so = schema.objects.get(key);
    const row = db.get(key, id);
    if (!row) { out.push({ op: 'delete', object: so.name, id }); continue; }
    const fields = {};
    for (const [k, v] of row) if (k !== 'id') fields[k === '$lost' ? k : so.fieldName(k)] = plain(v);
    out.push({ op: 'upsert', object: so.name, id, fields });
  }
  return out;
}
/**
 * Puts records back as they were: ids, system fields, id and number sequences; no triggers, no rules.
 * Fields and objects that the metadata no longer has are left out and counted.
 */
export function loadRecords(changes) {
  const db = R.org.db, schema = R.org.schema;
  const dropped = new Map();
  const drop = (what) => dropped.set(what, (dropped.get(what) || 0) + 1);
  adoptPrefixes(changes, schema);
  let n = 0;
  for (const c of changes) {
    const so = schema.get(c.object);
    if (!so) { drop(c.object); continue; }
    const old = db.get(so.key, c.id) ?? undefined;
    if (c.op === 'delete') { db.put(so.key, c.id, old, undefined); continue; }
    const row = new Map([['id', c.id]]);
    for (const [name, v] of Object.entries(c.fields)) {
      if (name === '$lost') { row.set(name, v); continue; }
      const f = so.fields.get(name.toLowerCase());
      if (!f) { drop(so.name + '.' + name); continue; }
      row.set(f.key, restored(f, v));
      if (f.autonumber && v !== null) db.seenAuto(f, v);
    }
    db.seen(c.id);
    db.put(so.key, c.id, old, row);
    n++;
  }
  db.journal.length = 0;
  return { records: n, dropped: Object.fromEntries(dropped) };
}
// key prefixes of custom objects are given in load order, which changes when the metadata grows: take the records' own
function adoptPrefixes(changes, schema) {
  const want = new Map();
  for (const c of changes) { const so = schema.get(c.object); if (so && so.custom && !want.has(so)) want.set(so, c.id.slice(0, 3)); }
  for (const so of want.keys()) if (schema.byPrefix(so.prefix) === so) schema.prefixes.delete(so.prefix);
  const homeless = [];
  for (const [so, p] of want) {
    const other = schema.byPrefix(p);
    if (other && other !== so && !want.has(other)) homeless.push(other);
    so.prefix = p;
    schema.prefixes.set(p, so);
  }
  for (const so of homeless) {
    do so.prefix = schema.genPrefix(so); while (schema.byPrefix(so.prefix));
    schema.prefixes.set(so.prefix, so);
  }
}
