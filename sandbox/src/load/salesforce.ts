import { join } from 'node:path';
import type { Fields, SalesforceClient } from '../salesforce-client.ts';
import { numberOf, readCsv, required, type CsvRow } from './csv.ts';

/** An opportunity of the files, as it now stands in the org. */
export interface LoadedOpportunity {
  readonly id: string;
  readonly externalKey: string;
  /** The stage the files wish for; the row itself was created in an open stage. */
  readonly stageName: string;
}

const openStage = 'Prospecting';

/**
 * Loads `salesforce/*.csv` of a folder into the org. What is there already (same AccountNumber, ProductCode, ExternalKey) is
 * left as it is, so that a second run adds nothing. Opportunities are created open, with their lines, and closed later.
 */
export async function loadSalesforce(org: SalesforceClient, folder: string): Promise<LoadedOpportunity[]> {
  const csv = join(folder, 'salesforce');
  const accounts = await loadAccounts(org, await readCsv(csv, 'Account'));
  const entries = await loadProducts(
    org,
    await readCsv(csv, 'Product2'),
    await readCsv(csv, 'PricebookEntry'),
  );
  const opportunities = await readCsv(csv, 'Opportunity');
  const lines = await readCsv(csv, 'OpportunityLineItem');
  return loadOpportunities(org, opportunities, lines, accounts, entries);
}

async function loadAccounts(org: SalesforceClient, rows: readonly CsvRow[]): Promise<Map<string, string>> {
  const known = await idsBy(org, 'Account', 'AccountNumber');
  return createMissing(org, 'Account', rows, known, (row, index) => ({
    key: required(row, 'AccountNumber', 'Account', index),
    fields: given(row),
  }));
}

/** Returns the standard price book's entries by ProductCode. */
async function loadProducts(
  org: SalesforceClient,
  products: readonly CsvRow[],
  prices: readonly CsvRow[],
): Promise<Map<string, string>> {
  const ids = await createMissing(
    org,
    'Product2',
    products,
    await idsBy(org, 'Product2', 'ProductCode'),
    (row, index) => ({
      key: required(row, 'ProductCode', 'Product2', index),
      fields: { ...given(row), IsActive: row['IsActive'] !== 'false' },
    }),
  );
  const [book] = await org.query<{ Id: string }>('SELECT Id FROM Pricebook2 WHERE IsStandard = true');
  if (!book) throw new Error('the org has no standard price book');
  const known = await org.query<{ Id: string; ProductCode: string }>(
    'SELECT Id, ProductCode FROM PricebookEntry WHERE Pricebook2.IsStandard = true',
  );
  return createMissing(
    org,
    'PricebookEntry',
    prices,
    new Map(known.map((entry) => [entry.ProductCode, entry.Id])),
    (row, index) => {
      const code = required(row, 'ProductCode', 'PricebookEntry', index);
      const Product2Id = ids.get(code);
      if (!Product2Id)
        throw new Error(`PricebookEntry.csv, row ${index + 1}: no product has the code ${code}`);
      required(row, 'UnitPrice', 'PricebookEntry', index);
      const price = numberOf(row, 'UnitPrice', 'PricebookEntry', index);
      return {
        key: code,
        fields: {
          Product2Id,
          Pricebook2Id: book.Id,
          UnitPrice: price,
          IsActive: row['IsActive'] !== 'false',
        },
      };
    },
  );
}

