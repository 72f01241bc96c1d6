import { Decimal } from 'decimal.js';
import type { Credit } from '../contract/credit.ts';
import type { CreditPolicy } from './policy.ts';

/** What Sage keeps of a customer's credit, in the company's currency. */
export interface CreditFigures {
  readonly creditLimit: Decimal;
  /** Current, then past due by aging category 1 to 4. */
  readonly aging: readonly Decimal[];
  readonly openOrders: Decimal;
  readonly creditHold: boolean;
}

export interface Judgement {
  readonly verdict: Credit['verdict'];
  readonly balance: Decimal;
  /** Limit less balance less open orders less this order; null where there is no limit. */
  readonly remaining: Decimal | null;
}

/**
 * Judges an order by what Sage keeps: the balance is the current bucket and the four aging categories, and open orders count like what is
 * owed. A hold outweighs the limit. Exactly at the limit is within it.
 */
export function judge(
  figures: CreditFigures,
  orderAmount: Decimal,
  zeroMeans: CreditPolicy['creditLimitZeroMeans'],
): Judgement {
  const { creditLimit, aging, openOrders, creditHold } = figures;
  const balance = Decimal.sum(0, ...aging);
  const limited = !creditLimit.isZero() || zeroMeans === 'zero';
  const remaining = limited ? creditLimit.minus(balance).minus(openOrders).minus(orderAmount) : null;
  const verdict = creditHold
    ? 'OnHold'
    : remaining === null
      ? 'NoLimit'
      : remaining.isNegative() && !remaining.isZero()
        ? 'OverLimit'
        : 'WithinLimit';
  return { verdict, balance, remaining };
}
