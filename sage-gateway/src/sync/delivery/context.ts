import type { ErrorCode } from '../../contract/errors.ts';
import type { Database } from '../../database/database.ts';
import { RetryableError } from '../../errors.ts';
import type { Logger } from '../../logger.ts';
import type { RetryPolicy } from '../../queue/backoff.ts';
import type { Queue } from '../../queue/port.ts';
import type { SalesforceBulk, SalesforceRecords } from '../../salesforce/port.ts';
import type { Feed, FeedSite } from '../feed.ts';
import type { FeedState } from '../feed-store.ts';

/** What no other feed would fare better with. */
export const stopsAll: ReadonlySet<ErrorCode> = new Set(['SALESFORCE_LIMITED', 'SALESFORCE_LOGON_REFUSED']);

/** Throws RetryableError SALESFORCE_LIMITED when the calls that are left are kept for answers to orders, for which somebody waits. */
export function checkSpare({ org }: Pick<Delivery, 'org'>): void {
  if (org.usage()?.spare !== 0) return;
  throw new RetryableError(
    'SALESFORCE_LIMITED',
    'The API calls that are left are kept for answers to orders.',
  );
}

/** What deliveries work with. */
export interface Delivery {
  readonly database: Database;
  readonly org: SalesforceRecords;
  readonly bulk: SalesforceBulk;
  /** More due rows than this go by a bulk job. */
  readonly bulkFrom: number;
  /** Seconds between looks for records of the org that rows wait for. */
  readonly lookSeconds: number;
  /** Whether a run of the feed is under way here: more rows of it may soon be due. */
  readonly isReading: (feedId: number) => boolean;
  readonly queue: Queue;
  /** Parents first. */
  readonly feeds: readonly Feed[];
  readonly retry: RetryPolicy;
  readonly logger: Logger;
  readonly now: () => Date;
  readonly onDelivered: (company: string, feed: string, rows: number) => void;
}

/** A feed of a company whose rows are delivered. */
export interface Delivered {
  readonly feed: Feed;
  readonly site: FeedSite;
  readonly state: FeedState;
}
