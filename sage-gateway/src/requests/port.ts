import type { Fault, Warning } from '../contract/errors.ts';
import type { SalesOrder } from '../sage/ports.ts';

/** States of contract/states.json that the gateway knows; `Waiting` is Salesforce's alone. */
export type RequestState = 'Accepted' | 'Done' | 'Refused' | 'Failed';

/** A request as the inbox keeps it. */
export interface RequestRecord {
  readonly key: string;
  readonly type: string;
  readonly sourceId: string;
  readonly company: string;
  readonly mappingRevision: string | null;
  /** Parsed by the type's schema when it was accepted. */
  readonly payload: unknown;
  readonly state: RequestState;
  /** The number kept so far: of an order to be placed, reserved long before it exists; of one to be cancelled, from before its deletion. */
  readonly salesOrderNo: string | null;
  readonly divisionNo: string | null;
  readonly customerNo: string | null;
  /** Keys of older requests for the same record: a person who sends again makes a new one. */
  readonly earlierKeys: readonly string[];
  /** Counts from 1 for the first try. */
  readonly attempts: number;
}

/** Sage's status of an order: N new, O open, H on hold, C completed, X cancelled. */
export type OrderStatus = 'N' | 'O' | 'H' | 'C' | 'X';

/** What a placed order came to, as Sage keeps it. Decimals as text. */
export interface OrderResult {
  readonly salesOrderNo: string;
  readonly divisionNo: string;
  readonly customerNo: string;
  readonly customerCreated: boolean;
  /** Item lines, without comments. */
  readonly lines: number;
  /** Sum of QuantityOrdered. */
  readonly quantity: string;
  /** Sum of the lines' ExtensionAmt. */
  readonly merchandise: string;
  /** Left out when Sage does not tell: history alone has the order, and calls it active. */
  readonly orderStatus?: OrderStatus;
}

/** The record of Sage that a change was made to; of an order that is gone from Sage only its number is known. */
export interface ChangeResult {
  readonly salesOrderNo?: string;
  readonly divisionNo?: string;
  readonly customerNo?: string;
  /** The status of the order that was changed, as the request left it. */
  readonly orderStatus?: OrderStatus;
}

/** What a request came to, by its type. */
export type RequestResult = OrderResult | ChangeResult;

/** Tells a placed order's result from a change's. */
export function isOrderResult(result: RequestResult | null): result is OrderResult {
  return result !== null && 'lines' in result;
}

/** How the work on a request ended. A failure that may pass is not an outcome: it is thrown as `RetryableError` (errors.ts). */
export type Outcome =
  | { readonly state: 'Done'; readonly result: RequestResult; readonly warnings: readonly Warning[] }
  | { readonly state: 'Refused'; readonly errors: readonly Fault[]; readonly warnings: readonly Warning[] };

/** Numbers of Sage, stored durably before they are used, so that a rerun finds what an earlier try began. */
export interface Reservations extends OrderMemories {
  /** Stores the sales order number of a request before the BOI write; committed when the promise resolves. */
  reserveSalesOrderNo(key: string, salesOrderNo: string): Promise<void>;
  /** Forgets a reserved number that turned out to belong to another order. */
  releaseSalesOrderNo(key: string): Promise<void>;
  /** The Sage customer linked to a Salesforce account by an earlier order, or undefined. */
  customerOf(company: string, accountId: string): Promise<CustomerLink | undefined>;
  /** Stores (or replaces) the link of an account; `written` is false while the number is only reserved. */
  linkCustomer(company: string, accountId: string, link: CustomerLink): Promise<void>;
}

/** A value as a request wrote it. */
export interface Remembered {
  readonly value: string;
  /** Key of the request. */
  readonly by: string;
}

/** A line that requests wrote, by its Salesforce id. */
export interface KnownLine {
  readonly id: string;
  readonly lineKey: string;
  /** By column of SO_SalesOrderDetail. */
  readonly values: Readonly<Record<string, Remembered>>;
}

/**
 * What is under way in Sage and could be seen half done by the next try. `add`: the LineKeys from before lines were added. `replace`: the
 * order as it was and as it becomes, kept before it is deleted to be created again; `ids` are those of its lines.
 */
export type PendingChange =
  | { readonly kind: 'add'; readonly by: string; readonly lineKeys: readonly string[] }
  | {
      readonly kind: 'replace';
      readonly by: string;
      readonly before: SalesOrder;
      readonly beforeIds: readonly (string | null)[];
      readonly after: SalesOrder;
      readonly ids: readonly (string | null)[];
    };

/** What the gateway knows of an order that it wrote to. */
export interface OrderMemory {
  readonly lines: readonly KnownLine[];
  /** By column of SO_SalesOrderHeader. */
  readonly header: Readonly<Record<string, Remembered>>;
  readonly pending?: PendingChange;
}

/** Memory of orders, on disk when a promise resolves. */
export interface OrderMemories {
  memoryOf(company: string, salesOrderNo: string): Promise<OrderMemory | undefined>;
  remember(company: string, salesOrderNo: string, memory: OrderMemory): Promise<void>;
}

export interface CustomerLink {
  readonly divisionNo: string;
  readonly customerNo: string;
  readonly written: boolean;
  /** Key of the request that made the customer; left out for a customer that was found. */
  readonly madeBy?: string;
}

/** Does the Sage work of one type of request. Called again with the same key after a crash or a `RetryableError`: must look before it writes. */
export type RequestHandler = (request: RequestRecord, signal: AbortSignal) => Promise<Outcome>;
