import { billTosOf, keyOf, type BillToPolicy, type CustomerKey } from '../customers/bill-to.ts';
import type { CustomerPolicy } from '../customers/policy.ts';
import { readByNumbers, type CustomerRow, type GivenCustomer } from '../customers/resolve-numbers.ts';
import type { SageTables } from '../sage/ports.ts';
import type { PricedCustomer } from './rules.ts';

const helpful = ['PriceLevel', 'CustomerDiscountRate'];

/** Who buys. */
export interface Buyer {
  /** Whose alias numbers count. */
  readonly own: CustomerKey;
  /** Whose prices count: the bill-to customer's in a national account, where Sage says so. */
  readonly priced: PricedCustomer;
}

/** The buyers of customers as people name them, one answer each in its place; undefined for one that Sage does not have. Three reads for 200. */
export async function readBuyers(
  tables: SageTables,
  company: string,
  policy: CustomerPolicy & BillToPolicy,
  given: readonly GivenCustomer[],
): Promise<(Buyer | undefined)[]> {
  if (given.length === 0) return [];
  const rows = await readByNumbers(tables, company, policy, given, helpful);
  const customers = rows.map((row) => row && pricedCustomer(row));
  const known = customers.filter((customer) => customer !== undefined);
  const billTos = await billTosOf(tables, company, policy.billTo, known);
  const payers = [...billTos.values()].filter(({ prices }) => prices);
  const payerRows = await readByNumbers(tables, company, policy, payers, helpful);
  const byPayer = new Map(payers.map((payer, at) => [keyOf(payer), payerRows[at]]));
  return customers.map((own) => {
    if (own === undefined) return undefined;
    const billTo = billTos.get(keyOf(own));
    const row = billTo?.prices === true ? byPayer.get(keyOf(billTo)) : undefined;
    return { own, priced: row === undefined ? own : pricedCustomer(row) };
  });
}

function pricedCustomer(row: CustomerRow): PricedCustomer {
  return {
    divisionNo: row['ARDivisionNo'] ?? '',
    customerNo: row['CustomerNo'] ?? '',
    level: row['PriceLevel'] ?? '',
    discountRate: row['CustomerDiscountRate'] ?? '0',
  };
}
