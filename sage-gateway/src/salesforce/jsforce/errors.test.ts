import { describe, expect, it } from '@jest/globals';
import { failedRow, verdictOf, verdicts, type OrgError } from './errors.ts';

function error(statusCode: string, message = 'told by the org'): OrgError {
  return { statusCode, message, fields: [] };
}

describe('what an error code of the org means', () => {
  it('looks for the lock inside a trigger that failed', () => {
    const wrapped =
      'MyTrigger: execution of AfterUpdate caused by: System.DmlException: UNABLE_TO_LOCK_ROW, unable to obtain exclusive access';

    expect(verdictOf(error('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', wrapped))?.verdict).toBe('retry');
    expect(verdictOf(error('CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY', 'Account is missing'))?.verdict).toBe(
      'refuse',
    );
  });

  it('shows a code that it does not know to a person', () => {
    expect(verdictOf(error('A_CODE_OF_NEXT_YEAR'))?.verdict).toBe('refuse');
    expect(verdictOf(error('constructor'))?.verdict).toBe('refuse');
  });

  it('has only codes written as the org writes them', () => {
    expect(Object.keys(verdicts).filter((code) => !/^[A-Z_]+$/u.test(code))).toEqual([]);
  });
});

describe('a row that was not written', () => {
  it('needs a person when one of its errors does', () => {
    const row = failedRow([error('UNABLE_TO_LOCK_ROW'), error('REQUIRED_FIELD_MISSING')], undefined);

    expect(row).toMatchObject({ verdict: 'refuse', code: 'SALESFORCE_REFUSED' });
  });

  it('follows its sibling when only that failed, and is tried again when none is known', () => {
    const halted = [error('ALL_OR_NONE_OPERATION_ROLLED_BACK')];

    expect(failedRow(halted, { verdict: 'refuse', code: 'SALESFORCE_REFUSED' })).toMatchObject({
      verdict: 'refuse',
    });
    expect(failedRow(halted, undefined)).toMatchObject({ verdict: 'retry', code: 'SALESFORCE_UNAVAILABLE' });
  });

  it('keeps the sentences of the org in one line each, cut and without control characters', () => {
    const row = failedRow([error('X', `a\u0000b\n${'c'.repeat(5000)}`), error('Y', 'd')], undefined);

    const lines = row.ok ? [] : row.message.split('\n');
    expect(lines).toEqual([expect.stringMatching(/^X: a b c+$/u), 'Y: d']);
    expect(lines[0]).toHaveLength(1000);
  });
});
