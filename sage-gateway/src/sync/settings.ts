import { z } from 'zod';
import { feedNames, type FeedName } from '../contract/sync.ts';

/** Feeds that are compared from end to end every hour; the others four times a day. */
const hourly: ReadonlySet<FeedName> = new Set(['stock', 'customers', 'orders']);

const feedSettings = (name: FeedName) =>
  z
    .strictObject({
      /** Whether the feed is followed at all. */
      watch: z.boolean().default(true),
      /** Seconds between looks for stamped changes. */
      everySeconds: z.number().min(1).max(86_400).default(20),
      /** Minutes between comparisons of the whole table, which also find what bears no stamp and what is gone. */
      compareMinutes: z
        .number()
        .min(1)
        .max(10_080)
        .default(hourly.has(name) ? 60 : 360),
      /** Age of the data in Salesforce, in seconds, that is promised. */
      promiseSeconds: z.number().min(1).max(86_400).default(60),
    })
    .prefault({});

const perFeed = Object.fromEntries(feedNames.map((name) => [name, feedSettings(name)])) as {
  [N in FeedName]: ReturnType<typeof feedSettings>;
};

/** How Salesforce is kept true to Sage. */
export const syncSettings = z.strictObject({
  /** Left out: on when Salesforce is set up. */
  enabled: z.boolean().optional(),
  feeds: z.strictObject(perFeed).prefault({}),
  /** Stamps are read again this far back: clocks of workstations differ, and an hour comes twice when summer time ends. */
  overlapMinutes: z.number().min(0).max(1_440).default(120),
  /** More due rows of a feed than this go by one bulk job. */
  bulkFrom: z.int().min(200).max(1_000_000).default(2_000),
  /** While rows wait for a record of the org: seconds between looks for it. */
  lookSeconds: z.number().min(10).max(86_400).default(300),
  /** Days that changes are kept for subscriptions. */
  changeLogDays: z.int().min(1).max(365).default(7),
});
export type SyncSettings = z.output<typeof syncSettings>;
export type FeedSettings = SyncSettings['feeds'][FeedName];
