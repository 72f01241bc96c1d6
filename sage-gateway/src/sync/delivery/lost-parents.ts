import type { FeedName } from '../../contract/sync.ts';
import { onceKey, runQueue } from '../queues.ts';
import { noDigest } from '../rows.ts';
import type { Delivered, Delivery } from './context.ts';
import { storeOutcomes, type Outcome } from './due-rows.ts';
import { quoted } from './find-records.ts';

const idsPerQuery = 200;

/** What the org says to an id of no record: deleted, merged into another, or of another org. It may be the record's own id, or one it points to. */
const lostId =
  /^(ENTITY_IS_DELETED|INVALID_CROSS_REFERENCE_KEY|INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY|NOT_FOUND)\b/mu;

/** Whether the org does not know an id of the row (any more). */
export const isLostId = (message: string) => lostId.test(message);

interface ParentOf {
  readonly id: string;
  readonly version: number;
  readonly feed: FeedName;
  readonly key: string;
  readonly parent: string;
  readonly salesforce_id: string;
}

/**
 * Of rows that the org refused for an id it does not know: looks whether their parents are still there. One that is not is forgotten and found or made anew
 * by a compare run of its feed; the rows wait for it.
 */
export async function reviewParents(
  { database, queue, org, feeds }: Delivery,
  { feed, state: { company } }: Delivered,
  outcomes: readonly Outcome[],
  signal: AbortSignal,
): Promise<void> {
  const suspects = outcomes.filter(
    ({ outcome, message = '' }) => (outcome === 'parked' || outcome === 'lost') && isLostId(message),
  );
  if (suspects.length === 0) return;
  const { rows } = await database.query<ParentOf>(
    `SELECT r.id, r.version, p.feed, p.key, parent.id AS parent, parent.salesforce_id
     FROM gateway.sync_row r, json_to_recordset(r.record->'parents') AS p(feed text, key text)
       JOIN gateway.sync_feed f ON f.company = $2 AND f.feed = p.feed
       JOIN gateway.sync_row parent ON parent.feed_id = f.id AND parent.key = p.key COLLATE "C" AND parent.salesforce_id IS NOT NULL
     WHERE r.id = ANY($1)`,
    [suspects.map(({ id }) => id), company],
  );
  const lost: ParentOf[] = [];
  for (const { name, target } of feeds) {
    const own = rows.filter((row) => row.feed === name);
    const ids = [...new Set(own.map((row) => row.salesforce_id))];
    const known = new Set<string>();
    for (let from = 0; from < ids.length; from += idsPerQuery) {
      const list = ids
        .slice(from, from + idsPerQuery)
        .map(quoted)
        .join(', ');
      for (const found of await org.query(`SELECT Id FROM ${target.object} WHERE Id IN (${list})`, signal))
        known.add(String(found['Id']));
    }
    lost.push(...own.filter((row) => !known.has(row.salesforce_id)));
  }
  if (lost.length === 0) return;
  await database.transaction(async (tx) => {
    await tx.query(
      `UPDATE gateway.sync_row r SET salesforce_id = NULL, digest = $3 FROM unnest($1::bigint[], $2::text[]) AS l(id, salesforce_id)
       WHERE r.id = l.id AND r.salesforce_id = l.salesforce_id`,
      [lost.map(({ parent }) => parent), lost.map((row) => row.salesforce_id), noDigest],
    );
    const names = new Set(lost.map((row) => row.feed));
    await queue.ensure(tx, runQueue(company, 'compare'), [...names].map(onceKey), false);
  });
  queue.wake(runQueue(company, 'compare'));
  const waiting = new Map(lost.map((row) => [row.id, row]));
  await storeOutcomes(
    database,
    company,
    feed.name,
    [...waiting.values()].map(({ id, version, feed: waitsFeed, key: waitsKey }) => {
      const message = `It waits for ${waitsFeed} ${waitsKey}, which is no longer in Salesforce.`;
      return { id, version, outcome: 'parked', code: 'PARENT_UNKNOWN', message, waitsFeed, waitsKey };
    }),
  );
}
