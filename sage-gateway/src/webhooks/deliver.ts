import type { Fault } from '../contract/errors.ts';
import type { Sql } from '../database/database.ts';
import type { Logger } from '../logger.ts';
import { backoffSeconds, type RetryPolicy } from '../queue/backoff.ts';
import { changesBody, fitting, messageId } from './message.ts';
import type { Delivered, Poster } from './post.ts';
import {
  readChanges,
  readStanding,
  storeAttempt,
  storeDelivered,
  storeFailure,
  storePassed,
  type Standing,
} from './progress.ts';
import { openSecrets } from './secrets.ts';

export interface DeliveryOptions {
  readonly sql: Sql;
  readonly poster: Poster;
  readonly key: Uint8Array;
  /** `tries` has no meaning: time ends it, see `giveUpDays`. */
  readonly retry: RetryPolicy;
  /** A subscriber that took nothing for so long is given up. */
  readonly giveUpDays: number;
  readonly now: () => Date;
  readonly onDelivery: (outcome: 'delivered' | 'failed' | 'given-up') => void;
  readonly logger: Logger;
}

/**
 * Delivers what a subscription is behind, one delivery after another, until nothing is left, one fails, or the subscription is no longer as it
 * was or `goesOn` says no. A delivery is noted before it is sent and the cursor is moved after it was acknowledged, so one that was interrupted is sent again with
 * the same id and the same changes.
 */
export async function deliverAll(
  options: DeliveryOptions,
  id: string,
  signal: AbortSignal,
  goesOn: () => boolean,
): Promise<void> {
  while (goesOn()) {
    signal.throwIfAborted();
    const standing = await readStanding(options.sql, id);
    if (!standing || !(await deliverNext(options, standing, signal))) return;
  }
}

/** Whether there may be more to do. */
async function deliverNext(
  options: DeliveryOptions,
  standing: Standing,
  signal: AbortSignal,
): Promise<boolean> {
  const { sql, poster, onDelivery } = options;
  const { changes: read, end } = await readChanges(sql, standing);
  if (read.length === 0) {
    const to = standing.attemptTo ?? end;
    return to > standing.cursor && (await storePassed(sql, standing, to)) && standing.attemptTo !== null;
  }
  const changes = fitting(read);
  const to = changes.at(-1)?.seq ?? standing.cursor;
  if (!(await storeAttempt(sql, standing, to))) return false;
  const delivery = {
    url: standing.url,
    id: messageId(standing.id, standing.replays, changes),
    body: changesBody(changes, standing.gap),
  };
  const outcome = await sign(options, standing, (secrets) => poster.post({ ...delivery, secrets }, signal));
  if (!outcome.ok) {
    await fail(options, standing, outcome.fault, outcome.gone);
    return false;
  }
  onDelivery('delivered');
  return storeDelivered(sql, standing, to);
}

/** Secrets that another key encrypted sign nothing; it is told as a failure that a person mends. */
async function sign(
  { key, now, logger }: DeliveryOptions,
  { id, secrets }: Standing,
  post: (secrets: readonly string[]) => Promise<Delivered>,
): Promise<Delivered> {
  let opened: string[];
  try {
    opened = await openSecrets(secrets, key, now());
  } catch (error) {
    logger.error({ err: error, subscription: id }, 'the secret of a subscription cannot be read');
    const message = 'The secret was encrypted with another WEBHOOKS_KEY.';
    return { ok: false, gone: true, fault: { code: 'SUBSCRIPTION_SECRET_LOST', message } };
  }
  return post(opened);
}

async function fail(
  { sql, retry, giveUpDays, now, onDelivery, logger }: DeliveryOptions,
  standing: Standing,
  fault: Fault,
  gone: boolean,
): Promise<void> {
  const { id, failures, failingSince } = standing;
  const given = failingSince ? now().getTime() - failingSince.getTime() : 0;
  const givenUp = gone || given >= giveUpDays * 86_400_000;
  const delay = backoffSeconds(retry, failures + 1);
  await storeFailure(sql, standing, fault, givenUp ? null : delay);
  onDelivery(givenUp ? 'given-up' : 'failed');
  const log = { subscription: id, code: fault.code, failures: failures + 1 };
  if (givenUp) logger.error(log, 'a subscription was given up; resume it when its subscriber is mended');
  else logger.warn({ ...log, delay }, 'a delivery to a subscription failed and is tried again');
}
