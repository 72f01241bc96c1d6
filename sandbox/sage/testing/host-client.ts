import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';

const HOST = fileURLToPath(new URL('../host.ts', import.meta.url));

export type Reply = Readonly<Record<string, unknown>>;

/** A host process under test: every line it writes, in order. */
export class HostClient {
  readonly child: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #lines: AsyncIterator<string>;
  readonly #exited: Promise<unknown[]>;
  #id = 0;

  constructor(dataFolder: string) {
    this.child = spawn(process.execPath, [HOST, '--data', dataFolder], { stdio: ['pipe', 'pipe', 'pipe'] });
    this.child.stderr.resume();
    // A host that was killed closes its end: writing to it then is no surprise of a test.
    this.child.stdin.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
    });
    this.#lines = createInterface({ input: this.child.stdout })[Symbol.asyncIterator]();
    this.#exited = once(this.child, 'exit');
  }

  /** Sends a request and answers the next line, parsed; undefined when the host ended instead. */
  async ask(request: object): Promise<Reply | undefined> {
    this.#id += 1;
    this.child.stdin.write(`${JSON.stringify({ id: this.#id, ...request })}\n`);
    const line = await this.line();
    return line === undefined ? undefined : (JSON.parse(line) as Reply);
  }

  async line(): Promise<string | undefined> {
    const next = await this.#lines.next();
    return next.done === true ? undefined : next.value;
  }

  open(company: string, more: object = {}): Promise<Reply | undefined> {
    const logon = {
      progId: 'ProvideX.Script',
      home: 'C:\\Sage\\MAS90\\Home',
      user: 'gateway',
      password: 'secret',
    };
    return this.ask({ op: 'open', company, ...logon, ...more });
  }

  /** Ends the host if it lives; answers its exit code, null when a signal ended it. */
  async end(): Promise<unknown> {
    this.child.stdin.end();
    const [code] = await this.#exited;
    return code;
  }

  async kill(): Promise<void> {
    this.child.kill('SIGKILL');
    await this.#exited;
  }
}

export const ORDER_CONTEXT = { module: 'S/O', date: '20260531', task: 'SO_SalesOrder_ui' };

/** A `write` of a new order with so many bolts lines. */
export function orderMessage(salesOrderNo: string, lines = 1, more: object = {}): object {
  const set = [
    ['ItemCode$', 'BOLT'],
    ['QuantityOrdered', '2'],
  ];
  return {
    op: 'write',
    context: ORDER_CONTEXT,
    object: 'SO_SalesOrder_bus',
    key: [['SalesOrderNo$', salesOrderNo]],
    mode: 'create',
    set: [
      ['ARDivisionNo$', '01'],
      ['CustomerNo$', 'ACME'],
    ],
    lines: Array.from({ length: lines }, () => ({ set, read: ['UnitPrice', 'ExtensionAmt', 'LineKey$'] })),
    read: ['SalesOrderNo$'],
    ...more,
  };
}

/** A `delete` of an order. */
export function deleteMessage(salesOrderNo: string): object {
  return {
    op: 'delete',
    context: ORDER_CONTEXT,
    object: 'SO_SalesOrder_bus',
    key: [['SalesOrderNo$', salesOrderNo]],
  };
}

export const NEXT_ORDER_NO = {
  op: 'next',
  context: ORDER_CONTEXT,
  object: 'SO_SalesOrder_bus',
  method: 'nGetNextSalesOrderNo',
};
