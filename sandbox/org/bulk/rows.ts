import type { RowError, RowReply } from '../errors.ts';
import type { Call, Services } from '../rest/call.ts';
import { withoutRepeats } from '../rest/collections.ts';
import { matchKeys } from '../rest/match.ts';
import { readRow, type JsonRow, type ReadRow } from '../rest/rows.ts';
import { writeRows } from '../rest/write.ts';
import type { ObjectInfo } from '../schema.ts';
import type { BulkJob } from './store.ts';

/** Makes a field blank; a cell that is empty leaves it as it is. */
const NONE = '#N/A';

/** A column that the object lacks fails the job as a whole; undefined when all are known. */
export async function unknownColumn(
  { schema }: Services,
  info: ObjectInfo,
  columns: readonly string[],
): Promise<string | undefined> {
  for (const column of columns) {
    const [first = '', second] = column.split('.');
    if (second === undefined) {
      if (!info.field(first)) return column;
      continue;
    }
    const parent = await schema.object(info.lookup(first)?.referenceTo[0] ?? '');
    if (!parent?.field(second)) return column;
  }
  return undefined;
}

/** A line as a row: `Account.Key__c` names the account by its external id. */
export function rowOf(columns: readonly string[], cells: readonly string[]): JsonRow {
  const row: Record<string, unknown> = {};
  for (const [i, column] of columns.entries()) {
    const cell = cells[i] ?? '';
    if (cell === '') continue;
    const value = cell === NONE ? null : cell;
    const [parent = '', field] = column.split('.');
    if (field === undefined) row[parent] = value;
    else row[parent] = value === null ? null : { [field]: value };
  }
  return row;
}

/** Writes rows of a job in one transaction, as a collection would be written. */
export async function writeChunk(
  services: Services,
  call: Call,
  info: ObjectInfo,
  { operation, externalIdFieldName }: BulkJob,
  records: readonly JsonRow[],
): Promise<RowReply[]> {
  const object = info.describe.name;
  if (operation === 'delete')
    return writeRows(services, call, ids(records), { operation, object, allOrNone: false });
  const verb = operation === 'insert' ? 'create' : operation;
  const key = externalIdFieldName;
  const rows = await Promise.all(records.map((row) => readRow(services.schema, info, row, verb, key)));
  const told = rows.map((row, i) => ('error' in row ? asInJobs(info, row.error, records[i]) : row));
  const field = operation === 'upsert' ? info.field(key ?? '') : undefined;
  const ready =
    operation === 'update'
      ? withoutRepeats(withIds(told))
      : field
        ? await matchKeys(services, info, field, told)
        : told;
  const write = { operation, object, allOrNone: false, ...(field && { externalId: field.name }) };
  return writeRows(services, call, ready, write);
}

/** A value of the wrong type is worded otherwise than in a JSON call. */
function asInJobs(info: ObjectInfo, error: RowError, record: JsonRow | undefined): ReadRow {
  const [name = ''] = error.fields;
  if (error.statusCode !== 'JSON_PARSER_ERROR') return { error };
  const message = `${info.field(name)?.label ?? name}: value not of required type: ${String(record?.[name])}`;
  return { error: { statusCode: 'INVALID_TYPE_ON_FIELD_IN_RECORD', message, fields: error.fields } };
}

const missingId = {
  error: { statusCode: 'MISSING_ARGUMENT', message: 'Id not specified in an update call', fields: [] },
};

function withIds(rows: readonly ReadRow[]): ReadRow[] {
  return rows.map((row) => ('row' in row && !row.row['Id'] ? missingId : row));
}

function ids(records: readonly JsonRow[]): ReadRow[] {
  return records.map((record) => {
    const id = Object.entries(record).find(([name]) => name.toLowerCase() === 'id')?.[1];
    if (typeof id === 'string' && /^[a-zA-Z0-9]{15}([a-zA-Z0-9]{3})?$/.test(id)) return { row: { Id: id } };
    return { error: { statusCode: 'MALFORMED_ID', message: `malformed id ${String(id)}`, fields: ['Id'] } };
  });
}
