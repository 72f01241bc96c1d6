import { describe, expect, it } from '@jest/globals';
import type { Warning } from '../contract/errors.ts';
import { rowOf } from './report.ts';

const answer = {
  key: 'r.1',
  state: 'Done',
  named: null,
  result: null,
  warnings: [],
  errors: [],
  attempts: 1,
  answered_at: new Date(),
} as const;
const rowWith = (warnings: readonly Warning[]) => rowOf({ ...answer, warnings });

describe('the row of an answer', () => {
  it('names the code of each warning once, and every sentence', () => {
    const row = rowWith([
      { message: 'The order was placed on hold.', code: 'CREDIT_EXCEEDED' },
      { message: 'A text was cut.' },
      { message: 'Over again.', code: 'CREDIT_EXCEEDED' },
      { message: 'Another unit.', code: 'UNIT_OF_MEASURE_UNKNOWN' },
    ]);

    expect(row.WarningCodes__c).toBe('CREDIT_EXCEEDED;UNIT_OF_MEASURE_UNKNOWN');
    expect(row.Warnings__c).toBe(
      'The order was placed on hold.\nA text was cut.\nOver again.\nAnother unit.',
    );
  });

  it('has no codes where no warning has one', () => {
    expect(rowWith([{ message: 'A text was cut.' }]).WarningCodes__c).toBeNull();
  });

  it('tells what Sage has and what was expected, of the values that were changed there', () => {
    const difference = { inSage: '12', expected: '10' };
    const fault = {
      code: 'CHANGED_IN_SAGE',
      message: 'Changed.',
      path: 'lines.2.quantity',
      difference,
    } as const;
    const row = rowOf({
      ...answer,
      state: 'Refused',
      errors: [fault, { code: 'ITEM_UNKNOWN', message: 'No.' }],
    });

    expect(JSON.parse(row.Differences__c as string)).toEqual([{ path: 'lines.2.quantity', ...difference }]);
    expect(rowWith([]).Differences__c).toBeNull();
  });
});
