import type { Health } from '../contract/health.ts';
import type { Sql } from '../database/database.ts';
import type { Queue } from '../queue/port.ts';
import { sageQueue } from '../requests/queues.ts';

/** Requests that wait for Sage, and those that wait for a person; dead letters have an index of their own. */
export async function countRequests(
  database: Sql,
  queue: Pick<Queue, 'backlog'>,
  companies: readonly string[],
): Promise<NonNullable<Health['requests']>> {
  const [backlog, { rows }] = await Promise.all([
    queue.backlog(),
    database.query<{ state: string; count: string }>(
      "SELECT state, count(*) AS count FROM gateway.request WHERE state IN ('Refused', 'Failed') GROUP BY state",
    ),
  ]);
  const count = (state: string) => Number(rows.find((row) => row.state === state)?.count ?? 0);
  return {
    accepted: companies.reduce((sum, company) => sum + (backlog.get(sageQueue(company)) ?? 0), 0),
    refused: count('Refused'),
    failed: count('Failed'),
  };
}
