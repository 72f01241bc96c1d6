import { table } from './table.ts';

export const AR_Customer = table(
  'AR_Customer',
  `ARDivisionNo C2 z; CustomerNo C20; CustomerName C50; AddressLine1..3 C40; City C30; State C2; ZipCode C10; CountryCode C3
  TelephoneNo C20; TelephoneExt C6; FaxNo C20; EmailAddress C250; URLAddress C50; ContactCode C10; PrimaryShipToCode C4; ShipMethod C15
  TaxSchedule C9; TaxExemptNo C15; TermsCode C2 z =00; SalespersonDivisionNo C2 z; SalespersonNo C4 z
  CustomerType C4; PriceLevel C1; CustomerDiscountRate N12.3; SortField C10; Comment C30
  CustomerStatus C1 [AIT] =A; InactiveReasonCode C5; TemporaryCustomer C1 [YN] =N; OpenItemCustomer C1 [YN] =Y; StatementCycle C1 =M; DefaultPaymentType C5 =CHECK
  CreditHold C1 [YN] =N; CreditLimit N13.2; CurrentBalance N13.2 ro; AgingCategory1..4 N13.2 ro; OpenOrderAmt N13.2 ro
  BalanceForward N13.2 ro; UnpaidServiceChrg N13.2 ro; HighestStmntBalance N13.2 ro; RetentionCurrent N13.2 ro; RetentionAging1..4 N13.2 ro
  DateLastPayment D ro; LastPaymentAmt N13.2 ro; DateLastActivity D ro; DateLastStatement D ro; DateLastFinanceChrg D ro; DateLastAging D ro; DateEstablished D
  AvgDaysPaymentInvoice N3.0 ro; AvgDaysOverDue N3.0 ro; NumberOfInvToUseInCalc N2.0
  EBMEnabled C1 =N; EBMConsumerUserID C15; BatchFax C1 =N; DefaultCreditCardPmtType C5; ResidentialAddress C1 [YN] =N; PrintDunningMessage C1 =Y
  DefaultItemCode C30; EmailStatements C1 =N; ServiceChargeRate N12.3
  SalespersonDivisionNo2 C2; SalespersonNo2 C4; SalespersonDivisionNo3 C2; SalespersonNo3 C4
  SalespersonDivisionNo4 C2; SalespersonNo4 C4; SalespersonDivisionNo5 C2; SalespersonNo5 C4
  DefaultCostCode C9; DefaultCostType C1; CreditCardGUID C32; SplitCommRate2..5 N8.3; UseSageCloudForInvPrinting C1 =N; TelephoneType C1
  EInvoicePayments C1 =N; EInvoiceContactId C24; PIIEncryptedDate D ro; EncryptedVals M ro; AUDIT`,
  {
    KPRIMARY: 'ARDivisionNo+CustomerNo',
    KNAME: 'CustomerName+ARDivisionNo+CustomerNo',
    KSORT: 'SortField+ARDivisionNo+CustomerNo',
    KSALESPERSON: 'SalespersonDivisionNo+SalespersonNo+ARDivisionNo+CustomerNo',
    KTYPE: 'CustomerType+ARDivisionNo+CustomerNo',
    KZIPCODE: 'ZipCode+ARDivisionNo+CustomerNo',
    KTELEPHONE: 'TelephoneNo+ARDivisionNo+CustomerNo',
    KADDRESS1: 'AddressLine1+ARDivisionNo+CustomerNo',
    KADDRESS2: 'AddressLine2+ARDivisionNo+CustomerNo',
    KADDRESS3: 'AddressLine3+ARDivisionNo+CustomerNo',
    KCUSTOMERNO: 'CustomerNo+ARDivisionNo',
  },
);

export const AR_CustomerContact = table(
  'AR_CustomerContact',
  `ARDivisionNo C2 z; CustomerNo C20; ContactCode C10; ContactName C50; Salutation C10; ContactTitle C15
  TelephoneNo1 C20; TelephoneExt1 C6; TelephoneNo2 C20; TelephoneExt2 C6; FaxNo C20; EmailAddress C50
  AddressLine1..3 C40; City C30; State C2; ZipCode C10; CountryCode C3; ContactNotes M
  EBMUserID C15; TelephoneType1..2 C1; EncryptedVals M ro; AUDIT`,
  { KPRIMARY: 'ARDivisionNo+CustomerNo+ContactCode' },
);

