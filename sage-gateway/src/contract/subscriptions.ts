import { z } from 'zod';
import { companyCode, fault } from './request.ts';
import { feedName } from './sync.ts';

/** Subscriptions of one gateway at most. */
export const maxSubscriptions = 50;

const instant = z.iso.datetime({ offset: true });

/** What somebody subscribes to; `feeds` and `companies` left out: all. */
export const newSubscription = z.strictObject({
  url: z.string().max(2000),
  feeds: z.array(feedName).min(1).max(50).optional(),
  companies: z.array(companyCode).min(1).max(100).optional(),
});
export type NewSubscription = z.infer<typeof newSubscription>;

/** From where changes are delivered again: the number of a change, or a time. */
export const replayBody = z.strictObject({ from: z.union([z.int().min(1), instant]) });

/** For how long a delivery is signed by the old secret as well. */
export const rotateBody = z.strictObject({ keepHours: z.number().min(0).max(720).default(24) });

export const subscriptionState = z.enum(['Active', 'Paused', 'Failing']);

/** A subscription as it is told; its secrets never are. */
export const subscriptionView = z
  .object({
    id: z.uuid(),
    url: z.string(),
    feeds: z.array(feedName).nullable(),
    companies: z.array(z.string()).nullable(),
    state: subscriptionState.meta({ description: 'Failing: the gateway has given up; resume goes on' }),
    cursor: z.int().meta({ description: 'seq up to which all is delivered' }),
    gap: z.boolean().meta({ description: 'changes were deleted for their age before they were delivered' }),
    oldestWaiting: instant
      .nullable()
      .meta({ description: 'when the first change was found that is still to be delivered' }),
    failures: z.int().meta({ description: 'tries that failed since the last delivery' }),
    failingSince: instant.nullable(),
    nextTryAt: instant.nullable(),
    lastError: fault.nullable(),
    createdAt: instant,
    deliveredAt: instant.nullable(),
  })
  .meta({ id: 'Subscription' });
export type SubscriptionView = z.infer<typeof subscriptionView>;

/** Told once, when the secret is made. */
export const subscriptionWithSecret = subscriptionView
  .extend({ secret: z.string().meta({ description: 'whsec_...: keep it, it is not told again' }) })
  .meta({ id: 'SubscriptionWithSecret' });

/** A change as subscribers get it; `fields` is null when the record is gone or too large for a delivery. */
export const change = z
  .object({
    seq: z.int(),
    company: companyCode,
    feed: feedName,
    key: z.string(),
    kind: z.enum(['changed', 'gone']),
    fields: z.record(z.string(), z.unknown()).nullable(),
    foundAt: instant,
  })
  .meta({ id: 'Change' });
export type Change = z.infer<typeof change>;

/** Body of a delivery. */
export const changesMessage = z.object({
  type: z.literal('sync.changes'),
  timestamp: instant.meta({ description: 'when the last of the changes was found' }),
  data: z.object({
    changes: z.array(change).min(1).max(100),
    gap: z.literal(true).optional().meta({ description: 'changes before these are lost: read all anew' }),
  }),
});
export type ChangesMessage = z.infer<typeof changesMessage>;

/** What became of a test delivery. */
export const testResult = z.object({ delivered: z.boolean(), error: fault.optional() });
