import type { FeedName } from '../../contract/sync.ts';
import type { Sql } from '../../database/database.ts';
import type { SalesforceRow } from '../../salesforce/port.ts';
import type { FeedParent } from '../feed.ts';
import type { DueRow } from './due-rows.ts';

/** A due row with the ids of its parents, or what it waits for. */
export interface WithParents {
  readonly row: DueRow;
  /** Ids of parents, by field. */
  readonly ids: SalesforceRow;
  /** Those that only a record that is made gets. */
  readonly idsOnCreate: SalesforceRow;
  /** The first parent that is not in the org. A row goes without an optional one. */
  readonly waits?: FeedParent | undefined;
}

/** Looks up what the org calls the parents of rows of a company. */
export async function withParents(
  sql: Sql,
  company: string,
  rows: readonly DueRow[],
): Promise<WithParents[]> {
  const parents = rows.flatMap(({ record }) => record?.parents ?? []);
  const known = parents.length > 0 ? await idsOf(sql, company, parents) : new Map<string, string>();
  return rows.map((row) => {
    const own = row.record?.parents ?? [];
    const missing = own.filter((parent) => !known.has(nameOf(parent)));
    return {
      row,
      ids: idsBy(
        own.filter(({ onCreate }) => onCreate !== true),
        known,
      ),
      idsOnCreate: idsBy(
        own.filter(({ onCreate }) => onCreate === true),
        known,
      ),
      waits: missing.find(({ optional }) => !optional) ?? missing[0],
    };
  });
}

function idsBy(parents: readonly FeedParent[], known: ReadonlyMap<string, string>): SalesforceRow {
  return Object.fromEntries(
    parents.flatMap((parent) =>
      parent.field === undefined ? [] : [[parent.field, known.get(nameOf(parent)) ?? null] as const],
    ),
  );
}

const nameOf = ({ feed, key }: { readonly feed: FeedName; readonly key: string }) => `${feed} ${key}`;

async function idsOf(
  sql: Sql,
  company: string,
  parents: readonly FeedParent[],
): Promise<ReadonlyMap<string, string>> {
  const wanted = [...new Map(parents.map((parent) => [nameOf(parent), parent])).values()];
  const { rows } = await sql.query<{ feed: FeedName; key: string; salesforce_id: string }>(
    `SELECT f.feed, r.key, r.salesforce_id FROM unnest($2::text[], $3::text[]) AS p(feed, key)
     JOIN gateway.sync_feed f ON f.company = $1 AND f.feed = p.feed
     JOIN gateway.sync_row r ON r.feed_id = f.id AND r.key = p.key COLLATE "C" AND r.salesforce_id IS NOT NULL`,
    [company, wanted.map(({ feed }) => feed), wanted.map(({ key }) => key)],
  );
  return new Map(rows.map((row) => [nameOf(row), row.salesforce_id]));
}
