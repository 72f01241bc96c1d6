import pg from 'pg';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from '../logger.ts';

/** Any number that no other program on the same server is likely to lock. */
const instanceLock = 5_310_023;
/** Held while a gateway makes its tables and queues, so that two that start together do it one after the other. */
const startLock = 5_310_024;
/** How long another gateway may take to start before this one gives up. */
const startLimitSeconds = 60;

/** Every running gateway of a database holds the lock shared, so that one that starts can tell whether it is alone. */
export interface InstanceLock {
  /** No other gateway lives on this database; until `share` is called, none can start either. */
  readonly aloneAtStart: boolean;
  /** Lets other gateways start. */
  share(): Promise<void>;
  /** Whether no other gateway lives on this database now; if so, none can start until this one has released the lock. */
  isAlone(): Promise<boolean>;
  release(): Promise<void>;
}

/**
 * Takes the lock. It ends with the process, however that dies, because PostgreSQL frees it with the connection; a
 * connection that is lost otherwise is made anew each second.
 */
export async function takeInstanceLock(url: string, logger: Logger): Promise<InstanceLock> {
  let released = false;
  let client = await hold(startLock);
  const aloneAtStart = await lockAlone(client);

  async function hold(first?: number): Promise<pg.Client> {
    const next = new pg.Client({
      connectionString: url,
      keepAlive: true,
      application_name: 'sage-gateway instance',
    });
    next.on('error', (error) => {
      if (released) return;
      logger.warn({ err: error }, 'the connection that marks this gateway as alive was lost');
      void heal();
    });
    await next.connect();
    await next.query(`SET lock_timeout = '${startLimitSeconds}s'`);
    if (first !== undefined) await next.query('SELECT pg_advisory_lock($1)', [first]);
    await next.query('SELECT pg_advisory_lock_shared($1)', [instanceLock]);
    return next;
  }

  async function heal(): Promise<void> {
    while (!released) {
      await sleep(1_000, undefined, { ref: false });
      try {
        client = await hold();
        return;
      } catch (error) {
        logger.warn({ err: error }, 'the database does not answer');
      }
    }
  }

  return {
    aloneAtStart,
    async share() {
      if (aloneAtStart) await client.query('SELECT pg_advisory_unlock($1)', [instanceLock]);
      await client.query('SELECT pg_advisory_unlock($1)', [startLock]);
    },
    // A server that does not answer cannot tell; then nobody else is cut off.
    isAlone: () => lockAlone(client).catch(() => false),
    async release() {
      released = true;
      await client.end().catch(() => undefined); // it may be lost already, which releases the lock as well
    },
  };
}

/** An exclusive lock on top of our own shared one is granted only when nobody else holds a shared one. */
async function lockAlone(client: pg.Client): Promise<boolean> {
  // A gateway that was killed a moment ago may still hold its share: give PostgreSQL the time to notice.
  for (let left = 10; left > 0; left--) {
    const { rows } = await client.query<{ alone: boolean }>('SELECT pg_try_advisory_lock($1) AS alone', [
      instanceLock,
    ]);
    if (rows[0]?.alone) return true;
    await sleep(100);
  }
  return false;
}
