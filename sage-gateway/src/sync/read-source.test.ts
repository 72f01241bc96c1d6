import { describe, expect, it } from '@jest/globals';
import { MemoryTables, type MemoryRow } from '../testing/memory-tables.ts';
import type { FeedSource } from './feed.ts';
import { readSource, type ReadRow } from './read-source.ts';

const orders: FeedSource = {
  table: 'SO_SalesOrderHeader',
  keyColumns: ['SalesOrderNo'],
  columns: ['SalesOrderNo', 'OrderType'],
  stamps: [],
  keyOf: (row) => (row['OrderType'] === 'M' ? undefined : `ABC-${row['SalesOrderNo']}`),
  record: ({ SalesOrderNo }) => ({ key: `ABC-${SalesOrderNo}`, fields: {} }),
};

async function read(rows: MemoryRow[], changes: Partial<FeedSource> = {}, version = '1'): Promise<ReadRow[]> {
  const columns = { SalesOrderNo: 'C7', OrderType: 'C1', DateUpdated: 'D' };
  const streams = new MemoryTables({ ABC: { SO_SalesOrderHeader: { columns, rows } } });
  const { signal } = new AbortController();
  const all: ReadRow[] = [];
  const reads = { streams, company: 'ABC', version, signal, onRead: () => undefined };
  for await (const batch of readSource(reads, { ...orders, ...changes }, { more: ['DateUpdated'] }))
    all.push(...batch);
  return all;
}

const order = (SalesOrderNo: string, more: MemoryRow = {}): MemoryRow => ({
  SalesOrderNo,
  OrderType: 'S',
  ...more,
});

describe('rows that are read', () => {
  it('have a digest of 16 bytes that differs with the row and with the version, and not with columns that do not count', async () => {
    const [first] = await read([order('1')]);
    const [stamped] = await read([order('1', { DateUpdated: '2026-11-21' })]);
    const [other] = await read([order('1', { OrderType: 'Q' })]);
    const [later] = await read([order('1')], {}, '2');

    expect(first?.digest).toMatch(/^[0-9a-f]{32}$/);
    expect(stamped?.digest).toBe(first?.digest);
    expect(other?.digest).not.toBe(first?.digest);
    expect(later?.digest).not.toBe(first?.digest);
  });

  it('have another digest for another record, even when all that is compared is the same', async () => {
    const extend = (rows: readonly MemoryRow[]) =>
      Promise.resolve(rows.map((row) => ({ ...row, price: '10' })));
    const [standard] = await read([order('1')], { extend });
    const [level] = await read([order('1')], { extend, keyOf: (row) => `ABC-${row['SalesOrderNo']}-level` });

    expect(level?.digest).not.toBe(standard?.digest);
  });

  it('are only those that the feed calls its own', async () => {
    expect((await read([order('1'), order('2', { OrderType: 'M' })])).map(({ key }) => key)).toEqual([
      'ABC-1',
    ]);
  });

  it('hold what is kept elsewhere, 200 rows at a time, in the digest too, and none that is left out there', async () => {
    const asked: number[] = [];
    const extend = (lines: string) => (rows: readonly MemoryRow[]) => {
      asked.push(rows.length);
      return Promise.resolve(
        rows.filter((row) => row['SalesOrderNo'] !== '7').map((row) => ({ ...row, lines })),
      );
    };
    const many = Array.from({ length: 450 }, (_none, index) => order(String(index)));

    const before = await read(many, { extend: extend('a') });
    const after = await read(many, { extend: extend('b') });

    expect(asked.every((rows) => rows <= 200)).toBe(true);
    expect(before).toHaveLength(449);
    expect(before[0]?.row()).toMatchObject({ lines: 'a' });
    expect(after[0]?.digest).not.toBe(before[0]?.digest);
  });
});
