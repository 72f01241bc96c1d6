import { notFound, SalesforceError, type RowReply } from '../errors.ts';
import type { ObjectInfo } from '../schema.ts';
import { ok, type Call, type Reply, type Services } from './call.ts';
import { matchKeys } from './match.ts';
import { readRecords } from './read.ts';
import { noSuchKey } from './records.ts';
import { readRow, isRow, type JsonRow, type ReadRow } from './rows.ts';
import type { Route } from './router.ts';
import { writeRows, type Operation } from './write.ts';

const MOST_RECORDS = 200;
const MOST_RUNS = 10;
const MOST_RETRIEVED = 2000;

export const collectionRoutes: readonly Route[] = [
  {
    path: '/composite/sobjects',
    on: {
      POST: (services, call) => save(services, call, 'insert'),
      PATCH: (services, call) => save(services, call, 'update'),
      DELETE: (services, call) => remove(services, call),
    },
  },
  {
    path: '/composite/sobjects/*',
    on: {
      GET: (services, call, [type]) =>
        retrieve(services, call, type ?? '', listed(call, 'ids'), listed(call, 'fields')),
      POST: (services, call, [type]) => {
        const { ids, fields } = isRow(call.body) ? call.body : {};
        return retrieve(services, call, type ?? '', texts(ids, 'ids'), texts(fields, 'fields'));
      },
    },
  },
  {
    path: '/composite/sobjects/*/*',
    on: { PATCH: (services, call, [type, field]) => upsert(services, call, type ?? '', field ?? '') },
  },
];

interface Collection {
  readonly allOrNone: boolean;
  readonly records: readonly JsonRow[];
}

const badInput = (message: string) => new SalesforceError(400, 'INVALID_INPUT', message);
const tooMany = () =>
  new SalesforceError(
    400,
    'EXCEEDED_ID_LIMIT',
    `record limit reached. cannot submit more than ${MOST_RECORDS} records into this call`,
  );

function collection(call: Call): Collection {
  const body = call.body;
  if (!isRow(body) || !Array.isArray(body['records']))
    throw badInput('records is required: a list of records');
  const records: unknown[] = body['records'];
  if (records.length === 0) throw badInput('records is empty');
  if (records.length > MOST_RECORDS) throw tooMany();
  if (!records.every(isRow)) throw badInput('each record has to be a JSON object');
  return { allOrNone: body['allOrNone'] === true, records };
}

function typeOf(row: JsonRow): string {
  const attributes = row['attributes'];
  const type = isRow(attributes) ? attributes['type'] : undefined;
  if (typeof type !== 'string') throw badInput('attributes.type is required in each record');
  return type;
}

/** Ten stretches of records of one type are the most: group records by type. */
function checkRuns(types: readonly string[]): void {
  const runs = types.filter((type, i) => i === 0 || type !== types[i - 1]).length;
  if (runs > MOST_RUNS) {
    throw badInput(
      `The request cannot be processed: the records form more than ${MOST_RUNS} chunks of one type`,
    );
  }
}

async function save(services: Services, call: Call, operation: 'insert' | 'update'): Promise<Reply> {
  const { allOrNone, records } = collection(call);
  const types = records.map(typeOf);
  checkRuns(types);
  const infos = await Promise.all(types.map((type) => services.schema.object(type)));
  const verb = operation === 'insert' ? 'create' : 'update';
  const rows = await Promise.all(
    records.map((record, i) => readTyped(services, infos[i], types[i] ?? '', record, verb)),
  );
  const repeated = operation === 'update' ? withoutRepeats(rows) : rows;
  return ok(await writeByKind(services, call, repeated, infos, { operation, allOrNone }));
}

async function readTyped(
  services: Services,
  info: ObjectInfo | undefined,
  type: string,
  record: JsonRow,
  verb: 'create' | 'update',
): Promise<ReadRow> {
  if (info) return readRow(services.schema, info, record, verb);
  const message = `sObject type '${type}' is not supported.`;
  return { error: { statusCode: 'INVALID_TYPE', message, fields: [] } };
}

