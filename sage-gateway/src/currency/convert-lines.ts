import { Decimal } from 'decimal.js';
import { sageDecimals } from './minor-units.ts';

/*
 * Every amount is rounded half up (Sage's ExtensionAmt, and a currency field of Salesforce alike); nothing is ever a float.
 */

/** Wide enough for the product of the widest quantity, price, discount and rate. */
const Exact = Decimal.clone({ precision: 80 });

/** A line as both sides compute it; quantity above zero, price not negative, discount 0 to 100. */
export interface AmountLine {
  readonly quantity: Decimal;
  readonly unitPrice: Decimal;
  readonly discountPercent: Decimal;
}

export interface Exchange {
  /** Units of the company's currency for one of the order's. */
  readonly rate: Decimal;
  /** Decimals of the order's currency and of the company's. */
  readonly from: number;
  readonly to: number;
  /** Decimals that a unit price may have in Sage. */
  readonly priceDecimals: number;
}

export interface ConvertedLines {
  /** The unit prices in the company's currency, in the lines' order. */
  readonly unitPrices: readonly Decimal[];
  /** The order's total in its own currency, and what it is worth in the company's. */
  readonly given: Decimal;
  readonly total: Decimal;
  /** What the lines in Sage miss of `total`; zero unless no unit price can express it. */
  readonly remainder: Decimal;
}

/** Quantity x price less the discount: TotalPrice of a line in Salesforce, ExtensionAmt in Sage. */
export function lineTotal({ quantity, unitPrice, discountPercent }: AmountLine, decimals: number): Decimal {
  return round(new Exact(quantity).times(unitPrice).times(part(discountPercent)), decimals);
}

/**
 * Unit prices by which Sage's lines add up to the converted total of the order, to the last unit. The total is converted once, so that
 * the customer owes the same on both sides; the lines share it, each rounded down and the units that are left over given to the lines that lost
 * most. A price that the plain rate gives is kept where its line comes out right, else the line's share decides it.
 */
export function convertLines(lines: readonly AmountLine[], exchange: Exchange): ConvertedLines {
  const { rate, from, to } = exchange;
  const decimals = Math.min(to, sageDecimals);
  const own = lines.map((line) => lineTotal(line, from));
  const given = sum(own);
  const total = round(given.times(rate), decimals);
  const shares = share(
    own.map((amount) => amount.times(rate)),
    total,
    decimals,
  );
  const unitPrices = lines.map((line, at) => {
    const plain = round(new Exact(line.unitPrice).times(rate), exchange.priceDecimals);
    const wanted = shares[at] ?? new Decimal(0);
    return amountAt(line, plain).eq(wanted) ? plain : nearest(line, wanted, exchange.priceDecimals);
  });
  return { unitPrices, given, total, remainder: settle(lines, unitPrices, total, exchange.priceDecimals) };
}

/** The total in parts that add up to it: each amount rounded down, then one unit more for those that lost most, the first of equals first. */
function share(amounts: readonly Decimal[], total: Decimal, decimals: number): Decimal[] {
  const unit = new Decimal(10).pow(-decimals);
  const shares = amounts.map((amount) => amount.toDecimalPlaces(decimals, Decimal.ROUND_DOWN));
  const left = total.minus(sum(shares)).div(unit).toNumber();
  const byLoss = amounts
    .map((amount, at) => ({ at, loss: amount.minus(shares[at] ?? 0) }))
    .sort((one, other) => other.loss.cmp(one.loss) || one.at - other.at);
  for (const { at } of byLoss.slice(0, left)) shares[at] = (shares[at] ?? new Decimal(0)).plus(unit);
  return shares;
}

/** The price whose line is closest to the amount. */
function nearest(line: AmountLine, wanted: Decimal, priceDecimals: number): Decimal {
  const sold = part(line.discountPercent).times(line.quantity);
  if (sold.isZero()) return new Decimal(0);
  const exact = wanted.div(sold);
  const up = round(exact, priceDecimals);
  const down = exact.toDecimalPlaces(priceDecimals, Decimal.ROUND_DOWN);
  const distance = (price: Decimal) => amountAt(line, price).minus(wanted).abs();
  return distance(down).lt(distance(up)) ? down : up;
}

/** Puts what a large quantity could not express onto the line of the smallest one that can; changes `unitPrices`. Answers what is left. */
function settle(
  lines: readonly AmountLine[],
  unitPrices: Decimal[],
  total: Decimal,
  priceDecimals: number,
): Decimal {
  const amounts = lines.map((line, at) => amountAt(line, unitPrices[at] ?? new Decimal(0)));
  const left = total.minus(sum(amounts));
  if (left.isZero()) return left;
  const smallest = [...lines.entries()].sort(([, one], [, other]) => one.quantity.cmp(other.quantity));
  for (const [at, line] of smallest) {
    const wanted = (amounts[at] ?? new Decimal(0)).plus(left);
    const price = nearest(line, wanted, priceDecimals);
    if (wanted.isNegative() || !amountAt(line, price).eq(wanted)) continue;
    unitPrices[at] = price;
    return new Decimal(0);
  }
  return left;
}

/** What Sage will keep for the line at a price. */
function amountAt(line: AmountLine, unitPrice: Decimal): Decimal {
  return lineTotal({ ...line, unitPrice }, sageDecimals);
}

function part(discountPercent: Decimal): Decimal {
  return new Exact(100).minus(discountPercent).div(100);
}

function sum(amounts: readonly Decimal[]): Decimal {
  return amounts.reduce((all, one) => all.plus(one), new Exact(0));
}

function round(value: Decimal, decimals: number): Decimal {
  return value.toDecimalPlaces(decimals, Decimal.ROUND_HALF_UP);
}
