/* Public types of apex-runtime. README.md explains the parts. */

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
/** A record as given or answered: field API names; decimals may be given as text to keep every digit. */
export interface RecordJson {
  [field: string]: unknown;
}

/** A failed row or rule; `statusCode` as in the REST API. */
export interface RowError {
  index?: number;
  id?: string | null;
  statusCode: string;
  message: string;
  fields: string[];
}
export interface SaveResult {
  success: boolean;
  id: string | null;
  created?: boolean;
  errors: RowError[];
}

export type ErrorDetails = Pick<ApexRuntimeError, 'type' | 'apexStack' | 'dml' | 'fields' | 'auraMessage'>;

/** An error of Apex or of the API. */
export class ApexRuntimeError extends Error {
  constructor(message: string, details: ErrorDetails = {}, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ApexRuntimeError';
    Object.assign(this, details);
  }
  /** Apex exception type without `System.`, such as `DmlException`; `Error` for a wrong use of the API. */
  declare type?: string | undefined;
  declare apexStack?: string | undefined;
  /** The failed rows of a DmlException. */
  declare dml?: RowError[] | undefined;
  /** The fields a user-mode query may not read. */
  declare fields?: string[] | undefined;
  /** What an LWC would show of an AuraHandledException. */
  declare auraMessage?: string | undefined;
}

/** A callout of Apex with the named credential resolved into `url` and `headers`. */
export interface CalloutRequest {
  endpoint: string;
  url: string;
  method: string;
  headers: Record<string, string>;
  body: string | Uint8Array | null;
  /** Milliseconds. */
  timeout: number;
  namedCredential?: string;
}
export interface CalloutResponse {
  status: number;
  statusText?: string;
  headers?: Record<string, string>;
  body?: string | Uint8Array | object | null;
}

/** One record as it is after a committed transaction; fields keep their exact values as JSON. */
export type RecordChange =
  | { op: 'upsert'; object: string; id: string; fields: Record<string, Json> }
  | { op: 'delete'; object: string; id: string };

/** An event as the streaming API (empApi) gives it. */
export interface EventMessage {
  /** `/event/Ping__e`, `/data/AccountChangeEvent`, `/event/Mine__chn`... */
  channel: string;
  data: {
    schema: string;
    payload: Record<string, Json>;
    event: { EventUuid: string; replayId: number; EventApiName: string };
  };
}

/** Currencies of an org; `dated`: the rates of a currency from a day (`YYYY-MM-DD`) on, the one of `rates` holds before. */
export interface MultiCurrency {
  corporate: string;
  rates: Record<string, string>;
  dated?: Record<string, { from: string; rate: string }[]>;
}

export interface OrgOptions {
  /**
   * By developer name: address and headers in place of the metadata's, until Apex of the org writes the credential itself
   * (ConnectApi.NamedCredentials).
   */
  namedCredentials?: Record<string, string | { url: string; headers?: Record<string, string> }>;
  /** Answers callouts; default: real HTTP. A thrown error becomes a System.CalloutException with its message. */
  callout?: (request: CalloutRequest) => CalloutResponse | Promise<CalloutResponse>;
  /** Called with the net changes of each committed transaction, in commit order; the operation settles after it. */
  onCommit?: (changes: RecordChange[]) => void | Promise<void>;
  /** Called for each platform and change event after its triggers ran, once for each channel that has it. */
  onEvent?: (message: EventMessage) => void;
  /** Called after an operation that left jobs or events waiting. */
  onQueued?: (queued: number) => void;
  /** Keeps System.debug output for recorded(). */
  debug?: boolean;
  /** Opens the org in spite of compile errors; calling broken code then fails. */
  allowCompileErrors?: boolean;
  /** Default Developer, where a chain of queueables is 5 deep unless the first job sets MaximumQueueableStackDepth. */
  edition?: 'Developer' | 'Enterprise';
  /** Every object with amounts, and every custom one, has CurrencyIsoCode; `rates`: how much of a currency one corporate unit is. */
  multiCurrency?: MultiCurrency;
  /** Accounts with a last name are persons. */
  personAccounts?: boolean;
  /** Folder of parsed sources; default node_modules/.cache/apex-runtime. */
  cacheDir?: string;
}

