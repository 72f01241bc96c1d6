/** Products, prices, orders, quotes and contracts. In the notation of standard/notation.ts. */
export const ORDERS = `
Product2 01t
  Name:text! ProductCode:text Description:textarea Family:picklist(None) IsActive:checkbox
  QuantityUnitOfMeasure:text40 StockKeepingUnit:text180 DisplayUrl:url ExternalId:text
  ExternalDataSourceId:text18 IsArchived:checkbox RecordTypeId:lookup(RecordType,RecordType)
  Type:picklist(Base) ProductClass:text40
Pricebook2 01s
  Name:text! Description:text IsActive:checkbox IsStandard:checkbox~ IsArchived:checkbox
PricebookEntry 01u
  Pricebook2Id:lookup(Pricebook2,Pricebook2,PricebookEntries)!
  Product2Id:lookup(Product2,Product2,PricebookEntries)! UnitPrice:currency! IsActive:checkbox
  UseStandardPrice:checkbox Name:text~ ProductCode:text~ IsArchived:checkbox
Order 801 owned
  AccountId:lookup(Account,Account,Orders) EffectiveDate:date! EndDate:date
  Status:restricted(Draft|Activated)! StatusCode:picklist(Draft|Activated|Cancelled|Superseded|Expired)~
  Name:text80 OrderNumber:autonumber OrderReferenceNumber:text80 Description:textarea
  Pricebook2Id:lookup(Pricebook2,Pricebook2,Orders) ContractId:lookup(Contract,Contract,Orders)
  OpportunityId:lookup(Opportunity,Opportunity,Orders) TotalAmount:currency~ Type:picklist PoNumber:text80
  PoDate:date BillToContactId:lookup(Contact,BillToContact) ShipToContactId:lookup(Contact,ShipToContact)
  BillingStreet:textarea BillingCity:text40 BillingState:text80 BillingPostalCode:text20
  BillingCountry:text80 ShippingStreet:textarea ShippingCity:text40 ShippingState:text80
  ShippingPostalCode:text20 ShippingCountry:text80
  CustomerAuthorizedById:lookup(Contact,CustomerAuthorizedBy)
  CompanyAuthorizedById:lookup(User,CompanyAuthorizedBy) ActivatedDate:datetime
  ActivatedById:lookup(User,ActivatedBy) IsReductionOrder:checkbox
  OriginalOrderId:lookup(Order,OriginalOrder) QuoteId:lookup(Quote,Quote,Orders)
  RecordTypeId:lookup(RecordType,RecordType)
OrderItem 802
  OrderId:lookup(Order,Order,OrderItems)! PricebookEntryId:lookup(PricebookEntry,PricebookEntry,OrderItems)
  Product2Id:lookup(Product2,Product2,OrderItems) Quantity:number(16,2)! UnitPrice:currency
  TotalPrice:currency~ ListPrice:currency ServiceDate:date EndDate:date Description:text
  OrderItemNumber:autonumber OriginalOrderItemId:lookup(OrderItem,OriginalOrderItem)
  AvailableQuantity:number(16,2) QuoteLineItemId:lookup(QuoteLineItem,QuoteLineItem)
Quote 0Q0 owned
  Name:text! OpportunityId:lookup(Opportunity,Opportunity,Quotes) AccountId:lookup(Account,Account,Quotes)
  ContactId:lookup(Contact,Contact,Quotes) Pricebook2Id:lookup(Pricebook2,Pricebook2,Quotes)
  Status:picklist(Draft*|Needs Review|In Review|Approved|Rejected|Presented|Accepted|Denied)
  ExpirationDate:date Description:textarea Email:email Phone:phone QuoteNumber:autonumber
  GrandTotal:currency~ TotalPrice:currency~ Subtotal:currency~ Discount:percent Tax:currency
  ShippingHandling:currency IsSyncing:checkbox LineItemCount:integer BillingName:text ShippingName:text
QuoteLineItem 0QL
  QuoteId:lookup(Quote,Quote,QuoteLineItems)!
  PricebookEntryId:lookup(PricebookEntry,PricebookEntry,QuoteLineItems)
  Product2Id:lookup(Product2,Product2,QuoteLineItems)
  OpportunityLineItemId:lookup(OpportunityLineItem,OpportunityLineItem) Quantity:number(12,2)!
  UnitPrice:currency! TotalPrice:currency~ Subtotal:currency~ ListPrice:currency~ Discount:percent
  Description:text ServiceDate:date LineNumber:autonumber SortOrder:integer
Contract 800 owned
  AccountId:lookup(Account,Account,Contracts)! Name:text80 ContractNumber:autonumber
  Status:picklist(Draft*|In Approval Process|Activated) StatusCode:text40 StartDate:date EndDate:date
  ContractTerm:integer Description:textarea Pricebook2Id:lookup(Pricebook2,Pricebook2)
  ActivatedDate:datetime CustomerSignedId:lookup(Contact,CustomerSigned) SpecialTerms:textarea
Asset 02i owned
  Name:text! AccountId:lookup(Account,Account,Assets) ContactId:lookup(Contact,Contact,Assets)
  Product2Id:lookup(Product2,Product2,Assets) ParentId:lookup(Asset,Parent,ChildAssets)
  RootAssetId:lookup(Asset,RootAsset) SerialNumber:text80
  Status:picklist(Shipped|Installed|Registered|Obsolete|Purchased) Price:currency Quantity:number(12,2)
  PurchaseDate:date InstallDate:date UsageEndDate:date Description:textarea
Location 131 owned
  Name:text! LocationType:text40 IsMobile:checkbox IsInventoryLocation:checkbox
  ParentLocationId:lookup(Location,ParentLocation) VisitorAddressId:text18
`;
