import type { Database } from '../database/database.ts';
import type { KnownDigests } from './known-digests.ts';

/** Keys of known records that a compare run has not met, page by page. Records that another run has read since it began are not among them. */
export type MissingKeys = (sql: Database) => AsyncGenerator<string[]>;

const pageRows = 20_000;
/** So many missed digests are looked up by themselves; of more, all records are gone through. */
const mostLookedUp = 50_000;

const isOld = 'feed_id = $1 AND NOT is_gone AND read_at < $2';

/** Of a run that kept what it saw in the database. */
export function missingFromSeen(feedId: number, beganAt: Date): MissingKeys {
  return async function* (sql) {
    for (let after = ''; ;) {
      const { rows } = await sql.query<{ key: string }>(
        `SELECT key FROM gateway.sync_row r WHERE ${isOld} AND key > $3 COLLATE "C"
           AND NOT EXISTS (SELECT FROM gateway.sync_seen s, unnest(s.ids) AS seen(id) WHERE s.feed_id = $1 AND seen.id = r.id)
         ORDER BY key LIMIT $4`,
        [feedId, beganAt, after, pageRows],
      );
      const last = rows.at(-1);
      if (!last) return;
      yield rows.map(({ key }) => key);
      after = last.key;
    }
  };
}

/** Of a run that knew the digests. A record that was changed has another digest by now, and is not missing. */
export function missingFromDigests(known: KnownDigests, feedId: number, beganAt: Date): MissingKeys {
  return known.missing > mostLookedUp
    ? allMissing(known, feedId, beganAt)
    : fewMissing(known, feedId, beganAt);
}

function fewMissing(known: KnownDigests, feedId: number, beganAt: Date): MissingKeys {
  return async function* (sql) {
    if (known.missing === 0) return;
    const { rows } = await sql.query<{ key: string }>(
      `SELECT key FROM gateway.sync_row WHERE ${isOld} AND left(replace(digest::text, '-', ''), 16) = ANY($3) ORDER BY key`,
      [feedId, beganAt, [...known.missed()]],
    );
    for (let from = 0; from < rows.length; from += pageRows)
      yield rows.slice(from, from + pageRows).map(({ key }) => key);
  };
}

function allMissing(known: KnownDigests, feedId: number, beganAt: Date): MissingKeys {
  return async function* (sql) {
    for (let after = ''; ;) {
      const { rows } = await sql.query<{ key: string; digest: string }>(
        `SELECT key, left(replace(digest::text, '-', ''), 16) AS digest FROM gateway.sync_row
         WHERE ${isOld} AND key > $3 COLLATE "C" ORDER BY key LIMIT $4`,
        [feedId, beganAt, after, pageRows],
      );
      const last = rows.at(-1);
      if (!last) return;
      const missing = rows.filter(({ digest }) => !known.wasMet(digest));
      if (missing.length > 0) yield missing.map(({ key }) => key);
      after = last.key;
    }
  };
}
