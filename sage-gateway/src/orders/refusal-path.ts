import type { Fault, Warning } from '../contract/errors.ts';
import type { SageRefusal, SageWarning } from '../sage/ports.ts';

/** Where in the message the value of a column of Sage comes from. */
const headerPaths: Readonly<Record<string, string>> = {
  ARDivisionNo: 'customer.divisionNo',
  CustomerNo: 'customer.customerNo',
  OrderType: 'orderType',
  OrderStatus: 'hold',
  OrderDate: 'orderDate',
  ShipExpireDate: 'shipDate',
  CustomerPONo: 'customerPONo',
  ShipToCode: 'shipTo.code',
  ShipToName: 'shipTo.name',
  ShipToAddress1: 'shipTo.street',
  ShipToAddress2: 'shipTo.street',
  ShipToAddress3: 'shipTo.street',
  ShipToCity: 'shipTo.city',
  ShipToState: 'shipTo.state',
  ShipToZipCode: 'shipTo.postalCode',
  ShipToCountryCode: 'shipTo.country',
  WarehouseCode: 'warehouseCode',
  ShipVia: 'shipVia',
  TermsCode: 'termsCode',
  ConfirmTo: 'contact.name',
  EmailAddress: 'contact.email',
  Comment: 'comment',
};

const linePaths: Readonly<Record<string, string>> = {
  ItemCode: 'itemCode',
  ItemCodeDesc: 'description',
  QuantityOrdered: 'quantity',
  UnitPrice: 'unitPrice',
  LineDiscountPercent: 'discountPercent',
  UnitOfMeasure: 'unitOfMeasure',
  WarehouseCode: 'warehouseCode',
  PromiseDate: 'promiseDate',
  CommentText: 'comment',
};

const customerPaths: Readonly<Record<string, string>> = {
  ARDivisionNo: 'customer.divisionNo',
  CustomerNo: 'customer.customerNo',
  CustomerName: 'customer.name',
  AddressLine1: 'customer.billTo.street',
  AddressLine2: 'customer.billTo.street',
  AddressLine3: 'customer.billTo.street',
  City: 'customer.billTo.city',
  State: 'customer.billTo.state',
  ZipCode: 'customer.billTo.postalCode',
  CountryCode: 'customer.billTo.country',
  TelephoneNo: 'customer.phone',
  EmailAddress: 'customer.email',
};

/** For each line of a document the index of the message's line that it comes from, where it has one. */
type Origins = readonly (number | undefined)[];

/** Sage's refusal of an order as a fault: its own sentence, and the member of the message that it is about where that can be told. */
export function orderFault(refusal: SageRefusal, origins: Origins): Fault {
  return { code: 'SAGE_REFUSED', message: refusal.message, ...told(refusal, origins) };
}

/** The same for a value that Sage took with a warning. */
export function orderWarning(warning: SageWarning, origins: Origins): Warning {
  return { message: warning.message, ...told(warning, origins) };
}

/** Sage's refusal of a new customer as a fault. */
export function customerFault(refusal: SageRefusal): Fault {
  const at = path(customerPaths, refusal.column?.replace(/\$$/, '')) ?? 'customer';
  return { code: 'SAGE_REFUSED', message: `The new customer was refused: ${refusal.message}`, path: at };
}

function told(
  place: Pick<SageRefusal | SageWarning, 'column' | 'line'>,
  origins: Origins,
): { readonly path?: string } {
  const column = place.column?.replace(/\$$/, '');
  if (place.line === undefined) {
    const member = path(headerPaths, column);
    return member === undefined ? {} : { path: member };
  }
  const origin = origins[place.line];
  if (origin === undefined) return { path: 'lines' };
  return { path: ['lines', origin, path(linePaths, column)].filter((part) => part !== undefined).join('.') };
}

function path(paths: Readonly<Record<string, string>>, column: string | undefined): string | undefined {
  if (column === undefined) return undefined;
  return column.startsWith('UDF_') ? `fields.${column}` : paths[column];
}
