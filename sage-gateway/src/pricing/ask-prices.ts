import { Decimal } from 'decimal.js';
import type { Fault } from '../contract/errors.ts';
import type { Price, PriceLine } from '../contract/prices.ts';
import type { QuestionFault } from '../contract/question.ts';
import { keyOf, type BillToPolicy } from '../customers/bill-to.ts';
import type { CustomerPolicy } from '../customers/policy.ts';
import type { GivenCustomer } from '../customers/resolve-numbers.ts';
import { ProblemError } from '../errors.ts';
import { brief } from '../mapping/fit.ts';
import { findItems, type ItemMatch, type ItemSearch } from '../products/find-items.ts';
import { itemFault } from '../products/item-fault.ts';
import { readItems, type Item } from '../products/item.ts';
import { askSage } from './ask-sage.ts';
import { readBuyers, type Buyer } from './buyers.ts';
import type { SagePricing } from '../sage/ports.ts';
import type { PricePolicy } from './policy.ts';
import { price } from './price.ts';
import { pricedItem, unitOf, type Unit } from './priced-item.ts';
import { readItemRows, readLevels, readPriceRules } from './read-rules.ts';
import { orderDiscountText, ruleText } from './rule-text.ts';
import type { PricedCustomer, RuleTables } from './rules.ts';

/** A Sage company whose prices are asked for. */
export interface PriceSite extends Omit<ItemSearch, 'owner'> {
  readonly policy: ItemSearch['policy'] &
    PricePolicy &
    CustomerPolicy &
    BillToPolicy & { readonly currency: string };
  /** Sage itself, for sites that prefer its own word; left out: it is not asked. */
  readonly sage?: SagePricing | undefined;
}

export interface PriceAsked {
  /** The customer of lines that name none; left out: the prices of anybody. */
  readonly customer: GivenCustomer | undefined;
  /** The address of lines that name neither a customer nor an address; left out: none. */
  readonly shipToCode?: string | undefined;
  /** ISO day that decides about promotions and levels. */
  readonly date: string;
  readonly lines: readonly PriceLine[];
}

/** A line with who buys; undefined is anybody, a fault a customer that Sage does not have. */
interface BoughtLine {
  readonly line: PriceLine;
  readonly buyer: Buyer | undefined;
  readonly fault?: Fault;
}

/**
 * Prices of items for customers and quantities by Sage's own rules, one answer a line in its place. Some ten reads a call, however many lines;
 * a few more for each customer whose codes are none of Sage's own. Throws ProblemError CUSTOMER_UNKNOWN for the call's customer.
 */
export async function askPrices(site: PriceSite, asked: PriceAsked): Promise<(Price | QuestionFault)[]> {
  const { tables, company, policy } = site;
  const bought = await withBuyers(site, asked);
  const matches = await matchLines(site, bought);
  const found = matches.flatMap((match) => (match?.kind === 'found' ? [match.item.itemCode] : []));
  const rows = await readItemRows(tables, company, found);
  const items = new Map([...rows].map(([code, row]) => [code, pricedItem(row, policy.priceCost)]));
  const customers = bought.flatMap(({ buyer }) => (buyer ? [buyer.priced] : []));
  const rules = await rulesFor(site, [...items.values()], customers);
  const units = bought.map(({ line }, at) => {
    const match = matches[at];
    const row = match?.kind === 'found' ? rows.get(match.item.itemCode) : undefined;
    return row && unitOf(row, line.unitOfMeasure);
  });
  const quantityOf = breakQuantities(policy.priceBreaks, bought, matches, units);
  const answers = bought.map(({ line, buyer, fault }, at): Price | QuestionFault => {
    if (fault !== undefined) return { error: fault };
    const match = matches[at];
    if (match?.kind !== 'found') return { error: itemFault(line.itemCode, match, 'itemCode') };
    const { itemCode } = match.item;
    const row = rows.get(itemCode);
    const item = items.get(itemCode);
    if (row === undefined || item === undefined)
      return { error: itemFault(line.itemCode, undefined, 'itemCode') };
    const unit = units[at];
    if (unit === undefined) return { error: unitFault(match.item, line.unitOfMeasure ?? '') };
    const customer = buyer?.priced;
    const shipToCode = shipToOf(asked, line, buyer);
    const one = price(rules, { item, customer, quantity: quantityOf(at), date: asked.date, shipToCode });
    const texts = [ruleText(one, item), orderDiscountText(item, customer)];
    return {
      itemCode: line.itemCode,
      sageItemCode: itemCode,
      quantity: new Decimal(line.quantity).toFixed(),
      unitOfMeasure: unit.unitOfMeasure,
      unitPrice: round(round(one.unitPrice, policy.priceDecimals).times(unit.factor), 6).toFixed(),
      discountPercent: '0',
      currency: policy.currency,
      rule: { kind: one.kind, text: texts.filter((text) => text !== undefined).join('. ') },
    };
  });
  return askedOfSage(site, asked, bought, answers);
}

/** The answers with the prices that Sage itself gives to customers, where the site prefers those. */
async function askedOfSage(
  { sage, company, policy }: PriceSite,
  asked: PriceAsked,
  bought: readonly BoughtLine[],
  answers: readonly (Price | QuestionFault)[],
): Promise<(Price | QuestionFault)[]> {
  if (sage === undefined || policy.priceSource === 'engine') return [...answers];
  const lines = answers.flatMap((answer, at) => {
    const of = bought[at];
    if (of?.buyer === undefined || 'error' in answer) return [];
    return [{ at, answer, owner: of.buyer.own, shipToCode: addressOf(asked, of.line) }];
  });
  const { scratchOrderNo } = policy;
  const told = await askSage(sage, { company, scratchOrderNo, date: asked.date }, lines);
  const byPlace = new Map(lines.map(({ at }, index) => [at, told[index]]));
  return answers.map((answer, at) => byPlace.get(at) ?? answer);
}

