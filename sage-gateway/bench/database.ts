import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { openEmbeddedPostgres } from '../src/database/embedded.ts';

/** The one PostgreSQL that all contestants use, with an empty database for each run. */
export interface BenchPostgres {
  /** Version as the server tells it. */
  readonly version: string;
  /** Runs `work` with the URL of a new database, then drops it and lets the server write what is dirty. */
  withDatabase<T>(work: (url: string) => Promise<T>): Promise<T>;
  stop(): Promise<void>;
}

/** Opens the server of `url`, or the embedded one in `folder`. */
export async function openBenchPostgres(folder: string, url: string | undefined): Promise<BenchPostgres> {
  chmodSync(folder, 0o755); // PostgreSQL does not run as root: its account must be able to pass
  const embedded = url === undefined ? await openEmbeddedPostgres(join(folder, 'postgres')) : undefined;
  const base = url ?? embedded?.url ?? '';
  const admin = new pg.Client({ connectionString: base });
  await admin.connect();
  const { rows } = await admin.query<{ server_version: string }>('SHOW server_version');
  let count = 0;
  return {
    version: rows[0]?.server_version ?? '',
    async withDatabase(work) {
      const name = `bench_${process.pid}_${++count}`;
      await admin.query(`CREATE DATABASE ${name}`);
      const own = new URL(base);
      own.pathname = `/${name}`;
      try {
        return await work(own.href);
      } finally {
        await admin.query(`DROP DATABASE ${name} WITH (FORCE)`);
        await admin.query('CHECKPOINT');
      }
    },
    async stop() {
      await admin.end();
      await embedded?.stop();
    },
  };
}

/** Rows of a table. */
export async function countRows(url: string, table: string): Promise<number> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ count: string }>(`SELECT count(*) FROM ${table}`);
  await client.end();
  return Number(rows[0]?.count);
}
