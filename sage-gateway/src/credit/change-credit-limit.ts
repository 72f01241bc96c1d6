import { Decimal } from 'decimal.js';
import { changeCreditLimitMessage } from '../contract/change-messages.ts';
import type { CustomerPolicy } from '../customers/policy.ts';
import { readByNumbers } from '../customers/resolve-numbers.ts';
import { Findings } from '../mapping/findings.ts';
import { fitNumber, numberWidth } from '../mapping/fit.ts';
import { alreadySo, change, refused, unknownCompany } from '../requests/change-outcome.ts';
import type { Outcome, RequestHandler, RequestRecord } from '../requests/port.ts';
import { columnsOf } from '../sage/read.ts';
import type { SageDocuments, SageTables } from '../sage/ports.ts';
import type { CreditPolicy } from './policy.ts';

type LimitPolicy = CustomerPolicy & CreditPolicy & { readonly currency: string };
type Message = ReturnType<typeof changeCreditLimitMessage.parse>;

export interface ChangeCreditLimitParts {
  readonly tables: SageTables;
  readonly documents: SageDocuments;
  /** The policy of a company; undefined for a company that the gateway does not serve. */
  readonly policies: (company: string) => LimitPolicy | undefined;
}

/** AR_Customer.CreditLimit of stock Sage (N13.2), for a catalogue that does not tell. */
const limitWidth = { precision: 13, scale: 2 };

/**
 * Sets credit limits, each once: looks first, a limit that stands already is done. With `expectedCreditLimit` a limit that somebody in Sage
 * changed since it was looked at is not written over.
 */
export function changeCreditLimit(parts: ChangeCreditLimitParts): RequestHandler {
  return async (request, signal) => {
    const message = changeCreditLimitMessage.parse(request.payload);
    const policy = parts.policies(request.company);
    if (policy === undefined) return unknownCompany(request.company);
    const findings = await check(parts.tables, request.company, message, policy);
    if (findings.faults.length > 0) return refused(findings.faults);
    return set(parts, request, message, policy, findings, signal);
  };
}

async function check(
  tables: SageTables,
  company: string,
  { creditLimit, currency }: Message,
  policy: LimitPolicy,
): Promise<Findings> {
  const findings = new Findings();
  if (currency !== undefined && currency !== policy.currency) {
    const sentence = `The limit is in ${currency}, the Sage company keeps ${policy.currency}.`;
    findings.fault('CURRENCY_MISMATCH', sentence, 'currency');
  }
  const width = numberWidth(await columnsOf(tables, company, 'AR_Customer'), 'CreditLimit', limitWidth);
  const limit = fitNumber(creditLimit, width, 'creditLimit', 'FIELD_INVALID', findings);
  if (limit?.isNegative() === true && !limit.isZero())
    findings.fault('FIELD_INVALID', `The credit limit ${creditLimit} is negative.`, 'creditLimit');
  if (limit?.isZero() === true && policy.creditLimitZeroMeans === 'none')
    findings.warn('A credit limit of 0 means in Sage that there is none.', 'creditLimit');
  return findings;
}

async function set(
  { tables, documents }: ChangeCreditLimitParts,
  request: RequestRecord,
  { divisionNo, customerNo, creditLimit, expectedCreditLimit }: Message,
  policy: LimitPolicy,
  { warnings }: Findings,
  signal: AbortSignal,
): Promise<Outcome> {
  const { company } = request;
  const [row] = await readByNumbers(tables, company, policy, [{ divisionNo, customerNo }], ['CreditLimit']);
  if (row === undefined) {
    const message = `Sage has no customer ${divisionNo}-${customerNo}.`;
    return refused([{ code: 'CUSTOMER_UNKNOWN', message, path: 'customerNo' }]);
  }
  const result = { divisionNo: row['ARDivisionNo'] ?? '', customerNo: row['CustomerNo'] ?? '' };
  const now = new Decimal(row['CreditLimit'] ?? 0);
  if (now.equals(creditLimit)) {
    const message = `The credit limit was ${now.toFixed(2)} already.`;
    return alreadySo(request, result, message, 'creditLimit');
  }
  if (expectedCreditLimit !== undefined && !now.equals(expectedCreditLimit)) {
    const message = `The credit limit in Sage is ${now.toFixed(2)} now, not ${new Decimal(expectedCreditLimit).toFixed(2)}.`;
    return refused([{ code: 'CHANGED_IN_SAGE', message, path: 'expectedCreditLimit' }]);
  }
  signal.throwIfAborted();
  return change(
    result,
    () =>
      documents.changeCustomer(company, result.divisionNo, result.customerNo, {
        creditLimit: new Decimal(creditLimit).toFixed(),
      }),
    () => 'creditLimit',
    warnings,
  );
}
