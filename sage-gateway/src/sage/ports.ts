import type { Warning } from '../contract/errors.ts';

/*
 * What the features know of Sage: tables to read (ODBC) and documents to write (BOI). Adapters: sage/odbc and sage/boi.
 */

/** A value read: text, decimals and dates (`YYYY-MM-DD`) as text; null for blank. Trailing blanks are gone. */
export type Value = string | null;
export type Row<C extends string = string> = Readonly<Record<C, Value>>;

/** One comparison; all of a query's conditions must hold. Values are bound or escaped by the adapter, never pasted. `in` takes at most 200 values. */
export type Condition =
  | { readonly column: string; readonly op: '=' | '>=' | '>' | '<' | '<='; readonly value: string }
  | { readonly column: string; readonly op: 'in'; readonly values: readonly string[] };

/** A read of one table; no joins, because the driver's SQL is poor in them (facts of the ODBC dialect). Put leading key columns first in `where`. */
export interface TableQuery<C extends string = string> {
  readonly table: string;
  readonly columns: readonly C[];
  readonly where?: readonly Condition[];
  /** Rows at most; the adapter's own maximum (10,000) holds when left out, and exceeding that is an error, never a silent cut. */
  readonly limit?: number;
}

/** A column as the catalogue tells: `length` in characters for text; precision and scale for numbers. */
export interface ColumnInfo {
  readonly name: string;
  readonly kind: 'text' | 'number' | 'date';
  readonly length: number;
  readonly scale: number;
}

/** Reads Sage's tables. Throws RetryableError SAGE_READ_FAILED when they cannot be read. */
export interface SageTables {
  select<C extends string>(company: string, query: TableQuery<C>): Promise<Row<C>[]>;
  /** Columns of a table by upper-case name; cached; undefined when the table does not exist. UDFs included. */
  columns(company: string, table: string): Promise<ReadonlyMap<string, ColumnInfo> | undefined>;
  close(): Promise<void>;
}

/** Rows of a cursor as the driver gave them; made into values only where somebody looks. */
export interface Piece<C extends string = string> {
  readonly length: number;
  /** Values of a row, of the first `columns` or all, as one text: the same text, the same values. Cheap, and for nothing else than to compare. */
  text(index: number, columns?: number): string;
  /** A row whose values are made when they are looked at; for who looks at few of them. Its columns are not its own members: do not spread it. */
  glance(index: number): Row<C>;
  row(index: number): Row<C>;
}

