import { fatal } from './exceptions.ts';
import { R } from './state.ts';

/** The governor limits of a synchronous transaction. */
export const SYNC = {
  queries: 100,
  rows: 50_000,
  dml: 150,
  dmlRows: 10_000,
  callouts: 100,
  queueable: 50,
  future: 50,
  emails: 10,
  heap: 6_000_000,
  cpu: 10_000,
  sosl: 20,
  publish: 150,
  aggQueries: 300,
  push: 10,
  savepoints: 150,
  locatorRows: 10_000,
};
export type LimitName = keyof typeof SYNC;
export type Limits = Readonly<Record<LimitName, number>>;

/** The same of an asynchronous one. */
export const ASYNC: Limits = { ...SYNC, queries: 200, queueable: 1, heap: 12_000_000, cpu: 60_000 };

const MESSAGES: Partial<Record<LimitName, string>> = {
  queries: 'Too many SOQL queries',
  rows: 'Too many query rows',
  dml: 'Too many DML statements',
  dmlRows: 'Too many DML rows',
  callouts: 'Too many callouts',
  queueable: 'Too many queueable jobs added to the queue',
  future: 'Too many future calls',
  sosl: 'Too many SOSL queries',
  emails: 'Too many Email Invocations',
  publish: 'Too many EventBus publish statements',
};

/** One Apex transaction. */
export interface Transaction {
  readonly async: boolean;
  /** `SYNC`, `ASYNC`, `QUEUEABLE`, `FUTURE`, `BATCH`, `SCHEDULED`... */
  readonly kind: string;
  readonly used: Partial<Record<LimitName, number>>;
  max: Limits;
  /** It has uncommitted work: a callout is not allowed. */
  dirty: boolean;
  /** The last setup object and the last other object it wrote: a transaction may write only one kind. */
  setup: string | false;
  normal: string | false;
  /** What its thread had used of the processor when it began, in microseconds. */
  readonly cpuStart: number;
  quiddity: string | null;
  requestId: string | null;
  /** Where its changes come from, as change events tell it: `com/salesforce/api/rest/66.0;client=X`; empty for Apex. */
  origin: string;
  /** In a test: the setup and other objects that count instead of its own. */
  mixCtx?: Pick<Transaction, 'setup' | 'normal'> | null;
}

const cpuNow = (): number => {
  const { user, system } = process.threadCpuUsage();
  return user + system;
};

/** Milliseconds of processor time of the running transaction; waiting for a callout takes none. An estimate: an org's differ. */
export const cpuTime = (): number => Math.round((cpuNow() - R.tx.cpuStart) / 1000);

export function newTx(isAsync: boolean, kind = isAsync ? 'ASYNC' : 'SYNC'): Transaction {
  return {
    async: isAsync,
    kind,
    used: {},
    max: isAsync ? ASYNC : SYNC,
    dirty: false,
    setup: false,
    normal: false,
    cpuStart: cpuNow(),
    quiddity: null,
    requestId: null,
    origin: '',
  };
}

/** Counts a use of a limited resource; throws the LimitException that Apex cannot catch when it is one too many. */
export function count(what: LimitName, amount: number): void {
  const used = (R.tx.used[what] ?? 0) + amount;
  R.tx.used[what] = used;
  const limit = R.tx.max[what];
  if (used <= limit) return;
  const shown = what === 'rows' || what === 'dmlRows' ? limit + 1 : used;
  throw fatal('System.LimitException', `${MESSAGES[what] ?? what}: ${shown}`);
}

export const used = (what: LimitName): number => R.tx.used[what] ?? 0;
export const max = (what: LimitName): number => R.tx.max[what];
