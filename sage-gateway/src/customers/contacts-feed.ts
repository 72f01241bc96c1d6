import { phoneOf, plainFields, rowKey, stampsOf, versionOf } from '../mapping/feed-fields.ts';
import { present } from '../mapping/fit.ts';
import type { Row, Value } from '../sage/ports.ts';
import type { SalesforceRow } from '../salesforce/port.ts';
import type { Feed, FeedFinder, FeedRecord, FeedSite, OpenFeed } from '../sync/feed.ts';
import { accountOf } from './customer-key.ts';
import { encryptedMark, isEncrypted } from './encrypted.ts';

const table = 'AR_CustomerContact';
const keyColumns = ['ARDivisionNo', 'CustomerNo', 'ContactCode'];

const finder: FeedFinder = {
  fields: ['SageKey__c'],
  select: ['SageKey__c'],
  values: ({ key }) => [key],
  keysOf: ({ SageKey__c: key }) => (typeof key === 'string' ? [key] : []),
};

/** Contacts of customers. Contacts of Salesforce that carry Sage's key are updated; others are made where the policy says so. */
export const contactsFeed: Feed = {
  name: 'contacts',
  target: { object: 'Contact', find: finder, syncedAt: 'SageSyncedAt__c' },
  after: ['customers'],
  open,
};

async function open({ tables, company, policy }: FeedSite): Promise<OpenFeed | undefined> {
  const catalogue = policy.contacts === 'off' ? undefined : await tables.columns(company, table);
  if (catalogue === undefined) return undefined;
  const plain = plainFields(catalogue, { Title: 'ContactTitle', Fax: 'FaxNo' });
  const mark = encryptedMark(catalogue);
  const columns = [
    ...keyColumns,
    ...plain.columns,
    ...mark,
    ...present(catalogue, [
      'ContactName',
      'TelephoneNo1',
      'TelephoneExt1',
      'TelephoneNo2',
      'TelephoneExt2',
      'EmailAddress',
    ]),
  ];
  const key = (row: Row) => rowKey(company, row, keyColumns);
  return {
    version: versionOf(1, policy.contacts, columns),
    // A person who left Sage's list may still matter to those who sell.
    gone: 'keep',
    sources: [
      {
        table,
        keyColumns,
        columns,
        stamps: await stampsOf(tables, company, [{ table, columns: keyColumns }]),
        keyOf: key,
        record(row): FeedRecord {
          const isNamed = !isEncrypted(row, mark);
          const person: SalesforceRow = isNamed
            ? {
                ...nameOf(row),
                ...plain.of(row),
                Phone: phoneOf(row, 'TelephoneNo1', 'TelephoneExt1'),
                MobilePhone: phoneOf(row, 'TelephoneNo2', 'TelephoneExt2'),
                Email: emailOf(row['EmailAddress']),
              }
            : {};
          return {
            key: key(row),
            fields: { SageContactCode__c: row['ContactCode'] ?? null, ...person },
            ...(policy.contacts === 'create' && isNamed && { onCreate: { SageKey__c: key(row) } }),
            // A contact that somebody moved to another account stays there.
            parents: [{ ...accountOf(company, row, 'AccountId'), onCreate: true }],
          };
        },
      },
    ],
  };
}

/** "Ann Mary Buyer" and "Buyer, Ann Mary"; Salesforce wants a last name and holds 80 and 40 characters. */
export function nameOf(row: Row): { FirstName: string | null; LastName: string } {
  const name = (row['ContactName'] ?? '').replace(/\s+/g, ' ').trim();
  const [, last, first] = /^([^,]+), ?(.+)$/.exec(name) ?? [];
  const space = name.lastIndexOf(' ');
  const [given, family] = last ? [first, last] : [name.slice(0, Math.max(space, 0)), name.slice(space + 1)];
  return {
    FirstName: given?.slice(0, 40) || null,
    LastName: (family || row['ContactCode'] || '-').slice(0, 80),
  };
}

/** The first address of what may be a list; Salesforce refuses a contact whose e-mail is none. */
function emailOf(value: Value | undefined): string | null {
  const [first = ''] = (value ?? '').trim().split(/[\s;,]+/);
  return /^[^@]+@[^@]+\.[^@.]+$/.test(first) && first.length <= 80 ? first : null;
}
