import { join } from 'node:path';
import pg from 'pg';
import { freePort } from './free-port.ts';
import { startServer, type Contestant } from './server.ts';

/** The table of both baselines. */
export const baselineTable = 'bench_order';

export async function createBaselineTable(databaseUrl: string): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query(
    `CREATE TABLE ${baselineTable} (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, order_json jsonb NOT NULL,
      received_at timestamptz NOT NULL DEFAULT now())`,
  );
  await client.end();
}

/** The least that a durable endpoint can be: parse, insert, 202. It validates nothing and knows no duplicates. */
export const expressBaseline: Contestant = {
  name: 'Express, one insert',
  table: baselineTable,
  async start(databaseUrl, folder) {
    await createBaselineTable(databaseUrl);
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    return startServer({
      name: 'Express',
      args: [join(import.meta.dirname, 'express-handler.ts')],
      env: { PORT: String(port), DATABASE_URL: databaseUrl },
      readyUrl: `${url}/ready`,
      url: `${url}/orders`,
      logFile: join(folder, 'express.log'),
    });
  },
};
