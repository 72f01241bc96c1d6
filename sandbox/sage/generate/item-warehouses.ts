import { Decimal } from 'decimal.js';
import { stamp } from '../boi/audit.ts';
import { sum } from '../boi/values.ts';
import { blankRow, type Row, type Table } from '../dictionary/table.ts';
import { openCompany } from '../store/files.ts';
import type { TableStore } from '../store/table-store.ts';

export interface Amount {
  readonly items: number;
  readonly warehouses: number;
  /** The same seed, the same quantities. */
  readonly seed?: number;
  readonly now?: Date;
}

const USER_KEY = '0000000001';

/**
 * Fills a company with generated items (`GEN-0000001` ...), warehouses (`G00` ...) and a stock record of each item in each warehouse, in
 * one transaction: made for 1,000,000 records. What is there already is left alone. Answers the number of stock records made.
 */
export function generateItemWarehouses(
  dataFolder: string,
  company: string,
  { items, warehouses, seed = 1, now = new Date() }: Amount,
): number {
  const store = openCompany(dataFolder, company);
  try {
    return store.transaction(() => {
      const audit = createdColumns(now);
      insertAll(store, 'IM_Warehouse', { WarehouseCode: `printf('G%02d', w)`, ...audit }, { w: warehouses });
      insertAll(
        store,
        'CI_Item',
        {
          ItemCode: `printf('GEN-%07d', i)`,
          ItemCodeDesc: `printf('Generated item %d', i)`,
          StandardUnitPrice: `CAST(1 + i % 997 AS TEXT)`,
          AverageUnitCost: `CAST(1 + i % 499 AS TEXT)`,
          DefaultWarehouseCode: `'G00'`,
          ...audit,
        },
        { i: items },
      );
      return insertAll(
        store,
        'IM_ItemWarehouse',
        {
          ItemCode: `printf('GEN-%07d', i)`,
          WarehouseCode: `printf('G%02d', w)`,
          QuantityOnHand: quantity(seed, 1000),
          QuantityOnSalesOrder: quantity(seed + 1, 50),
          QuantityOnPurchaseOrder: quantity(seed + 2, 200),
          BinLocation: `printf('B%03d', (i * 31 + w) % 1000)`,
          ...audit,
        },
        { i: items, w: warehouses },
      );
    });
  } finally {
    store.close();
  }
}

export interface Touch {
  /** Of all records, 0 to 100; two decimals count. */
  readonly percent: number;
  /** False: as a program that does not stamp. */
  readonly stamped?: boolean;
  /** Another seed touches other records. */
  readonly seed?: number;
  readonly now?: Date;
}

/** Adds one to the quantity on hand of so many percent of all stock records, in one transaction. Answers how many. */
export function touchItemWarehouses(
  dataFolder: string,
  company: string,
  { percent, stamped = true, seed = 1, now = new Date() }: Touch,
): number {
  const store = openCompany(dataFolder, company);
  try {
    return store.transaction(() => {
      const chosen = store
        .statement(
          `SELECT rowid AS id, QuantityOnHand AS quantity FROM IM_ItemWarehouse WHERE (rowid * 7919 + ?) % 10000 < ?`,
        )
        .all(seed * 611, Math.round(percent * 100));
      const { date, time } = stamp(now);
      const audit = stamped ? [date, time, USER_KEY] : [];
      const columns = stamped ? ', DateUpdated = ?, TimeUpdated = ?, UserUpdatedKey = ?' : '';
      const update = store.statement(
        `UPDATE IM_ItemWarehouse SET QuantityOnHand = ?${columns} WHERE rowid = ?`,
      );
      for (const { id, quantity: before } of chosen)
        update.run(sum(new Decimal(String(before)), 1), ...audit, Number(id));
      return chosen.length;
    });
  } finally {
    store.close();
  }
}

/** A whole number below the limit that follows from item, warehouse and seed. */
function quantity(seed: number, limit: number): string {
  return `CAST((i * 7919 + w * 104729 + ${seed} * 1299709) % ${limit} AS TEXT)`;
}

function createdColumns(now: Date): Row {
  const { date, time } = stamp(now);
  const text = { Date: date, Time: time, User: USER_KEY };
  return {
    DateCreated: `'${text.Date}'`,
    TimeCreated: `'${text.Time}'`,
    UserCreatedKey: `'${text.User}'`,
    DateUpdated: `'${text.Date}'`,
    TimeUpdated: `'${text.Time}'`,
    UserUpdatedKey: `'${text.User}'`,
  };
}

/** Inserts a row for every combination of the counters (from 0 for warehouses, from 1 for items), columns given as SQL, others at their defaults. */
function insertAll(
  store: TableStore,
  tableName: string,
  columns: Row,
  counters: { readonly i?: number; readonly w?: number },
): number {
  const table = store.table(tableName);
  const sources = [
    ...(counters.i === undefined
      ? []
      : [
          `(WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < ${counters.i}) SELECT i FROM n)`,
        ]),
    ...(counters.w === undefined
      ? []
      : [
          `(WITH RECURSIVE n(w) AS (SELECT 0 UNION ALL SELECT w + 1 FROM n WHERE w < ${counters.w - 1}) SELECT w FROM n)`,
        ]),
  ];
  const all = { ...defaults(table), ...columns };
  const sql = `INSERT OR IGNORE INTO ${tableName} (${Object.keys(all).join(', ')})
    SELECT ${Object.values(all).join(', ')} FROM ${sources.join(' CROSS JOIN ')}`;
  return Number(store.statement(sql).run().changes);
}

/** Defaults as SQL: a blank date is NULL. */
function defaults(table: Table): Row {
  const blank = blankRow(table);
  return Object.fromEntries(
    [...table.columns.values()].map(({ name, kind }) => [
      name,
      kind === 'date' ? 'NULL' : `'${blank[name] ?? ''}'`,
    ]),
  );
}
