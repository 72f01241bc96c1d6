import { plainFields, recordKey, rowKey, stampsOf, versionOf } from '../mapping/feed-fields.ts';
import { present } from '../mapping/fit.ts';
import type { Row } from '../sage/ports.ts';
import type { Feed, FeedParent, FeedSite, OpenFeed } from '../sync/feed.ts';
import { followed, headerReader, historyTable } from './headers.ts';
import { invoiceKey } from './invoice-key.ts';

const table = 'AR_InvoiceHistoryDetail';
const headerKey = ['InvoiceNo', 'HeaderSeqNo'];
const keyColumns = [...headerKey, 'DetailSeqNo'];

/** Lines of posted invoices. Sage stamps their headers only. */
export const invoiceLinesFeed: Feed = {
  name: 'invoice-lines',
  target: { object: 'SageInvoiceLine__c', externalId: 'Key__c' },
  after: ['invoices', 'items'],
  open,
};

async function open(site: FeedSite): Promise<OpenFeed | undefined> {
  const { tables, company, policy } = site;
  const catalogue = await tables.columns(company, table);
  const headers = await headerReader(site, historyTable, headerKey, ['InvoiceDate', 'InvoiceType']);
  if (catalogue === undefined || headers === undefined) return undefined;
  const plain = plainFields(catalogue, {
    LineNo__c: 'DetailSeqNo',
    ItemCode__c: 'ItemCode',
    Description__c: 'ItemCodeDesc',
    UnitOfMeasure__c: 'UnitOfMeasure',
    QuantityOrdered__c: 'QuantityOrdered',
    QuantityShipped__c: 'QuantityShipped',
    QuantityBackordered__c: 'QuantityBackordered',
    UnitPrice__c: 'UnitPrice',
    DiscountPercent__c: 'LineDiscountPercent',
    Extension__c: 'ExtensionAmt',
    SalesOrderNo__c: 'AppliedSalesOrderNo',
  });
  const columns = [...new Set([...keyColumns, ...plain.columns, ...present(catalogue, ['ItemType'])])];
  const isFollowed = followed(site);
  const key = (row: Row) => rowKey(company, row, keyColumns);
  return {
    version: versionOf(1, policy.invoices, columns),
    gone: 'keep',
    sources: [
      {
        table,
        keyColumns,
        columns,
        stamps: await stampsOf(tables, company, [{ table: historyTable, columns: headerKey }]),
        keyOf: key,
        async extend(rows) {
          const found = await headers.read(rows);
          return rows.filter((row) => {
            const header = found.get(headers.idOf(row));
            return header !== undefined && isFollowed(header);
          });
        },
        record: (row) => ({ key: key(row), fields: plain.of(row), parents: parentsOf(company, row) }),
      },
    ],
  };
}

/** Only regular items have products for certain; a line goes without one that Salesforce does not have. */
function parentsOf(company: string, row: Row): FeedParent[] {
  const invoice: FeedParent = {
    field: 'Invoice__c',
    feed: 'invoices',
    key: invoiceKey(company, row['InvoiceNo'], row['HeaderSeqNo']),
  };
  const itemCode = row['ItemCode'];
  if (!itemCode || (row['ItemType'] ?? '1') !== '1') return [invoice];
  const item = recordKey(company, itemCode);
  return [invoice, { field: 'Product__c', feed: 'items', key: item, optional: true }];
}
