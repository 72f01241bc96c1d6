import { table } from './table.ts';

/** Invoices that are entered and not posted; the sales journal takes them away. */
export const SO_InvoiceHeader = table(
  'SO_InvoiceHeader',
  `InvoiceNo C7 z; InvoiceDate D; InvoiceType C2 =IN; SalesOrderNo C7; OrderType C1 [BS1] =1; OrderStatus C1 [NOCH] =N; BatchNo C5
  ShipDate D; ShipVia C15; ShipStatus C1 [NLSD] =N; ShipperID C3; NumberofPackages N4.0; Weight N11.2; ApplyToInvoiceNo C7; MultipleSalesOrdersApplied C1 =N
  OrderDate D; ARDivisionNo C2 z; CustomerNo C20; BillToName C50; BillToAddress1..3 C40; BillToCity C30; BillToState C2; BillToZipCode C10; BillToCountryCode C3
  ShipToCode C4; ShipToName C50; ShipToAddress1..3 C40; ShipToCity C30; ShipToState C2; ShipToZipCode C10; ShipToCountryCode C3
  ShipZone C5; ShipZoneActual C5; ShipWeight C5; CustomerPONo C30; FOB C15; WarehouseCode C3; ConfirmTo C50; Comment C30; TaxSchedule C9; TermsCode C2; TaxExemptNo C15
  PrintInvoice C1 =Y; InvoicePrinted C1 =N; AcceptCashOnly C1 =N; CustomerType C4; ResidentialAddress C1 =N; InvalidTaxCalc C1 =N; FreightCalculationMethod C1; CheckNoForDeposit C10; LotSerialLinesExist C1 =N
  SalespersonDivisionNo C2; SalespersonNo C4; SplitCommissions C1 =N; SalespersonDivisionNo2 C2; SalespersonNo2 C4; SalespersonDivisionNo3 C2; SalespersonNo3 C4
  SalespersonDivisionNo4 C2; SalespersonNo4 C4; SalespersonDivisionNo5 C2; SalespersonNo5 C4; InvoiceDueDate D; DiscountDueDate D
  EBMSubmissionType C1; EBMUserIDSubmittingThisOrder C15; EBMUserType C1; EMailUpdateFlagForRestart C1; FaxNo C20; BatchFax C1 =N; BatchEmail C1 =N; EmailAddress C250
  PaymentType C5; PaymentTypeCategory C1 =D; OtherPaymentTypeRefNo C24; OrderChangedInShipping C1 =N; LinesChangedInShipping C1 =N; StarshipFreightUsed C1; StarshipRecordsCreated C1
  JobNo C7; RMANo C7; InvalidWarrantyCode C1; TaxableSubjectToDiscount N12.2; NonTaxableSubjectToDiscount N12.2; TaxSubjToDiscPrcntOfTotSubjTo N7.2; DiscountRate N8.3
  TaxableAmt N12.2; NonTaxableAmt N12.2; SalesTaxAmt N11.2; DiscountAmt N11.2; RetentionAmt N12.2; TotalSubjectToComm N12.2; CommissionRate N8.3; CommissionAmt N11.2; SplitCommRate2..5 N8.3
  OverrideCommAmt N11.2; FreightAmt N11.2; CostOfGoodsSoldAmt N12.2; CostOfGoodsSoldSubjToComm N12.2; DepositAmt N12.2; SIShippedLinesCOGS N12.2
  NumberOfCODLabels N2.0; NumberOfBackOrderLines N5.0; NumberOfShippingLabels N4.0; LastNoOfShippingLabels N4.0; CRMUserID C11; CRMCompanyID C11; CRMPersonID C11; CRMOpportunityID C11
  BillToDivisionNo C2; BillToCustomerNo C20; MultipleCustomerPONos C1 =N; MultipleDepositsApplied C1 =N; EInvoicePayments C1; PayBalance C1; ActualPercentComplete N9.2; AUDIT`,
  {
    KPRIMARY: 'InvoiceNo',
    KBATCH: 'BatchNo+InvoiceNo',
    KCUSTOMER: 'ARDivisionNo+CustomerNo+InvoiceNo',
    KCOMPANYID: 'CRMCompanyID+InvoiceNo',
    KPERSONID: 'CRMPersonID+InvoiceNo',
  },
);

// SO_InvoiceDetail: that it has no audit columns is known, its columns are assumed after the order's lines; OrderLineKey points to them (README).
export const SO_InvoiceDetail = table(
  'SO_InvoiceDetail',
  `InvoiceNo C7; LineKey C6; LineSeqNo C14; OrderLineKey C6; AppliedSalesOrderNo C7; AppliedCustomerPONo C30; ItemCode C30; ItemType C1; ItemCodeDesc C30; ExtendedDescriptionKey C10
  WarehouseCode C3; UnitOfMeasure C4; UnitOfMeasureConvFactor N11.4 =1; QuantityOrdered N15.6; QuantityShipped N15.6; QuantityBackordered N15.6
  UnitPrice N15.6; ExtensionAmt N11.2; PriceOverridden C1 =N; PriceLevel C1; LineDiscountPercent N8.3; Discount C1 =N; Commissionable C1 =N; SubjectToExemption C1 =N
  TaxClass C2; TaxTypeApplied C4; TaxAmt N11.2; TaxRate N10.6; PromiseDate D; DropShip C1 =N; AliasItemNo C30; CommentText M; SalesKitLineKey C6; ExplodedKitItem C1 =N
  StandardKitBill C1 =N; QuantityPerBill N15.6; SkipPrintCompLine C1 =N; Valuation C1; UnitCost N15.6; CostOfGoodsSoldAcctKey C9; SalesAcctKey C9; SOHistoryDetlSeqNo C14`,
  {
    KPRIMARY: 'InvoiceNo+LineKey',
    KDISPLAY: 'InvoiceNo+LineSeqNo+LineKey',
    KITEMWHSE: 'ItemCode+WarehouseCode+InvoiceNo+LineKey',
  },
);

const PACKAGE = `PackageNo C4 z; TrackingID C30; Comment C30; StarshipShipVia C15; Weight N12.2; FreightAmt N11.2
  UpdatedFromStarship C1; SendPackageToStarship C1; FreightAmtAddedToInv N11.2`;

/** Packages of invoices that are not posted. */
export const SO_InvoiceTracking = table('SO_InvoiceTracking', `InvoiceNo C7; ${PACKAGE}`, {
  KPRIMARY: 'InvoiceNo+PackageNo',
});

/** Packages of posted invoices. */
export const AR_InvoiceHistoryTracking = table(
  'AR_InvoiceHistoryTracking',
  `InvoiceNo C7; HeaderSeqNo C6; ${PACKAGE}`,
  { KPRIMARY: 'InvoiceNo+HeaderSeqNo+PackageNo' },
);
