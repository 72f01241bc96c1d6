import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { loadSalesforce, type LoadedOpportunity } from '../src/load/salesforce.ts';
import { freePort } from '../src/secrets.ts';
import { until } from '../src/until.ts';
import { Person } from './person.ts';
import { temporaryStack, writeOrders } from './testing.ts';

jest.setTimeout(120_000);

interface Step {
  readonly name: string;
  readonly done: boolean;
  readonly summary: string;
}
interface Hop {
  readonly name: string;
  readonly state: string;
  readonly message?: string;
  readonly next?: string;
}
interface Company {
  readonly company: string;
  readonly active: boolean;
  readonly isDefault: boolean;
  readonly divisions: { value: string }[];
}
interface Match {
  readonly recordId: string;
  readonly name: string;
  readonly candidates: { divisionNo: string; code: string; certainty: string }[];
}
interface Overview {
  readonly writes: boolean;
  readonly companies: string[];
  readonly counts: {
    kind: string;
    matched: number;
    unmatched: number;
    run?: { Status__c: string; Written__c: number };
  }[];
}

/** One story; each part goes on where the one before it stopped. */
describe('an admin sets the package up, step by step, by the pages alone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'sage-orders-'));
  let stack: Awaited<ReturnType<typeof temporaryStack>>;
  let admin: Person;
  let loaded: LoadedOpportunity[];
  beforeAll(async () => {
    stack = await temporaryStack({ readOnly: true });
    loaded = await loadSalesforce(stack.org, writeOrders(folder, 8, 'SETUP'));
    admin = await Person.login(stack.orgUrl, 'admin@sandbox.example');
  });
  afterAll(async () => {
    await stack.stop();
    stack.remove();
    rmSync(folder, { recursive: true, force: true });
  });

  const call = <Answer>(name: string, values: object = {}) => admin.call<Answer>(name, values);
  const step = async (name: string) => {
    const { steps } = await call<{ steps: Step[] }>('SageSetupController.state');
    return steps.find((each) => each.name === name);
  };
  const untilDone = (name: string) => until(async () => (await step(name))?.done === true, `${name} is done`);
  const failed = (hops: Hop[]) => hops.filter(({ state }) => state === 'failed' || state === 'skipped');
  const userId = async (username: string) => {
    const [user] = await stack.org.query<{ Id: string }>(
      `SELECT Id FROM User WHERE Username = '${username}'`,
    );
    return user?.Id ?? '';
  };
  const win = (which: number) =>
    stack.org.update('Opportunity', [{ Id: loaded[which]?.id, StageName: 'Closed Won' }]);
  const requests = () => stack.org.query<{ Id: string }>('SELECT Id FROM SageRequest__c');

  it('is refused to a rep', async () => {
    const rep = await Person.login(stack.orgUrl, 'rep@sandbox.example');

    await expect(rep.call('SageSetupController.state')).rejects.toThrow(/SageSetupController/);
  });

  it('begins read-only: a won opportunity makes no request', async () => {
    const { live, steps } = await call<{ live: boolean; steps: Step[] }>('SageSetupController.state');
    expect(live).toBe(false);
    expect(steps.map(({ name, done }) => [name, done])).toEqual([
      ['connection', false],
      ['companies', false],
      ['matching', false],
      ['mapping', false],
      ['policies', false],
      ['permissions', true],
      ['firstSync', false],
      ['goLive', false],
    ]);

    await win(0);
    expect(await requests()).toEqual([]);
    await expect(call('SageSetupController.goLive')).rejects.toThrow('Required steps are not done yet');
  });

  it('connects: a wrong key is told with its mend, the right one goes through to Sage', async () => {
    const address = stack.gateway.client.url;
    expect(failed(await call<Hop[]>('SageSetupController.testConnection'))[0]?.name).toBe('credential');
    await expect(call('SageSetupController.connect', { address: 'gateway', key: 'x' })).rejects.toThrow(
      'must begin with https://',
    );

    await call('SageSetupController.connect', { address, key: 'not-the-key' });
    const [wrong] = failed(await call<Hop[]>('SageSetupController.testConnection'));
    expect(wrong).toMatchObject({
      name: 'gateway',
      message: expect.stringContaining('does not know the key'),
    });
    expect(wrong?.next).toContain('Enter one of the two keys');

    await call('SageSetupController.connect', { address: `${address}/v1/`, key: stack.gatewayKey });
    const hops = await call<Hop[]>('SageSetupController.testConnection');
    expect(failed(hops)).toEqual([]);
    expect(hops.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['database', 'sage-read', 'sage-write', 'salesforce']),
    );
    expect(await call('SageSetupController.connection')).toEqual({ address, hasKey: true });
  });

  it('tells an address where nothing answers, and is well again with the right one', async () => {
    const closed = `http://127.0.0.1:${await freePort()}`;
    await call('SageSetupController.connect', { address: closed, key: '' });
    const [away] = failed(await call<Hop[]>('SageSetupController.testConnection'));
    expect(away).toMatchObject({ name: 'network', next: expect.stringContaining('Start the gateway') });

    await call('SageSetupController.connect', { address: stack.gateway.client.url, key: '' });
    expect((await step('connection'))?.done).toBe(true);
  });

  it('chooses the company with its division', async () => {
    const companies = await call<Company[]>('SageChoicesController.companies');
    expect(companies.map(({ company, active, isDefault }) => [company, active, isDefault])).toEqual([
      ['ABC', true, true],
    ]);
    const defaultDivisionNo = companies[0]?.divisions[0]?.value;
    await call('SageChoicesController.saveCompanies', {
      companies: companies.map((each) => ({ ...each, defaultDivisionNo })),
    });
    await untilDone('companies');
  });

  it('looks at matches, and writes only once that was switched on', async () => {
    const { matches } = await call<{ matches: Match[] }>('SageMatchController.page', {
      kind: 'Account',
      after: null,
      company: 'ABC',
    });
    const known = matches.find(({ name }) => name === 'Known 1');
    const [candidate] = known?.candidates ?? [];
    expect(candidate?.certainty).toBe('sure');
    const choices = [{ recordId: known?.recordId, divisionNo: candidate?.divisionNo, code: candidate?.code }];
    const accept = () => call('SageMatchController.accept', { kind: 'Account', company: 'ABC', choices });
    await expect(accept()).rejects.toThrow('Switch writing on');

    const overview = () => call<Overview>('SageMatchController.overview');
    await call('SageMatchController.allowWriting', { allowed: true });
    await until(async () => (await overview()).writes, 'matches may be written');
    expect(await accept()).toMatchObject({ count: 1 });
    const lonely = matches.find(({ name }) => name === 'Newcomer 1');
    expect(lonely?.candidates.filter(({ certainty }) => certainty === 'sure')).toEqual([]);
    await call('SageMatchController.ignore', { kind: 'Account', recordIds: [lonely?.recordId] });

    await call('SageMatchController.start', { kind: 'Account', company: 'ABC' });
    const accounts = async () => (await overview()).counts.find(({ kind }) => kind === 'Account');
    await until(async () => (await accounts())?.run?.Status__c === 'Done', 'the run is done');
    expect(await accounts()).toMatchObject({ matched: 6, run: { Written__c: 5 } });
    const [account] = await stack.org.query<{ SageCustomerNo__c: string; SageDivisionNo__c: string }>(
      "SELECT SageCustomerNo__c, SageDivisionNo__c FROM Account WHERE Name = 'Known 1'",
    );
    expect(account).toMatchObject({
      SageCustomerNo__c: candidate?.code,
      SageDivisionNo__c: candidate?.divisionNo,
    });
  });

  it('sets policies; what is wrong is told at its field', async () => {
    const save = (values: object) =>
      call<{ jobId?: string; faults: object }>('SageChoicesController.savePolicies', { values, lines: [] });
    const wrong = await save({ RetentionDays__c: -1 });
    expect(wrong.faults).toEqual({ RetentionDays__c: expect.stringContaining('whole number') });

    await save({ CreditPolicy__c: 'Hold', RetentionDays__c: 365, OrderStages__c: ['Closed Won'] });
    await untilDone('policies');
    const form = await call<{ values: object }>('SageChoicesController.policies');
    expect(form.values).toMatchObject({ CreditPolicy__c: 'Hold', OrderStages__c: 'Closed Won' });
  });

  it('gives permission sets: without them the org does not go live', async () => {
    const rep = { setName: 'Sage_User', userId: await userId('rep@sandbox.example') };
    const found = await call<{ username: string }[]>('SageChoicesController.searchUsers', { term: 'Rita' });
    expect(found.map(({ username }) => username)).toEqual(['rep@sandbox.example']);
    await call('SageChoicesController.unassign', rep);
    expect((await step('permissions'))?.done).toBe(false);

    await call('SageChoicesController.assign', rep);
    expect((await step('permissions'))?.done).toBe(true);
  });

  it('schedules the jobs', async () => {
    const jobs = await call<{ name: string }[]>('SageSetupController.startJobs');
    expect(jobs.map(({ name }) => name)).toContain('Sage 100 Connect watch');
    expect((await step('firstSync'))?.done).toBe(true);
  });

  it('goes live: a won opportunity gets its number, what was won before stays', async () => {
    await call('SageSetupController.goLive');
    await untilDone('goLive');

    await win(1);
    const number = async () => {
      const [row] = await stack.org.query<{ SageOrderNo__c?: string }>(
        `SELECT SageOrderNo__c FROM Opportunity WHERE Id = '${loaded[1]?.id}'`,
      );
      return row?.SageOrderNo__c ?? '';
    };
    await until(async () => (await number()) !== '', 'the opportunity has its number');
    expect(await stack.sage.order(await number())).toBeDefined();
    expect(await requests()).toHaveLength(1);
  });

  it('goes back to read-only', async () => {
    await call('SageSetupController.goReadOnly');
    await until(async () => (await step('goLive'))?.done === false, 'read-only again');

    await win(2);
    expect(await requests()).toHaveLength(1);
  });
});
