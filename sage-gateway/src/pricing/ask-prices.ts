import { Decimal } from 'decimal.js';
import type { Price, PriceLine } from '../contract/prices.ts';
import type { QuestionFault } from '../contract/question.ts';
import { billTosOf, keyOf, type BillToPolicy } from '../customers/bill-to.ts';
import type { CustomerPolicy } from '../customers/policy.ts';
import { readByNumbers, type CustomerRow, type GivenCustomer } from '../customers/resolve-numbers.ts';
import { ProblemError } from '../errors.ts';
import { brief } from '../mapping/fit.ts';
import { findItems, type ItemSearch } from '../products/find-items.ts';
import { itemFault } from '../products/item-fault.ts';
import type { Item } from '../products/item.ts';
import type { SageTables } from '../sage/ports.ts';
import type { PricePolicy } from './policy.ts';
import { price } from './price.ts';
import { pricedItem, unitOf } from './priced-item.ts';
import { readItemRows, readLevels, readPriceRules } from './read-rules.ts';
import { ruleText } from './rule-text.ts';
import type { PricedCustomer, RuleTables } from './rules.ts';

/** A Sage company whose prices are asked for. */
export interface PriceSite extends Omit<ItemSearch, 'owner'> {
  readonly policy: ItemSearch['policy'] &
    PricePolicy &
    CustomerPolicy &
    BillToPolicy & { readonly currency: string };
}

export interface PriceAsked {
  /** Left out: the prices of anybody. */
  readonly customer: GivenCustomer | undefined;
  /** ISO day that decides about promotions and levels. */
  readonly date: string;
  readonly lines: readonly PriceLine[];
}

/**
 * Prices of items for a customer and quantities by Sage's own rules, one answer a line in its place. Some ten reads a call, however many lines.
 * Throws ProblemError CUSTOMER_UNKNOWN, because without the customer no line has a price.
 */
export async function askPrices(site: PriceSite, asked: PriceAsked): Promise<(Price | QuestionFault)[]> {
  const { tables, company, policy } = site;
  const buyer = asked.customer && (await buyerOf(site, asked.customer));
  const codes = asked.lines.map(({ itemCode }) => itemCode);
  const matches = await findItems({ ...site, owner: buyer?.own }, codes);
  const found = [...matches.values()].flatMap((match) =>
    match.kind === 'found' ? [match.item.itemCode] : [],
  );
  const rows = await readItemRows(tables, company, found);
  const items = new Map([...rows].map(([code, row]) => [code, pricedItem(row, policy.priceCost)]));
  const rules = await rulesFor(tables, company, [...items.values()], buyer?.priced);
  return asked.lines.map((line) => {
    const match = matches.get(line.itemCode);
    if (match?.kind !== 'found') return { error: itemFault(line.itemCode, match, 'itemCode') };
    const { itemCode } = match.item;
    const row = rows.get(itemCode);
    const item = items.get(itemCode);
    if (row === undefined || item === undefined)
      return { error: itemFault(line.itemCode, undefined, 'itemCode') };
    const unit = unitOf(row, line.unitOfMeasure);
    if (unit === undefined) return { error: unitFault(match.item, line.unitOfMeasure ?? '') };
    const quantity = new Decimal(line.quantity).times(unit.factor);
    const one = price(rules, { item, customer: buyer?.priced, quantity, date: asked.date });
    return {
      itemCode: line.itemCode,
      sageItemCode: itemCode,
      quantity: new Decimal(line.quantity).toFixed(),
      unitOfMeasure: unit.unitOfMeasure,
      unitPrice: round(round(one.unitPrice, policy.priceDecimals).times(unit.factor), 6).toFixed(),
      discountPercent: '0',
      currency: policy.currency,
      rule: { kind: one.kind, text: ruleText(one, item) },
    };
  });
}

interface Buyer {
  /** Whose alias numbers count. */
  readonly own: { readonly divisionNo: string; readonly customerNo: string };
  /** Whose prices count: the bill-to customer's in a national account, where Sage says so. */
  readonly priced: PricedCustomer;
}

async function buyerOf({ tables, company, policy }: PriceSite, given: GivenCustomer): Promise<Buyer> {
  const [row] = await readByNumbers(tables, company, policy, [given], ['PriceLevel']);
  if (row === undefined) {
    const shown = [given.divisionNo, given.customerNo].filter((part) => part !== undefined).join('-');
    throw new ProblemError('CUSTOMER_UNKNOWN', `Sage has no customer ${brief(shown)}.`, 'customerNo');
  }
  const own = pricedCustomer(row);
  const billTo = (await billTosOf(tables, company, policy.billTo, [own])).get(keyOf(own));
  if (billTo?.prices !== true) return { own, priced: own };
  const [payer] = await readByNumbers(tables, company, policy, [billTo], ['PriceLevel']);
  return { own, priced: payer === undefined ? own : pricedCustomer(payer) };
}

function pricedCustomer(row: CustomerRow): PricedCustomer {
  return {
    divisionNo: row['ARDivisionNo'] ?? '',
    customerNo: row['CustomerNo'] ?? '',
    level: row['PriceLevel'] ?? '',
  };
}

async function rulesFor(
  tables: SageTables,
  company: string,
  items: Parameters<typeof readPriceRules>[2],
  customer: PricedCustomer | undefined,
): Promise<RuleTables> {
  return {
    prices: await readPriceRules(tables, company, items, customer),
    levels: customer === undefined ? [] : await readLevels(tables, company, customer),
  };
}

function round(value: Decimal, decimals: number): Decimal {
  return value.toDecimalPlaces(decimals, Decimal.ROUND_HALF_UP);
}

function unitFault(item: Item, given: string): QuestionFault['error'] {
  const known = item.units.join(', ');
  return {
    code: 'UNIT_OF_MEASURE_UNKNOWN',
    message: `The item ${item.itemCode} has no unit "${brief(given)}", only ${known}.`,
    path: 'unitOfMeasure',
  };
}
