import { describe, expect, it } from '@jest/globals';
import { companyPolicy } from '../orders/policy.ts';
import { sageCompany } from '../testing/sage-company.ts';
import type { Feed, FeedSource, OpenFeed } from '../sync/feed.ts';
import { checkFeeds } from './check-feeds.ts';

function feed(name: Feed['name'], table: string | undefined, column: string, isStamped = true): Feed {
  const source = (of: string): FeedSource => ({
    table: of,
    keyColumns: [column],
    columns: [column],
    keyOf: (row) => row[column] ?? undefined,
    stamps: isStamped ? [{ table: of, columns: [column] }] : [],
    record: () => ({ key: '', fields: {} }),
  });
  const open = table && ({ version: '1', gone: 'keep', sources: [source(table)] } satisfies OpenFeed);
  return { name, target: { object: 'X' }, after: [], open: () => Promise.resolve(open || undefined) };
}
const policy = companyPolicy.parse({});

describe("the doctor's look at what is followed in Sage", () => {
  it('reads a row of each table and says what only a comparison finds and what is not here', async () => {
    const tables = sageCompany();
    const all = [
      feed('items', 'CI_Item', 'ItemCode'),
      feed('customers', 'AR_Customer', 'CustomerNo', false),
      feed('shipments', undefined, ''),
    ];

    expect(await checkFeeds(all, tables, 'ABC', policy)).toBe(
      'follows items, customers; changes of AR_Customer are found by comparing only; not here or not wished: shipments',
    );
    expect(tables.reads.map(({ table }) => table)).toEqual(['CI_Item', 'AR_Customer']);
  });

  it('passes on what the driver says when a read fails', async () => {
    const tables = sageCompany();
    tables.failures.push(new Error('no right to read'));

    await expect(checkFeeds([feed('items', 'CI_Item', 'ItemCode')], tables, 'ABC', policy)).rejects.toThrow(
      'no right to read',
    );
  });
});
