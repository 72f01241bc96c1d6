import { table } from './table.ts';

/** All items of all types: 1 regular, 3 charge, 4 comment, 5 miscellaneous. */
export const CI_Item = table(
  'CI_Item',
  `ItemCode C30; ItemType C1 [1345] =1; ItemCodeDesc C30; InactiveItem C1 [YN] =N; ProductType C1 [FRDK] =F; ProcurementType C1 [BMS] =B
  ProductLine C4; PriceCode C4; TaxClass C2 =TX; Category1..4 C10
  StandardUnitOfMeasure C4 =EACH; SalesUnitOfMeasure C4; PurchaseUnitOfMeasure C4; SalesUMConvFctr N11.4 =1; PurchaseUMConvFctr N11.4 =1
  StandardUnitPrice N15.6; SuggestedRetailPrice N15.6
  SaleMethod C1 [DPN] =N; SalesPromotionCode C10; SaleStartingDate D; SaleEndingDate D; SalesPromotionPrice N15.6; SalesPromotionDiscountPercent N11.3
  StandardUnitCost N15.6; AverageUnitCost N15.6; LastTotalUnitCost N15.6; Valuation C1 [123456] =2; TotalQuantityOnHand N15.6; DefaultWarehouseCode C3
  AllowBackOrders C1 =Y; AllowReturns C1 =Y; AllowTradeDiscount C1 =Y; DropShip C1 =N; UseInAR C1 =Y; UseInSO C1 =Y; UseInPO C1 =Y; UseInBM C1 =Y
  ExplodeKitItems C1 =N; PrimaryAPDivisionNo C2; PrimaryVendorNo C7; ShipWeight C10; Volume N10.4; CommentText M; LastSoldDate D; LastReceiptDate D; ImageFile C30
  ExtendedDescriptionKey C10; CalculateCommission C1 =Y; EBMEnabled C1 =N; PrintReceiptLabels C1 =N; AllocateLandedCost C1 =N; WarrantyCode C10; PostToGLByDivision C1 =N
  SalesAcctKey C9; CostOfGoodsSoldAcctKey C9; InventoryAcctKey C9; PurchaseAcctKey C9; ManufacturingCostAcctKey C9; PurchasesTaxClass C2; RestockingMethod C1
  CommissionRate N8.3; BaseCommAmt N11.2; RestockingCharge N10.3; ConfirmCostIncrInRcptOfGoods C1; NextLotSerialNo C15; InventoryCycle C1; RoutingNo C20
  PlannerCode C3; BuyerCode C3; LowLevelCode C2; PlannedByMRP C1 =N; VendorItemCode C30; SetupCharge C1 =N; AttachmentFileName C30
  ItemImageWidthInPixels N4.0; ItemImageHeightInPixels N4.0; AverageBackOrderFillDays N5.0; LastAllocatedUnitCost N15.6; TotalInventoryValue N14.2
  LastPhysicalCountDate D; CommodityCode C12; TrackLotSerialExpirationDates C1; RequireExpirationDate C1; CalculateExpDateBasedOn C1; NumberUntilExpiration N3.0
  CalculateSellByBasedOn C1; NumberToSellByBefore N3.0; NumberToSellByAfter N3.0; CalculateUseByBasedOn C1; NumberToUseByBefore N3.0; NumberToUseByAfter N3.0
  CalculateReturnsBasedOn C1; NumberToReturnAfter N3.0; AUDIT`,
  {
    KPRIMARY: 'ItemCode',
    KITEMTYPE: 'ItemType+ItemCode',
    KEXTENDEDDESC: 'ExtendedDescriptionKey+ItemCode',
    KPRODUCTLINE: 'ProductLine+ItemCode',
    KSALESPROMOTION: 'SalesPromotionCode+ItemCode',
    KDESCRIPTION: 'ItemCodeDesc+ItemCode+ItemType',
  },
);

