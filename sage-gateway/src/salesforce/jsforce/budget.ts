import { RetryableError } from '../../errors.ts';
import type { ApiUsage } from '../port.ts';
import type { SalesforceSettings } from '../settings.ts';

const hour = 3_600_000;
const day = 24 * hour;

/** Part of the gateway's calls that is kept for what somebody waits for, when records of Sage have used up the rest. */
const keptShare = 0.05;

/** The org's own count (header Sforce-Limit-Info). */
export interface Reading {
  readonly used: number;
  readonly limit: number;
}

/** From the header's value, such as `api-usage=18/15000`; undefined without one. */
export function readingOf(header: string | null | undefined): Reading | undefined {
  const [, used, limit] = /api-usage=(\d+)\/(\d+)/u.exec(header ?? '') ?? [];
  return used === undefined || limit === undefined ? undefined : { used: Number(used), limit: Number(limit) };
}

/** Keeps the gateway within its part of the org's daily API calls. */
export interface Budget {
  /** Throws RetryableError SALESFORCE_LIMITED when no call may be made now; never waits. */
  check(): void;
  /** Counts calls that were made and takes over what the newest answer told. */
  learn(calls: number, reading: Reading | undefined): void;
  /** The org said that its limit is used up (true), or took a call (false). */
  refused(isRefused: boolean): void;
  usage(): ApiUsage | undefined;
}

/**
 * Two limits: the org's own count (all clients together) must leave the reserve, and the gateway's calls of the last 24 hours must
 * stay within its share. The gateway's count begins anew when it starts. An org that said that its limit is used up is left alone;
 * one call in `lookSeconds` looks whether that has passed.
 */
export function createBudget(limits: SalesforceSettings['apiBudget'], now: () => number = Date.now): Budget {
  /** What the org told longer ago may be wrong, because it counts over a rolling day: one call may go and look. */
  const readingHolds = limits.lookSeconds * 1000;
  const callsByHour = new Map<number, number>();
  let reading: Reading | undefined;
  let readAt = 0;
  let refusedAt: number | undefined;

  function ownCalls(): number {
    const oldest = Math.floor((now() - day) / hour);
    for (const past of callsByHour.keys()) if (past <= oldest) callsByHour.delete(past);
    return callsByHour.values().reduce((sum, calls) => sum + calls, 0);
  }

  function allowedCalls({ limit }: Reading): number {
    return Math.floor(limit * limits.share);
  }

  return {
    check() {
      if (refusedAt !== undefined) {
        if (now() - refusedAt < readingHolds) throw limited('The org said that its API calls are used up.');
        refusedAt = now();
        return;
      }
      if (!reading) return;
      const own = ownCalls();
      const allowed = allowedCalls(reading);
      if (own >= allowed)
        throw limited(`The gateway made ${own} of its ${allowed} API calls a day (share ${limits.share}).`);
      if (reading.limit - reading.used > limits.reserve) return;
      if (now() - readAt < readingHolds)
        throw limited(
          `The org used ${reading.used} of ${reading.limit} API calls; ${limits.reserve} are reserved.`,
        );
      readAt = now();
    },
    learn(calls, newest) {
      const thisHour = Math.floor(now() / hour);
      callsByHour.set(thisHour, (callsByHour.get(thisHour) ?? 0) + calls);
      if (!newest) return;
      reading = newest;
      readAt = now();
    },
    refused(isRefused) {
      refusedAt = isRefused ? now() : undefined;
    },
    usage() {
      if (!reading) return undefined;
      const ofShare = allowedCalls(reading) - ownCalls();
      const ofOrg = refusedAt === undefined ? reading.limit - reading.used - limits.reserve : 0;
      const mayLook = now() - (refusedAt ?? readAt) >= readingHolds ? 1 : 0;
      const left = Math.max(0, Math.min(ofShare, Math.max(ofOrg, mayLook)));
      const kept = Math.floor(allowedCalls(reading) * keptShare);
      return {
        ...reading,
        left,
        spare: Math.max(0, Math.min(ofShare - kept, Math.max(ofOrg - kept, mayLook))),
      };
    },
  };
}

function limited(message: string): RetryableError {
  return new RetryableError('SALESFORCE_LIMITED', message);
}
