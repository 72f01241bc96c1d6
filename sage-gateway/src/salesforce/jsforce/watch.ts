import { RetryableError } from '../../errors.ts';
import { OrgRefusal } from './errors.ts';
import { reason, unavailable } from './exchange.ts';

/** Ends a streamed call when the other side does nothing for some seconds, or its caller wishes to stop. */
export class Watch {
  readonly #seconds: number;
  readonly #idle = new AbortController();
  readonly #wish: AbortSignal | undefined;
  readonly signal: AbortSignal;
  #timer: NodeJS.Timeout | undefined;

  constructor(seconds: number, wish: AbortSignal | undefined) {
    this.#seconds = seconds;
    this.#wish = wish;
    this.signal = wish ? AbortSignal.any([this.#idle.signal, wish]) : this.#idle.signal;
  }

  /** The other side is at work from now on. */
  start(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => this.#idle.abort(), this.#seconds * 1000);
  }

  /** It has done what it had to. */
  stop(): void {
    clearTimeout(this.#timer);
  }

  async during<T>(work: Promise<T>): Promise<T> {
    this.start();
    try {
      return await work;
    } finally {
      this.stop();
    }
  }

  translate(error: unknown): Error {
    if (error instanceof RetryableError || error instanceof OrgRefusal) return error;
    if (this.#idle.signal.aborted)
      return unavailable(`Salesforce did nothing for ${this.#seconds} seconds.`, error);
    if (this.#wish?.aborted)
      return unavailable('The call to Salesforce was given up because the gateway stops.', error);
    return unavailable(`The connection to Salesforce failed${reason(error)}.`, error);
  }
}

/** Parts as the body of a request: one is read when the other side has taken the one before, which is what is watched. */
export class WatchedSource {
  readonly stream: ReadableStream<Uint8Array>;
  readonly #parts: AsyncIterator<Uint8Array>;
  /** What the source threw. */
  fault: unknown;

  constructor(source: AsyncIterable<Uint8Array>, watch: Watch) {
    this.#parts = source[Symbol.asyncIterator]();
    this.stream = new ReadableStream(
      {
        pull: async (controller) => {
          watch.stop();
          try {
            const { done, value } = await this.#parts.next();
            if (done) controller.close();
            else controller.enqueue(value);
            watch.start();
          } catch (error) {
            this.fault = error;
            controller.error(error);
          }
        },
      },
      { highWaterMark: 0 },
    );
  }

  /** Tells the source that no more is read. */
  async close(): Promise<void> {
    await this.#parts.return?.();
  }
}
