import { describe, expect, it } from '@jest/globals';
import { columnOfDeclaredType, columnOfSqlType } from './column-types.ts';

describe('a column of the catalogue', () => {
  it.each([
    [
      { DATA_TYPE: 12, COLUMN_SIZE: 30, DECIMAL_DIGITS: null },
      { kind: 'text', length: 30, scale: 0 },
    ],
    [
      { DATA_TYPE: -1, COLUMN_SIZE: 0 },
      { kind: 'text', length: 2048, scale: 0 },
    ],
    [
      { DATA_TYPE: 3, COLUMN_SIZE: 15, DECIMAL_DIGITS: 6 },
      { kind: 'number', length: 15, scale: 6 },
    ],
    [
      { DATA_TYPE: 8, PRECISION: 15, SCALE: 6 },
      { kind: 'number', length: 15, scale: 6 },
    ],
    [
      { DATA_TYPE: 9, PRECISION: 10, SCALE: null },
      { kind: 'date', length: 10, scale: 0 },
    ],
    [
      { DATA_TYPE: 93, COLUMN_SIZE: 23, DECIMAL_DIGITS: 3 },
      { kind: 'date', length: 23, scale: 0 },
    ],
  ])('is told by a driver as %j', (row, expected) => {
    expect(columnOfSqlType({ COLUMN_NAME: 'X', ...row })).toEqual({ name: 'X', ...expected });
  });

  it.each([
    ['VARCHAR(30)', { kind: 'text', length: 30, scale: 0 }],
    ['LONGVARCHAR(2048)', { kind: 'text', length: 2048, scale: 0 }],
    ['TEXT', { kind: 'text', length: 2048, scale: 0 }],
    ['NUMERIC_TEXT(15,6)', { kind: 'number', length: 15, scale: 6 }],
    ['DECIMAL(13, 2)', { kind: 'number', length: 13, scale: 2 }],
    ['DATE', { kind: 'date', length: 10, scale: 0 }],
  ])('is declared in the sandbox as %s', (type, expected) => {
    expect(columnOfDeclaredType({ COLUMN_NAME: 'X', TYPE_NAME: type })).toEqual({ name: 'X', ...expected });
  });
});
