import { RetryableError } from '../errors.ts';
import type { SageTables } from '../sage/ports.ts';
import type { SalesforceQueries } from '../salesforce/port.ts';
import { fileRates } from './file-rates.ts';
import type { RatePolicy } from './policy.ts';
import type { Rate, RateQuestion, RateSource } from './rates.ts';
import { sageRate } from './sage-rates.ts';
import { salesforceRate } from './salesforce-rates.ts';

export interface RateParts {
  readonly tables: SageTables;
  readonly salesforce: SalesforceQueries | undefined;
  /** Folder of rate files. */
  readonly folder: string;
  /** Milliseconds. */
  readonly clock: () => number;
}

/** A rate is asked for once in this time: a day's orders of one currency cost a few calls. */
const keptMs = 600_000;
const keptAtMost = 1000;

/** The sources of a gateway. What was found or not found is kept for ten minutes; a failure is not. */
export function rateSources({ tables, salesforce, folder, clock }: RateParts): RateSource {
  const kept = new Map<string, { readonly until: number; readonly rate: Promise<Rate | undefined> }>();
  const ofFile = fileRates(folder);

  function ask(policy: RatePolicy, question: RateQuestion): Promise<Rate | undefined> {
    switch (policy.source) {
      case 'file':
        return ofFile(policy, question);
      case 'sage':
        return sageRate(tables, policy, question);
      case 'salesforce':
        if (salesforce !== undefined) return salesforceRate(salesforce, policy, question);
        return Promise.reject(
          new RetryableError(
            'SALESFORCE_UNAVAILABLE',
            'Rates are to come from Salesforce, but the gateway has no connection to it.',
          ),
        );
    }
  }

  return (policy, question) => {
    if (policy.source === 'file') return ask(policy, question);
    const key = JSON.stringify([policy, question]);
    const before = kept.get(key);
    if (before !== undefined && clock() < before.until) return before.rate;
    const rate = ask(policy, question);
    if (kept.size >= keptAtMost) kept.clear();
    kept.set(key, { until: clock() + keptMs, rate });
    rate.catch(() => kept.delete(key));
    return rate;
  };
}
