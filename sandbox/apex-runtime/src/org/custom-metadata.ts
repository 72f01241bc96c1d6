import { t } from '../compile/types.ts';
import { edited, textOf, valueOf, type Row } from '../db/row.ts';
import type { Org } from '../org.ts';
import type { Value } from '../runtime/values.ts';
import type { CustomMetadataRecord } from '../schema/metadata.ts';
import type { Field } from '../schema/model.ts';
import { fromText } from './from-text.ts';

/** Adds a record of custom metadata; answers its id, or null when its type is unknown. */
export function addRecord(org: Org, record: CustomMetadataRecord, { logged = false } = {}): string | null {
  const so = org.schema.get(record.type);
  if (!so) return null;
  const values: Record<string, Value> = {
    DeveloperName: record.name,
    MasterLabel: record.label,
    Label: record.label,
    QualifiedApiName: record.name,
    NamespacePrefix: null,
    Language: 'en_US',
  };
  for (const field of so.fields.values())
    if (field.T === t.boolean && field.defaultFormula) values[field.key] = field.defaultFormula === 'true';
  for (const { field: name, value } of record.values) {
    const field = so.field(name.toLowerCase());
    if (field) values[field.key] = value === null && field.T === t.boolean ? false : fromText(field, value);
  }
  return org.add(so.name, values, { logged });
}

/** Metadata relationships name their parent; once all records are there the name becomes the parent's id. */
export function resolveRelationships(org: Org): void {
  for (const so of org.schema.objects.values()) {
    if (so.kind !== 'mdt') continue;
    for (const field of so.fields.values())
      if (field.metaRel && !field.metaText) resolveField(org, so.key, field);
  }
}

function resolveField(org: Org, key: string, field: Field): void {
  const target = field.refTo[0] === undefined ? null : org.schema.get(field.refTo[0]);
  if (!target) return;
  for (const row of [...org.db.rows(key)]) {
    const name = textOf(row, field.key);
    const parent = name && [...org.db.rows(target.key)].findLast((candidate) => isNamed(candidate, name));
    if (!parent) continue;
    const id = textOf(row, 'id') ?? '';
    org.db.put(key, id, row, edited(row, { [field.key]: valueOf(parent, 'id') }));
  }
}

export const isNamed = (row: Row, name: string): boolean =>
  row.get('developername') === name || row.get('qualifiedapiname') === name;
