import { spawn, type ChildProcessWithoutNullStreams } from 'node:child_process';
import type { Logger } from 'pino';
import { HostLost, HostRefused } from './faults.ts';
import type { Launch } from './launch.ts';
import { readLines } from './line-reader.ts';
import { answer, type Answer, type HostMessage } from './protocol.ts';

interface Pending {
  readonly id: number;
  readonly resolve: (value: Answer & { ok: true }) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/**
 * One host process. It is asked one thing at a time; the caller keeps that order. Whatever goes wrong with the process itself
 * (time limit, end, an answer that is none) ends it for good and rejects with HostLost; an error told by the host is HostRefused.
 */
export class HostProcess {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #logger: Logger;
  readonly #ended: Promise<void>;
  #pending: Pending | undefined;
  #lost: HostLost | undefined;
  #lastId = 0;
  #serverPid: number | undefined;

  constructor(launch: Launch, maxReplyBytes: number, logger: Logger) {
    this.#logger = logger;
    this.#child = spawn(launch.file, launch.args, { env: launch.env, stdio: 'pipe', windowsHide: true });
    this.#ended = new Promise((resolve) => {
      this.#child.once('close', (code, signal) => {
        this.#lose(new HostLost('died', `the BOI host ended (${signal ?? `exit code ${code}`})`));
        this.#endServer();
        resolve();
      });
    });
    this.#child.once('error', (cause) => {
      this.#lose(new HostLost('start', `the BOI host cannot be started: ${cause.message}`, { cause }));
    });
    // A pipe that broke is told by the end of the process as well; without a listener it would end the gateway.
    this.#child.stdin.on('error', (error) => logger.debug({ err: error }, 'BOI host closed its input'));
    readLines(this.#child.stdout, {
      maxBytes: maxReplyBytes,
      onLine: (line) => this.#receive(line),
      onTooLong: () =>
        this.#end(new HostLost('garbage', `the BOI host answered with more than ${maxReplyBytes} bytes`)),
    });
    readLines(this.#child.stderr, {
      maxBytes: 65_536,
      onLine: (line) => logger.warn({ host: line.slice(0, 1000) }, 'BOI host'),
      onTooLong: () => {
        this.#child.stderr.resume();
        logger.warn('BOI host wrote an endless line to its log; the rest is dropped');
      },
    });
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  get alive(): boolean {
    return this.#lost === undefined;
  }

  /** The Sage server process behind the host; it is ended with a host that did not clean up, lest it goes on writing. */
  set serverPid(pid: number | undefined) {
    this.#serverPid = pid;
  }

  /** Sends one message and waits for its answer, at most `limitMs`. */
  send(message: HostMessage, limitMs: number): Promise<Answer & { ok: true }> {
    if (this.#lost) return Promise.reject(this.#lost);
    if (this.#pending) return Promise.reject(new Error('the BOI host is asked one thing at a time'));
    const id = ++this.#lastId;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        const seconds = Math.round(limitMs / 100) / 10;
        this.#end(new HostLost('timeout', `Sage did not answer "${message.op}" within ${seconds} s`));
      }, limitMs);
      this.#pending = { id, resolve, reject, timer };
      this.#child.stdin.write(`${asciiJson({ id, ...message })}\n`);
    });
  }

  /** Lets the host clean up for at most `limitMs`, then ends it. Never throws, and never waits longer than twice that. */
  async close(limitMs: number): Promise<void> {
    if (this.alive) {
      this.send({ op: 'close' }, limitMs)
        .then(() => {
          this.#serverPid = undefined;
          this.#child.stdin.end();
        })
        .catch((error: unknown) => this.#logger.warn({ err: error }, 'BOI host did not close cleanly'));
      if (await this.#endedWithin(limitMs)) return;
      this.kill('it did not close in time');
    }
    if (await this.#endedWithin(limitMs)) return;
    // The process is unkillable, or a child of its own holds the pipes: let go of them.
    this.#child.stdout.destroy();
    this.#child.stderr.destroy();
    this.#logger.error({ pid: this.pid }, 'BOI host could not be ended');
  }

  #endedWithin(limitMs: number): Promise<boolean> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(false), limitMs);
      void this.#ended.then(() => {
        clearTimeout(timer);
        resolve(true);
      });
    });
  }

  /** Ends the process and its Sage server process at once. */
  kill(why: string): void {
    this.#end(new HostLost('died', `the BOI host was ended: ${why}`));
  }

  #receive(line: string): void {
    let reply: Answer;
    try {
      reply = answer.parse(JSON.parse(line));
    } catch (cause) {
      // The line may hold a customer's data, so the log gets only its length.
      this.#end(
        new HostLost('garbage', `the BOI host wrote a line of ${line.length} characters that is no answer`, {
          cause,
        }),
      );
      return;
    }
    const pending = this.#pending;
    if (pending?.id !== reply.id) {
      this.#end(new HostLost('garbage', `the BOI host answered message ${reply.id}, which is not waiting`));
      return;
    }
    clearTimeout(pending.timer);
    this.#pending = undefined;
    if (reply.ok) pending.resolve(reply);
    else pending.reject(new HostRefused(reply.error));
  }

  #end(reason: HostLost): void {
    this.#lose(reason);
    this.#child.kill('SIGKILL');
    this.#endServer();
  }

  #endServer(): void {
    const pid = this.#serverPid;
    if (pid === undefined) return;
    this.#serverPid = undefined;
    try {
      process.kill(pid, 'SIGKILL');
    } catch (error) {
      this.#logger.info({ err: error, pid }, 'the Sage server process was gone already');
    }
  }

  #lose(reason: HostLost): void {
    if (this.#lost) return;
    this.#lost = reason;
    const pending = this.#pending;
    this.#pending = undefined;
    if (!pending) return;
    clearTimeout(pending.timer);
    pending.reject(reason);
  }
}

/** JSON in ASCII, so that neither a code page nor a reader that ends lines at U+2028 can harm a text on its way. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u007f-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}
