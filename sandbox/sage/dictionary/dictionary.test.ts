import { describe, expect, it } from '@jest/globals';
import { companyTables, systemTables } from './index.ts';
import { columnOfDeclaredType, declaredType, table } from './table.ts';

const tables = [...companyTables.values(), ...systemTables.values()];

describe('the dictionary', () => {
  it.each(tables.map((one) => [one.name, one] as const))(
    '%s has the columns of all its keys',
    (_name, one) => {
      const missing = Object.values(one.keys)
        .flat()
        .filter((part) => !one.columns.has(part));

      expect(missing).toEqual([]);
    },
  );

  it.each([
    ['SO_SalesOrderHeader', 'SalesOrderNo', 'VARCHAR(7)'],
    ['SO_SalesOrderHeader', 'CustomerPONo', 'VARCHAR(30)'],
    ['SO_SalesOrderHeader', 'BillToAddress3', 'VARCHAR(40)'],
    ['SO_SalesOrderHeader', 'TaxableAmt', 'NUMERIC_TEXT(12,2)'],
    ['SO_SalesOrderHeader', 'DateUpdated', 'DATE'],
    ['SO_SalesOrderHeader', 'TimeUpdated', 'VARCHAR(8)'],
    ['SO_SalesOrderDetail', 'QuantityOrdered', 'NUMERIC_TEXT(15,6)'],
    ['SO_SalesOrderDetail', 'CommentText', 'LONGVARCHAR(2048)'],
    ['SO_SalesOrderDetail', 'BillOption9', 'VARCHAR(2)'],
    ['SO_SalesOrderHistoryDetail', 'SequenceNo', 'VARCHAR(14)'],
    ['AR_Customer', 'CustomerNo', 'VARCHAR(20)'],
    ['AR_Customer', 'CustomerDiscountRate', 'NUMERIC_TEXT(12,3)'],
    ['IM_PriceCode', 'BreakQuantity5', 'NUMERIC_TEXT(8,0)'],
  ])('declares %s.%s as %s', (tableName, columnName, type) => {
    const column = companyTables.get(tableName)?.columns.get(columnName);

    expect(column && declaredType(column)).toBe(type);
  });

  it.each(['SO_SalesOrderDetail', 'SO_SalesOrderHistoryDetail'])('gives %s no audit columns', (name) => {
    expect(companyTables.get(name)?.columns.has('DateUpdated')).toBe(false);
  });

  it('finds every declared type again', () => {
    const lost = tables.flatMap((one) =>
      [...one.columns.values()].filter((column) => {
        const found = columnOfDeclaredType(column.name, declaredType(column));
        return found.kind !== column.kind || found.length !== column.length || found.scale !== column.scale;
      }),
    );

    expect(lost).toEqual([]);
  });

  it('throws on an entry it cannot read', () => {
    expect(() => table('T', 'A X7', { KPRIMARY: 'A' })).toThrow('A X7');
    expect(() => table('T', 'A C7', {})).toThrow('KPRIMARY');
    expect(() => columnOfDeclaredType('A', 'BLOB')).toThrow('BLOB');
  });
});
