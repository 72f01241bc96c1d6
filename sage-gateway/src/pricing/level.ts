import type { LevelRule, PricedCustomer, PricedItem } from './rules.ts';

/**
 * The price level of a customer for an item: the site's levels by customer and product line where one is in date, the one that names the
 * item's price code before the one for the whole line and the newest of equal standing; else the customer's own level.
 */
export function levelOf(
  levels: readonly LevelRule[],
  customer: PricedCustomer,
  item: Pick<PricedItem, 'productLine' | 'priceCode'>,
  date: string,
): string {
  const fitting = levels.filter(
    (rule) =>
      rule.divisionNo === customer.divisionNo &&
      rule.customerNo === customer.customerNo &&
      rule.productLine === item.productLine &&
      (rule.priceCode === '' || rule.priceCode === item.priceCode) &&
      (rule.effectiveDate ?? '') <= date &&
      (rule.endDate === undefined || date <= rule.endDate),
  );
  fitting.sort(
    (one, other) =>
      Number(one.priceCode === '') - Number(other.priceCode === '') ||
      ((one.effectiveDate ?? '') < (other.effectiveDate ?? '') ? 1 : -1),
  );
  return fitting[0]?.level ?? customer.level;
}
