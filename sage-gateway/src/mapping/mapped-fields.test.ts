import { describe, expect, it } from '@jest/globals';
import pino from 'pino';
import type { MappingRow } from '../contract/mapping.ts';
import type { ColumnInfo } from '../sage/ports.ts';
import { rowOf } from '../testing/mapping-row.ts';
import { fieldsFromSage, mappedFields } from './mapped-fields.ts';

const column = (name: string): [string, ColumnInfo] => [
  name.toUpperCase(),
  { name, kind: 'text', length: 20, scale: 0 },
];
const catalogue = new Map(['CustomerNo', 'UDF_TIER', 'DateUpdated', 'TimeUpdated'].map(column));

function mapped(...rows: MappingRow[]) {
  const site = { mapping: rows, company: 'ABC', logger: pino({ level: 'silent' }) };
  return mappedFields(site, 'Account', catalogue, ['CustomerNo'], new Set());
}
const tier = (more: Partial<MappingRow> = {}) => rowOf({ direction: 'Both', ...more });
const row = { CustomerNo: '1', UDF_TIER: 'GOLD', DateUpdated: '2026-05-29', TimeUpdated: '15.5' };

describe('mapped fields of a feed', () => {
  it('travel as JSON, by the name of their field', () => {
    const fields = mapped(tier());

    expect(fields.columns).toEqual(['CustomerNo', 'UDF_TIER']);
    expect(fieldsFromSage(fields, row)).toEqual({ SageFields__c: '{"fields":{"Tier__c":"GOLD"}}' });
  });

  it('say when they were changed in Sage where the latest change counts', () => {
    const fields = mapped(tier({ owner: 'Latest' }));
    const changedAt = new Date(2026, 4, 29, 15, 30).toISOString();

    expect(fields.columns).toEqual(['CustomerNo', 'UDF_TIER', 'DateUpdated', 'TimeUpdated']);
    expect(fieldsFromSage(fields, row)).toEqual({
      SageFields__c: `{"changedAt":"${changedAt}","fields":{"Tier__c":"GOLD"}}`,
    });
  });

  it('leave the record as it is where nothing is mapped toward Salesforce', () => {
    expect(fieldsFromSage(mapped(tier({ direction: 'ToSage' })), row)).toEqual({});
  });
});
