import { pino } from 'pino';
import { companyPolicy } from '../orders/policy.ts';
import type { Feed, FeedRecord, FeedSite, FeedSource, OpenFeed } from '../sync/feed.ts';
import { MemoryTables, type MemoryTable } from './memory-tables.ts';

/** A table in memory from its compact form: `Name Type` separated by `;`, and rows whose columns that are left out are blank. */
export function memoryTable(columns: string, rows: MemoryTable['rows'] = []): MemoryTable {
  const entries = columns.split(';').map((entry) => entry.trim().split(' '));
  return { columns: Object.fromEntries(entries.map(([name = '', type = '']) => [name, type])), rows };
}

/** The same table at a site that lacks some columns. */
export function without(table: MemoryTable, ...names: string[]): MemoryTable {
  const kept = Object.entries(table.columns).filter(([name]) => !names.includes(name));
  return { columns: Object.fromEntries(kept), rows: table.rows };
}

/** The audit columns that tell of changes, as a part of a table's compact form. */
export const audit = 'DateUpdated D; TimeUpdated C8';

/** Company ABC of these tables as feeds see it; `policy` is what its settings say. */
export function feedSite(
  tables: Readonly<Record<string, MemoryTable>>,
  policy: Record<string, unknown> = {},
  changes: Partial<FeedSite> = {},
): FeedSite {
  return {
    company: 'ABC',
    isDefault: true,
    tables: new MemoryTables({ ABC: tables }),
    policy: companyPolicy.parse(policy),
    mapping: [],
    logger: pino({ level: 'silent' }),
    ...changes,
  };
}

/** Opens a feed that the site must have. */
export async function openFeed(feed: Feed, site: FeedSite): Promise<OpenFeed> {
  const open = await feed.open(site);
  if (open === undefined) throw new Error(`the site has no ${feed.name}`);
  return open;
}

/** All records of a source as they are now, by key: what a compare of the whole table would make of it. */
export async function readSource(site: FeedSite, source: FeedSource): Promise<Map<string, FeedRecord>> {
  const { table, columns } = source;
  const rows = await site.tables.select(site.company, { table, columns });
  const ours = rows.filter((row) => source.keyOf(row) !== undefined);
  const extended = source.extend ? await source.extend(ours) : ours;
  return new Map(
    extended.map((row) => {
      const record = source.record(row);
      if (record.key !== source.keyOf(row)) throw new Error(`${record.key} is not the row's key`);
      return [record.key, record];
    }),
  );
}

/** All records of a feed. */
export async function readFeed(feed: Feed, site: FeedSite): Promise<Map<string, FeedRecord>> {
  const { sources } = await openFeed(feed, site);
  const read = await Promise.all(sources.map((source) => readSource(site, source)));
  return new Map(read.flatMap((records) => [...records]));
}
