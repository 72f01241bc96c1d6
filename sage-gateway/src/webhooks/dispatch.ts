import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../database/database.ts';
import type { Queue, QueueSpec, Worker } from '../queue/port.ts';
import { deliverAll, type DeliveryOptions } from './deliver.ts';
import { dueSubscriptions } from './progress.ts';

/**
 * The queue of the one job that looks after all subscriptions. It is serial, so of several gateways one delivers, and another takes over when
 * that dies; how far each subscription is stands in its row.
 */
export const webhooksQueue: QueueSpec = {
  name: 'webhooks',
  serial: true,
  batchSize: 1,
  retry: { firstSeconds: 1, maxSeconds: 30 },
};

/** The job ends and sends itself again after so long, well before the queue would take it for lost. */
const jobMs = 3_600_000;
/** Milliseconds between looks at the log. */
const lookMs = 1_000;
/** A subscription that met an error of the gateway's own rests so long. */
const restMs = 30_000;

export interface DispatchOptions extends Omit<DeliveryOptions, 'sql'> {
  readonly database: Database;
  readonly queue: Queue;
}

/** Each subscription has a delivery of its own under way, at most one: a slow subscriber holds nobody up. */
export function webhooksWorker(options: DispatchOptions): Worker {
  const { database, queue, logger } = options;

  return async ({ jobs, signal, finish }) => {
    const running = new Map<string, Promise<void>>();
    const ends = Date.now() + jobMs;
    let isOver = false;
    try {
      while (!signal.aborted && Date.now() < ends) {
        for (const id of await dueSubscriptions(database)) {
          if (!running.has(id))
            running.set(
              id,
              run(id, running, signal, () => !isOver),
            );
        }
        await rest(lookMs, signal);
      }
    } finally {
      isOver = true; // a subscription that is far behind goes on with the next job
      await Promise.all(running.values());
    }
    await database.transaction(async (tx) => {
      await queue.send(tx, webhooksQueue.name, ['all']);
      await finish(tx, jobs);
    });
  };

  async function run(
    id: string,
    running: Map<string, Promise<void>>,
    signal: AbortSignal,
    goesOn: () => boolean,
  ): Promise<void> {
    try {
      await deliverAll({ ...options, sql: database }, id, signal, goesOn);
    } catch (error) {
      if (!signal.aborted) logger.error({ err: error, subscription: id }, 'a subscription met an error');
      await rest(restMs, signal);
    } finally {
      running.delete(id);
    }
  }
}

/** Sends the job unless it is there. */
export function startDispatch(database: Database, queue: Queue): Promise<void> {
  return database.transaction((tx) => queue.ensure(tx, webhooksQueue.name, ['all'], true));
}

async function rest(milliseconds: number, signal: AbortSignal): Promise<void> {
  await sleep(milliseconds, undefined, { signal }).catch((error: unknown) => {
    if (!signal.aborted) throw error;
  });
}
