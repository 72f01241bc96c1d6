import type { Connection } from './connection.ts';
import type { PhaseClock, Pool } from './pool.ts';

/** A connection that is held for several reads, as a cursor needs it. */
export interface Lease<T> {
  /** What `begin` came to. */
  readonly begun: T;
  /** One read; it has the time limit of a read of its own, and the reader's pauses between two do not count. One at a time. */
  read<R>(work: () => Promise<R>): Promise<R>;
  /** Gives the connection back when the read under way has ended, and `last` with it. */
  release(last: () => Promise<unknown>): Promise<void>;
}

/**
 * Takes a connection of the pool and begins to read. A connection that turns out to be lost is replaced for as long as nothing was read; later a
 * loss ends the lease, so that no row is missed or told twice.
 */
export async function openLease<T>(
  pool: Pool,
  begin: (connection: Connection) => Promise<T>,
): Promise<Lease<T>> {
  const released = Promise.withResolvers<() => Promise<unknown>>();
  const started = Promise.withResolvers<{ readonly begun: T; readonly clock: PhaseClock }>();
  let hasBegun = false;
  let running: Promise<unknown> = Promise.resolve();
  let broken: { readonly error: unknown } | undefined;

  const ended = pool.use(
    async (connection, clock) => {
      const begun = await begin(connection);
      hasBegun = true;
      clock.stop();
      started.resolve({ begun, clock });
      const last = await released.promise;
      await running.catch(() => undefined);
      if (!broken) {
        clock.enter('reading', pool.readMs);
        await last();
        return;
      }
      // Whether the cursor of a read that failed can be closed no longer matters to anybody.
      await last().catch(() => undefined);
      throw broken.error;
    },
    () => !hasBegun,
  );
  ended.catch(started.reject);
  const { begun, clock } = await started.promise;
  // One handler for all reads: a race with a promise that outlives it would keep the rows of each read.
  let giveUp: (reason: unknown) => void = () => undefined;
  ended.catch((error: unknown) => giveUp(error));

  return {
    begun,
    async read(work) {
      clock.enter('reading', pool.readMs);
      const reading = work();
      running = reading;
      try {
        const given = new Promise<never>((_resolve, reject) => (giveUp = reject));
        return await Promise.race([reading, given]);
      } catch (error) {
        broken = { error };
        throw error;
      } finally {
        giveUp = () => undefined;
        clock.stop();
      }
    },
    async release(last) {
      released.resolve(last);
      await ended.catch(() => undefined);
    },
  };
}
