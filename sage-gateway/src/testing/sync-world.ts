import type { MemoryRow, MemoryTables } from './memory-tables.ts';
import { MemoryOrg, type OrgObject } from './memory-org.ts';
import { startTestGateway, testOptions, eventually, type TestGateway } from './gateway.ts';
import type { GatewayOptions } from '../config.ts';
import type { FeedStatus } from '../contract/sync.ts';
import { companyPolicy } from '../orders/policy.ts';
import type { Feed } from '../sync/feed.ts';
import { syncSettings } from '../sync/settings.ts';

/*
 * A Sage in memory whose items and stock are followed, and an org in memory: what tests of the sync work with. The feeds are simple ones of their own, so that
 * the tests hold the engine and not the features.
 */

const audit = { DateUpdated: 'D', TimeUpdated: 'C8' };
export const itemsTable = () => ({
  columns: { ItemCode: 'C30', Description: 'C30', ...audit },
  rows: [] as MemoryRow[],
});
export const stockTable = () => ({
  columns: { ItemCode: 'C30', WarehouseCode: 'C3', OnHand: 'N15.6', ...audit },
  rows: [] as MemoryRow[],
});

/** Items are found by their code, and made where the site says so. */
export function itemFeed({ makes = true } = {}): Feed {
  return {
    name: 'items',
    after: [],
    target: {
      object: 'Product2',
      find: {
        fields: ['ProductCode'],
        select: [],
        values: ({ fields }) => [String(fields['ProductCode'])],
        keysOf: (found, { company }) => [`${company}-${String(found['ProductCode'])}`],
      },
    },
    open: async ({ company, tables }) =>
      (await tables.columns(company, 'CI_Item')) && {
        version: '1',
        gone: async (keys) =>
          new Map(keys.map((key) => [key, { key, fields: { ProductCode: key.slice(4), IsActive: false } }])),
        sources: [
          {
            table: 'CI_Item',
            keyColumns: ['ItemCode'],
            columns: ['ItemCode', 'Description'],
            stamps: [{ table: 'CI_Item', columns: ['ItemCode'] }],
            keyOf: (row) => `${company}-${row['ItemCode']}`,
            record: (row) => ({
              key: `${company}-${row['ItemCode']}`,
              fields: { ProductCode: row['ItemCode'] ?? null, Description: row['Description'] ?? null },
              ...(makes ? { onCreate: { Name: row['Description'] ?? '-' } } : {}),
            }),
          },
        ],
      },
  };
}

/** Stock points to its item, and is deleted when it is gone. */
export function stockFeed(changes: { version?: () => string } = {}): Feed {
  return {
    name: 'stock',
    after: ['items'],
    target: { object: 'SageStock__c', externalId: 'Key__c', syncedAt: 'SyncedAt__c' },
    open: async ({ company, tables }) =>
      (await tables.columns(company, 'IM_ItemWarehouse')) && {
        version: changes.version?.() ?? '1',
        gone: 'delete',
        sources: [
          {
            table: 'IM_ItemWarehouse',
            keyColumns: ['ItemCode', 'WarehouseCode'],
            columns: ['ItemCode', 'WarehouseCode', 'OnHand'],
            stamps: [{ table: 'IM_ItemWarehouse', columns: ['ItemCode', 'WarehouseCode'] }],
            keyOf: (row) => `${company}-${row['ItemCode']}-${row['WarehouseCode']}`,
            record: (row) => ({
              key: `${company}-${row['ItemCode']}-${row['WarehouseCode']}`,
              fields: { OnHand__c: row['OnHand'] ?? null },
              parents: [{ field: 'Product__c', feed: 'items', key: `${company}-${row['ItemCode']}` }],
            }),
          },
        ],
      },
  };
}

/** `refuse`: a rule of the org for its stock. */
export function syncOrg(refuse?: OrgObject['refuse']): MemoryOrg {
  return new MemoryOrg({
    Product2: { fields: ['ProductCode', 'Name', 'Description', 'IsActive'], required: ['Name'] },
    SageStock__c: {
      fields: ['Key__c', 'OnHand__c', 'Product__c', 'SyncedAt__c'],
      externalId: 'Key__c',
      lookups: { Product__c: 'Product2' },
      ...(refuse ? { refuse } : {}),
    },
  });
}

/** Settings whose runs come only when a test asks, after the first ones. */
export const quietSync = syncSettings.parse({
  feeds: Object.fromEntries(
    ['items', 'stock'].map((name) => [name, { everySeconds: 86_400, compareMinutes: 10_000 }]),
  ),
  lookSeconds: 10,
});

export interface SyncWorld {
  readonly tables: MemoryTables;
  readonly org: MemoryOrg;
  readonly feeds?: readonly Feed[];
  readonly now?: () => Date;
}

/** A gateway that follows items and stock; without an org nobody delivers them. */
export async function startSync(
  databaseUrl: string,
  {
    tables,
    org,
    feeds = [itemFeed(), stockFeed()],
    now,
  }: Omit<SyncWorld, 'org'> & Partial<Pick<SyncWorld, 'org'>>,
  changes: Partial<GatewayOptions> = {},
): Promise<SyncGateway> {
  const policy = companyPolicy.parse({});
  const options = testOptions(databaseUrl, { companies: ['ABC'], sync: quietSync, ...changes });
  const gateway = await startTestGateway(options, () => Promise.reject(new Error('no requests here')), {
    sync: {
      feeds,
      tables,
      policies: () => policy,
      ...(org ? { org } : {}),
      roundSeconds: 0.05,
      ...(now ? { now } : {}),
    },
  });
  const status = async (feed: string, company = 'ABC') => {
    const { feeds: all } = (await gateway.call('GET', '/v1/sync')).body as { feeds: FeedStatus[] };
    const found = all.find((one) => one.feed === feed && one.company === company);
    if (!found) throw new Error(`no feed ${feed} of ${company}`);
    return found;
  };
  const settled = (feed: string, company?: string) =>
    eventually(
      () => status(feed, company),
      ({ due, lastCompareRun }) => due === 0 && lastCompareRun !== null,
    );
  return {
    ...gateway,
    status,
    settled,
    async run(feed, mode, more = {}) {
      const company = more.company ?? 'ABC';
      const last = mode === 'full' ? 'lastCompareRun' : 'lastChangedRun';
      const before = (await status(feed, company))[last]?.beganAt;
      await gateway.call('POST', `/v1/sync/${feed}`, { mode, ...more });
      return eventually(
        () => status(feed, company),
        (now) => now[last] !== null && now[last].beganAt !== before,
      );
    },
  };
}

export interface SyncGateway extends TestGateway {
  status(feed: string, company?: string): Promise<FeedStatus>;
  /** Waits until all that is known is delivered or parked. */
  settled(feed: string, company?: string): Promise<FeedStatus>;
  /** Asks for a run and waits until it has ended. */
  run(
    feed: string,
    mode: 'changed' | 'full',
    more?: { readonly company?: string; readonly acceptGone?: boolean; readonly redeliver?: boolean },
  ): Promise<FeedStatus>;
}

/** A stamp of Sage at a time of this machine's clock. */
export function stampAt(at: Date): { readonly DateUpdated: string; readonly TimeUpdated: string } {
  const day = [at.getFullYear(), at.getMonth() + 1, at.getDate()].map((part) =>
    String(part).padStart(2, '0'),
  );
  const hours = at.getHours() + at.getMinutes() / 60 + at.getSeconds() / 3600;
  return { DateUpdated: day.join('-'), TimeUpdated: hours.toFixed(5) };
}
