import { z } from 'zod';
import { maybe } from './order-message.ts';
import { companyCode, errorCode } from './request.ts';

/** What is followed in Sage; also the paths of `/v1/sync/{feed}` and what subscriptions choose from. */
export const feedNames = [
  'items',
  'customers',
  'contacts',
  'ship-to-addresses',
  'stock',
  'price-rules',
  'prices',
  'orders',
  'invoices',
  'invoice-lines',
  'open-invoices',
  'shipments',
] as const;
export const feedName = z.enum(feedNames);
export type FeedName = z.infer<typeof feedName>;

/** `Off`: the site has no such table, or wants no such feed; `Loading`: not yet compared for the first time; `Late`: older than promised; `Waiting`: Sage or Salesforce does not answer, see `code`. */
export const feedStates = ['Off', 'Loading', 'Current', 'Late', 'Waiting'] as const;

const run = z
  .object({
    beganAt: z.iso.datetime(),
    endedAt: z.iso.datetime(),
    read: z.int().meta({ description: 'rows read in Sage' }),
    due: z.int().meta({ description: 'records found changed, new or gone' }),
  })
  .nullable()
  .meta({ description: 'the last run that ended well' });

/** How a feed of a company stands. */
export const feedStatus = z
  .object({
    company: z.string(),
    feed: feedName,
    state: z.enum(feedStates),
    ageSeconds: z
      .int()
      .nullable()
      .meta({ description: 'age of the data in Salesforce; null while it is not known' }),
    promiseSeconds: z.number(),
    rows: z.int().meta({ description: 'records known' }),
    due: z.int().meta({ description: 'records that Salesforce does not have as they are' }),
    parked: z.int().meta({ description: 'records that wait for a person or another record' }),
    parkedByCode: z.record(z.string(), z.int()),
    goneHeld: z.int().meta({
      description: 'records that look gone, all at once: held back until the next compare says so too',
    }),
    lastChangedRun: run,
    lastCompareRun: run,
    code: errorCode.nullable(),
    message: z.string().nullable(),
  })
  .meta({ id: 'FeedStatus' });
export type FeedStatus = z.infer<typeof feedStatus>;

export const syncReply = z.object({ feeds: z.array(feedStatus) });

/** Body of `POST /v1/sync/{feed}`. */
export const syncBody = z.strictObject({
  company: maybe(companyCode),
  mode: z.enum(['changed', 'full']),
  acceptGone: z
    .boolean()
    .default(false)
    .meta({ description: 'a loss of many records is what it should be; only with mode full' }),
  redeliver: z.boolean().default(false).meta({
    description: 'deliver every record again: the org was refreshed or lost records; only with mode full',
  }),
});

export const syncAccepted = z.object({
  company: z.string(),
  feed: feedName,
  mode: z.enum(['changed', 'full']),
});

/** A record that could not be delivered. */
export const parkedRecord = z
  .object({
    key: z.string(),
    code: errorCode.nullable(),
    message: z.string().nullable(),
    salesforceId: z.string().nullable(),
    waitsFor: z.object({ feed: feedName, key: z.string() }).nullable(),
    dueAt: z.iso.datetime().nullable(),
    retryAt: z.iso.datetime().nullable(),
  })
  .meta({ id: 'ParkedRecord' });
export type ParkedRecord = z.infer<typeof parkedRecord>;

export const parkedReply = z.object({
  parked: z.array(parkedRecord),
  next: z.string().nullable().meta({ description: 'goes into `after`; null at the end' }),
});
