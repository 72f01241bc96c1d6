import { describe, expect, it } from '@jest/globals';
import type { ColumnInfo } from '../sage/ports.ts';
import { customFields } from './custom-fields.ts';
import { Findings } from './findings.ts';

const columns = new Map<string, ColumnInfo>([
  ['UDF_COLOUR', { name: 'UDF_COLOUR', kind: 'text', length: 5, scale: 0 }],
  ['UDF_NOTE', { name: 'UDF_NOTE', kind: 'text', length: 0, scale: 0 }],
  ['UDF_BUDGET', { name: 'UDF_BUDGET', kind: 'number', length: 9, scale: 2 }],
  ['UDF_DUE', { name: 'UDF_DUE', kind: 'date', length: 10, scale: 0 }],
]);

function given(fields: Record<string, string | null>) {
  const findings = new Findings();
  const values = customFields(fields, columns, 'SO_SalesOrderHeader', 'fields', findings);
  return { values, faults: findings.faults };
}

describe('custom fields', () => {
  it('become UDFs of the kind that the catalogue tells', () => {
    const { values, faults } = given({ UDF_COLOUR: 'Red', UDF_BUDGET: '1234567.50', UDF_DUE: '2026-06-01' });

    expect(faults).toEqual([]);
    expect(values).toEqual([
      { name: 'UDF_COLOUR', kind: 'text', value: 'Red' },
      { name: 'UDF_BUDGET', kind: 'number', value: '1234567.5' },
      { name: 'UDF_DUE', kind: 'date', value: '2026-06-01' },
    ]);
  });

  it('that are blank are left to Sage', () => {
    expect(given({ UDF_COLOUR: null, UDF_BUDGET: ' ' })).toEqual({ values: [], faults: [] });
  });

  it('take a text of any length in a memo', () => {
    expect(given({ UDF_NOTE: 'x'.repeat(2000) }).values).toHaveLength(1);
  });

  it.each([
    ['UDF_MISSING', 'x', 'FIELD_UNKNOWN'],
    ['UDF_COLOUR', 'Turquoise', 'FIELD_TOO_LONG'],
    ['UDF_BUDGET', 'much', 'FIELD_INVALID'],
    ['UDF_BUDGET', '1.005', 'FIELD_INVALID'],
    ['UDF_BUDGET', '12345678', 'FIELD_INVALID'],
    ['UDF_DUE', '2026-02-30', 'FIELD_INVALID'],
  ])('%s = %j is refused with %s', (name, value, code) => {
    const { values, faults } = given({ [name]: value });

    expect(values).toEqual([]);
    expect(faults).toMatchObject([{ code, path: `fields.${name}` }]);
  });

  it('are cleared when they are blank, where the record exists already', () => {
    const findings = new Findings();
    const blank = { UDF_COLOUR: '', UDF_BUDGET: null, UDF_DUE: ' ' };

    expect(
      customFields(blank, columns, 'AR_Customer', 'fields', findings, { blank: 'clear' }).map(
        ({ name, value }) => [name, value],
      ),
    ).toEqual([
      ['UDF_COLOUR', ''],
      ['UDF_BUDGET', '0'],
      ['UDF_DUE', ''],
    ]);
    expect(customFields(blank, columns, 'AR_Customer', 'fields', findings)).toEqual([]);
  });
});
