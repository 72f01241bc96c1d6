import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startOrg } from './start.ts';
import { ADMIN, fakeGateway, openOrg, type FakeGateway, type TestOrg } from './test/harness.ts';
import { callOrg } from './test/http.ts';

let gateway: FakeGateway;
let org: TestOrg;

beforeAll(async () => {
  gateway = await fakeGateway();
  org = await openOrg({
    namedCredentials: { Gateway: { url: gateway.url, key: 'secret-key' } },
    scheduledClasses: ['ThingSweep'],
  });
});

afterAll(async () => {
  await org.dispose();
  await gateway.close();
});

const sandbox = async (path: string, method = 'GET') => {
  const response = await fetch(`${org.url}/sandbox${path}`, { method });
  return response.status === 204 ? undefined : ((await response.json()) as unknown);
};

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

  it('delivers a platform event that was published by REST', async () => {
    const conn = await org.connect(ADMIN);

    const published = await callOrg(org, await org.tokenFor(ADMIN), 'POST', '/sobjects/Bell__e', {
      Text__c: 'ding',
    });
    await org.jobs.whenIdle();

    expect(published).toMatchObject({
      status: 201,
      body: { success: true, errors: [{ statusCode: 'OPERATION_ENQUEUED' }] },
    });
    expect(await conn.sobject('Thing__c').count({ Name: 'ding', Answer__c: 'rung' })).toBe(1);
  });

  it('never changes a platform event', async () => {
    const answer = await callOrg(
      org,
      await org.tokenFor(ADMIN),
      'PATCH',
      '/sobjects/Bell__e/e00000000000001AAA',
      {},
    );

    expect(answer.status).toBe(405);
  });

  it('shows the calls of a client by its name', async () => {
    await callOrg(org, await org.tokenFor(ADMIN), 'GET', '/limits', undefined, {
      'Sforce-Call-Options': 'client=SageGateway',
    });

    expect(await sandbox('/calls')).toContainEqual(
      expect.objectContaining({ path: '/services/data/v66.0/limits', status: 200, client: 'SageGateway' }),
    );
  });

  it('shows a job that failed, and its sweep asks again when the gateway is back', async () => {
    const conn = await org.connect(ADMIN);
    const gone = await fakeGateway();
    await gone.close();
    org.setNamedCredential('Gateway', { url: gone.url, key: 'secret-key' });

    const { id } = await conn.sobject('Thing__c').create({ Name: 'ask' });
    await org.jobs.whenIdle();
    expect(await sandbox('/jobs')).toMatchObject({
      busy: false,
      scheduled: [{ className: 'ThingSweep' }],
      recent: expect.arrayContaining([
        expect.objectContaining({
          kind: 'QUEUEABLE',
          name: 'ThingJob',
          errors: [expect.objectContaining({ message: expect.stringContaining('Connection refused') })],
        }),
      ]),
    });
    expect(await sandbox('/callouts')).toContainEqual(
      expect.objectContaining({ path: '/v1/things', status: null }),
    );

    org.setNamedCredential('Gateway', { url: gateway.url, key: 'secret-key' });
    await sandbox('/jobs/run-scheduled', 'POST');
    expect((await conn.sobject('Thing__c').retrieve(String(id)))['Answer__c']).toBe('202 accepted');
  });

  it('serves Apex REST', async () => {
    const answer = await callOrg(org, await org.tokenFor(ADMIN), 'GET', '/services/apexrest/things/all');

    expect(answer.status).toBe(200);
    expect(answer.body).toEqual(expect.any(Number));
  });
});

describe('a restart', () => {
  it('keeps the rows, their ids and the numbering, and ends the sessions', async () => {
    const first = await openOrg();
    const conn = await first.connect(ADMIN);
    const before = String((await conn.sobject('Thing__c').create({ Name: 'kept', Amount__c: 0.1 })).id);
    const token = await first.tokenFor(ADMIN);
    await first.close();

    const second = await openOrg({ dataFolder: first.dataFolder });
    const again = await second.connect(ADMIN);

    expect(await again.sobject('Thing__c').retrieve(before)).toMatchObject({ Name: 'kept', Amount__c: 0.1 });
    const after = String((await again.sobject('Thing__c').create({ Name: 'new' })).id);
    expect(after > before).toBe(true);
    expect(await again.sobject('User').count({ Username: ADMIN })).toBe(1);
    expect((await callOrg(second, token, 'GET', '/limits')).status).toBe(401);
    await second.dispose();
  });

  it('after kill -9 has every row that was answered', async () => {
    const dataFolder = mkdtempSync(join(tmpdir(), 'org-killed-'));
    const script = fileURLToPath(new URL('./test/killed.ts', import.meta.url));
    const child = spawn(process.execPath, [script, dataFolder], { stdio: ['ignore', 'pipe', 'inherit'] });
    const answered: string[] = [];
    for await (const line of createInterface({ input: child.stdout })) {
      answered.push(line);
      if (answered.length === 25) child.kill('SIGKILL');
    }
    await once(child, 'close');

    const revived = await openOrg({ dataFolder });
    const conn = await revived.connect(ADMIN);

    expect(answered.length).toBeGreaterThanOrEqual(25);
    expect(await conn.sobject('Thing__c').count({ Id: { $in: answered } })).toBe(answered.length);
    await revived.dispose();
  });

  it('is refused while another org has the data folder', async () => {
    await expect(openOrg({ dataFolder: org.dataFolder })).rejects.toThrow('is another org running');
  });
});

describe('a start that cannot work', () => {
  it('says that the port is taken', async () => {
    const dataFolder = mkdtempSync(join(tmpdir(), 'org-port-'));

    await expect(openOrg({ dataFolder, port: Number(new URL(org.url).port) })).rejects.toThrow('EADDRINUSE');

    rmSync(dataFolder, { recursive: true });
  });

  it('says so for an unknown permission set and an unknown class', async () => {
    const dataFolder = mkdtempSync(join(tmpdir(), 'org-bad-'));
    const packageDirs = [fileURLToPath(new URL('./test/fixtures/package', import.meta.url))];
    const settings = { port: 0, dataFolder, packageDirs, withoutOwnMetadata: true };
    const user = { username: 'a@b.example', lastName: 'A', profile: 'Standard User' } as const;

    await expect(startOrg({ ...settings, users: [{ ...user, permissionSets: ['Nope'] }] })).rejects.toThrow(
      'user a@b.example: the org has no permission set Nope',
    );
    await expect(startOrg({ ...settings, scheduledClasses: ['Nope'] })).rejects.toThrow('Nope');
    rmSync(dataFolder, { recursive: true });
  });
});
