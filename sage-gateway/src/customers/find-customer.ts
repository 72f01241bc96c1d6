import type { OrderMessage } from '../contract/order-message.ts';
import { brief } from '../mapping/fit.ts';
import type { Findings } from '../mapping/findings.ts';
import type { CustomerLink, Reservations } from '../requests/port.ts';
import { columnsOf } from '../sage/read.ts';
import type { Condition, SageTables } from '../sage/ports.ts';
import { label, readCustomer, readCustomers, type Customer } from './customer.ts';
import { isWanted, matchByName } from './match-customer.ts';
import type { CustomerPolicy } from './policy.ts';

/** What finding a customer needs to know. */
export interface CustomerSearch {
  readonly tables: SageTables;
  readonly reservations: Pick<Reservations, 'customerOf'>;
  readonly company: string;
  readonly policy: CustomerPolicy;
  readonly findings: Findings;
}

/** How the search ended: a customer; none, perhaps with a number that an earlier try reserved; or a fault, which the findings hold. */
export type FoundCustomer =
  | { readonly kind: 'found'; readonly customer: Customer }
  | { readonly kind: 'none'; readonly reserved: CustomerLink | undefined }
  | { readonly kind: 'fault' };

/** Candidates read and named at most. */
const candidates = 20;
const fault = { kind: 'fault' } as const;

/**
 * Finds the Sage customer of an account. Reads only. The first of these that tells decides: the customer number on the account; the link
 * that an earlier order left; the key columns; the same name and address. More than one customer is a fault that names them.
 */
export async function findCustomer(
  search: CustomerSearch,
  wanted: OrderMessage['customer'],
): Promise<FoundCustomer> {
  if (wanted.customerNo !== undefined && wanted.customerNo.trim() !== '') {
    return byNumber(search, wanted.customerNo, wanted.divisionNo);
  }
  const link = await search.reservations.customerOf(search.company, wanted.accountId);
  const linked =
    link && (await readCustomer(search.tables, search.company, link.divisionNo, link.customerNo));
  if (linked && (link?.written === true || (await isWanted(search.tables, search.company, linked, wanted)))) {
    return found(search, linked);
  }
  if (link?.written === true) {
    search.findings.warn(
      `Customer ${link.divisionNo}-${link.customerNo} of the account's earlier orders is no longer in Sage.`,
      'customer.accountId',
    );
  }
  const keyed = await byKeys(search, wanted);
  if (keyed !== undefined) return keyed;
  if (search.policy.matchByName) {
    const { sure, sameNameOnly } = await matchByName(search.tables, search.company, wanted);
    if (sure.length > 0) return only(search, sure, 'customer.name');
    if (sameNameOnly.length > 0) {
      return ambiguous(
        search,
        sameNameOnly,
        'customer.billTo',
        'The account has no address to tell whether it is',
      );
    }
  }
  return { kind: 'none', reserved: link?.written === false && linked === undefined ? link : undefined };
}

/** A division as Sage keeps it: upper case, "1" as "01". */
export function divisionOf(given: string | undefined, policy: CustomerPolicy): string {
  const division = given?.trim().toUpperCase() ?? '';
  if (division === '') return policy.defaultDivisionNo;
  return /^\d$/.test(division) ? division.padStart(2, '0') : division;
}

/** How Sage may keep a customer number that a person wrote: upper case, then filled with zeros if it is all digits. */
export function numberSpellings(given: string, policy: CustomerPolicy): string[] {
  const upper = given.trim().toUpperCase();
  return /^\d+$/.test(upper) ? [...new Set([upper, upper.padStart(policy.customerNoWidth, '0')])] : [upper];
}

async function byNumber(
  search: CustomerSearch,
  given: string,
  division: string | undefined,
): Promise<FoundCustomer> {
  const { tables, company, policy, findings } = search;
  const number = { column: 'CustomerNo', op: 'in', values: numberSpellings(given, policy) } as const;
  const inDivision = division !== undefined && division.trim() !== '';
  const divisionNo = divisionOf(division, policy);
  const where: Condition[] = inDivision
    ? [{ column: 'ARDivisionNo', op: '=', value: divisionNo }, number]
    : [number];
  const rows = await readCustomers(tables, company, where, candidates);
  const exact = rows.filter((row) => row.customerNo === number.values[0]);
  const best = exact.length > 0 ? exact : rows;
  const home = best.filter((row) => row.divisionNo === divisionNo);
  const rest = home.length > 0 ? home : best;
  if (rest.length > 0) return only(search, rest, 'customer.customerNo');
  const shown = inDivision ? `${divisionNo}-${given.trim()}` : given.trim();
  findings.fault('CUSTOMER_UNKNOWN', `Sage has no customer ${brief(shown)}.`, 'customer.customerNo');
  return fault;
}

/** The customer by a key column; undefined when no key is set up or none tells. UDFs have no index: Sage reads all customers for this. */
async function byKeys(
  search: CustomerSearch,
  wanted: OrderMessage['customer'],
): Promise<FoundCustomer | undefined> {
  const { accountId, accountNumber } = search.policy.customerKeys;
  const keys = [
    { column: accountId, values: [...new Set([wanted.accountId, wanted.accountId.slice(0, 15)])] },
    { column: accountNumber, values: [wanted.accountNumber?.trim() ?? ''].filter((value) => value !== '') },
  ];
  const catalogue = await columnsOf(search.tables, search.company, 'AR_Customer');
  for (const { column, values } of keys) {
    if (column === undefined) continue;
    if (!catalogue.has(column.toUpperCase())) {
      search.findings.fault(
        'FIELD_UNKNOWN',
        `AR_Customer has no column ${column}, which the gateway's settings name as the key of customers.`,
        'customer',
      );
      return fault;
    }
    if (values.length === 0) continue;
    const where: Condition[] = [{ column, op: 'in', values }];
    const rows = await readCustomers(search.tables, search.company, where, candidates);
    if (rows.length > 0) return only(search, rows, 'customer.accountId');
  }
  return undefined;
}

function only(search: CustomerSearch, rows: readonly Customer[], path: string): FoundCustomer {
  const [first, ...others] = rows;
  if (first !== undefined && others.length === 0) return found(search, first);
  return ambiguous(search, rows, path, 'The account could be');
}

function ambiguous(
  search: CustomerSearch,
  rows: readonly Customer[],
  path: string,
  beginning: string,
): FoundCustomer {
  const names = rows.slice(0, candidates).map(label).join('; ');
  search.findings.fault(
    'CUSTOMER_AMBIGUOUS',
    `${beginning} ${rows.length > 1 ? 'one of these: ' : ''}${names}.`,
    path,
  );
  return fault;
}

function found(search: CustomerSearch, customer: Customer): FoundCustomer {
  if (!customer.inactive) return { kind: 'found', customer };
  search.findings.fault(
    'CUSTOMER_INACTIVE',
    `${label(customer)} is inactive in Sage.`,
    'customer.customerNo',
  );
  return fault;
}
