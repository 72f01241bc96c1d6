import { Decimal } from 'decimal.js';
import type { Availability, WarehouseStock } from '../contract/availability.ts';
import type { QuestionFault } from '../contract/question.ts';
import { ProblemError } from '../errors.ts';
import { brief } from '../mapping/fit.ts';
import { itemFault } from '../products/item-fault.ts';
import { findItems, type ItemSearch } from '../products/find-items.ts';
import type { Item } from '../products/item.ts';
import { available } from './available.ts';
import type { StockPolicy } from './policy.ts';
import { readStock, type WarehouseRow } from './read-stock.ts';
import { readWarehouses, resolveWarehouses, type Warehouse } from './warehouses.ts';

/** Where items are looked up and their stock is counted. */
export interface StockSite extends ItemSearch {
  readonly policy: ItemSearch['policy'] & StockPolicy;
}

/**
 * The stock of items by warehouse as Sage has it now, one answer an item code in its place. Codes are resolved as those of orders are.
 * Throws ProblemError WAREHOUSE_UNKNOWN for a warehouse that Sage does not have.
 */
export async function checkAvailability(
  site: StockSite,
  itemCodes: readonly string[],
  warehouseCodes: readonly string[] | undefined,
): Promise<(Availability | QuestionFault)[]> {
  const { tables, company, policy } = site;
  const warehouses = await readWarehouses(tables, company);
  const only = warehouseCodes && chosen(warehouseCodes, warehouses);
  const matches = await findItems(site, itemCodes);
  const stocked = [...matches.values()].flatMap((match) =>
    match.kind === 'found' && keepsStock(match.item) ? [match.item.itemCode] : [],
  );
  const stock = await readStock(tables, company, [...new Set(stocked)], only);
  return itemCodes.map((itemCode) => {
    const match = matches.get(itemCode);
    if (match?.kind !== 'found') return { error: itemFault(itemCode, match) };
    const rows = stock.get(match.item.itemCode) ?? [];
    const counted = rows.map((row) => ({ row, left: available(row, policy.availableLessShipping) }));
    const { item } = match;
    return {
      itemCode,
      sageItemCode: item.itemCode,
      description: item.description,
      unitOfMeasure: item.standardUnit ?? null,
      warehouses: counted.map(({ row, left }) => told(row, left, warehouses)),
      available: keepsStock(item) ? text(Decimal.sum(0, ...counted.map(({ left }) => left))) : null,
    };
  });
}

function chosen(
  given: readonly string[],
  known: ReadonlyMap<string, Warehouse> | undefined,
): readonly string[] {
  const resolved = resolveWarehouses(given, known);
  if ('codes' in resolved) return resolved.codes;
  const message = `Sage has no warehouse "${brief(resolved.unknown)}".`;
  throw new ProblemError('WAREHOUSE_UNKNOWN', message, `warehouseCodes.${given.indexOf(resolved.unknown)}`);
}

/** Charges, comments and miscellaneous items have none. */
function keepsStock(item: Item): boolean {
  return item.itemType === '1';
}

function told(
  row: WarehouseRow,
  left: Decimal,
  warehouses: ReadonlyMap<string, Warehouse> | undefined,
): WarehouseStock {
  return {
    warehouseCode: row.warehouseCode,
    name: warehouses?.get(row.warehouseCode)?.name ?? null,
    onHand: text(row.onHand),
    onSalesOrder: text(row.onSalesOrder),
    onBackOrder: text(row.onBackOrder),
    onPurchaseOrder: text(row.onPurchaseOrder),
    onWorkOrder: text(row.onWorkOrder),
    requiredForWorkOrder: text(row.requiredForWorkOrder),
    inShipping: text(row.inShipping),
    available: text(left),
  };
}

function text(quantity: Decimal): string {
  return quantity.toFixed();
}
