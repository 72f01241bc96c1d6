import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { numberOf, readCsv, required } from './csv.ts';

const folder = mkdtempSync(join(tmpdir(), 'csv-'));
afterAll(() => rmSync(folder, { recursive: true }));
const write = (name: string, text: string) => writeFileSync(join(folder, `${name}.csv`), text);

describe('reading a CSV file', () => {
  it('takes a byte order mark, CR LF, quoted line feeds and blank lines', async () => {
    write('good', '\uFEFFName,Street\r\n"Ann ""A""","1 Way\nDock 4"\r\n\r\nBob,\r\n');
    expect(await readCsv(folder, 'good')).toEqual([
      { Name: 'Ann "A"', Street: '1 Way\nDock 4' },
      { Name: 'Bob', Street: '' },
    ]);
  });

  it('has no rows where there is no file', async () => {
    expect(await readCsv(folder, 'missing')).toEqual([]);
  });

  it.each([
    ['a row with too many cells', 'A,B\n1,2,3\n', /ragged\.csv: .*line 2/],
    ['a quote that is never closed', 'A,B\n"1,2\n', /ragged\.csv: Quote Not Closed.*line 2/],
  ])('names file and line of %s', async (_what, text, message) => {
    write('ragged', text);
    await expect(readCsv(folder, 'ragged')).rejects.toThrow(message);
  });
});

describe('a cell', () => {
  it('that must be filled in is told by file, row and column', () => {
    expect(required({ Name: 'x' }, 'Name', 'Account', 0)).toBe('x');
    expect(() => required({ Name: '' }, 'Name', 'Account', 4)).toThrow('Account.csv, row 5: Name is empty');
  });

  it('that is no number is refused, and a blank one is none', () => {
    expect(numberOf({ Price: '12.50' }, 'Price', 'P', 0)).toBe(12.5);
    expect(numberOf({ Price: '' }, 'Price', 'P', 0)).toBeUndefined();
    for (const Price of ['abc', '1,5', '0x10', '1e3', ' '])
      expect(() => numberOf({ Price }, 'Price', 'P', 1)).toThrow('P.csv, row 2: Price');
  });
});
