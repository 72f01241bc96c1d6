import { MessageChannel, Worker, type MessagePort } from 'node:worker_threads';
import {
  ApexRuntimeError,
  type CalloutRequest,
  type ErrorDetails,
  type EventMessage,
  type Org,
  type OrgOptions,
  type RecordChange,
} from './api.ts';
import { fetchCallout, plainAnswer } from './callouts.ts';

export * from './api.ts';
export { fetchCallout } from './callouts.ts';

const operations = [
  'call',
  'dml',
  'query',
  'anonymous',
  'publish',
  'drain',
  'runNext',
  'pending',
  'scheduled',
  'runScheduled',
  'rest',
  'setUser',
  'approvals',
  'setNamedCredential',
  'setClock',
  'snapshot',
  'restore',
  'recorded',
  'compileErrors',
  'grantPermissionSet',
  'load',
  'describe',
  'describeGlobal',
] as const;

interface CompileProblem {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}
interface Settled {
  readonly id: number;
  readonly ok: boolean;
  readonly value?: unknown;
  readonly error?: { readonly message: string } & ErrorDetails;
  readonly queued?: number;
}
type FromWorker =
  | { readonly changes: RecordChange[] }
  | { readonly event: EventMessage }
  | { readonly ready: false; readonly error: string }
  | { readonly ready: true; readonly errors: CompileProblem[] }
  | Settled;
interface Pending {
  readonly op: string;
  resolve(value: unknown): void;
  reject(error: unknown): void;
}

/** Loads projects (sfdx project folders or plain metadata folders) into one org in a worker thread. */
export async function createOrg(dirs: string | string[], options: OrgOptions = {}): Promise<Org> {
  const client = new WorkerClient([dirs].flat(), options);
  try {
    await client.ready;
  } catch (error) {
    await client.close();
    throw error;
  }
  return client.org();
}

/** The caller's side of the worker: sends operations, answers callouts, hands commits on in order. */
class WorkerClient {
  readonly ready: Promise<void>;
  readonly #options: OrgOptions;
  readonly #worker: Worker;
  readonly #callouts: MessagePort;
  readonly #flag: Int32Array;
  readonly #pending = new Map<number, Pending>();
  readonly #calls: { method: string; url: string }[] = [];
  /** The caller's onCommit calls, one after the other. */
  #commits: Promise<void> = Promise.resolve();
  #sequence = 0;
  #stopped: Error | undefined;

  constructor(dirs: string[], options: OrgOptions) {
    this.#options = options;
    const signal = new SharedArrayBuffer(4);
    this.#flag = new Int32Array(signal);
    const { port1, port2 } = new MessageChannel();
    this.#callouts = port1;
    const { debug = false, cacheDir, edition, namedCredentials, multiCurrency, personAccounts } = options;
    this.#worker = new Worker(new URL('./run/worker.ts', import.meta.url), {
      workerData: {
        port: port2,
        signal,
        dirs,
        opt: {
          debug,
          commits: !!options.onCommit,
          events: !!options.onEvent,
          cacheDir,
          edition,
          namedCredentials,
          features: { multiCurrency, personAccounts },
        },
      },
      transferList: [port2],
      resourceLimits: { stackSizeMb: 32, maxOldGenerationSizeMb: 4096 },
    });
    port1.on('message', (request: CalloutRequest & { seq: number }) => void this.#answer(request));
    this.ready = new Promise((resolve, reject) => {
      this.#worker.on('message', (message: FromWorker) => this.#take(message, resolve, reject));
      this.#worker.on('error', (error: Error) => {
        reject(error);
        this.#stop(error);
      });
      this.#worker.on('exit', () => this.#stop(new ApexRuntimeError('the org is closed')));
    });
  }

  org(): Org {
    const send = Object.fromEntries(
      operations.map((op) => [op, (...args: unknown[]) => this.#send(op, args)]),
    );
    const dml = Object.fromEntries(
      ['insert', 'update', 'upsert', 'delete', 'undelete'].map((op) => [
        op,
        (...args: unknown[]) => this.#send('dml', [op, ...args]),
      ]),
    );
    return { ...send, ...dml, calls: this.#calls, close: () => this.close() } as unknown as Org;
  }

  async close(): Promise<void> {
    this.#callouts.close();
    await this.#worker.terminate();
  }

  #send(op: string, args: unknown[]): Promise<unknown> {
    return new Promise((resolve, reject) => {
      if (this.#stopped) return reject(this.#stopped);
      this.#sequence += 1;
      this.#pending.set(this.#sequence, { op, resolve, reject });
      this.#worker.postMessage({ id: this.#sequence, op, args });
    });
  }

  #take(message: FromWorker, ready: () => void, failed: (error: Error) => void): void {
    if ('changes' in message) {
      this.#commits = this.#commits.then(() => this.#options.onCommit?.(message.changes));
      this.#commits.catch(() => undefined); // #settle reports it to the operation that committed
    } else if ('event' in message) {
      this.#options.onEvent?.(message.event);
    } else if (!('ready' in message)) {
      void this.#settle(message);
    } else if (!message.ready) {
      failed(new ApexRuntimeError(message.error));
    } else {
      if (message.errors.length > 0 && !this.#options.allowCompileErrors) {
        const lines = message.errors.map(({ file, line, message: text }) => `${file}:${line}: ${text}`);
        failed(new ApexRuntimeError(`compile errors:\n${lines.join('\n')}`));
      } else ready();
    }
  }

  async #settle(message: Settled): Promise<void> {
    const pending = this.#pending.get(message.id);
    this.#pending.delete(message.id);
    if (!pending) return;
    const failure = await this.#committed();
    if (failure) pending.reject(failure);
    else if (message.ok) pending.resolve(message.value);
    else {
      const { message: text = '', ...details } = message.error ?? {};
      pending.reject(new ApexRuntimeError(text, details));
    }
    if (message.queued && pending.op !== 'runNext' && pending.op !== 'drain')
      this.#options.onQueued?.(message.queued);
  }

  /** Waits for the commits so far; answers the error if one of them failed. */
  async #committed(): Promise<ApexRuntimeError | undefined> {
    try {
      await this.#commits;
      return undefined;
    } catch (error) {
      this.#commits = Promise.resolve();
      return new ApexRuntimeError(`onCommit failed: ${(error as Error).message}`, {}, { cause: error });
    }
  }

  /** Answers one callout; the worker waits for it on the flag. */
  async #answer({ seq, ...request }: CalloutRequest & { seq: number }): Promise<void> {
    let answer: object;
    try {
      this.#calls.push({ method: request.method, url: request.url });
      if (this.#calls.length > 1000) this.#calls.shift();
      answer = plainAnswer(await (this.#options.callout ?? fetchCallout)(request));
    } catch (error) {
      answer = { error: (error as Error).message };
    }
    this.#callouts.postMessage({ ...answer, seq });
    Atomics.store(this.#flag, 0, 1);
    Atomics.notify(this.#flag, 0);
  }

  #stop(error: Error): void {
    this.#stopped = error;
    for (const pending of this.#pending.values()) pending.reject(error);
    this.#pending.clear();
  }
}
