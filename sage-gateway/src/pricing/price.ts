import { Decimal } from 'decimal.js';
import type { RuleKind } from '../contract/prices.ts';
import { levelOf } from './level.ts';
import type { PriceBreak, PricedCustomer, PricedItem, PriceRule, RuleTables } from './rules.ts';

export interface PriceQuestion {
  readonly item: PricedItem;
  /** Left out: anybody, at the standard level. */
  readonly customer: PricedCustomer | undefined;
  /** What the quantity breaks count, in standard units; of a negative one the amount counts. */
  readonly quantity: Decimal;
  /** ISO day. */
  readonly date: string;
  /** The customer's address that the order goes to; left out: none. */
  readonly shipToCode?: string | undefined;
}

/** A price of one standard unit, not yet rounded, and where it comes from. */
export interface FoundPrice {
  readonly unitPrice: Decimal;
  readonly kind: Exclude<RuleKind, 'Sage'>;
  /** The customer's price level that was looked for; '' is the standard level. */
  readonly level: string;
  readonly rule?: PriceRule;
  readonly taken?: PriceBreak;
}

/**
 * Sage's price of an item for a customer, by the order of precedence that two consultants' articles agree on: the first rule that exists of
 * customer + item, item + level, item, price code + level, price code, else the standard price; a promotion in date wins where it is lower.
 * Items that are not regular ones have their standard price alone.
 */
export function price(rules: RuleTables, question: PriceQuestion): FoundPrice {
  const { item, customer, quantity, date, shipToCode = '' } = question;
  const level = customer === undefined ? '' : levelOf(rules.levels, customer, { item, date, shipToCode });
  const standard: FoundPrice = { unitPrice: item.standardUnitPrice, kind: 'StandardPrice', level };
  if (item.itemType !== '1') return standard;
  const found = firstRule(rules.prices, item, customer, level);
  const ruled = found === undefined ? standard : { ...apply(found.rule, item, quantity), ...found, level };
  const { promotion } = item;
  const isOn =
    promotion !== undefined &&
    promotion.from <= date &&
    (promotion.to === undefined || date <= promotion.to) &&
    promotion.price.lt(ruled.unitPrice);
  return isOn ? { unitPrice: promotion.price, kind: 'Promotion', level } : ruled;
}

interface Found {
  readonly kind: FoundPrice['kind'];
  readonly rule: PriceRule;
}

/** The first rule in the order of precedence. */
function firstRule(
  rules: readonly PriceRule[],
  item: PricedItem,
  customer: PricedCustomer | undefined,
  level: string,
): Found | undefined {
  const ofItem = (rule: PriceRule) => rule.record === '1' && rule.itemCode === item.itemCode;
  const ofCode = (rule: PriceRule) =>
    rule.record === '0' && item.priceCode !== '' && rule.priceCode === item.priceCode;
  const isContract = (rule: PriceRule) =>
    rule.record === '2' &&
    rule.itemCode === item.itemCode &&
    rule.divisionNo === customer?.divisionNo &&
    rule.customerNo === customer.customerNo;
  const atLevel = (rule: PriceRule) => level !== '' && rule.level === level;
  const atStandard = (rule: PriceRule) => rule.level === '';
  const precedence: readonly [Found['kind'], (rule: PriceRule) => boolean][] = [
    ['CustomerItem', isContract],
    ['ItemLevel', (rule) => ofItem(rule) && atLevel(rule)],
    ['ItemStandard', (rule) => ofItem(rule) && atStandard(rule)],
    ['PriceCodeLevel', (rule) => ofCode(rule) && atLevel(rule)],
    ['PriceCodeStandard', (rule) => ofCode(rule) && atStandard(rule)],
  ];
  for (const [kind, fits] of precedence) {
    const rule = rules.find(fits);
    if (rule !== undefined) return { kind, rule };
  }
  return undefined;
}

function apply(
  rule: PriceRule,
  item: PricedItem,
  quantity: Decimal,
): Pick<FoundPrice, 'unitPrice' | 'taken'> {
  const wanted = quantity.abs();
  const taken = rule.breaks.find(({ upTo }) => wanted.lte(upTo)) ?? rule.breaks.at(-1);
  const value = taken?.value ?? new Decimal(0);
  const unitPrice = Decimal.max(byMethod(rule, item, value), 0);
  return taken === undefined ? { unitPrice } : { unitPrice, taken };
}

function byMethod({ method }: PriceRule, item: PricedItem, value: Decimal): Decimal {
  switch (method) {
    case 'O':
      return value;
    case 'P':
      return item.standardUnitPrice.minus(value);
    case 'D':
      return item.standardUnitPrice.times(new Decimal(100).minus(value)).div(100);
    case 'C':
      return item.cost.plus(value);
    case 'M':
      return item.cost.times(new Decimal(100).plus(value)).div(100);
  }
}