/** The address that a line goes to; the call's is not one of a line's own customer. */
function addressOf(asked: PriceAsked, line: PriceLine): string | undefined {
  return line.shipToCode ?? (line.customerNo === undefined ? asked.shipToCode : undefined);
}

/** The address whose levels count. Those of a customer whose bill-to's prices count are not among the bill-to's levels. */
function shipToOf(asked: PriceAsked, line: PriceLine, buyer: Buyer | undefined): string | undefined {
  if (buyer === undefined || buyer.own !== buyer.priced) return undefined;
  return addressOf(asked, line);
}

/** What the breaks of a line count, in standard units: its own quantity, or that of its item in all lines of the same buyer. */
function breakQuantities(
  by: PricePolicy['priceBreaks'],
  bought: readonly BoughtLine[],
  matches: readonly (ItemMatch | undefined)[],
  units: readonly (Unit | undefined)[],
): (at: number) => Decimal {
  const own = bought.map(({ line }, at) => new Decimal(line.quantity).times(units[at]?.factor ?? 0));
  if (by === 'line') return (at) => own[at] ?? new Decimal(0);
  const keys = bought.map(({ buyer }, at) => {
    const match = matches[at];
    const customer = buyer && keyOf(buyer.own);
    return JSON.stringify([customer, match?.kind === 'found' ? match.item.itemCode : at]);
  });
  const sums = new Map<string, Decimal>();
  for (const [at, key] of keys.entries()) sums.set(key, (sums.get(key) ?? new Decimal(0)).plus(own[at] ?? 0));
  return (at) => sums.get(keys[at] ?? '') ?? new Decimal(0);
}

async function withBuyers(site: PriceSite, asked: PriceAsked): Promise<BoughtLine[]> {
  const named = asked.lines.map(({ divisionNo, customerNo }) =>
    customerNo === undefined ? asked.customer : { divisionNo, customerNo },
  );
  const given = new Map<string, GivenCustomer>();
  for (const customer of [asked.customer, ...named])
    if (customer !== undefined) given.set(keyOfGiven(customer), customer);
  const buyers = await readBuyers(site.tables, site.company, site.policy, [...given.values()]);
  const byGiven = new Map([...given.keys()].map((key, at) => [key, buyers[at]]));
  if (asked.customer !== undefined && byGiven.get(keyOfGiven(asked.customer)) === undefined) {
    const { code, message, path } = customerFault(asked.customer);
    throw new ProblemError(code, message, path);
  }
  return asked.lines.map((line, at) => {
    const customer = named[at];
    if (customer === undefined) return { line, buyer: undefined };
    const buyer = byGiven.get(keyOfGiven(customer));
    return buyer ? { line, buyer } : { line, buyer, fault: customerFault(customer) };
  });
}

function keyOfGiven({ divisionNo, customerNo }: GivenCustomer): string {
  return JSON.stringify([divisionNo, customerNo]);
}

/** The item of each line. Sage's own codes are read for all lines together; what is left may be a customer's own alias and is looked for by customer. */
async function matchLines(
  site: PriceSite,
  bought: readonly BoughtLine[],
): Promise<(ItemMatch | undefined)[]> {
  const { tables, company } = site;
  const codes = bought.flatMap(({ line: { itemCode } }) => [itemCode, itemCode.toUpperCase()]);
  const own = await readItems(tables, company, codes);
  const matches = bought.map(({ line: { itemCode } }): ItemMatch | undefined => {
    const item = own.get(itemCode) ?? own.get(itemCode.toUpperCase());
    return item && { kind: 'found', item, by: 'code' };
  });
  const missing = [...bought.entries()].filter(([at, { fault }]) => !matches[at] && fault === undefined);
  const byOwner = Map.groupBy(missing, ([, { buyer }]) => buyer);
  for (const [buyer, lines] of byOwner) {
    const wanted = lines.map(([, { line }]) => line.itemCode);
    const found = await findItems({ ...site, owner: buyer?.own }, wanted);
    for (const [at, { line }] of lines) matches[at] = found.get(line.itemCode);
  }
  return matches;
}

async function rulesFor(
  { tables, company, policy }: PriceSite,
  items: Parameters<typeof readPriceRules>[2],
  customers: readonly PricedCustomer[],
): Promise<RuleTables> {
  return {
    prices: await readPriceRules(tables, company, items, customers),
    levels: customers.length === 0 ? [] : await readLevels(tables, company, policy, customers),
  };
}

function round(value: Decimal, decimals: number): Decimal {
  return value.toDecimalPlaces(decimals, Decimal.ROUND_HALF_UP);
}

function customerFault({ divisionNo, customerNo }: GivenCustomer): Fault {
  const shown = [divisionNo, customerNo].filter((part) => part !== undefined).join('-');
  return { code: 'CUSTOMER_UNKNOWN', message: `Sage has no customer ${brief(shown)}.`, path: 'customerNo' };
}

function unitFault(item: Item, given: string): Fault {
  const known = item.units.join(', ');
  return {
    code: 'UNIT_OF_MEASURE_UNKNOWN',
    message: `The item ${item.itemCode} has no unit "${brief(given)}", only ${known}.`,
    path: 'unitOfMeasure',
  };
}
