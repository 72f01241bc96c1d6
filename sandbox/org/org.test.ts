import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ADMIN, fakeGateway, openOrg, type FakeGateway, type TestOrg } from './test/harness.ts';

let gateway: FakeGateway;
let org: TestOrg;

beforeAll(async () => {
  gateway = await fakeGateway();
  org = await openOrg({ namedCredentials: { Gateway: { url: gateway.url, key: 'secret-key' } } });
});

afterAll(async () => {
  await org.dispose();
  await gateway.close();
});

describe('Apex in the org', () => {
  it('runs a queued job after a REST write and calls out over real HTTP', async () => {
    const conn = await org.connect(ADMIN);

    const saved = await conn.sobject('Thing__c').create({ Name: 'ask' });
    await org.jobs.whenIdle();

    const thing = await conn.sobject('Thing__c').retrieve(String(saved.id));
    expect(thing['Answer__c']).toBe('202 accepted');
    expect(gateway.requests).toEqual([
      {
        method: 'POST',
        path: '/v1/things',
        authorization: 'Bearer secret-key',
        body: JSON.stringify([saved.id]),
      },
    ]);
  });
});
