import { Decimal } from 'decimal.js';
import { present } from '../mapping/fit.ts';
import type { OrderResult, OrderStatus } from '../requests/port.ts';
import { columnsOf } from '../sage/read.ts';
import type { Condition, Row, SageTables, Value } from '../sage/ports.ts';

/** An order that is in Sage, open or in history. */
export interface ExistingOrder {
  readonly salesOrderNo: string;
  readonly divisionNo: string;
  readonly customerNo: string;
  readonly customerPONo: string | undefined;
  /** The request's key in the site's UDF; undefined when the site has none or it is blank. */
  readonly key: string | undefined;
  /** OrderStatus: of an open order N, O, C or H; in history A, C, X (deleted), Q or Z (deleted quote). */
  readonly status: string;
  /** Only history knows of orders and quotes that were deleted (OrderStatus X and Z). */
  readonly deleted: boolean;
  /** The invoice that was not posted yet and holds the order now; undefined when there is none. */
  readonly currentInvoiceNo: string | undefined;
  /** The last invoice that was cut from it; undefined when there is none. */
  readonly lastInvoiceNo: string | undefined;
  readonly table: OrderTable;
}

const tablesOfOrders = ['SO_SalesOrderHeader', 'SO_SalesOrderHistoryHeader'] as const;
type OrderTable = (typeof tablesOfOrders)[number];

/** Item lines of an order: how each table calls quantity and extension. */
const lineTables = {
  SO_SalesOrderHeader: {
    table: 'SO_SalesOrderDetail',
    quantity: 'QuantityOrdered',
    extension: 'ExtensionAmt',
  },
  SO_SalesOrderHistoryHeader: {
    table: 'SO_SalesOrderHistoryDetail',
    quantity: 'QuantityOrderedOriginal',
    extension: 'LastExtensionAmt',
  },
} as const;

/** The order of a number: among the open ones, then in history, where completed and deleted ones stay. */
export async function findByNumber(
  tables: SageTables,
  company: string,
  salesOrderNo: string,
  keyUdf: string | undefined,
): Promise<ExistingOrder | undefined> {
  return firstOf(tables, company, keyUdf, () => [{ column: 'SalesOrderNo', op: '=', value: salesOrderNo }]);
}

/** The order of a customer that carries a request's key in the site's UDF. The customer comes first, so that Sage reads by KCUSTOMER. */
export async function findByKey(
  tables: SageTables,
  company: string,
  customer: { divisionNo: string; customerNo: string },
  keyUdf: string,
  key: string,
): Promise<ExistingOrder | undefined> {
  return firstOf(tables, company, keyUdf, (columns) =>
    columns.has(keyUdf)
      ? [
          { column: 'ARDivisionNo', op: '=', value: customer.divisionNo },
          { column: 'CustomerNo', op: '=', value: customer.customerNo },
          { column: keyUdf, op: '=', value: key },
        ]
      : undefined,
  );
}

/** The status as answers tell it; undefined for an order that history alone has and calls active. */
export function statusOf({ table, status, deleted }: ExistingOrder): OrderStatus | undefined {
  if (deleted) return 'X';
  if (table === 'SO_SalesOrderHistoryHeader') return status === 'C' ? 'C' : undefined;
  return (['N', 'O', 'H', 'C'] as const).find((known) => known === status);
}

/** True when lines stand under a number that has no order: what a crash of Sage in the middle of a write may leave. */
export async function hasStrayLines(
  tables: SageTables,
  company: string,
  salesOrderNo: string,
): Promise<boolean> {
  const where: Condition[] = [{ column: 'SalesOrderNo', op: '=', value: salesOrderNo }];
  const query = { table: 'SO_SalesOrderDetail', columns: ['SalesOrderNo'], where, limit: 1 };
  return (await tables.select(company, query)).length > 0;
}

/** What an order came to, read back from its lines. Comments and the components of kits are not counted. */
export async function totalsOf(
  tables: SageTables,
  company: string,
  order: ExistingOrder,
): Promise<Pick<OrderResult, 'lines' | 'quantity' | 'merchandise'>> {
  const { table, quantity, extension } = lineTables[order.table];
  const catalogue = await columnsOf(tables, company, table);
  const rows: Row[] = await tables.select(company, {
    table,
    columns: [quantity, extension, 'ItemType', 'LineKey', ...present(catalogue, ['SalesKitLineKey'])],
    where: [{ column: 'SalesOrderNo', op: '=', value: order.salesOrderNo }],
  });
  const items = rows.filter((row) => row['ItemType'] !== '4' && !isComponent(row));
  return { lines: items.length, ...sums(items, quantity, extension) };
}

/** Sums of quantities and extensions, as decimal text; money with two decimals. */
export function sums<Q extends string, E extends string>(
  rows: readonly Readonly<Record<Q | E, Value>>[],
  quantity: Q,
  extension: E,
): Pick<OrderResult, 'quantity' | 'merchandise'> {
  const total = (column: Q | E) => rows.reduce((sum, row) => sum.plus(row[column] ?? '0'), new Decimal(0));
  return { quantity: total(quantity).toFixed(), merchandise: total(extension).toFixed(2) };
}

function isComponent(row: Row): boolean {
  const kit = row['SalesKitLineKey'] ?? '';
  return kit !== '' && kit !== row['LineKey'];
}

/** Columns of the open order alone. */
const helpful = ['CurrentInvoiceNo', 'LastInvoiceOrderNo'];

async function firstOf(
  tables: SageTables,
  company: string,
  keyUdf: string | undefined,
  where: (columns: ReadonlyMap<string, unknown>) => Condition[] | undefined,
): Promise<ExistingOrder | undefined> {
  for (const table of tablesOfOrders) {
    const catalogue = await columnsOf(tables, company, table);
    const conditions = where(catalogue);
    if (conditions === undefined) continue;
    const own = present(catalogue, [...helpful, ...(keyUdf === undefined ? [] : [keyUdf])]);
    const columns = ['SalesOrderNo', 'ARDivisionNo', 'CustomerNo', 'CustomerPONo', 'OrderStatus', ...own];
    const rows: Row[] = await tables.select(company, { table, columns, where: conditions, limit: 2 });
    const row = rows[0];
    if (row === undefined) continue;
    return {
      salesOrderNo: row['SalesOrderNo'] ?? '',
      divisionNo: row['ARDivisionNo'] ?? '',
      customerNo: row['CustomerNo'] ?? '',
      customerPONo: row['CustomerPONo'] ?? undefined,
      key: (keyUdf && row[keyUdf]) || undefined,
      status: row['OrderStatus'] ?? '',
      deleted: table === 'SO_SalesOrderHistoryHeader' && ['X', 'Z'].includes(row['OrderStatus'] ?? ''),
      currentInvoiceNo: row['CurrentInvoiceNo'] || undefined,
      lastInvoiceNo: row['LastInvoiceOrderNo'] || undefined,
      table,
    };
  }
  return undefined;
}
