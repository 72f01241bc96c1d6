import { RetryableError } from '../../errors.ts';
import type { ApiUsage } from '../port.ts';
import type { SalesforceSettings } from '../settings.ts';

const hour = 3_600_000;
const day = 24 * hour;
/** A reading older than this may be wrong, because the org counts over a rolling day: one call may go and look. */
const readingHolds = hour / 4;

/** Keeps the gateway within its part of the org's daily API calls. */
export interface Budget {
  /** Throws RetryableError SALESFORCE_LIMITED when no call may be made now; never waits. */
  check(): void;
  /** Counts calls that were made and takes over what the newest answer told. */
  learn(calls: number, usage: ApiUsage | undefined): void;
  usage(): ApiUsage | undefined;
}

/**
 * Two limits: the org's own count (header Sforce-Limit-Info, all clients together) must leave the reserve, and the gateway's calls
 * of the last 24 hours must stay within its share. The gateway's count begins anew when it starts.
 */
export function createBudget(limits: SalesforceSettings['apiBudget'], now: () => number = Date.now): Budget {
  const callsByHour = new Map<number, number>();
  let reading: ApiUsage | undefined;
  let readAt = 0;

  function ownCalls(): number {
    const oldest = Math.floor((now() - day) / hour);
    for (const past of callsByHour.keys()) if (past <= oldest) callsByHour.delete(past);
    return callsByHour.values().reduce((sum, calls) => sum + calls, 0);
  }

  return {
    check() {
      if (!reading) return;
      const own = ownCalls();
      const allowed = Math.floor(reading.limit * limits.share);
      if (own >= allowed)
        throw limited(`The gateway made ${own} of its ${allowed} API calls a day (share ${limits.share}).`);
      if (reading.limit - reading.used > limits.reserve) return;
      if (now() - readAt < readingHolds)
        throw limited(
          `The org used ${reading.used} of ${reading.limit} API calls; ${limits.reserve} are reserved.`,
        );
      readAt = now();
    },
    learn(calls, usage) {
      const thisHour = Math.floor(now() / hour);
      callsByHour.set(thisHour, (callsByHour.get(thisHour) ?? 0) + calls);
      if (!usage) return;
      reading = usage;
      readAt = now();
    },
    usage: () => reading,
  };
}

function limited(message: string): RetryableError {
  return new RetryableError('SALESFORCE_LIMITED', message);
}
