import type { ClassInfo } from '../compile/class-info.ts';
import type { Org } from '../org.ts';
import type { SObjectInfo } from '../schema/model.ts';
import type { LibraryHooks } from './hooks.ts';
import type { Helpers } from './rt.ts';
import type { AList, AMap } from './collections.ts';
import type { Transaction } from './limits.ts';
import type { Value } from './objects.ts';

/** What a stack frame shows of the method it runs. */
export interface MethodSite {
  readonly name: string;
  readonly ci: ClassInfo;
  readonly file: string;
  readonly line: number;
}
/** A call on the Apex stack. */
export interface Frame {
  /** null at the bottom. */
  readonly m: MethodSite | null;
  /** The line that runs; generated code sets it. */
  l: number;
  /** The caller. */
  readonly p: Frame | null;
  /** How deep it is. */
  readonly d: number;
}

/** What `Trigger.*` reads in one run of an object's triggers. */
export interface TriggerContext {
  readonly so: SObjectInfo | null;
  readonly new: AList | null;
  readonly old: AList | null;
  newmap: AMap | null;
  readonly oldmap: AMap | null;
  /** `insert`, `update`...; and `before` or `after`. */
  readonly op: string;
  readonly when: string;
  readonly size: number;
}

/** A test method that runs. */
export interface TestRun {
  /** Test.startTest() and Test.stopTest() were called. */
  started: boolean;
  stopped: boolean;
  /** The mocks of Test.setMock, by interface. */
  readonly mocks: Map<string, Value>;
  fixedSearch: Value;
  runAsDepth: number;
  /** The transaction around startTest()...stopTest(). */
  outer?: Transaction | null;
  requestId?: string;
  /** Test.enableChangeDataCapture(): from where in the journal changes are still to be told, and how many events there were. */
  cdc?: { from: number; count: number };
}

/** The state of what runs now. One org a thread, so there is one of it. */
interface State {
  top: Frame;
  readonly root: Frame;
  /** The org; set before anything runs. */
  org: Org;
  /** The transaction; set before anything runs. */
  tx: Transaction;
  trigStack: TriggerContext[];
  /** The id of the running user. */
  user: string;
  test: TestRun | null;
  /** Counts calls and loop rounds, so that the clock is read only now and then. */
  ticks: number;
  /** When to stop what runs (ms since 1970; 0: never), and how long a test may take. */
  deadline: number;
  cpuMs: number;
  /** The variables that a dynamic query may bind; undefined: no such variable. */
  bindScope: ((name: string) => Value | undefined) | null;
}

/** What generated code and the library reach at run time. */
export interface Runtime extends State, Helpers, LibraryHooks {}

const root: Frame = { m: null, l: 0, p: null, d: 0 };

/**
 * The runtime. It is filled while modules load: rt.ts plugs in the helpers of generated code, the library what it provides
 * (hooks.ts), and the session or test runner sets org, transaction and user before it runs anything.
 */
export const R = {
  top: root,
  root,
  trigStack: [] as TriggerContext[],
  test: null,
  ticks: 0,
  deadline: 0,
  cpuMs: 60_000,
  bindScope: null,
} as unknown as Runtime;
