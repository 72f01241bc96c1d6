import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { blankRow, table, textColumn } from '../dictionary/table.ts';
import { numberText } from '../boi/values.ts';
import { removeFolder } from '../testing/company.ts';
import { TableStore } from './table-store.ts';

const THING = table('Thing', 'Code C5; Price N15.6; Since D; Note M', { KPRIMARY: 'Code' });
let folder: string;
let store: TableStore;

function open(): TableStore {
  return new TableStore(join(folder, 'things.sqlite'), new Map([[THING.name, THING]]));
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'sage-store-'));
  store = open();
});

afterEach(() => {
  store.close();
  removeFolder(folder);
});

describe('the table store', () => {
  it('gives every decimal of 15 digits back as it was, cast to text or not', () => {
    const decimals = fc.tuple(fc.bigInt(-(10n ** 15n - 1n), 10n ** 15n - 1n), fc.integer({ min: 0, max: 6 }));
    fc.assert(
      fc.property(decimals, ([digits, scale]) => {
        const price = numberText(`${digits}e-${scale}`);
        store.remove('Thing', 'Code = ?', ['A']);
        store.insert('Thing', { ...blankRow(THING), Code: 'A', Price: price });
        const cast = store.statement('SELECT CAST(Price AS VARCHAR) AS Price FROM Thing').get();
        return store.find('Thing', 'A')?.['Price'] === price && cast?.['Price'] === price;
      }),
      { numRuns: 200 },
    );
  });

  it('adds the columns that a file of an older dictionary lacks, with their defaults', () => {
    store.insert('Thing', { ...blankRow(THING), Code: 'A' });
    store.close();
    const newer = table(
      'Thing',
      'Code C5; Price N15.6; Since D; Note M; Colour C3 =RED; Until D; Weight N5.2',
      {
        KPRIMARY: 'Code',
      },
    );

    store = new TableStore(join(folder, 'things.sqlite'), new Map([[newer.name, newer]]));
    store.insert('Thing', { ...blankRow(newer), Code: 'B', Colour: 'TAN' });

    expect(store.find('Thing', 'A')).toMatchObject({ Colour: 'RED', Until: '', Weight: '0' });
    expect(store.find('Thing', 'B')).toMatchObject({ Colour: 'TAN' });
  });

  it('keeps codes with leading zeros and blank dates', () => {
    store.insert('Thing', { Code: '00012', Price: '0', Since: '', Note: '' });
    store.insert('Thing', { Code: '12', Price: '0', Since: '2026-05-31', Note: '' });

    expect(store.select('Thing', "Code <> ''", [])).toEqual([
      { Code: '00012', Price: '0', Since: '', Note: '' },
      { Code: '12', Price: '0', Since: '2026-05-31', Note: '' },
    ]);
  });

  it('rolls a whole transaction back', () => {
    const work = (): void =>
      store.transaction(() => {
        store.insert('Thing', { ...blankRow(THING), Code: 'A' });
        throw new Error('no');
      });

    expect(work).toThrow('no');
    expect(store.count('Thing')).toBe(0);
  });

  it('keeps a row whose key exists, and tells', () => {
    store.insert('Thing', { ...blankRow(THING), Code: 'A', Note: 'first' });

    expect(store.insertIfNew('Thing', { ...blankRow(THING), Code: 'A', Note: 'second' })).toBe(false);
    expect(store.find('Thing', 'A')?.['Note']).toBe('first');
    expect(() => store.insert('Thing', { ...blankRow(THING), Code: 'A' })).toThrow('UNIQUE');
    expect(() => store.update('Thing', ['B'], { Note: 'x' })).toThrow('not there');
  });

  it('knows a field that was added before, after it is opened again', () => {
    store.insert('Thing', { ...blankRow(THING), Code: 'A' });
    store.addField('Thing', textColumn('UDF_COLOR', 12));
    store.close();
    store = open();

    expect(store.table('Thing').columns.get('UDF_COLOR')).toMatchObject({ kind: 'text', length: 12 });
    expect(store.find('Thing', 'A')).toMatchObject({ UDF_COLOR: '' });
  });
});
