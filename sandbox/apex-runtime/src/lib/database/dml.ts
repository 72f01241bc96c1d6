/** Database.insert() and its kin: one family of overloads for each operation. */
import { define, parseSigType } from '../../compile/types.ts';
import { dml } from '../../db/dml.ts';
import { merge } from '../../db/merge.ts';
import { arg } from '../../runtime/rt.ts';
import { AEx, AList, SObj, type Value } from '../../runtime/values.ts';
import { FieldToken } from '../schema/tokens.ts';
import { AccessLevel, DmlOptions } from './options.ts';
import {
  DeleteResult,
  MergeResult,
  SaveResult,
  UndeleteResult,
  UpsertResult,
  type ResultClass,
  type RowResult,
} from './results.ts';

type Operation = 'insert' | 'update' | 'upsert' | 'delete' | 'undelete';
interface Options {
  allOrNone?: boolean;
  truncate?: boolean;
  /** `user` enforces the user's access. */
  mode?: 'user' | null;
  /** The name of the external id field of an upsert. */
  ext?: string | null;
}

/** What one argument after the records says: allOrNone, DmlOptions, an access level or an external id field. */
function optionsOf(given: Value): Options {
  if (typeof given === 'boolean') return { allOrNone: given };
  if (given instanceof DmlOptions)
    return {
      allOrNone: (given.d.OptAllOrNone ?? true) === true,
      truncate: given.d.allowFieldTruncation === true,
    };
  if (given instanceof AccessLevel) return { mode: given.mode === 'USER_MODE' ? 'user' : null };
  return given instanceof FieldToken ? { ext: given.f.name } : {};
}

/** Outside of all-or-none, an exception of a trigger fails all rows instead of the call. */
function runDml(operation: Operation, records: Value, options: Options): readonly RowResult[] {
  try {
    return dml(operation, records, options);
  } catch (error) {
    const failsRows =
      options.allOrNone === false && error instanceof AEx && !error.uncatchable && error.trigCause;
    if (!failsRows) throw error;
    const errors = (error.dml ?? []).map(({ status, message, fields }) => ({ status, message, fields }));
    const rows = records instanceof AList ? records.a : [records];
    return rows.map((row) => ({ success: false, id: idOf(row), errors }));
  }
}
function idOf(row: Value): string | null {
  const id = row instanceof SObj ? row.get('id') : row;
  return typeof id === 'string' ? id : null;
}

const run =
  (operation: Operation, Result: ResultClass, fixed: Options = {}) =>
  (records: Value, ...given: Value[]): Value => {
    const options: Options = Object.assign({}, fixed, ...given.map(optionsOf));
    const results = runDml(operation, arg(records), options).map((result) => new Result(result));
    if (!(records instanceof AList)) return results[0] ?? null;
    return new AList(parseSigType(`Database.${Result.name}`), results);
  };

const PLAIN = ['', ',Boolean', ',AccessLevel', ',Boolean,AccessLevel'];
const WITH_OPTIONS = [...PLAIN, ',Database.DmlOptions', ',Database.DmlOptions,AccessLevel'];
const WITH_KEY = [...PLAIN, ...PLAIN.map((rest) => `,Schema.SObjectField${rest}`)];
const RECORDS = ['SObject', 'List<SObject>'];
const RECORDS_OR_IDS = [...RECORDS, 'Id', 'List<Id>'];

const families: readonly [Operation, ResultClass, records: string[], rest: string[]][] = [
  ['insert', SaveResult, RECORDS, WITH_OPTIONS],
  ['update', SaveResult, RECORDS, WITH_OPTIONS],
  ['delete', DeleteResult, RECORDS_OR_IDS, PLAIN],
  ['undelete', UndeleteResult, RECORDS_OR_IDS, PLAIN],
  ['upsert', UpsertResult, RECORDS, WITH_KEY],
];
const resultType = (records: string, Result: ResultClass): string =>
  records.startsWith('List<') ? `List<Database.${Result.name}>` : `Database.${Result.name}`;

for (const [operation, Result, recordTypes, rests] of families) {
  const fn = run(operation, Result);
  for (const records of recordTypes)
    for (const rest of rests)
      define('System.Database', {
        s: { [`${operation}(${records}${rest}):${resultType(records, Result)}`]: fn },
      });
}
for (const [operation, Result] of families.slice(0, 3))
  for (const records of RECORDS)
    for (const suffix of ['Immediate', 'Async'])
      define('System.Database', {
        s: {
          [`${operation}${suffix}(${records}):${resultType(records, Result)}`]: run(operation, Result, {
            allOrNone: false,
          }),
        },
      });

const mergeOne = (master: SObj, loser: Value): MergeResult => new MergeResult(merge(master, [loser], {}));
const mergeAll = (master: SObj, losers: AList): AList =>
  new AList(parseSigType('Database.MergeResult'), [new MergeResult(merge(master, losers.a, {}))]);
for (const rest of ['', ',Boolean'])
  define('System.Database', {
    s: {
      [`merge(SObject,SObject${rest}):Database.MergeResult`]: mergeOne,
      [`merge(SObject,Id${rest}):Database.MergeResult`]: mergeOne,
      [`merge(SObject,List<SObject>${rest}):List<Database.MergeResult>`]: mergeAll,
      [`merge(SObject,List<Id>${rest}):List<Database.MergeResult>`]: mergeAll,
    },
  });
