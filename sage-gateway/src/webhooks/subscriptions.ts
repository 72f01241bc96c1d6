import { v4, v7 } from 'uuid';
import type { Fault } from '../contract/errors.ts';
import { maxSubscriptions, type NewSubscription, type SubscriptionView } from '../contract/subscriptions.ts';
import type { Database } from '../database/database.ts';
import { ProblemError } from '../errors.ts';
import type { Poster } from './post.ts';
import { makeSecret, openSecrets, rotated, sealSecret } from './secrets.ts';
import {
  deleteSubscription,
  findSubscription,
  insertSubscription,
  listSubscriptions,
  lockSecrets,
  pauseSubscription,
  replaySubscription,
  resumeSubscription,
  storeSecrets,
  type KeptSubscription,
} from './store.ts';
import { checkUrl } from './target.ts';

/** What may be done with subscriptions. Throws SUBSCRIPTION_UNKNOWN for an id that is none. */
export interface Subscriptions {
  list(): Promise<SubscriptionView[]>;
  find(id: string): Promise<SubscriptionView>;
  /** The secret is told here and never again. */
  create(given: NewSubscription): Promise<SubscriptionView & { secret: string }>;
  /** Resolves with the subscription as it was. */
  remove(id: string): Promise<SubscriptionView>;
  pause(id: string): Promise<SubscriptionView>;
  resume(id: string): Promise<SubscriptionView>;
  replay(id: string, from: number | Date): Promise<SubscriptionView>;
  /** The old secret signs as well for `keepHours`. */
  rotate(id: string, keepHours: number): Promise<SubscriptionView & { secret: string }>;
  /** Sends a message without changes, whatever the state; moves nothing. */
  test(id: string): Promise<{ delivered: boolean; error?: Fault }>;
}

export interface SubscriptionOptions {
  readonly database: Database;
  readonly poster: Poster;
  readonly key: Uint8Array;
  readonly allowPrivate: boolean;
  readonly now: () => Date;
  readonly signal: AbortSignal;
}

export function createSubscriptions(options: SubscriptionOptions): Subscriptions {
  const { database, poster, key, allowPrivate, now, signal } = options;

  async function kept(id: string): Promise<KeptSubscription> {
    const found = await findSubscription(database, id);
    if (!found) throw new ProblemError('SUBSCRIPTION_UNKNOWN', undefined, 'id');
    return found;
  }
  const find = async (id: string) => (await kept(id)).view;

  return {
    list: () => listSubscriptions(database),
    find,
    async create(given) {
      checkUrl(given.url, allowPrivate);
      const id = v7();
      const secret = makeSecret();
      const sealed = await sealSecret(secret, key);
      const added = await database.transaction((tx) =>
        insertSubscription(tx, { ...given, id, sealed }, maxSubscriptions),
      );
      if (!added) throw new ProblemError('SUBSCRIPTION_LIMIT');
      return { ...(await find(id)), secret };
    },
    async remove(id) {
      const view = await find(id);
      await deleteSubscription(database, id);
      return view;
    },
    async pause(id) {
      await pauseSubscription(database, id);
      return find(id);
    },
    async resume(id) {
      await resumeSubscription(database, id);
      return find(id);
    },
    async replay(id, from) {
      await replaySubscription(database, id, from);
      return find(id);
    },
    async rotate(id, keepHours) {
      const secret = makeSecret();
      const sealed = await sealSecret(secret, key);
      await database.transaction(async (tx) => {
        const old = await lockSecrets(tx, id);
        const until = new Date(now().getTime() + keepHours * 3_600_000);
        if (old) await storeSecrets(tx, id, await rotated(old, sealed, key, until, now()));
      });
      return { ...(await find(id)), secret };
    },
    async test(id) {
      const { view, secrets } = await kept(id);
      const body = JSON.stringify({ type: 'sync.test', timestamp: now().toISOString(), data: {} });
      const opened = await openSecrets(secrets, key, now()).catch(() => {
        throw new ProblemError('SUBSCRIPTION_SECRET_LOST');
      });
      const delivery = { url: view.url, id: `msg_${id}_test_${v4()}`, body, secrets: opened };
      const outcome = await poster.post(delivery, signal);
      return outcome.ok ? { delivered: true } : { delivered: false, error: outcome.fault };
    },
  };
}
