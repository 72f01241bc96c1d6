import type { SalesforceClient } from './salesforce-client.ts';
import type { LoadedOpportunity } from './load/salesforce.ts';

/** Closes the opportunities that are not closed yet, 200 a call, as a data loader or a rep would: the package's triggers do the rest. */
export async function closeOpportunities(
  org: SalesforceClient,
  loaded: readonly LoadedOpportunity[],
): Promise<number> {
  const open = await org.query<{ Id: string }>('SELECT Id FROM Opportunity WHERE IsClosed = false');
  const openIds = new Set(open.map((row) => row.Id));
  const rows = loaded
    .filter((opportunity) => openIds.has(opportunity.id))
    .map(({ id, stageName }) => ({ Id: id, StageName: stageName }));
  await org.update('Opportunity', rows);
  return rows.length;
}
