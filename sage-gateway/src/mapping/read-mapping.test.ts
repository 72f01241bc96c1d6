import { describe, expect, it } from '@jest/globals';
import { createLogger } from '../logger.ts';
import { rowOf } from '../testing/mapping-row.ts';
import { readMapping } from './read-mapping.ts';
import { mappingRevision } from './revision.ts';

const record = (changes: Record<string, unknown> = {}) => ({
  attributes: { type: 'SageFieldMapping__mdt' },
  DeveloperName: 'Account_TIER',
  Object__c: 'Account',
  Table__c: 'AR_Customer',
  Direction__c: 'Both',
  Owner__c: 'Sage',
  Kind__c: 'ValueMap',
  SalesforceField__c: 'Tier__c',
  SageField__c: 'UDF_TIER',
  Constant__c: null,
  ValueMap__c: 'Tier',
  Transforms__c: null,
  DefaultWhenBlank__c: null,
  Active__c: true,
  SortOrder__c: 3,
  ...changes,
});
const line = { Map__c: 'Tier', SalesforceValue__c: 'Gold', SageValue__c: 'G' };

const read = (records: unknown[], lines: unknown[] = [line]) =>
  readMapping(
    {
      query: (soql) =>
        Promise.resolve((soql.includes('SageValueMap__mdt') ? lines : records) as Record<string, unknown>[]),
    },
    createLogger('silent'),
  );

describe('the mapping in the org', () => {
  it('is rows with the lines of their value maps', async () => {
    const expected = rowOf({
      direction: 'Both',
      owner: 'Sage',
      kind: 'ValueMap',
      valueMap: 'Tier',
      values: [{ salesforce: 'Gold', sage: 'G' }],
      order: 3,
    });

    expect(await read([record()])).toEqual({ revision: mappingRevision([expected]), rows: [expected] });
  });

  it('splits the steps of a transform and leaves other maps aside', async () => {
    const { rows } = await read([record({ Kind__c: 'Transform', Transforms__c: 'trim; cut:5;' })]);

    expect(rows).toMatchObject([{ transforms: ['trim', 'cut:5'], values: [] }]);
  });

  it('does not work with a row that is not complete, but counts it for the revision as Salesforce does', async () => {
    const { revision, rows } = await read([record(), record({ DeveloperName: 'Half', SageField__c: null })]);

    expect(rows).toHaveLength(1);
    expect(revision).not.toBe((await read([record()])).revision);
  });
});
