import type { Decimal } from 'decimal.js';

/** A row of IM_ItemWarehouse, in the item's standard unit. */
export interface Stock {
  readonly onHand: Decimal;
  readonly onSalesOrder: Decimal;
  readonly onBackOrder: Decimal;
  readonly onPurchaseOrder: Decimal;
  readonly onWorkOrder: Decimal;
  readonly requiredForWorkOrder: Decimal;
  readonly inShipping: Decimal;
}

/** What can still be promised, as Sage computes it: below zero where more is ordered than there is. What is on its way in does not count. */
export function available(stock: Stock, lessShipping: boolean): Decimal {
  const promised = stock.onHand
    .minus(stock.onSalesOrder)
    .minus(stock.onBackOrder)
    .minus(stock.requiredForWorkOrder);
  return lessShipping ? promised.minus(stock.inShipping) : promised;
}
