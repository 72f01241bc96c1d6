import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import jsforce from 'jsforce';
import { startOrg, type RunningOrg } from './start.ts';
import { fakeGateway, type FakeGateway } from './test/harness.ts';
import { sandboxUsers } from './users.ts';

const project = resolve(import.meta.dirname, '..', '..');
const folder = mkdtempSync(join(tmpdir(), 'org-approval-'));
const rep = 'rep@sandbox.example';
const manager = 'credit@sandbox.example';
let gateway: FakeGateway;
let org: RunningOrg;

beforeAll(async () => {
  const companion = join(folder, 'unpackaged');
  cpSync(join(project, 'config', 'unpackaged'), companion, { recursive: true });
  const sample = join(
    companion,
    'approvalProcesses',
    'SageCreditRequest__c.Sage_Credit_Limit.approvalProcess-meta.xml',
  );
  // As an admin does in Setup: the sample is switched off.
  writeFileSync(sample, readFileSync(sample, 'utf8').replace('<active>false<', '<active>true<'));
  gateway = await fakeGateway();
  org = await startOrg({
    port: 0,
    dataFolder: join(folder, 'data'),
    packageDirs: [join(project, 'force-app'), companion],
    users: sandboxUsers,
    scheduledIntervalMs: 3_600_000,
    namedCredentials: { Sage_Gateway: { url: gateway.url, key: 'gateway-key' } },
  });
  await org.org.update('User', { Id: await idOf(rep), ManagerId: await idOf(manager) });
});
afterAll(async () => {
  await gateway.close(); // first, so that it ends also when the org never opened
  await org.close();
  rmSync(folder, { recursive: true, force: true });
});

const rows = (soql: string) => org.org.query(soql);
const idOf = async (username: string) =>
  String((await rows(`SELECT Id FROM User WHERE Username = '${username}'`))[0]?.['Id']);

/** A credit request of the rep, in the approval that its submission started. */
async function submitted() {
  const [account] = await org.org.insert('Account', {
    Name: 'Acme',
    SageDivisionNo__c: '01',
    SageCustomerNo__c: 'ACME',
  });
  const request = (await org.org.call(
    'SageCreditRequestController',
    'submit',
    { recordId: account?.id ?? '', amount: '25000', reason: 'Spring', validUntil: null },
    { user: rep },
  )) as { Id: string };
  return request.Id;
}

async function decide(requestId: string, actionType: 'Approve' | 'Reject') {
  const [item] = await rows(
    `SELECT Id FROM ProcessInstanceWorkitem WHERE ProcessInstance.TargetObjectId = '${requestId}'`,
  );
  const connection = new jsforce.Connection({
    instanceUrl: org.url,
    accessToken: await org.tokenFor(manager),
    version: '66.0',
  });
  await connection.requestPost('/process/approvals', {
    requests: [{ actionType, contextId: item?.['Id'], comments: 'As agreed.' }],
  });
}

const stored = async (requestId: string) =>
  (
    await rows(
      `SELECT Status__c, Message__c, DecidedBy__c FROM SageCreditRequest__c WHERE Id = '${requestId}'`,
    )
  )[0];

describe('the sample approval process of credit limits', () => {
  it('takes what a rep submits, and the page leaves the decision to it', async () => {
    const requestId = await submitted();

    expect(await stored(requestId)).toMatchObject({ Status__c: 'Submitted', Message__c: null });
    const view = await org.org.call('SageCreditRequestController', 'load', { requestId }, { user: manager });
    expect(view).toMatchObject({ mayDecide: false, reason: expect.stringContaining('approval process') });
  });

  it('sends the limit to Sage when the manager approves', async () => {
    const requestId = await submitted();

    await decide(requestId, 'Approve');

    expect(await stored(requestId)).toMatchObject({
      Status__c: 'Sending',
      DecidedBy__c: await idOf(manager),
    });
    const [request] = await rows(
      `SELECT Type__c, Payload__c FROM SageRequest__c WHERE SourceId__c = '${requestId}'`,
    );
    expect(request?.['Type__c']).toBe('ChangeCreditLimit');
    expect(JSON.parse(String(request?.['Payload__c']))).toMatchObject({
      customerNo: 'ACME',
      creditLimit: '25000',
    });
  });

  it('leaves Sage alone when the manager rejects', async () => {
    const requestId = await submitted();

    await decide(requestId, 'Reject');

    expect(await stored(requestId)).toMatchObject({ Status__c: 'Rejected' });
    expect(await rows(`SELECT Id FROM SageRequest__c WHERE SourceId__c = '${requestId}'`)).toEqual([]);
  });

  it('leaves the request of a rep without a manager a draft that says why', async () => {
    await org.org.update('User', { Id: await idOf(rep), ManagerId: null });

    const requestId = await submitted();

    expect(await stored(requestId)).toMatchObject({
      Status__c: 'Draft',
      Message__c: expect.any(String),
    });
  });
});
