import { describe, expect, it } from '@jest/globals';
import { MemoryTables } from '../testing/memory-tables.ts';
import { rowOf } from '../testing/mapping-row.ts';
import { preview } from './preview.ts';
import { sageFields } from './sage-fields.ts';

const tables = new MemoryTables({
  ABC: {
    AR_Customer: {
      columns: {
        ARDivisionNo: 'C2',
        CustomerNo: 'C20',
        CreditLimit: 'N13.2',
        UDF_TIER: 'C5',
        UDF_DUE: 'D',
        EncryptedVals: 'C64',
        CreditCardGUID: 'C32',
      },
      rows: [{ ARDivisionNo: '01', CustomerNo: 'A-1', CreditLimit: '500.00', UDF_TIER: 'GOLD' }],
    },
    SO_SalesOrderDetail: {
      columns: { SalesOrderNo: 'C7', LineKey: 'C6', UDF_KIND: 'C3' },
      rows: [
        { SalesOrderNo: '0000001', LineKey: '000002', UDF_KIND: 'B' },
        { SalesOrderNo: '0000001', LineKey: '000001', UDF_KIND: 'A' },
      ],
    },
  },
});

describe('fields that may be mapped', () => {
  it('are all columns of the table with their widths, custom ones first, and nothing that is encrypted', async () => {
    expect(await sageFields(tables, 'ABC', 'AR_Customer')).toEqual([
      { name: 'UDF_DUE', kind: 'date', length: 10, scale: 0, udf: true },
      { name: 'UDF_TIER', kind: 'text', length: 5, scale: 0, udf: true },
      { name: 'ARDivisionNo', kind: 'text', length: 2, scale: 0, udf: false },
      { name: 'CreditLimit', kind: 'number', length: 13, scale: 2, udf: false },
      { name: 'CustomerNo', kind: 'text', length: 20, scale: 0, udf: false },
    ]);
  });
});

describe('a preview', () => {
  it('shows what rows toward Salesforce make of a real record', async () => {
    const rows = [
      rowOf(),
      rowOf({ name: 'Limit', sageField: 'CreditLimit', kind: 'Transform', transforms: ['number:0'] }),
      rowOf({ name: 'Gone', sageField: 'UDF_GONE' }),
      rowOf({ name: 'Secret', sageField: 'EncryptedVals' }),
    ];

    const { found, values } = await preview(tables, 'ABC', { table: 'AR_Customer', key: '01-A-1', rows });

    expect(found).toBe(true);
    expect(values).toMatchObject([
      { row: 'Account_TIER', value: 'GOLD' },
      { row: 'Limit', value: '500' },
      { row: 'Gone', value: null, faults: [{ code: 'FIELD_UNKNOWN' }] },
      { row: 'Secret', value: null, faults: [{ code: 'FIELD_UNKNOWN' }] },
    ]);
  });

  it('finds a line by its place in the order', async () => {
    const row = rowOf({ object: 'OrderItem', table: 'SO_SalesOrderDetail', sageField: 'UDF_KIND' });
    const of = (key: string) => preview(tables, 'ABC', { table: 'SO_SalesOrderDetail', key, rows: [row] });

    expect((await of('0000001/2')).values).toMatchObject([{ value: 'B' }]);
    expect((await of('0000001/3')).found).toBe(false);
  });

  it('finds nothing by a key that cannot be one', async () => {
    expect(await preview(tables, 'ABC', { table: 'AR_Customer', key: 'A1', rows: [rowOf()] })).toMatchObject({
      found: false,
      values: [],
    });
  });

  it('says whether values toward Sage fit its columns', async () => {
    const fields = { UDF_TIER: 'PLATINUM', UDF_DUE: '2026-05-31', UDF_GONE: 'x' };

    expect((await preview(tables, 'ABC', { table: 'AR_Customer', rows: [], fields })).fields).toMatchObject([
      { name: 'UDF_TIER', value: null, faults: [{ code: 'FIELD_TOO_LONG' }] },
      { name: 'UDF_DUE', value: '2026-05-31', faults: [] },
      { name: 'UDF_GONE', value: null, faults: [{ code: 'FIELD_UNKNOWN' }] },
    ]);
  });
});
