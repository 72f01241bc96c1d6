/** How often and how fast a kind of failure is tried again. */
export interface RetryPolicy {
  readonly firstSeconds: number;
  readonly maxSeconds: number;
  /** Tries in all, the first included; after the last the request has failed. */
  readonly tries: number;
}

/**
 * Seconds to wait after try number `tries` (from 1): doubles from `firstSeconds` up to `maxSeconds`; the upper half is
 * left to chance (`random` in [0, 1)) so that many that failed together do not come back together.
 */
export function backoffSeconds(
  policy: RetryPolicy,
  tries: number,
  random: () => number = Math.random,
): number {
  const full = Math.min(policy.maxSeconds, policy.firstSeconds * 2 ** Math.min(tries - 1, 30));
  return full * (0.5 + random() / 2);
}
