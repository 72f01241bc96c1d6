import type { Findings } from '../mapping/findings.ts';
import type { ItemMatch } from '../products/find-items.ts';
import { selectIn } from '../sage/read.ts';
import type { SageTables, SalesOrder } from '../sage/ports.ts';
import type { PlannedLine } from './validate-lines.ts';

/** Warns of regular items that are not set up in the warehouse they are ordered from; Sage itself takes such an order. Asked only where the message or the settings name a warehouse. */
export async function warnOfMissingStock(
  tables: SageTables,
  company: string,
  order: Pick<SalesOrder, 'warehouseCode'>,
  planned: readonly PlannedLine[],
  items: Iterable<ItemMatch>,
  findings: Findings,
): Promise<void> {
  const regular = new Set(
    [...items].flatMap((match) =>
      match.kind === 'found' && match.item.itemType === '1' ? [match.item.itemCode] : [],
    ),
  );
  const wanted = planned.flatMap(({ line, origin }) => {
    const warehouseCode = line.warehouseCode ?? order.warehouseCode;
    return regular.has(line.itemCode) && warehouseCode !== undefined && origin !== undefined
      ? [{ itemCode: line.itemCode, warehouseCode, path: `lines.${origin}.warehouseCode` }]
      : [];
  });
  if (wanted.length === 0 || (await tables.columns(company, 'IM_ItemWarehouse')) === undefined) return;
  const rows = await selectIn(tables, company, {
    table: 'IM_ItemWarehouse',
    columns: ['ItemCode', 'WarehouseCode'],
    column: 'ItemCode',
    values: wanted.map(({ itemCode }) => itemCode),
  });
  const stocked = new Set(rows.map((row) => JSON.stringify([row.ItemCode, row.WarehouseCode])));
  for (const { itemCode, warehouseCode, path } of wanted) {
    if (stocked.has(JSON.stringify([itemCode, warehouseCode]))) continue;
    findings.warn(`The item ${itemCode} is not set up in warehouse ${warehouseCode}.`, path);
  }
}
