import type { FieldDescribe } from 'apex-runtime';
import type { RowError } from '../errors.ts';
import type { ObjectInfo, Schema } from '../schema.ts';

/** A row as a client sent it. */
export type JsonRow = Readonly<Record<string, unknown>>;

/** A row that the Apex runtime can take, or why it cannot be read. */
export type ReadRow = { readonly row: Record<string, unknown> } | { readonly error: RowError };

export const isRow = (value: unknown): value is JsonRow =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const fault = (statusCode: string, message: string, fields: readonly string[] = []) => ({
  error: { statusCode, message, fields },
});

/**
 * Checks a row against the object: known fields, that may be written, with values of the right JSON type and form.
 * `key` is the external id field of an upsert: it may be named although it is, say, the Id.
 */
export async function readRow(
  schema: Schema,
  info: ObjectInfo,
  json: JsonRow,
  operation: 'create' | 'update' | 'upsert',
  key?: string,
): Promise<ReadRow> {
  const type = info.describe.name;
  const row: Record<string, unknown> = { attributes: { type } };
  for (const [name, value] of Object.entries(json)) {
    if (name === 'attributes') continue;
    const field = info.field(name);
    if (!field) {
      const parent = await readParent(schema, info, name, value);
      if ('error' in parent) return parent;
      row[name] = parent.row;
      continue;
    }
    const isKey = field.name.toLowerCase() === (key ?? 'id').toLowerCase();
    const isId = field.name === 'Id' && operation !== 'create';
    if (!isKey && !isId && !writable(field, operation)) return { error: notWritable([field.name]) };
    const read = readValue(field, value);
    if ('error' in read) return read;
    row[field.name] = read.value;
  }
  return { row };
}

/** Fields that cannot be written, or not by this user. */
export const notWritable = (fields: readonly string[]): RowError => ({
  statusCode: 'INVALID_FIELD_FOR_INSERT_UPDATE',
  message: `Unable to create/update fields: ${fields.join(', ')}. Please check the security settings of this field and verify that it is read/write for your profile or permission set.`,
  fields,
});

const writable = (field: FieldDescribe, operation: 'create' | 'update' | 'upsert') =>
  operation === 'create'
    ? field.createable
    : operation === 'update'
      ? field.updateable
      : field.createable || field.updateable;

/** A parent named by one of its external ids: `{"Account": {"Key__c": "A1"}}`. */
async function readParent(
  schema: Schema,
  info: ObjectInfo,
  name: string,
  value: unknown,
): Promise<{ row: unknown } | { error: RowError }> {
  const unknown = fault('INVALID_FIELD', `No such column '${name}' on sobject of type ${info.describe.name}`);
  const lookup = info.lookup(name);
  if (!lookup) return unknown;
  if (value === null) return { row: null };
  if (!isRow(value)) return unknown;
  const parent = await schema.object(lookup.referenceTo[0] ?? '');
  const row: Record<string, unknown> = { attributes: { type: parent?.describe.name } };
  for (const [key, item] of Object.entries(value)) {
    if (key === 'attributes') continue;
    const field = parent?.field(key);
    if (!field) {
      return fault('INVALID_FIELD', `No such column '${key}' on sobject of type ${lookup.referenceTo[0]}`);
    }
    const read = readValue(field, item);
    if ('error' in read) return read;
    row[field.name] = read.value;
  }
  return { row };
}

type ReadValue = { readonly value: unknown } | { readonly error: RowError };

function readValue(field: FieldDescribe, value: unknown): ReadValue {
  if (value === null) return { value: null };
  const read = READERS[field.type] ?? readText;
  return read(field, value);
}

function cannotRead(field: FieldDescribe, value: unknown): ReadValue {
  const token = Array.isArray(value)
    ? 'START_ARRAY value'
    : typeof value === 'object'
      ? 'START_OBJECT value'
      : `VALUE_${typeof value === 'boolean' ? String(value).toUpperCase() : typeof value === 'number' ? 'NUMBER' : 'STRING'} value ${String(value)}`;
  const message = `Cannot deserialize instance of ${field.type} from ${token} or request may be missing a required field`;
  return fault('JSON_PARSER_ERROR', message, [field.name]);
}

