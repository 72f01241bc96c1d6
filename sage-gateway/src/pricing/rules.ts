import type { Decimal } from 'decimal.js';

/** O override price, P price less amount, D price less percent, C cost plus amount, M cost plus percent (IM_PriceCode.PricingMethod). */
export type PricingMethod = 'O' | 'P' | 'D' | 'C' | 'M';

/** One quantity break: `value` holds up to and with `upTo` standard units. */
export interface PriceBreak {
  readonly upTo: Decimal;
  readonly value: Decimal;
}

/** A row of IM_PriceCode. */
export interface PriceRule {
  /** 0 of a price code, 1 of an item, 2 of an item for one customer. */
  readonly record: '0' | '1' | '2';
  readonly priceCode: string;
  readonly itemCode: string;
  /** '' is the standard level. */
  readonly level: string;
  readonly divisionNo: string;
  readonly customerNo: string;
  readonly method: PricingMethod;
  /** One to five, in the order of their bounds; beyond the last bound the last one holds. */
  readonly breaks: readonly PriceBreak[];
}

/** A row of the table of price levels by customer. */
export interface LevelRule {
  readonly divisionNo: string;
  readonly customerNo: string;
  readonly productLine: string;
  /** '' holds for all price codes of the product line. */
  readonly priceCode: string;
  /** '' holds for all addresses of the customer. */
  readonly shipToCode: string;
  readonly level: string;
  readonly effectiveDate: string | undefined;
  readonly endDate: string | undefined;
}

/** An item's own prices and costs (CI_Item); prices are per standard unit. */
export interface PricedItem {
  readonly itemCode: string;
  readonly itemType: string;
  readonly priceCode: string;
  readonly productLine: string;
  readonly standardUnitPrice: Decimal;
  /** The cost that "cost plus" rules start from. */
  readonly cost: Decimal;
  readonly promotion: Promotion | undefined;
  /** CI_Item.AllowTradeDiscount: the order's discount is taken off this item too. */
  readonly isDiscountable: boolean;
}

/** Dates are ISO days and belong to the promotion; without an end it goes on. */
export interface Promotion {
  readonly code: string;
  readonly from: string;
  readonly to: string | undefined;
  readonly price: Decimal;
}

/** Who buys, as far as prices go. */
export interface PricedCustomer {
  readonly divisionNo: string;
  readonly customerNo: string;
  /** AR_Customer.PriceLevel; '' is the standard level. */
  readonly level: string;
  /** AR_Customer.CustomerDiscountRate, percent: taken off the order, not off a unit price. */
  readonly discountRate: string;
}

/** The rules of a company that may concern the items and the customer asked for. */
export interface RuleTables {
  readonly prices: readonly PriceRule[];
  readonly levels: readonly LevelRule[];
}
