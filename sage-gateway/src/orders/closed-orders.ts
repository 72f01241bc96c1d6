import { daysAgo, plainFields, recordKey, stampsOf, sumOf } from '../mapping/feed-fields.ts';
import { present } from '../mapping/fit.ts';
import { selectIn } from '../sage/read.ts';
import { accountOf } from '../customers/customer-key.ts';
import type { Row } from '../sage/ports.ts';
import type { FeedRecord, FeedSite, FeedSource } from '../sync/feed.ts';
import { closedLines, lineReader } from './order-lines.ts';
import { addTo, linesMember, orderKey, orderTotal } from './order-row.ts';

const table = 'SO_SalesOrderHistoryHeader';

/** Completed, cancelled, and deleted quotes. A (active) and Q (quote) stand beside an order that is open. */
const closed: ReadonlySet<string> = new Set(['C', 'X', 'Z']);

/** Orders that have left the open ones, as far as the company keeps a history. */
export interface ClosedOrders {
  readonly version: readonly unknown[];
  readonly source: FeedSource;
  /** What became of orders that are no longer open, by their keys; null for one whose history says that it is open. */
  find(salesOrderNos: readonly string[]): Promise<ReadonlyMap<string, FeedRecord | null>>;
}

/** Undefined where the site keeps no history. */
export async function closedOrders(site: FeedSite): Promise<ClosedOrders | undefined> {
  const { tables, company, policy } = site;
  const catalogue = await tables.columns(company, table);
  if (catalogue === undefined) return undefined;
  const { types, closedDays } = policy.orders;
  const plain = plainFields(catalogue, {
    OrderStatus__c: 'OrderStatus',
    OrderDate__c: 'OrderDate',
    CustomerPoNo__c: 'CustomerPONo',
    ShipVia__c: 'ShipVia',
    WarehouseCode__c: 'WarehouseCode',
    TermsCode__c: 'TermsCode',
    CancelReasonCode__c: 'CancelReasonCode',
    Taxable__c: 'TaxableAmt',
    NonTaxable__c: 'NonTaxableAmt',
    Discount__c: 'DiscountAmt',
    Freight__c: 'FreightAmt',
    SalesTax__c: 'SalesTaxAmt',
    InvoicedAmount__c: 'InvoicedAmt',
    LastInvoiceNo__c: 'LastInvoiceNo',
    LastInvoiceDate__c: 'LastInvoiceDate',
  });
  const lines = await lineReader(site, closedLines, undefined);
  const [lastChange = 'OrderDate'] = present(catalogue, ['DateUpdated']);
  const customer = ['ARDivisionNo', 'CustomerNo'];
  const columns = [...new Set(['SalesOrderNo', ...customer, ...plain.columns, lastChange])];
  const since = daysAgo(closedDays);
  const withQuotes = types.includes('Q') || types.includes('P');
  const isClosed = (row: Row) =>
    closed.has(row['OrderStatus'] ?? '') && (withQuotes || row['OrderStatus'] !== 'Z');
  const extend = async (rows: readonly Row[]) => (lines ? addTo(rows, linesMember, lines) : [...rows]);
  const record = (row: Row): FeedRecord => ({
    key: orderKey(company, row),
    fields: {
      Company__c: company,
      SalesOrderNo__c: row['SalesOrderNo'] ?? null,
      DivisionNo__c: row['ARDivisionNo'] ?? null,
      CustomerNo__c: row['CustomerNo'] ?? null,
      ...plain.of(row),
      Total__c: sumOf(row, ...orderTotal),
      CurrentInvoiceNo__c: null,
      ...(lines && { Lines__c: row[linesMember] ?? null }),
    },
    parents: [accountOf(company, row)],
  });
  return {
    version: [columns, closedDays, lines?.version],
    source: {
      table,
      keyColumns: ['SalesOrderNo'],
      columns,
      stamps: await stampsOf(tables, company, [{ table, columns: ['SalesOrderNo'] }]),
      keyOf: (row) =>
        isClosed(row) && (row[lastChange] ?? '') >= since ? orderKey(company, row) : undefined,
      extend,
      record,
    },
    async find(values) {
      const rows = await selectIn<string>(tables, company, {
        table,
        columns,
        column: 'SalesOrderNo',
        values,
      });
      const extended = await extend(rows.filter(isClosed));
      const open = rows.filter((row) => !isClosed(row));
      return new Map([
        ...open.map((row) => [orderKey(company, row), null] as const),
        ...extended.map((row) => [recordKey(company, row['SalesOrderNo']), record(row)] as const),
      ]);
    },
  };
}
