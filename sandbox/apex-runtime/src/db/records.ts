import type { Json, RecordChange } from '../api.ts';
import { t } from '../compile/types.ts';
import { Dbl, Dec, toDec } from '../runtime/decimal.ts';
import { R } from '../runtime/rt.ts';
import { ADate, ADatetime, ATime } from '../runtime/temporal.ts';
import { Blob, type Value } from '../runtime/values.ts';
import type { Field, Schema, SObjectInfo } from '../schema/model.ts';
import { LOST, lostLinks, type Row, type RowDraft } from './row.ts';

/** Rows that describe work held in memory only: restoring them would show jobs that no longer exist. */
const TRANSIENT = new Set(['asyncapexjob', 'crontrigger', 'cronjobdetail']);

/** The net change of each record the journal mentions since `mark`, in the order of the last write. */
export function changesSince(mark: number): RecordChange[] {
  const { db, schema } = R.org;
  const lastWrites = new Map<string, readonly [key: string, id: string]>();
  for (const [key, id] of db.journal.slice(mark)) {
    if (TRANSIENT.has(key)) continue;
    const record = `${key} ${id}`;
    lastWrites.delete(record);
    lastWrites.set(record, [key, id]);
  }
  return [...lastWrites.values()].map(([key, id]) => {
    const so = schema.need(key);
    const row = db.get(key, id);
    return row
      ? { op: 'upsert', object: so.name, id, fields: plainFields(so, row) }
      : { op: 'delete', object: so.name, id };
  });
}

function plainFields(so: SObjectInfo, row: Row): Record<string, Json> {
  const fields: Record<string, Json> = {};
  for (const [key, value] of row) {
    if (key === 'id') continue;
    if (key === LOST) fields[key] = lostLinks(row).map((link) => [...link]);
    else fields[so.fieldName(key)] = plain(value);
  }
  return fields;
}

function plain(value: Value): Json {
  if (value instanceof Dec || value instanceof ADate || value instanceof ATime) return value.toString();
  if (value instanceof Dbl) return toDec(value).toString();
  if (value instanceof ADatetime) return value.iso();
  if (value instanceof Blob) return value.b.toString('base64');
  return value as Json; // other field values are JSON as they are
}

/**
 * Puts records back as they were: ids, system fields, id and number sequences; no triggers, no rules. Fields and objects
 * that the metadata no longer has are left out and counted in `dropped`.
 */
export function loadRecords(changes: readonly RecordChange[]): {
  records: number;
  dropped: Record<string, number>;
} {
  const { db, schema } = R.org;
  const dropped: Record<string, number> = {};
  const drop = (what: string): void => {
    dropped[what] = (dropped[what] ?? 0) + 1;
  };
  adoptPrefixes(changes, schema);
  let records = 0;
  for (const change of changes) {
    const so = schema.get(change.object);
    if (!so) {
      drop(change.object);
      continue;
    }
    const before = db.get(so.key, change.id) ?? undefined;
    if (change.op === 'delete') {
      db.put(so.key, change.id, before, undefined);
      continue;
    }
    if (change.object === 'PermissionSetAssignment' && lostItsSet(change.fields)) {
      drop(change.object);
      continue;
    }
    db.seen(change.id);
    db.put(so.key, change.id, before, restoredRow(so, change, drop));
    records += 1;
  }
  db.journal.length = 0;
  return { records, dropped };
}

/** The permission set or group of an assignment is no longer in the metadata. */
function lostItsSet(fields: Record<string, Json>): boolean {
  const set = fields.PermissionSetId ?? fields.PermissionSetGroupId;
  return !R.org.db.find(String(set));
}

function restoredRow(
  so: SObjectInfo,
  { id, fields }: RecordChange & { op: 'upsert' },
  drop: (what: string) => void,
): RowDraft {
  const row: RowDraft = new Map<string, Value>([['id', id]]);
  for (const [name, value] of Object.entries(fields)) {
    const field = so.fields.get(name.toLowerCase());
    if (name === LOST) row.set(name, value);
    else if (!field) drop(`${so.name}.${name}`);
    else {
      row.set(field.key, restored(field, value));
      if (field.autonumber && value !== null) R.org.db.seenAuto(field, String(value));
    }
  }
  return row;
}

function restored(field: Field, value: Json): Value {
  if (value === null) return null;
  const text = String(value);
  switch (field.T) {
    case t.decimal:
      return Dec.parse(text);
    case t.date:
      return ADate.parse(text);
    case t.datetime:
      return ADatetime.parseIso(text);
    case t.time:
      return restoredTime(text);
    case t.blob:
      return new Blob(Buffer.from(text, 'base64'));
    default:
      return value;
  }
}

function restoredTime(text: string): ATime {
  const parts = /^(\d+):(\d+):(\d+)(?:\.(\d+))?/.exec(text) ?? [];
  const [hours = 0, minutes = 0, seconds = 0, milliseconds = 0] = parts
    .slice(1)
    .map((part: string | undefined) => Number(part ?? 0));
  return new ATime(((hours * 60 + minutes) * 60 + seconds) * 1000 + milliseconds);
}

/** Key prefixes of custom objects are given in load order, which changes when the metadata grows: records keep theirs. */
function adoptPrefixes(changes: readonly RecordChange[], schema: Schema): void {
  const wanted = new Map<SObjectInfo, string>();
  for (const { object, id } of changes) {
    const so = schema.get(object);
    if (so?.custom && !wanted.has(so)) wanted.set(so, id.slice(0, 3));
  }
  for (const so of wanted.keys()) if (schema.byPrefix(so.prefix) === so) schema.prefixes.delete(so.prefix);
  const homeless: SObjectInfo[] = [];
  for (const [so, prefix] of wanted) {
    const other = schema.byPrefix(prefix);
    if (other && other !== so && !wanted.has(other)) homeless.push(other);
    so.prefix = prefix;
    schema.prefixes.set(prefix, so);
  }
  for (const so of homeless) {
    do so.prefix = schema.genPrefix(so);
    while (schema.byPrefix(so.prefix));
    schema.prefixes.set(so.prefix, so);
  }
}