export const SO_ShipToAddress = table(
  'SO_ShipToAddress',
  `ARDivisionNo C2 z; CustomerNo C20; ShipToCode C4; ShipToName C50; ShipToAddress1..3 C40; ShipToCity C30; ShipToState C2
  ShipToZipCode C10; ShipToCountryCode C3; TelephoneNo C20; TelephoneExt C6; FaxNo C20; EmailAddress C50; ContactCode C10
  SalespersonDivisionNo C2 z; SalespersonNo C4 z; WarehouseCode C3; TaxSchedule C9; ShipVia C15
  ResidentialAddress C1 [YN] =N; BatchFax C1 [YN] =N; BatchEmail C1 [YN] =N; TelephoneType C1; EncryptedVals M ro; AUDIT`,
  {
    KPRIMARY: 'ARDivisionNo+CustomerNo+ShipToCode',
    KADDRESS1: 'ShipToAddress1+ARDivisionNo+CustomerNo+ShipToCode',
    KADDRESS2: 'ShipToAddress2+ARDivisionNo+CustomerNo+ShipToCode',
    KADDRESS3: 'ShipToAddress3+ARDivisionNo+CustomerNo+ShipToCode',
    KZIPCODE: 'ShipToZipCode+ARDivisionNo+CustomerNo+ShipToCode',
  },
);

export const AR_TermsCode = table(
  'AR_TermsCode',
  `TermsCode C2 z; TermsCodeDesc C30; DaysBeforeDue N3.0; DueDateADayOfTheMonth C1 =N; MinimumDaysAllowedInv N3.0
  DaysBeforeDiscountDue N3.0; DiscountDateADayOfTheMo C1 =N; MinimumDaysAllowedDisc N3.0; DiscountRate N8.3; DiscountCalculationMethod C1; AUDIT`,
  { KPRIMARY: 'TermsCode' },
);

export const AR_Salesperson = table(
  'AR_Salesperson',
  `SalespersonDivisionNo C2 z; SalespersonNo C4 z; SalespersonName C30; EmailAddress C250; CommissionRate N8.3; UserKey C10; AUDIT`,
  { KPRIMARY: 'SalespersonDivisionNo+SalespersonNo' },
);

// AR_Division: the key is certain, the description's spelling is assumed (README).
export const AR_Division = table('AR_Division', `ARDivisionNo C2 z; ARDivisionDesc C30; AUDIT`, {
  KPRIMARY: 'ARDivisionNo',
});

// AR_Options: one row. Switches the documents of the product speak of; column spellings are assumed (README).
export const AR_Options = table(
  'AR_Options',
  `ModuleCode C3 =A/R; CommissionReporting C1 [YN] =N; CreditLimitChecking C1 [YN] =Y; ExpandedCustomerNo C1 [YN] =N
  AutoCustomerNo C1 [YN] =Y; NextCustomerNo C20 =0000001; DefaultTermsCode C2 =00; DefaultTaxSchedule C9; SalesTaxReporting C1 [YN] =N; AUDIT`,
  { KPRIMARY: 'ModuleCode' },
);

// Relations of national accounts: table, keys and CustomerPricing as in public code that reads live companies; the credit flags are assumed (README).
export const AR_BillToSoldTo = table(
  'AR_BillToSoldTo',
  `SoldToDivisionNo C2 z; SoldToCustomerNo C20; BillToDivisionNo C2 z; BillToCustomerNo C20
  CreditLimit C1 [BS] =S; CreditHold C1 [BS] =S; CustomerPricing C1 [BS] =S; AUDIT`,
  {
    KPRIMARY: 'SoldToDivisionNo+SoldToCustomerNo+BillToDivisionNo+BillToCustomerNo',
    KBILLTO: 'BillToDivisionNo+BillToCustomerNo+SoldToDivisionNo+SoldToCustomerNo',
  },
);

// Price levels by customer and product line: columns as in public code, the level's own spelling is assumed (README).
export const AR_PriceLevelByCustomer = table(
  'AR_PriceLevelByCustomer',
  `ARDivisionNo C2 z; CustomerNo C20; ProductLine C4; PriceCode C4; ShipToCode C4; EffectiveDate D; EndDate D; CustomerPriceLevel C1; AUDIT`,
  { KPRIMARY: 'ARDivisionNo+CustomerNo+ProductLine+PriceCode+ShipToCode+EffectiveDate' },
);