async function loadOpportunities(
  org: SalesforceClient,
  rows: readonly CsvRow[],
  lines: readonly CsvRow[],
  accounts: ReadonlyMap<string, string>,
  entries: ReadonlyMap<string, string>,
): Promise<LoadedOpportunity[]> {
  const known = await idsBy(org, 'Opportunity', 'ExternalKey__c');
  const before = new Set(known.keys());
  const ids = await createMissing(org, 'Opportunity', rows, known, (row, index) => {
    const key = required(row, 'ExternalKey', 'Opportunity', index);
    const number = required(row, 'AccountNumber', 'Opportunity', index);
    const AccountId = accounts.get(number);
    if (!AccountId) throw new Error(`Opportunity.csv, row ${index + 1}: no account has the number ${number}`);
    return {
      key,
      fields: { ...opportunityFields(row), AccountId, StageName: openStage, ExternalKey__c: key },
    };
  });
  const items = lines.flatMap((row, index) => {
    const key = required(row, 'OpportunityKey', 'OpportunityLineItem', index);
    if (before.has(key)) return [];
    const code = required(row, 'ProductCode', 'OpportunityLineItem', index);
    const OpportunityId = ids.get(key);
    const PricebookEntryId = entries.get(code);
    if (!OpportunityId)
      throw new Error(`OpportunityLineItem.csv, row ${index + 1}: no opportunity has the key ${key}`);
    if (!PricebookEntryId)
      throw new Error(`OpportunityLineItem.csv, row ${index + 1}: no price for the product ${code}`);
    const fields = { OpportunityId, PricebookEntryId, ...numbers(row, index) };
    return [{ fields, index }];
  });
  await org.create(
    'OpportunityLineItem',
    items.map(({ fields }) => fields),
    (place) => rowName('OpportunityLineItem', items[place]?.index),
  );
  return rows.map((row) => {
    const externalKey = row['ExternalKey'] ?? '';
    return { id: ids.get(externalKey) ?? '', externalKey, stageName: row['StageName'] || 'Closed Won' };
  });
}

const opportunityColumns: Readonly<Record<string, string>> = {
  Name: 'Name',
  CloseDate: 'CloseDate',
  CustomerPONo: 'SagePoNumber__c',
  RequestedShipDate: 'SageShipDate__c',
  ShipToStreet: 'SageShipToStreet__c',
  ShipToCity: 'SageShipToCity__c',
  ShipToState: 'SageShipToState__c',
  ShipToPostalCode: 'SageShipToPostalCode__c',
  ShipToCountry: 'SageShipToCountry__c',
};

function opportunityFields(row: CsvRow): Fields {
  return Object.fromEntries(
    Object.entries(opportunityColumns).flatMap(([column, field]) =>
      row[column] ? [[field, row[column]]] : [],
    ),
  );
}

/** The columns that are filled in; a blank cell leaves the field empty. */
function given(row: CsvRow): Fields {
  return Object.fromEntries(Object.entries(row).filter(([, value]) => value !== ''));
}

function numbers(row: CsvRow, index: number): Fields {
  return Object.fromEntries(
    ['Quantity', 'UnitPrice', 'Discount'].flatMap((column) => {
      const number = numberOf(row, column, 'OpportunityLineItem', index);
      return number === undefined ? [] : [[column, number]];
    }),
  );
}

function rowName(file: string, index = -1): string {
  return `${file}.csv, row ${index + 1}`;
}

async function idsBy(org: SalesforceClient, object: string, field: string): Promise<Map<string, string>> {
  const rows = await org.query<Record<string, string>>(
    `SELECT Id, ${field} FROM ${object} WHERE ${field} != null`,
  );
  return new Map(rows.map((row) => [row[field] ?? '', row['Id'] ?? '']));
}

async function createMissing(
  org: SalesforceClient,
  object: string,
  rows: readonly CsvRow[],
  known: ReadonlyMap<string, string>,
  toRecord: (row: CsvRow, index: number) => { key: string; fields: Fields },
): Promise<Map<string, string>> {
  const missing = rows
    .map((row, index) => ({ ...toRecord(row, index), index }))
    .filter(({ key }) => !known.has(key));
  const ids = await org.create(
    object,
    missing.map(({ fields }) => fields),
    (place) => rowName(object, missing[place]?.index),
  );
  return new Map([...known, ...missing.map(({ key }, index) => [key, ids[index] ?? ''] as const)]);
}
