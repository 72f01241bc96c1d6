import type { ClassInfo, MethodInfo } from '../compile/class-info.ts';
import type { Org } from '../org.ts';
import { newTx } from '../runtime/limits.ts';
import { R } from '../runtime/rt.ts';
import { asApexError, errorInfo, type ErrorInfo } from './error-info.ts';

export interface TestResult {
  readonly class: string;
  readonly method: string;
  readonly ok: boolean;
  /** How long it took, in milliseconds. */
  readonly ms: number;
  readonly error?: ErrorInfo;
  /** Failures of asynchronous work that no test waited for. */
  readonly notes?: string[];
}
interface TestClass {
  readonly decl: ClassInfo;
  readonly methods: readonly MethodInfo[];
  readonly setup: MethodInfo | undefined;
}

/** How often work that a test left behind may leave new work behind. */
const MAX_ROUNDS = 50;

/** The test classes; `only` names classes (`X`) or methods (`X.y`) in any case. */
function findTests(org: Org, only: readonly string[] | null): TestClass[] {
  const wanted = only && new Set(only.map((name) => name.toLowerCase()));
  return org.project.list
    .filter(({ isEnum, isInterface, isTrigger, outer }) => !isEnum && !isInterface && !isTrigger && !outer)
    .map((decl) => {
      const methods = [...decl.methods.values()].flat().filter(({ isStatic, arity }) => isStatic && !arity);
      const isSetup = ({ ann }: MethodInfo): boolean => ann.some(({ name }) => name === 'testsetup');
      const isWanted = ({ name }: MethodInfo): boolean =>
        !wanted || wanted.has(decl.key) || wanted.has(`${decl.key}.${name.toLowerCase()}`);
      return {
        decl,
        setup: methods.find(isSetup),
        methods: methods.filter((method) => method.isTestMethod && !isSetup(method) && isWanted(method)),
      };
    })
    .filter(({ methods }) => methods.length > 0)
    .sort((a, b) => (a.decl.name < b.decl.name ? -1 : 1));
}

/** Runs the tests one after the other, each in a transaction of its own that is rolled back. */
export function runTests(
  org: Org,
  options: {
    readonly only?: readonly string[] | null;
    readonly onResult?: ((result: TestResult) => void) | undefined;
  } = {},
): TestResult[] {
  const results: TestResult[] = [];
  const untouched = org.db.mark();
  for (const { decl, methods, setup } of findTests(org, options.only ?? null)) {
    const notes: string[] = [];
    const setupFailure = setup ? runMethod(org, decl, setup, notes) : null;
    const prepared = org.db.mark();
    for (const method of methods) {
      const began = performance.now();
      const failure = setupFailure ?? runMethod(org, decl, method, notes);
      org.db.rollback(prepared);
      const result: TestResult = {
        class: decl.name,
        method: method.name,
        ok: !failure,
        ms: performance.now() - began,
        ...(failure && { error: failure }),
        ...(notes.length > 0 && { notes: notes.splice(0) }),
      };
      results.push(result);
      options.onResult?.(result);
    }
    org.db.rollback(untouched);
  }
  R.test = null;
  return results;
}

/** Runs a method as a test; answers its failure. */
function runMethod(org: Org, decl: ClassInfo, method: MethodInfo, notes: string[]): ErrorInfo | null {
  startTransaction(org);
  R.async.reset();
  R.resetCaches();
  R.rest.request = null;
  R.rest.response = null;
  R.test = { started: false, stopped: false, mocks: new Map(), fixedSearch: null, runAsDepth: 0 };
  R.deadline = Date.now() + R.cpuMs;
  org.emails = [];
  org.notifications = [];
  org.deployments = [];
  org.resetStatics();
  try {
    decl.init();
    decl.callStatic(method.js);
  } catch (error) {
    return errorInfo(asApexError(error));
  }
  runRemainingWork(org, notes);
  return null;
}

function startTransaction(org: Org): void {
  R.top = R.root;
  R.trigStack = [];
  R.user = org.adminId;
  R.tx = newTx(false);
}

const isWorkWaiting = (): boolean => R.async.queue.length > 0 || R.async.events.length > 0;

/** Jobs queued without Test.stopTest() run when the method has ended; their failures are only noted. */
function runRemainingWork(org: Org, notes: string[]): void {
  if (isWorkWaiting()) startTransaction(org);
  for (let round = 0; isWorkWaiting() && round < MAX_ROUNDS; round += 1) {
    try {
      R.async.flush();
    } catch (error) {
      notes.push(`after the test, asynchronous work failed: ${errorInfo(error).message}`);
    }
  }
}
