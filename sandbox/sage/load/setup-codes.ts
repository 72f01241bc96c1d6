import { blankRow, type Row } from '../dictionary/table.ts';
import type { TableStore } from '../store/table-store.ts';

interface SetupReference {
  readonly table: string;
  readonly columns: readonly string[];
  readonly setup: string;
  /** The setup table is of MAS_SYSTEM. */
  readonly shared?: boolean;
}

const references: readonly SetupReference[] = [
  { table: 'AR_Customer', columns: ['ARDivisionNo'], setup: 'AR_Division' },
  { table: 'AR_Customer', columns: ['TermsCode'], setup: 'AR_TermsCode' },
  { table: 'AR_Customer', columns: ['SalespersonDivisionNo', 'SalespersonNo'], setup: 'AR_Salesperson' },
  { table: 'AR_Customer', columns: ['TaxSchedule'], setup: 'SY_SalesTaxSchedule', shared: true },
  { table: 'AR_Customer', columns: ['ShipMethod'], setup: 'SO_ShippingRateHeader' },
  { table: 'AR_Customer', columns: ['DefaultPaymentType'], setup: 'AR_PaymentType' },
  { table: 'SO_ShipToAddress', columns: ['WarehouseCode'], setup: 'IM_Warehouse' },
  { table: 'SO_ShipToAddress', columns: ['ShipVia'], setup: 'SO_ShippingRateHeader' },
  { table: 'SO_ShipToAddress', columns: ['TaxSchedule'], setup: 'SY_SalesTaxSchedule', shared: true },
  { table: 'SO_ShipToAddress', columns: ['SalespersonDivisionNo', 'SalespersonNo'], setup: 'AR_Salesperson' },
  { table: 'CI_Item', columns: ['DefaultWarehouseCode'], setup: 'IM_Warehouse' },
  { table: 'CI_Item', columns: ['ProductLine'], setup: 'IM_ProductLine' },
  { table: 'IM_ItemWarehouse', columns: ['WarehouseCode'], setup: 'IM_Warehouse' },
];

const orphans: readonly (readonly [table: string, parent: string])[] = [
  ['IM_AliasItem', 'CI_Item'],
  ['IM_ItemWarehouse', 'CI_Item'],
  ['AR_CustomerContact', 'AR_Customer'],
  ['SO_ShipToAddress', 'AR_Customer'],
];

/** Adds the setup codes that loaded rows refer to and that nobody brought; a company without any warehouse gets 000. */
export function addSetupCodes(store: TableStore, system: TableStore): { table: string; code: string }[] {
  const added: { table: string; code: string }[] = [];
  const add = (target: TableStore, table: string, values: readonly string[]): void => {
    const blank = blankRow(target.table(table));
    const key = Object.fromEntries(target.table(table).primaryKey.map((part, i) => [part, values[i] ?? '']));
    if (target.insertIfNew(table, { ...blank, ...key })) added.push({ table, code: values.join('-') });
  };
  for (const { table, columns, setup, shared } of references) {
    for (const values of distinct(store, table, columns))
      add(shared === true ? system : store, setup, values);
  }
  if (store.count('IM_Warehouse') === 0) add(store, 'IM_Warehouse', ['000']);
  return added;
}

/** Orders need a default warehouse: the lowest code, where the options name one that is not on file. */
export function chooseDefaultWarehouse(store: TableStore): void {
  const current = store.find('SO_Options', 'S/O')?.['DefaultWarehouseCode'] ?? '';
  const [lowest] = store.select('IM_Warehouse', "WarehouseCode <> ''", []);
  if (lowest === undefined || store.exists('IM_Warehouse', current)) return;
  store.update('SO_Options', ['S/O'], { DefaultWarehouseCode: lowest['WarehouseCode'] ?? '' });
}

/** Rows whose parent is not on file, told by table. */
export function noteOrphans(store: TableStore): string[] {
  return orphans.flatMap(([table, parent]) => {
    const same = store
      .table(parent)
      .primaryKey.map((part) => `parent.${part} = child.${part}`)
      .join(' AND ');
    const sql = `SELECT count(*) AS n FROM ${table} AS child WHERE NOT EXISTS (SELECT 1 FROM ${parent} AS parent WHERE ${same})`;
    const count = Number(store.statement(sql).get()?.['n']);
    return count === 0 ? [] : [`${count} rows of ${table} refer to no row of ${parent}`];
  });
}

function distinct(store: TableStore, table: string, columns: readonly string[]): string[][] {
  const list = columns.join(', ');
  const sql = `SELECT DISTINCT ${list} FROM ${table} WHERE ${columns.at(-1) ?? ''} <> '' ORDER BY ${list}`;
  const rows = store.statement(sql).all() as Row[];
  return rows.map((row) => columns.map((column) => row[column] ?? ''));
}
