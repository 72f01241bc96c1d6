import { MemoryTables, type MemoryRow, type MemoryTable } from './memory-tables.ts';

const address = (line: string, prefix: string) => ({
  [`${line}1`]: 'C30',
  [`${line}2`]: 'C30',
  [`${line}3`]: 'C30',
  [`${prefix}City`]: 'C20',
  [`${prefix}State`]: 'C2',
  [`${prefix}ZipCode`]: 'C10',
  [`${prefix}CountryCode`]: 'C3',
});
const customerKey = { ARDivisionNo: 'C2', CustomerNo: 'C20' };
const orderHeader = {
  SalesOrderNo: 'C7',
  OrderDate: 'D',
  OrderType: 'C1',
  OrderStatus: 'C1',
  ShipExpireDate: 'D',
  ...customerKey,
  CustomerPONo: 'C15',
  ShipToCode: 'C4',
  ShipToName: 'C30',
  ...address('ShipToAddress', 'ShipTo'),
  WarehouseCode: 'C3',
  ShipVia: 'C15',
  TermsCode: 'C2',
  ConfirmTo: 'C30',
  EmailAddress: 'C50',
  Comment: 'C30',
  UDF_KEY: 'C80',
};

/** Columns of the company's tables, as wide as in Sage 100 2018: the narrowest still in use. */
const layouts: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  AR_Customer: {
    ...customerKey,
    CustomerName: 'C30',
    ...address('AddressLine', ''),
    TelephoneNo: 'C17',
    EmailAddress: 'C50',
    TermsCode: 'C2',
    CustomerStatus: 'C1',
    CreditHold: 'C1',
    CreditLimit: 'N13.2',
    CurrentBalance: 'N13.2',
    OpenOrderAmt: 'N13.2',
    UDF_TIER: 'C5',
    UDF_SF_ACCOUNT: 'C18',
    UDF_SF_NUMBER: 'C20',
  },
  AR_CustomerContact: {
    ...customerKey,
    ContactCode: 'C10',
    ContactName: 'C30',
    EmailAddress: 'C50',
    TelephoneNo1: 'C17',
  },
  SO_ShipToAddress: {
    ...customerKey,
    ShipToCode: 'C4',
    ShipToName: 'C30',
    ...address('ShipToAddress', 'ShipTo'),
  },
  SO_SalesOrderHeader: {
    ...orderHeader,
    CurrentInvoiceNo: 'C7',
    LastInvoiceOrderNo: 'C7',
    UDF_CAMPAIGN: 'C10',
    UDF_BUDGET: 'N9.2',
    UDF_DUE: 'D',
  },
  SO_SalesOrderHistoryHeader: { ...orderHeader, CancelReasonCode: 'C5' },
  SO_CancelReasonCode: { CancelReasonCode: 'C5' },
  SO_SalesOrderDetail: {
    SalesOrderNo: 'C7',
    LineKey: 'C6',
    ItemCode: 'C30',
    ItemType: 'C1',
    ItemCodeDesc: 'C30',
    CommentText: 'C2048',
    WarehouseCode: 'C3',
    UnitOfMeasure: 'C4',
    QuantityOrdered: 'N15.6',
    UnitPrice: 'N15.6',
    ExtensionAmt: 'N11.2',
    LineDiscountPercent: 'N8.3',
    SalesKitLineKey: 'C6',
    UDF_COLOUR: 'C10',
  },
  SO_SalesOrderHistoryDetail: {
    SalesOrderNo: 'C7',
    LineKey: 'C6',
    ItemCode: 'C30',
    ItemType: 'C1',
    QuantityOrderedOriginal: 'N15.6',
    LastExtensionAmt: 'N11.2',
  },
  CI_Item: {
    ItemCode: 'C30',
    ItemType: 'C1',
    InactiveItem: 'C1',
    UseInSO: 'C1',
    StandardUnitOfMeasure: 'C4',
    SalesUnitOfMeasure: 'C4',
    StandardUnitPrice: 'N15.6',
  },
  IM_AliasItem: { AliasItemNo: 'C30', ItemCode: 'C30', ...customerKey, APDivisionNo: 'C2', VendorNo: 'C7' },
  IM_Warehouse: { WarehouseCode: 'C3' },
  IM_ItemWarehouse: { ItemCode: 'C30', WarehouseCode: 'C3' },
  AR_TermsCode: { TermsCode: 'C2' },
  SO_ShippingRateHeader: { ShippingCode: 'C15' },
  UDT_PRODUCTS: { UDF_PRODUCT: 'C30', UDF_ITEM: 'C30' },
};

const items: MemoryRow[] = [
  { ItemCode: 'BIKE-100', StandardUnitPrice: '2100', SalesUnitOfMeasure: 'BOX' },
  { ItemCode: 'HELMET-R', StandardUnitPrice: '34.99' },
  { ItemCode: 'OLD-1', InactiveItem: 'Y' },
  { ItemCode: 'A-B1' },
  { ItemCode: 'AB-1' },
  { ItemCode: '/C', ItemType: '4' },
  { ItemCode: '/FEE', ItemType: '5', UseInSO: 'N' },
].map((row) => ({ ItemType: '1', InactiveItem: 'N', UseInSO: 'Y', StandardUnitOfMeasure: 'EACH', ...row }));

const rows: Readonly<Record<string, readonly MemoryRow[]>> = {
  AR_Customer: [
    {
      ARDivisionNo: '01',
      CustomerNo: '0000676',
      CustomerName: 'Better Bikes',
      AddressLine1: '42525 Austell Road',
      City: 'Austell',
      State: 'GA',
      ZipCode: '30106',
      CustomerStatus: 'A',
    },
    { ARDivisionNo: '00', CustomerNo: 'GONE', CustomerName: 'Gone Inc.', CustomerStatus: 'I' },
  ],
  SO_ShipToAddress: [{ ARDivisionNo: '01', CustomerNo: '0000676', ShipToCode: 'DOCK' }],
  CI_Item: items,
  IM_AliasItem: [{ AliasItemNo: 'VELO 100', ItemCode: 'BIKE-100' }],
  IM_Warehouse: [{ WarehouseCode: '001' }, { WarehouseCode: '002' }],
  IM_ItemWarehouse: [{ ItemCode: 'BIKE-100', WarehouseCode: '001' }],
  AR_TermsCode: [{ TermsCode: '00' }, { TermsCode: '01' }],
  SO_CancelReasonCode: [{ CancelReasonCode: 'CUST' }],
  SO_ShippingRateHeader: [{ ShippingCode: 'UPS BLUE' }],
  UDT_PRODUCTS: [{ UDF_PRODUCT: 'P-77', UDF_ITEM: 'HELMET-R' }],
};

/** A small company "ABC" in memory, fresh for every test; `without` are tables that this site does not have. */
export function sageCompany(without: readonly string[] = []): MemoryTables {
  const tables = Object.entries(layouts).filter(([name]) => !without.includes(name));
  const filled = tables.map(([name, columns]): [string, MemoryTable] => [
    name,
    { columns, rows: (rows[name] ?? []).map((row) => ({ ...row })) },
  ]);
  return new MemoryTables({ ABC: Object.fromEntries(filled) });
}
