import { randomBytes } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import type { Sql } from '../database/database.ts';
import { KnownDigests } from './known-digests.ts';

/** A table that has these digests, as hexadecimal; what the queries ask is tried on PostgreSQL by the tests of the sync. */
function tableOf(digests: readonly string[], count = digests.length): Sql {
  const pages = [...Map.groupBy(digests, (_digest, index) => Math.floor(index / 700)).values()].map(
    (page, index) => ({
      last: String(index + 1),
      digests: Buffer.concat(page.map((digest) => Buffer.from(digest.slice(0, 16), 'hex'))),
    }),
  );
  const answers: object[] = [
    { count: String(count), has_none: false },
    ...pages,
    { last: null, digests: null },
  ];
  return { query: () => Promise.resolve({ rows: [answers.shift()] } as never) };
}
const digest = () => randomBytes(16).toString('hex');
const several = (count: number) => Array.from({ length: count }, digest);

describe('digests that are known', () => {
  it('are met, others are not; what was never met is missing', async () => {
    const all = several(5_000);
    const known = await KnownDigests.load(tableOf(all), 1);

    const met = all.filter((_digest, index) => index % 10 !== 0);
    expect(met.every((each) => known?.meets(each))).toBe(true);
    expect(several(5_000).some((each) => known?.meets(each))).toBe(false);

    const missed = all.filter((_digest, index) => index % 10 === 0).map((each) => each.slice(0, 16));
    expect(known?.missing).toBe(500);
    expect([...(known?.missed() ?? [])].sort()).toEqual(missed.sort());
    expect(known?.wasMet(met[0] ?? '')).toBe(true);
    expect(known?.wasMet(missed[0] ?? '')).toBe(false);
  });

  it('are counted once however often they are met', async () => {
    const [one = '', two = ''] = several(2);
    const known = await KnownDigests.load(tableOf([one, two]), 1);

    expect([known?.meets(one), known?.meets(one)]).toEqual([true, true]);
    expect(known?.missing).toBe(1);
  });

  it('are told apart though they fall on one place', async () => {
    const alike = ['00000001', '00000002', '00000003'].map((high) => `${high}00000007${'0'.repeat(16)}`);
    const known = await KnownDigests.load(tableOf(alike.slice(0, 2)), 1);

    expect(alike.map((each) => known?.meets(each))).toEqual([true, true, false]);
  });

  it('are none where nothing is known yet, and left to the database where they are too many', async () => {
    const none = await KnownDigests.load(tableOf([]), 1);

    expect(none?.meets(digest())).toBe(false);
    expect(none?.missing).toBe(0);
    expect(await KnownDigests.load(tableOf([], 2_000_001), 1)).toBeUndefined();
  });
});
