import type { OrderMessage } from '../contract/order-message.ts';
import { widthOf } from '../mapping/fit.ts';
import { oneLine, toSageText } from '../mapping/sage-text.ts';
import { columnsOf } from '../sage/read.ts';
import type { SageTables } from '../sage/ports.ts';
import { readCustomers, type Customer } from './customer.ts';

/** Customers read at most for one name or one postal code. A site with more in one postal code should keep the account id on its customers (`customerKeys`). */
const limit = 1000;

/** What matching by name and address came to. `sameNameOnly`: the name fits, but the account's address says too little to be sure. */
export interface Matches {
  readonly sure: readonly Customer[];
  readonly sameNameOnly: readonly Customer[];
}

/**
 * Customers of the same name and the same postal code, city or street. Letters and digits alone count: case, accents, blanks and punctuation
 * are folded. Read by the keys KNAME (the name in its usual spellings) and KZIPCODE (any spelling at the same postal code), never by reading all customers.
 */
export async function matchByName(
  tables: SageTables,
  company: string,
  wanted: OrderMessage['customer'],
): Promise<Matches> {
  const rows = new Map<string, Customer>();
  const columns = await columnsOf(tables, company, 'AR_Customer');
  const names = sageNames(wanted.name, widthOf(columns, 'CustomerName'));
  for (const [column, values] of [
    ['CustomerName', nameSpellings(names)],
    ['ZipCode', zipSpellings(wanted.billTo?.postalCode ?? '')],
  ] as const) {
    if (values.length === 0) continue;
    for (const row of await readCustomers(tables, company, [{ column, op: 'in', values }], limit)) {
      rows.set(`${row.divisionNo}-${row.customerNo}`, row);
    }
  }
  const folded = names.map(fold);
  const named = [...rows.values()].filter((row) => folded.some((name) => same(name, fold(row.name))));
  const { street, city, zip } = addressOf(wanted);
  const sure = named.filter(
    (row) => same(zip, foldZip(row.zipCode)) || same(city, fold(row.city)) || same(street, fold(row.street)),
  );
  const says = street !== '' || city !== '' || zip !== '';
  return { sure: preferActive(sure), sameNameOnly: says ? [] : preferActive(named) };
}

/**
 * True when a customer under a number that an earlier try reserved is the one it wanted to write: by name, or, since a script at the site may
 * change names, by street and postal code.
 */
export async function isWanted(
  tables: SageTables,
  company: string,
  row: Customer,
  wanted: OrderMessage['customer'],
): Promise<boolean> {
  const columns = await columnsOf(tables, company, 'AR_Customer');
  const names = sageNames(wanted.name, widthOf(columns, 'CustomerName')).map(fold);
  const { street, zip } = addressOf(wanted);
  return (
    names.some((name) => same(name, fold(row.name))) ||
    (same(zip, foldZip(row.zipCode)) && same(street, fold(row.street)))
  );
}

/** A text by its letters and digits alone: lower case, without accents, blanks and punctuation. */
export function fold(value: string): string {
  return toSageText(value)
    .text.normalize('NFD')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();
}

/** A postal code for comparing: of a ZIP+4 only the first five digits. */
export function foldZip(value: string): string {
  const code = fold(value);
  return /^\d{9}$/.test(code) ? code.slice(0, 5) : code;
}

function addressOf(wanted: OrderMessage['customer']) {
  const { street = '', city = '', postalCode = '' } = wanted.billTo ?? {};
  return { street: fold(street.split('\n')[0] ?? ''), city: fold(city), zip: foldZip(postalCode) };
}

function same(one: string, other: string): boolean {
  return one !== '' && one === other;
}

/** A name as it is, and as it stands in Sage after it was cut to the column's width. */
function sageNames(name: string, width: number): string[] {
  const plain = oneLine(toSageText(name).text);
  return [...new Set([plain, plain.slice(0, width).trimEnd()])];
}

function nameSpellings(names: readonly string[]): string[] {
  const spellings = names.flatMap((name) => [name, name.toUpperCase(), name.toLowerCase()]);
  return [...new Set(spellings)].filter((name) => name !== '');
}

function zipSpellings(zip: string): string[] {
  const code = zip.trim().toUpperCase();
  const letters = code.replace(/[^A-Z0-9]/gu, '');
  const spellings = [code, letters, foldZip(code).toUpperCase()];
  if (/^[A-Z]\d[A-Z]\d[A-Z]\d$/.test(letters)) spellings.push(`${letters.slice(0, 3)} ${letters.slice(3)}`);
  if (/^\d{9}$/.test(letters)) spellings.push(`${letters.slice(0, 5)}-${letters.slice(5)}`);
  return [...new Set(spellings)].filter((spelling) => spelling !== '');
}

function preferActive(customers: readonly Customer[]): readonly Customer[] {
  const active = customers.filter((customer) => !customer.inactive);
  return active.length > 0 ? active : customers;
}
