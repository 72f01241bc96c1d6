import { setTimeout as sleep } from 'node:timers/promises';
import { backoffSeconds, type RetryPolicy } from '../queue/backoff.ts';

/**
 * Holds a worker while the other system as a whole is away, so that a long queue does not run against it one by one.
 * The worker keeps its place in the queue meanwhile: no other gateway takes it either. Grows from try to try and starts
 * afresh with `over()`.
 */
export class Pause {
  readonly #policy: RetryPolicy;
  #failures = 0;

  constructor(policy: RetryPolicy) {
    this.#policy = policy;
  }

  over(): void {
    this.#failures = 0;
  }

  /** Resolves after the pause, or at once when the gateway stops. */
  async hold(signal: AbortSignal): Promise<void> {
    this.#failures++;
    const milliseconds = backoffSeconds(this.#policy, this.#failures) * 1000;
    await sleep(milliseconds, undefined, { signal }).catch((error: unknown) => {
      if (!signal.aborted) throw error;
    });
  }
}
