import { accountOf } from '../customers/customer-key.ts';
import { plainFields, stampsOf, sumOf, versionOf } from '../mapping/feed-fields.ts';
import type { Row } from '../sage/ports.ts';
import type { Feed, FeedSite, OpenFeed } from '../sync/feed.ts';
import { followed, historyTable } from './headers.ts';
import { invoiceKey } from './invoice-key.ts';

const keyColumns = ['InvoiceNo', 'HeaderSeqNo'];
/** As of orders; retention and deposits are not part of it. */
const total = ['TaxableSalesAmt', 'NonTaxableSalesAmt', 'FreightAmt', 'SalesTaxAmt', '-DiscountAmt'] as const;

/** Posted invoices and credit memos. */
export const invoicesFeed: Feed = {
  name: 'invoices',
  target: { object: 'SageInvoice__c', externalId: 'Key__c', syncedAt: 'SyncedAt__c' },
  after: ['customers'],
  open,
};

async function open(site: FeedSite): Promise<OpenFeed | undefined> {
  const { tables, company, policy } = site;
  const catalogue = await tables.columns(company, historyTable);
  if (catalogue === undefined) return undefined;
  const plain = plainFields(catalogue, {
    InvoiceNo__c: 'InvoiceNo',
    HeaderSeqNo__c: 'HeaderSeqNo',
    InvoiceType__c: 'InvoiceType',
    InvoiceDate__c: 'InvoiceDate',
    DueDate__c: 'InvoiceDueDate',
    DiscountDueDate__c: 'DiscountDueDate',
    DivisionNo__c: 'ARDivisionNo',
    CustomerNo__c: 'CustomerNo',
    CustomerPoNo__c: 'CustomerPONo',
    SalesOrderNo__c: 'SalesOrderNo',
    TermsCode__c: 'TermsCode',
    ShipDate__c: 'ShipDate',
    ShipVia__c: 'ShipVia',
    Taxable__c: 'TaxableSalesAmt',
    NonTaxable__c: 'NonTaxableSalesAmt',
    Freight__c: 'FreightAmt',
    SalesTax__c: 'SalesTaxAmt',
    Discount__c: 'DiscountAmt',
    Deposit__c: 'DepositAmt',
  });
  const columns = [...new Set([...keyColumns, ...plain.columns])];
  const isFollowed = followed(site);
  const key = (row: Row) => invoiceKey(company, row['InvoiceNo'], row['HeaderSeqNo']);
  return {
    version: versionOf(1, policy.invoices, columns),
    // Invoices grow older than the policy follows, and Sage clears its history: neither makes them untrue.
    gone: 'keep',
    sources: [
      {
        table: historyTable,
        keyColumns,
        columns,
        stamps: await stampsOf(tables, company, [{ table: historyTable, columns: keyColumns }]),
        keyOf: (row) => (isFollowed(row) ? key(row) : undefined),
        record: (row) => ({
          key: key(row),
          fields: { Company__c: company, ...plain.of(row), Total__c: sumOf(row, ...total) },
          parents: [accountOf(company, row)],
        }),
      },
    ],
  };
}
