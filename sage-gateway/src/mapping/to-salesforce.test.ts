import { describe, expect, it } from '@jest/globals';
import { rowOf } from '../testing/mapping-row.ts';
import { columnsToRead, valuesForSalesforce } from './to-salesforce.ts';

const valueOf = (changes: Record<string, unknown>, record: Record<string, string | null>) =>
  valuesForSalesforce([rowOf(changes)], record)[0];

describe('rows toward Salesforce', () => {
  it('copy a value, without the blanks around it', () => {
    expect(valueOf({}, { UDF_TIER: ' GOLD ' })).toEqual({
      row: 'Account_TIER',
      field: 'Tier__c',
      value: 'GOLD',
      faults: [],
      warnings: [],
    });
  });

  it('give the default for what is blank, but not where the value also goes to Sage', () => {
    expect(valueOf({ defaultWhenBlank: 'NONE' }, { UDF_TIER: null })?.value).toBe('NONE');
    expect(valueOf({ defaultWhenBlank: 'NONE', direction: 'Both' }, { UDF_TIER: ' ' })?.value).toBeNull();
  });

  it('know constants, value maps and transforms', () => {
    const rows = [
      rowOf({ name: 'A', kind: 'Constant', constant: 'Sage' }),
      rowOf({ name: 'B', kind: 'ValueMap', values: [{ salesforce: 'Gold', sage: 'G' }] }),
      rowOf({ name: 'C', kind: 'Transform', sageField: 'UDF_OK', transforms: ['yesno'] }),
    ];

    const values = valuesForSalesforce(rows, { UDF_TIER: 'G', UDF_OK: 'Y' });

    expect(values.map(({ value }) => value)).toEqual(['Sage', 'Gold', 'true']);
    expect(columnsToRead(rows)).toEqual(['UDF_TIER', 'UDF_OK']);
  });

  it('say what is wrong and what was cut, naming the field of Sage', () => {
    expect(valueOf({ kind: 'ValueMap' }, { UDF_TIER: 'G' })?.faults).toMatchObject([
      { code: 'VALUE_UNMAPPED', path: 'UDF_TIER' },
    ]);
    expect(valueOf({}, {})?.faults).toMatchObject([{ code: 'FIELD_UNKNOWN' }]);
    expect(valueOf({ kind: 'Transform', transforms: ['cut:2'] }, { UDF_TIER: 'GOLD' })).toMatchObject({
      value: 'GO',
      warnings: [{ path: 'UDF_TIER' }],
    });
  });

  it('are the active ones that go there', () => {
    const rows = [rowOf({ active: false }), rowOf({ direction: 'ToSage' })];

    expect(valuesForSalesforce(rows, { UDF_TIER: 'GOLD' })).toEqual([]);
  });
});
