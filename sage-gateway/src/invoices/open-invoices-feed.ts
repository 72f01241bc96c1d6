import { accountOf } from '../customers/customer-key.ts';
import { daysAgo, decimalText, plainFields, stampsOf, versionOf } from '../mapping/feed-fields.ts';
import { present } from '../mapping/fit.ts';
import type { Row } from '../sage/ports.ts';
import type { Feed, FeedFinder, FeedRecord, FeedSite, OpenFeed } from '../sync/feed.ts';
import { invoiceKey } from './invoice-key.ts';

const table = 'AR_OpenInvoice';
const keyColumns = ['ARDivisionNo', 'CustomerNo', 'InvoiceNo', 'InvoiceType'];
/** The header in history that an open item belongs to; without it an item is no invoice of ours (a prepayment, a balance brought forward). */
const seqNo = 'InvoiceHistoryHeaderSeqNo';

const finder: FeedFinder = {
  fields: ['Key__c'],
  select: ['Key__c'],
  values: ({ key }) => [key],
  keysOf: ({ Key__c: key }) => (typeof key === 'string' ? [key] : []),
};

/** What customers still owe, written onto the invoices. One that is open and older than the invoices that are followed is made. */
export const openInvoicesFeed: Feed = {
  name: 'open-invoices',
  target: { object: 'SageInvoice__c', find: finder, syncedAt: 'SyncedAt__c' },
  after: ['customers', 'invoices'],
  open,
};

async function open({ tables, company, policy }: FeedSite): Promise<OpenFeed | undefined> {
  const catalogue = await tables.columns(company, table);
  if (catalogue?.has(seqNo.toUpperCase()) !== true) return undefined;
  const owed = plainFields(catalogue, { Balance__c: 'Balance', PaymentsToday__c: 'PaymentsToday' });
  const made = plainFields(catalogue, {
    InvoiceNo__c: 'InvoiceNo',
    HeaderSeqNo__c: seqNo,
    InvoiceType__c: 'InvoiceType',
    InvoiceDate__c: 'InvoiceDate',
    DueDate__c: 'InvoiceDueDate',
    DiscountDueDate__c: 'InvoiceDiscountDate',
    CustomerPoNo__c: 'CustomerPONo',
    TermsCode__c: 'TermsCode',
  });
  const columns = [
    ...new Set([
      ...keyColumns,
      seqNo,
      ...owed.columns,
      ...made.columns,
      ...present(catalogue, ['SoldToDivisionNo', 'SoldToCustomerNo']),
    ]),
  ];
  const types = new Set<string>(policy.invoices.types);
  const since = daysAgo(policy.invoices.days);
  const key = (row: Row) => invoiceKey(company, row['InvoiceNo'], row[seqNo]);
  return {
    version: versionOf(1, policy.invoices, columns),
    gone: (keys) => Promise.resolve(paid(keys)),
    sources: [
      {
        table,
        keyColumns,
        columns,
        stamps: await stampsOf(tables, company, [{ table, columns: keyColumns }]),
        keyOf(row) {
          if (!row[seqNo] || !types.has(row['InvoiceType'] ?? '')) return undefined;
          // Nobody waits for an old invoice that is paid: there may be none in Salesforce.
          return isOpen(row) || (row['InvoiceDate'] ?? '') >= since ? key(row) : undefined;
        },
        record(row): FeedRecord {
          const buyer = soldTo(row);
          const onCreate = {
            Key__c: key(row),
            Company__c: company,
            DivisionNo__c: buyer.ARDivisionNo,
            CustomerNo__c: buyer.CustomerNo,
            ...made.of(row),
          };
          return {
            key: key(row),
            fields: owed.of(row),
            ...(isOpen(row) && { onCreate }),
            parents: [{ ...accountOf(company, buyer), onCreate: true }],
          };
        },
      },
    ],
  };
}

const isOpen = (row: Row): boolean =>
  [row['Balance'], row['PaymentsToday']].some((amount) => decimalText(amount) !== '0');

/** History keeps invoices under the customer who bought; an open item is under the one who pays. */
function soldTo(row: Row) {
  const { SoldToCustomerNo: customerNo, SoldToDivisionNo: divisionNo } = row;
  return customerNo
    ? { ARDivisionNo: divisionNo ?? null, CustomerNo: customerNo }
    : { ARDivisionNo: row['ARDivisionNo'] ?? null, CustomerNo: row['CustomerNo'] ?? null };
}

const paid = (keys: readonly string[]): ReadonlyMap<string, FeedRecord> =>
  new Map(keys.map((key) => [key, { key, fields: { Balance__c: '0', PaymentsToday__c: '0' } }]));
