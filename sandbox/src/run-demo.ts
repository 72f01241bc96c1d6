import { closeOpportunities } from './close.ts';
import { loadSalesforce } from './load/salesforce.ts';
import type { Stack } from './stack.ts';
import { watchOrder } from './watch-order.ts';

/** Loads the demo accounts, products and opportunities, closes the next open one, and shows each stop of its order. */
export async function runDemo(stack: Stack, folder: string, tell: (sentence: string) => void): Promise<void> {
  const loaded = await loadSalesforce(stack.org, folder);
  const open = await stack.org.query<{ Id: string; Name: string }>(
    'SELECT Id, Name FROM Opportunity WHERE IsClosed = false ORDER BY ExternalKey__c LIMIT 1',
  );
  const [next] = open;
  if (next) {
    tell(`\nClosing "${next.Name}" in Salesforce:`);
    const watched = watchOrder(
      next.Id,
      { org: stack.org, gateway: stack.gateway.client, sage: stack.sage },
      (stop) => tell(`  ${String(stop.after).padStart(6)} ms  ${stop.where.padEnd(11)} ${stop.what}`),
    );
    await closeOpportunities(
      stack.org,
      loaded.filter(({ id }) => id === next.Id),
    );
    await watched;
  } else {
    tell('All demo opportunities are closed; start with --fresh for new ones.');
  }
  tell('');
  tell(`Salesforce (emulated)  ${stack.orgUrl}`);
  tell(`gateway                ${stack.gateway.client.url}  (key: ${stack.gatewayKey})`);
  tell(`gateway documentation  ${stack.gateway.client.url}/docs`);
  tell(`Sage 100 simulator     ${stack.sageFolder}`);
}
