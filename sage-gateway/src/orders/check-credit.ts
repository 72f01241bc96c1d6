import { Decimal } from 'decimal.js';
import { checkCredit } from '../credit/check-credit.ts';
import type { Credit } from '../contract/credit.ts';
import { RetryableError } from '../errors.ts';
import { askPrices } from '../pricing/ask-prices.ts';
import type { SpellingIndex } from '../products/spelling-index.ts';
import type { SalesOrder, SalesOrderLine } from '../sage/ports.ts';
import type { Placing } from './place-order.ts';
import type { CompanyPolicy } from './policy.ts';

/** What is known of an order's amount before Sage has it. */
interface OrderAmount {
  readonly amount: Decimal;
  /** Lines that Sage gives a price which could not be told beforehand. */
  readonly unpriced: number;
}

/**
 * Looks at the customer's credit in Sage as the policy says, before the order is written. Over the limit or on credit hold is a warning and
 * true, "place it on hold", or a fault. A quote is not looked at, for it owes nothing. Lines that Sage prices count with the price that Sage's
 * rules give them now; those that cannot be told are left out of the amount, which is said.
 */
export async function goesOnHold(
  placing: Placing,
  customer: { readonly divisionNo: string; readonly customerNo: string },
  order: Omit<SalesOrder, 'divisionNo' | 'customerNo'>,
  spellings: SpellingIndex,
): Promise<boolean> {
  const { request, policy, parts, findings } = placing;
  const { tables } = parts;
  const { company } = request;
  if (policy.creditPolicy === 'ignore' || order.orderType === 'Q') return false;
  const prices = await sagePrices(placing, customer, order, spellings);
  const { amount, unpriced } = orderAmount(order.lines, prices);
  const site = { tables, company, policy, now: () => new Date(parts.clock?.() ?? Date.now()) };
  const [credit] = await checkCredit(site, [{ ...customer, orderAmount: amount.toFixed(2) }]);
  if (credit === undefined || 'error' in credit) {
    const name = `${customer.divisionNo}-${customer.customerNo}`;
    throw new RetryableError('SAGE_READ_FAILED', `The credit of customer ${name} could not be read.`);
  }
  const rest = unpriced === 0 ? '' : ` Not counted: lines whose prices only Sage knows (${unpriced}).`;
  const exceeded = credit.verdict === 'OverLimit' || credit.verdict === 'OnHold';
  if (!exceeded && rest !== '' && credit.verdict !== 'NoLimit') {
    findings.warn(`The credit was checked with ${credit.orderAmount} for this order.${rest}`, 'lines');
  }
  if (!exceeded) return false;
  const sentence = `${inWords(credit)}${rest}`;
  if (policy.creditPolicy === 'refuse') {
    findings.fault('CREDIT_EXCEEDED', sentence, 'customer');
    return false;
  }
  findings.warn(`The order was placed on hold. ${sentence}`, 'customer', 'CREDIT_EXCEEDED');
  return true;
}

function inWords(credit: Credit): string {
  const { currency, creditLimit, balance, openOrders, orderAmount, remaining, billTo } = credit;
  const who = billTo === null ? nameOf(credit) : `${nameOf(credit)} (paid by ${nameOf(billTo)})`;
  const figures =
    `limit ${remaining === null ? 'none' : creditLimit}, balance ${balance}, open orders ${openOrders}, ` +
    `this order ${orderAmount} ${currency}`;
  if (credit.verdict === 'OnHold') return `${who} is on credit hold in Sage (${figures}).`;
  const over = new Decimal(remaining ?? 0).negated().toFixed(2);
  return `${who} would be ${over} ${currency} over its credit (${figures}).`;
}

function nameOf({ divisionNo, customerNo, customerName }: NonNullable<Credit['billTo']>): string {
  return `${divisionNo}-${customerNo} ${customerName}`;
}

/** The sum of the lines' extensions, to the cent each as Sage keeps them; `prices` are those of lines that come without one. */
export function orderAmount(
  lines: readonly SalesOrderLine[],
  prices: ReadonlyMap<SalesOrderLine, string>,
): OrderAmount {
  const priced = lines.filter(isItem).map((line) => ({ line, price: line.unitPrice ?? prices.get(line) }));
  const amount = priced.reduce(
    (sum, { line, price }) => (price === undefined ? sum : sum.plus(extension(line, price))),
    new Decimal(0),
  );
  return { amount, unpriced: priced.filter(({ price }) => price === undefined).length };
}

function isItem({ comment, quantity }: SalesOrderLine): boolean {
  return comment !== true && quantity !== undefined;
}

function extension({ quantity = '0', discountPercent = '0' }: SalesOrderLine, price: string): Decimal {
  const rate = new Decimal(100).minus(discountPercent).dividedBy(100);
  return new Decimal(quantity).times(price).times(rate).toDecimalPlaces(2, Decimal.ROUND_HALF_UP);
}

/** What Sage's price rules give the lines without a price for this customer. */
async function sagePrices(
  { request, policy, parts }: Placing,
  customer: { readonly divisionNo: string; readonly customerNo: string },
  order: Omit<SalesOrder, 'divisionNo' | 'customerNo'>,
  spellings: SpellingIndex,
): Promise<ReadonlyMap<SalesOrderLine, string>> {
  const lines = order.lines.filter((line) => isItem(line) && line.unitPrice === undefined);
  if (lines.length === 0) return new Map();
  const site = { tables: parts.tables, company: request.company, policy: withoutLookup(policy), spellings };
  const asked = lines.map(({ itemCode, quantity = '0', unitOfMeasure }) => ({
    itemCode,
    quantity,
    unitOfMeasure,
  }));
  const answers = await askPrices(site, {
    customer,
    shipToCode: order.shipToCode,
    date: order.orderDate,
    lines: asked,
  });
  return new Map(
    lines.flatMap((line, at) => {
      const answer = answers[at];
      return answer === undefined || 'error' in answer ? [] : [[line, answer.unitPrice] as const];
    }),
  );
}

/** The lines have Sage's own codes by now, which must not be translated once more. */
function withoutLookup({ itemLookup: _itemLookup, ...policy }: CompanyPolicy): CompanyPolicy {
  return policy;
}
