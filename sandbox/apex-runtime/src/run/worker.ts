import { parentPort, receiveMessageOnPort, workerData, type MessagePort } from 'node:worker_threads';
import { ApexRuntimeError } from '../api.ts';
import { R } from '../runtime/rt.ts';
import type { plainAnswer } from '../callouts.ts';
import { Session, type SessionOptions } from './session.ts';

// The worker thread of createOrg(): Apex runs here, synchronously. A callout blocks it until the caller's thread has answered.

interface WorkerData {
  readonly port: MessagePort;
  readonly signal: SharedArrayBuffer;
  readonly dirs: string[];
  readonly opt: Omit<SessionOptions, 'onCommit' | 'onEvent'> & {
    readonly commits: boolean;
    readonly events: boolean;
  };
}
interface Request {
  readonly id: number;
  readonly op: string;
  readonly args: unknown[];
}
type Answer = { readonly seq: number } & (ReturnType<typeof plainAnswer> | { readonly error: string });

const DEFAULT_TIMEOUT_MS = 10_000;

// index.ts starts this worker with these data
const { port, signal, dirs, opt } = workerData as WorkerData;
const flag = new Int32Array(signal);
const caller = parentPort;
if (!caller) throw new Error('apex-runtime internal: worker.ts runs in a worker thread only');

let callouts = 0;
R.callout = (request) => {
  callouts += 1;
  const seq = callouts;
  const body = request.body instanceof Uint8Array ? new Uint8Array(request.body) : request.body;
  port.postMessage({ ...request, seq, body });
  const until = Date.now() + (request.timeout || DEFAULT_TIMEOUT_MS) + 1000;
  for (;;) {
    Atomics.store(flag, 0, 0);
    const answer = received(seq);
    if (answer) return answer as ReturnType<NonNullable<typeof R.callout>>;
    const left = until - Date.now();
    if (left <= 0) return { error: 'Read timed out' };
    Atomics.wait(flag, 0, 0, left);
  }
};

/** The answer to a callout; older ones were given up. */
function received(seq: number): Answer | null {
  for (let next = receiveMessageOnPort(port); next; next = receiveMessageOnPort(port)) {
    const answer = next.message as Answer; // index.ts sends nothing else
    if (answer.seq === seq) return answer;
  }
  return null;
}

/** Opens the org; answers it when that succeeded. */
async function open(): Promise<Session | null> {
  const { commits, events, ...options } = opt;
  try {
    const session = await Session.open(dirs, {
      ...options,
      onCommit: commits ? (changes) => caller?.postMessage({ changes }) : null,
      onEvent: events ? (event) => caller?.postMessage({ event }) : null,
    });
    caller?.postMessage({ ready: true, errors: session.compileErrors() });
    return session;
  } catch (error) {
    const text = error instanceof Error ? error.stack : String(error);
    caller?.postMessage({ ready: false, error: text });
    return null;
  }
}

const session = await open();
// One at a time, in the order of arrival, also those that wait for something.
let turn = Promise.resolve();
caller.on('message', (request: Request) => {
  turn = turn.then(() => run(request));
});

async function run({ id, op, args }: Request): Promise<void> {
  if (!session) return;
  const queued = (): { queued: number } => ({ queued: session.pendingCount() });
  try {
    // index.ts sends the names of the operations only
    const operations = session as unknown as Record<string, (...given: unknown[]) => unknown>;
    const value = await operations[op]?.(...args);
    caller?.postMessage({ id, ok: true, value, ...queued() });
  } catch (error) {
    caller?.postMessage({ id, ok: false, error: plainError(error), ...queued() });
  }
}

function plainError(error: unknown): object {
  if (error instanceof ApexRuntimeError) {
    const { message, type, apexStack, dml, fields, auraMessage } = error;
    return { message, type: type ?? error.name, apexStack: apexStack ?? '', dml, fields, auraMessage };
  }
  const { message, name, stack } = error instanceof Error ? error : new Error(String(error));
  return { message, type: name, apexStack: '', stack };
}
