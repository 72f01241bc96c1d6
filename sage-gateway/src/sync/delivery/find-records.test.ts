import { describe, expect, it } from '@jest/globals';
import type { FeedFinder, FeedSite } from '../feed.ts';
import { findRecords } from './find-records.ts';

const site = { company: 'ABC' } as FeedSite;
const find: FeedFinder = {
  fields: ['SageItemCode__c', 'ProductCode'],
  select: ['ProductCode'],
  values: ({ key }) => [key.slice(4)],
  keysOf: ({ ProductCode: code }) => [`ABC-${String(code)}`],
};

/** Asks for items in an org that has all of them; resolves with the queries and what was found. */
async function ask(codes: readonly string[]) {
  const asked: string[] = [];
  const org = {
    query(soql: string) {
      asked.push(soql);
      const [, list = ''] = /ProductCode IN \((.*)\)$/su.exec(soql) ?? [];
      const values = [...list.matchAll(/'((?:[^'\\]|\\.)*)'/gu)].map(([, value = '']) =>
        value.replaceAll(/\\(.)/gu, '$1'),
      );
      return Promise.resolve(values.map((code) => ({ Id: `id of ${code}`, ProductCode: code })));
    },
  };
  const records = codes.map((code) => ({ key: `ABC-${code}`, fields: {} }));
  const found = await findRecords(
    org,
    { object: 'Product2', find },
    records,
    site,
    new AbortController().signal,
  );
  return { asked, found };
}

describe('a look for records of the org', () => {
  it.each([`O'RING 1/2"`, String.raw`A\B`, String.raw`A\' OR Name != '`, '100%_X', 'ÜBER-ß'])(
    'finds %s and nothing else',
    async (code) => {
      const { found } = await ask([code, 'OTHER']);

      expect([...found]).toEqual([
        [`ABC-${code}`, { id: `id of ${code}` }],
        ['ABC-OTHER', { id: 'id of OTHER' }],
      ]);
    },
  );

  it.each(['"', 'Ü', "'", 'A'])('of long codes full of %s fits the address of a call', async (character) => {
    const codes = Array.from({ length: 600 }, (_none, index) => `${index}${character.repeat(27)}`);

    const { asked, found } = await ask(codes);

    expect(found.size).toBe(600);
    expect(
      Math.max(...asked.map((soql) => encodeURIComponent(soql).replaceAll("'", '%27').length)),
    ).toBeLessThan(15_500);
  });
});
