import * as customers from './customers.ts';
import * as invoices from './invoices.ts';
import * as items from './items.ts';
import * as postedInvoices from './posted-invoices.ts';
import * as orders from './sales-order.ts';
import * as history from './sales-order-history.ts';
import * as setup from './setup.ts';
import type { Table } from './table.ts';

const {
  SY_Company,
  SY_User,
  SY_Task,
  SY_SalesTaxSchedule,
  SY_SalesTaxScheduleDetail,
  SY_SalesTaxCodeDetail,
  ...companySetup
} = setup;

/** Tables of one company (`MAS_<CO>.sqlite`), by name. */
export const companyTables: ReadonlyMap<string, Table> = byName(
  Object.values({
    ...orders,
    ...history,
    ...invoices,
    ...postedInvoices,
    ...customers,
    ...items,
    ...companySetup,
  }),
);

/** Tables shared by all companies (`MAS_SYSTEM.sqlite`), by name. */
export const systemTables: ReadonlyMap<string, Table> = byName([
  SY_Company,
  SY_User,
  SY_Task,
  SY_SalesTaxSchedule,
  SY_SalesTaxScheduleDetail,
  SY_SalesTaxCodeDetail,
]);

function byName(tables: readonly Table[]): ReadonlyMap<string, Table> {
  return new Map(tables.map((one) => [one.name, one]));
}
