/** Baseline: a plain handler with one durable insert of the JSON. */
import express from 'express';
import pg from 'pg';

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 12 });
const app = express();

app.get('/ready', async (_request, response) => {
  await pool.query('SELECT 1');
  response.sendStatus(200);
});

app.post('/orders', express.json({ limit: '8mb' }), async (request, response) => {
  const { requests } = request.body as { requests: unknown[] };
  await pool.query('INSERT INTO bench_order (order_json) SELECT value FROM jsonb_array_elements($1::jsonb)', [
    JSON.stringify(requests),
  ]);
  response.status(202).json({ accepted: requests.length });
});

const server = app.listen(Number(process.env['PORT']), '127.0.0.1');
process.once('SIGTERM', () => {
  server.close();
  server.closeAllConnections();
  void pool.end();
});
