import type { SageAddress, SalesOrder, UdfValue } from '../sage/ports.ts';
import type { MemoryRow } from './memory-tables.ts';

/** The header of an order as Sage keeps it. */
export function headerRow(salesOrderNo: string, order: SalesOrder): MemoryRow {
  return {
    SalesOrderNo: salesOrderNo,
    OrderDate: order.orderDate,
    OrderType: order.orderType,
    ShipExpireDate: order.shipDate ?? order.orderDate,
    ARDivisionNo: order.divisionNo,
    CustomerNo: order.customerNo,
    CustomerPONo: order.customerPONo ?? null,
    ShipToCode: order.shipToCode ?? null,
    ShipToName: order.shipTo?.name ?? null,
    ...addressRow(order.shipTo, 'ShipToAddress', 'ShipTo'),
    WarehouseCode: order.warehouseCode ?? null,
    ShipVia: order.shipVia ?? null,
    TermsCode: order.termsCode ?? null,
    ConfirmTo: order.confirmTo ?? null,
    EmailAddress: order.emailAddress ?? null,
    Comment: order.comment ?? null,
    ...udfs(order.fields),
  };
}

/** An address in the columns of a table; the columns that it has nothing for are blank. */
export function addressRow(address: SageAddress | undefined, line: string, prefix: string): MemoryRow {
  return {
    [`${line}1`]: address?.lines[0] ?? null,
    [`${line}2`]: address?.lines[1] ?? null,
    [`${line}3`]: address?.lines[2] ?? null,
    [`${prefix}City`]: address?.city ?? null,
    [`${prefix}State`]: address?.state ?? null,
    [`${prefix}ZipCode`]: address?.zipCode ?? null,
    [`${prefix}CountryCode`]: address?.countryCode ?? null,
  };
}

export function udfs(fields: readonly UdfValue[] | undefined): MemoryRow {
  return Object.fromEntries((fields ?? []).map(({ name, value }) => [name, value]));
}

/** Empty texts as the blanks that they become. */
export function cleared(row: MemoryRow): MemoryRow {
  return Object.fromEntries(Object.entries(row).map(([name, value]) => [name, value === '' ? null : value]));
}
