import type { CompanyPolicy } from '../orders/policy.ts';
import { createLogger } from '../logger.ts';
import type { Feed } from '../sync/feed.ts';
import type { SageTables } from '../sage/ports.ts';

/**
 * Opens each feed of a company and reads a row of its tables as the sync reads them. Answers what is followed, what only a comparison of the whole table
 * finds (no DateUpdated), and what this site does not have. Throws what a reading threw.
 */
export async function checkFeeds(
  feeds: readonly Feed[],
  tables: SageTables,
  company: string,
  policy: CompanyPolicy,
): Promise<string> {
  const followed: string[] = [];
  const comparedOnly: string[] = [];
  const lacking: string[] = [];
  const site = { company, isDefault: true, tables, policy, mapping: [], logger: createLogger('silent') };
  for (const feed of feeds) {
    const open = await feed.open(site);
    if (open === undefined) {
      lacking.push(feed.name);
      continue;
    }
    followed.push(feed.name);
    for (const { table, columns, stamps } of open.sources) {
      await tables.select(company, { table, columns, limit: 1 });
      if (stamps.length === 0) comparedOnly.push(table);
    }
  }
  return [
    `follows ${followed.join(', ') || 'nothing'}`,
    ...(comparedOnly.length > 0 ? [`changes of ${comparedOnly.join(', ')} are found by comparing only`] : []),
    ...(lacking.length > 0 ? [`not here or not wished: ${lacking.join(', ')}`] : []),
  ].join('; ');
}