/** Who does it: id or username; default the administrator or setUser(). */
export interface AsUser {
  user?: string;
  /** `changeOrigin` of the change events: `com/salesforce/api/rest/66.0;client=X`; left out: empty, as for Apex. */
  origin?: string;
}
export interface DmlOptions extends AsUser {
  /** Default true: one bad row fails all, and the promise rejects. */
  allOrNone?: boolean;
  /** For upsert. */
  externalId?: string;
  /** `user`: object and field permissions are enforced. */
  access?: 'user' | 'system';
}
export interface QueryOptions extends AsUser {
  access?: 'user' | 'system';
  /** Adds `attributes`, and `{totalSize, done, records}` around children, as the REST API does. */
  attributes?: boolean;
}

/** A request of the REST resource process/approvals. */
export interface ApprovalCall {
  actionType: 'Submit' | 'Approve' | 'Reject';
  /** The record; to approve or reject its work item. */
  contextId: string;
  contextActorId?: string | null;
  comments?: string | null;
  nextApproverIds?: string[] | null;
  processDefinitionNameOrId?: string | null;
  skipEntryCriteria?: boolean | null;
}
export interface ApprovalReply {
  actorIds: string[];
  entityId: string | null;
  errors: RowError[] | null;
  instanceId: string | null;
  instanceStatus: string | null;
  newWorkitemIds: string[];
  success: boolean;
}

export interface FieldDescribe {
  name: string;
  label: string;
  type: string;
  custom: boolean;
  length: number;
  precision: number;
  scale: number;
  nillable: boolean;
  createable: boolean;
  updateable: boolean;
  defaultedOnCreate: boolean;
  calculated: boolean;
  autoNumber: boolean;
  nameField: boolean;
  externalId: boolean;
  unique: boolean;
  caseSensitive: boolean;
  idLookup: boolean;
  restrictedPicklist: boolean;
  picklistValues: { value: string; label: string; active: boolean; defaultValue: boolean }[];
  referenceTo: string[];
  relationshipName: string | null;
  cascadeDelete: boolean;
  inlineHelpText: string | null;
}
export interface ObjectSummary {
  name: string;
  label: string;
  labelPlural: string;
  keyPrefix: string;
  custom: boolean;
  customSetting: boolean;
  kind: 'standard' | 'event' | 'mdt' | 'setting';
  createable: boolean;
  updateable: boolean;
  deletable: boolean;
  queryable: boolean;
}
export interface ObjectDescribe extends ObjectSummary {
  fields: FieldDescribe[];
  childRelationships: {
    childSObject: string;
    field: string;
    relationshipName: string;
    cascadeDelete: boolean;
  }[];
  recordTypeInfos: { developerName: string; name: string; active: boolean }[];
}

export interface JobError {
  job: string;
  name: string;
  type: string;
  message: string;
  stack: string;
}
export interface QueueState {
  /** Jobs due now, plus one if events wait. */
  ready: number;
  /** Jobs, delayed ones included, and events. */
  queued: number;
  /** When the first delayed job is due (ms since 1970). */
  nextAt: number | null;
}
export interface Step extends QueueState {
  /** What was run: one job, or the waiting events (`count` of them); null when nothing was due. */
  ran: { kind: string; id: string | null; name: string | null; count: number } | null;
  /** Uncaught exceptions of what was run. */
  errors: JobError[];
}
export interface ScheduledJob {
  id: string;
  className: string;
  name: string | null;
  cron: string | null;
  nextFireTime: string | null;
  timesTriggered: number;
}
export interface Recorded {
  emails: unknown[];
  notifications: unknown[];
  deployments: {
    id: string;
    items: { fullName: string; label: string | null; values: Record<string, Json> | null }[];
  }[];
  log: { text: string; file: string; line: number; level: string }[];
  queued: { kind: string; id: string; name: string | null }[];
  events: number;
  scheduled: { id: string; name: string }[];
}

