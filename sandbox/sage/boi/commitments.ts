import { Decimal } from 'decimal.js';
import { blankRow, type Row } from '../dictionary/table.ts';
import type { TableStore } from '../store/table-store.ts';
import { orderTotal } from './sales-order-totals.ts';
import { numberText, sum } from './values.ts';

/** An order before or after a change; no lines and no header where it does not exist. */
export interface OrderState {
  readonly header: Row | undefined;
  readonly lines: readonly Row[];
}

/** Order types that reserve stock and count as open orders, and the column of IM_ItemWarehouse they move. */
const stockColumns: Readonly<Record<string, string>> = {
  S: 'QuantityOnSalesOrder',
  B: 'QuantityOnBackOrder',
};

/** Moves what an order reserves of stock, makes missing stock records, and stamps none (README). */
export function moveStock(store: TableStore, before: OrderState, after: OrderState): void {
  const old = reserved(before);
  const fresh = reserved(after);
  for (const key of new Set([...old.keys(), ...fresh.keys()])) {
    const change = new Decimal(fresh.get(key) ?? 0).minus(old.get(key) ?? 0);
    if (change.isZero()) continue;
    const [itemCode, warehouseCode, column] = JSON.parse(key) as [string, string, string];
    const found = stockRecord(store, itemCode, warehouseCode);
    store.update('IM_ItemWarehouse', [itemCode, warehouseCode], {
      [column]: sum(found[column] ?? '0', change),
    });
  }
}

/** The stock record of an item in a warehouse; one that was never there is made. */
export function stockRecord(store: TableStore, itemCode: string, warehouseCode: string): Row {
  const blank = blankRow(store.table('IM_ItemWarehouse'));
  store.insertIfNew('IM_ItemWarehouse', { ...blank, ItemCode: itemCode, WarehouseCode: warehouseCode });
  return store.find('IM_ItemWarehouse', itemCode, warehouseCode) ?? blank;
}

/** Moves the customer's open order amount and stamps nothing (README). `invoiced` is what invoices took off the order, before and after. */
export function moveOpenAmount(
  store: TableStore,
  before: OrderState,
  after: OrderState,
  invoiced: { readonly before: string; readonly after: string } = invoicedOf(store, before),
): void {
  const header = after.header ?? before.header;
  const change = new Decimal(openAmount(after, invoiced.after)).minus(openAmount(before, invoiced.before));
  if (header === undefined || change.isZero()) return;
  const key = [header['ARDivisionNo'] ?? '', header['CustomerNo'] ?? ''];
  const customer = store.find('AR_Customer', ...key);
  store.update('AR_Customer', key, { OpenOrderAmt: sum(customer?.['OpenOrderAmt'] ?? '0', change) });
}

/** Quantities that are not shipped yet, in standard units, by item, warehouse and column. */
function reserved({ header, lines }: OrderState): Map<string, Decimal> {
  const quantities = new Map<string, Decimal>();
  const column = stockColumns[header?.['OrderType'] ?? ''];
  if (column === undefined) return quantities;
  for (const line of lines.filter(({ ItemType }) => ItemType === '1')) {
    const key = JSON.stringify([line['ItemCode'], line['WarehouseCode'], column]);
    const quantity = new Decimal(openQuantity(line)).times(line['UnitOfMeasureConvFactor'] ?? 1);
    quantities.set(key, quantity.plus(quantities.get(key) ?? 0));
  }
  return quantities;
}

/** What an order line still has to ship, in its own unit. */
export function openQuantity(line: Row): string {
  return numberText(new Decimal(line['QuantityOrdered'] ?? 0).minus(line['QuantityShipped'] ?? 0));
}

/** Quotes and master orders are no open orders. */
function openAmount({ header }: OrderState, invoiced: string): Decimal {
  const isOpen = header !== undefined && (header['OrderType'] ?? '') in stockColumns;
  return isOpen ? new Decimal(orderTotal(header)).minus(invoiced) : new Decimal(0);
}

/** An order that no invoice took from has nothing invoiced, whatever an earlier one of its number had. */
function invoicedOf(store: TableStore, { header }: OrderState): { before: string; after: string } {
  const invoiced =
    header === undefined || header['LastInvoiceOrderNo'] === ''
      ? '0'
      : (store.find('SO_SalesOrderHistoryHeader', header['SalesOrderNo'] ?? '')?.['InvoicedAmt'] ?? '0');
  return { before: invoiced, after: invoiced };
}
