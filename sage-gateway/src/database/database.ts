import { isNativeError } from 'node:util/types';
import pg from 'pg';
import type { Logger } from '../logger.ts';

export interface Sql {
  /**
   * Runs one statement with bound values, on the pool or inside a transaction. A `name` keeps it prepared on each
   * connection, which saves a third of a small write. Only for inserts: a plan that was made for a small table and kept
   * would read a grown one from end to end.
   */
  query<R extends pg.QueryResultRow = pg.QueryResultRow>(
    text: string,
    values?: readonly unknown[],
    name?: string,
  ): Promise<pg.QueryResult<R>>;
}

export interface Database extends Sql {
  /** Runs `work` in one transaction: committed when its promise resolves, else rolled back and rejected. */
  transaction<T>(work: (tx: Sql) => Promise<T>): Promise<T>;
  close(): Promise<void>;
}

/** Opens a pool of connections to a PostgreSQL server. Lost connections are replaced by the next call. */
export function openDatabase(url: string, connections: number, logger: Logger): Database {
  const pool = new pg.Pool({
    connectionString: url,
    max: connections,
    connectionTimeoutMillis: 10_000,
    idleTimeoutMillis: 60_000,
    keepAlive: true,
    application_name: 'sage-gateway',
  });
  pool.on('error', (error) => logger.warn({ err: error }, 'a database connection was lost'));
  return {
    query: (text, values, name) => pool.query(statement(text, values, name)),
    async transaction(work) {
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        const result = await work({
          query: (text, values, name) => client.query(statement(text, values, name)),
        });
        await client.query('COMMIT');
        client.release();
        return result;
      } catch (error) {
        await client.query('ROLLBACK').then(
          () => client.release(),
          (broken: Error) => client.release(broken),
        );
        throw error;
      }
    },
    close: () => pool.end(),
  };
}

function statement(text: string, values?: readonly unknown[], name?: string): pg.QueryConfig {
  return { text, ...(values ? { values: [...values] } : {}), ...(name ? { name } : {}) };
}

/** Whether a call failed because the server does not answer (any more), not because of what it was asked. */
export function isServerLost(error: unknown): boolean {
  if (!isNativeError(error)) return false;
  if (error instanceof AggregateError) return error.errors.some(isServerLost);
  const code = 'code' in error ? String(error.code) : '';
  return (
    /^(08|57P|53300|ECONN|EPIPE|ETIMEDOUT|EHOSTUNREACH|ENOTFOUND)/.test(code) ||
    /^(Connection terminated|timeout exceeded)/.test(error.message)
  );
}

/** Whether a statement failed because of the values it was given: another call's values would have done. */
export function isValueFault(error: unknown): boolean {
  return error instanceof pg.DatabaseError && /^2[23]/.test(error.code ?? '');
}
