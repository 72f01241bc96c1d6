import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { closeOpportunities } from '../src/close.ts';
import { loadSalesforce } from '../src/load/salesforce.ts';
import { untilAnswered } from '../src/progress.ts';
import type { GatewaySettings } from '../src/gateway-settings.ts';
import { SalesforceClient } from '../src/salesforce-client.ts';
import type { SandboxSecrets } from '../src/secrets.ts';
import { until } from '../src/until.ts';
import { temporaryStack, writeOrders } from './testing.ts';

jest.setTimeout(180_000);

/** The gateway looks by itself so seldom that only the doorbell can be what brings a request within a test. */
const byDoorbell = (settings: GatewaySettings) => withSweep(settings, 600);
const bySweep = (settings: GatewaySettings) => withSweep(settings, 2);

function withSweep(settings: GatewaySettings, sweepSeconds: number): GatewaySettings {
  const { agent } = settings.salesforce;
  return { ...settings, salesforce: { ...settings.salesforce, agent: agent && { ...agent, sweepSeconds } } };
}

describe('an org that cannot call the gateway', () => {
  let stack: Awaited<ReturnType<typeof temporaryStack>>;
  let placed = 0;
  beforeAll(async () => {
    stack = await temporaryStack({ agent: true, adjust: byDoorbell });
  });
  afterAll(async () => {
    await stack.stop();
    stack.remove();
  });

  const again = async (adjust: typeof byDoorbell) => {
    await stack.stop();
    stack = await temporaryStack({ folder: stack.folder, agent: true, adjust });
  };
  const heard = () => until(async () => stack.emulatedOrg.pubSub.streams() === 1, 'the doorbell is heard');
  const close = async (prefix: string, count: number) => {
    const data = writeOrders(mkdtempSync(join(tmpdir(), 'sage-orders-')), count, prefix);
    const loaded = await loadSalesforce(stack.org, data);
    await closeOpportunities(stack.org, loaded);
    placed += count;
    return loaded.map(({ id }) => id);
  };
  const opportunities = (ids: readonly string[]) =>
    stack.org.query<{ SageOrderNo__c: string | null; SageStatus__c: string | null }>(
      `SELECT SageOrderNo__c, SageStatus__c FROM Opportunity WHERE Id IN ('${ids.join("','")}')`,
    );
  /** Every opportunity shows a number of its own, and Sage has no order besides. */
  const expectEachPlacedOnce = async (ids: readonly string[]) => {
    await untilAnswered(stack.org, { quiet: true });
    const rows = await opportunities(ids);
    expect(rows.map((row) => row.SageStatus__c)).toEqual(ids.map(() => 'Done'));
    expect(new Set(rows.map((row) => row.SageOrderNo__c)).size).toBe(ids.length);
    expect((await stack.sage.counts()).orders).toBe(placed);
  };
  /** Ends every token of the org, the gateway's in use among them; our own client logs in again. */
  const endSessions = async () => {
    stack.emulatedOrg.revokeAllTokens();
    const secrets = JSON.parse(readFileSync(join(stack.folder, 'secrets.json'), 'utf8')) as SandboxSecrets;
    const org = await SalesforceClient.login(stack.orgUrl, secrets.adminKey, secrets.adminSecret);
    stack = { ...stack, org };
  };
  const callouts = async () => (await fetch(`${stack.orgUrl}/sandbox/callouts`)).json();

  it('gets the numbers of won opportunities onto them, by the doorbell alone and without a call to the gateway', async () => {
    await heard();

    await expectEachPlacedOnce(await close('A', 3));

    expect(await callouts()).toEqual([]);
    const [request] = await stack.org.query<{ SendAttempts__c: number; AcceptedAt__c: string | null }>(
      'SELECT SendAttempts__c, AcceptedAt__c FROM SageRequest__c LIMIT 1',
    );
    expect(request).toMatchObject({ SendAttempts__c: 1, AcceptedAt__c: expect.any(String) });
  });

  it('says to whoever asks a live question that there is no direct connection', async () => {
    const asked = stack.emulatedOrg.org.anonymous(`
      try { SageGateway.ask('health'); Assert.fail('asked'); }
      catch (SageGatewayException error) { Assert.areEqual('NO_DIRECT_CONNECTION', error.code); }`);

    await expect(asked).resolves.toBeNull();
  });

  it('writes on the request why the gateway refused it, with code and path', async () => {
    const [made] = await stack.emulatedOrg.org.insert('SageRequest__c', {
      Key__c: 'not.for.any.gateway',
      Type__c: 'PlaceOrder',
      Status__c: 'Waiting',
      SourceId__c: '006000000000001AAA',
      Version__c: 1,
      Payload__c: '{"colour":"red"}',
    });
    await stack.emulatedOrg.org.publish('SageDoorbell__e', { RequestCount__c: 1 });

    await untilAnswered(stack.org, { quiet: true });

    const rows = await stack.org.query(
      `SELECT Status__c, ErrorCode__c, ErrorPath__c FROM SageRequest__c WHERE Id = '${made?.id}'`,
    );
    expect(rows).toMatchObject([
      {
        Status__c: 'Refused',
        ErrorCode__c: 'INVALID_REQUEST',
        ErrorPath__c: expect.stringMatching(/^requests\.\d+\.payload/),
      },
    ]);
  });

  it('loses and doubles nothing when streams break, tokens end and the gateway is killed meanwhile', async () => {
    const ids = await close('B', 8);
    stack.emulatedOrg.pubSub.dropStreams();
    ids.push(...(await close('C', 8)));
    await endSessions();
    stack.gateway.kill();
    ids.push(...(await close('D', 8)));
    stack.emulatedOrg.pubSub.dropStreams();
    await stack.gateway.untilReady();

    await expectEachPlacedOnce(ids);
  });

  it('loses and doubles nothing when org and gateway start anew with requests that wait', async () => {
    stack.emulatedOrg.pubSub.setAway(true);
    const ids = await close('E', 3);

    await again(bySweep);

    await expectEachPlacedOnce(ids);
  });

  it('fetches by the clock while the doorbell is away, and says so in its health', async () => {
    stack.emulatedOrg.pubSub.setAway(true);

    await expectEachPlacedOnce(await close('F', 3));

    const { url } = stack.gateway.client;
    const health = await fetch(`${url}/v1/health`, {
      headers: { authorization: `Bearer ${stack.gatewayKey}` },
    });
    const { hops } = (await health.json()) as { hops: { hop: string; state: string; next: string }[] };
    expect(hops.find(({ hop }) => hop === 'doorbell')).toMatchObject({
      state: 'failed',
      code: 'SALESFORCE_UNAVAILABLE',
    });
    expect(await callouts()).toEqual([]);
  });
});
