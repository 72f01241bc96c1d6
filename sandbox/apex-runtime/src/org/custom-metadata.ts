import { platformDef, platT, t } from '../compile/types.ts';
import { edited, textOf, valueOf, type Row } from '../db/row.ts';
import type { Org } from '../org.ts';
import { callUser, penumNamed, R } from '../runtime/rt.ts';
import { AList, PObj, type Value } from '../runtime/values.ts';
import type { CustomMetadataRecord } from '../schema/metadata.ts';
import type { Field } from '../schema/model.ts';
import { fromText } from './from-text.ts';

/** Adds a record of custom metadata; answers its id, or null when its type is unknown. */
export function addRecord(org: Org, record: CustomMetadataRecord): string | null {
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
  return org.add(so.name, values);
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

const isNamed = (row: Row, name: string): boolean =>
  row.get('developername') === name || row.get('qualifiedapiname') === name;

/** Metadata.Operations.enqueueDeployment: the records are written when the job runs, then the callback is told. */
export function queueDeployment(org: Org, items: readonly PObj[], callback: Value, id: string): void {
  R.async.queue.push({ kind: 'DEPLOY', id, user: R.user, run: () => deploy(org, items, callback, id) });
}

function deploy(org: Org, items: readonly PObj[], callback: Value, id: string): void {
  for (const item of items) if (item.T.name === 'Metadata.CustomMetadata') deployRecord(org, item);
  if (!callback || typeof callback !== 'object') return;
  const result = new PObj(platT(platformDef('Metadata.DeployResult')));
  Object.assign(result.d, {
    id,
    status: penumNamed('Metadata.DeployStatus', 'Succeeded'),
    success: true,
    done: true,
    numberComponentErrors: 0,
    numberComponentsDeployed: items.length,
    numberComponentsTotal: items.length,
  });
  const context = new PObj(platT(platformDef('Metadata.DeployCallbackContext')));
  context.d.id = id;
  callUser(callback, 'handleResult', [result, context]);
}

/** `fullName` is `Setting.Default` or `Setting__mdt.Default`. Objects of other types are skipped. */
function deployRecord(org: Org, item: PObj): void {
  const [type = '', name = ''] = String(item.d.fullName).split('.');
  const so = org.schema.get(/__mdt$/i.test(type) ? type : `${type}__mdt`);
  if (!so) return;
  const label = typeof item.d.label === 'string' && item.d.label ? item.d.label : null;
  const known = [...org.db.rows(so.key)].find((row) => row.get('developername') === name);
  const id = known
    ? textOf(known, 'id')
    : addRecord(org, { type: so.name, name, label: label ?? name, values: [] });
  const row = id && org.db.get(so.key, id);
  if (!row) return;
  const next = edited(row, label ? { masterlabel: label, label } : {});
  for (const value of item.d.values instanceof AList ? item.d.values.a : []) {
    if (!(value instanceof PObj)) continue;
    const field = so.field(String(value.d.field).toLowerCase());
    if (field) next.set(field.key, fieldValue(field, value.d.value ?? null));
  }
  org.db.write(so.key, id, next);
}

function fieldValue(field: Field, value: Value): Value {
  if (value === null) return null;
  return typeof value === 'string' ? fromText(field, value) : R.coerceTo(value, field.T);
}
