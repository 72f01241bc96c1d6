import type { RequestTypeName } from '../contract/payloads.ts';
import { changeCreditLimit } from '../credit/change-credit-limit.ts';
import { updateCustomer } from '../customers/update-customer.ts';
import { cancelOrder } from '../orders/cancel-order.ts';
import { changeOrder } from '../orders/change-order.ts';
import { holdOrder } from '../orders/hold-order.ts';
import { placeOrder } from '../orders/place-order.ts';
import { promoteQuote } from '../orders/promote-quote.ts';
import { companyPolicy, type CompanyPolicy } from '../orders/policy.ts';
import { releaseOrder } from '../orders/release-order.ts';
import { changeItemPrice } from '../pricing/change-item-price.ts';
import type { Outcome, Reservations } from '../requests/port.ts';
import type { RequestHandlers } from '../requests/types.ts';
import { MemoryDocuments } from './memory-documents.ts';
import { MemoryReservations } from './memory-reservations.ts';
import type { MemoryRow, MemoryTables } from './memory-tables.ts';
import { sageCompany } from './sage-company.ts';

/** Changes over the in-memory company "ABC", which has the open order 0000101 of customer 01-0000676. */
export interface Changing {
  readonly tables: MemoryTables;
  readonly documents: MemoryDocuments;
  readonly reservations: MemoryReservations;
  /** One try of a request. The same key again is a rerun: it gets what the tries before it stored. */
  change(type: RequestTypeName, payload: unknown, key?: string): Promise<Outcome>;
  /** The order among the open ones; a test may change it. */
  order(): MemoryRow | undefined;
  /** The lines of the order; a test may change them. */
  lines(): MemoryRow[];
  /** The order's status in history. */
  history(): MemoryRow | undefined;
  customer(): MemoryRow | undefined;
  item(itemCode: string): MemoryRow | undefined;
}

export const salesOrderNo = '0000101';
export const customerKey = { ARDivisionNo: '01', CustomerNo: '0000676' };

/** The handlers of all types over one Sage. */
export function allHandlers(
  tables: MemoryTables,
  documents: MemoryDocuments,
  reservations: Reservations,
  policy: Partial<CompanyPolicy> = {},
): RequestHandlers {
  const settled = { ...companyPolicy.parse({}), ...policy };
  const policies = (company: string) => (company === 'ABC' ? settled : undefined);
  const parts = { tables, documents, reservations, policies };
  return {
    PlaceOrder: placeOrder(parts),
    HoldOrder: holdOrder(parts),
    ReleaseOrder: releaseOrder(parts),
    CancelOrder: cancelOrder(parts),
    ChangeOrder: changeOrder({ ...parts, clock: () => 0 }),
    PromoteQuote: promoteQuote(parts),
    ChangeCreditLimit: changeCreditLimit(parts),
    UpdateCustomer: updateCustomer(parts),
    ChangeItemPrice: changeItemPrice(parts),
  };
}

/** A company with one open order. */
export function companyWithOrder(without: readonly string[] = []): MemoryTables {
  const tables = sageCompany(without);
  const order = { ...customerKey, SalesOrderNo: salesOrderNo, OrderType: 'S', OrderDate: '2026-05-31' };
  tables.table('ABC', 'SO_SalesOrderHeader').rows.push({ ...order, OrderStatus: 'N' });
  tables.table('ABC', 'SO_SalesOrderHistoryHeader').rows.push({ ...order, OrderStatus: 'A' });
  return tables;
}

export function changing(policy: Partial<CompanyPolicy> = {}, without: readonly string[] = []): Changing {
  const tables = companyWithOrder(without);
  const documents = new MemoryDocuments(tables);
  const reservations = new MemoryReservations();
  const handlers = allHandlers(tables, documents, reservations, policy);
  const { signal } = new AbortController();
  const find = (table: string, key: MemoryRow) =>
    tables
      .table('ABC', table)
      .rows.find((row) => Object.entries(key).every(([name, value]) => row[name] === value));
  return {
    tables,
    documents,
    reservations,
    lines: () =>
      tables.table('ABC', 'SO_SalesOrderDetail').rows.filter((row) => row['SalesOrderNo'] === salesOrderNo),
    change: (type, payload, key = `${type}.1`) => handlers[type](reservations.record(key, payload), signal),
    order: () => find('SO_SalesOrderHeader', { SalesOrderNo: salesOrderNo }),
    history: () => find('SO_SalesOrderHistoryHeader', { SalesOrderNo: salesOrderNo }),
    customer: () => find('AR_Customer', customerKey),
    item: (itemCode) => find('CI_Item', { ItemCode: itemCode }),
  };
}
