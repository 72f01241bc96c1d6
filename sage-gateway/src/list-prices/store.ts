import type { Database, Sql } from '../database/database.ts';

/** How far the standard price book was read. */
export interface Place {
  /** ISO time of the newest entry that was read, and its id. */
  readonly readTo: string;
  readonly readToId: string;
  /** The last look ended before the newest entry. */
  readonly isBehind: boolean;
  /** All entries were seen once; until then they are only noted. */
  readonly knowsAll: boolean;
}

/** A list price of Salesforce; prices are decimal text. */
export interface ListPrice {
  readonly entryId: string;
  readonly itemCode: string;
  readonly price: string;
  /** ISO time. */
  readonly changedAt: string;
}

/** A price that Sage shall have. */
export interface PriceWish {
  readonly key: string;
  readonly entryId: string;
  readonly itemCode: string;
  readonly price: string;
  /** What Sage has, as far as is known. */
  readonly expected: string | null;
  readonly madeAt: Date;
}

/** Forgets the prices of companies that take none (any more): should they take them again, they begin anew. */
export async function forgetOthers(database: Database, company: string | undefined): Promise<void> {
  for (const table of ['list_price_place', 'list_price'])
    await database.query(`DELETE FROM gateway.${table} WHERE company IS DISTINCT FROM $1`, [company ?? null]);
}

export async function placeOf(sql: Sql, company: string): Promise<Place | undefined> {
  const { rows } = await sql.query<{
    read_to: Date;
    read_to_id: string;
    is_behind: boolean;
    knows_all: boolean;
  }>('SELECT read_to, read_to_id, is_behind, knows_all FROM gateway.list_price_place WHERE company = $1', [
    company,
  ]);
  const [row] = rows;
  return (
    row && {
      readTo: row.read_to.toISOString(),
      readToId: row.read_to_id,
      isBehind: row.is_behind,
      knowsAll: row.knows_all,
    }
  );
}

/** Notes prices and the place in one transaction. Those that were never seen are taken as agreed when `agreed`. An older reading changes nothing. */
export async function notePrices(
  database: Database,
  company: string,
  prices: readonly ListPrice[],
  { place, agreed }: { readonly place: Place; readonly agreed: boolean },
): Promise<void> {
  await database.transaction(async (tx) => {
    await tx.query(
      `INSERT INTO gateway.list_price AS known (company, entry_id, item_code, price, changed_at, agreed)
       SELECT $1, "entryId", "itemCode", price, "changedAt", CASE WHEN $3 THEN price END
       FROM json_to_recordset($2::text::json) AS r ("entryId" text, "itemCode" text, price numeric, "changedAt" timestamptz)
       ON CONFLICT (company, entry_id) DO UPDATE SET item_code = excluded.item_code, price = excluded.price,
         changed_at = excluded.changed_at
       WHERE known.changed_at <= excluded.changed_at
         AND (known.price, known.item_code) IS DISTINCT FROM (excluded.price, excluded.item_code)`,
      [company, JSON.stringify(prices), agreed],
    );
    await tx.query(
      `INSERT INTO gateway.list_price_place (company, read_to, read_to_id, is_behind, knows_all)
       VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (company) DO UPDATE SET read_to = excluded.read_to, read_to_id = excluded.read_to_id,
         is_behind = excluded.is_behind, knows_all = excluded.knows_all`,
      [company, place.readTo, place.readToId, place.isBehind, place.knowsAll],
    );
  });
}

/**
 * Makes wishes of at most `limit` changed prices. A price whose last request is still worked on waits for its answer, which says what Sage has
 * then: what was written; the same after a conflict that somebody in Sage settled; after another refusal what it had before.
 */
export async function makeWishes(sql: Sql, company: string, limit: number): Promise<void> {
  await sql.query(
    `UPDATE gateway.list_price p
     SET agreed = due.stands, requested = p.price, requested_at = now(), sent = false,
       request_key = p.entry_id || '.price.' || (extract(epoch FROM p.changed_at) * 1000)::bigint || '-' || trim_scale(p.price)
     FROM (
       SELECT one.entry_id,
         CASE WHEN r.state = 'Failed' OR r.state = 'Refused' AND r.errors->0->>'code' IS DISTINCT FROM 'CHANGED_IN_SAGE'
           THEN one.agreed ELSE coalesce(one.requested, one.agreed) END AS stands
       FROM gateway.list_price one LEFT JOIN gateway.request r ON r.key = one.request_key
       WHERE one.company = $1 AND one.sent AND one.price IS DISTINCT FROM coalesce(one.requested, one.agreed)
         AND r.state IS DISTINCT FROM 'Accepted'
       ORDER BY one.changed_at LIMIT $2 FOR UPDATE OF one SKIP LOCKED
     ) due
     WHERE p.company = $1 AND p.entry_id = due.entry_id`,
    [company, limit],
  );
}

/** Wishes that are not yet known to be in the inbox. */
export async function unsentWishes(sql: Sql, company: string, limit: number): Promise<PriceWish[]> {
  const { rows } = await sql.query<PriceWish>(
    `SELECT request_key AS key, entry_id AS "entryId", item_code AS "itemCode", trim_scale(requested)::text AS price,
       trim_scale(agreed)::text AS expected, requested_at AS "madeAt"
     FROM gateway.list_price WHERE company = $1 AND NOT sent ORDER BY changed_at, entry_id LIMIT $2`,
    [company, limit],
  );
  return rows;
}

export async function markSent(sql: Sql, company: string, keys: readonly string[]): Promise<void> {
  await sql.query('UPDATE gateway.list_price SET sent = true WHERE company = $1 AND request_key = ANY($2)', [
    company,
    keys,
  ]);
}
