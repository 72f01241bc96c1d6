import type { FeedName } from '../contract/sync.ts';
import type { Database } from '../database/database.ts';
import type { Route } from '../http/route.ts';
import type { Logger } from '../logger.ts';
import type { Queue, Worker } from '../queue/port.ts';
import { webhooksWorker, startDispatch } from './dispatch.ts';
import type { DeliveryOptions } from './deliver.ts';
import { openPoster } from './post.ts';
import { subscriptionRoutes } from './routes/index.ts';
import { isWanted, listSubscriptions } from './store.ts';
import { createSubscriptions } from './subscriptions.ts';

export { webhooksQueue } from './dispatch.ts';

export interface WebhookOptions {
  /** Encrypts the secrets of subscriptions, 32 bytes. Undefined: there are no subscriptions. */
  readonly key: Uint8Array | undefined;
  /** Whether subscribers may be in private networks or on this machine. */
  readonly allowPrivate: boolean;
  readonly giveUpDays: number;
  readonly retry: DeliveryOptions['retry'];
}

export interface WebhookParts {
  readonly database: Database;
  readonly queue: Queue;
  readonly version: string;
  /** Aborted when the gateway stops. */
  readonly signal: AbortSignal;
  readonly onDelivery: DeliveryOptions['onDelivery'];
  readonly logger: Logger;
}

export interface Webhooks {
  readonly routes: readonly Route[];
  /** Undefined: there are no subscriptions. */
  readonly worker: Worker | undefined;
  /** Makes the job of the worker unless it is there. */
  start(): Promise<void>;
  /** Whether changes of a feed are to be written to gateway.change. */
  wantsChanges(company: string, feed: FeedName): Promise<boolean>;
  /** Seconds since the oldest change was found that is still to be delivered, by subscription; 0: none. */
  lags(): Promise<ReadonlyMap<string, number>>;
}

/** Subscriptions to what is found changed in Sage, delivered as signed webhooks. */
export function openWebhooks({ key, ...options }: WebhookOptions, parts: WebhookParts): Webhooks {
  const { database, queue, version, signal, onDelivery, logger } = parts;
  if (!key) {
    return {
      routes: subscriptionRoutes(undefined),
      worker: undefined,
      start: () => Promise.resolve(),
      wantsChanges: () => Promise.resolve(false),
      lags: () => Promise.resolve(new Map()),
    };
  }
  const now = () => new Date();
  const poster = openPoster({ allowPrivate: options.allowPrivate, version });
  signal.addEventListener('abort', () => poster.close(), { once: true });
  const { allowPrivate, retry, giveUpDays } = options;
  return {
    routes: subscriptionRoutes(createSubscriptions({ database, poster, key, allowPrivate, now, signal })),
    worker: webhooksWorker({ database, queue, poster, key, retry, giveUpDays, now, onDelivery, logger }),
    start: () => startDispatch(database, queue),
    wantsChanges: (company, feed) => isWanted(database, company, feed),
    async lags() {
      const subscriptions = await listSubscriptions(database);
      return new Map(
        subscriptions.map(({ id, oldestWaiting }) => [
          id,
          oldestWaiting ? Math.max(0, (Date.now() - Date.parse(oldestWaiting)) / 1000) : 0,
        ]),
      );
    },
  };
}
