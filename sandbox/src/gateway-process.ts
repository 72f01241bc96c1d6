import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, type WriteStream } from 'node:fs';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { GatewayClient } from './gateway-client.ts';

export interface GatewayStart {
  /** The gateway's settings file. */
  readonly configFile: string;
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
  /** How often it was started, the first time included. */
  starts = 0;

  private constructor(start: GatewayStart) {
    this.#start = start;
    this.#log = createWriteStream(start.logFile, { flags: 'a' });
    this.client = new GatewayClient(start.url, start.key);
  }

  /** Starts it and waits until it is ready. */
  static async start(start: GatewayStart): Promise<GatewayProcess> {
    const gateway = new GatewayProcess(start);
    gateway.#spawn();
    await gateway.untilReady();
    return gateway;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  #spawn(): void {
    this.starts += 1;
    const child = spawn(process.execPath, [main, 'start', '--config', this.#start.configFile], {
      env: { ...process.env, UV_THREADPOOL_SIZE: '16', ...this.#start.environment },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    child.stdout.pipe(this.#log, { end: false });
    child.stderr.pipe(this.#log, { end: false });
    child.on('exit', (code, signal) => {
      if (this.#stopping) return;
      if (code === 78)
        this.#stopping = true; // the settings are wrong: starting again would not help
      else this.#spawn();
      this.#log.write(`${JSON.stringify({ msg: 'gateway ended', code, signal })}\n`);
    });
    this.#child = child;
  }

  async untilReady(patience = 60_000): Promise<void> {
    const end = Date.now() + patience;
    while (!(await this.client.ready())) {
      if (this.#stopping || Date.now() > end)
        throw new Error(`the gateway is not ready; see ${this.#start.logFile}`);
      await pause(50);
    }
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
