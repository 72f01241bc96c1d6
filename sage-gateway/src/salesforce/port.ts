import type { ErrorCode } from '../contract/errors.ts';

/** A row to write: API names and JSON values. */
export type SalesforceRow = Readonly<Record<string, string | number | boolean | null>>;

/** What the org said to one row, in the order the rows were given. */
export type RowResult =
  | { readonly ok: true; readonly id: string; readonly created: boolean }
  | {
      readonly ok: false;
      /** `retry`: may pass by itself; `refuse`: a person must act. */
      readonly verdict: 'retry' | 'refuse';
      readonly code: ErrorCode;
      readonly message: string;
      readonly fields: readonly string[];
    };

/** API calls of the org in the last 24 hours, from the header Sforce-Limit-Info of the newest answer. */
export interface ApiUsage {
  readonly used: number;
  readonly limit: number;
  /** Those that the gateway may still make now, within its share and above the reserve. */
  readonly left?: number;
  /** Of those, the ones that are not kept for answers to orders. */
  readonly spare?: number;
}

/**
 * Writes to the org. Throws RetryableError SALESFORCE_UNAVAILABLE, SALESFORCE_LIMITED (the budget is used up) or
 * SALESFORCE_LOGON_REFUSED when the call as a whole did not work.
 */
export interface Salesforce {
  /**
   * Upserts rows of one object by a unique external id field, in collections of at most 200, with per-row results in the order given.
   * Throws only when nothing was written; when a later collection fails as a whole, its rows come back with the verdict `retry`.
   */
  upsert(
    object: string,
    externalIdField: string,
    rows: readonly SalesforceRow[],
    signal?: AbortSignal,
  ): Promise<RowResult[]>;
  usage(): ApiUsage | undefined;
}

/** A token of the org and where it holds. */
export interface OrgSession {
  readonly accessToken: string;
  readonly instanceUrl: string;
  /** 18 characters. */
  readonly organizationId: string;
}

/** Hears that requests wait in an org that cannot call the gateway (platform event SageDoorbell__e). */
export interface Doorbell {
  /**
   * Listens for as long as it works. `onRing` is called for what rings, and once when the org has taken the subscription, because nobody
   * heard what rang before. Resolves when `signal` is aborted, throws RetryableError or SetupError else.
   */
  listen(onRing: () => void, signal: AbortSignal): Promise<void>;
}

/** Reads the org. Throws as `Salesforce` does, and SetupError-like refusals as RetryableError SALESFORCE_UNAVAILABLE. */
export interface SalesforceQueries {
  /** All rows of a query, of at most 20 pages; their members are not checked. */
  query(soql: string, signal?: AbortSignal): Promise<Readonly<Record<string, unknown>>[]>;
}

/** Changes records of the org in collections of at most 200, with per-row results in the order given. Throws as `Salesforce.upsert` does. */
export interface SalesforceRecords extends Salesforce, SalesforceQueries {
  insert(object: string, rows: readonly SalesforceRow[], signal?: AbortSignal): Promise<RowResult[]>;
  /** Each row has its `Id`. */
  update(object: string, rows: readonly SalesforceRow[], signal?: AbortSignal): Promise<RowResult[]>;
  /** A record that is gone already counts as deleted. */
  remove(object: string, ids: readonly string[], signal?: AbortSignal): Promise<RowResult[]>;
}

export type BulkOperation =
  | { readonly kind: 'upsert'; readonly externalIdField: string }
  | { readonly kind: 'insert' | 'update' | 'delete' };

/** One ingest job of Bulk API 2.0. */
export interface SalesforceBulk {
  /**
   * Makes a job, gives it the rows (of one shape, at most 100 MB) and lets it begin. Resolves with its id. Each row has the key column.
   * Null and an empty text clear a field. `onMade` is told the id before the job gets any rows. Throws RangeError above 100 MB and TypeError for rows of several shapes; such a job never begins.
   */
  start(
    object: string,
    operation: BulkOperation,
    rows: Iterable<SalesforceRow> | AsyncIterable<SalesforceRow>,
    signal?: AbortSignal,
    onMade?: (jobId: string) => Promise<void>,
  ): Promise<string>;
  /** `lost`: the org does not know the job (any more), or it never got its rows. */
  state(
    jobId: string,
    signal?: AbortSignal,
  ): Promise<{
    readonly state: 'running' | 'complete' | 'failed' | 'aborted' | 'lost';
    readonly message?: string;
  }>;
  /** Results of a job that has ended, row by row as they stream in; `key` is the row's value of `keyColumn`. Rows that were not worked on have the verdict `retry`. */
  results(
    jobId: string,
    keyColumn: string,
    signal?: AbortSignal,
  ): AsyncIterable<{ readonly key: string; readonly result: RowResult }>;
}