/** An emulated org. Operations run one after the other, each in a transaction of its own. */
export interface Org {
  /** The last 1,000 callouts. */
  readonly calls: { method: string; url: string }[];
  insert(object: string, records: RecordJson | RecordJson[], options?: DmlOptions): Promise<SaveResult[]>;
  update(object: string, records: RecordJson | RecordJson[], options?: DmlOptions): Promise<SaveResult[]>;
  upsert(object: string, records: RecordJson | RecordJson[], options?: DmlOptions): Promise<SaveResult[]>;
  /** Records or ids. */
  delete(
    object: string,
    records: RecordJson | string | (RecordJson | string)[],
    options?: DmlOptions,
  ): Promise<SaveResult[]>;
  undelete(object: string, records: string | string[], options?: DmlOptions): Promise<SaveResult[]>;
  /** The rows with exactly the selected fields; for `SELECT COUNT()` a number: `query<number>(...)`. */
  query<T = RecordJson[]>(soql: string, options?: QueryOptions): Promise<T>;
  /** A static method; arguments by position or by name. */
  call(
    className: string,
    method: string,
    args?: unknown[] | Record<string, unknown>,
    options?: AsUser,
  ): Promise<Json>;
  anonymous(code: string, options?: AsUser): Promise<null>;
  publish(event: string, records: RecordJson | RecordJson[], options?: AsUser): Promise<SaveResult[]>;
  /** An @RestResource class. */
  rest(
    method: string,
    uri: string,
    body?: unknown,
    headers?: Record<string, string>,
    options?: AsUser,
  ): Promise<{ status: number; headers: Record<string, string>; body: string }>;
  /** Runs one waiting job, or delivers the waiting events. */
  runNext(options?: { ignoreDelay?: boolean }): Promise<Step>;
  pending(): Promise<
    QueueState & { jobs: { kind: string; id: string; name: string | null; notBefore: number | null }[] }
  >;
  /** Runs jobs and events until none is left or `max` were run; delays are skipped. */
  drain(max?: number): Promise<{ jobs: number; left: number; errors: JobError[] }>;
  scheduled(): Promise<ScheduledJob[]>;
  /** Runs scheduled jobs now, by class or job name, or all. */
  runScheduled(name?: string): Promise<{ jobs: number; errors: JobError[] }>;
  /** Restores what onCommit reported, in the same order; no triggers run. */
  load(changes: RecordChange[]): Promise<{ records: number; dropped: Record<string, number> }>;
  /** null for an unknown object. */
  describe(object: string): Promise<ObjectDescribe | null>;
  describeGlobal(): Promise<ObjectSummary[]>;
  /** User of later operations that name none; null = the administrator. */
  setUser(user: string | null): Promise<string | null>;
  /** Submits, approves or rejects records; all or none. */
  approvals(requests: ApprovalCall[], options?: AsUser): Promise<ApprovalReply[]>;
  /** Sends later callouts of a named credential to another address; wins over what was written before. */
  setNamedCredential(
    name: string,
    credential: string | { url: string; headers?: Record<string, string> },
  ): Promise<null>;
  /** Stops the clock at a time (ms since 1970); null lets it run. */
  setClock(ms: number | null): Promise<null>;
  grantPermissionSet(user: string | null, name: string): Promise<boolean>;
  snapshot(): Promise<null>;
  restore(): Promise<null>;
  recorded(): Promise<Recorded>;
  compileErrors(): Promise<{ file: string; line: number; message: string }[]>;
  close(): Promise<void>;
}
