import { Decimal } from 'decimal.js';
import type { Fault } from '../contract/errors.ts';
import type { RatePolicy } from './policy.ts';

/** A currency for another on a day. */
export interface RateQuestion {
  readonly company: string;
  readonly from: string;
  readonly to: string;
  /** ISO day that the rate is wanted for. */
  readonly day: string;
}

/** An exchange rate: so many units of the wanted currency for one of the given. */
export interface Rate {
  readonly rate: Decimal;
  /** ISO day since which it holds. */
  readonly day: string;
}

/** Rates that are given in a way nobody can read; a person mends that. */
export class UnreadableRates extends Error {
  constructor(message: string, cause: unknown) {
    super(message, { cause });
    this.name = 'UnreadableRates';
  }
}

/**
 * Where rates come from. Resolves with the newest rate that holds at the day, whatever its age, or undefined. Throws RetryableError while it
 * cannot be asked, UnreadableRates for what will not pass by itself.
 */
export type RateSource = (policy: RatePolicy, question: RateQuestion) => Promise<Rate | undefined>;

/** A rate that an amount may be converted by, or why there is none. A rate that is missing or too old is never guessed. */
export async function usableRate(
  source: RateSource | undefined,
  policy: RatePolicy | undefined,
  question: RateQuestion,
): Promise<{ readonly rate: Rate } | { readonly fault: Fault }> {
  const { from, to, day } = question;
  if (from === to) return { rate: { rate: new Decimal(1), day } };
  if (source === undefined || policy === undefined)
    return { fault: unknown(`The gateway is given no rates to convert ${from} to ${to} by.`) };
  let rate: Rate | undefined;
  try {
    rate = await source(policy, question);
  } catch (error) {
    if (!(error instanceof UnreadableRates)) throw error;
    return { fault: unknown(error.message) };
  }
  if (rate === undefined)
    return { fault: unknown(`There is no rate from ${from} to ${to} for ${day} (${policy.source}).`) };
  const age = daysBetween(rate.day, day);
  if (age > policy.maxDays) {
    const sentence = `The newest rate from ${from} to ${to} is of ${rate.day}, ${age} days before ${day}; at most ${policy.maxDays} are allowed.`;
    return { fault: unknown(sentence) };
  }
  return { rate };
}

function unknown(message: string): Fault {
  return { code: 'CURRENCY_RATE_UNKNOWN', message, path: 'currency' };
}

function daysBetween(first: string, second: string): number {
  return Math.round((Date.parse(second) - Date.parse(first)) / 86_400_000);
}

/** Of rates with a first day the newest that holds at `day`. A rate of zero or less is none. */
export function newestAt(rates: readonly Rate[], day: string): Rate | undefined {
  return rates
    .filter((one) => one.day <= day && one.rate.gt(0))
    .reduce<Rate | undefined>(
      (best, one) => (best === undefined || one.day > best.day ? one : best),
      undefined,
    );
}
