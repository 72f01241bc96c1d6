import type {
  ApprovalCall,
  ApprovalReply,
  AsUser,
  DmlOptions,
  EventMessage,
  Json,
  JobError,
  Org as PublicOrg,
  OrgOptions,
  QueryOptions,
  RecordChange,
  Recorded,
  SaveResult,
  Step,
} from '../api.ts';
import { sobjT } from '../compile/types.ts';
import { describe, describeGlobal } from '../db/describe.ts';
import { dml } from '../db/dml.ts';
import { changesSince, loadRecords } from '../db/records.ts';
import { idOf } from '../db/row.ts';
import type { Table } from '../db/store.ts';
import { captureChanges } from '../lib/async/change-events.ts';
import { dynamic } from '../lib/database/query.ts';
import { Org } from '../org.ts';
import type { OrgFeatures } from '../schema/features.ts';
import { processApprovals } from '../org/approvals.ts';
import { mkEx, R } from '../runtime/rt.ts';
import { clock } from '../runtime/temporal.ts';
import { AEx, SObj, type RowError } from '../runtime/values.ts';
import { approvalReply, approvalRequest } from './approval-calls.ts';
import { errorInfo } from './error-info.ts';
import { messagesOf } from './event-messages.ts';
import { toRecords } from './json-values.ts';
import { isCalled, jobName, queueState, runNextWork, scheduledJobs } from './pump.ts';
import { recorded } from './recorded.ts';
import { callRest, findRestMethod, type RestAnswer } from './rest.ts';
import { plainRecords, queryShape } from './rows.ts';
import { callStatic, findStaticMethod, type CallArguments } from './static-call.ts';
import { inTransaction, startWork } from './transaction.ts';

export interface SessionOptions {
  readonly debug?: boolean;
  readonly cacheDir?: string | undefined;
  readonly edition?: string | undefined;
  readonly namedCredentials?: OrgOptions['namedCredentials'];
  readonly features?: OrgFeatures;
  /** Gets the changes of each committed transaction. */
  readonly onCommit?: ((changes: RecordChange[]) => void) | null;
  /** Gets each event that was delivered, once for each channel that has it. */
  readonly onEvent?: ((message: EventMessage) => void) | null;
}
const credentialOf = (given: string | { url: string; headers?: Record<string, string> }) =>
  typeof given === 'string' ? { url: given, headers: {} } : { headers: {}, ...given };

type DmlWord = 'insert' | 'update' | 'upsert' | 'delete' | 'undelete';

const plainError = ({ status: statusCode, message, fields }: RowError): SaveResult['errors'][number] => ({
  statusCode,
  message,
  fields,
});

/** The operations of the JavaScript API (api.ts) on one loaded org; runs inside the worker. */
export class Session {
  readonly org: Org;
  readonly #log: Recorded['log'] = [];
  #asyncErrors: JobError[] = [];
  /** The user of operations that name none. */
  #user: string | null = null;
  #snapshot: Map<string, Table> | null = null;

  constructor(org: Org) {
    this.org = org;
    R.asyncError = (work, error) => {
      const name = jobName(work) ?? work.name ?? '';
      this.#asyncErrors.push({ job: work.kind, name, ...errorInfo(error) });
    };
  }

  static async open(dirs: readonly string[], options: SessionOptions = {}): Promise<Session> {
    const org = new Org();
    const { cacheDir, features } = options;
    await org.load(dirs, { cacheDir, ...(features && { features }) });
    if (options.edition && options.edition !== 'Developer') org.chainDepth = Number.POSITIVE_INFINITY;
    for (const [name, given] of Object.entries(options.namedCredentials ?? {}))
      org.giveCredential(name, { ...credentialOf(given), newest: false });
    org.standardPricebook(); // every org has one; tests must ask for it
    const session = new Session(org);
    R.committed = () => {
      const changes = options.onCommit && org.db.journal.length > 0 ? changesSince(0) : [];
      if (changes.length > 0) options.onCommit?.(changes);
      captureChanges(0);
      org.db.journal.length = 0;
    };
    const { onEvent } = options;
    if (onEvent)
      R.onEvents = (events) => {
        for (const event of events) for (const message of messagesOf(event)) onEvent(message);
      };
    if (options.debug)
      R.debug = (text, file, line, level = 'DEBUG') => {
        session.#log.push({ text, file, line, level: level || 'DEBUG' });
      };
    return session;
  }

  compileErrors(): { file: string; line: number; message: string }[] {
    return [...this.org.project.errors];
  }

