import { define, parseSigType, t } from '../../compile/types.ts';
import { R } from '../../runtime/rt.ts';
import { AList, str, type RowError, type Value } from '../../runtime/values.ts';
import { statusCode } from '../core/exceptions.ts';
import { methodsOf } from '../typed.ts';

/** What DML or a merge did to one record. */
export interface RowResult {
  readonly success: boolean;
  readonly id?: string | null;
  readonly created?: boolean;
  readonly merged?: string[];
  readonly errors: readonly RowError[];
}

/** Database.Error */
class DatabaseError {
  readonly error: RowError;

  constructor(error: RowError) {
    this.error = error;
  }

  toText(): string {
    const { fields, message, status } = this.error;
    return `Database.Error[getFields=(${fields.join(', ')});getMessage=${message};getStatusCode=${status};]`;
  }
}
R.mkDbError = (error) => new DatabaseError(error);
define('Database.Error', {
  js: DatabaseError,
  i: methodsOf<DatabaseError>()({
    'getMessage():String': ({ error }) => error.message,
    'getStatusCode():StatusCode': ({ error }) => statusCode(error.status),
    'getFields():List<String>': ({ error }) => new AList(t.string, [...error.fields]),
  }),
});

/** The base of Database.SaveResult and its kin. */
export abstract class DatabaseResult {
  readonly r: RowResult;
  abstract readonly name: string;

  constructor(result: RowResult) {
    this.r = result;
  }

  get errors(): DatabaseError[] {
    return this.r.errors.map((error) => new DatabaseError(error));
  }

  toText(): string {
    const { id, success } = this.r;
    return `Database.${this.name}[getErrors=(${this.errors.map(str).join(', ')});getId=${id};isSuccess=${success};]`;
  }
}
export class SaveResult extends DatabaseResult {
  readonly name = 'SaveResult';
}
export class UpsertResult extends DatabaseResult {
  readonly name = 'UpsertResult';
}
export class DeleteResult extends DatabaseResult {
  readonly name = 'DeleteResult';
}
export class UndeleteResult extends DatabaseResult {
  readonly name = 'UndeleteResult';
}
export class MergeResult extends DatabaseResult {
  readonly name = 'MergeResult';
}
class EmptyRecycleBinResult extends DatabaseResult {
  readonly name = 'EmptyRecycleBinResult';
}
class LeadConvertResult extends DatabaseResult {
  readonly name = 'LeadConvertResult';
}
export type ResultClass = new (result: RowResult) => DatabaseResult;

const common = methodsOf<DatabaseResult>()({
  'isSuccess():Boolean': ({ r }) => r.success,
  'getId():Id': ({ r }) => r.id ?? null,
  'getErrors():List<Database.Error>': ({ errors }) => new AList(parseSigType('Database.Error'), errors),
});
define('Database.SaveResult', { js: SaveResult, i: common });
define('Database.UpsertResult', {
  js: UpsertResult,
  i: { ...common, ...methodsOf<UpsertResult>()({ 'isCreated():Boolean': ({ r }) => r.created ?? false }) },
});
define('Database.DeleteResult', { js: DeleteResult, i: common });
define('Database.UndeleteResult', { js: UndeleteResult, i: common });
define('Database.MergeResult', {
  js: MergeResult,
  i: {
    ...common,
    ...methodsOf<MergeResult>()({
      'getMergedRecordIds():List<Id>': ({ r }) => new AList(t.id, [...(r.merged ?? [])]),
      'getUpdatedRelatedIds():List<Id>': () => new AList(t.id),
    }),
  },
});
define('Database.EmptyRecycleBinResult', { js: EmptyRecycleBinResult, i: common });
define('Database.LeadConvertResult', { js: LeadConvertResult, i: common });

R.mkSaveResult = (result): Value => new SaveResult(result);
