import { mkdtemp, rm, chmod } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { openEmbeddedPostgres } from '../database/embedded.ts';

/** A PostgreSQL of a test file, in a temporary folder; start one a file and make a database a test. */
export interface TestPostgres {
  /** The server, as the embedded PostgreSQL is used: its own database. */
  readonly url: string;
  readonly folder: string;
  /** A new, empty database on it, as a PostgreSQL server is used. */
  createDatabase(): Promise<string>;
  /** Ends the server, and starts it again on the same data and port. */
  pause(): Promise<void>;
  resume(): Promise<void>;
  stop(): Promise<void>;
}

export async function startTestPostgres(): Promise<TestPostgres> {
  const folder = await mkdtemp(join(tmpdir(), 'sage-gateway-test-'));
  await chmod(folder, 0o755); // the account of PostgreSQL passes through it
  const home = join(folder, 'postgres');
  let server = await openEmbeddedPostgres(home);
  let count = 0;
  return {
    url: server.url,
    folder: home,
    async createDatabase() {
      const name = `test_${++count}`;
      const client = new pg.Client({ connectionString: server.url });
      await client.connect();
      await client.query(`CREATE DATABASE ${name}`);
      await client.end();
      return server.url.replace(/\/postgres$/, `/${name}`);
    },
    pause: () => server.stop(),
    async resume() {
      server = await openEmbeddedPostgres(home);
    },
    async stop() {
      await server.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
