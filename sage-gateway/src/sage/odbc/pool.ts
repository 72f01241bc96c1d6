import pLimit from 'p-limit';
import type { Logger } from 'pino';
import { RetryableError } from '../../errors.ts';
import type { Connect, Connection } from './connection.ts';
import { isConnectionLost } from './read-error.ts';

export interface PoolOptions {
  readonly connect: Connect;
  readonly database: string;
  readonly connections: number;
  readonly connectMs: number;
  readonly readMs: number;
  readonly logger: Logger;
}

export type Phase = 'waiting for a free connection' | 'connecting' | 'reading';

/**
 * A few connections to one database. Each read has its time limit; what hangs cannot be stopped, because a driver's call cannot be, so
 * it keeps its place until it returns, and when all places hang the pool says so at once. A connection that was lost is
 * replaced and the read repeated once.
 */
export class Pool {
  readonly #options: PoolOptions;
  readonly #places: ReturnType<typeof pLimit>;
  #idle: Connection[] = [];
  #hanging = 0;
  #closed = false;

  constructor(options: PoolOptions) {
    this.#options = options;
    this.#places = pLimit(options.connections);
  }

  /**
   * Runs `work` with a connection of its own. Rejects with the driver's error, or RetryableError when a time limit passes. Work that
   * lasts longer than a read takes care of its clock, and says when it must no longer be repeated.
   */
  use<T>(
    work: (connection: Connection, clock: PhaseClock) => Promise<T>,
    mayRepeat: () => boolean = () => true,
  ): Promise<T> {
    const { database, connections, readMs, connectMs } = this.#options;
    if (this.#closed) return Promise.reject(failed('The gateway is stopping.'));
    if (this.#hanging >= connections) {
      return Promise.reject(
        failed(
          `All ${connections} connections to ${database} hang; Sage's driver may be asking for a logon. Check company, user and ` +
            'password, then restart the gateway.',
        ),
      );
    }
    return new Promise((resolve, reject) => {
      const clock = new PhaseClock((phase, ms) => {
        if (phase !== 'waiting for a free connection') this.#hanging += 1;
        reject(failed(`${database} did not answer while ${phase}, within ${ms / 1000} s.`));
      });
      const place = async (): Promise<void> => {
        if (clock.late) return;
        try {
          resolve(await this.#run(work, clock, mayRepeat));
        } catch (error) {
          reject(error instanceof Error ? error : new Error(String(error)));
        } finally {
          clock.stop();
          if (clock.late) this.#hanging -= 1;
        }
      };
      clock.enter('waiting for a free connection', connectMs + readMs);
      void this.#places(place);
    });
  }

  /** Closes idle connections; busy ones close when their read ends. */
  async close(): Promise<void> {
    this.#closed = true;
    await this.#closeIdle();
  }

  /** Milliseconds that one read may take. */
  get readMs(): number {
    return this.#options.readMs;
  }

  async #run<T>(
    work: (connection: Connection, clock: PhaseClock) => Promise<T>,
    clock: PhaseClock,
    mayRepeat: () => boolean,
  ): Promise<T> {
    const { connect, database, connectMs, readMs } = this.#options;
    const attempt = async (known: Connection | undefined): Promise<T> => {
      if (!known) clock.enter('connecting', connectMs);
      const connection = known ?? (await connect(database));
      let usable = true;
      try {
        clock.enter('reading', readMs);
        return await work(connection, clock);
      } catch (error) {
        usable = !isConnectionLost(error);
        throw error;
      } finally {
        if (usable && !this.#closed) this.#idle.push(connection);
        else void this.#letGo(connection);
      }
    };
    try {
      return await attempt(this.#idle.pop());
    } catch (error) {
      if (!isConnectionLost(error) || this.#closed || !mayRepeat()) throw error;
      this.#options.logger.warn({ database }, 'connection to Sage lost; reading again on a new one');
      // What cut one connection usually cut its neighbours too.
      void this.#closeIdle();
      return await attempt(undefined);
    }
  }

  async #closeIdle(): Promise<void> {
    const idle = this.#idle;
    this.#idle = [];
    await Promise.all(idle.map((connection) => this.#letGo(connection)));
  }

  async #letGo(connection: Connection): Promise<void> {
    try {
      await connection.close();
    } catch (error) {
      this.#options.logger.debug({ err: error }, 'a connection that was lost could not be closed');
    }
  }
}

/** The time limit of a read, phase by phase. */
export class PhaseClock {
  readonly #expired: (phase: Phase, ms: number) => void;
  #timer: NodeJS.Timeout | undefined;
  /** The limit passed: nobody waits for the result any more. */
  late = false;

  constructor(expired: (phase: Phase, ms: number) => void) {
    this.#expired = expired;
  }

  /** Starts the next phase. Throws when the limit has passed, so that no more is done for nobody. */
  enter(phase: Phase, ms: number): void {
    clearTimeout(this.#timer);
    if (this.late) throw failed('The time limit had passed.');
    this.#timer = setTimeout(() => {
      this.late = true;
      this.#expired(phase, ms);
    }, ms);
  }

  stop(): void {
    clearTimeout(this.#timer);
  }
}

function failed(sentence: string): RetryableError {
  return new RetryableError('SAGE_READ_FAILED', sentence);
}
