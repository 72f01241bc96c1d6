import { phoneOf, plainFields, rowKey, stampsOf, streetOf, versionOf } from '../mapping/feed-fields.ts';
import { present } from '../mapping/fit.ts';
import type { Row, SageTables } from '../sage/ports.ts';
import type { Feed, FeedSite, OpenFeed } from '../sync/feed.ts';
import { accountOf, customerKey } from './customer-key.ts';
import { customersOf } from './customers-of.ts';
import { encryptedMark, isEncrypted } from './encrypted.ts';

const table = 'SO_ShipToAddress';
const customerColumns = ['ARDivisionNo', 'CustomerNo'];
const keyColumns = [...customerColumns, 'ShipToCode'];
const primary = 'PrimaryShipToCode';
/** Added to rows: Y for the customer's primary address. */
const isPrimary = '+primary';

/** Addresses that customers have goods sent to. */
export const shipTosFeed: Feed = {
  name: 'ship-to-addresses',
  target: { object: 'SageShipTo__c', externalId: 'Key__c', syncedAt: 'SyncedAt__c' },
  after: ['customers'],
  open,
};

async function open({ tables, company }: FeedSite): Promise<OpenFeed | undefined> {
  const catalogue = await tables.columns(company, table);
  if (catalogue === undefined) return undefined;
  const place = plainFields(catalogue, {
    ShipToName__c: 'ShipToName',
    City__c: 'ShipToCity',
    State__c: 'ShipToState',
    PostalCode__c: 'ShipToZipCode',
    Country__c: 'ShipToCountryCode',
    Email__c: 'EmailAddress',
  });
  const shipping = plainFields(catalogue, {
    WarehouseCode__c: 'WarehouseCode',
    ShipVia__c: 'ShipVia',
    TaxSchedule__c: 'TaxSchedule',
  });
  const mark = encryptedMark(catalogue);
  const columns = [
    ...keyColumns,
    ...place.columns,
    ...shipping.columns,
    ...mark,
    ...present(catalogue, [
      'ShipToAddress1',
      'ShipToAddress2',
      'ShipToAddress3',
      'TelephoneNo',
      'TelephoneExt',
    ]),
  ];
  // Some sites have no such column; their ship-to addresses are all alike.
  const hasPrimary = (await tables.columns(company, 'AR_Customer'))?.has(primary.toUpperCase()) === true;
  const key = (row: Row) => rowKey(company, row, keyColumns);
  return {
    version: versionOf(1, hasPrimary, columns),
    gone: 'delete',
    sources: [
      {
        table,
        keyColumns,
        columns,
        stamps: await stampsOf(tables, company, [
          { table, columns: keyColumns },
          ...(hasPrimary ? [{ table: 'AR_Customer', columns: customerColumns }] : []),
        ]),
        keyOf: key,
        ...(hasPrimary && { extend: (rows: readonly Row[]) => addPrimary(tables, company, rows) }),
        record: (row) => ({
          key: key(row),
          fields: {
            Company__c: company,
            DivisionNo__c: row['ARDivisionNo'] ?? null,
            CustomerNo__c: row['CustomerNo'] ?? null,
            ShipToCode__c: row['ShipToCode'] ?? null,
            ...(!isEncrypted(row, mark) && {
              ...place.of(row),
              Street__c: streetOf(row, 'ShipToAddress'),
              Phone__c: phoneOf(row, 'TelephoneNo', 'TelephoneExt'),
            }),
            ...shipping.of(row),
            IsPrimary__c: row[isPrimary] === 'Y',
          },
          parents: [accountOf(company, row)],
        }),
      },
    ],
  };
}

async function addPrimary(tables: SageTables, company: string, rows: readonly Row[]): Promise<Row[]> {
  const customers = await customersOf(tables, company, rows, [primary]);
  return rows.map((row) => {
    const code = customers.get(customerKey(company, row))?.[primary];
    return { ...row, [isPrimary]: code && code === row['ShipToCode'] ? 'Y' : 'N' };
  });
}
