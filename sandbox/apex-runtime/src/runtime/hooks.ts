import type { CalloutRequest, CalloutResponse } from '../api.ts';
import type { ApexType, SObjectType } from '../compile/apex-type.ts';
import type { FieldToken, ObjectToken } from '../lib/schema/tokens.ts';
import type { Query } from '../parse/query.ts';
import type { AsyncErrorListener, AsyncWork } from '../run/jobs.ts';
import type { Field } from '../schema/model.ts';
import type { AList } from './collections.ts';
import type { RowError, SObj, Value } from './objects.ts';

/** The outcome of publishing one event. */
export interface PublishResult {
  success: boolean;
  id: string | null;
  errors: RowError[];
}

/**
 * What the library (`src/lib`), the record store and the session plug into the runtime while they load, so that generated
 * code and the lower layers can call it without importing it.
 */
export interface LibraryHooks {
  // Called by generated code: queries and DML.
  soql(query: Query, binds: Value[]): Value;
  sosl(text: string, binds: Value[]): Value;
  dmlStmt(
    operation: string,
    args: Value[],
    externalId: string | null,
    access: 'user' | 'system' | null,
  ): void;
  /** `System.runAs(user) { ... }`: the answer ends it. */
  runAs(user: Value, version?: Value): () => void;

  // Called by generated code: tokens.
  typeTok(type: ApexType): Value;
  sobjTok(type: SObjectType): ObjectToken;
  fldTok(type: SObjectType, key: string): Value;
  describeFields(type: SObjectType): Value;

  // Records.
  /** SObject.clone(keepId, deep, keepTimestamps, keepAutonumbers) */
  sclone(record: SObj, keepId?: boolean, deep?: boolean, timestamps?: boolean, autonumbers?: boolean): SObj;
  addErrorField(record: SObj, field: string | null, message: string): void;
  addErrorById(id: string, message: string): void;
  /** A field's value of metadata or of a file. */
  fromText(field: Field, text: string | null | undefined): Value;
  /** A hierarchy custom setting as the running user sees it. */
  settingFor(type: SObjectType): SObj;
  ftok(field: Field): FieldToken;
  fieldToken(name: string): Value;
  loadData(type: ApexType, resource: string): AList;

  // Classes.
  instantiate(type: ApexType): Value;
  isExcClass(decl: { superT: ApexType | null }): boolean;
  assignableT(a: ApexType, b: ApexType): boolean;
  makeStub(type: ApexType, provider: Value): Value;

  // Results.
  mkDbError(error: RowError): Value;
  mkSaveResult(result: PublishResult): Value;

  // Transactions and jobs.
  committed(): void;
  hasPermission(name: string): boolean;
  resetCaches(): void;
  publish(events: SObj[]): void;
  publishAll(events: SObj[]): PublishResult[];
  async: AsyncWork;
  asyncError?: AsyncErrorListener;
  /** Told of events that were delivered to their triggers, once each. */
  onEvents?: (events: readonly SObj[]) => void;
  /** What Test.getEventBus() answers. */
  eventBus: Value;
  /** RestContext: what a REST resource answers, and where. */
  rest: { request: Value; response: Value };
  /** Makes a callout and waits for its answer; `error` tells why there is none. */
  callout?: (request: CalloutRequest) => CalloutResponse | { readonly error: string };
  /** A line of the debug log. */
  debug?: (text: string, file: string, line: number, level?: string) => void;
}
