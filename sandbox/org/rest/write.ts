import type { DmlOptions, Org, RowError as DmlRowError, SaveResult } from 'apex-runtime';
import type { RowError, RowReply } from '../errors.ts';
import { originOf, type Call, type Services } from './call.ts';
import { notWritable, type ReadRow } from './rows.ts';

export type Operation = 'insert' | 'update' | 'upsert' | 'delete';

interface Write {
  readonly operation: Operation;
  /** Type of the first row; further types are named by the rows' own attributes. */
  readonly object: string;
  readonly allOrNone: boolean;
  readonly externalId?: string;
  /** Publishes platform events instead of writing rows. */
  readonly event?: boolean;
}

const ROLLED_BACK: RowError = {
  statusCode: 'ALL_OR_NONE_OPERATION_ROLLED_BACK',
  message: 'Record rolled back because not all records were valid and the request was using AllOrNone header',
  fields: [],
};

const failed = (error: RowError): RowReply => ({ success: false, errors: [error] });

/**
 * Writes rows as the call's user in one transaction; one reply a row, in the order of the rows. Rows that could not be read
 * fail without reaching Apex. With `allOrNone` one bad row undoes all.
 */
export async function writeRows(
  services: Services,
  call: Call,
  rows: readonly ReadRow[],
  write: Write,
): Promise<RowReply[]> {
  const checked = withRowFaults(call, rows);
  const good = checked.flatMap((row, index) => ('row' in row ? [{ index, row: row.row }] : []));
  if (write.allOrNone && good.length < checked.length) {
    return checked.map((row) => failed('error' in row ? row.error : ROLLED_BACK));
  }
  const replies = checked.map((row): RowReply => failed('error' in row ? row.error : ROLLED_BACK));
  if (good.length === 0) return replies;
  const written = await run(
    services,
    call,
    good.map(({ row }) => row),
    write,
  );
  for (const [i, reply] of written.entries()) replies[good[i]?.index ?? 0] = reply;
  return replies;
}

/** A scenario may ask that rows fail, as they do when another transaction holds their lock. */
function withRowFaults(call: Call, rows: readonly ReadRow[]): readonly ReadRow[] {
  const fault = call.rowError;
  if (!fault) return rows;
  const error = {
    statusCode: fault.statusCode,
    message: fault.message ?? 'unable to obtain exclusive access to this record',
    fields: [],
  };
  let left = fault.rows ?? rows.length;
  return rows.map((row) => (isHit(row, fault.values) && left-- > 0 ? { error } : row));
}

function isHit(row: ReadRow, values: readonly string[] | undefined): boolean {
  if (!values) return true;
  return 'row' in row && Object.values(row.row).some((value) => values.includes(String(value)));
}

async function run(
  services: Services,
  call: Call,
  rows: readonly Record<string, unknown>[],
  write: Write,
): Promise<RowReply[]> {
  const { org } = services;
  const who = { user: call.user.id, origin: originOf(call) };
  try {
    if (write.event) return (await org.publish(write.object, [...rows], who)).map(published);
    const options = { ...who, access: 'user', allOrNone: write.allOrNone } as const;
    const results = await save(org, rows, write, options);
    return results.map((result) => reply(result, write.operation));
  } catch (error) {
    const groups = isAccessError(error) && !write.allOrNone ? byFields(rows) : [];
    if (groups.length > 1) return inGroups(services, call, rows, groups, write);
    return refused(error, rows.length);
  }
}

const isAccessError = (error: unknown) =>
  /SecurityException$/.test(String((error as { type?: unknown }).type ?? ''));

/** Rows that name the same fields: the user may write all of them or none. */
function byFields(rows: readonly Record<string, unknown>[]): number[][] {
  const groups = new Map<string, number[]>();
  for (const [index, row] of rows.entries()) {
    const type = JSON.stringify(row['attributes']);
    const fields = [type, ...Object.keys(row).sort()].join();
    groups.set(fields, [...(groups.get(fields) ?? []), index]);
  }
  return [...groups.values()];
}

/** Writes what the user may write when some rows name fields that the user may not. */
async function inGroups(
  services: Services,
  call: Call,
  rows: readonly Record<string, unknown>[],
  groups: readonly number[][],
  write: Write,
): Promise<RowReply[]> {
  const replies: RowReply[] = [];
  for (const group of groups) {
    const part = group.map((index) => rows[index] ?? {});
    const written = await run(services, call, part, write);
    for (const [i, index] of group.entries()) replies[index] = written[i] ?? failed(ROLLED_BACK);
  }
  return replies;
}

function save(
  org: Org,
  rows: readonly Record<string, unknown>[],
  { operation, object, externalId }: Write,
  options: DmlOptions,
): Promise<SaveResult[]> {
  switch (operation) {
    case 'insert':
      return org.insert(object, [...rows], options);
    case 'update':
      return org.update(object, [...rows], options);
    case 'upsert':
      return org.upsert(object, [...rows], externalId === undefined ? options : { ...options, externalId });
    case 'delete':
      return org.delete(
        object,
        rows.map((row) => String(row['Id'])),
        options,
      );
  }
}

function reply(result: SaveResult, operation: Operation): RowReply {
  if (!result.success) return { success: false, errors: result.errors };
  const id = result.id ?? '';
  return operation === 'upsert'
    ? { id, success: true, errors: [], created: result.created === true }
    : { id, success: true, errors: [] };
}

/** A published event carries its operation's id in `errors` although it succeeded. */
function published(result: SaveResult): RowReply {
  return { ...(result.id ? { id: result.id } : {}), success: result.success, errors: result.errors };
}

/** What Apex threw for the whole write, as row errors; anything that is not Apex's is thrown on. */
function refused(error: unknown, count: number): RowReply[] {
  const { type, dml, message } = error as { type?: string; dml?: readonly DmlRowError[]; message: string };
  if (dml && dml.length > 0) {
    return Array.from({ length: count }, (_, index) => {
      const own = dml.filter((e) => e.index === index);
      return own.length > 0
        ? {
            success: false,
            errors: own.map(({ statusCode, message, fields }) => ({ statusCode, message, fields })),
          }
        : failed(ROLLED_BACK);
    });
  }
  if (!type || type === 'Internal' || type === 'NotModelled' || type === 'Error') throw error;
  const row = failed(apexError(type, message, (error as { fields?: readonly string[] }).fields ?? []));
  return Array.from({ length: count }, () => row);
}

function apexError(type: string, message: string, fields: readonly string[]): RowError {
  if (/ListException$/.test(type)) return { statusCode: 'DUPLICATE_VALUE', message, fields: [] };
  if (!/SecurityException$/.test(type)) {
    return { statusCode: 'CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', message, fields: [] };
  }
  if (fields.length > 0) return notWritable(fields);
  const text = 'insufficient access rights on object id';
  return { statusCode: 'INSUFFICIENT_ACCESS_OR_READONLY', message: text, fields: [] };
}
