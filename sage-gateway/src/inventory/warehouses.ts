import { present } from '../mapping/fit.ts';
import type { SageTables } from '../sage/ports.ts';

export interface Warehouse {
  readonly warehouseCode: string;
  readonly name: string | null;
}

/** The description's likely names; public code that reads live companies has the first. */
const names = ['WarehouseDesc', 'WarehouseName'] as const;

/** Warehouses of a company by code; undefined where the table cannot be seen. */
export async function readWarehouses(
  tables: SageTables,
  company: string,
): Promise<ReadonlyMap<string, Warehouse> | undefined> {
  const catalogue = await tables.columns(company, 'IM_Warehouse');
  if (catalogue?.has('WAREHOUSECODE') !== true) return undefined;
  const [name] = present(catalogue, names);
  const columns: string[] = ['WarehouseCode', ...(name === undefined ? [] : [name])];
  const rows = await tables.select(company, { table: 'IM_Warehouse', columns });
  const warehouses = rows.flatMap((row): Warehouse[] => {
    const warehouseCode = row['WarehouseCode'];
    return warehouseCode ? [{ warehouseCode, name: (name && row[name]) ?? null }] : [];
  });
  warehouses.sort((one, other) => (one.warehouseCode < other.warehouseCode ? -1 : 1));
  return new Map(warehouses.map((warehouse) => [warehouse.warehouseCode, warehouse]));
}

/** Warehouse codes as people write them, turned into Sage's: upper case, filled with zeros. The first that Sage lacks is told. */
export function resolveWarehouses(
  given: readonly string[],
  known: ReadonlyMap<string, Warehouse> | undefined,
): { readonly codes: readonly string[] } | { readonly unknown: string } {
  const codes: string[] = [];
  for (const code of given) {
    const upper = code.trim().toUpperCase();
    const filled = /^\d+$/.test(upper) ? upper.padStart(3, '0') : upper;
    const found = known === undefined ? filled : [upper, filled].find((spelled) => known.has(spelled));
    if (found === undefined) return { unknown: code };
    codes.push(found);
  }
  return { codes };
}
