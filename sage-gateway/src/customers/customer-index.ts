import { present, widthOf } from '../mapping/fit.ts';
import { NameIndex } from '../matching/name-index.ts';
import { comparedName, type ComparedName } from '../matching/names.ts';
import { keptByCompany } from '../sage/kept-by-company.ts';
import type { SageTables } from '../sage/ports.ts';
import { columnsOf } from '../sage/read.ts';
import { readAll } from '../sage/read-all.ts';
import { fold, foldZip } from './match-customer.ts';
import type { CustomerPolicy } from './policy.ts';

/** A customer as it is compared with accounts. */
export interface IndexedCustomer {
  readonly divisionNo: string;
  readonly customerNo: string;
  readonly name: string;
  readonly compared: ComparedName;
  /** The name fills its column, so more of it may have been cut off. */
  readonly isCut: boolean;
  readonly city: string | null;
  readonly state: string | null;
  readonly inactive: boolean;
  readonly folded: { readonly zip: string; readonly city: string; readonly street: string };
  readonly phone: string;
  readonly email: string;
  /** What the site's own key columns hold. */
  readonly accountId: string;
  readonly accountNumber: string;
}

/** Ways to find customers. Each answers at most some hundred. */
export interface CustomerIndex {
  alike(name: ComparedName): readonly IndexedCustomer[];
  /** By the postal code as it is compared. */
  byZip(zip: string): readonly IndexedCustomer[];
  byNumber(customerNo: string): readonly IndexedCustomer[];
  byPhone(phone: string): readonly IndexedCustomer[];
  byEmail(email: string): readonly IndexedCustomer[];
  byAccountId(accountId: string): readonly IndexedCustomer[];
  byAccountNumber(accountNumber: string): readonly IndexedCustomer[];
}

export type CustomerIndexes = (company: string, policy: CustomerPolicy) => Promise<CustomerIndex>;

/** A number or address that more customers than this share tells nothing. */
const mostSharing = 200;

/**
 * An index of all customers of a company, because "similar" cannot be asked of Sage's keys. It is built when it is first asked for and kept
 * for `minutes`; a customer entered meanwhile is suggested some minutes later. At most about 200,000 customers; beyond that nothing is suggested by name.
 */
export function customerIndexes(tables: SageTables, minutes: number, now: () => number): CustomerIndexes {
  const byKeys = new Map<string, (company: string) => Promise<CustomerIndex>>();
  return (company, { customerKeys }) => {
    const key = JSON.stringify([customerKeys.accountId, customerKeys.accountNumber]);
    const indexOf = byKeys.get(key) ?? keptByCompany(minutes, now, (one) => build(tables, one, customerKeys));
    byKeys.set(key, indexOf);
    return indexOf(company);
  };
}

const helpful = [
  'AddressLine1',
  'City',
  'State',
  'ZipCode',
  'TelephoneNo',
  'EmailAddress',
  'CustomerStatus',
] as const;

async function build(
  tables: SageTables,
  company: string,
  { accountId = '', accountNumber = '' }: CustomerPolicy['customerKeys'],
): Promise<CustomerIndex> {
  const catalogue = await columnsOf(tables, company, 'AR_Customer');
  const keys = present(catalogue, [accountId, accountNumber]);
  const columns: string[] = [
    'ARDivisionNo',
    'CustomerNo',
    'CustomerName',
    ...present(catalogue, helpful),
    ...keys,
  ];
  const width = widthOf(catalogue, 'CustomerName');
  const rows = (await readAll(tables, company, { table: 'AR_Customer', columns, key: 'CustomerNo' })) ?? [];
  const customers = rows.map((row): IndexedCustomer => {
    const name = row['CustomerName'] ?? '';
    return {
      divisionNo: row['ARDivisionNo'] ?? '',
      customerNo: row['CustomerNo'] ?? '',
      name,
      compared: comparedName(name),
      isCut: name.length >= width - 1,
      city: row['City'] ?? null,
      state: row['State'] ?? null,
      inactive: row['CustomerStatus'] === 'I',
      folded: {
        zip: foldZip(row['ZipCode'] ?? ''),
        city: fold(row['City'] ?? ''),
        street: fold(row['AddressLine1'] ?? ''),
      },
      phone: comparedPhone(row['TelephoneNo'] ?? ''),
      email: comparedEmail(row['EmailAddress'] ?? ''),
      accountId: row[accountId] ?? '',
      accountNumber: row[accountNumber] ?? '',
    };
  });
  const names = new NameIndex(customers, ({ compared }) => compared);
  return {
    alike: (name) => names.alike(name),
    byZip: finder(customers, ({ folded }) => folded.zip),
    byNumber: finder(customers, ({ customerNo }) => customerNo),
    byPhone: finder(customers, ({ phone }) => phone),
    byEmail: finder(customers, ({ email }) => email),
    byAccountId: finder(customers, (customer) => customer.accountId.slice(0, 15)),
    byAccountNumber: finder(customers, (customer) => customer.accountNumber),
  };
}

function finder(
  customers: readonly IndexedCustomer[],
  keyOf: (customer: IndexedCustomer) => string,
): (key: string) => readonly IndexedCustomer[] {
  const by = Map.groupBy(customers, keyOf);
  return (key) => {
    const found = key === '' ? [] : (by.get(key) ?? []);
    return found.length > mostSharing ? [] : found;
  };
}

/** A telephone number by its last ten digits, which leaves country codes and punctuation out; fewer than seven are none. */
export function comparedPhone(phone: string): string {
  const digits = phone.replace(/\D/g, '');
  return digits.length < 7 ? '' : digits.slice(-10);
}

export function comparedEmail(email: string): string {
  return email.trim().toLowerCase();
}
