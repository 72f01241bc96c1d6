import { count } from '../runtime/limits.ts';
import { mkEx, notModelled, R } from '../runtime/rt.ts';
import { AList, SObj, to18, type AEx, type RowError, type Value } from '../runtime/values.ts';
import { deleteRecords } from './delete.ts';
import {
  recordAt,
  recordId,
  takeBackId,
  type DmlOperation,
  type DmlOptions,
  type DmlResult,
  type DmlRun,
} from './dml-run.ts';
import { RowErrors } from './errors.ts';
import { checkMixedDml } from './mixed-dml.ts';
import { save } from './save.ts';
import { undelete } from './undelete.ts';
import { upsert } from './upsert.ts';

export type { DmlOptions, DmlResult } from './dml-run.ts';

/** Triggers get at most 200 records at a time. */
const CHUNK = 200;
/** How often the good rows of a chunk are tried again without the bad ones. */
const ROUNDS = 3;

const VERBS: Readonly<Record<DmlOperation, string>> = {
  insert: 'Insert',
  update: 'Update',
  upsert: 'Upsert',
  delete: 'Delete',
  undelete: 'Undelete',
  merge: 'Merge',
};

/**
 * One DML statement on a record, a list of records, or ids. Answers one result a record; with allOrNone (the default) a bad
 * row rolls everything back and throws a DmlException.
 */
export function dml(operation: DmlOperation, given: Value, options: DmlOptions = {}): DmlResult[] {
  const values = given instanceof AList ? given.a : Array.isArray(given) ? (given as Value[]) : [given];
  if (given === null) throw nullRecord();
  if (values.length === 0) return [];
  if (!options.noCount) countStatement(values);
  const records = values.map(toRecord);
  refuseDuplicates(operation, records);
  checkMixedDml(records, (errors) => dmlException('insert', errors, records));
  const run: DmlRun = { records, options, results: [], identified: new Set(), statement: dml };
  const { db } = R.org;
  const mark = db.mark();
  const undo = (): void => {
    db.rollback(mark);
    for (const record of records) takeBackId(run, record);
  };
  try {
    for (const [from, to] of chunks(records)) runChunk(operation, run, from, to);
  } catch (error) {
    undo();
    throw error;
  }
  if (options.allOrNone !== false && run.results.some((result) => result?.success === false)) {
    undo();
    throw dmlException(operation, run.results, records);
  }
  return records.map((_, position) => run.results[position] ?? lost(position));
}

const nullRecord = (): AEx => mkEx('System.NullPointerException', 'Attempt to de-reference a null object');

function lost(position: number): never {
  throw new Error(`apex-runtime internal: DML has no result for row ${position}`);
}

/** Events that are published immediately are no uncommitted work. */
function countStatement(values: readonly Value[]): void {
  count('dml', 1);
  count('dmlRows', values.length);
  const [first] = values;
  const so = first instanceof SObj ? first.so : null;
  if (so?.kind !== 'event' || so.publishBehavior !== 'PublishImmediately') R.tx.dirty = true;
}

function toRecord(value: Value): SObj {
  if (value instanceof SObj) return value;
  if (typeof value !== 'string') throw nullRecord();
  const so = R.org.schema.byPrefix(value.slice(0, 3));
  if (!so) throw mkEx('System.DmlException', `Invalid id: ${value}`);
  const record = new SObj(so.T);
  record.f.set('id', to18(value));
  return record;
}

function refuseDuplicates(operation: DmlOperation, records: readonly SObj[]): void {
  if (operation === 'insert' && new Set(records).size !== records.length)
    throw mkEx(
      'System.ListException',
      'Before Insert or Upsert list must not have two identically equal elements',
    );
  if (operation !== 'update') return;
  const seen = new Set<string>();
  for (const record of records) {
    const id = recordId(record);
    if (id && seen.has(id)) throw mkEx('System.ListException', `Duplicate id in list: ${id}`);
    if (id) seen.add(id);
  }
}

/** Runs of one type, at most 200 records long. */
function* chunks(records: readonly SObj[]): Generator<[from: number, to: number]> {
  let from = 0;
  for (let to = 1; to <= records.length; to += 1) {
    if (to - from < CHUNK && records[to]?.T === records[from]?.T) continue;
    yield [from, to];
    from = to;
  }
}

/** Without allOrNone the good rows are saved again, without the bad ones. */
function runChunk(operation: DmlOperation, run: DmlRun, from: number, to: number): void {
  const { db } = R.org;
  let positions = Array.from({ length: to - from }, (_, index) => from + index);
  for (let round = 0; round < ROUNDS && positions.length > 0; round += 1) {
    const mark = db.mark();
    const errors = attempt(operation, run, positions);
    if (errors.size === 0) return;
    for (const [position, rowErrors] of errors.entries()) {
      takeBackId(run, recordAt(run, position));
      const id = operation === 'insert' ? null : recordId(recordAt(run, position));
      run.results[position] = { success: false, id, created: false, errors: rowErrors };
    }
    if (run.options.allOrNone !== false) return;
    db.rollback(mark);
    for (const position of positions) takeBackId(run, recordAt(run, position));
    positions = positions.filter((position) => !errors.has(position));
  }
  if (positions.length > 0) notModelled('partial failures in more than three rounds of one save');
}

function attempt(operation: DmlOperation, run: DmlRun, positions: readonly number[]): RowErrors {
  const [first = 0] = positions;
  const { so } = recordAt(run, first);
  if (!so) throw mkEx('System.DmlException', 'DML on generic SObject');
  if ((so.noDml || so.kind === 'mdt') && !run.options.system)
    throw mkEx('System.TypeException', `DML operation ${VERBS[operation]} not allowed on ${so.name}`);
  if (so.kind === 'event') return publish(run, positions);
  switch (operation) {
    case 'upsert':
      return upsert(so, run, positions);
    case 'delete':
      return deleteRecords(so, run, positions);
    case 'undelete':
      return undelete(so, run, positions);
    default:
      return save(operation === 'insert', so, run, positions);
  }
}

function publish(run: DmlRun, positions: readonly number[]): RowErrors {
  for (const position of positions)
    run.results[position] = { success: true, id: null, created: true, errors: [] };
  R.publish(positions.map((position) => recordAt(run, position)));
  return new RowErrors();
}

/** The exception of a DML statement whose results have errors. */
function dmlException(
  operation: DmlOperation,
  results: readonly ({ success: boolean; id?: string | null; errors: RowError[] } | undefined)[],
  records: readonly SObj[],
): AEx {
  const failures = results.flatMap((result, index) => {
    const [error] = result?.success === false ? result.errors : [];
    const record = records[index];
    return error ? [{ index, id: result?.id || (record ? recordId(record) : null), ...error }] : [];
  });
  const [first] = failures;
  if (!first) throw new Error('apex-runtime internal: a DML exception without an error');
  const place = `First exception on row ${first.index}${first.id ? ` with id ${first.id}` : ''}`;
  const exception = mkEx(
    'System.DmlException',
    `${VERBS[operation]} failed. ${place}; first error: ${first.status}, ${first.message}: [${first.fields.join(', ')}]`,
  );
  exception.dml = failures;
  return exception;
}
