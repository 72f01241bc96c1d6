import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { loadSalesforce } from '../src/load/salesforce.ts';
import { until } from '../src/until.ts';
import { Person } from './person.ts';
import { sageDesk, type SageDesk } from './sage-desk.ts';
import { demoData, oftenSynced, temporaryStack } from './testing.ts';

jest.setTimeout(240_000);

type Owner = 'Salesforce' | 'Sage' | 'Latest';
interface Values {
  readonly tier: string | null;
  readonly since: string | null;
}

const customerNo = '0001001';
/** Long enough for a change to go both ways round and come back, were there a loop. */
const looks = 3;

/** Two custom fields of accounts and two user-defined fields of customers, mapped both ways: one text, one day. */
describe('fields that are mapped both ways', () => {
  let stack: Awaited<ReturnType<typeof temporaryStack>>;
  let sage: SageDesk;
  let admin: Person;
  let accountId: string;
  beforeAll(async () => {
    stack = await temporaryStack({
      sync: true,
      adjust: oftenSynced,
    });
    sage = sageDesk(stack.sageFolder);
    await loadSalesforce(stack.org, demoData);
    admin = await Person.login(stack.orgUrl, 'admin@sandbox.example');
    const [account] = await stack.org.query<{ Id: string }>('SELECT Id FROM Account ORDER BY Name LIMIT 1');
    accountId = account?.Id ?? '';
    await stack.org.update('Account', [
      { Id: accountId, SageDivisionNo__c: '01', SageCustomerNo__c: customerNo },
    ]);
  });
  afterAll(async () => {
    await stack.stop();
    stack.remove();
  });

  const inSalesforce = async (): Promise<Values> => {
    const [row] = await stack.org.query<Record<string, string | null>>(
      `SELECT Tier__c, CustomerSince__c FROM Account WHERE Id = '${accountId}'`,
    );
    return { tier: row?.['Tier__c'] ?? null, since: row?.['CustomerSince__c'] ?? null };
  };
  const inSage = async (): Promise<Values> => {
    const rows = await stack.sage.rows('AR_Customer', ['CustomerNo', 'UDF_TIER', 'UDF_SINCE']);
    const row = rows.find(({ CustomerNo }) => CustomerNo === customerNo);
    return { tier: row?.UDF_TIER || null, since: row?.UDF_SINCE || null };
  };
  const editInSalesforce = (fields: object) => stack.org.update('Account', [{ Id: accountId, ...fields }]);
  const editInSage = (...cells: string[]) =>
    sage('record', 'edit', 'AR_Customer', `01+${customerNo}`, ...cells);
  const untilBoth = async (wanted: Values) => {
    let seen: unknown;
    await until(
      async () => {
        seen = { salesforce: await inSalesforce(), sage: await inSage() };
        return JSON.stringify(seen) === JSON.stringify({ salesforce: wanted, sage: wanted });
      },
      `both sides have ${JSON.stringify(wanted)}`,
    ).catch((error: Error) => {
      throw new Error(`${error.message}; they have ${JSON.stringify(seen)}`);
    });
  };
  const runs = async () =>
    (await stack.gateway.client.sync()).find(({ feed }) => feed === 'customers')?.lastChangedRun?.endedAt;
  /** The gateway has looked at the customers some times more, and Salesforce's change has arrived. */
  async function untilLookedAgain(): Promise<void> {
    for (let look = 0; look < looks; look += 1) {
      const before = await runs();
      await until(async () => (await runs()) !== before, 'the gateway looked again');
    }
    await until(async () => (await unanswered()) === 0, 'every request is answered');
  }
  const unanswered = async () =>
    (
      await stack.org.query(
        "SELECT Id FROM SageRequest__c WHERE Type__c = 'UpdateCustomer' AND Status__c IN ('Waiting', 'Accepted')",
      )
    ).length;
  const requests = async () =>
    (await stack.org.query("SELECT Id FROM SageRequest__c WHERE Type__c = 'UpdateCustomer'")).length;

  async function map(owner: Owner): Promise<void> {
    const call = <Answer>(method: string, values: object = {}) =>
      admin.call<Answer>(`SageMappingController.${method}`, values);
    const { fields } = await call<{ fields: object[] }>('sageFields', { table: 'AR_Customer' });
    const { revision } = await call<{ revision: string }>('load');
    const row = (name: string, salesforceField: string, sageField: string, order: number) => ({
      name,
      object: 'Account',
      table: 'AR_Customer',
      direction: 'Both',
      owner,
      kind: 'Field',
      salesforceField,
      sageField,
      active: true,
      order,
    });
    const rows = [
      row('Account_TIER', 'Tier__c', 'UDF_TIER', 1),
      row('Account_SINCE', 'CustomerSince__c', 'UDF_SINCE', 2),
    ];
    const sageFields = JSON.stringify({ AR_Customer: fields });
    const { findings } = await call<{ findings: { isError: boolean }[] }>('save', {
      rows: JSON.stringify(rows),
      sageFields,
      revision,
    });
    // A mapping that is stored already is not stored again.
    if (findings.some(({ isError }) => isError))
      throw new Error(`the mapping was not saved: ${JSON.stringify(findings)}`);
    await until(async () => {
      const { rows: stored } = await call<{ rows: { owner: Owner }[] }>('load');
      return stored.length === rows.length && stored.every((one) => one.owner === owner);
    }, 'the rows are stored');
    const now = (await call<{ revision: string }>('load')).revision;
    await until(
      async () => (await call<{ revision: string }>('gatewayRevision')).revision === now,
      'the gateway works with the same revision',
    );
  }

  it('take what Sage has where Salesforce has nothing', async () => {
    await editInSage('UDF_TIER=GOLD', 'UDF_SINCE=2019-04-01');
    await editInSalesforce({ Tier__c: null, CustomerSince__c: null });
    await map('Salesforce');

    await untilBoth({ tier: 'GOLD', since: '2019-04-01' });
  });

  it('go over when they are edited on one side and then on the other', async () => {
    await editInSalesforce({ Tier__c: 'SILVER' });
    await untilBoth({ tier: 'SILVER', since: '2019-04-01' });
    await editInSage('UDF_SINCE=2020-05-02');
    await untilBoth({ tier: 'SILVER', since: '2020-05-02' });
    await editInSalesforce({ Tier__c: null, CustomerSince__c: '2021-06-03' });
    await untilBoth({ tier: null, since: '2021-06-03' });
    await editInSage('UDF_TIER=BRONZE', 'UDF_SINCE=');
    await untilBoth({ tier: 'BRONZE', since: null });
  });

  it('do not go round in circles: one edit is one request, and looking again brings none', async () => {
    const before = await requests();
    await editInSalesforce({ Tier__c: 'PLATINUM' });
    await untilBoth({ tier: 'PLATINUM', since: null });
    await editInSage('UDF_SINCE=2022-07-04');
    await untilBoth({ tier: 'PLATINUM', since: '2022-07-04' });

    await untilLookedAgain();

    expect(await requests()).toBe(before + 1);
    expect(await inSage()).toEqual({ tier: 'PLATINUM', since: '2022-07-04' });
  });

  /** Both sides edit while the gateway stands still, so that it finds both at once. Sage's clock is ahead by so many seconds. */
  async function editBothAtOnce(sageClock: number): Promise<void> {
    process.kill(stack.gateway.pid ?? 0, 'SIGSTOP');
    try {
      await sage('clock', '--', String(sageClock));
      await editInSage('UDF_TIER=SAGE');
      await editInSalesforce({ Tier__c: 'SF' });
    } finally {
      process.kill(stack.gateway.pid ?? 0, 'SIGCONT');
      await sage('clock', '0');
    }
  }

  it.each<[Owner, number, string]>([
    ['Salesforce', 60, 'SF'],
    ['Sage', -60, 'SAGE'],
    ['Latest', -60, 'SF'],
    ['Latest', 60, 'SAGE'],
  ])(
    'are decided by their owner when both sides edit them at once: %s, Sage by %i seconds later',
    async (owner, sageClock, winner) => {
      await map(owner);
      await editInSalesforce({ Tier__c: 'BEFORE' });
      await untilBoth({ tier: 'BEFORE', since: '2022-07-04' });
      await untilLookedAgain();

      await editBothAtOnce(sageClock);

      await untilBoth({ tier: winner, since: '2022-07-04' });
      await untilLookedAgain();
      await untilBoth({ tier: winner, since: '2022-07-04' });
    },
  );
});
