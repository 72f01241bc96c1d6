import { present, type Columns } from '../mapping/fit.ts';
import { columnsOf } from '../sage/read.ts';
import type { Row, SageTables } from '../sage/ports.ts';

/** An open order as its tables have it; its lines in the order in which they were entered. */
export interface OrderRows {
  readonly header: Row;
  readonly lines: readonly Row[];
  readonly headerColumns: Columns;
  readonly lineColumns: Columns;
}

const address = ['Name', 'Address1', 'Address2', 'Address3', 'City', 'State', 'ZipCode', 'CountryCode'];

/** Columns of the header that a change may be about, or that an order keeps when it is created again. */
export const carriedColumns = [
  'TaxSchedule',
  'TaxExemptNo',
  'SalespersonDivisionNo',
  'SalespersonNo',
  'FOB',
  'FaxNo',
  'ResidentialAddress',
  'DiscountRate',
  'FreightAmt',
] as const;
const headerNames = [
  'SalesOrderNo',
  'OrderDate',
  'OrderType',
  'OrderStatus',
  'ShipExpireDate',
  'ARDivisionNo',
  'CustomerNo',
  'CustomerPONo',
  'ShipToCode',
  ...address.map((part) => `ShipTo${part}`),
  'WarehouseCode',
  'ShipVia',
  'TermsCode',
  'ConfirmTo',
  'EmailAddress',
  'Comment',
  'LastInvoiceOrderNo',
  'MasterRepeatingOrderNo',
  'DepositAmt',
  'RMANo',
  'JobNo',
  ...carriedColumns,
];
const lineNames = [
  'SalesOrderNo',
  'LineKey',
  'ItemCode',
  'ItemType',
  'ItemCodeDesc',
  'CommentText',
  'WarehouseCode',
  'UnitOfMeasure',
  'QuantityOrdered',
  'QuantityShipped',
  'UnitPrice',
  'ExtensionAmt',
  'PriceOverridden',
  'LineDiscountPercent',
  'PromiseDate',
  'SalesKitLineKey',
  'PurchaseOrderNo',
  'LotSerialFullyDistributed',
  'DropShip',
];

/** The header and the lines of an open order; undefined when it is not there. */
export async function readOrderRows(
  tables: SageTables,
  company: string,
  salesOrderNo: string,
): Promise<OrderRows | undefined> {
  const headerColumns = await columnsOf(tables, company, 'SO_SalesOrderHeader');
  const lineColumns = await columnsOf(tables, company, 'SO_SalesOrderDetail');
  const where = [{ column: 'SalesOrderNo', op: '=', value: salesOrderNo } as const];
  const read = (table: string, names: readonly string[], columns: Columns) =>
    tables.select(company, { table, columns: [...present(columns, names), ...udfsOf(columns)], where });
  const [header] = await read('SO_SalesOrderHeader', headerNames, headerColumns);
  if (header === undefined) return undefined;
  const lines = await read('SO_SalesOrderDetail', lineNames, lineColumns);
  lines.sort((one, other) => ((one['LineKey'] ?? '') < (other['LineKey'] ?? '') ? -1 : 1));
  return { header, lines, headerColumns, lineColumns };
}

/** The customer's own columns of a table. */
export function udfsOf(columns: Columns): string[] {
  return [...columns.values()].flatMap(({ name }) => (name.startsWith('UDF_') ? [name] : []));
}

/** Components of a kit follow their kit; nobody changes them. */
export function isComponent(row: Row): boolean {
  const kit = row['SalesKitLineKey'] ?? '';
  return kit !== '' && kit !== row['LineKey'];
}
