import { describe, expect, it } from '@jest/globals';
import { RetryableError } from '../errors.ts';
import { hopChecker, type HopCheck } from './check-hops.ts';

const hop = (check: HopCheck['check'], keepMs = 5_000): HopCheck => ({
  hop: 'sage-read',
  company: 'ABC',
  check,
  otherwise: { code: 'SAGE_READ_FAILED', message: "Sage's tables do not answer." },
  keepMs,
});

describe('the check of hops', () => {
  it('tells each hop: well, failed with its mend, not set up', async () => {
    const refused = () => Promise.reject(new RetryableError('SAGE_LOGON_REFUSED', 'Wrong password.'));
    const broken = () => Promise.reject(new Error('socket'));
    const check = hopChecker(
      [hop(() => Promise.resolve()), hop(refused), hop(broken), hop(undefined)],
      1_000,
      () => 0,
    );

    const hops = await check();

    expect(hops.map(({ state, code }) => [state, code])).toEqual([
      ['ok', null],
      ['failed', 'SAGE_LOGON_REFUSED'],
      ['failed', 'SAGE_READ_FAILED'],
      ['off', null],
    ]);
    expect(hops[1]).toMatchObject({
      company: 'ABC',
      message: 'Wrong password.',
      next: 'Check the company code, the Sage user, its password and its roles.',
    });
    expect(hops[2]?.message).toBe("Sage's tables do not answer.");
  });

  it('keeps an answer for a while, and looks again afterwards', async () => {
    let time = 0;
    let looks = 0;
    const check = hopChecker([hop(() => Promise.resolve((looks += 1)))], 1_000, () => time);

    await check();
    time = 4_999;
    await check();
    expect(looks).toBe(1);

    time = 5_000;
    await check();
    expect(looks).toBe(2);
  });

  it('does not wait for a hop that hangs, and does not try it a second time meanwhile', async () => {
    let looks = 0;
    let end: () => void = () => undefined;
    const hanging = () => {
      looks += 1;
      return new Promise<void>((resolve) => (end = resolve));
    };
    const check = hopChecker([hop(hanging), hop(() => Promise.resolve())], 20, () => 0);

    const first = await check();
    const second = await check();
    end();

    expect(first.map(({ state }) => state)).toEqual(['failed', 'ok']);
    expect(first[0]).toMatchObject({ code: 'SAGE_READ_FAILED', message: expect.stringContaining('0.02 s') });
    expect(second[0]?.state).toBe('failed');
    expect(looks).toBe(1);
  });
});
