import { z } from 'zod';
import { mappingRow, type MappingRow, type ValueMapLine } from '../contract/mapping.ts';
import { pathOf } from '../contract/parse-fault.ts';
import type { Logger } from '../logger.ts';
import type { SalesforceQueries } from '../salesforce/port.ts';
import type { Mapping } from './port.ts';
import { mappingRevision, type RevisionRow } from './revision.ts';

const text = z
  .string()
  .nullish()
  .transform((value) => value || undefined);
const rowRecord = z.object({
  DeveloperName: z.string(),
  Object__c: text,
  Table__c: text,
  Direction__c: text,
  Owner__c: text,
  Kind__c: text,
  SalesforceField__c: text,
  SageField__c: text,
  Constant__c: text,
  ValueMap__c: text,
  Transforms__c: text,
  DefaultWhenBlank__c: text,
  Active__c: z.boolean(),
  SortOrder__c: z.number().nullish(),
});
const lineRecord = z.object({ Map__c: text, SalesforceValue__c: text, SageValue__c: text });

const rowQuery = `SELECT ${Object.keys(rowRecord.shape).join(', ')} FROM SageFieldMapping__mdt`;
const lineQuery = `SELECT ${Object.keys(lineRecord.shape).join(', ')} FROM SageValueMap__mdt WHERE Active__c = TRUE`;

/**
 * Reads the field mapping from the org, as Apex does (SageFieldMappings). A row that is not complete counts for the revision but is not
 * worked with; the log names it.
 */
export async function readMapping(salesforce: SalesforceQueries, logger: Logger): Promise<Mapping> {
  const records = z.array(rowRecord).parse(await salesforce.query(rowQuery));
  const lines = z.array(lineRecord).parse(await salesforce.query(lineQuery));
  const linesByMap = Map.groupBy(lines, (line) => line.Map__c ?? '');
  const stored = records.map((record) => storedRow(record, linesByMap.get(record.ValueMap__c ?? '') ?? []));
  return {
    revision: mappingRevision(stored),
    rows: stored.flatMap((row): MappingRow[] => {
      const parsed = mappingRow.safeParse(row);
      if (parsed.success) return [parsed.data];
      if (row.active) {
        const members = parsed.error.issues.map((issue) => pathOf(issue.path));
        logger.warn({ row: row.name, members }, 'a row of the field mapping is not complete and is not used');
      }
      return [];
    }),
  };
}

function storedRow(
  record: z.output<typeof rowRecord>,
  lines: readonly z.output<typeof lineRecord>[],
): RevisionRow & { valueMap: string | undefined; order: number } {
  const isValueMap = record.Kind__c === 'ValueMap';
  return {
    name: record.DeveloperName,
    object: record.Object__c,
    table: record.Table__c,
    direction: record.Direction__c,
    owner: record.Owner__c ?? 'Salesforce',
    kind: record.Kind__c,
    salesforceField: record.SalesforceField__c,
    sageField: record.SageField__c,
    constant: record.Constant__c,
    valueMap: record.ValueMap__c,
    values: isValueMap ? lines.map(lineOf) : [],
    transforms: (record.Transforms__c ?? '')
      .split(';')
      .map((step) => step.trim())
      .filter(Boolean),
    defaultWhenBlank: record.DefaultWhenBlank__c,
    active: record.Active__c,
    order: record.SortOrder__c ?? 0,
  };
}

function lineOf({ SalesforceValue__c, SageValue__c }: z.output<typeof lineRecord>): ValueMapLine {
  return { salesforce: SalesforceValue__c ?? '', sage: SageValue__c ?? '' };
}