function readText(field: FieldDescribe, value: unknown): ReadValue {
  if (typeof value === 'object') return cannotRead(field, value);
  return { value: String(value) };
}

function readNumber(field: FieldDescribe, value: unknown): ReadValue {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string') return cannotRead(field, value);
  if (text.trim() === '') return { value: null };
  if (!/^[-+]?(\d+\.?\d*|\.\d+)(e[-+]?\d{1,2})?$/i.test(text.trim())) return cannotRead(field, value);
  return { value: plainNumber(text.trim()) };
}

/** The runtime reads decimal notation; exponents such as 1e+21 are written out. */
function plainNumber(text: string): string {
  if (!/e/i.test(text))
    return text
      .replace(/^\+/, '')
      .replace(/\.$/, '')
      .replace(/^(-?)\./, '$10.');
  return Number(text).toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 });
}

function readWhole(field: FieldDescribe, value: unknown): ReadValue {
  const read = readNumber(field, value);
  if ('error' in read || read.value === null) return read;
  return /^-?\d+(\.0+)?$/.test(String(read.value)) && Math.abs(Number(read.value)) < 2 ** 31
    ? { value: String(read.value).replace(/\..*$/, '') }
    : cannotRead(field, value);
}

function readBoolean(field: FieldDescribe, value: unknown): ReadValue {
  if (typeof value === 'boolean') return { value };
  if (typeof value === 'string' && /^(true|false)$/i.test(value))
    return { value: value.toLowerCase() === 'true' };
  return cannotRead(field, value);
}

function readDate(field: FieldDescribe, value: unknown): ReadValue {
  if (value === '') return { value: null };
  const day = typeof value === 'string' ? /^\d{4}-\d\d-\d\d/.exec(value)?.[0] : undefined;
  const rest = typeof value === 'string' ? value.slice(10) : '';
  return day && isDay(day) && (rest === '' || TIME.test(rest)) ? { value: day } : cannotRead(field, value);
}

const TIME = /^T\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:?\d\d)?$/;

function readDatetime(field: FieldDescribe, value: unknown): ReadValue {
  if (value === '') return { value: null };
  if (typeof value !== 'string' || !isDay(value.slice(0, 10))) return cannotRead(field, value);
  const rest = value.slice(10);
  if (rest !== '' && !TIME.test(rest)) return cannotRead(field, value);
  const time = rest === '' ? 'T00:00:00Z' : rest.replace(/([+-]\d\d)(\d\d)$/, '$1:$2');
  const at = new Date(value.slice(0, 10) + (/(Z|[+-]\d\d:\d\d)$/.test(time) ? time : `${time}Z`));
  return Number.isNaN(at.getTime()) ? cannotRead(field, value) : { value: at.toISOString() };
}

function isDay(text: string): boolean {
  const at = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d\d-\d\d$/.test(text) && !Number.isNaN(at.getTime()) && at.toISOString().startsWith(text);
}

function readTime(field: FieldDescribe, value: unknown): ReadValue {
  const good = typeof value === 'string' && /^([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,3})?Z?$/.test(value);
  return good ? { value } : cannotRead(field, value);
}

function readId(field: FieldDescribe, value: unknown): ReadValue {
  if (value === '') return { value: null };
  if (typeof value === 'string' && /^[a-zA-Z0-9]{15}([a-zA-Z0-9]{3})?$/.test(value)) return { value };
  return fault('MALFORMED_ID', `${field.label}: id value of incorrect type: ${String(value)}`, [field.name]);
}

const READERS: Readonly<Record<string, (field: FieldDescribe, value: unknown) => ReadValue>> = {
  id: readId,
  reference: readId,
  boolean: readBoolean,
  int: readWhole,
  double: readNumber,
  currency: readNumber,
  percent: readNumber,
  date: readDate,
  datetime: readDatetime,
  time: readTime,
};