// IM_AliasItem: columns are likely, the type column (G general, C customer, V vendor) and the key are assumed (README).
export const IM_AliasItem = table(
  'IM_AliasItem',
  `ItemCode C30; AliasItemNo C30; AliasItemDesc C30; AliasItemType C1 [GCV] =G; ARDivisionNo C2; CustomerNo C20; APDivisionNo C2; VendorNo C7; AUDIT`,
  {
    KPRIMARY: 'ItemCode+AliasItemNo+ARDivisionNo+CustomerNo+APDivisionNo+VendorNo',
    KALIAS: 'AliasItemNo+ARDivisionNo+CustomerNo+ItemCode',
  },
);

export const IM_ItemWarehouse = table(
  'IM_ItemWarehouse',
  `ItemCode C30; WarehouseCode C3; QuantityOnHand N15.6; QuantityOnSalesOrder N15.6; QuantityOnBackOrder N15.6; QuantityOnPurchaseOrder N15.6
  QuantityOnWorkOrder N15.6; QuantityRequiredForWO N15.6; QuantityInShipping N15.6; ReorderPointQty N15.6; ReorderMethod C1
  EconomicOrderQty N15.6; MinimumOrderQty N15.6; MaximumOnHandQty N15.6; BinLocation C10; AverageCost N15.6; TotalWarehouseValue N14.2
  CostCalcQtyCommitted N15.6; CostCalcCostCommitted N15.6; LastPhysicalCountDate D; AUDIT`,
  { KPRIMARY: 'ItemCode+WarehouseCode', KWAREHOUSE: 'WarehouseCode+BinLocation+ItemCode' },
);

// IM_Warehouse: the key is likely, the other spellings are assumed (README).
export const IM_Warehouse = table(
  'IM_Warehouse',
  `WarehouseCode C3; WarehouseDesc C30; WarehouseStatus C1 [AI] =A; WarehouseName C30; WarehouseAddress1..3 C40; WarehouseCity C30
  WarehouseState C2; WarehouseZipCode C10; WarehouseCountryCode C3; AUDIT`,
  { KPRIMARY: 'WarehouseCode' },
);

export const IM_ProductLine = table(
  'IM_ProductLine',
  `ProductLine C4; ProductLineDesc C25; ProductType C1; Valuation C1; PriceCode C4; AUDIT`,
  { KPRIMARY: 'ProductLine' },
);

/** Price rules: record 0 price code, 1 item, 2 item + customer. */
export const IM_PriceCode = table(
  'IM_PriceCode',
  `PriceCodeRecord C1 [012]; PriceCode C4; ItemCode C30; CustomerPriceLevel C1; ARDivisionNo C2; CustomerNo C20; PriceCodeDesc C25
  PricingMethod C1 [OPDCM]; BreakQuantity1..5 N8.0; DiscountMarkup1..5 N15.6; AUDIT`,
  {
    KPRIMARY: 'PriceCodeRecord+PriceCode+ItemCode+CustomerPriceLevel+ARDivisionNo+CustomerNo',
    KITEM: 'ItemCode+PriceCodeRecord+PriceCode+CustomerPriceLevel+ARDivisionNo+CustomerNo',
    KITEMCUSTOMER: 'ItemCode+ARDivisionNo+CustomerNo+PriceCodeRecord+PriceCode+CustomerPriceLevel',
    KCUSTOMERITEM: 'ARDivisionNo+CustomerNo+ItemCode+CustomerPriceLevel+PriceCodeRecord+PriceCode',
    KCUSTOMER: 'ARDivisionNo+CustomerNo+ItemCode+PriceCodeRecord+PriceCode+CustomerPriceLevel',
  },
);

// CI_ExtendedDescription: the key is likely, the text's spelling is assumed (README).
export const CI_ExtendedDescription = table(
  'CI_ExtendedDescription',
  `ExtendedDescriptionKey C10; ExtendedDescriptionText M`,
  { KPRIMARY: 'ExtendedDescriptionKey' },
);
