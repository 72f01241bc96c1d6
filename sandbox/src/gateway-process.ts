import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, existsSync, readFileSync, writeFileSync, type WriteStream } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { commandLine } from './children.ts';
import { GatewayClient } from './gateway-client.ts';
import { until } from './until.ts';

export interface GatewayStart {
  /** The gateway's settings file. */
  readonly configFile: string;
  /** Where its process id is kept, to find it again when whoever started it was killed. */
  readonly pidFile: string;
  /** Secrets, by the gateway's environment names. */
  readonly environment: Readonly<Record<string, string>>;
  readonly url: string;
  readonly key: string;
  readonly logFile: string;
}

const main = join(import.meta.dirname, '..', '..', 'sage-gateway', 'src', 'main.ts');

/** The gateway as a process of its own, started again when it dies, as a service manager would. */
export class GatewayProcess {
  readonly client: GatewayClient;
  readonly #start: GatewayStart;
  readonly #log: WriteStream;
  #child: ChildProcess | undefined;
  #stopping = false;
  #quickEnds = 0;
  /** How often it was started, the first time included. */
  starts = 0;

  constructor(start: GatewayStart) {
    this.#start = start;
    this.#log = createWriteStream(start.logFile, { flags: 'a' });
    this.client = new GatewayClient(start.url, start.key);
  }

  /** Starts it and waits until it is ready. Throws when something else answers at its address. */
  async start(signal?: AbortSignal): Promise<void> {
    if (await this.client.ready())
      throw new Error(
        `a gateway answers at ${this.#start.url} already; end it, or give another --gateway-port`,
      );
    this.#spawn();
    await this.untilReady(signal);
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  #spawn(): void {
    this.starts += 1;
    const startedAt = Date.now();
    const child = spawn(process.execPath, [main, 'start', '--config', this.#start.configFile], {
      // One arena of the C library: rows that the ODBC driver gives are freed by other threads than took them (docs/guides/operate-the-gateway.md).
      env: { ...process.env, UV_THREADPOOL_SIZE: '16', MALLOC_ARENA_MAX: '1', ...this.#start.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.pipe(this.#log, { end: false });
    child.stderr.pipe(this.#log, { end: false });
    child.on('exit', (code, signal) => {
      this.#log.write(`${JSON.stringify({ msg: 'gateway ended', code, signal })}\n`);
      if (this.#stopping) return;
      this.#quickEnds = Date.now() - startedAt < 1_000 ? this.#quickEnds + 1 : 0;
      // Asked to end by somebody else (0), wrong settings (78), or an end right after each start: starting again would not help.
      if (code === 0 || code === 78 || this.#quickEnds > 5) this.#stopping = true;
      else this.#spawn();
    });
    this.#child = child;
    if (child.pid !== undefined) writeFileSync(this.#start.pidFile, String(child.pid));
  }

  async untilReady(signal?: AbortSignal): Promise<void> {
    await until(async () => {
      signal?.throwIfAborted();
      if (this.#stopping) throw new Error(`the gateway ended; see ${this.#start.logFile}`);
      return this.client.ready();
    }, `the gateway is ready (see ${this.#start.logFile})`);
  }

  /** Ends the process at once, as a power cut would; it is started again. */
  kill(): void {
    this.#child?.kill('SIGKILL');
  }

  /** Asks it to stop and waits for it. */
  async stop(): Promise<void> {
    this.#stopping = true;
    const child = this.#child;
    if (child && child.exitCode === null && child.signalCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
    this.#log.end();
  }
}

/**
 * Ends the gateway that an earlier sandbox left running because it was killed itself. Its process id must still belong to a
 * gateway of the same settings file. Linux only, where the command line can be read; elsewhere the taken port is told.
 */
export async function endLeftOver(pidFile: string, configFile: string): Promise<void> {
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8'));
  const runs = () => Number.isInteger(pid) && commandLine(pid).includes(configFile);
  if (!runs()) return;
  process.kill(pid, 'SIGTERM');
  await until(async () => !runs(), `the gateway of an earlier sandbox (process ${pid}) has ended`);
}
