import { Decimal } from 'decimal.js';
import type { OrderLine, OrderMessage } from '../contract/order-message.ts';
import { convertLines } from '../currency/convert-lines.ts';
import { decimalsOf, sageDecimals } from '../currency/minor-units.ts';
import { usableRate, type Rate, type RateSource } from '../currency/rates.ts';
import type { Findings } from '../mapping/findings.ts';
import { isPricedBySalesforce } from './check-amounts.ts';
import type { CompanyPolicy } from './policy.ts';

export interface CurrencyChecks {
  readonly company: string;
  readonly policy: CompanyPolicy;
  /** Left out: there are no rates. */
  readonly rates: RateSource | undefined;
  readonly findings: Findings;
}

/**
 * The order with its prices in the company's currency. In another currency it is refused, taken as it is, or converted, as the policy says;
 * converted lines add up to the converted total of the order, and the rate is told. In a currency that has not two decimals, as Sage has, the
 * prices are fitted so that both sides have the same total. A rate that is missing or too old is a fault.
 */
export async function inCompanyCurrency(
  message: OrderMessage,
  checks: CurrencyChecks,
): Promise<OrderMessage> {
  const { company, policy, rates, findings } = checks;
  const from = message.currency ?? policy.currency;
  const to = policy.currency;
  if (policy.currencyPolicy === 'ignore' && from !== to) return message;
  if (policy.currencyPolicy === 'refuse' && from !== to) {
    const sentence = `The order is in ${from}, the Sage company keeps ${to}.`;
    findings.fault('CURRENCY_MISMATCH', sentence, 'currency');
    return message;
  }
  const priced = [...message.lines.entries()].filter(([, line]) => isAmount(line, policy));
  if (priced.length === 0 || (from === to && decimalsOf(from) === sageDecimals)) return message;
  const question = { company, from, to, day: message.orderDate };
  const found = await usableRate(rates, policy.rates, question);
  if ('fault' in found) {
    findings.fault(found.fault.code, found.fault.message, found.fault.path);
    return message;
  }
  const converted = convertLines(
    priced.map(([, line]) => amountsOf(line)),
    {
      rate: found.rate.rate,
      from: decimalsOf(from),
      to: decimalsOf(to),
      priceDecimals: policy.priceDecimals,
    },
  );
  const prices = new Map(priced.map(([at], index) => [at, converted.unitPrices[index]?.toFixed()]));
  if (from !== to) tellRate(found.rate, from, to, converted, findings);
  if (!converted.remainder.isZero()) {
    const sentence = `The lines in Sage miss ${converted.remainder.toFixed()} ${to} of that: no unit price can express it.`;
    findings.warn(sentence, 'lines');
  }
  return {
    ...message,
    lines: message.lines.map((line, at) => ({ ...line, unitPrice: prices.get(at) ?? line.unitPrice })),
  };
}

function tellRate(
  { rate, day }: Rate,
  from: string,
  to: string,
  { given, total }: { readonly given: Decimal; readonly total: Decimal },
  findings: Findings,
): void {
  const shown = rate.toSignificantDigits(10).toFixed();
  findings.warn(
    `The order is in ${from}; its prices were converted to ${to} at ${shown} (rate of ${day}): ` +
      `${given.toFixed(decimalsOf(from))} ${from} is ${total.toFixed(sageDecimals)} ${to}.`,
    'currency',
  );
}

/** A line whose amount Salesforce decides; one that Sage cannot take is told by the checks of lines. */
function isAmount(line: OrderLine, policy: CompanyPolicy): boolean {
  if (line.kind === 'comment' || line.unitPrice === undefined || line.quantity === undefined) return false;
  const { quantity, unitPrice, discountPercent } = amountsOf(line);
  const isPossible = quantity.gt(0) && unitPrice.gte(0) && discountPercent.gte(0) && discountPercent.lte(100);
  return isPossible && isPricedBySalesforce(line, policy);
}

function amountsOf({ quantity, unitPrice, discountPercent }: OrderLine) {
  return {
    quantity: new Decimal(quantity ?? 0),
    unitPrice: new Decimal(unitPrice ?? 0),
    discountPercent: new Decimal(discountPercent ?? 0),
  };
}
