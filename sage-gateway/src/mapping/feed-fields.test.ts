import { describe, expect, it } from '@jest/globals';
import type { ColumnInfo } from '../sage/ports.ts';
import {
  cutText,
  daysAgo,
  decimalText,
  phoneOf,
  plainFields,
  recordKey,
  streetOf,
  sumOf,
  versionOf,
} from './feed-fields.ts';

describe('the key of a record', () => {
  it.each([
    [['BLT-ZP'], 'ABC-BLT-ZP'],
    [['01', '0000676'], 'ABC-01-0000676'],
    [['1', null, 'BLT-ZP', undefined], 'ABC-1--BLT~1ZP-'],
  ])('of %j is %s', (parts, key) => {
    expect(recordKey('ABC', ...parts)).toBe(key);
  });

  it('is never that of another record', () => {
    const values = ['A', 'A-B', 'A~1B', 'B', '-', '~', '~1', ''];
    const keys = values.flatMap((one) => values.map((other) => recordKey('ABC', one, other)));

    expect(new Set(keys).size).toBe(values.length ** 2);
  });
});

describe('values of Sage', () => {
  it.each([
    ['12.500000', '12.5'],
    ['100', '100'],
    ['0.000000', '0'],
    ['-0.00', '0'],
    ['-5.10', '-5.1'],
    ['00012', '12'],
    ['99999999999999999.999999', '99999999999999999.999999'],
    [null, '0'],
  ])('the number %j is %s', (value, text) => {
    expect(decimalText(value)).toBe(text);
  });

  it('are added and subtracted exactly, those that the site lacks counting nothing', () => {
    expect(sumOf({ A: '0.1', B: '0.2', C: '0.3' }, 'A', 'B', '-C', 'NONE')).toBe('0');
  });

  it('make a street of the lines that are filled, and a phone of number and extension', () => {
    expect(streetOf({ Line1: '1 Pier', Line2: null, Line3: 'Gate 2' }, 'Line')).toBe('1 Pier\nGate 2');
    expect(streetOf({ Line1: null }, 'Line')).toBeNull();
    expect(phoneOf({ No: '555', Ext: '7' }, 'No', 'Ext')).toBe('555 x7');
    expect(phoneOf({ No: '555' }, 'No', 'Ext')).toBe('555');
    expect(phoneOf({ No: null, Ext: '7' }, 'No', 'Ext')).toBeNull();
  });

  it('are cut where they are too long, never through a character', () => {
    expect(cutText('short', 5)).toBe('short');
    expect(cutText('too long', 7)).toBe('too ...');
    expect(cutText('ab😀cdefgh', 6)).toBe('ab...');
  });

  it('go into fields whose columns the site has', () => {
    const column = (name: string, kind: ColumnInfo['kind']): [string, ColumnInfo] => [
      name.toUpperCase(),
      { name, kind, length: 10, scale: 0 },
    ];
    const catalogue = new Map([column('Amount', 'number'), column('Code', 'text')]);
    const fields = plainFields(catalogue, { Amount__c: 'Amount', Code__c: 'Code', Gone__c: 'Gone' });

    expect(fields.columns).toEqual(['Amount', 'Code']);
    expect(fields.of({ Amount: '1.50', Code: null })).toEqual({ Amount__c: '1.5', Code__c: null });
  });
});

it('A version is another one as soon as anything in it is', () => {
  expect(versionOf(1, { a: 1 }, ['x'])).toBe(versionOf(1, { a: 1 }, ['x']));
  const versions = [versionOf(1, { a: 1 }), versionOf(2, { a: 1 }), versionOf(1, { a: 2 }), versionOf(1)];
  expect(new Set(versions).size).toBe(4);
});

it('Days ago are counted from today', () => {
  expect(daysAgo(1, new Date('2026-03-01T00:30:00Z'))).toBe('2026-02-28');
});
