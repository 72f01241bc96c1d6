/** Metadata.Operations: deploys records of custom metadata, all or none, and reads them back. */
import { platformDef, platT, t, type ApexType } from '../compile/types.ts';
import { edited, textOf, valueOf, type Row, type RowDraft } from '../db/row.ts';
import { checkValue } from '../db/validate-value.ts';
import type { Org } from '../org.ts';
import { callUser, penumNamed, R } from '../runtime/rt.ts';
import { ADatetime } from '../runtime/temporal.ts';
import { AEx, AList, PObj, typeOf, type Value } from '../runtime/values.ts';
import type { Field, SObjectInfo } from '../schema/model.ts';
import { addRecord, isNamed } from './custom-metadata.ts';
import { fromText } from './from-text.ts';

const bean = (name: string, values: Readonly<Record<string, Value>>): PObj => {
  const value = new PObj(platT(platformDef(name)));
  Object.assign(value.d, values);
  return value;
};
const list = (name: string, values: Value[]): AList => new AList(platT(platformDef(name)), values);

/** The records are written when the job runs; then, in a transaction of its own, the callback is told. */
export function queueDeployment(org: Org, items: readonly PObj[], callback: Value, id: string): void {
  const run = (): (() => unknown) | null => {
    const result = deploy(org, items, id);
    if (callback === null || typeof callback !== 'object') return null;
    const context = bean('Metadata.DeployCallbackContext', { id });
    return () => callUser(callback, 'handleResult', [result, context]);
  };
  R.async.queue.push({ kind: 'DEPLOY', id, user: R.user, run });
}

interface Outcome {
  readonly fullName: string;
  readonly created: boolean;
  readonly problem: string | null;
}

function deploy(org: Org, items: readonly PObj[], id: string): PObj {
  const start = ADatetime.now();
  const mark = org.db.mark();
  const outcomes = items.map((item) => deployItem(org, item));
  const failed = outcomes.filter(({ problem }) => problem !== null);
  const ok = failed.length === 0;
  if (!ok) org.db.rollback(mark);
  const messages = (of: readonly Outcome[]): AList => list('Metadata.DeployMessage', of.map(messageOf));
  return bean('Metadata.DeployResult', {
    id,
    status: penumNamed('Metadata.DeployStatus', ok ? 'Succeeded' : 'Failed'),
    success: ok,
    done: true,
    checkOnly: false,
    ignoreWarnings: false,
    rollbackOnError: true,
    startDate: start,
    completedDate: ADatetime.now(),
    createdBy: R.user,
    numberComponentErrors: failed.length,
    numberComponentsDeployed: ok ? items.length : items.length - failed.length,
    numberComponentsTotal: items.length,
    details: bean('Metadata.DeployDetails', {
      componentFailures: messages(failed),
      componentSuccesses: messages(outcomes.filter(({ problem }) => problem === null)),
    }),
  });
}

const messageOf = ({ fullName, created, problem }: Outcome): PObj =>
  bean('Metadata.DeployMessage', {
    fullName,
    fileName: `customMetadata/${fullName}.md`,
    componentType: 'CustomMetadata',
    success: problem === null,
    created: problem === null && created,
    changed: problem === null && !created,
    deleted: false,
    problem,
    problemType: problem === null ? null : penumNamed('Metadata.DeployProblemType', 'Error'),
  });

/** What a record is refused for. */
class Problem extends Error {}

function deployItem(org: Org, item: PObj): Outcome {
  const fullName = String(item.d.fullName ?? '');
  try {
    if (item.T.name !== 'Metadata.CustomMetadata')
      throw new Problem(`apex-runtime does not deploy ${item.T.name}`);
    return { fullName, created: deployRecord(org, item, fullName), problem: null };
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    return { fullName, created: false, problem: error.message };
  }
}

