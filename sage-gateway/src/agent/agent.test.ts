import { afterEach, describe, expect, it } from '@jest/globals';
import { RetryableError } from '../errors.ts';
import { createLogger } from '../logger.ts';
import type { Doorbell } from '../salesforce/port.ts';
import { eventually } from '../testing/gateway.ts';
import { startAgent, type Agent } from './agent.ts';

/** A doorbell in a test's hand: each `listen` is a stream that rings and breaks when it is told to. */
class FakeDoorbell implements Doorbell {
  streams = 0;
  ring: () => void = () => undefined;
  break: (error: Error) => void = () => undefined;
  refusal: Error | undefined;

  listen(onRing: () => void, signal: AbortSignal): Promise<void> {
    this.streams += 1;
    if (this.refusal) return Promise.reject(this.refusal);
    this.ring = onRing;
    onRing();
    return new Promise((resolve, reject) => {
      this.break = reject;
      signal.addEventListener('abort', () => resolve());
    });
  }
}

const away = new RetryableError('SALESFORCE_UNAVAILABLE', 'Away.');
const stopping: AbortController[] = [];
const agents: Agent[] = [];
afterEach(async () => {
  for (const controller of stopping.splice(0)) controller.abort();
  await Promise.all(agents.splice(0).map(({ ended }) => ended));
});

function start(
  doorbell: Doorbell,
  fetch: (signal: AbortSignal) => Promise<number>,
  sweepSeconds = 3_600,
): Agent {
  const controller = new AbortController();
  stopping.push(controller);
  const agent = startAgent({
    doorbell,
    fetch,
    sweepSeconds,
    pauses: { firstSeconds: 0.01, maxSeconds: 0.02, tries: 1 },
    signal: controller.signal,
    logger: createLogger('silent'),
    onFetch: () => undefined,
    onHearing: () => undefined,
    now: Date.now,
  });
  agents.push(agent);
  return agent;
}

describe('the agent', () => {
  it('fetches at its start, when it hears the doorbell, and at each ring', async () => {
    const doorbell = new FakeDoorbell();
    let fetches = 0;
    start(doorbell, () => Promise.resolve((fetches += 1)));
    await eventually(
      () => fetches,
      (count) => count >= 2,
    );
    const before = fetches;

    doorbell.ring();

    await eventually(
      () => fetches,
      (count) => count === before + 1,
    );
  });

  it('fetches once at a time; many rings meanwhile make one more', async () => {
    const doorbell = new FakeDoorbell();
    const running: (() => void)[] = [];
    let most = 0;
    let now = 0;
    let fetches = 0;
    start(doorbell, async () => {
      fetches += 1;
      most = Math.max(most, (now += 1));
      await new Promise<void>((resolve) => running.push(resolve));
      now -= 1;
      return 0;
    });
    for (let rings = 0; rings < 50; rings += 1) doorbell.ring();
    expect(fetches).toBe(1);

    running[0]?.();
    await eventually(
      () => fetches,
      (count) => count === 2,
    );
    running[1]?.();
    await eventually(
      () => now,
      (count) => count === 0,
    );

    expect([fetches, most]).toEqual([2, 1]);
  });

  it('fetches by the clock while the doorbell is not heard, and says that it is not', async () => {
    const doorbell = new FakeDoorbell();
    doorbell.refusal = away;
    let fetches = 0;
    const agent = start(doorbell, () => Promise.resolve((fetches += 1)), 0.05);

    await eventually(
      () => fetches,
      (count) => count >= 3,
    );
    await expect(agent.check()).rejects.toThrow('Away.');
  });

  it('listens again when the stream breaks, and looks at once for what rang meanwhile', async () => {
    const doorbell = new FakeDoorbell();
    let fetches = 0;
    const agent = start(doorbell, () => Promise.resolve((fetches += 1)));
    await expect(agent.check()).resolves.toBeUndefined();
    const before = await eventually(
      () => fetches,
      (count) => count >= 2,
    );

    doorbell.break(away);

    await eventually(
      () => doorbell.streams,
      (count) => count === 2,
    );
    await eventually(
      () => fetches,
      (count) => count > before,
    );
    await expect(agent.check()).resolves.toBeUndefined();
  });

  it('goes on after a fetch that failed', async () => {
    let fetches = 0;
    start(new FakeDoorbell(), () => {
      fetches += 1;
      return fetches < 3 ? Promise.reject(away) : Promise.resolve(1);
    });

    await eventually(
      () => fetches,
      (count) => count >= 3,
    );
  });
});
