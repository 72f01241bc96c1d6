import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { differencesFromExpected } from './expected.ts';
import type { OrderRow } from './orders.ts';

const folder = mkdtempSync(join(tmpdir(), 'expected-'));
mkdirSync(join(folder, 'expected'));
afterAll(() => rmSync(folder, { recursive: true }));

const placed: OrderRow = {
  ExternalKey: 'A',
  Outcome: 'placed',
  SalesOrderNo: '0000101',
  Lines: 2,
  Quantity: '3',
  Merchandise: '10.50',
  Error: '',
};
const refused: OrderRow = {
  ...placed,
  ExternalKey: 'B',
  Outcome: 'refused',
  Error: 'Sage does not know the item "X-1".',
};

describe('the rows that were expected', () => {
  const compare = (rows: OrderRow[]) => {
    const text = [
      'ExternalKey,Outcome,Lines,Quantity,Merchandise,UnknownItems',
      'A,placed,2,3.00,10.5,',
      'B,refused,2,3,10.50,X-1',
    ].join('\n');
    writeFileSync(join(folder, 'expected', 'orders.csv'), text);
    return differencesFromExpected(folder, rows);
  };

  it('agree when the figures are equal as numbers and unknown items are named', async () => {
    expect(await compare([placed, refused])).toEqual({ compared: 2, differences: [] });
  });

  it.each<[string, OrderRow[], string[]]>([
    ['a row is missing', [placed], ['B: is missing']],
    ['a row was not expected', [placed, refused, { ...placed, ExternalKey: 'C' }], ['C: was not expected']],
    ['the outcome differs', [{ ...placed, Outcome: 'failed' }, refused], ['A: failed, expected placed']],
    [
      'any figure differs',
      [{ ...placed, Lines: 1, Quantity: '4', Merchandise: '10.51' }, refused],
      ['A: 1 lines, expected 2', 'A: Quantity 4, expected 3.00', 'A: Merchandise 10.51, expected 10.5'],
    ],
    [
      'an unknown item is not named',
      [placed, { ...refused, Error: 'refused' }],
      ['B: the unknown item X-1 is not named in: refused'],
    ],
  ])('differ when %s', async (_what, rows, differences) => {
    expect((await compare(rows))?.differences).toEqual(differences);
  });

  it('are not compared where the folder has none', async () => {
    expect(await differencesFromExpected(tmpdir(), [placed])).toBeUndefined();
  });
});
