import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import jsforce from 'jsforce';
import { startOrg, type RunningOrg } from './start.ts';
import { fakeGateway, type FakeGateway } from './test/harness.ts';
import { sandboxUsers } from './users.ts';

const dataFolder = mkdtempSync(join(tmpdir(), 'org-package-'));
let gateway: FakeGateway;
let org: RunningOrg;

beforeAll(async () => {
  gateway = await fakeGateway();
  org = await startOrg({
    port: 0,
    dataFolder,
    packageDirs: [resolve(import.meta.dirname, '..', '..', 'force-app')],
    users: sandboxUsers,
    scheduledClasses: ['SageSendSweep'],
    scheduledIntervalMs: 3_600_000,
    namedCredentials: { Sage_Gateway: { url: gateway.url, key: 'gateway-key' } },
  });
});

afterAll(async () => {
  await gateway.close(); // first, so that it ends also when the org never opened
  await org.close();
  rmSync(dataFolder, { recursive: true, force: true });
});

const connect = async (username: string) =>
  new jsforce.Connection({
    instanceUrl: org.url,
    accessToken: await org.tokenFor(username),
    version: '66.0',
  });

/** Creates rows as this user and gives the id of the first. */
async function create(username: string, object: string, fields: Record<string, unknown>): Promise<string> {
  const conn = await connect(username);
  return String((await conn.sobject(object).create(fields)).id);
}

describe('the package in the org', () => {
  it('sends an opportunity that a sales rep wins to the gateway, and takes the answer of its user', async () => {
    const admin = 'admin@sandbox.example';
    const rep = 'rep@sandbox.example';
    const Product2Id = await create(admin, 'Product2', { Name: 'Lamp', ProductCode: 'LAMP', IsActive: true });
    const PricebookEntryId = await create(admin, 'PricebookEntry', {
      Product2Id,
      Pricebook2Id: org.standardPricebookId,
      UnitPrice: 12.5,
      IsActive: true,
    });
    const AccountId = await create(rep, 'Account', { Name: 'Acme', AccountNumber: '01-ACME' });
    const OpportunityId = await create(rep, 'Opportunity', {
      Name: 'Lamps',
      AccountId,
      StageName: 'Prospecting',
      CloseDate: '2026-11-30',
    });
    await create(rep, 'OpportunityLineItem', {
      OpportunityId,
      PricebookEntryId,
      Quantity: 2,
      UnitPrice: 12.5,
    });

    const sales = await connect(rep);
    await sales.sobject('Opportunity').update({ Id: OpportunityId, StageName: 'Closed Won' });
    await org.jobs.whenIdle();

    expect(gateway.requests).toMatchObject([
      { method: 'POST', path: '/v1/requests', authorization: 'Bearer gateway-key' },
    ]);
    const [sent] = (JSON.parse(gateway.requests[0]?.body ?? '') as { requests: { key: string }[] }).requests;
    expect(sent).toMatchObject({ type: 'PlaceOrder', sourceId: OpportunityId });

    const integration = await connect('gateway@sandbox.example');
    const answer = { Key__c: sent?.key ?? '', Status__c: 'Done', SalesOrderNo__c: '0000042' };
    const [written] = await integration.sobject('SageRequest__c').upsert([answer], 'Key__c');
    expect(written).toMatchObject({ success: true, created: false });
    expect((await sales.sobject('Opportunity').retrieve(OpportunityId))['SageOrderNo__c']).toBe('0000042');
  });

  it('refuses the integration user what its permission set does not give', async () => {
    const conn = await connect('gateway@sandbox.example');

    await expect(conn.sobject('Opportunity').create({ Name: 'x' })).rejects.toMatchObject({
      errorCode: 'INSUFFICIENT_ACCESS_OR_READONLY',
    });
  });
});
