import { PgBoss, type Job as BossJob } from 'pg-boss';
import { v7 } from 'uuid';
import type { Database, Sql } from '../database/database.ts';
import type { Logger } from '../logger.ts';
import type { Job, Queue, QueueSpec, Worker } from './port.ts';

export interface QueueOptions {
  /** Seconds between looks for jobs that nobody announced (delayed ones, those of another process); at least 0.5. */
  readonly pollSeconds: number;
  /** No other gateway lives on this database, so every job that is marked as running was left by a dead one. */
  readonly alone: boolean;
}

const days = 24 * 60 * 60;
/** A job is one order or a batch of reports, pauses included; the largest that pg-boss takes is 24 hours. */
const longestJobSeconds = 4 * 60 * 60;

/**
 * pg-boss on the gateway's own connections. Facts that shape this file: only `key_strict_fifo` keeps jobs serial across
 * processes without stalling (`singleton` skips fetches by a cached list of active keys); a failed job would block its
 * key, so jobs never fail: `retryLimit` has no practical end and the worker settles what went wrong; ids that sort
 * (UUIDv7) keep the order within one insert; a worker looks once per poll unless it is notified.
 */
export async function openPgBoss(database: Database, options: QueueOptions, logger: Logger): Promise<Queue> {
  const boss = new PgBoss({
    db: { executeSql: (text, values) => database.query(text, values) },
    schema: 'pgboss',
    schedule: false,
    superviseIntervalSeconds: 2,
    monitorIntervalSeconds: 2,
    // Done jobs are soon deleted: the request's own row tells what became of it, and supervision reads the whole table.
    maintenanceIntervalSeconds: 60,
    warningQueueSize: 1_000_000,
    // pg-boss measures; it does not own the connections it measures with.
    monitorVacuum: false,
  });
  boss.on('error', (error) => logger.error({ err: error }, 'the queue met an error'));
  boss.on('warning', (warning) => logger.warn({ warning: warning.message }, 'the queue warns'));
  await boss.start();

  const specs = new Map<string, QueueSpec>();
  const workers = new Map<string, string>();
  const stopping = new AbortController();

  const send: Queue['send'] = async (tx, queue, keys, afterSeconds = 0) => {
    const startAfter = afterSeconds > 0 ? { startAfter: afterSeconds } : {};
    const jobs = keys.map((key) => ({ id: v7(), data: { key }, singletonKey: queue, ...startAfter }));
    await boss.insert(queue, jobs, { db: bossDatabase(tx, `send ${queue}`) });
  };

  return {
    send,
    async ensure(tx, queue, keys, running) {
      await tx.query('SELECT pg_advisory_xact_lock(hashtext($1))', [`ensure ${queue}`]);
      const { rows } = await tx.query<{ key: string }>(
        `SELECT DISTINCT data->>'key' AS key FROM pgboss.job WHERE name = $1
           AND (state IN ('created', 'retry') OR ($2 AND state = 'active'))`,
        [queue, running],
      );
      const known = new Set(rows.map(({ key }) => key));
      await send(
        tx,
        queue,
        keys.filter((key) => !known.has(key)),
      );
    },
    async define(spec) {
      const settings = {
        retryLimit: 1_000_000,
        retryDelay: spec.retry.firstSeconds,
        retryBackoff: true,
        retryDelayMax: spec.retry.maxSeconds,
        expireInSeconds: longestJobSeconds,
        retentionSeconds: 3650 * days,
        deleteAfterSeconds: 60,
        heartbeatSeconds: 10,
      };
      await boss.createQueue(spec.name, {
        ...settings,
        policy: spec.serial ? 'key_strict_fifo' : 'standard',
      });
      await boss.updateQueue(spec.name, settings);
      specs.set(spec.name, spec);
      if (options.alone) await releaseOrphans(boss, database, spec.name, logger);
    },
    async work(queue, worker) {
      const batchSize = specs.get(queue)?.batchSize ?? 1;
      const settings = { batchSize, pollingIntervalSeconds: options.pollSeconds };
      const id = await boss.work<{ key: string }>(queue, settings, async (held) => {
        try {
          await run(boss, queue, held, worker, stopping.signal);
        } finally {
          const own = workers.get(queue);
          if (own) boss.notifyWorker(own);
        }
      });
      workers.set(queue, id);
    },
    wake(queue) {
      const id = workers.get(queue);
      if (id) boss.notifyWorker(id);
    },
    async backlog() {
      const { rows } = await database.query<{ name: string; jobs: string }>(
        "SELECT name, count(*) AS jobs FROM pgboss.job WHERE state < 'completed' AND name = ANY($1) GROUP BY name",
        [[...specs.keys()]],
      );
      const counted = new Map(rows.map((row) => [row.name, Number(row.jobs)]));
      return new Map([...specs.keys()].map((name) => [name, counted.get(name) ?? 0]));
    },
    async stop(limitSeconds) {
      stopping.abort();
      await boss.stop({ graceful: true, timeout: limitSeconds * 1000 });
    },
  };
}

async function run(
  boss: PgBoss,
  queue: string,
  held: readonly BossJob<{ key: string }>[],
  worker: Worker,
  stopping: AbortSignal,
): Promise<void> {
  const attempts = new Map(held.map((job) => [job.id, job]));
  const signals = held.map((job) => job.signal);
  await worker({
    jobs: held.map((job): Job => ({ id: job.id, key: job.data.key })),
    signal: AbortSignal.any([stopping, ...signals]),
    async finish(tx, jobs) {
      const own = jobs.flatMap((job) => attempts.get(job.id) ?? []);
      if (own.length) await boss.complete(queue, own, undefined, { db: bossDatabase(tx) });
    },
  });
}

/** Jobs that a killed gateway was working on become due at once, instead of when their heartbeat is missed. */
async function releaseOrphans(
  boss: PgBoss,
  database: Database,
  queue: string,
  logger: Logger,
): Promise<void> {
  const { rows } = await database.query<{ id: string }>(
    "SELECT id FROM pgboss.job WHERE name = $1 AND state = 'active'",
    [queue],
  );
  if (rows.length === 0) return;
  await boss.fail(
    queue,
    rows.map((row) => row.id),
    { message: 'the gateway ended while it worked on this job' },
  );
  logger.info({ queue, jobs: rows.length }, 'takes up jobs that an earlier run left');
}

function bossDatabase(tx: Sql, name?: string) {
  return { executeSql: (text: string, values?: unknown[]) => tx.query(text, values, name) };
}
