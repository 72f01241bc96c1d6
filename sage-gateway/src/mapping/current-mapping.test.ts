import { describe, expect, it } from '@jest/globals';
import { RetryableError } from '../errors.ts';
import { createLogger } from '../logger.ts';
import { openMapping } from './current-mapping.ts';
import type { LoadedMapping, Mapping } from './port.ts';

/** An org and a store that a test looks into; time stands still until a test moves it. */
async function bench(stored?: LoadedMapping) {
  const state = {
    org: { revision: 'aaa', rows: [] } as Mapping | undefined,
    stored,
    asked: 0,
    mismatches: 0,
    now: 0,
  };
  const mapping = await openMapping({
    read: () => {
      state.asked += 1;
      return state.org
        ? Promise.resolve(state.org)
        : Promise.reject(new RetryableError('SALESFORCE_UNAVAILABLE', 'No answer.'));
    },
    store: {
      read: () => Promise.resolve(state.stored),
      write: (fresh) => {
        state.stored = fresh;
        return Promise.resolve();
      },
    },
    logger: createLogger('silent'),
    onMismatch: () => (state.mismatches += 1),
    now: () => state.now,
  });
  return { state, mapping };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

describe('the mapping in use', () => {
  it('is read from the org at most once a minute and kept', async () => {
    const { state, mapping } = await bench();

    expect(mapping.revision()).toBe('none');
    await Promise.all([mapping.get(), mapping.get()]);
    await mapping.get();

    expect(state.asked).toBe(1);
    expect(state.stored?.revision).toBe('aaa');
    state.now = 60_001;
    state.org = { revision: 'bbb', rows: [] };
    expect((await mapping.get())?.revision).toBe('bbb');
  });

  it('is the one that was kept while the org is away', async () => {
    const { state, mapping } = await bench({ revision: 'old', rows: [], loadedAt: new Date(0) });
    state.org = undefined;

    expect(await mapping.get()).toMatchObject({ revision: 'old', loadedAt: new Date(0) });
  });

  it('is the one that was kept while the org takes its time', async () => {
    const kept = { revision: 'old', rows: [], loadedAt: new Date(0) };
    const mapping = await openMapping({
      read: () => new Promise(() => undefined),
      store: { read: () => Promise.resolve(kept), write: () => Promise.resolve() },
      logger: createLogger('silent'),
      onMismatch: () => undefined,
    });

    expect(await mapping.get()).toEqual(kept);
  });

  it('is read again when a message was made with a revision it does not know', async () => {
    const { state, mapping } = await bench({ revision: 'old', rows: [], loadedAt: new Date(0) });

    mapping.note('aaa');
    await settled();

    expect(mapping.revision()).toBe('aaa');
    expect(state.mismatches).toBe(0);
  });

  it('is read sooner for a revision that a caller knows and it does not', async () => {
    const { state, mapping } = await bench();
    await mapping.get();
    state.org = { revision: 'bbb', rows: [] };

    state.now = 4_000;
    expect((await mapping.get('bbb'))?.revision).toBe('aaa');
    state.now = 5_001;
    expect((await mapping.get())?.revision).toBe('aaa');
    expect((await mapping.get('bbb'))?.revision).toBe('bbb');
    expect(state.asked).toBe(2);
  });

  it('counts messages of another revision, and asks the org no more often for them', async () => {
    const { state, mapping } = await bench();

    for (let i = 0; i < 3; i += 1) {
      mapping.note('ccc');
      await settled();
    }

    expect(state).toMatchObject({ asked: 1, mismatches: 3 });
  });

  it('is none without an org, and then nothing is counted', async () => {
    const mapping = await openMapping({
      store: { read: () => Promise.resolve(undefined), write: () => Promise.resolve() },
      logger: createLogger('silent'),
      onMismatch: () => {
        throw new Error('nothing to count');
      },
    });

    mapping.note('aaa');
    await settled();

    expect(await mapping.get()).toBeUndefined();
    expect(mapping.revision()).toBe('none');
  });
});
