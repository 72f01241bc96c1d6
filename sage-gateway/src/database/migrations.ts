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
  // What is known of the records that are followed in Sage.
  `CREATE TABLE gateway.sync_feed (
     id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     company text NOT NULL,
     feed text NOT NULL,
     is_off boolean NOT NULL DEFAULT false,
     marks jsonb NOT NULL DEFAULT '{}',
     rows bigint NOT NULL DEFAULT 0,
     changed_run jsonb NOT NULL DEFAULT '{}',
     compare_run jsonb NOT NULL DEFAULT '{}',
     fresh_at timestamptz,
     gone_held integer NOT NULL DEFAULT 0,
     accept_gone boolean NOT NULL DEFAULT false,
     looked_at timestamptz,
     delivery jsonb NOT NULL DEFAULT '{}',
     UNIQUE (company, feed)
   );
   COMMENT ON COLUMN gateway.sync_feed.marks IS 'newest stamp seen, by table: hours since 1970 on the clock of Sage';
   COMMENT ON COLUMN gateway.sync_feed.fresh_at IS 'begin of the last run that saw all that had changed before';
   CREATE TABLE gateway.sync_job (
     id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
     feed_id integer NOT NULL REFERENCES gateway.sync_feed,
     kind text NOT NULL CHECK (kind IN ('upsert', 'update', 'delete')),
     org_job text,
     looks integer NOT NULL DEFAULT 0,
     look_at timestamptz NOT NULL DEFAULT now(),
     begun_at timestamptz NOT NULL DEFAULT now()
   );
   CREATE TABLE gateway.sync_row (
     id bigint GENERATED ALWAYS AS IDENTITY,
     feed_id integer NOT NULL,
     key text COLLATE "C" NOT NULL,
     digest uuid NOT NULL,
     read_at timestamptz NOT NULL,
     state text NOT NULL CHECK (state IN ('Due', 'Delivered', 'Parked')),
     is_gone boolean NOT NULL DEFAULT false,
     version integer NOT NULL DEFAULT 1,
     record json,
     lock_key text COLLATE "C" NOT NULL DEFAULT '',
     salesforce_id text,
     waits_feed text,
     waits_key text COLLATE "C",
     code text,
     message text,
     tries integer NOT NULL DEFAULT 0,
     retry_at timestamptz,
     due_at timestamptz,
     job_id integer,
     sent_version integer,
     PRIMARY KEY (feed_id, key)
   ) WITH (fillfactor = 90, autovacuum_vacuum_scale_factor = 0.05);
   COMMENT ON COLUMN gateway.sync_row.read_at IS 'begin of the reading that found it so; an earlier one changes it no more';
   COMMENT ON COLUMN gateway.sync_row.record IS 'what Salesforce shall have, while it is due, parked or waits for a parent; none of a row that is gone: it is deleted';
   COMMENT ON COLUMN gateway.sync_row.due_at IS 'since when Salesforce does not have it as it is';
   CREATE UNIQUE INDEX sync_row_id ON gateway.sync_row (id);
   CREATE INDEX sync_row_due ON gateway.sync_row (feed_id, lock_key, key) INCLUDE (due_at) WHERE state = 'Due';
   CREATE INDEX sync_row_parked ON gateway.sync_row (feed_id, key) INCLUDE (code) WHERE state = 'Parked';
   CREATE INDEX sync_row_retry ON gateway.sync_row (retry_at) WHERE state = 'Parked';
   CREATE INDEX sync_row_waits ON gateway.sync_row (waits_feed, waits_key) WHERE waits_feed IS NOT NULL;
   CREATE INDEX sync_row_job ON gateway.sync_row (job_id) WHERE job_id IS NOT NULL;
   CREATE UNLOGGED TABLE gateway.sync_seen (feed_id integer NOT NULL, ids bigint[] NOT NULL);
   CREATE TABLE gateway.sync_delivery (
     only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
     failures integer NOT NULL DEFAULT 0,
     code text,
     message text,
     since timestamptz
   );
   INSERT INTO gateway.sync_delivery DEFAULT VALUES`,
  // What was written to each order, by the ids of Salesforce's lines; an order that is deleted to be created again is kept whole in it.
  `CREATE TABLE gateway.order_memory (
     company text NOT NULL,
     sales_order_no text NOT NULL,
     memory json NOT NULL,
     updated_at timestamptz NOT NULL DEFAULT now(),
     PRIMARY KEY (company, sales_order_no)
   )`,
  // Subscriptions to changes. What was deleted of the log for its age is remembered, whoever deletes it, so that a subscription that had not read it is told.
  `CREATE TABLE gateway.subscription (
     id uuid PRIMARY KEY,
     url text NOT NULL,
     feeds text[],
     companies text[],
     secrets jsonb NOT NULL,
     state text NOT NULL DEFAULT 'Active' CHECK (state IN ('Active', 'Paused', 'Failing')),
     cursor bigint NOT NULL,
     epoch integer NOT NULL DEFAULT 1,
     replays integer NOT NULL DEFAULT 0,
     attempt_to bigint,
     has_gap boolean NOT NULL DEFAULT false,
     failures integer NOT NULL DEFAULT 0,
     failing_since timestamptz,
     next_try_at timestamptz,
     error_code text,
     error_message text,
     created_at timestamptz NOT NULL DEFAULT now(),
     delivered_at timestamptz
   );
   COMMENT ON COLUMN gateway.subscription.feeds IS 'null: all; so are companies';
   COMMENT ON COLUMN gateway.subscription.secrets IS 'encrypted with a key that is not in this database';
   COMMENT ON COLUMN gateway.subscription.cursor IS 'gateway.change.seq of the last change that was delivered or is none of its own';
   COMMENT ON COLUMN gateway.subscription.epoch IS 'grows with each pause, resume and replay: a delivery that began before moves nothing any more';
   COMMENT ON COLUMN gateway.subscription.attempt_to IS 'last change of the delivery that is being tried, so that it is the same one when it is tried again';
   COMMENT ON COLUMN gateway.subscription.has_gap IS 'changes it had not read were deleted for their age; told in the next delivery';
   CREATE TABLE gateway.change_trimmed (
     only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
     seq bigint NOT NULL
   );
   INSERT INTO gateway.change_trimmed (seq) VALUES (0);
   CREATE FUNCTION gateway.note_trimmed() RETURNS trigger LANGUAGE plpgsql AS $$
   BEGIN
     UPDATE gateway.change_trimmed SET seq = greatest(seq, (SELECT max(seq) FROM deleted));
     RETURN NULL;
   END $$;
   CREATE TRIGGER change_trimmed AFTER DELETE ON gateway.change REFERENCING OLD TABLE AS deleted
     FOR EACH STATEMENT EXECUTE FUNCTION gateway.note_trimmed()`,
  `ALTER TABLE gateway.sync_feed ADD redeliver boolean NOT NULL DEFAULT false;
   COMMENT ON COLUMN gateway.sync_feed.redeliver IS 'the next compare forgets what was delivered: the org was refreshed, or lost records'`,
  `CREATE TABLE gateway.list_price_place (
     company text PRIMARY KEY,
     read_to timestamptz NOT NULL,
     read_to_id text NOT NULL,
     is_behind boolean NOT NULL,
     knows_all boolean NOT NULL
   );
   COMMENT ON TABLE gateway.list_price_place IS 'how far the standard price book of Salesforce was read, for the company that takes its prices';
   COMMENT ON COLUMN gateway.list_price_place.knows_all IS 'all entries were seen once; until then they are noted and nothing is wished of Sage';
   CREATE TABLE gateway.list_price (
     company text NOT NULL,
     entry_id text NOT NULL,
     item_code text NOT NULL,
     price numeric NOT NULL,
     changed_at timestamptz NOT NULL,
     agreed numeric,
     request_key text,
     requested numeric,
     requested_at timestamptz,
     sent boolean NOT NULL DEFAULT true,
     PRIMARY KEY (company, entry_id)
   );
   COMMENT ON COLUMN gateway.list_price.agreed IS 'what Sage had, as far as is known, before the last request; null: nobody knows';
   COMMENT ON COLUMN gateway.list_price.requested IS 'price of the last request';
   COMMENT ON COLUMN gateway.list_price.sent IS 'false: the request was made and is not yet known to be in the inbox';
   CREATE INDEX list_price_due ON gateway.list_price (company, changed_at)
     WHERE NOT sent OR price IS DISTINCT FROM coalesce(requested, agreed)`,
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
