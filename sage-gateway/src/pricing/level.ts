import type { LevelRule, PricedCustomer, PricedItem } from './rules.ts';

/** What decides which of a customer's levels counts. */
export interface LevelQuestion {
  readonly item: Pick<PricedItem, 'productLine' | 'priceCode'>;
  /** ISO day. */
  readonly date: string;
  /** Where the order goes to; '' names no address. */
  readonly shipToCode: string;
}

/**
 * The price level of a customer for an item: the site's levels by customer and product line where one is in date, the one that names the
 * ship-to address or the item's price code before the one for the whole line, and the newest of equal standing; else the customer's own level.
 */
export function levelOf(
  levels: readonly LevelRule[],
  customer: PricedCustomer,
  { item, date, shipToCode }: LevelQuestion,
): string {
  const fitting = levels.filter(
    (rule) =>
      rule.divisionNo === customer.divisionNo &&
      rule.customerNo === customer.customerNo &&
      rule.productLine === item.productLine &&
      (rule.priceCode === '' || rule.priceCode === item.priceCode) &&
      (rule.shipToCode === '' || rule.shipToCode === shipToCode) &&
      (rule.effectiveDate ?? '') <= date &&
      (rule.endDate === undefined || date <= rule.endDate),
  );
  fitting.sort(
    (one, other) =>
      standing(other) - standing(one) || ((one.effectiveDate ?? '') < (other.effectiveDate ?? '') ? 1 : -1),
  );
  return fitting[0]?.level ?? customer.level;
}

/** S/O Options base the rows on price codes or on ship-to addresses, so no site has both; an address is the narrower. */
function standing({ shipToCode, priceCode }: LevelRule): number {
  return (shipToCode === '' ? 0 : 2) + (priceCode === '' ? 0 : 1);
}
