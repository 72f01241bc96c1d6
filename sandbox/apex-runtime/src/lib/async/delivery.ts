/** Delivery of platform events to their triggers. */
import type { ApexType } from '../../compile/types.ts';
import { runTriggers } from '../../db/triggers.ts';
import { R } from '../../runtime/rt.ts';
import { AEx, type SObj } from '../../runtime/values.ts';
import { infoOf } from '../schema/tokens.ts';
import { captureChanges } from './change-events.ts';
import { takeCallback } from './publish.ts';
import { inTransaction } from './transaction.ts';

/** How many events a trigger gets at once. */
const BATCH_SIZE = 2000;
/** How often a batch is tried again after an EventBus.RetryableException. */
const MAX_RETRIES = 9;
/** Triggers may publish events: how many such rounds one call delivers. */
const MAX_ROUNDS = 50;

/** EventBus.TriggerContext: what a run of an event trigger may read and set. */
export class EventTriggerContext {
  readonly retries: number;
  /** The replay id up to which the trigger is done; it fires again for the events after it. */
  checkpoint: string | null = null;

  constructor(retries: number) {
    this.retries = retries;
  }
}

let current: EventTriggerContext | null = null;
export const currentContext = (): EventTriggerContext => current ?? new EventTriggerContext(0);

const retriesOf = new WeakMap<SObj, number>();

/** Delivers what waits, 2,000 events of one type at a time; a batch to be retried waits for the next call. */
export function deliverEvents(): void {
  const again: SObj[] = [];
  captureInTest();
  for (let round = 0; R.async.events.length > 0 && round < MAX_ROUNDS; round += 1) {
    const byType = Map.groupBy(R.async.events.splice(0), ({ T }): ApexType => T);
    for (const events of byType.values())
      for (let from = 0; from < events.length; from += BATCH_SIZE)
        again.push(...deliverBatch(events.slice(from, from + BATCH_SIZE)));
    captureInTest();
  }
  R.async.events.push(...again);
}

/** In a test nothing is committed: its changes are looked at when events are delivered. */
function captureInTest(): void {
  const cdc = R.test?.cdc;
  if (!cdc) return;
  const { journal } = R.org.db;
  captureChanges(Math.min(cdc.from, journal.length));
  cdc.from = journal.length;
}

/** Runs the triggers of one batch; answers the events that are to be delivered again later. */
function deliverBatch(batch: readonly SObj[]): readonly SObj[] {
  const [first] = batch;
  if (!first) return [];
  for (const event of batch) {
    event.ro = true;
    const callback = takeCallback(event);
    if (callback) inTransaction('EVENT', R.user, () => callback(true));
  }
  const context = new EventTriggerContext(retriesOf.get(first) ?? 0);
  current = context;
  try {
    inTransaction('EVENT', R.org.automatedUser, () =>
      runTriggers(infoOf(first.T), 'insert', 'after', batch, null),
    );
    const { checkpoint } = context;
    if (checkpoint !== null) {
      const done = batch.findIndex((event) => event.get('replayid') === checkpoint);
      R.async.events.push(...batch.slice(done + 1));
    }
    return [];
  } catch (error) {
    if (!(error instanceof AEx)) throw error;
    const cause = error.trigCause ?? error;
    if (cause.T.name === 'EventBus.RetryableException' && context.retries < MAX_RETRIES) {
      for (const event of batch) retriesOf.set(event, context.retries + 1);
      return batch;
    }
    if (R.test) throw cause;
    R.asyncError?.({ kind: 'EVENT', name: first.T.name }, cause);
    return [];
  } finally {
    current = null;
    if (context.retries === 0) R.onEvents?.(batch);
  }
}
