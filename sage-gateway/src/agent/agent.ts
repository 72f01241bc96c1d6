import { RetryableError, SetupError } from '../errors.ts';
import type { Logger } from '../logger.ts';
import type { RetryPolicy } from '../queue/backoff.ts';
import { Pause } from '../requests/pause.ts';
import type { Doorbell } from '../salesforce/port.ts';

export interface AgentOptions {
  readonly doorbell: Doorbell;
  /** Fetches all that waits. */
  readonly fetch: (signal: AbortSignal) => Promise<number>;
  /** Seconds between looks that nobody asked for. */
  readonly sweepSeconds: number;
  /** How long it waits after failures, never longer than `sweepSeconds`. */
  readonly pauses: RetryPolicy;
  readonly signal: AbortSignal;
  readonly logger: Logger;
  readonly onFetch: (outcome: 'ok' | 'failed') => void;
  readonly onHearing: (hears: boolean) => void;
  readonly now: () => number;
}

export interface Agent {
  /** Throws why the doorbell is not heard. */
  check(): Promise<void>;
  /** When `signal` was aborted and what was under way has ended. */
  readonly ended: Promise<void>;
}

/** A stream that held this long was a good one: the next pause is a short one again. */
const goodStreamMs = 60_000;

/**
 * Fetches requests when the doorbell rings and every `sweepSeconds`, one fetch at a time; rings during a fetch make one more. The
 * doorbell is listened to again whenever it fails.
 */
export function startAgent(options: AgentOptions): Agent {
  const { doorbell, signal, logger } = options;
  const pauses = { ...options.pauses, maxSeconds: Math.min(options.pauses.maxSeconds, options.sweepSeconds) };
  const notYet = new RetryableError('SALESFORCE_UNAVAILABLE', 'The doorbell has not been heard yet.');
  let fault: unknown = notYet;
  let rung = false;
  let wake = () => undefined as void;
  const stopped = new Promise<void>((resolve) => {
    signal.addEventListener('abort', () => resolve(), { once: true });
  });

  function ring(): void {
    rung = true;
    wake();
  }

  function hears(error?: unknown): void {
    fault = error;
    options.onHearing(error === undefined);
  }

  async function fetching(): Promise<void> {
    const pause = new Pause(pauses);
    while (!signal.aborted) {
      rung = false;
      try {
        const requests = await options.fetch(signal);
        pause.over();
        options.onFetch('ok');
        if (requests > 0) logger.info({ requests }, 'requests were fetched from Salesforce');
      } catch (error) {
        if (signal.aborted) return;
        options.onFetch('failed');
        told(error, 'requests could not be fetched from Salesforce');
        await pause.hold(signal);
        continue;
      }
      if (!rung) await rest();
    }
  }

  /** Until it rings, the time is over, or the gateway stops. */
  function rest(): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => wake(), options.sweepSeconds * 1000);
      const stop = () => wake();
      signal.addEventListener('abort', stop);
      wake = () => {
        clearTimeout(timer);
        signal.removeEventListener('abort', stop);
        resolve();
      };
      if (signal.aborted) wake();
    });
  }

  async function listening(): Promise<void> {
    const pause = new Pause(pauses);
    while (!signal.aborted) {
      const began = options.now();
      try {
        const stream = doorbell.listen(() => {
          hears();
          ring();
        }, signal);
        // A stream that is just being opened may take its time to notice.
        await Promise.race([stream, stopped]);
      } catch (error) {
        hears(error);
        told(error, 'the doorbell of Salesforce is not heard; requests are fetched by the clock');
      }
      if (options.now() - began > goodStreamMs) pause.over();
      if (!signal.aborted) await pause.hold(signal);
    }
  }

  function told(error: unknown, message: string): void {
    if (error instanceof RetryableError) logger.warn({ code: error.code, reason: error.message }, message);
    else if (error instanceof SetupError) logger.warn({ reason: error.message, next: error.next }, message);
    else logger.error({ err: error }, message);
  }

  return {
    check: () =>
      fault === undefined ? Promise.resolve() : Promise.reject(fault instanceof Error ? fault : notYet),
    ended: Promise.all([fetching(), listening()]).then(() => undefined),
  };
}
