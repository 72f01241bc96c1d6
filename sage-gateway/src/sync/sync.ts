import type { Database } from '../database/database.ts';
import type { Logger } from '../logger.ts';
import type { RetryPolicy } from '../queue/backoff.ts';
import type { Queue } from '../queue/port.ts';
import type { SageStreams, SageTables } from '../sage/ports.ts';
import type { SalesforceBulk, SalesforceRecords } from '../salesforce/port.ts';
import type { FeedAge } from '../contract/health.ts';
import type { MappingRow } from '../contract/mapping.ts';
import type { CompanyPolicy } from '../orders/policy.ts';
import type { Route } from '../http/route.ts';
import { deliverWorker } from './delivery/deliver-worker.ts';
import type { Feed, FeedSite } from './feed.ts';
import { parentsFirst } from './order.ts';
import { deliverQueue, runQueue } from './queues.ts';
import { runWorker } from './run-worker.ts';
import type { WantsChanges } from './run.ts';
import type { SyncSettings } from './settings.ts';
import type { SyncMetrics } from './sync-metrics.ts';
import { ageOf, feedStatuses } from './status.ts';
import { getParked } from './routes/get-parked.ts';
import { getSync } from './routes/get-sync.ts';
import { postSync } from './routes/post-sync.ts';

/** What the sync is made of, given by whoever starts the gateway. */
export interface SyncCollaborators {
  readonly feeds: readonly Feed[];
  readonly tables: SageTables & SageStreams;
  readonly policies: (company: string) => CompanyPolicy | undefined;
  /** Left out: changes are found and told to subscriptions, and nobody delivers them. */
  readonly org?: (SalesforceRecords & SalesforceBulk) | undefined;
  readonly now?: () => Date;
  /** Seconds between rounds of delivery. */
  readonly roundSeconds?: number;
}

export interface SyncParts extends SyncCollaborators {
  readonly settings: SyncSettings;
  readonly companies: readonly string[];
  readonly defaultCompany: string;
  readonly database: Database;
  readonly queue: Queue;
  /** Rows of the field mapping in use. */
  readonly mapping: () => Promise<readonly MappingRow[]>;
  readonly wantsChanges: WantsChanges;
  readonly retry: RetryPolicy;
  readonly metrics: SyncMetrics;
  readonly logger: Logger;
}

export interface Sync {
  readonly routes: readonly Route[];
  /** How old the data of each feed in Salesforce is. */
  ages(): Promise<FeedAge[]>;
  /** Starts the workers, and chains of runs that are not there yet. */
  start(): Promise<void>;
}

/** The way from Sage to Salesforce: finds changes of the feeds and delivers them. */
export function openSync(parts: SyncParts): Sync {
  const {
    settings,
    companies,
    defaultCompany,
    database,
    queue,
    org,
    metrics,
    retry,
    now = () => new Date(),
  } = parts;
  const logger = parts.logger.child({ part: 'sync' });
  const feeds = parentsFirst(parts.feeds.filter(({ name }) => settings.feeds[name].watch));
  const own = companies.filter((company) => parts.policies(company) !== undefined);

  async function siteOf(company: string): Promise<FeedSite> {
    const policy = parts.policies(company);
    if (!policy) throw new Error(`company ${company} has no policy`);
    const mapping = await parts.mapping();
    return { company, isDefault: company === defaultCompany, tables: parts.tables, policy, mapping, logger };
  }

  /** Runs under way, by feed. */
  const reading = new Map<number, number>();
  const onRun = (feedId: number, change: 1 | -1) => reading.set(feedId, (reading.get(feedId) ?? 0) + change);
  const runs = {
    database,
    queue,
    streams: parts.tables,
    feeds: new Map(feeds.map((feed) => [feed.name as string, feed])),
    siteOf,
    settings,
    delivers: org !== undefined,
    wantsChanges: parts.wantsChanges,
    retry,
    logger,
    now,
    onRead: metrics.countRead,
    onRun,
  };
  const about = { database, queue, settings, feeds, companies: own, defaultCompany };
  metrics.watch(about);

  return {
    routes: [getSync(about), getParked(about), postSync(about)],
    ages: async () => (await feedStatuses(about, database)).map(ageOf),
    async start() {
      for (const company of own) {
        for (const kind of ['changed', 'compare'] as const) {
          const name = runQueue(company, kind);
          await queue.work(name, runWorker(runs, company, kind));
          const keys = feeds.map((feed) => feed.name);
          await database.transaction((tx) => queue.ensure(tx, name, keys, true));
          queue.wake(name);
        }
      }
      if (!org) return;
      const delivery = {
        database,
        queue,
        org,
        bulk: org,
        feeds,
        companies: own,
        siteOf,
        bulkFrom: settings.bulkFrom,
        lookSeconds: settings.lookSeconds,
        roundSeconds: parts.roundSeconds ?? 2,
        isReading: (feedId: number) => (reading.get(feedId) ?? 0) > 0,
        retry,
        logger,
        now,
        onDelivered: metrics.countDelivered,
      };
      await queue.work(deliverQueue, deliverWorker(delivery));
      await database.transaction((tx) => queue.ensure(tx, deliverQueue, ['round'], true));
    },
  };
}
