import { notFound, SalesforceError } from '../errors.ts';
import type { ObjectInfo } from '../schema.ts';
import type { Call, Services } from './call.ts';
import { literal } from './literal.ts';
import { runQuery } from './query.ts';

const ID = /^[a-zA-Z0-9]{15}([a-zA-Z0-9]{3})?$/;
/** A record has at most some hundred fields the user may not see. */
const MOST_HIDDEN = 1000;

/**
 * One record, found by Id or by an external id field: the fields that the call asks for, or all that the user may read.
 * Throws NOT_FOUND, or 300 as a list of addresses when several records match.
 */
export async function readRecord(
  services: Services,
  call: Call,
  info: ObjectInfo,
  key: string,
  value: string,
): Promise<unknown> {
  const where = condition(info, key, value);
  const asked = call.query.get('fields');
  const rows = asked
    ? await select(services, call, info, askedFields(info, asked), where)
    : await selectReadable(services, call, info, where);
  if (rows.length === 0) throw notFound();
  return rows[0];
}

/** Records by id, in the order of the ids; null for an id that is not there or not an id. */
export async function readRecords(
  services: Services,
  call: Call,
  info: ObjectInfo,
  ids: readonly string[],
  fields: readonly string[],
): Promise<unknown[]> {
  const names = askedFields(info, fields.join(','));
  const wanted = ids.filter((id) => ID.test(id));
  if (wanted.length === 0) return ids.map(() => null);
  const list = wanted.map((id) => `'${id}'`).join(', ');
  const selected = names.some((name) => name.toLowerCase() === 'id') ? names : [...names, 'Id'];
  const soql = `SELECT ${selected.join(', ')} FROM ${info.describe.name} WHERE Id IN (${list})`;
  const rows = (await runQuery(services, call, soql)) as readonly { Id: string }[];
  const byId = new Map(rows.map((row) => [row.Id.slice(0, 15), row]));
  return ids.map((id) => byId.get(id.slice(0, 15)) ?? null);
}

/** Ids of the records with this value; deleted ones are not seen. */
export async function findBy(
  services: Services,
  call: Call,
  info: ObjectInfo,
  key: string,
  value: string,
  mayBeAbsent = false,
): Promise<string[]> {
  const rows = await select(services, call, info, ['Id'], condition(info, key, value));
  if (rows.length === 0 && !mayBeAbsent) throw notFound();
  return rows.map((row) => String((row as { Id: string }).Id));
}

function condition(info: ObjectInfo, key: string, value: string): string {
  const field = info.field(key);
  if (!field?.idLookup) {
    throw notFound(`Provided external ID field does not exist or is not accessible: ${key}`);
  }
  if (field.name === 'Id' && !ID.test(value)) {
    const message = `${info.describe.label} ID: id value of incorrect type: ${value}`;
    throw new SalesforceError(400, 'MALFORMED_ID', message, ['Id']);
  }
  return `${field.name} = ${literal(field, value)}`;
}

function askedFields(info: ObjectInfo, asked: string): string[] {
  const names = asked.split(',').map((name) => name.trim());
  for (const name of names) {
    const [first = '', ...rest] = name.split('.');
    const known = rest.length > 0 ? info.lookup(first) : info.field(first);
    if (!known || !/^[\w.]+$/.test(name)) {
      const type = info.describe.name;
      throw new SalesforceError(400, 'INVALID_FIELD', `No such column '${name}' on entity '${type}'.`);
    }
  }
  return names;
}

/** Leaves out, one after the other, the fields that the user may not read. */
async function selectReadable(
  services: Services,
  call: Call,
  info: ObjectInfo,
  where: string,
): Promise<readonly unknown[]> {
  let fields = info.describe.fields.map((field) => field.name);
  for (let hidden = 0; hidden < MOST_HIDDEN; hidden++) {
    try {
      return await select(services, call, info, fields, where);
    } catch (error) {
      const name =
        error instanceof SalesforceError &&
        /^No such column '(\w+)'/.exec(error.errors[0]?.message ?? '')?.[1];
      if (!name || !fields.includes(name)) throw error;
      fields = fields.filter((field) => field !== name);
    }
  }
  throw notFound();
}

async function select(
  services: Services,
  call: Call,
  info: ObjectInfo,
  fields: readonly string[],
  where: string,
): Promise<readonly unknown[]> {
  const soql = `SELECT ${fields.join(', ')} FROM ${info.describe.name} WHERE ${where} LIMIT 200`;
  const rows = await runQuery(services, call, soql);
  return typeof rows === 'number' ? [] : rows;
}
