import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { memoryOf, processorMs, type Memory } from './process-figures.ts';

/** A server under test, started on an empty database of its own. */
export interface Contestant {
  readonly name: string;
  /** Table with one row an order. */
  readonly table: string;
  start(databaseUrl: string, folder: string): Promise<Server>;
}

/** A server as a process of its own. */
export interface Server {
  /** Where orders are posted. */
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  /** From starting the process to its first answer. */
  readonly firstAnswerMs: number;
  memory(): Memory;
  /** Processor time so far; undefined where the system does not tell. */
  processorMs(): number | undefined;
  stop(): Promise<void>;
}

export interface ServerStart {
  readonly name: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** Answers 2xx as soon as the server works. */
  readonly readyUrl: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly logFile: string;
}

const startLimitMs = 60_000;

/** Starts a Node process and waits until it answers. The log file holds what it wrote. */
export async function startServer(start: ServerStart): Promise<Server> {
  const begin = performance.now();
  const child = spawn(process.execPath, ['--no-warnings', ...start.args], {
    env: { ...process.env, ...start.env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const log = createWriteStream(start.logFile, { flags: 'a' });
  child.stdout.pipe(log, { end: false });
  child.stderr.pipe(log, { end: false });
  try {
    await answers(child, start);
  } catch (error) {
    child.kill('SIGKILL');
    throw error;
  }
  return {
    url: start.url,
    headers: start.headers ?? {},
    firstAnswerMs: performance.now() - begin,
    memory: () => memoryOf(child.pid),
    processorMs: () => processorMs(child.pid),
    stop: async () => {
      if (child.exitCode === null && child.signalCode === null) {
        const exited = once(child, 'exit');
        child.kill('SIGTERM');
        await exited;
      }
      log.end();
    },
  };
}

async function answers(child: ChildProcess, { name, readyUrl, logFile }: ServerStart): Promise<void> {
  for (const end = Date.now() + startLimitMs; Date.now() < end; await pause(10)) {
    if (child.exitCode !== null || child.signalCode !== null) break;
    const answer = await fetch(readyUrl).catch(() => undefined); // not listening yet
    if (answer?.ok) return;
  }
  throw new Error(`${name} does not answer; see ${logFile}`);
}