/** `fullName` is `Setting.Default` or `Setting__mdt.Default`. Answers whether the record is new. */
function deployRecord(org: Org, item: PObj, fullName: string): boolean {
  const { so, name, row } = findRecord(org, fullName);
  if (!so) throw new Problem(`Custom metadata type not found: ${fullName.split('.')[0] ?? ''}`);
  if (!/^[A-Za-z](?!.*__)\w*(?<!_)$/.test(name) || name.length > 40)
    throw new Problem(`Invalid developer name: ${name}`);
  const label = typeof item.d.label === 'string' && item.d.label !== '' ? item.d.label : null;
  if (!label && !row) throw new Problem('Required fields are missing: [MasterLabel]');
  if (label && label.length > 40) throw new Problem(`Label: data value too large: ${label} (max length=40)`);
  const id = row
    ? textOf(row, 'id')
    : addRecord(org, { type: so.name, name, label, values: [] }, { logged: true });
  const before = (id && org.db.get(so.key, id)) || new Map<string, Value>();
  const next = edited(before, label ? { masterlabel: label, label } : {});
  for (const value of item.d.values instanceof AList ? item.d.values.a : [])
    if (value instanceof PObj) setValue(org, so, next, String(value.d.field), value.d.value ?? null);
  const missing = [...so.fields.values()].filter((field) => isMissing(field, next)).map(({ name: of }) => of);
  if (missing.length > 0) throw new Problem(`Required fields are missing: [${missing.join(', ')}]`);
  org.db.write(so.key, id ?? '', next);
  return row === null;
}

const isMissing = (field: Field, row: Row): boolean =>
  field.custom && field.required && field.T !== t.boolean && valueOf(row, field.key) === null;

/** A field that is not named keeps its value; null empties it. */
function setValue(org: Org, so: SObjectInfo, row: RowDraft, name: string, value: Value): void {
  const field = so.field(name.toLowerCase());
  if (!field?.custom) throw new Problem(`Invalid field ${name} for ${so.name}`);
  if (value === null || value === '') {
    row.set(field.key, field.T === t.boolean ? false : null);
    return;
  }
  if (field.metaRel) {
    row.set(field.key, relatedId(org, field, value));
    return;
  }
  const checked = checkValue(so, field, typedValue(field, value), false);
  if ('errors' in checked) throw new Problem(checked.errors.map(({ message }) => message).join(' '));
  row.set(field.key, checked.value);
}

function typedValue(field: Field, value: Value): Value {
  const wrong = (): never => {
    throw new Problem(`${field.label}: value of type ${typeOf(value).name} is not a ${field.T.name}`);
  };
  if (typeof value === 'string' && field.T !== t.string)
    return TEXTS.get(field.T)?.test(value) ? (fromText(field, value) ?? wrong()) : wrong();
  try {
    return R.cast(value, field.T);
  } catch (error) {
    if (error instanceof AEx) return wrong();
    throw error;
  }
}

/** How a value may be written as a text, as in a metadata file. */
const TEXTS = new Map<ApexType, RegExp>([
  [t.boolean, /^(true|false)$/],
  [t.decimal, /^[+-]?\d+(\.\d+)?$/],
  [t.date, /^\d{4}-\d{2}-\d{2}$/],
  [t.datetime, /^\d{4}-\d{2}-\d{2}T/],
]);

/** Relationships name their record; those to objects and fields keep the name. */
function relatedId(org: Org, field: Field, value: Value): Value {
  const name = String(value).split('.').at(-1) ?? '';
  const target = field.refTo[0] === undefined ? null : org.schema.get(field.refTo[0]);
  if (field.metaText || !target) return String(value);
  const parent = [...org.db.rows(target.key)].find(
    (row) => isNamed(row, name) || textOf(row, 'id') === value,
  );
  if (!parent) throw new Problem(`${field.label}: no ${target.name} named ${String(value)}`);
  return valueOf(parent, 'id');
}

function findRecord(org: Org, fullName: string): { so: SObjectInfo | null; name: string; row: Row | null } {
  const [type = '', ...rest] = fullName.split('.');
  const so = org.schema.get(/__mdt$/i.test(type) ? type : `${type}__mdt`);
  const name = rest.join('.');
  const known = so
    ? [...org.db.rows(so.key)].find((row) => textOf(row, 'developername') === name)
    : undefined;
  return { so: so?.kind === 'mdt' ? so : null, name, row: known ?? null };
}

/** Metadata.Operations.retrieve: the records that exist, in the order of their names; a name without record is left out. */
export function retrieveRecords(org: Org, names: readonly string[]): Value[] {
  return names.flatMap((fullName) => {
    const { so, row } = findRecord(org, fullName);
    if (!so || !row) return [];
    const values = [...so.fields.values()]
      .filter(({ custom }) => custom)
      .map((field) =>
        bean('Metadata.CustomMetadataValue', { field: field.name, value: valueOf(row, field.key) }),
      );
    return [
      bean('Metadata.CustomMetadata', {
        fullName: `${so.name.replace(/__mdt$/i, '')}.${textOf(row, 'developername') ?? ''}`,
        label: textOf(row, 'masterlabel'),
        protected_x: false,
        values: list('Metadata.CustomMetadataValue', values),
      }),
    ];
  });
}
