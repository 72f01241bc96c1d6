import pg from 'pg';
import type { Logger } from '../logger.ts';

/** Runs one statement with bound values, on the pool or inside a transaction. */
export interface Sql {
  query<R extends pg.QueryResultRow = pg.QueryResultRow>(
    text: string,
    values?: readonly unknown[],
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
  const query: Sql['query'] = (text, values) => pool.query(text, values as unknown[]);

  return {
    query,
    async transaction(work) {
      const client = await pool.connect();
      try {
        await client.query('BEGIN');
        const result = await work({ query: (text, values) => client.query(text, values as unknown[]) });
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
