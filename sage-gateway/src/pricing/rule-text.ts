import { Decimal } from 'decimal.js';
import type { FoundPrice } from './price.ts';
import type { PricedCustomer, PricedItem, PriceBreak, PriceRule } from './rules.ts';

/** Bounds beyond this mean "and more" (Sage's last used one is 99999999). */
const noBound = 99_999_999;

/** The customer's own discount, which Sage takes off the whole order; undefined where the item or the customer has none. */
export function orderDiscountText(
  item: PricedItem,
  customer: PricedCustomer | undefined,
): string | undefined {
  const rate = new Decimal(customer?.discountRate ?? 0);
  return item.isDiscountable && rate.gt(0)
    ? `Sage takes the customer's discount of ${rate.toFixed()} % off the order`
    : undefined;
}

/** The rule that gave a price, told to a person. Costs and what is put on them are left out: they are not for everybody's eyes. */
export function ruleText(found: FoundPrice, item: PricedItem): string {
  const { rule, taken } = found;
  const how = rule && taken ? `: ${methodText(rule, taken)}${breakText(rule, taken)}` : '';
  switch (found.kind) {
    case 'Promotion':
      return promotionText(item);
    case 'CustomerItem':
      return `Price of this customer for the item${how}`;
    case 'ItemLevel':
      return `Price of the item at price level ${found.level}${how}`;
    case 'ItemStandard':
      return `Price of the item at the standard level${how}`;
    case 'PriceCodeLevel':
      return `Price code ${item.priceCode} at price level ${found.level}${how}`;
    case 'PriceCodeStandard':
      return `Price code ${item.priceCode} at the standard level${how}`;
    case 'StandardPrice':
      return 'Standard price of the item';
  }
}

function promotionText({ promotion }: PricedItem): string {
  if (promotion === undefined) return 'Promotion';
  const name = promotion.code === '' ? 'Promotion' : `Promotion ${promotion.code}`;
  return `${name} from ${promotion.from}${promotion.to === undefined ? '' : ` to ${promotion.to}`}`;
}

function methodText({ method }: PriceRule, { value }: PriceBreak): string {
  switch (method) {
    case 'O':
      return 'fixed price';
    case 'P':
      return `standard price less ${value.toFixed()}`;
    case 'D':
      return `standard price less ${value.toFixed()} %`;
    case 'C':
    case 'M':
      return 'by cost';
  }
}

function breakText({ breaks }: PriceRule, taken: PriceBreak): string {
  if (breaks.length < 2) return '';
  const below = breaks[breaks.indexOf(taken) - 1];
  if (taken.upTo.lt(noBound)) return `, up to a quantity of ${taken.upTo.toFixed()}`;
  return below === undefined ? '' : `, for a quantity over ${below.upTo.toFixed()}`;
}
