import {
  mostCandidates,
  type AccountToMatch,
  type CustomerCandidate,
  type CustomerMatches,
} from '../contract/matches.ts';
import { closeness, comparedName, likeness, type ComparedName } from '../matching/names.ts';
import type { CustomerKey } from './bill-to.ts';
import { comparedEmail, comparedPhone, type CustomerIndex, type IndexedCustomer } from './customer-index.ts';
import { numberSpellings } from './find-customer.ts';
import { judgeMatch, type Agreement } from './judge-match.ts';
import { fold, foldZip } from './match-customer.ts';
import type { CustomerPolicy } from './policy.ts';

/** An account with what it is compared by. */
interface Compared {
  readonly account: AccountToMatch;
  readonly name: ComparedName;
  readonly folded: IndexedCustomer['folded'];
  readonly phone: string;
  readonly email: string;
  readonly numbers: readonly GivenNumber[];
  readonly link: CustomerKey | undefined;
}

interface GivenNumber {
  readonly divisionNo: string | undefined;
  readonly customerNo: string;
}

/**
 * Customers that an account may be, the best first. Pure: all reading was done for the index and the links. One that is sure may be accepted
 * unseen; so when several are, none is, unless a link says which.
 */
export function suggestCustomers(
  index: CustomerIndex,
  policy: CustomerPolicy,
  account: AccountToMatch,
  link: CustomerKey | undefined,
): CustomerMatches {
  const wanted = compared(account, policy, link);
  const rated = [...candidatesOf(index, wanted)].flatMap((customer) => {
    const agreement = agreementOf(wanted, customer);
    const judged = judgeMatch(agreement);
    if (judged === undefined) return [];
    const sureButGone = customer.inactive && judged.certainty === 'sure';
    const certainty = sureButGone ? ('likely' as const) : judged.certainty;
    return [
      { customer, agreement, closeness: closeness(wanted.name, customer.compared), ...judged, certainty },
    ];
  });
  const sure = rated.filter(({ certainty }) => certainty === 'sure');
  const linked = sure.filter(({ agreement }) => agreement.link);
  const chosen = sure.length === 1 ? sure : linked.length === 1 ? linked : [];
  const settled = rated.map((one) =>
    one.certainty === 'sure' && !chosen.includes(one) ? { ...one, certainty: 'likely' as const } : one,
  );
  const order = ['sure', 'likely', 'possible'];
  settled.sort(
    (one, other) =>
      order.indexOf(one.certainty) - order.indexOf(other.certainty) ||
      Number(one.customer.inactive) - Number(other.customer.inactive) ||
      other.reasons.length - one.reasons.length ||
      other.closeness - one.closeness ||
      (keyText(one.customer) < keyText(other.customer) ? -1 : 1),
  );
  const candidates = settled
    .slice(0, mostCandidates)
    .map(({ customer, certainty, reasons }): CustomerCandidate => ({
      divisionNo: customer.divisionNo,
      customerNo: customer.customerNo,
      customerName: customer.name,
      city: customer.city,
      state: customer.state,
      certainty,
      reasons: [...reasons],
    }));
  return { accountId: account.accountId, candidates };
}

function compared(account: AccountToMatch, policy: CustomerPolicy, link: CustomerKey | undefined): Compared {
  const { street = '', city = '', postalCode = '' } = account.billTo ?? {};
  return {
    account,
    link,
    name: comparedName(account.name),
    folded: { zip: foldZip(postalCode), city: fold(city), street: fold(street.split('\n')[0] ?? '') },
    phone: comparedPhone(account.phone ?? ''),
    email: comparedEmail(account.email ?? ''),
    numbers: numbersOf(account.accountNumber ?? '', policy),
  };
}

/** What an account number may be in Sage: a customer number, or division and number as "01-0001001". */
function numbersOf(given: string, policy: CustomerPolicy): GivenNumber[] {
  if (given.trim() === '') return [];
  const [, division, rest] = /^\s*(\w{2})-(.+)$/.exec(given) ?? [];
  const whole = numberSpellings(given, policy).map((customerNo) => ({ divisionNo: undefined, customerNo }));
  if (division === undefined || rest === undefined) return whole;
  const parts = numberSpellings(rest, policy);
  return [...whole, ...parts.map((customerNo) => ({ divisionNo: division.toUpperCase(), customerNo }))];
}

/** Everybody who has something in common with the account; each once. */
function candidatesOf(
  index: CustomerIndex,
  { account, name, folded, phone, email, numbers, link }: Compared,
): Set<IndexedCustomer> {
  return new Set([
    ...index.alike(name),
    ...index.byZip(folded.zip),
    ...numbers.flatMap(({ customerNo }) => index.byNumber(customerNo)),
    ...(link ? index.byNumber(link.customerNo) : []),
    ...index.byAccountId(account.accountId.slice(0, 15)),
    ...index.byAccountNumber(account.accountNumber?.trim() ?? ''),
    ...index.byPhone(phone),
    ...index.byEmail(email),
  ]);
}

function agreementOf(wanted: Compared, customer: IndexedCustomer): Agreement {
  const { account, folded, phone, email, numbers, link } = wanted;
  const isNumbered = numbers.some(
    ({ divisionNo, customerNo }) =>
      customerNo === customer.customerNo && (divisionNo ?? customer.divisionNo) === customer.divisionNo,
  );
  const { core } = customer.compared;
  const cut = customer.isCut && core !== '' && wanted.name.core.startsWith(core);
  return {
    link:
      (link?.customerNo === customer.customerNo && link.divisionNo === customer.divisionNo) ||
      same(account.accountId.slice(0, 15), customer.accountId.slice(0, 15)),
    number: same(account.accountNumber?.trim() ?? '', customer.accountNumber)
      ? 'key'
      : isNumbered
        ? 'number'
        : 'none',
    name: cut ? 'same' : likeness(wanted.name, customer.compared),
    zip: same(folded.zip, customer.folded.zip),
    city: same(folded.city, customer.folded.city),
    street: same(folded.street, customer.folded.street),
    phone: same(phone, customer.phone),
    email: same(email, customer.email),
  };
}

function same(one: string, other: string): boolean {
  return one !== '' && one === other;
}

function keyText({ divisionNo, customerNo }: IndexedCustomer): string {
  return `${divisionNo}-${customerNo}`;
}
