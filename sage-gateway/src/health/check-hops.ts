import type { ErrorCode } from '../contract/errors.ts';
import type { Hop } from '../contract/health.ts';
import { RetryableError } from '../errors.ts';
import { nextOf } from './next-step.ts';

/** A hop and how it is tried; without a check it is not set up. */
export interface HopCheck {
  readonly hop: Hop['hop'];
  readonly company: string | null;
  /** Throws what is wrong. */
  readonly check: (() => Promise<unknown>) | undefined;
  /** What is told when the check does not end in time, or throws an error without a code. */
  readonly otherwise: { readonly code: ErrorCode; readonly message: string };
  /** Milliseconds for which an answer is good; what costs an API call is asked less often. */
  readonly keepMs: number;
}

/**
 * Tries all hops side by side, each for at most `limitMs`. An answer is kept for a while, and a check under way is never begun a second
 * time, so that a page that asks again and again costs Sage and Salesforce little.
 */
export function hopChecker(
  checks: readonly HopCheck[],
  limitMs: number,
  now: () => number,
): () => Promise<Hop[]> {
  const hops = checks.map((check) => rememberedHop(check, limitMs, now));
  return () => Promise.all(hops.map((hop) => hop()));
}

function rememberedHop(of: HopCheck, limitMs: number, now: () => number): () => Promise<Hop> {
  let known: { readonly hop: Hop; readonly until: number } | undefined;
  let running: Promise<Hop> | undefined;
  return async () => {
    if (known && now() < known.until) return known.hop;
    running ??= tried(of, now)
      .then((hop) => {
        known = { hop, until: now() + of.keepMs };
        return hop;
      })
      .finally(() => (running = undefined));
    return inTime(running, of, limitMs);
  };
}

async function tried(of: HopCheck, now: () => number): Promise<Hop> {
  if (!of.check) return { ...told(of), state: 'off' };
  const began = now();
  try {
    await of.check();
    return { ...told(of), state: 'ok', milliseconds: now() - began };
  } catch (error) {
    const known = error instanceof RetryableError;
    const { code, message } = known ? error : of.otherwise;
    return { ...told(of), state: 'failed', code, message, next: nextOf(error), milliseconds: now() - began };
  }
}

async function inTime(running: Promise<Hop>, of: HopCheck, limitMs: number): Promise<Hop> {
  const { code, message } = of.otherwise;
  const late: Hop = {
    ...told(of),
    state: 'failed',
    code,
    message: `${message} It was given ${limitMs / 1000} s.`,
    next: nextOf(new RetryableError(code, message)),
    milliseconds: limitMs,
  };
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<Hop>((resolve) => {
    timer = setTimeout(() => resolve(late), limitMs);
  });
  try {
    return await Promise.race([running, limit]);
  } finally {
    clearTimeout(timer);
  }
}

function told({ hop, company }: HopCheck): Omit<Hop, 'state'> {
  return { hop, company, code: null, message: null, next: null, milliseconds: null };
}
