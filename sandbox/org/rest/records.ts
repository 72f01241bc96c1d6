import {
  malformedRequest,
  methodNotAllowed,
  notFound,
  rowFailure,
  SalesforceError,
  type RowReply,
} from '../errors.ts';
import type { ObjectInfo } from '../schema.ts';
import { address, ok, type Call, type Reply, type Services } from './call.ts';
import { findBy, readRecord } from './read.ts';
import type { Route } from './router.ts';
import { isRow, readRow, type JsonRow } from './rows.ts';
import { writeRows } from './write.ts';

export const recordRoutes: readonly Route[] = [
  { path: '/sobjects/*', on: { POST: (services, call, [type]) => create(services, call, type ?? '') } },
  {
    path: '/sobjects/*/*',
    on: {
      GET: async (services, call, [type, id]) =>
        ok(await readRecord(services, call, await objectOf(services, type), 'Id', id ?? '')),
      PATCH: (services, call, [type, id]) => update(services, call, type ?? '', id ?? ''),
      DELETE: (services, call, [type, id]) => remove(services, call, type ?? '', id ?? ''),
    },
  },
  {
    path: '/sobjects/*/*/*',
    on: {
      GET: (services, call, [type, field, value]) =>
        readBy(services, call, type ?? '', field ?? '', value ?? ''),
      PATCH: (services, call, [type, field, value]) =>
        upsert(services, call, type ?? '', field ?? '', value ?? ''),
      DELETE: (services, call, [type, field, value]) =>
        removeBy(services, call, type ?? '', field ?? '', value ?? ''),
    },
  },
];

export async function objectOf({ schema }: Services, type: string | undefined): Promise<ObjectInfo> {
  const info = await schema.object(type ?? '');
  if (!info) throw notFound();
  return info;
}

function bodyRow(call: Call): JsonRow {
  if (isRow(call.body)) return call.body;
  throw malformedRequest('The HTTP entity body is required to be a JSON object');
}

async function create(services: Services, call: Call, type: string): Promise<Reply> {
  const info = await objectOf(services, type);
  const row = await readRow(services.schema, info, bodyRow(call), 'create');
  const event = info.describe.kind === 'event';
  const write = { operation: 'insert', object: info.describe.name, allOrNone: false, event } as const;
  const [result] = await writeRows(services, call, [row], write);
  return created(call, info, result);
}

function created(call: Call, info: ObjectInfo, result: RowReply | undefined, extra?: object): Reply {
  if (!result?.success) return rowFailure(result?.errors ?? [], false);
  const { id, errors } = result;
  const location = address(call, `/sobjects/${info.describe.name}/${id}`);
  return { status: 201, body: { id, success: true, errors, ...extra }, headers: { Location: location } };
}

/** Platform events are published and never changed. */
async function changeable(services: Services, call: Call, type: string): Promise<ObjectInfo> {
  const info = await objectOf(services, type);
  if (info.describe.kind === 'event') throw methodNotAllowed(call.method, ['POST']);
  return info;
}

async function update(services: Services, call: Call, type: string, id: string): Promise<Reply> {
  const info = await changeable(services, call, type);
  const json = bodyRow(call);
  if (Object.keys(json).some((name) => name.toLowerCase() === 'id')) {
    throw new SalesforceError(
      400,
      'INVALID_FIELD',
      'The Id field should not be specified in the sobject data.',
    );
  }
  const row = await readRow(services.schema, info, { ...json, Id: id }, 'update');
  const write = { operation: 'update', object: info.describe.name, allOrNone: false } as const;
  return done(await writeRows(services, call, [row], write));
}

function done([result]: readonly RowReply[]): Reply {
  return result?.success ? { status: 204 } : rowFailure(result?.errors ?? [], true);
}

async function remove(services: Services, call: Call, type: string, id: string): Promise<Reply> {
  const info = await changeable(services, call, type);
  const row = await readRow(services.schema, info, { Id: id }, 'update');
  const write = { operation: 'delete', object: info.describe.name, allOrNone: false } as const;
  return done(await writeRows(services, call, [row], write));
}

async function readBy(
  services: Services,
  call: Call,
  type: string,
  field: string,
  value: string,
): Promise<Reply> {
  const info = await objectOf(services, type);
  return ok(await readRecord(services, call, info, field, value));
}

async function removeBy(
  services: Services,
  call: Call,
  type: string,
  field: string,
  value: string,
): Promise<Reply> {
  const info = await objectOf(services, type);
  const ids = await findBy(services, call, info, field, value);
  if (ids.length > 1) return choices(call, info, ids);
  return remove(services, call, type, ids[0] ?? '');
}

/** Several records share the value of a field that is an external id but not unique. */
function choices(call: Call, info: ObjectInfo, ids: readonly string[]): Reply {
  return { status: 300, body: ids.map((id) => address(call, `/sobjects/${info.describe.name}/${id}`)) };
}

async function upsert(
  services: Services,
  call: Call,
  type: string,
  fieldName: string,
  value: string,
): Promise<Reply> {
  const info = await objectOf(services, type);
  const field = info.field(fieldName);
  if (!field?.idLookup) throw noSuchKey(fieldName);
  if (field.name === 'Id') return update(services, call, type, value);
  const json = bodyRow(call);
  if (Object.keys(json).some((name) => name.toLowerCase() === field.name.toLowerCase())) {
    throw new SalesforceError(
      400,
      'INVALID_FIELD',
      `The ${field.name} field should not be specified in the sobject data.`,
    );
  }
  const ids = await findBy(services, call, info, field.name, value, true);
  if (ids.length > 1) return choices(call, info, ids);
  if (ids.length === 0 && call.query.get('updateOnly') === 'true') throw notFound();
  const [id] = ids;
  const key = id === undefined ? { [field.name]: value } : { Id: id };
  const row = await readRow(
    services.schema,
    info,
    { ...json, ...key },
    id === undefined ? 'create' : 'update',
    id === undefined ? field.name : 'Id',
  );
  const write = { operation: 'upsert', object: info.describe.name, allOrNone: false } as const;
  const [result] = await writeRows(services, call, [row], write);
  if (!result?.success) return rowFailure(result?.errors ?? [], false);
  if (result.created) return created(call, info, result, { created: true });
  return ok({ id: result.id, success: true, errors: [], created: false });
}

export const noSuchKey = (field: string) =>
  notFound(`Provided external ID field does not exist or is not accessible: ${field}`);
