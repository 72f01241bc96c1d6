import { describe, expect, it } from '@jest/globals';
import type { ColumnInfo, TableQuery } from '../ports.ts';
import { dialectOf } from './dialects.ts';
import { compile } from './query.ts';
import { odbcSettings } from './settings.ts';

const sage = dialectOf(odbcSettings.parse({ kind: 'sage', directory: 'C:\\MAS90' }));
const plainSage = dialectOf(odbcSettings.parse({ kind: 'sage', directory: 'C:\\MAS90', numbers: 'driver' }));
const sqlServer = dialectOf(odbcSettings.parse({ kind: 'sql-server', server: 'sql1' }));
const sqlite = dialectOf(odbcSettings.parse({ kind: 'sqlite', folder: '/data' }));

const column = (name: string, kind: ColumnInfo['kind']): [string, ColumnInfo] => [
  name.toUpperCase(),
  { name, kind, length: 20, scale: 0 },
];
const columns = new Map([
  column('ItemCode', 'text'),
  column('QuantityOnHand', 'number'),
  column('DateUpdated', 'date'),
]);

const query: TableQuery = {
  table: 'IM_ItemWarehouse',
  columns: ['ItemCode', 'QuantityOnHand', 'DateUpdated'],
  where: [
    { column: 'ItemCode', op: 'in', values: ["O'NEIL", 'B'] },
    { column: 'QuantityOnHand', op: '>', value: '-1.5' },
    { column: 'DateUpdated', op: '>=', value: '2026-05-31' },
  ],
};

describe('the SQL of a read', () => {
  it('for Sage has no brackets, schema, limit or semicolon, casts numbers and writes dates as an ODBC escape', () => {
    const { sql, parameters } = compile(query, columns, sage, true, 50);

    expect(sql).toBe(
      'SELECT ItemCode AS V1, {fn CONVERT(QuantityOnHand, SQL_VARCHAR)} AS V2, DateUpdated AS V3 FROM IM_ItemWarehouse ' +
        "WHERE ItemCode IN (?, ?) AND QuantityOnHand > -1.5 AND DateUpdated >= {d '2026-05-31'}",
    );
    expect(parameters).toEqual(["O'NEIL", 'B']);
  });

  it('for a driver that takes no markers has the values as escaped literals', () => {
    const { sql, parameters } = compile(query, columns, plainSage, false, 50);

    expect(sql).toContain('SELECT ItemCode AS V1, QuantityOnHand AS V2,');
    expect(sql).toContain("ItemCode IN ('O''NEIL', 'B')");
    expect(parameters).toEqual([]);
  });

  it('for SQL Server names the schema, limits rows and converts numbers', () => {
    expect(compile(query, columns, sqlServer, true, 50).sql).toBe(
      'SELECT TOP (50) [ItemCode] AS V1, CONVERT(varchar(50), [QuantityOnHand]) AS V2, [DateUpdated] AS V3 FROM dbo.[IM_ItemWarehouse] ' +
        "WHERE [ItemCode] IN (?, ?) AND [QuantityOnHand] > -1.5 AND [DateUpdated] >= {d '2026-05-31'}",
    );
    expect(sqlServer.onConnect).toEqual(['SET TRANSACTION ISOLATION LEVEL SNAPSHOT']);
  });

  it('for SQLite compares numbers as numbers although they are kept as text', () => {
    expect(compile(query, columns, sqlite, true, 50).sql).toBe(
      'SELECT "ItemCode" AS V1, CAST("QuantityOnHand" AS TEXT) AS V2, "DateUpdated" AS V3 FROM "IM_ItemWarehouse" ' +
        'WHERE "ItemCode" IN (?, ?) AND CAST("QuantityOnHand" AS NUMERIC) > CAST(\'-1.5\' AS NUMERIC) ' +
        'AND "DateUpdated" >= \'2026-05-31\' LIMIT 50',
    );
  });

  it('finds shared tables in the database of their own where companies are databases', () => {
    expect([sage, sqlServer, sqlite].map((dialect) => dialect.database('ABC', 'SY_Company'))).toEqual([
      'ABC',
      'SYSTEM',
      'SYSTEM',
    ]);
  });

  it.each([
    ['QuantityOnHand', '1; DROP TABLE X', 'no number'],
    ['QuantityOnHand', '1e5', 'no number'],
    ['DateUpdated', "2026-05-31'}", 'no date'],
    ['ItemCode', 'a\0b', 'null character'],
    ['Nothing', 'x', 'has no column Nothing'],
    ['Item-Code', 'x', 'is not a name'],
  ])('refuses %s compared with %s', (name, value, sentence) => {
    const asked = { ...query, where: [{ column: name, op: '=', value }] as const };

    expect(() => compile(asked, columns, sage, false, 50)).toThrow(sentence);
  });
});

describe('the values of a row', () => {
  const row = (quantity: unknown, date: unknown, code = 'A   ') =>
    compile(query, columns, sage, true, 50).row({ V1: code, V2: quantity, V3: date });

  it.each([
    ['12.500000', '12.5'],
    [' 0.000001 ', '0.000001'],
    ['1.0e-06', '0.000001'],
    ['-5', '-5'],
    [123456789.000001, '123456789.000001'],
    [100000000000000n, '100000000000000'],
    ['', null],
    [null, null],
  ])('gives the number %p as %p', (raw, expected) => {
    expect(row(raw, null)['QuantityOnHand']).toBe(expected);
  });

  it.each([
    ['2026-05-31', '2026-05-31'],
    ['2026-05-31 00:00:00.000', '2026-05-31'],
    ['1753-01-01 00:00:00.000', null],
    ['1899-12-30', null],
    ['', null],
  ])('gives the date %p as %p', (raw, expected) => {
    expect(row('0', raw)['DateUpdated']).toBe(expected);
  });

  it('leaves out zero bytes, which PostgreSQL takes in no text', () => {
    expect(row('0', null, 'A\0B \0')['ItemCode']).toBe('AB');
  });

  it('takes trailing blanks off texts', () => {
    expect(row('0', null)['ItemCode']).toBe('A');
  });
});
