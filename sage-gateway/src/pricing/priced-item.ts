import { Decimal } from 'decimal.js';
import type { Value } from '../sage/ports.ts';
import type { PricePolicy } from './policy.ts';
import type { PricedItem, Promotion } from './rules.ts';

type Cells = Readonly<Partial<Record<string, Value>>>;

/** An item's prices and costs from its row of CI_Item. */
export function pricedItem(row: Cells, costs: PricePolicy['priceCost']): PricedItem {
  const standardUnitPrice = new Decimal(row['StandardUnitPrice'] ?? 0);
  return {
    itemCode: row['ItemCode'] ?? '',
    itemType: row['ItemType'] ?? '1',
    priceCode: row['PriceCode'] ?? '',
    productLine: row['ProductLine'] ?? '',
    standardUnitPrice,
    cost: new Decimal(row[costColumn(row, costs)] ?? 0),
    promotion: promotionOf(row, standardUnitPrice),
    isDiscountable: row['AllowTradeDiscount'] === 'Y',
  };
}

/** Valuation 1 is standard cost; sources disagree on which cost the others' rules start from, hence the setting. */
function costColumn(row: Cells, costs: PricePolicy['priceCost']): string {
  switch (costs) {
    case 'valuation':
      return row['Valuation'] === '1' ? 'StandardUnitCost' : 'AverageUnitCost';
    case 'standard':
      return 'StandardUnitCost';
    case 'average':
      return 'AverageUnitCost';
    case 'last':
      return 'LastTotalUnitCost';
  }
}

/** SaleMethod P is a price, D a discount; without a first day there is no promotion. */
function promotionOf(row: Cells, standardUnitPrice: Decimal): Promotion | undefined {
  const from = row['SaleStartingDate'];
  const method = row['SaleMethod'];
  if (!from || (method !== 'P' && method !== 'D')) return undefined;
  const percent = new Decimal(row['SalesPromotionDiscountPercent'] ?? 0);
  return {
    code: row['SalesPromotionCode'] ?? '',
    from,
    to: row['SaleEndingDate'] ?? undefined,
    price:
      method === 'P'
        ? new Decimal(row['SalesPromotionPrice'] ?? 0)
        : standardUnitPrice.times(new Decimal(100).minus(percent)).div(100),
  };
}

/** A unit of measure of an item and how many standard units one of it holds. */
export interface Unit {
  readonly unitOfMeasure: string | null;
  readonly factor: Decimal;
}

/**
 * The unit that a price is asked for; left out: the one the item is sold in. Undefined: the item has no such unit. An item without any units
 * is counted in ones of whatever it is asked in.
 */
export function unitOf(row: Cells, given: string | undefined): Unit | undefined {
  const one = new Decimal(1);
  const units: [string, Decimal][] = [];
  const add = (unit: Value | undefined, factor: Decimal) => {
    if (unit && !units.some(([known]) => known === unit.toUpperCase()))
      units.push([unit.toUpperCase(), factor]);
  };
  add(row['StandardUnitOfMeasure'], one);
  add(row['SalesUnitOfMeasure'], factorOf(row['SalesUMConvFctr']));
  add(row['PurchaseUnitOfMeasure'], factorOf(row['PurchaseUMConvFctr']));
  const wanted =
    given?.toUpperCase() ?? (row['SalesUnitOfMeasure'] || row['StandardUnitOfMeasure'])?.toUpperCase();
  if (wanted === undefined || units.length === 0) return { unitOfMeasure: wanted ?? null, factor: one };
  const found = units.find(([unit]) => unit === wanted);
  return found && { unitOfMeasure: found[0], factor: found[1] };
}

/** A factor of 0 or none is 1. */
function factorOf(value: Value | undefined): Decimal {
  const factor = new Decimal(value ?? 1);
  return factor.isZero() ? new Decimal(1) : factor;
}
