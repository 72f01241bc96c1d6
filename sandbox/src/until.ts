import { setTimeout as pause } from 'node:timers/promises';

/** Waits until a state is reached; throws with the state's name after `patience` milliseconds. */
export async function until(
  reached: () => Promise<boolean>,
  state: string,
  patience = 60_000,
): Promise<void> {
  const end = Date.now() + patience;
  while (!(await reached())) {
    if (Date.now() > end) throw new Error(`not reached within ${patience / 1000} s: ${state}`);
    await pause(25);
  }
}