export interface StreamOptions {
  /** Rows of a piece, about. */
  readonly rows?: number;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Reads tables of any size by one cursor, in no order. Only about two pieces are in memory, however slow the reader is; one that stops
 * early closes the cursor. Throws as `SageTables` does, also in the middle.
 */
export interface SageStreams {
  scan<C extends string>(
    company: string,
    query: Omit<TableQuery<C>, 'limit'>,
    options?: StreamOptions,
  ): AsyncIterable<Piece<C>>;
  /** As `scan`, with all rows made. */
  stream<C extends string>(
    company: string,
    query: Omit<TableQuery<C>, 'limit'>,
    options?: StreamOptions,
  ): AsyncIterable<Row<C>[]>;
}

/** A sales order for SO_SalesOrder_bus. Texts already fit Sage's widths; decimals as text; dates `YYYY-MM-DD`. */
export interface SalesOrder {
  readonly divisionNo: string;
  readonly customerNo: string;
  readonly orderType: 'S' | 'Q';
  readonly orderDate: string;
  readonly hold?: boolean;
  readonly shipDate?: string;
  readonly customerPONo?: string;
  readonly shipToCode?: string;
  readonly shipTo?: SageAddress;
  readonly warehouseCode?: string;
  readonly shipVia?: string;
  readonly termsCode?: string;
  readonly confirmTo?: string;
  readonly emailAddress?: string;
  readonly comment?: string;
  /** UDFs of the header by bare name; kind tells whether BOI wants `$`. */
  readonly fields?: readonly UdfValue[];
  readonly lines: readonly SalesOrderLine[];
}

export interface SalesOrderLine {
  readonly itemCode: string;
  readonly comment?: boolean;
  readonly warehouseCode?: string;
  readonly unitOfMeasure?: string;
  readonly quantity?: string;
  readonly unitPrice?: string;
  readonly discountPercent?: string;
  readonly description?: string;
  readonly commentText?: string;
  readonly promiseDate?: string;
  readonly fields?: readonly UdfValue[];
}

/** A column of a document and its value: a customer's own, or one of Sage's by its name. Empty text clears. */
export interface UdfValue {
  readonly name: string;
  readonly kind: 'text' | 'number' | 'date';
  readonly value: string;
}

/** An address in Sage's shape: up to three lines, ISO 3166 alpha-3 country. */
export interface SageAddress {
  readonly name?: string;
  readonly lines: readonly string[];
  readonly city?: string;
  readonly state?: string;
  readonly zipCode?: string;
  readonly countryCode?: string;
}

export interface LineWritten {
  readonly lineKey: string;
  readonly unitPrice: string;
  readonly extensionAmt: string;
}

export interface SalesOrderWritten {
  readonly lines: readonly LineWritten[];
  readonly warnings: readonly SageWarning[];
}

/** A value that Sage took with a warning. `line` is the line of the document, from 0. */
export interface SageWarning {
  readonly message: string;
  readonly column?: string;
  readonly line?: number;
}

export interface NewCustomer {
  readonly divisionNo: string;
  readonly customerNo: string;
  readonly name: string;
  readonly address: SageAddress;
  readonly telephoneNo?: string;
  readonly emailAddress?: string;
  readonly termsCode?: string;
  readonly salespersonDivisionNo?: string;
  readonly salespersonNo?: string;
  readonly taxSchedule?: string;
  readonly contact?: {
    readonly code: string;
    readonly name: string;
    readonly emailAddress?: string;
    readonly telephoneNo?: string;
  };
  readonly shipTo?: { readonly code: string; readonly address: SageAddress };
  readonly fields?: readonly UdfValue[];
}

/** What to change of an order that exists; what is left out stays. `N` new, `O` open, `H` on hold; type `S` promotes a quote. */
export interface SalesOrderChange {
  readonly orderStatus?: 'N' | 'O' | 'H';
  readonly orderType?: 'S';
  /** Columns of the header in the order in which Sage wants them. */
  readonly columns?: readonly UdfValue[];
  readonly lines?: readonly LineEdit[];
}

/** What is done with a line. The columns of a line that is there are set in the order given. */
export type LineEdit =
  | { readonly op: 'add'; readonly line: SalesOrderLine }
  | { readonly op: 'change'; readonly lineKey: string; readonly columns: readonly UdfValue[] }
  | { readonly op: 'remove'; readonly lineKey: string };

/** What to change of a customer that exists; what is left out stays, an empty text is cleared. An address is replaced as a whole. */
export interface CustomerChange {
  readonly creditLimit?: string;
  readonly name?: string;
  readonly address?: SageAddress;
  readonly telephoneNo?: string;
  readonly emailAddress?: string;
  readonly fields?: readonly UdfValue[];
}

/** What to change of an item that exists. */
export interface ItemChange {
  /** What one standard unit costs, as decimal text. */
  readonly standardUnitPrice: string;
}

/** What Sage said of a change that it took. */
export interface ChangeWritten {
  readonly warnings: readonly SageWarning[];
}

/** What Sage made of a change of an order: one entry for each line edit, blank for a line that was removed. */
export type OrderChanged = SalesOrderWritten;

/**
 * Writes Sage's documents. Throws `SageRefusal` when Sage says no (its own sentence inside), `DocumentExists` when a create meets an
 * existing key, and RetryableError (SAGE_*) for what may pass, a document that a change does not find included. After a RetryableError the
 * document may or may not be written: look before the next try.
 */
export interface SageDocuments {
  /** Takes the next number; it is consumed even if nothing is ever written with it. */
  nextSalesOrderNo(company: string): Promise<string>;
  /** Writes a whole order under a number that must be new. */
  createSalesOrder(company: string, salesOrderNo: string, order: SalesOrder): Promise<SalesOrderWritten>;
  /**
   * Changes an order that exists, all of it or nothing; answers one entry for each line edit. Throws `LinesNotEditable`, with nothing
   * written, when lines that are there cannot be changed by this Sage.
   */
  changeSalesOrder(company: string, salesOrderNo: string, change: SalesOrderChange): Promise<OrderChanged>;
  /** Deletes an order, after its reason was written where one is given; an order that is not there is deleted already. */
  deleteSalesOrder(
    company: string,
    salesOrderNo: string,
    options?: { readonly cancelReasonCode?: string },
  ): Promise<ChangeWritten>;
  nextCustomerNo(company: string, divisionNo: string): Promise<string>;
  /** Customer under a number that must be new, then contact and ship-to (upserts), then the customer's pointers to them. */
  createCustomer(company: string, customer: NewCustomer): Promise<{ readonly warnings: readonly Warning[] }>;
  changeCustomer(
    company: string,
    divisionNo: string,
    customerNo: string,
    change: CustomerChange,
  ): Promise<ChangeWritten>;
  changeItem(company: string, itemCode: string, change: ItemChange): Promise<ChangeWritten>;
  close(): Promise<void>;
}

/** What somebody would buy; texts already fit Sage's widths. */
export interface SagePriceQuestion {
  readonly divisionNo: string;
  readonly customerNo: string;
  readonly shipToCode?: string;
  /** ISO day. */
  readonly date: string;
  readonly lines: readonly {
    readonly itemCode: string;
    readonly unitOfMeasure?: string;
    /** Decimal text, in `unitOfMeasure`. */
    readonly quantity: string;
  }[];
}

export type SagePrice =
  | { readonly unitPrice: string; readonly discountPercent: string }
  /** Sage's own sentence why it has no price for the line. */
  | { readonly refused: string };

/** Asks Sage itself for prices, by an order that is filled and never written. */
export interface SagePricing {
  /**
   * One answer a line, in the order given. `scratchOrderNo` is a number that no order has. Documents that are being written go first: when the turn has not come before
   * `turn` is aborted, Sage is not asked and the answer is undefined. Throws as `SageDocuments` does, SageRefusal for the customer.
   */
  askPrices(
    company: string,
    question: SagePriceQuestion,
    scratchOrderNo: string,
    turn: AbortSignal,
  ): Promise<readonly SagePrice[] | undefined>;
}

/** Sage (or a script at the site) said no. */
export class SageRefusal extends Error {
  readonly column: string | undefined;
  /** Line of the document, from 0. */
  readonly line: number | undefined;
  constructor(message: string, column?: string, line?: number) {
    super(message);
    this.name = 'SageRefusal';
    this.column = column;
    this.line = line;
  }
}

/** This Sage has no method to change or delete a line that exists. */
export class LinesNotEditable extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'LinesNotEditable';
  }
}

/** A document that should be new is there already. */
export class DocumentExists extends Error {
  constructor(document: string) {
    super(`${document} exists already`);
    this.name = 'DocumentExists';
  }
}
