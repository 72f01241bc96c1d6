import { companyTables } from './index.ts';
import type { Column, Table } from './table.ts';

/** File layouts of two versions of Sage: 2018 (6.00), and 2023 (7.20), which is the dictionary as it stands. */
export const layouts = [2018, 2023] as const;
export type Layout = (typeof layouts)[number];
export const NEWEST: Layout = 2023;

/** Widths of 2018, by column name. */
const widths2018: readonly (readonly [name: RegExp, length: number])[] = [
  [/^(CustomerName|BillToName|ShipToName|ContactName|ConfirmTo)$/, 30],
  [/^(AddressLine|BillToAddress|ShipToAddress|WarehouseAddress)\d$/, 30],
  [/^(BillTo|ShipTo|Warehouse)?City$/, 20],
  [/^CustomerPONo$/, 15],
  [/^(TelephoneNo\d?|FaxNo)$/, 17],
  [/^TelephoneExt\d?$/, 5],
];

/** Columns that came after 2018. */
const laterColumns =
  /^(PromotedDate|MultipleSalesOrdersApplied|MultipleCustomerPONos|MultipleDepositsApplied|AppliedSalesOrderNo|AppliedCustomerPONo|EInvoice\w+|UseSageCloudForInvPrinting|TelephoneType\d?|PIIEncryptedDate|EncryptedVals)$/;

/** Keys that came after 2018. */
const laterKeys: Readonly<Record<string, readonly string[]>> = {
  SO_SalesOrderHistoryHeader: ['KDUPLICATEPO', 'KORDERDATE', 'KCANCELREASON'],
  SO_SalesOrderHistoryDetail: ['KCANCELREASON'],
  CI_Item: ['KDESCRIPTION'],
};

/** Tables of a company in a layout. */
export function tablesOf(layout: Layout): ReadonlyMap<string, Table> {
  if (layout === NEWEST) return companyTables;
  return new Map([...companyTables].map(([name, table]) => [name, of2018(table)]));
}

function of2018(table: Table): Table {
  const columns = [...table.columns.values()]
    .filter(({ name }) => !laterColumns.test(name))
    .map((column): [string, Column] => [column.name, { ...column, length: width2018(column) }]);
  const known = new Map(columns);
  const keys = Object.entries(table.keys).filter(
    ([key, parts]) => laterKeys[table.name]?.includes(key) !== true && parts.every((part) => known.has(part)),
  );
  return { ...table, columns: known, keys: Object.fromEntries(keys) };
}

function width2018({ name, kind, length }: Column): number {
  const shorter = widths2018.find(([pattern]) => pattern.test(name))?.[1];
  return kind === 'text' && shorter !== undefined ? Math.min(shorter, length) : length;
}
