import { ApexRuntimeError, type FieldDescribe } from 'apex-runtime';
import type { ObjectInfo } from '../../org/schema.ts';
import { PageError, type PagesParts } from './parts.ts';

/** A record of the UI API: each field with its value and how it is shown. */
export interface UiRecord {
  readonly id: string;
  readonly apiName: string;
  readonly fields: Readonly<Record<string, UiField>>;
}
interface UiField {
  readonly value: unknown;
  readonly displayValue: string | null;
}

const ID = /^[a-zA-Z0-9]{15}(?:[a-zA-Z0-9]{3})?$/;

/** The object of a record's id. Throws a PageError when no object has the prefix. */
export async function objectOfId({ schema }: PagesParts, id: string): Promise<ObjectInfo> {
  const heads = ID.test(id) ? await schema.heads() : [];
  const head = heads.find(({ keyPrefix }) => keyPrefix === id.slice(0, 3));
  const info = head && (await schema.object(head.name));
  if (!info) throw new PageError(404, `${id} is not the id of a record.`);
  return info;
}

/**
 * Reads fields (`Account.Name`, `Order.Account.Name`) with the user's rights; an optional field that is unknown or that the
 * user may not see is left out.
 */
export async function readRecord(
  parts: PagesParts,
  user: string,
  id: string,
  fields: readonly string[],
  optional: readonly string[],
): Promise<UiRecord> {
  const info = await objectOfId(parts, id);
  const inObject = (paths: readonly string[]) => paths.map((path) => path.split('.').slice(1).join('.'));
  const known = inObject(optional).filter((path) => path.includes('.') || info.field(path));
  const row = await select(parts, user, info, id, [...inObject(fields), ...known], new Set(known));
  return shaped(info.describe.name, id, row, info);
}

/** Leaves optional fields out that the user may not see, one refusal after the other. */
async function select(
  parts: PagesParts,
  user: string,
  info: ObjectInfo,
  id: string,
  fields: readonly string[],
  optional: ReadonlySet<string>,
): Promise<Record<string, unknown>> {
  const names = fields.flatMap((path) => [path, ...nameOfLookup(info.field(path))]);
  const selected = [...new Set(['Id', ...names])].filter((path) => /^\w+(\.\w+)*$/.test(path));
  try {
    const soql = `SELECT ${selected.join(', ')} FROM ${info.describe.name} WHERE Id = '${id}'`;
    const [row] = await parts.org.query(soql, { user, access: 'user' });
    if (!row) throw new PageError(404, 'The record is not there, or you may not see it.');
    return row;
  } catch (error) {
    if (!(error instanceof ApexRuntimeError)) throw error;
    const hidden = new Set((error.fields ?? []).map((field) => field.split('.').at(-1)?.toLowerCase()));
    const left = fields.filter((path) => !(optional.has(path) && hidden.has(path.toLowerCase())));
    if (left.length === fields.length) throw new PageError(400, error.message);
    return select(parts, user, info, id, left, optional);
  }
}

/** `AccountId` is shown by `Account.Name`. */
function nameOfLookup(field: FieldDescribe | undefined): string[] {
  const [target, more] = field?.referenceTo ?? [];
  return field?.relationshipName && target && !more ? [`${field.relationshipName}.Name`] : [];
}

function shaped(apiName: string, id: string, row: Record<string, unknown>, info?: ObjectInfo): UiRecord {
  const fields: Record<string, UiField> = {};
  for (const [name, value] of Object.entries(row)) {
    const field = info?.field(name);
    const parent = field?.relationshipName ? row[field.relationshipName] : undefined;
    if (isRow(value))
      fields[name] = { value: shaped(name, String(value['Id'] ?? ''), value), displayValue: null };
    else fields[name] = { value, displayValue: display(isRow(parent) ? parent['Name'] : value, field) };
  }
  return { id, apiName, fields };
}

const isRow = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function display(value: unknown, field: FieldDescribe | undefined): string | null {
  if (value === null || value === undefined) return null;
  const entry = field?.picklistValues.find((each) => each.value === value);
  return entry?.label ?? String(value);
}

/** Creates or changes a record with the user's rights; throws a PageError with the first refusal's words. */
export async function saveRecord(
  { org }: PagesParts,
  user: string,
  object: string,
  row: Record<string, unknown>,
): Promise<string> {
  const save = row['Id'] === undefined ? org.insert.bind(org) : org.update.bind(org);
  const [result] = await save(object, [row], { user, access: 'user', allOrNone: false });
  if (!result?.success || result.id === null)
    throw new PageError(400, result?.errors[0]?.message ?? 'The record was not saved.');
  return result.id;
}
