import { table } from './table.ts';

/*
 * Setup tables that orders refer to. Sage has them all; the spellings of their columns are not in public documents
 * except where noted, so these are assumptions of the simulator (README).
 */

export const SO_Options = table(
  'SO_Options',
  `ModuleCode C3 =S/O; NextSalesOrderNo C7 =0000001; NextInvoiceNo C7 =0100001; NextJournalNo C6 =000001; DefaultWarehouseCode C3 =000; RetainDeletedOrders C1 [YN] =Y
  RequireCancelReasonCode C1 [YN] =N; DefaultShipExpireDays N3.0
  EnableDefaultPriceLevelByCust C1 [YN] =N; BaseNewPriceLevelRecordsOn C1 [PS] =P; AUDIT`,
  { KPRIMARY: 'ModuleCode' },
);

/** Shipping codes, what ShipVia and ShipMethod refer to. */
export const SO_ShippingRateHeader = table(
  'SO_ShippingRateHeader',
  `ShippingCode C15; ShippingCodeDesc C30; AUDIT`,
  { KPRIMARY: 'ShippingCode' },
);

export const SO_CancelReasonCode = table(
  'SO_CancelReasonCode',
  `CancelReasonCode C5; CancelReasonCodeDesc C30; AUDIT`,
  { KPRIMARY: 'CancelReasonCode' },
);

export const AR_PaymentType = table(
  'AR_PaymentType',
  `PaymentType C5; PaymentTypeDesc C30; PaymentMethod C1; AUDIT`,
  { KPRIMARY: 'PaymentType' },
);

/** Postal codes: setting a known ZipCode overwrites city and state. */
export const SY_ZipCode = table('SY_ZipCode', `ZipCode C10; City C30; State C2; CountryCode C3; AUDIT`, {
  KPRIMARY: 'ZipCode',
});

// Tables of MAS_SYSTEM, shared by all companies.

export const SY_Company = table(
  'SY_Company',
  `CompanyCode C3; CompanyName C30; AllowExternalAccess C1 [YN] =Y; AUDIT`,
  { KPRIMARY: 'CompanyCode' },
);

export const SY_User = table(
  'SY_User',
  `UserKey C10; UserCode C3; UserLogon C60; FirstName C20; LastName C30; Active C1 [YN] =Y; Locked C1 [YN] =N; External C1 [YN] =N
  EnableCSODBC C1 [YN] =Y; EnableWebServicesForUser C1 [YN] =N; EmailAddress C250; AUDIT`,
  { KPRIMARY: 'UserKey', KLOGON: 'UserLogon+UserKey' },
);

export const SY_Task = table('SY_Task', `TaskID N6.0; ProgramName C60; ModuleCode C3`, {
  KPRIMARY: 'TaskID',
});

export const SY_SalesTaxSchedule = table(
  'SY_SalesTaxSchedule',
  `TaxSchedule C9; TaxScheduleDesc C30; AUDIT`,
  { KPRIMARY: 'TaxSchedule' },
);

export const SY_SalesTaxScheduleDetail = table(
  'SY_SalesTaxScheduleDetail',
  `TaxSchedule C9; SequenceNo C6; TaxCode C9`,
  { KPRIMARY: 'TaxSchedule+SequenceNo' },
);

export const SY_SalesTaxCodeDetail = table(
  'SY_SalesTaxCodeDetail',
  `TaxCode C9; TaxClass C2; TaxRate N10.6`,
  { KPRIMARY: 'TaxCode+TaxClass' },
);
