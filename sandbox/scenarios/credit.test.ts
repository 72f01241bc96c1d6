import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { until } from '../src/until.ts';
import { Person } from './person.ts';
import { temporaryStack } from './testing.ts';

jest.setTimeout(120_000);

interface Credit {
  readonly verdict: string;
  readonly currencyCode: string;
  readonly creditLimit: number;
  readonly orderAmount: number;
  readonly remaining: number | null;
  readonly billTo: string | null;
}
interface CreditView {
  readonly credit: Credit;
  readonly sageLimit: number;
}
interface RequestRow {
  readonly Id: string;
  readonly Status__c: string;
  readonly Message__c?: string | null;
  readonly CurrentLimit__c?: number | null;
}
interface DecisionView {
  readonly request: RequestRow;
  readonly mayDecide: boolean;
  readonly maySendAgain: boolean;
  readonly reason?: string | null;
}

/** Customers of the demo company: see sandbox/sage/seed/customers.ts. */
const customers = {
  within: { SageDivisionNo__c: '01', SageCustomerNo__c: '0001001' },
  onHold: { SageDivisionNo__c: '01', SageCustomerNo__c: '0001005' },
  over: { SageDivisionNo__c: '00', SageCustomerNo__c: '0001006' },
  noLimit: { SageDivisionNo__c: '01', SageCustomerNo__c: '0001009' },
  billed: { SageDivisionNo__c: '00', SageCustomerNo__c: '0001012' },
  unlinked: {},
};
type Name = keyof typeof customers;

