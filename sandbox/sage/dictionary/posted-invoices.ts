import { table } from './table.ts';

/** Posted invoices. An invoice number can come again: HeaderSeqNo tells them apart. */
export const AR_InvoiceHistoryHeader = table(
  'AR_InvoiceHistoryHeader',
  `InvoiceNo C7; HeaderSeqNo C6 z; InvoiceType C2 =IN; InvoiceDate D; TransactionDate D; InvoiceDueDate D; DiscountDueDate D; ModuleCode C3 =S/O; SalesOrderNo C7
  ARDivisionNo C2; CustomerNo C20; CustomerPONo C30; ApplyToInvoiceNo C7; ShipDate D; ShipVia C15; ShipToCode C4
  TaxableSalesAmt N12.2; NonTaxableSalesAmt N12.2; FreightAmt N11.2; SalesTaxAmt N11.2; DiscountAmt N11.2; DepositAmt N12.2; RetentionAmt N12.2; NumberOfPackages N5.0
  MultipleSalesOrdersApplied C1 =N; MultipleCustomerPONos C1 =N; MultipleDepositsApplied C1 =N; EInvoiceId C24
  TermsCode C2; TaxSchedule C9; TaxExemptNo C15; SalespersonDivisionNo C2; SalespersonNo C4; Comment C30; RepetitiveInvoiceRefNo C4; JobNo C7; SourceJournal C2; JournalNoGLBatchNo C6
  BatchFax C1 =N; FaxNo C20; ShippingInvoice C1 =N; OrderType C1; OrderDate D; BillToName C50; BillToAddress1..3 C40; BillToCity C30; BillToState C2; BillToZipCode C10; BillToCountryCode C3
  ShipToName C50; ShipToAddress1..3 C40; ShipToCity C30; ShipToState C2; ShipToZipCode C10; ShipToCountryCode C3; ShipZone C5; FOB C15; ConfirmTo C50; CheckNoForDeposit C10
  SplitCommissions C1; SalespersonDivisionNo2 C2; SalespersonNo2 C4; SalespersonDivisionNo3 C2; SalespersonNo3 C4
  SalespersonDivisionNo4 C2; SalespersonNo4 C4; SalespersonDivisionNo5 C2; SalespersonNo5 C4; PaymentType C5; PaymentTypeCategory C1; OtherPaymentTypeRefNo C24; RMANo C7
  EBMSubmissionType C1; EBMUserIDSubmittingThisOrder C15; EBMUserType C1; ShipperID C3; UserKey C10; WarehouseCode C3; ShipWeight C5; ResidentialAddress C1; EmailAddress C250
  CostOfSalesAmt N12.2; AmountSubjectToDiscount N12.2; DiscountRate N8.3; SalesSubjectToComm N12.2; CostSubjectToComm N12.2; CommissionRate N8.3; CommissionAmt N12.2; SplitCommRate2..5 N8.3
  Weight N11.2; CRMUserID C11; CRMCompanyID C11; CRMPersonID C11; CRMOpportunityID C11; BillToDivisionNo C2; BillToCustomerNo C20; EncryptedVals M; AUDIT`,
  {
    KPRIMARY: 'InvoiceNo+HeaderSeqNo',
    KCUSTOMER: 'ARDivisionNo+CustomerNo+InvoiceNo+HeaderSeqNo',
  },
);

export const AR_InvoiceHistoryDetail = table(
  'AR_InvoiceHistoryDetail',
  `InvoiceNo C7; HeaderSeqNo C6; DetailSeqNo C6; ItemCode C30; ItemType C1; ItemCodeDesc C30
  QuantityOrdered N15.6; QuantityShipped N15.6; QuantityBackordered N15.6; UnitPrice N15.6; ExtensionAmt N11.2; AppliedSalesOrderNo C7; AppliedCustomerPONo C30
  ExtendedDescriptionKey C10; SalesAcctKey C9; CostOfGoodsSoldAcctKey C9; InventoryAcctKey C9; UnitOfMeasure C4; SubjectToExemption C1; Commissionable C1; TaxClass C2; Discount C1; DropShip C1
  WarehouseCode C3; PriceLevel C1; ProductLine C4; Valuation C1; PriceOverridden C1; OrderWarehouse C3; Revision C3; BillOption1..9 C2; KitItem C1; ExplodedKitItem C1; SkipPrintCompLine C1
  StandardKitBill C1; AliasItemNo C30; CustomerAction C1; ItemAction C1; WarrantyCode C10; ExpirationDate D; ExpirationOverridden C1; CostCode C9; CostType C1; CommentText M; PromiseDate D
  UnitCost N15.6; UnitOfMeasureConvFactor N11.4; CommissionAmt N12.2; LineDiscountPercent N8.3; QuantityPerBill N15.6; APDivisionNo C2; VendorNo C7; PurchaseOrderNo C7; PurchaseOrderRequiredDate D
  CommodityCode C12; AlternateTaxIdentifier C15; TaxTypeApplied C4; NetGrossIndicator C1; DebitCreditIndicator C1; TaxAmt N11.2; TaxRate N10.6; EncryptedVals C64`,
  {
    KPRIMARY: 'InvoiceNo+HeaderSeqNo+DetailSeqNo',
    KSALESORDER: 'AppliedSalesOrderNo+InvoiceNo+HeaderSeqNo+DetailSeqNo',
    KITEM: 'ItemCode+InvoiceNo+HeaderSeqNo+DetailSeqNo',
    KCUSTOMERPO: 'AppliedCustomerPONo+InvoiceNo+HeaderSeqNo+DetailSeqNo',
  },
);

/** Which posted invoice line shipped an order line. */
export const SO_ARInvoiceHistoryLink = table(
  'SO_ARInvoiceHistoryLink',
  `SalesOrderNo C7; SequenceNo C14; InvoiceNo C7; InvoiceHistoryHeaderSeqNo C6; InvoiceHistoryDetailSeqNo C6
  InvoiceDate D; QuantityShipped N15.6; UnitPrice N15.6; UnitOfMeasure C4`,
  { KPRIMARY: 'SalesOrderNo+SequenceNo+InvoiceNo+InvoiceHistoryHeaderSeqNo+InvoiceHistoryDetailSeqNo' },
);

/** Open items. One that is paid stays with a balance of 0 until closed invoices are purged. */
export const AR_OpenInvoice = table(
  'AR_OpenInvoice',
  `ARDivisionNo C2 z; CustomerNo C20; InvoiceNo C7; InvoiceType C2 =IN; InvoiceDate D; InvoiceDueDate D; InvoiceDiscountDate D; PostingDate D; Balance N13.2; PaymentsToday N13.2
  TaxableAmt N13.2; NonTaxableAmt N13.2; FreightAmt N12.2; SalesTaxAmt N12.2; DiscountAmt N13.2; RetentionAmt N13.2; InvoiceHistoryHeaderSeqNo C6
  SoldToDivisionNo C2; SoldToCustomerNo C20; CustomerPONo C30; TermsCode C2; JobNo C7; TaxSchedule C9; SalespersonDivisionNo C2; SalespersonNo C4; SplitCommissionFlag C1 =N; Comment C30
  CreditMemoInvoiceReference C7; PostingReference C14; CheckNo C10; CommissionRate N8.3; CostOfSalesAmt N13.2; SalesSubjectToComm N13.2; CostSubjectToComm N13.2; CommissionAmt N12.2; EInvoiceId C24; AUDIT`,
  { KPRIMARY: 'ARDivisionNo+CustomerNo+InvoiceNo+InvoiceType' },
);
