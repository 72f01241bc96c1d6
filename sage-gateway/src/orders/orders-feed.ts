import { accountOf } from '../customers/customer-key.ts';
import { decimalText, plainFields, stampsOf, sumOf, versionOf } from '../mapping/feed-fields.ts';
import { mappedFields, type ToldFaults } from '../mapping/mapped-fields.ts';
import { selectIn } from '../sage/read.ts';
import type { Row, SageTables } from '../sage/ports.ts';
import type { Feed, FeedRecord, FeedSite, OpenFeed } from '../sync/feed.ts';
import { closedOrders, type ClosedOrders } from './closed-orders.ts';
import { lineReader, openLines, valuesByObject, type LineReader } from './order-lines.ts';
import { addTo, linesMember, orderKey, orderTotal } from './order-row.ts';

const table = 'SO_SalesOrderHeader';
/** Added to rows where the site has the tables. */
const recapTotal = '+total';
const invoiced = '+invoiced';

/** What became of an order that is neither open nor in history: the company keeps none, or somebody cleared it. */
const lost = 'G';

/** Sales orders and quotes, those made in Sage as well as ours: open ones from the header, others from history. */
export function ordersFeed(): Feed {
  const told: ToldFaults = new Set();
  return {
    name: 'orders',
    target: { object: 'SageSalesOrder__c', externalId: 'Key__c', syncedAt: 'SyncedAt__c' },
    after: ['customers'],
    open: (site) => open(site, told),
  };
}

const plainColumns = {
  OrderType__c: 'OrderType',
  OrderStatus__c: 'OrderStatus',
  OrderDate__c: 'OrderDate',
  ShipDate__c: 'ShipExpireDate',
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
  LastInvoiceNo__c: 'LastInvoiceOrderNo',
  LastInvoiceDate__c: 'LastInvoiceOrderDate',
  CurrentInvoiceNo__c: 'CurrentInvoiceNo',
};

async function open(site: FeedSite, told: ToldFaults): Promise<OpenFeed | undefined> {
  const { tables, company, policy } = site;
  const catalogue = await tables.columns(company, table);
  if (catalogue === undefined) return undefined;
  const plain = plainFields(catalogue, plainColumns);
  const own = [...new Set(['SalesOrderNo', 'ARDivisionNo', 'CustomerNo', ...plain.columns])];
  const mapped = (['Opportunity', 'Order'] as const).map(
    (object) => [object, mappedFields(site, object, catalogue, own, told)] as const,
  );
  const [lines, recap, history, closed] = await Promise.all([
    lineReader(site, openLines, told),
    amountReader(tables, company, 'SO_SalesOrderRecap', 'OrderTotal'),
    amountReader(tables, company, 'SO_SalesOrderHistoryHeader', 'InvoicedAmt'),
    closedOrders(site),
  ]);
  const types = new Set<string>(policy.orders.types);
  const key = (row: Row) => orderKey(company, row);
  return {
    version: versionOf(
      1,
      policy.orders,
      mapped.map(([, { rows }]) => rows),
      own,
      [lines?.version, recap !== undefined, history !== undefined, closed?.version],
    ),
    gone: (keys) => becameOf(site, closed, keys),
    sources: [
      {
        table,
        keyColumns: ['SalesOrderNo'],
        columns: [...new Set([...own, ...mapped.flatMap(([, fields]) => fields.columns)])],
        stamps: await stampsOf(tables, company, [{ table, columns: ['SalesOrderNo'] }]),
        keyOf: (row) => (types.has(row['OrderType'] ?? 'S') ? key(row) : undefined),
        async extend(rows) {
          let extended = [...rows];
          if (lines) extended = await addTo(extended, linesMember, lines);
          if (recap) extended = await addTo(extended, recapTotal, recap);
          if (history) extended = await addTo(extended, invoiced, history);
          return extended;
        },
        record(row): FeedRecord {
          const values = valuesByObject(mapped, row).fields;
          const changedAt = mapped.flatMap(([, fields]) => fields.changedAt(row) ?? [])[0];
          return {
            key: key(row),
            fields: {
              Company__c: company,
              SalesOrderNo__c: row['SalesOrderNo'] ?? null,
              DivisionNo__c: row['ARDivisionNo'] ?? null,
              CustomerNo__c: row['CustomerNo'] ?? null,
              ...plain.of(row),
              Total__c: row[recapTotal] ? decimalText(row[recapTotal]) : sumOf(row, ...orderTotal),
              ...(history && { InvoicedAmount__c: decimalText(row[invoiced]) }),
              ...(lines && { Lines__c: row[linesMember] ?? null }),
              ...(values && { Fields__c: JSON.stringify({ changedAt, ...values }) }),
            },
            parents: [accountOf(company, row)],
          };
        },
      },
      ...(closed ? [closed.source] : []),
    ],
  };
}

/** An amount of orders that is kept in another table; undefined where the site has no such table or column. */
async function amountReader(
  tables: SageTables,
  company: string,
  source: string,
  column: string,
): Promise<Pick<LineReader, 'read'> | undefined> {
  const catalogue = await tables.columns(company, source);
  if (catalogue?.has(column.toUpperCase()) !== true) return undefined;
  return {
    async read(values) {
      const columns = ['SalesOrderNo', column];
      const read = { table: source, columns, column: 'SalesOrderNo', values };
      const rows = await selectIn<string>(tables, company, read);
      return new Map(rows.map((row) => [row['SalesOrderNo'] ?? '', row[column] ?? '0']));
    },
  };
}

/** Orders that are open no more. One that is open and only not followed any more is left as it is. */
async function becameOf(
  { tables, company }: FeedSite,
  closed: ClosedOrders | undefined,
  keys: readonly string[],
): Promise<ReadonlyMap<string, FeedRecord | null>> {
  const numbers = keys.map((key) => key.slice(company.length + 1));
  const read = { table, columns: ['SalesOrderNo'], column: 'SalesOrderNo', values: numbers };
  const open = await selectIn<string>(tables, company, read);
  const known = new Map<string, FeedRecord | null>(await closed?.find(numbers));
  for (const row of open) known.set(orderKey(company, row), null);
  return new Map(
    keys.map((key) => {
      const found = known.get(key);
      return [key, found === undefined ? { key, fields: { OrderStatus__c: lost } } : found];
    }),
  );
}
