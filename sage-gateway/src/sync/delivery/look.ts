import type { Delivered, Delivery } from './context.ts';
import { selected } from './find-records.ts';

/** Records read in one look, and how far it looks back beyond the last one, for clocks differ and changes are told late. */
const mostRecords = 2_000;
const overlapSeconds = 120;

/**
 * While rows wait for a record of the org, looks for records that were changed since the last look, and makes those rows due whose record is among them:
 * one query however many rows wait.
 */
export async function lookForRecords(
  { database, org, lookSeconds }: Delivery,
  { feed, site, state }: Delivered,
  signal: AbortSignal,
): Promise<void> {
  const { find, object } = feed.target;
  if (!find) return;
  const { rows } = await database.query<{ since: Date; now: Date }>(
    `SELECT coalesce(looked_at, now() - make_interval(secs => $2)) - make_interval(secs => $3) AS since, now() AS now
     FROM gateway.sync_feed f WHERE id = $1 AND (looked_at IS NULL OR looked_at <= now() - make_interval(secs => $2))
       AND EXISTS (SELECT FROM gateway.sync_row r WHERE r.feed_id = f.id AND r.state = 'Parked'
         AND r.code IN ('RECORD_UNKNOWN', 'RECORD_AMBIGUOUS'))`,
    [state.id, lookSeconds, overlapSeconds],
  );
  const [look] = rows;
  if (!look) return;
  const since = look.since.toISOString().replace(/\.\d+Z$/, 'Z');
  const found = await org.query(
    `SELECT ${selected(find)}, SystemModstamp FROM ${object} WHERE SystemModstamp >= ${since} ORDER BY SystemModstamp LIMIT ${mostRecords}`,
    signal,
  );
  const keys = found.flatMap((record) => [...find.keysOf(record, site)]);
  const last = found.length < mostRecords ? look.now : goOnAt(found, look.since);
  await database.query(
    `WITH woken AS (UPDATE gateway.sync_row SET state = 'Due', retry_at = NULL, code = NULL, message = NULL
       WHERE feed_id = $1 AND key = ANY($2) AND state = 'Parked' AND code IN ('RECORD_UNKNOWN', 'RECORD_AMBIGUOUS'))
     UPDATE gateway.sync_feed SET looked_at = $3 WHERE id = $1`,
    [state.id, keys, last],
  );
}

/** There were more: the next look begins where this one ended, and never again where it began. */
function goOnAt(found: readonly Readonly<Record<string, unknown>>[], since: Date): Date {
  const last = Date.parse(String(found.at(-1)?.['SystemModstamp'])) || 0;
  return new Date(Math.max(last, since.getTime() + 1000) + overlapSeconds * 1000);
}
