import pLimit, { type LimitFunction } from 'p-limit';
import { orderMessage, type OrderMessage } from '../contract/order-message.ts';
import type { RateSource } from '../currency/rates.ts';
import { createCustomer, type CustomerNumbers } from '../customers/create-customer.ts';
import { draftCustomer, type CustomerDraft } from '../customers/draft-customer.ts';
import { findCustomer, type CustomerSearch, type FoundCustomer } from '../customers/find-customer.ts';
import { Findings } from '../mapping/findings.ts';
import { spellingIndex, type SpellingIndex } from '../products/spelling-index.ts';
import { unknownCompany } from '../requests/change-outcome.ts';
import type { Outcome, RequestHandler, RequestRecord, Reservations } from '../requests/port.ts';
import { SageRefusal, type SageDocuments, type SageTables } from '../sage/ports.ts';
import { recoverByKey, recoverByNumber } from './recover-order.ts';
import { customerFault } from './refusal-path.ts';
import { goesOnHold } from './check-credit.ts';
import { policyOfOrder, type CompanyPolicy } from './policy.ts';
import { validateOrder } from './validate-order.ts';
import { writeOrder } from './write-order.ts';

export interface PlaceOrderParts {
  readonly tables: SageTables;
  readonly documents: SageDocuments;
  readonly reservations: Reservations;
  /** The policy of a company; undefined for a company that the gateway does not serve. */
  readonly policies: (company: string) => CompanyPolicy | undefined;
  /** Exchange rates for orders in another currency; left out: there are none. */
  readonly rates?: RateSource | undefined;
  /** Milliseconds; for the age of what is kept in memory. */
  readonly clock?: () => number;
}

/** One order on its way: what every step needs. */
export interface Placing {
  readonly request: RequestRecord;
  readonly message: OrderMessage;
  readonly policy: CompanyPolicy;
  readonly parts: PlaceOrderParts;
  readonly findings: Findings;
  readonly signal: AbortSignal;
}

/**
 * Places the orders of `PlaceOrder` requests in Sage. Each may be run any number of times and is placed once:
 *
 *   1. recover   an earlier try reserved a number: is its order in Sage?
 *   2. resolve   the customer, by reading alone
 *   3. recover   the order by its key, where the site has a UDF for it
 *   4. validate  every line and field, by reading alone; all faults are told together, nothing is written before
 *   5. credit    the customer's, by reading alone, where the policy says so
 *   6. create    the customer, if there is none
 *   7. write     number reserved, then the order
 *
 * The price of reserving first is a gap in Sage's numbers when a try dies between reservation and write and a person then gives up.
 */
export function placeOrder(parts: PlaceOrderParts): RequestHandler {
  const spellings = new Map<number, SpellingIndex>();
  const creating = new Map<string, LimitFunction>();
  const spellingsOf = ({ spellingMinutes }: CompanyPolicy) =>
    kept(spellings, spellingMinutes, () =>
      spellingIndex(parts.tables, spellingMinutes, parts.clock ?? Date.now),
    );

  return async (request, signal) => {
    const policy = parts.policies(request.company);
    if (policy === undefined) return unknownCompany(request.company);
    const message = orderMessage.parse(request.payload);
    const findings = new Findings();
    for (const warning of message.warnings ?? []) findings.warn(warning);
    const own = policyOfOrder(policy, message);
    const placing: Placing = { request, message, policy: own, parts, findings, signal };
    const turn = kept(creating, request.company, () => pLimit(1));
    return place(placing, spellingsOf(policy), turn);
  };
}

async function place(placing: Placing, spellings: SpellingIndex, turn: LimitFunction): Promise<Outcome> {
  const { request, message, policy, parts, findings, signal } = placing;
  const { key, company } = request;
  const { tables } = parts;

  const recovered = await recoverByNumber(placing);
  if ('outcome' in recovered) return recovered.outcome;

  const search = { tables, reservations: parts.reservations, company, policy, findings };
  const found = await findCustomer(search, message.customer);
  const byKey = found.kind === 'found' ? await recoverByKey(placing, found.customer) : undefined;
  if (byKey !== undefined) return byKey;

  const draft = found.kind === 'none' ? await draftOf(placing) : undefined;
  const { rates } = parts;
  const checks = { tables, company, key, policy, spellings, found, rates, findings };
  const planned = await validateOrder(message, checks);
  if (findings.faults.length > 0) return refused(findings);
  // A customer that the order makes has no limit yet.
  const onHold =
    found.kind === 'found' && (await goesOnHold(placing, found.customer, planned.order, spellings));
  if (findings.faults.length > 0) return refused(findings);

  signal.throwIfAborted();
  const customer = await customerOf(placing, search, found, draft, turn);
  if (customer === undefined) return refused(findings);
  return writeOrder(
    placing,
    recovered.salesOrderNo,
    { ...planned.order, ...(onHold && { hold: true }), ...numbers(customer) },
    planned.origins,
    customer.created,
  );
}

/** The customer that would be made; a fault where the policy makes none. */
async function draftOf({
  parts,
  request,
  message,
  policy,
  findings,
}: Placing): Promise<CustomerDraft | undefined> {
  if (policy.createCustomers) return draftCustomer(parts.tables, request.company, message, policy, findings);
  findings.fault(
    'CUSTOMER_UNKNOWN',
    'No customer in Sage matches the account, and the gateway is set not to create customers.',
    'customer',
  );
  return undefined;
}

/** The customer found, or made now. One company makes one customer at a time, so that two orders of a new account make one. */
async function customerOf(
  { parts, request, message, findings }: Placing,
  search: CustomerSearch,
  found: FoundCustomer,
  draft: CustomerDraft | undefined,
  turn: LimitFunction,
): Promise<CustomerNumbers | undefined> {
  if (found.kind === 'found')
    return linked(parts.reservations, search.company, message, request.key, found.customer);
  if (draft === undefined) return undefined;
  try {
    return await turn(() =>
      createCustomer(parts.documents, parts.reservations, search, message.customer, draft, request.key),
    );
  } catch (error) {
    if (!(error instanceof SageRefusal)) throw error;
    const { code, message: sentence, path } = customerFault(error);
    findings.fault(code, sentence, path);
    return undefined;
  }
}

/** A customer that was found, with the account's link to it stored: a rerun then knows the customer whatever changes in Sage. */
async function linked(
  reservations: Reservations,
  company: string,
  { customer: { accountId } }: OrderMessage,
  key: string,
  customer: { divisionNo: string; customerNo: string },
): Promise<CustomerNumbers> {
  const { divisionNo, customerNo } = customer;
  const link = await reservations.customerOf(company, accountId);
  const same = link?.divisionNo === divisionNo && link.customerNo === customerNo;
  if (!same || !link.written) {
    const madeBy = same ? link.madeBy : undefined;
    await reservations.linkCustomer(company, accountId, {
      ...numbers(customer),
      written: true,
      ...(madeBy === undefined ? {} : { madeBy }),
    });
  }
  return { divisionNo, customerNo, created: same && link.madeBy === key };
}

function numbers({ divisionNo, customerNo }: { divisionNo: string; customerNo: string }) {
  return { divisionNo, customerNo };
}

function refused({ faults, warnings }: Findings): Outcome {
  return { state: 'Refused', errors: faults, warnings };
}

function kept<K, V>(map: Map<K, V>, key: K, make: () => V): V {
  const value = map.get(key) ?? make();
  map.set(key, value);
  return value;
}
