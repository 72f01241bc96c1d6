import { present } from '../mapping/fit.ts';
import { columnsOf, selectIn } from '../sage/read.ts';
import type { SageTables, Value } from '../sage/ports.ts';

/** An item of Sage, as far as orders and questions need it. */
export interface Item {
  readonly itemCode: string;
  readonly description: string;
  /** 1 regular, 3 charge, 4 comment, 5 miscellaneous. */
  readonly itemType: string;
  readonly inactive: boolean;
  /** Miscellaneous items and charges may be kept out of sales orders. */
  readonly soldInOrders: boolean;
  /** The unit in which the item is kept; prices and stock are per this unit. */
  readonly standardUnit: string | undefined;
  /** Units in which the item is kept, sold or bought, upper case. */
  readonly units: readonly string[];
}

const helpful = [
  'ItemCodeDesc',
  'ItemType',
  'InactiveItem',
  'UseInSO',
  'StandardUnitOfMeasure',
  'SalesUnitOfMeasure',
  'PurchaseUnitOfMeasure',
] as const;

/** Items by their exact codes. */
export async function readItems(
  tables: SageTables,
  company: string,
  codes: Iterable<string>,
): Promise<Map<string, Item>> {
  const catalogue = await columnsOf(tables, company, 'CI_Item');
  const columns = ['ItemCode', ...present(catalogue, helpful)];
  const rows = await selectIn(tables, company, {
    table: 'CI_Item',
    columns,
    column: 'ItemCode',
    values: codes,
  });
  return new Map(rows.map((row) => toItem(row)).map((item) => [item.itemCode, item]));
}

function toItem(row: Readonly<Record<string, Value>>): Item {
  const itemType = row['ItemType'] ?? '1';
  const units = [row['StandardUnitOfMeasure'], row['SalesUnitOfMeasure'], row['PurchaseUnitOfMeasure']];
  return {
    itemCode: row['ItemCode'] ?? '',
    description: row['ItemCodeDesc'] ?? '',
    itemType,
    inactive: row['InactiveItem'] === 'Y',
    soldInOrders: itemType === '1' || row['UseInSO'] !== 'N',
    standardUnit: row['StandardUnitOfMeasure'] ?? undefined,
    units: [...new Set(units.flatMap((unit) => (unit ? [unit.toUpperCase()] : [])))],
  };
}
