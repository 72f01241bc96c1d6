import type { Piece } from '../ports.ts';
import type { Connection, RawCursor, RawRow } from './connection.ts';
import { openLease } from './lease.ts';
import type { Pool } from './pool.ts';
import type { Compiled } from './query.ts';

/** Rows of a piece: enough for the way to the driver not to count, few enough for wide rows. */
export const pieceRows = 1_000;

/** A query that is ready to be read by a cursor. */
export interface OpenScan<C extends string> {
  readonly pool: Pool;
  readonly compiled: Compiled<C>;
  open(connection: Connection): Promise<RawCursor>;
  /** The port's error for a driver's. */
  failed(error: unknown): Error;
}

/** The pieces of a query. While the reader works on one, the next is fetched. */
export async function* pieces<C extends string>(
  scan: OpenScan<C>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Piece<C>> {
  const fetched = async <R>(fetching: Promise<R>): Promise<R> => {
    try {
      return await fetching;
    } catch (error) {
      throw scan.failed(error);
    }
  };
  const lease = await fetched(
    openLease(scan.pool, async (connection) => {
      const cursor = await scan.open(connection);
      return { cursor, first: await cursor.next() };
    }),
  );
  const { cursor, first } = lease.begun;
  try {
    let rows = first;
    while (rows.length > 0) {
      signal?.throwIfAborted();
      const next = lease.read(() => cursor.next());
      next.catch(() => undefined);
      yield pieceOf(rows, scan.compiled);
      rows = await fetched(next);
    }
  } finally {
    await lease.release(() => cursor.close());
  }
}

function pieceOf<C extends string>(rows: readonly RawRow[], compiled: Compiled<C>): Piece<C> {
  const at = (index: number) => rows[index] ?? {};
  return {
    length: rows.length,
    text: (index, columns) => compiled.text(at(index), columns),
    glance: (index) => compiled.glance(at(index)),
    row: (index) => compiled.row(at(index)),
  };
}
