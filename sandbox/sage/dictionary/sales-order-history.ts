import { table } from './table.ts';

/** Written beside every order; keeps completed and deleted ones. OrderStatus: A active, C completed, X deleted, Q quote, Z deleted quote. */
export const SO_SalesOrderHistoryHeader = table(
  'SO_SalesOrderHistoryHeader',
  `SalesOrderNo C7; OrderDate D; OrderStatus C1 [ACXQZ]; MasterRepeatingOrderNo C7; ARDivisionNo C2; CustomerNo C20; CustomerPONo C30
  ShipToCode C4; CancelReasonCode C5; LastInvoiceDate D; LastInvoiceNo C7
  TaxableAmt N12.2; NonTaxableAmt N12.2; SalesTaxAmt N11.2; FreightAmt N11.2; DiscountAmt N11.2; DepositAmt N12.2; InvoicedAmt N12.2; PromotedDate D
  BillToName C50; BillToAddress1..3 C40; BillToCity C30; BillToState C2; BillToZipCode C10; BillToCountryCode C3
  ShipToName C50; ShipToAddress1..3 C40; ShipToCity C30; ShipToState C2; ShipToZipCode C10; ShipToCountryCode C3
  ShipVia C15; ShipZone C5; ShipZoneActual C5; ShipWeight C5; EmailAddress C250; ResidentialAddress C1; FreightCalculationMethod C1; FOB C15
  WarehouseCode C3; ConfirmTo C50; Comment C30; TaxSchedule C9; TermsCode C2; TaxExemptNo C15; RMANo C7; JobNo C7; CheckNoForDeposit C10
  LotSerialLinesExist C1; SalespersonDivisionNo C2; SalespersonNo C4; SplitCommissions C1
  SalespersonDivisionNo2 C2; SalespersonNo2 C4; SalespersonDivisionNo3 C2; SalespersonNo3 C4
  SalespersonDivisionNo4 C2; SalespersonNo4 C4; SalespersonDivisionNo5 C2; SalespersonNo5 C4
  EBMUserType C1; EBMSubmissionType C1; EBMUserIDSubmittingThisOrder C15; PaymentType C5; OtherPaymentTypeRefNo C24; PaymentTypeCategory C1; FaxNo C20
  TaxableSubjectToDiscount N12.2; NonTaxableSubjectToDiscount N12.2; TaxSubjToDiscPrcntTotSubjTo N8.3; DiscountRate N8.3
  CommissionRate N8.3; SplitCommRate2..5 N8.3; Weight N11.2; CRMUserID C11; CRMCompanyID C11; CRMPersonID C11; CRMOpportunityID C11
  BillToDivisionNo C2; BillToCustomerNo C20; EncryptedVals M; AUDIT`,
  {
    KPRIMARY: 'SalesOrderNo',
    KCUSTOMER: 'ARDivisionNo+CustomerNo+SalesOrderNo',
    KBILLTO: 'BillToName+SalesOrderNo',
    KCUSTOMERPO: 'CustomerPONo+SalesOrderNo',
    KDUPLICATEPO: 'ARDivisionNo+CustomerNo+CustomerPONo+SalesOrderNo',
    KORDERDATE: 'OrderDate+SalesOrderNo',
    KCANCELREASON: 'OrderStatus+CancelReasonCode+SalesOrderNo',
  },
);

export const SO_SalesOrderHistoryDetail = table(
  'SO_SalesOrderHistoryDetail',
  `SalesOrderNo C7; SequenceNo C14; LineKey C6; OriginalLine C1 =N; CancelledLine C1 =N; CancelReasonCode C5
  ItemCode C30; ItemType C1; ItemCodeDesc C30; QuantityOrderedOriginal N15.6; QuantityOrderedRevised N15.6; QuantityShipped N15.6; QuantityBackordered N15.6
  OriginalUnitPrice N15.6; LastUnitPrice N15.6; LastExtensionAmt N11.2
  UnitOfMeasure C4; WarehouseCode C3; PromiseDate D; LineDiscountPercent N8.3; AliasItemNo C30; CommentText M
  ExtendedDescriptionKey C10; Discount C1; Commissionable C1; SubjectToExemption C1; PriceLevel C1; DropShip C1; PrintDropShipment C1
  MasterOrderLineKey C6; SalesKitLineKey C6; CostOfGoodsSoldAcctKey C9; SalesAcctKey C9; PriceOverridden C1; ExplodedKitItem C1; StandardKitBill C1
  Revision C3; BillOption1..9 C2; BackorderKitCompLine C1; SkipPrintCompLine C1; TaxClass C2; CustomerAction C1; ItemAction C1
  WarrantyCode C10; ExpirationDate D; ExpirationOverridden C1; CostOverridden C1; CostCode C9; CostType C1; UnitCost N15.6
  UnitOfMeasureConvFactor N11.4; QuantityPerBill N15.6; LineWeight N11.2; APDivisionNo C2; VendorNo C7; PurchaseOrderNo C7; PurchaseOrderRequiredDate D
  CommodityCode C12; AlternateTaxIdentifier C15; TaxTypeApplied C4; NetGrossIndicator C1; DebitCreditIndicator C1; TaxAmt N11.2; TaxRate N10.6; EncryptedVals C64`,
  {
    KPRIMARY: 'SalesOrderNo+SequenceNo',
    KEXTENDEDDESC: 'ExtendedDescriptionKey+SalesOrderNo+SequenceNo',
    KLINEKEY: 'SalesOrderNo+SequenceNo+LineKey',
    KCANCELREASON: 'CancelledLine+CancelReasonCode+SalesOrderNo+SequenceNo',
  },
);
