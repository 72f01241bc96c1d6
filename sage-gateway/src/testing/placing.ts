import type { RateSource } from '../currency/rates.ts';
import { companyPolicy, type CompanyPolicy } from '../orders/policy.ts';
import { placeOrder } from '../orders/place-order.ts';
import type { Outcome } from '../requests/port.ts';
import { MemoryDocuments } from './memory-documents.ts';
import { MemoryReservations } from './memory-reservations.ts';
import type { MemoryRow, MemoryTables } from './memory-tables.ts';
import type { GivenOrder } from './order-message.ts';
import { sageCompany } from './sage-company.ts';

/** The whole way of an order over the in-memory company "ABC". */
export interface Placed {
  readonly tables: MemoryTables;
  readonly documents: MemoryDocuments;
  readonly reservations: MemoryReservations;
  /** One try of a request. The same key again is a rerun: it gets what the tries before it stored. */
  place(order: GivenOrder, key?: string): Promise<Outcome>;
  /** Rows of a table of the company. */
  rows(table: string): MemoryRow[];
}

export const key = '006000000000001AAA.order.1';

export function placing(
  policy: Partial<CompanyPolicy> = {},
  tables = sageCompany(),
  signal = new AbortController().signal,
  rates?: RateSource,
): Placed {
  const documents = new MemoryDocuments(tables);
  const reservations = new MemoryReservations();
  const settled = { ...companyPolicy.parse({}), ...policy };
  const policies = (company: string) => (company === 'ABC' ? settled : undefined);
  const handler = placeOrder({ tables, documents, reservations, policies, rates, clock: () => 0 });
  return {
    tables,
    documents,
    reservations,
    place: (order, requestKey = key) => handler(reservations.record(requestKey, order), signal),
    rows: (table) => tables.table('ABC', table).rows,
  };
}
