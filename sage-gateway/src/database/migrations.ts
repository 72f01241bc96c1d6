import type { Database } from './database.ts';

/** Any number that no other program on the same server is likely to lock. */
const migrationLock = 5_310_022;

/** Each is run once, in order, in its own transaction; never edit one that was released, add the next. */
const migrations: readonly string[] = [
  `CREATE TABLE gateway.request (
     key text COLLATE "C" PRIMARY KEY,
     type text NOT NULL,
     source_id text NOT NULL,
     company text NOT NULL,
     mapping_revision text,
     payload json NOT NULL,
     body_hash bytea NOT NULL,
     state text NOT NULL DEFAULT 'Accepted' CHECK (state IN ('Accepted', 'Done', 'Refused', 'Failed')),
     sales_order_no text,
     result jsonb,
     warnings jsonb NOT NULL DEFAULT '[]',
     errors jsonb NOT NULL DEFAULT '[]',
     attempts integer NOT NULL DEFAULT 0,
     tries integer NOT NULL DEFAULT 0,
     accepted_at timestamptz NOT NULL DEFAULT now(),
     updated_at timestamptz NOT NULL DEFAULT now(),
     answered_at timestamptz,
     report text NOT NULL DEFAULT 'None' CHECK (report IN ('None', 'Queued', 'Reported', 'Refused')),
     report_error jsonb,
     reported_at timestamptz
   );
   COMMENT ON COLUMN gateway.request.payload IS 'json, not jsonb: stored as it is, four times as fast, and nothing searches it';
   COMMENT ON COLUMN gateway.request.sales_order_no IS 'reserved before the order is written; kept through replays';
   COMMENT ON COLUMN gateway.request.attempts IS 'tries in Sage, all in all';
   COMMENT ON COLUMN gateway.request.tries IS 'tries since it was accepted or last replayed';
   CREATE INDEX request_dead ON gateway.request (updated_at, key) WHERE state IN ('Refused', 'Failed') OR report = 'Refused';
   CREATE INDEX request_unreported ON gateway.request (answered_at) WHERE report = 'None' AND state <> 'Accepted';
   CREATE TABLE gateway.customer_link (
     company text NOT NULL,
     account_id text NOT NULL,
     division_no text NOT NULL,
     customer_no text NOT NULL,
     written boolean NOT NULL,
     updated_at timestamptz NOT NULL DEFAULT now(),
     PRIMARY KEY (company, account_id)
   )`,
  // The request that made a customer says so in its answer, even if it takes a second try to get there.
  'ALTER TABLE gateway.customer_link ADD COLUMN made_by text',
  // Requests of one record: a newer one takes over the reserved number of an older one, which then is not replayed.
  'CREATE INDEX request_source ON gateway.request (source_id)',
  // The field mapping as it was read last, so that it is there while Salesforce is away.
  `CREATE TABLE gateway.mapping (
     only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
     revision text NOT NULL,
     rows jsonb NOT NULL,
     loaded_at timestamptz NOT NULL
   )`,
  // What was found changed in Sage, for subscriptions: read in the order of `seq`, and only what no running transaction may still precede (`xact`).
  `CREATE TABLE gateway.change (
     seq bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     xact xid8 NOT NULL DEFAULT pg_current_xact_id(),
     company text NOT NULL,
     feed text NOT NULL,
     key text NOT NULL,
     kind text NOT NULL CHECK (kind IN ('changed', 'gone')),
     fields jsonb,
     found_at timestamptz NOT NULL DEFAULT now()
   );
   CREATE INDEX change_age ON gateway.change (found_at)`,
];

/** Brings the schema `gateway` to this version of the program; gateways that start together wait for one another. */
export async function migrate(database: Database): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.query('SELECT pg_advisory_xact_lock($1)', [migrationLock]);
    await tx.query('CREATE SCHEMA IF NOT EXISTS gateway');
    await tx.query(
      'CREATE TABLE IF NOT EXISTS gateway.migration (version integer PRIMARY KEY, at timestamptz NOT NULL DEFAULT now())',
    );
    const { rows } = await tx.query<{ version: number }>(
      'SELECT coalesce(max(version), 0) AS version FROM gateway.migration',
    );
    const version = rows[0]?.version ?? 0;
    if (version > migrations.length) {
      throw new Error(
        `the database is of a newer gateway (schema ${version}, this program knows ${migrations.length})`,
      );
    }
    for (const [index, statements] of migrations.entries()) {
      if (index < version) continue;
      await tx.query(statements);
      await tx.query('INSERT INTO gateway.migration (version) VALUES ($1)', [index + 1]);
    }
  });
}
