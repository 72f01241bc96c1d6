import type { Fault } from '../contract/errors.ts';
import type { SageRefusal } from '../sage/ports.ts';

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

/** Sage's refusal of an order as a fault: its own sentence, and the member of the message that it is about where that can be told. */
export function orderFault(refusal: SageRefusal, origins: readonly (number | undefined)[]): Fault {
  const column = refusal.column?.replace(/\$$/, '');
  if (refusal.line === undefined) return fault(refusal, path(headerPaths, column));
  const origin = origins[refusal.line];
  if (origin === undefined) return fault(refusal, 'lines');
  return fault(
    refusal,
    ['lines', origin, path(linePaths, column)].filter((part) => part !== undefined).join('.'),
  );
}

/** Sage's refusal of a new customer as a fault. */
export function customerFault(refusal: SageRefusal): Fault {
  const at = path(customerPaths, refusal.column?.replace(/\$$/, '')) ?? 'customer';
  return { code: 'SAGE_REFUSED', message: `The new customer was refused: ${refusal.message}`, path: at };
}

function path(paths: Readonly<Record<string, string>>, column: string | undefined): string | undefined {
  if (column === undefined) return undefined;
  return column.startsWith('UDF_') ? `fields.${column}` : paths[column];
}

function fault(refusal: SageRefusal, at: string | undefined): Fault {
  return { code: 'SAGE_REFUSED', message: refusal.message, ...(at === undefined ? {} : { path: at }) };
}
