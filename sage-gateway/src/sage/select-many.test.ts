import { describe, expect, it } from '@jest/globals';
import { MemoryTables, type MemoryRow } from '../testing/memory-tables.ts';
import { selectMany } from './select-many.ts';

const lines = (orders: readonly string[], each: number): MemoryRow[] =>
  orders.flatMap((order) =>
    Array.from({ length: each }, (_, n) => ({ SalesOrderNo: order, LineKey: String(n) })),
  );

function read(rows: MemoryRow[], values: readonly string[]) {
  const columns = { SalesOrderNo: 'C7', LineKey: 'C6' };
  const tables = new MemoryTables({ ABC: { LINES: { columns, rows } } });
  const query = { table: 'LINES', columns: ['SalesOrderNo', 'LineKey'], column: 'SalesOrderNo', values };
  return { tables, found: selectMany<string>(tables, 'ABC', query) };
}

describe('rows by many values', () => {
  it('come in reads of 200 values, each value asked for once', async () => {
    const orders = Array.from({ length: 450 }, (_, n) => String(n));

    const { tables, found } = read(lines(orders, 2), [...orders, ...orders]);

    expect(await found).toHaveLength(900);
    expect(tables.reads).toHaveLength(3);
  });

  it('all come where a read would be too full', async () => {
    const orders = Array.from({ length: 30 }, (_, n) => String(n));

    const { tables, found } = read(lines(orders, 1_000), orders);

    expect(new Set((await found).map((row) => `${row['SalesOrderNo']}/${row['LineKey']}`)).size).toBe(30_000);
    expect(tables.reads.length).toBeLessThan(20);
  });

  it('are as many as one read brings where a single value has more', async () => {
    expect(await read(lines(['1'], 9_500), ['1']).found).toHaveLength(9_000);
  });

  it('are none for no value', async () => {
    const { tables, found } = read([], []);

    expect(await found).toEqual([]);
    expect(tables.reads).toEqual([]);
  });
});
