import { describe, expect, it } from '@jest/globals';
import type { FieldAgreement } from '../contract/change-messages.ts';
import type { ColumnInfo } from '../sage/ports.ts';
import { fieldsToWrite } from './agreement.ts';

const column = (name: string, kind: ColumnInfo['kind']): [string, ColumnInfo] => [
  name,
  { name, kind, length: 20, scale: 2 },
];
const columns = new Map([column('UDF_TIER', 'text'), column('UDF_SCORE', 'number')]);
const stamp = { DateUpdated: '2026-05-29', TimeUpdated: '15.5' };
const before = new Date(2026, 4, 29, 15, 29).toISOString();
const after = new Date(2026, 4, 29, 15, 31).toISOString();

function isWritten(value: string | null, inSage: string | null, told: FieldAgreement): boolean {
  const message = { fields: { UDF_TIER: value }, agreement: { UDF_TIER: told } };
  const { fields, kept } = fieldsToWrite(message, { ...stamp, UDF_TIER: inSage }, columns);
  expect('UDF_TIER' in fields).toBe(kept.length === 0);
  return 'UDF_TIER' in fields;
}

describe('a field that is mapped both ways', () => {
  it.each(['Salesforce', 'Sage', 'Latest'] as const)(
    'is written when only Salesforce changed it, whoever owns it: %s',
    (owner) => {
      expect(isWritten('new', 'old', { owner, seen: 'old' })).toBe(true);
      expect(isWritten(null, 'old', { owner, seen: 'old' })).toBe(true);
    },
  );

  it.each(['Salesforce', 'Sage', 'Latest'] as const)(
    "keeps Sage's value when only Sage changed it, whoever owns it: %s",
    (owner) => {
      expect(isWritten('old', 'sage', { owner, seen: 'old', changedAt: after })).toBe(false);
      expect(isWritten(null, 'sage', { owner, seen: null })).toBe(false);
    },
  );

  it.each<[FieldAgreement, boolean]>([
    [{ owner: 'Salesforce', seen: 'old' }, true],
    [{ owner: 'Sage', seen: 'old' }, false],
    [{ owner: 'Latest', seen: 'old', changedAt: after }, true],
    [{ owner: 'Latest', seen: 'old', changedAt: before }, false],
    [{ owner: 'Latest', seen: 'old' }, false],
  ])('is decided by its owner when both changed it: %j', (told, written) => {
    expect(isWritten('new', 'sage', told)).toBe(written);
  });

  it('is decided by its owner when they never agreed, and a blank one loses nothing', () => {
    expect(isWritten('new', 'sage', { owner: 'Salesforce' })).toBe(true);
    expect(isWritten('new', 'sage', { owner: 'Sage' })).toBe(false);
    expect(isWritten(null, 'sage', { owner: 'Salesforce' })).toBe(false);
    expect(isWritten('new', null, { owner: 'Sage' })).toBe(true);
  });

  it('compares numbers as numbers, and a blank one is the zero that Sage has', () => {
    const told = { owner: 'Sage', seen: null } as const;
    const message = { fields: { UDF_SCORE: '5.00' }, agreement: { UDF_SCORE: told } };

    expect(fieldsToWrite(message, { ...stamp, UDF_SCORE: '0' }, columns).kept).toEqual([]);
    expect(fieldsToWrite(message, { ...stamp, UDF_SCORE: '5' }, columns).kept).toEqual([]);
    expect(fieldsToWrite(message, { ...stamp, UDF_SCORE: '7' }, columns).kept).toEqual(['UDF_SCORE']);
  });

  it('is written without further ado where the message says nothing of an agreement or Sage lacks the column', () => {
    const fields = { UDF_TIER: 'new', UDF_GONE: 'x' };
    const agreement = { UDF_GONE: { owner: 'Sage', seen: 'y' } } as const;

    expect(fieldsToWrite({ fields, agreement }, { ...stamp, UDF_TIER: 'sage' }, columns)).toEqual({
      fields,
      kept: [],
    });
  });
});
