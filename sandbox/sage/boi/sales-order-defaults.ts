import type { Row } from '../dictionary/table.ts';
import type { TableStore } from '../store/table-store.ts';

/** What a customer puts onto a new order: bill-to, terms, tax, salesperson, ship via, and the primary ship-to (else the own address). */
export function customerDefaults(store: TableStore, customer: Row): Row {
  const at = (column: string): string => customer[column] ?? '';
  const address = {
    BillToName: at('CustomerName'),
    BillToAddress1: at('AddressLine1'),
    BillToAddress2: at('AddressLine2'),
    BillToAddress3: at('AddressLine3'),
    BillToCity: at('City'),
    BillToState: at('State'),
    BillToZipCode: at('ZipCode'),
    BillToCountryCode: at('CountryCode'),
  };
  const shipTo = Object.entries(address).map(([column, value]) => [
    column.replace('BillTo', 'ShipTo'),
    value,
  ]);
  const contact = store.find('AR_CustomerContact', at('ARDivisionNo'), at('CustomerNo'), at('ContactCode'));
  const primary = store.find(
    'SO_ShipToAddress',
    at('ARDivisionNo'),
    at('CustomerNo'),
    at('PrimaryShipToCode'),
  );
  return {
    ...address,
    ...Object.fromEntries(shipTo),
    TermsCode: at('TermsCode'),
    TaxSchedule: at('TaxSchedule'),
    TaxExemptNo: at('TaxExemptNo'),
    SalespersonDivisionNo: at('SalespersonDivisionNo'),
    SalespersonNo: at('SalespersonNo'),
    ShipVia: at('ShipMethod'),
    EmailAddress: at('EmailAddress'),
    ConfirmTo: contact?.['ContactName'] ?? '',
    ResidentialAddress: at('ResidentialAddress'),
    DiscountRate: at('CustomerDiscountRate'),
    WarehouseCode: store.find('SO_Options', 'S/O')?.['DefaultWarehouseCode'] ?? '',
    ...(primary === undefined ? {} : shipToDefaults(primary)),
  };
}

/** What a ship-to address puts onto an order; it overrides warehouse, ship via, tax schedule and salesperson where it has them. */
export function shipToDefaults(shipTo: Row): Row {
  const own = [
    'WarehouseCode',
    'ShipVia',
    'TaxSchedule',
    'SalespersonDivisionNo',
    'SalespersonNo',
    'EmailAddress',
  ];
  const overrides = own
    .map((column) => [column, shipTo[column] ?? ''] as const)
    .filter(([, value]) => value !== '');
  const address = [
    'Code',
    'Name',
    'Address1',
    'Address2',
    'Address3',
    'City',
    'State',
    'ZipCode',
    'CountryCode',
  ]
    .map((part) => `ShipTo${part}`)
    .map((column) => [column, shipTo[column] ?? ''] as const);
  return Object.fromEntries([
    ...address,
    ...overrides,
    ['ResidentialAddress', shipTo['ResidentialAddress'] ?? 'N'],
  ]);
}
