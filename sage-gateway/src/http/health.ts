import type { RequestHandler } from 'express';
import type { Sql } from '../database/database.ts';
import type { Queue } from '../queue/port.ts';
import { errorCodes } from '../contract/errors.ts';

/** The process lives: restart it when this does not answer. */
export const livez: RequestHandler = (_request, response) => {
  response.json({ status: 'ok' });
};

/** Whether the gateway can take requests: 503 while it starts or stops, or when its database does not answer. */
export function readyz(database: Sql, queue: Queue, stopping: AbortSignal): RequestHandler {
  return async (_request, response) => {
    const checks: Record<string, string> = { gateway: stopping.aborted ? 'stopping' : 'ok' };
    const jobs = await Promise.all([database.query('SELECT 1'), queue.backlog()]).then(
      ([, backlog]) => Object.fromEntries(backlog),
      () => undefined,
    );
    checks['database'] = jobs ? 'ok' : 'does not answer';
    const ready = Object.values(checks).every((check) => check === 'ok');
    if (!ready) response.set('Retry-After', '5');
    const unready = { code: 'NOT_READY', next: errorCodes.NOT_READY.next };
    response
      .status(ready ? 200 : 503)
      .json({ status: ready ? 'ok' : 'unavailable', checks, jobs: jobs ?? {}, ...(ready ? {} : unready) });
  };
}
