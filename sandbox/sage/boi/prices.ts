import { Decimal } from 'decimal.js';
import type { Row } from '../dictionary/table.ts';
import type { TableStore } from '../store/table-store.ts';
import { payerOf } from './national-account.ts';
import { priceLevelOf } from './price-level.ts';
import { numberText } from './values.ts';

export interface PriceQuestion {
  readonly item: Row;
  readonly customer: Row;
  /** In standard units. */
  readonly quantity: string;
  /** Order date, ISO; decides about promotions. */
  readonly date: string;
  /** Where the order goes to; left out: to no address of the customer. */
  readonly shipToCode?: string;
}

/** Price of one standard unit, and the customer price level it came from ('' for the standard level). */
export interface Price {
  readonly unitPrice: string;
  readonly level: string;
}

/**
 * Sage's price of an item for a customer, in a national account for the one that pays where the relation says so: the first rule that exists in the documented precedence (customer contract, item by level,
 * item, price code by level, price code, standard price), unless a promotion in date is lower.
 */
export function priceOf(store: TableStore, question: PriceQuestion): Price {
  const { item, quantity, date } = question;
  const payer = payerOf(store, question.customer, 'CustomerPricing');
  const customer = payer ?? question.customer;
  const shipToCode = payer === undefined ? question.shipToCode : '';
  const found = findRule(store, item, customer, priceLevelOf(store, item, customer, date, shipToCode));
  const standard = new Decimal(item['StandardUnitPrice'] ?? 0);
  const ruled = found === undefined ? standard : applyRule(found, item, quantity);
  const promotion = promotionPrice(question);
  if (promotion !== undefined && promotion.lt(ruled)) return { unitPrice: rounded(promotion), level: '' };
  return { unitPrice: rounded(ruled), level: found?.['CustomerPriceLevel'] ?? '' };
}

function findRule(store: TableStore, item: Row, customer: Row, level: string): Row | undefined {
  const ofItem = store.select('IM_PriceCode', "ItemCode = ? AND PriceCodeRecord IN ('1', '2')", [
    item['ItemCode'] ?? '',
  ]);
  const contract = ofItem.find(
    (rule) =>
      rule['PriceCodeRecord'] === '2' &&
      rule['ARDivisionNo'] === customer['ARDivisionNo'] &&
      rule['CustomerNo'] === customer['CustomerNo'],
  );
  const byItem = ofItem.filter((rule) => rule['PriceCodeRecord'] === '1');
  return (
    contract ?? byLevel(byItem, level) ?? byLevel(rulesOfPriceCode(store, item['PriceCode'] ?? ''), level)
  );
}

function rulesOfPriceCode(store: TableStore, priceCode: string): Row[] {
  if (priceCode === '') return [];
  return store.select('IM_PriceCode', "PriceCodeRecord = '0' AND PriceCode = ?", [priceCode]);
}

/** The rule of the customer's level before the one of the standard level. */
function byLevel(rules: readonly Row[], level: string): Row | undefined {
  const ofLevel = level === '' ? undefined : rules.find((rule) => rule['CustomerPriceLevel'] === level);
  return ofLevel ?? rules.find((rule) => rule['CustomerPriceLevel'] === '');
}

function applyRule(rule: Row, item: Row, quantity: string): Decimal {
  const amount = new Decimal(rule[`DiscountMarkup${breakOf(rule, quantity)}`] ?? 0);
  const price = new Decimal(item['StandardUnitPrice'] ?? 0);
  const cost = costOf(item);
  switch (rule['PricingMethod']) {
    case 'O':
      return amount;
    case 'P':
      return Decimal.max(price.minus(amount), 0);
    case 'D':
      return price.times(new Decimal(100).minus(amount)).div(100);
    case 'C':
      return cost.plus(amount);
    case 'M':
      return cost.times(new Decimal(100).plus(amount)).div(100);
    default:
      return price;
  }
}

/** Which of the five breaks: BreakQuantity is the upper bound of each. */
function breakOf(rule: Row, quantity: string): number {
  const bounds = [1, 2, 3, 4, 5].filter((n) => !new Decimal(rule[`BreakQuantity${n}`] ?? 0).isZero());
  const wanted = new Decimal(quantity).abs();
  return bounds.find((n) => wanted.lte(rule[`BreakQuantity${n}`] ?? 0)) ?? bounds.at(-1) ?? 1;
}

/** Standard cost for items valued at standard, else the average. */
function costOf(item: Row): Decimal {
  return new Decimal((item['Valuation'] === '1' ? item['StandardUnitCost'] : item['AverageUnitCost']) ?? 0);
}

function promotionPrice({ item, date }: PriceQuestion): Decimal | undefined {
  const starts = item['SaleStartingDate'] ?? '';
  const ends = item['SaleEndingDate'] ?? '';
  const inDate = starts !== '' && starts <= date && (ends === '' || date <= ends);
  if (!inDate) return undefined;
  if (item['SaleMethod'] === 'P') return new Decimal(item['SalesPromotionPrice'] ?? 0);
  if (item['SaleMethod'] !== 'D') return undefined;
  const percent = new Decimal(100).minus(item['SalesPromotionDiscountPercent'] ?? 0);
  return new Decimal(item['StandardUnitPrice'] ?? 0).times(percent).div(100);
}

function rounded(price: Decimal): string {
  return numberText(price.toDecimalPlaces(6, Decimal.ROUND_HALF_UP));
}
