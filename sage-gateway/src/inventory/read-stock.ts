import { Decimal } from 'decimal.js';
import { present } from '../mapping/fit.ts';
import { columnsOf, selectIn } from '../sage/read.ts';
import type { Condition, SageTables } from '../sage/ports.ts';
import type { Stock } from './available.ts';

export interface WarehouseRow extends Stock {
  readonly warehouseCode: string;
}

/** Columns of IM_ItemWarehouse, in the item's standard unit. */
export const quantities = {
  onHand: 'QuantityOnHand',
  onSalesOrder: 'QuantityOnSalesOrder',
  onBackOrder: 'QuantityOnBackOrder',
  onPurchaseOrder: 'QuantityOnPurchaseOrder',
  onWorkOrder: 'QuantityOnWorkOrder',
  requiredForWorkOrder: 'QuantityRequiredForWO',
  inShipping: 'QuantityInShipping',
} as const satisfies Record<keyof Stock, string>;

/** Items of one read: a read brings at most 10,000 rows, and a company may have 200 warehouses. */
const itemsPerRead = 50;

/** Stock of items by item code, each item's warehouses in the order of their codes; `only` narrows to some warehouses. */
export async function readStock(
  tables: SageTables,
  company: string,
  itemCodes: readonly string[],
  only: readonly string[] | undefined,
): Promise<ReadonlyMap<string, readonly WarehouseRow[]>> {
  const catalogue = await columnsOf(tables, company, 'IM_ItemWarehouse');
  const columns = ['ItemCode', 'WarehouseCode', ...present(catalogue, Object.values(quantities))];
  const also: Condition[] = only === undefined ? [] : [{ column: 'WarehouseCode', op: 'in', values: only }];
  const rows: (WarehouseRow & { itemCode: string })[] = [];
  for (let from = 0; from < itemCodes.length; from += itemsPerRead) {
    const read = await selectIn<string>(tables, company, {
      table: 'IM_ItemWarehouse',
      columns,
      column: 'ItemCode',
      values: itemCodes.slice(from, from + itemsPerRead),
      also,
    });
    for (const row of read) {
      const quantity = (name: keyof Stock) => new Decimal(row[quantities[name]] ?? 0);
      rows.push({
        itemCode: row['ItemCode'] ?? '',
        warehouseCode: row['WarehouseCode'] ?? '',
        onHand: quantity('onHand'),
        onSalesOrder: quantity('onSalesOrder'),
        onBackOrder: quantity('onBackOrder'),
        onPurchaseOrder: quantity('onPurchaseOrder'),
        onWorkOrder: quantity('onWorkOrder'),
        requiredForWorkOrder: quantity('requiredForWorkOrder'),
        inShipping: quantity('inShipping'),
      });
    }
  }
  rows.sort((one, other) => (one.warehouseCode < other.warehouseCode ? -1 : 1));
  return Map.groupBy(rows, ({ itemCode }) => itemCode);
}