  #transaction<Result>({ user, origin }: AsUser, work: () => Result): Result {
    const id = user ? this.#userId(user) : (this.#user ?? this.org.adminId);
    return inTransaction(this.org, id, work, origin);
  }

  #userId(who: string): string {
    const { db } = this.org;
    const row = db.get('user', who) ?? db.by('user', 'username', who)[0];
    if (!row) throw new Error(`no such user ${who}`);
    return idOf(row);
  }

  call(className: string, method: string, args: CallArguments = [], options: AsUser = {}): Json {
    const found = findStaticMethod(className, method, args);
    return this.#transaction(options, () => callStatic(found, args));
  }

  dml(operation: DmlWord, object: string, given: unknown, options: DmlOptions = {}): SaveResult[] {
    return this.#transaction(options, () => {
      const records = toRecords(object, given);
      const { allOrNone = true, externalId = null, access } = options;
      try {
        return dml(operation, records, {
          allOrNone,
          ext: externalId,
          mode: access === 'user' ? 'user' : null,
        }).map(({ success, id, created, errors }) => ({
          success,
          id,
          created,
          errors: errors.map(plainError),
        }));
      } catch (error) {
        if (!(error instanceof AEx) || !error.dml || error.uncatchable || allOrNone) throw error;
        const errors = error.dml.map(plainError);
        return records.map(() => ({ success: false, id: null, created: false, errors }));
      }
    });
  }

  query(soql: string, options: QueryOptions = {}): number | object[] {
    return this.#transaction(options, () => {
      const unbound = (name: string): never => {
        throw mkEx('System.QueryException', `Variable does not exist: ${name}`);
      };
      const result = dynamic(soql, unbound, options.access === 'user' ? 'user_mode' : null);
      if (typeof result === 'number') return result;
      return plainRecords(result.a, queryShape(soql), options.attributes ?? false);
    });
  }

  async anonymous(code: string, options: AsUser = {}): Promise<null> {
    const block = await this.org.program.anonymous(code);
    return this.#transaction(options, () => {
      this.org.program.run(block);
      return null;
    });
  }

  publish(event: string, given: unknown, options: AsUser = {}): SaveResult[] {
    return this.#transaction(options, () =>
      R.publishAll(toRecords(event, given)).map(({ success, id, errors }) => ({
        success,
        id,
        errors: errors.map(plainError),
      })),
    );
  }

  rest(
    method: string,
    uri: string,
    body?: unknown,
    headers: Record<string, string> = {},
    options: AsUser = {},
  ): RestAnswer {
    const call = { method, uri, body, headers };
    const found = findRestMethod(call);
    if (!found) return { status: 404, headers: {}, body: '[{"errorCode":"NOT_FOUND"}]' };
    return this.#transaction(options, () => callRest(found, call));
  }

  load(changes: RecordChange[]): ReturnType<typeof loadRecords> {
    return loadRecords(changes);
  }

  describe(object: string): ReturnType<typeof describe> {
    return describe(object);
  }

  describeGlobal(): ReturnType<typeof describeGlobal> {
    return describeGlobal();
  }

  /** Runs queued jobs and events until nothing is left or `max` were run; delays are skipped, as in tests. */
  drain(max = 1000): { jobs: number; left: number; errors: JobError[] } {
    const errors: JobError[] = [];
    let jobs = 0;
    while (jobs < max) {
      const step = this.runNext({ ignoreDelay: true });
      if (!step.ran) break;
      jobs += 1;
      errors.push(...step.errors);
    }
    return { jobs, left: queueState().queued, errors };
  }

  /** Delivers the waiting platform events, or else runs the first job that is due. */
  runNext({ ignoreDelay = false }: { ignoreDelay?: boolean } = {}): Step {
    this.#startWork();
    const ran = runNextWork(ignoreDelay);
    R.committed();
    return { ran, ...queueState(), errors: this.#asyncErrors };
  }

  #startWork(): void {
    this.#asyncErrors = [];
    startWork(this.org, this.org.adminId, true);
  }

  pending(): Awaited<ReturnType<PublicOrg['pending']>> {
    const jobs = R.async.queue.map((job) => ({
      kind: job.kind,
      id: job.id,
      name: jobName(job),
      notBefore: job.notBefore ?? null,
    }));
    return { ...queueState(), jobs };
  }

  pendingCount(): number {
    return queueState().queued;
  }

  scheduled(): ReturnType<typeof scheduledJobs> {
    return scheduledJobs();
  }

  /** Runs scheduled jobs now: by Apex class or job name, or all of them. */
  runScheduled(name?: string): { jobs: number; errors: JobError[] } {
    this.#startWork();
    const jobs = R.async.scheduled.filter((job) => !name || isCalled(job, name));
    for (const job of jobs) {
      R.async.runJob(job);
      R.committed();
    }
    return { jobs: jobs.length, errors: this.#asyncErrors };
  }

  setUser(who: string | null): string | null {
    this.#user = who ? this.#userId(who) : null;
    return this.#user;
  }

  /** The REST resource process/approvals: all or none. */
  approvals(requests: readonly ApprovalCall[], options: AsUser = {}): ApprovalReply[] {
    return this.#transaction(options, () =>
      processApprovals(this.org, requests.map(approvalRequest), true).map(approvalReply),
    );
  }

  setNamedCredential(name: string, credential: NonNullable<OrgOptions['namedCredentials']>[string]): null {
    this.org.giveCredential(name, { ...credentialOf(credential), newest: true });
    return null;
  }

  setClock(ms: number | null): null {
    clock.base = ms;
    return null;
  }

  snapshot(): null {
    this.#snapshot = copyOf(this.org.db.tables);
    return null;
  }

  restore(): null {
    if (!this.#snapshot) throw new Error('no snapshot');
    this.org.db.setTables(copyOf(this.#snapshot));
    R.async.reset();
    this.org.emails = [];
    this.org.notifications = [];
    this.org.deployments = [];
    return null;
  }

  recorded(): Recorded {
    return recorded(this.org, this.#log.splice(0));
  }

  /** Assigns a permission set to a user, or to the administrator; false when there is none of this name. */
  grantPermissionSet(user: string | null, name: string): boolean {
    return this.#transaction({}, () => {
      const { db, adminId } = this.org;
      const set = [...db.rows('permissionset')].find((row) => row.get('name') === name);
      const type = sobjT('PermissionSetAssignment');
      if (!set || !type) return false;
      const assignee = user ? this.#userId(user) : adminId;
      const assignments = db.by('permissionsetassignment', 'assigneeid', assignee);
      if (assignments.some((row) => row.get('permissionsetid') === idOf(set))) return true;
      const assignment = new SObj(type);
      assignment.f.set('assigneeid', assignee);
      assignment.f.set('permissionsetid', idOf(set));
      dml('insert', assignment, { noCount: true, system: true });
      return true;
    });
  }
}

const copyOf = (tables: ReadonlyMap<string, Table>): Map<string, Table> =>
  new Map([...tables].map(([key, table]) => [key, new Map(table)]));
