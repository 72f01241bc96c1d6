import { mappingRow, type MappingRow } from '../contract/mapping.ts';

/** A row of a field mapping with defaults that make it valid; a test says what it is about. */
export function rowOf(changes: Record<string, unknown> = {}): MappingRow {
  return mappingRow.parse({
    name: 'Account_TIER',
    object: 'Account',
    table: 'AR_Customer',
    direction: 'ToSalesforce',
    kind: 'Field',
    salesforceField: 'Tier__c',
    sageField: 'UDF_TIER',
    ...changes,
  });
}
