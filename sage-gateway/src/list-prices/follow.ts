import { setTimeout as sleep } from 'node:timers/promises';
import { RetryableError } from '../errors.ts';
import type { RetryPolicy } from '../queue/backoff.ts';
import { Pause } from '../requests/pause.ts';
import { lookForPrices, type LookParts } from './look.ts';

export interface FollowOptions extends LookParts {
  readonly lookSeconds: number;
  /** How long it waits after failures. */
  readonly pauses: RetryPolicy;
}

/** Looks for list prices every `lookSeconds` until `signal` is aborted, and at once again while there is more to read. */
export async function followListPrices(options: FollowOptions, signal: AbortSignal): Promise<void> {
  const { logger, lookSeconds } = options;
  const pause = new Pause(options.pauses);
  while (!signal.aborted) {
    try {
      const hasMore = await lookForPrices(options, signal);
      pause.over();
      if (!hasMore) await rest(lookSeconds, signal);
    } catch (error) {
      if (signal.aborted) return;
      const what = 'list prices could not be taken from Salesforce';
      if (error instanceof RetryableError) logger.warn({ code: error.code, reason: error.message }, what);
      else logger.error({ err: error }, what);
      await pause.hold(signal);
    }
  }
}

async function rest(seconds: number, signal: AbortSignal): Promise<void> {
  await sleep(seconds * 1000, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}