/** The same record twice in one update: the second is refused. */
export function withoutRepeats(rows: readonly ReadRow[]): ReadRow[] {
  const seen = new Set<unknown>();
  return rows.map((row) => {
    const id = 'row' in row ? String(row.row['Id'] ?? '').slice(0, 15) : '';
    if (id === '' || !seen.has(id)) {
      seen.add(id);
      return row;
    }
    const message = 'This list of records contains the same record more than once';
    return { error: { statusCode: 'DUPLICATE_VALUE', message, fields: ['Id'] } };
  });
}

/** Platform events are published, everything else is written; a collection may hold both. */
async function writeByKind(
  services: Services,
  call: Call,
  rows: readonly ReadRow[],
  infos: readonly (ObjectInfo | undefined)[],
  { operation, allOrNone }: { operation: Operation; allOrNone: boolean },
): Promise<RowReply[]> {
  const events = infos.filter((info) => info?.describe.kind === 'event').length;
  if (events > 0 && events < infos.length) {
    throw badInput('platform events and records cannot be written in one call');
  }
  if (events > 0 && operation !== 'insert') throw badInput('platform events can only be created');
  const object = infos.find((info) => info)?.describe.name ?? '';
  return writeRows(services, call, rows, { operation, object, allOrNone, event: events > 0 });
}

async function upsert(services: Services, call: Call, type: string, fieldName: string): Promise<Reply> {
  const info = await services.schema.object(type);
  if (!info) throw notFound();
  const field = info.field(fieldName);
  if (!field?.idLookup) throw noSuchKey(fieldName);
  const { allOrNone, records } = collection(call);
  const other = records.map(typeOf).find((t) => t.toLowerCase() !== info.describe.name.toLowerCase());
  if (other !== undefined)
    throw badInput(`all records have to be of the type ${info.describe.name}, not ${other}`);
  const rows = await Promise.all(
    records.map((record) => readRow(services.schema, info, record, 'upsert', field.name)),
  );
  return ok(
    await writeRows(services, call, await matchKeys(services, info, field, rows), {
      operation: 'upsert',
      object: info.describe.name,
      allOrNone,
      externalId: field.name,
    }),
  );
}

async function remove(services: Services, call: Call): Promise<Reply> {
  const ids = (call.query.get('ids') ?? '').split(',').filter(Boolean);
  if (ids.length === 0) throw badInput('ids is required');
  if (ids.length > MOST_RECORDS) throw tooMany();
  const heads = await services.schema.heads();
  const rows = ids.map((id): ReadRow => {
    const known =
      /^[a-zA-Z0-9]{15}([a-zA-Z0-9]{3})?$/.test(id) && heads.some((h) => h.keyPrefix === id.slice(0, 3));
    return known
      ? { row: { Id: id } }
      : { error: { statusCode: 'MALFORMED_ID', message: `malformed id ${id}`, fields: [] } };
  });
  const object = heads.find((head) => head.keyPrefix === ids[0]?.slice(0, 3))?.name ?? '';
  const allOrNone = call.query.get('allOrNone') === 'true';
  return ok(await writeRows(services, call, rows, { operation: 'delete', object, allOrNone }));
}

const listed = (call: Call, name: string) => (call.query.get(name) ?? '').split(',').filter(Boolean);

function texts(value: unknown, name: string): string[] {
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  throw badInput(`${name} is required: a list of texts`);
}

/** Records by id, in the order of the ids; null for an id that is not there. */
async function retrieve(
  services: Services,
  call: Call,
  type: string,
  ids: readonly string[],
  fields: readonly string[],
): Promise<Reply> {
  const info = await services.schema.object(type);
  if (!info) throw notFound();
  if (ids.length === 0 || fields.length === 0) throw badInput('ids and fields are required');
  if (ids.length > MOST_RETRIEVED) throw badInput(`no more than ${MOST_RETRIEVED} ids can be asked for`);
  return ok(await readRecords(services, call, info, ids, fields));
}
