import { table } from './table.ts';

/** Open orders and quotes. */
export const SO_SalesOrderHeader = table(
  'SO_SalesOrderHeader',
  `SalesOrderNo C7 z; OrderDate D; OrderType C1 [SBMRQP] =S; OrderStatus C1 [NOCH] =N; MasterRepeatingOrderNo C7 ro
  ShipExpireDate D; ARDivisionNo C2 z; CustomerNo C20; BillToDivisionNo C2; BillToCustomerNo C20
  BillToName C50; BillToAddress1..3 C40; BillToCity C30; BillToState C2; BillToZipCode C10; BillToCountryCode C3
  ShipToCode C4; ShipToName C50; ShipToAddress1..3 C40; ShipToCity C30; ShipToState C2; ShipToZipCode C10; ShipToCountryCode C3
  ShipVia C15; CustomerPONo C30; WarehouseCode C3; ConfirmTo C50; Comment C30; TermsCode C2 z; TaxSchedule C9; TaxExemptNo C15
  SalespersonDivisionNo C2 z; SalespersonNo C4 z; SplitCommissions C1 [YNO] =N; EmailAddress C250
  FreightCalculationMethod C1 [APW]; LastInvoiceOrderDate D ro; LastInvoiceOrderNo C7 ro; CurrentInvoiceNo C7 ro
  CancelReasonCode C5; PaymentType C5; PaymentTypeCategory C1 [PD] =D; DepositAmt N12.2; CheckNoForDeposit C10; OtherPaymentTypeRefNo C24
  TaxableAmt N12.2 ro; NonTaxableAmt N12.2 ro; SalesTaxAmt N11.2 ro; DiscountRate N7.3; DiscountAmt N11.2; FreightAmt N11.2
  TaxableSubjectToDiscount N12.2 ro; NonTaxableSubjectToDiscount N12.2 ro
  PrintSalesOrders C1 [YN] =N; SalesOrderPrinted C1 [YN] =N; PrintPickingSheets C1 [YN] =N; PickingSheetPrinted C1 [YN] =N
  LotSerialLinesExist C1 [YN] =N; InvalidTaxCalc C1 [YN] =N; ResidentialAddress C1 [YN] =N; BatchFax C1 [YN] =N; BatchEmail C1 [YN] =N
  EBMUserType C1; EBMSubmissionType C1; EBMUserIDSubmittingThisOrder C15
  CRMUserID C11; CRMCompanyID C11; CRMPersonID C11; CRMOpportunityID C11; CRMProspectID C11; PromotedDate D ro
  ShipZone C5; ShipZoneActual C5; ShipWeight C5; FOB C15; CycleCode C2; FaxNo C20
  SalespersonDivisionNo2 C2; SalespersonNo2 C4; SalespersonDivisionNo3 C2; SalespersonNo3 C4
  SalespersonDivisionNo4 C2; SalespersonNo4 C4; SalespersonDivisionNo5 C2; SalespersonNo5 C4
  RMANo C7; JobNo C7; TaxSubjToDiscPrcntOfTotSubjTo N6.2; Weight N11.2; CommissionRate N8.3; SplitCommRate2..5 N8.3
  NumberOfShippingLabels N3.0; LastNoOfShippingLabels N3.0; PayBalance C1; AUDIT`,
  {
    KPRIMARY: 'SalesOrderNo',
    KCUSTOMER: 'ARDivisionNo+CustomerNo+SalesOrderNo',
    KBILLTO: 'BillToName+SalesOrderNo',
    KCUSTOMERPO: 'CustomerPONo+SalesOrderNo',
    KDUPLICATEPO: 'ARDivisionNo+CustomerNo+CustomerPONo+SalesOrderNo',
    KCOMPANYID: 'CRMCompanyID+SalesOrderNo',
    KPERSONID: 'CRMPersonID+SalesOrderNo',
    KPROSPECTID: 'CRMProspectID+SalesOrderNo',
    KBILLTOCUSTNO: 'BillToDivisionNo+BillToCustomerNo+SalesOrderNo',
    KCANCELREASON: 'CancelReasonCode+SalesOrderNo',
  },
);

/** Lines of open orders. No audit columns: a change shows in the header's. */
export const SO_SalesOrderDetail = table(
  'SO_SalesOrderDetail',
  `SalesOrderNo C7 ro; LineKey C6 ro; LineSeqNo C14 ro; ItemCode C30; ItemType C1 [12345]; ItemCodeDesc C30; ExtendedDescriptionKey C10 ro
  WarehouseCode C3; UnitOfMeasure C4; UnitOfMeasureConvFactor N11.4 ro =1
  QuantityOrdered N15.6; QuantityShipped N15.6 ro; QuantityBackordered N15.6 ro; UnitPrice N15.6; ExtensionAmt N11.2 ro
  PriceOverridden C1 [YN] =N ro; PriceLevel C1; LineDiscountPercent N8.3
  Discount C1 [YN] =N; Commissionable C1 [YN] =N; SubjectToExemption C1 [YN] =N; TaxClass C2; TaxTypeApplied C4 ro; TaxAmt N11.2 ro; TaxRate N10.6 ro
  PromiseDate D; DropShip C1 [YN] =N; PrintDropShipment C1 [YN] =N; AliasItemNo C30; CommentText M
  SalesKitLineKey C6 ro; ExplodedKitItem C1 ro =N; StandardKitBill C1 ro =N; QuantityPerBill N15.6 ro; BackorderKitCompLine C1 ro =N; SkipPrintCompLine C1 =N
  Valuation C1 ro; LotSerialFullyDistributed C1 ro; CustomerAction C1 [NCPR] =N; ItemAction C1 [NSPR] =N
  MasterOrderLineKey C6 ro; MasterOriginalQty N15.6 ro; MasterQtyBalance N15.6 ro; MasterQtyOrderedToDate N15.6 ro; RepeatingQtyShippedToDate N15.6 ro
  UnitCost N15.6; CostOverridden C1 =N; CostOfGoodsSoldAcctKey C9; SalesAcctKey C9; SOHistoryDetlSeqNo C14 ro
  APDivisionNo C2; VendorNo C7; PurchaseOrderNo C7 ro; PurchaseOrderRequiredDate D; Revision C3; BillOption1..9 C2
  WarrantyCode C10; ExpirationDate D; ExpirationOverridden C1 =N; CostCode C9; CostType C1; LineWeight N11.2 ro
  CommodityCode C12; AlternateTaxIdentifier C15; NetGrossIndicator C1; DebitCreditIndicator C1`,
  {
    KPRIMARY: 'SalesOrderNo+LineKey',
    KDISPLAY: 'SalesOrderNo+LineSeqNo+LineKey',
    KEXTENDEDDESC: 'ExtendedDescriptionKey+SalesOrderNo+LineKey',
    KITEMTYPE: 'ItemType+ItemCode+SalesOrderNo+LineKey',
    KITEMWHSE: 'ItemCode+WarehouseCode+SalesOrderNo+LineKey',
  },
);

/** Totals of open orders. */
export const SO_SalesOrderRecap = table(
  'SO_SalesOrderRecap',
  `SalesOrderNo C7; OrderStatus C1; OrderTotal N12.2`,
  { KPRIMARY: 'SalesOrderNo' },
);