describe('the credit of customers, as people use it', () => {
  let stack: Awaited<ReturnType<typeof temporaryStack>>;
  const accounts = new Map<Name, string>();
  let rep: Person;
  let manager: Person;
  beforeAll(async () => {
    stack = await temporaryStack({
      adjust: (settings) => {
        for (const company of Object.values(settings.sage.companies))
          Object.assign(company, { creditPolicy: 'hold' });
      },
    });
    const names = Object.keys(customers) as Name[];
    const ids = await stack.org.create(
      'Account',
      names.map((name) => ({ Name: `Credit ${name}`, ...customers[name] })),
    );
    names.forEach((name, index) => accounts.set(name, ids[index] ?? ''));
    rep = await Person.login(stack.orgUrl, 'rep@sandbox.example');
    manager = await Person.login(stack.orgUrl, 'credit@sandbox.example');
  });
  afterAll(async () => {
    await stack.stop();
    stack.remove();
  });

  const check = (recordId: string) => rep.call<CreditView>('SageCreditController.check', { recordId });
  const requested = async (recordId: string, amount: string) =>
    rep.call<RequestRow>('SageCreditRequestController.submit', {
      recordId,
      amount,
      reason: 'A large order is coming.',
      validUntil: null,
    });
  const decide = (requestId: string, approve: boolean, who = manager) =>
    who.call<DecisionView>('SageCreditRequestController.decide', {
      requestId,
      approve,
      comment: 'As agreed.',
    });
  const stored = async (id: string) => {
    const [row] = await stack.org.query<RequestRow>(
      `SELECT Id, Status__c, Message__c, CurrentLimit__c FROM SageCreditRequest__c WHERE Id = '${id}'`,
    );
    if (!row) throw new Error(`no credit request ${id}`);
    return row;
  };
  const answered = async (id: string) => {
    await until(async () => (await stored(id)).Status__c !== 'Sending', 'the limit is answered');
    return stored(id);
  };
  const opportunity = async (name: Name, amount: number) => {
    const [id = ''] = await stack.org.create('Opportunity', [
      {
        Name: `Sale to ${name}`,
        AccountId: accounts.get(name),
        StageName: 'Prospecting',
        CloseDate: '2026-05-29',
        Amount: amount,
      },
    ]);
    return id;
  };

  it.each([
    ['within', 'WithinLimit'],
    ['onHold', 'OnHold'],
    ['over', 'OverLimit'],
    ['noLimit', 'NoLimit'],
  ] as const)('a customer who is %s is judged %s', async (name, verdict) => {
    const { credit } = await check(accounts.get(name) ?? '');

    expect(credit.verdict).toBe(verdict);
    expect(credit.currencyCode).toBe('USD');
  });

  it('counts the amount of an opportunity, and the bill-to customer where Sage does', async () => {
    const { credit: own, sageLimit } = await check(accounts.get('within') ?? '');
    const { credit } = await check(await opportunity('within', (own.remaining ?? 0) + 0.01));
    const { credit: billed } = await check(accounts.get('billed') ?? '');

    expect([credit.verdict, credit.remaining]).toEqual(['OverLimit', -0.01]);
    expect(sageLimit).toBe(own.creditLimit);
    expect(billed.billTo).toContain('0001010');
  });

  it('says in words what is missing', async () => {
    await expect(check(accounts.get('unlinked') ?? '')).rejects.toThrow(/^CUSTOMER_NOT_LINKED\n/);
  });

  it('is recorded by a click, and the next one who looks sees it', async () => {
    const recordId = accounts.get('over') ?? '';
    await rep.call('SageCreditController.record', { recordId });

    const last = await manager.call<{ Verdict__c: string; How__c: string }>(
      'SageCreditController.lastCheck',
      {
        recordId,
      },
    );
    expect(last).toMatchObject({ Verdict__c: 'OverLimit', How__c: 'Button' });
  });

  it('gets another limit that a rep asks for and a credit manager approves', async () => {
    const recordId = accounts.get('within') ?? '';
    const before = await check(recordId);
    const request = await requested(recordId, '123456.78');
    expect(request).toMatchObject({ Status__c: 'Submitted', CurrentLimit__c: before.sageLimit });

    await expect(decide(request.Id, true, rep)).rejects.toThrow(/^STATE_CONFLICT\nA credit manager decides/);
    expect((await decide(request.Id, true)).request.Status__c).toBe('Sending');

    expect(await answered(request.Id)).toMatchObject({ Status__c: 'Done', Message__c: null });
    expect(await stack.sage.creditLimit('01', '0001001')).toBe('123456.78');
    expect((await check(recordId)).sageLimit).toBe(123456.78);
  });

  it('keeps its limit when the request is rejected', async () => {
    const before = await stack.sage.creditLimit('00', '0001006');
    const request = await requested(accounts.get('over') ?? '', '999999');

    await decide(request.Id, false);

    expect(await stored(request.Id)).toMatchObject({ Status__c: 'Rejected' });
    expect(await stack.sage.creditLimit('00', '0001006')).toBe(before);
  });

  it('keeps what somebody changed in Sage meanwhile, until it is sent again with open eyes', async () => {
    const recordId = accounts.get('over') ?? '';
    const [first, late] = [await requested(recordId, '50000'), await requested(recordId, '60000')];
    await decide(first.Id, true);
    await answered(first.Id);

    await decide(late.Id, true);
    const refused = await answered(late.Id);
    expect(refused.Status__c).toBe('Refused');
    expect(refused.Message__c).toContain('50000');
    expect(await stack.sage.creditLimit('00', '0001006')).toBe('50000');

    const again = await manager.call<DecisionView>('SageCreditRequestController.sendAgain', {
      requestId: late.Id,
    });
    expect(again.request).toMatchObject({ Status__c: 'Sending', CurrentLimit__c: 50000 });
    expect(await answered(late.Id)).toMatchObject({ Status__c: 'Done' });
    expect(await stack.sage.creditLimit('00', '0001006')).toBe('60000');
  });

  it('is recorded by itself when an order goes over it', async () => {
    const recordId = await opportunity('onHold', 24);
    const [product = ''] = await stack.org.create('Product2', [
      { Name: 'Bolt', ProductCode: 'BLT-ZP-M06', IsActive: true },
    ]);
    const [price = ''] = await stack.org.create('PricebookEntry', [
      {
        Product2Id: product,
        Pricebook2Id: stack.emulatedOrg.standardPricebookId,
        UnitPrice: 0.24,
        IsActive: true,
      },
    ]);
    await stack.org.create('OpportunityLineItem', [
      { OpportunityId: recordId, PricebookEntryId: price, Quantity: 100, UnitPrice: 0.24 },
    ]);
    await stack.org.update('Opportunity', [{ Id: recordId, StageName: 'Closed Won' }]);

    const recorded = () =>
      stack.org.query<Record<string, unknown>>(
        'SELECT Account__c, Verdict__c, How__c, CreditLimit__c, Message__c FROM SageCreditCheck__c ' +
          `WHERE Opportunity__c = '${recordId}'`,
      );
    await until(async () => (await recorded()).length > 0, 'the check is recorded');
    expect(await recorded()).toEqual([
      expect.objectContaining({
        Account__c: accounts.get('onHold'),
        Verdict__c: 'OnHold',
        How__c: 'Order',
        CreditLimit__c: expect.any(Number),
        Message__c: expect.stringContaining('hold'),
      }),
    ]);
  });

  it('is not known while the gateway is away, and the page is told', async () => {
    await stack.gateway.stop();

    await expect(check(accounts.get('within') ?? '')).rejects.toThrow(/^GATEWAY_UNREACHABLE\n/);
  });
});
