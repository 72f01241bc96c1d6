import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { openBench, type Bench } from './testing/client.ts';
import { failure, json, organizationId, userId } from './testing/scripted-org.ts';

let bench: Bench;
beforeEach(async () => {
  bench = await openBench();
});
afterEach(() => bench.org.stop());

describe('the check', () => {
  const describeReply = (field: Record<string, boolean>) =>
    json(200, {
      createable: true,
      updateable: true,
      fields: [
        { name: 'Key__c', createable: true, updateable: false, externalId: true },
        { name: 'Status__c', createable: true, updateable: true, ...field },
      ],
    });
  const needs = [{ object: 'SageRequest__c', fields: ['Key__c', 'Status__c', 'SalesOrderNo__c'] as const }];

  it('tells who the gateway is and which fields it may not write', async () => {
    bench.org.script.push(describeReply({ updateable: false }));

    const report = await bench.open().check(needs);

    expect(report).toMatchObject({ organizationId, userId, instanceUrl: bench.org.url });
    expect(report.faults).toEqual([
      'SageRequest__c.Status__c may not be edited by the user.',
      'SageRequest__c.SalesOrderNo__c does not exist or cannot be seen by the user.',
    ]);
    expect(bench.org.calls.map(({ method }) => method)).toEqual(['GET']);
  });

  it('tells when the object cannot be seen', async () => {
    bench.org.script.push(failure(404, 'NOT_FOUND'));

    expect((await bench.open().check(needs)).faults).toEqual([
      expect.stringContaining('install the package'),
    ]);
  });

  it('asks the org for something small, and says what is wrong when it does not answer', async () => {
    bench.org.script.push(json(200, {}), failure(503, 'SERVER_UNAVAILABLE'));
    const org = bench.open();

    await org.ping();

    expect(bench.org.calls.map(({ method, path }) => [method, path])).toEqual([
      ['GET', expect.stringMatching(/\/limits$/)],
    ]);
    await expect(org.ping()).rejects.toMatchObject({ code: 'SALESFORCE_UNAVAILABLE' });
  });
});
