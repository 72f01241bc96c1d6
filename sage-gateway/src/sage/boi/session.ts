import pLimit from 'p-limit';
import type { Logger } from 'pino';
import type { z } from 'zod';
import { RetryableError } from '../../errors.ts';
import { asPortError, HostLost, HostRefused } from './faults.ts';
import { HostProcess } from './host-process.ts';
import type { Launch } from './launch.ts';
import { openAnswer, type HostMessage, type OpenMessage, type SessionMessage } from './protocol.ts';
import type { BoiSettings } from './settings.ts';

/** A company's session: settings, who logs on, and the programs to try. */
export interface SessionOptions {
  readonly company: string;
  readonly settings: BoiSettings;
  readonly password: () => string | Promise<string>;
  readonly launches: readonly Launch[];
  readonly logger: Logger;
}

/**
 * One company's Sage session: at most one host process, started when it is first needed, asked one message after another, renewed
 * between two documents when it has grown old, and dropped after anything that may have spoiled it. Nothing is ever repeated here:
 * the job queue does that, after it looked up what was written.
 */
export class BoiSession {
  readonly #options: SessionOptions;
  readonly #oneAtATime = pLimit(1);
  #launches: readonly Launch[];
  #host: HostProcess | undefined;
  #openedAt = 0;
  #documents = 0;
  #failedStart: { readonly error: unknown; readonly until: number } | undefined;
  #closed = false;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#launches = options.launches;
  }

  /** Carries out one message and parses its answer. Throws the errors of SageDocuments. */
  call<T>(message: SessionMessage, schema: z.ZodType<T>, limitMs: number): Promise<T> {
    return this.#oneAtATime(() => this.#carryOut(message, schema, limitMs));
  }

  /**
   * The same for what only somebody who waits wants to know: undefined when the turn does not come before `turn` is aborted. What has
   * begun by then is carried out, for breaking it off would end the session.
   */
  callInTime<T>(
    message: SessionMessage,
    schema: z.ZodType<T>,
    limitMs: number,
    turn: AbortSignal,
  ): Promise<T | undefined> {
    return this.#oneAtATime(async () =>
      turn.aborted ? undefined : this.#carryOut(message, schema, limitMs),
    );
  }

  /** Waits for the call under way, at most closeSeconds, and ends the host. What is asked afterwards is refused. */
  async close(): Promise<void> {
    this.#closed = true;
    const limitMs = this.#options.settings.closeSeconds * 1000;
    const timer = setTimeout(() => this.#host?.kill('the gateway is stopping'), limitMs);
    await this.#oneAtATime(() => this.#drop());
    clearTimeout(timer);
  }

  async #carryOut<T>(message: SessionMessage, schema: z.ZodType<T>, limitMs: number): Promise<T> {
    const host = await this.#ready();
    if (message.op !== 'ping' && message.op !== 'next') this.#documents += 1;
    return this.#ask(host, message, schema, limitMs).catch((error: unknown) => {
      throw asPortError(error, message);
    });
  }

  /** A living host that is not too old; starts one when there is none. */
  async #ready(): Promise<HostProcess> {
    if (this.#closed) throw new RetryableError('SAGE_UNAVAILABLE', 'The gateway is stopping.');
    const { recycleDocuments, recycleHours } = this.#options.settings;
    const old = this.#documents >= recycleDocuments || Date.now() - this.#openedAt > recycleHours * 3_600_000;
    if (this.#host?.alive && !old) return this.#host;
    await this.#drop();
    if (this.#failedStart && Date.now() < this.#failedStart.until) throw this.#failedStart.error;
    try {
      const host = await this.#start();
      this.#failedStart = undefined;
      return host;
    } catch (error) {
      this.#failedStart = { error, until: Date.now() + this.#options.settings.pauseSeconds * 1000 };
      throw error;
    }
  }

  /** Tries the commands in turn; only a COM error (the server is not registered for this bitness) leads to the next one. */
  async #start(): Promise<HostProcess> {
    const { settings, company, password } = this.#options;
    const message: OpenMessage = {
      op: 'open',
      progId: settings.progId,
      home: settings.home,
      company,
      user: settings.users[company] ?? settings.user,
      password: await password(),
    };
    let failure: unknown;
    for (const launch of this.#launches) {
      try {
        const host = await this.#open(launch, message);
        this.#launches = [launch];
        return host;
      } catch (error) {
        failure = asPortError(error, message);
        if (!(error instanceof HostRefused && error.body.kind === 'com')) break;
      }
    }
    throw failure;
  }

  async #open(launch: Launch, message: OpenMessage): Promise<HostProcess> {
    const { settings, company } = this.#options;
    const logger = this.#options.logger.child({ company });
    const host = new HostProcess(launch, settings.maxReplyBytes, logger);
    this.#host = host;
    try {
      const opened = await this.#ask(host, message, openAnswer, settings.openSeconds * 1000);
      if (opened.host === 'com') host.serverPid = opened.serverPid ?? undefined;
      this.#openedAt = Date.now();
      this.#documents = 0;
      logger.info({ pid: host.pid, host: opened.host }, 'Sage session opened');
      return host;
    } catch (error) {
      await this.#drop();
      throw error;
    }
  }

  async #ask<T>(host: HostProcess, message: HostMessage, schema: z.ZodType<T>, limitMs: number): Promise<T> {
    try {
      const parsed = schema.safeParse(await host.send(message, limitMs));
      if (parsed.success) return parsed.data;
      const member = parsed.error.issues[0]?.path.join('.') ?? '';
      host.kill(`its answer to "${message.op}" is wrong at "${member}"`);
      throw new HostLost('garbage', `the BOI host's answer to "${message.op}" is wrong at "${member}"`);
    } catch (error) {
      if (error instanceof HostLost) {
        this.#options.logger.warn(
          { company: this.#options.company, op: message.op, pid: host.pid, reason: error.reason },
          'BOI host lost',
        );
      }
      // After a COM exception every further call would fail; the host ends by itself, and if not, it is ended.
      if (error instanceof HostRefused && (error.body.kind === 'com' || error.body.kind === 'protocol')) {
        await this.#drop();
      }
      throw error;
    }
  }

  async #drop(): Promise<void> {
    const host = this.#host;
    this.#host = undefined;
    if (!host) return;
    await host.close(this.#options.settings.closeSeconds * 1000);
    this.#options.logger.info({ company: this.#options.company, pid: host.pid }, 'Sage session ended');
  }
}
