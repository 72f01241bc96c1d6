import {
  isYes,
  phoneOf,
  plainFields,
  recordKey,
  stampsOf,
  streetOf,
  sumOf,
  versionOf,
} from '../mapping/feed-fields.ts';
import { present, type Columns } from '../mapping/fit.ts';
import { fieldsFromSage, mappedFields, type ToldFaults } from '../mapping/mapped-fields.ts';
import type { Row } from '../sage/ports.ts';
import type { SalesforceRow } from '../salesforce/port.ts';
import type { Feed, FeedFinder, FeedRecord, FeedSite, OpenFeed } from '../sync/feed.ts';
import { customerKey } from './customer-key.ts';
import { addNames, nameTables, salespersonName, termsName } from './customer-names.ts';
import { encryptedMark, isEncrypted } from './encrypted.ts';
import { divisionOf, numberSpellings } from './find-customer.ts';

const table = 'AR_Customer';
const keyColumns = ['ARDivisionNo', 'CustomerNo'];
const aging = [1, 2, 3, 4].map((n) => `AgingCategory${n}`);

/**
 * An account is a customer's by the fields that orders and matches leave on it. Without a company it belongs to the default one, without a
 * division to the default division, and its number may lack the zeros.
 */
const finder: FeedFinder = {
  fields: ['SageCustomerNo__c'],
  select: ['SageCompany__c', 'SageDivisionNo__c', 'SageCustomerNo__c'],
  values({ fields }) {
    const customerNo = String(fields['SageCustomerNo__c']);
    return [...new Set([customerNo, customerNo.replace(/^0+(?=\d+$)/, '')])];
  },
  keysOf(found, { company, isDefault, policy }) {
    const [itsCompany, division, customerNo] = [
      found['SageCompany__c'],
      found['SageDivisionNo__c'],
      found['SageCustomerNo__c'],
    ].map((value) => (typeof value === 'string' ? value.trim() : ''));
    const isOurs = itsCompany ? itsCompany.toUpperCase() === company : isDefault;
    if (!isOurs || !customerNo) return [];
    const divisionNo = divisionOf(division, policy);
    return numberSpellings(customerNo, policy).map((spelled) => recordKey(company, divisionNo, spelled));
  },
};

/** Customers with their credit. Accounts of Salesforce are updated; they are made where the policy says so. */
export function customersFeed(): Feed {
  const told: ToldFaults = new Set();
  return {
    name: 'customers',
    target: { object: 'Account', find: finder, syncedAt: 'SageSyncedAt__c' },
    after: [],
    open: (site) => open(site, told),
  };
}

async function open(site: FeedSite, told: ToldFaults): Promise<OpenFeed | undefined> {
  const { tables, company, policy } = site;
  const catalogue = await tables.columns(company, table);
  if (catalogue === undefined) return undefined;
  const { create } = policy.accounts;
  const names = await nameTables(tables, company);
  const plain = plainFields(catalogue, plainColumns);
  const mark = encryptedMark(catalogue);
  const own = [
    ...keyColumns,
    ...plain.columns,
    ...mark,
    ...present(catalogue, [
      'CustomerName',
      'CreditHold',
      'SalespersonDivisionNo',
      'SalespersonNo',
      ...(create ? addressColumns : []),
    ]),
  ];
  const columns = [...new Set(own)];
  const mapped = mappedFields(site, 'Account', catalogue, columns, told);
  const key = (row: Row) => customerKey(company, row);
  return {
    version: versionOf(1, create, names, mapped.rows, columns),
    gone: (keys) => Promise.resolve(deleted(keys)),
    sources: [
      {
        table,
        keyColumns,
        columns: mapped.columns,
        stamps: await stampsOf(tables, company, [{ table, columns: keyColumns }]),
        keyOf: key,
        extend: (rows) => addNames(tables, company, names, rows),
        record(row): FeedRecord {
          const isNamed = !isEncrypted(row, mark);
          return {
            key: key(row),
            fields: {
              SageCompany__c: company,
              SageDivisionNo__c: row['ARDivisionNo'] ?? null,
              SageCustomerNo__c: row['CustomerNo'] ?? null,
              ...(isNamed && { SageCustomerName__c: row['CustomerName'] ?? null }),
              ...plain.of(row),
              ...creditOf(catalogue, row),
              ...(names.terms && { SageTermsDescription__c: row[termsName] ?? null }),
              ...(names.salespersons && { SageSalesperson__c: row[salespersonName] ?? null }),
              // Which of the mapped columns are encrypted too is not known.
              ...(isNamed && fieldsFromSage(mapped, row)),
            },
            ...(create && isNamed && { onCreate: newAccount(row) }),
          };
        },
      },
    ],
  };
}

const plainColumns = {
  SageCustomerStatus__c: 'CustomerStatus',
  SageTermsCode__c: 'TermsCode',
  SageCreditLimit__c: 'CreditLimit',
  SageAgingCurrent__c: 'CurrentBalance',
  SageAging1__c: 'AgingCategory1',
  SageAging2__c: 'AgingCategory2',
  SageAging3__c: 'AgingCategory3',
  SageAging4__c: 'AgingCategory4',
  SageOpenOrders__c: 'OpenOrderAmt',
  SagePriceLevel__c: 'PriceLevel',
  SageLastPaymentDate__c: 'DateLastPayment',
  SageLastPaymentAmount__c: 'LastPaymentAmt',
  SageAverageDaysToPay__c: 'AvgDaysPaymentInvoice',
};

const addressColumns = [
  'AddressLine1',
  'AddressLine2',
  'AddressLine3',
  'City',
  'State',
  'ZipCode',
  'CountryCode',
  'TelephoneNo',
  'TelephoneExt',
];

/** The balance is the sum of the current bucket and what is past due. */
function creditOf(catalogue: Columns, row: Row): SalesforceRow {
  return {
    ...(catalogue.has('CREDITHOLD') && { SageCreditHold__c: isYes(row['CreditHold']) }),
    ...(catalogue.has('CURRENTBALANCE') && { SageBalance__c: sumOf(row, 'CurrentBalance', ...aging) }),
  };
}

function newAccount(row: Row): SalesforceRow {
  return {
    Name: row['CustomerName'] ?? `${row['ARDivisionNo']}-${row['CustomerNo']}`,
    Phone: phoneOf(row, 'TelephoneNo', 'TelephoneExt'),
    BillingStreet: streetOf(row, 'AddressLine'),
    BillingCity: row['City'] ?? null,
    BillingState: row['State'] ?? null,
    BillingPostalCode: row['ZipCode'] ?? null,
    BillingCountry: row['CountryCode'] ?? null,
  };
}

/** Sage's own letters are A, I and T. All else stays as it was last, because it is what the account's orders and invoices were made with. */
const deleted = (keys: readonly string[]): ReadonlyMap<string, FeedRecord> =>
  new Map(keys.map((key) => [key, { key, fields: { SageCustomerStatus__c: 'D' } }]));
