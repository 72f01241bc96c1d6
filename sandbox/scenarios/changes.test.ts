import { execFile } from 'node:child_process';
import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { closeOpportunities } from '../src/close.ts';
import { loadSalesforce } from '../src/load/salesforce.ts';
import { untilAnswered } from '../src/progress.ts';
import { until } from '../src/until.ts';
import { temporaryStack, writeOrders } from './testing.ts';

jest.setTimeout(120_000);

const simulator = join(import.meta.dirname, '..', 'sage', 'cli.ts');
const run = promisify(execFile);

interface Answer {
  readonly Id: string;
  readonly Key__c: string;
  readonly Status__c: string;
  readonly SalesOrderNo__c: string | null;
  readonly OrderStatus__c: string | null;
  readonly ErrorCode__c: string | null;
  readonly ErrorMessage__c: string | null;
  readonly Warnings__c: string | null;
}

describe('orders of a company that holds what goes over the credit', () => {
  let stack: Awaited<ReturnType<typeof temporaryStack>>;
  beforeAll(async () => {
    stack = await temporaryStack({
      adjust: (settings) => {
        const { companies } = settings.sage;
        const held = Object.entries(companies).map(([code, one]) => [code, { ...one, creditPolicy: 'hold' }]);
        return { ...settings, sage: { ...settings.sage, companies: Object.fromEntries(held) } };
      },
    });
  });
  afterAll(async () => {
    await stack.stop();
    stack.remove();
  });

  it('go on hold with the figures where the customer is over its limit or on hold, and only there', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'sage-orders-'));
    const [overLimit, onHold, within] = [6, 5, 1];
    const loaded = await loadSalesforce(stack.org, writeOrders(folder, 3, 'K', [overLimit, onHold, within]));
    await closeOpportunities(stack.org, loaded);
    await untilAnswered(stack.org, { quiet: true });

    const rows = await stack.org.query<Answer & { SourceId__c: string }>(
      'SELECT SourceId__c, Status__c, OrderStatus__c, SalesOrderNo__c, Warnings__c FROM SageRequest__c',
    );
    const answers = loaded.map(({ id }) => rows.find((row) => row.SourceId__c === id));
    const inSage = await Promise.all(
      answers.map((answer) => stack.sage.orderStatus(answer?.SalesOrderNo__c ?? '')),
    );
    expect(answers.map((answer) => [answer?.Status__c, answer?.OrderStatus__c])).toEqual([
      ['Done', 'H'],
      ['Done', 'H'],
      ['Done', 'N'],
    ]);
    expect(inSage.map(({ open }) => open)).toEqual(['H', 'H', 'N']);
    expect(answers[0]?.Warnings__c).toMatch(/placed on hold.*over its credit \(limit [\d.]+, balance [\d.]+/);
    expect(answers[1]?.Warnings__c).toContain('is on credit hold in Sage');
    expect(answers[2]?.Warnings__c ?? '').not.toContain('hold');
  });
});

describe('an order after it was placed', () => {
  let stack: Awaited<ReturnType<typeof temporaryStack>>;
  let opportunity: string;
  let salesOrderNo: string;
  let customer: { divisionNo: string; customerNo: string };
  beforeAll(async () => {
    stack = await temporaryStack();
    const loaded = await loadSalesforce(
      stack.org,
      writeOrders(mkdtempSync(join(tmpdir(), 'sage-orders-')), 1),
    );
    await closeOpportunities(stack.org, loaded);
    await untilAnswered(stack.org, { quiet: true });
    opportunity = loaded[0]?.id ?? '';
    salesOrderNo = (await answers())[0]?.SalesOrderNo__c ?? '';
    const [divisionNo = '', customerNo = ''] =
      (await stack.sage.order(salesOrderNo))?.customer.split('-') ?? [];
    customer = { divisionNo, customerNo };
  });
  afterAll(async () => {
    await stack.stop();
    stack.remove();
  });

  const answers = (source = opportunity) =>
    stack.org.query<Answer>(
      'SELECT Id, Key__c, Status__c, SalesOrderNo__c, OrderStatus__c, ErrorCode__c, ErrorMessage__c, Warnings__c ' +
        `FROM SageRequest__c WHERE SourceId__c = '${source}'`,
    );
  const sage = (...args: string[]) => run(process.execPath, [simulator, ...args, '--data', stack.sageFolder]);

  /** Puts a wish into the outbox, as the package does, and waits for its answer there. */
  async function wish(
    part: string,
    type: string,
    payload: object,
    version = 1,
    source = opportunity,
  ): Promise<Answer> {
    const key = `${source}.${part}.${version}`;
    await stack.org.create('SageRequest__c', [
      {
        Key__c: key,
        Type__c: type,
        SourceId__c: source,
        Version__c: version,
        Payload__c: JSON.stringify(payload),
        Status__c: 'Waiting',
        SendAttempts__c: 0,
        NextSendAt__c: new Date().toISOString(),
      },
    ]);
    const answer = async () => (await answers(source)).find((row) => row.Key__c === key);
    await until(
      async () => ['Done', 'Refused', 'Failed'].includes((await answer())?.Status__c ?? ''),
      `${key} is answered`,
    );
    const found = await answer();
    if (!found) throw new Error(`no request ${key}`);
    return found;
  }

  it('is held and released, and a wish that is fulfilled already says so', async () => {
    const held = await wish('hold', 'HoldOrder', { salesOrderNo, reason: 'Ring the customer first' });
    const inSage = await stack.sage.orderStatus(salesOrderNo);
    const again = await wish('hold', 'HoldOrder', { salesOrderNo }, 2);
    const released = await wish('release', 'ReleaseOrder', { salesOrderNo });

    expect(held).toMatchObject({ Status__c: 'Done', SalesOrderNo__c: salesOrderNo, OrderStatus__c: 'H' });
    expect(inSage).toEqual({ open: 'H', history: 'A' });
    expect(again).toMatchObject({
      Status__c: 'Done',
      OrderStatus__c: 'H',
      Warnings__c: expect.stringContaining('already'),
    });
    expect(released).toMatchObject({ Status__c: 'Done', OrderStatus__c: 'N', Warnings__c: null });
    expect(await stack.sage.orderStatus(salesOrderNo)).toEqual({ open: 'N', history: 'A' });
  });

  it('is changed once a colleague gives it back, and is not lost meanwhile', async () => {
    await sage('lock', 'SO_SalesOrderHeader', salesOrderNo);
    const waiting = wish('hold', 'HoldOrder', { salesOrderNo }, 3);
    const tried = async () => (await stack.gateway.client.request(`${opportunity}.hold.3`))?.attempts ?? 0;
    await until(async () => (await tried()) > 0, 'the gateway has tried');
    await sage('unlock', 'SO_SalesOrderHeader', salesOrderNo);

    expect(await waiting).toMatchObject({ Status__c: 'Done', OrderStatus__c: 'H' });
  });

  it('stays as it is while it is on an invoice', async () => {
    await sage('invoice', salesOrderNo, '0009001');
    const refused = await wish('cancel', 'CancelOrder', { salesOrderNo });
    await sage('invoice', salesOrderNo);

    expect(refused).toMatchObject({ Status__c: 'Refused', ErrorCode__c: 'ORDER_ON_INVOICE' });
    expect(refused.ErrorMessage__c).toContain('0009001');
    expect(await stack.sage.orderStatus(salesOrderNo)).toEqual({ open: 'H', history: 'A' });
  });

  it('is cancelled once although the reply of Sage was lost, and history keeps it', async () => {
    await sage('fault', 'add', 'crash', '--op', 'delete', '--moment', 'after');
    const cancelled = await wish('cancel', 'CancelOrder', { salesOrderNo }, 2);
    const held = await wish('hold', 'HoldOrder', { salesOrderNo }, 4);

    expect(cancelled).toMatchObject({ Status__c: 'Done', OrderStatus__c: 'X', Warnings__c: null });
    expect(await stack.sage.orderStatus(salesOrderNo)).toEqual({ open: undefined, history: 'X' });
    expect(held).toMatchObject({ Status__c: 'Refused', ErrorCode__c: 'SALES_ORDER_UNKNOWN' });
  });

  it('leaves a customer whose limit is raised, unless somebody changed it in Sage meanwhile', async () => {
    const before = await stack.sage.creditLimit(customer.divisionNo, customer.customerNo);
    const [account] = await stack.org.query<{ AccountId: string }>(
      `SELECT AccountId FROM Opportunity WHERE Id = '${opportunity}'`,
    );
    const [source = ''] = await stack.org.create('SageCreditRequest__c', [
      { Account__c: account?.AccountId, Amount__c: 123456.78, Reason__c: 'Pays in time', Status__c: 'Draft' },
    ]);
    const limit = (version: number, creditLimit: string, expectedCreditLimit: string) => {
      const payload = { ...customer, creditLimit, expectedCreditLimit };
      return wish('credit-limit', 'ChangeCreditLimit', payload, version, source);
    };
    const raised = await limit(1, '123456.78', before);
    const late = await limit(2, '500.00', before);

    expect(raised).toMatchObject({ Status__c: 'Done', ErrorCode__c: null });
    expect(late).toMatchObject({ Status__c: 'Refused', ErrorCode__c: 'CHANGED_IN_SAGE' });
    expect(await stack.sage.creditLimit(customer.divisionNo, customer.customerNo)).toBe('123456.78');
  });

  it('leaves a customer who is kept up to date', async () => {
    const payload = { accountId: '001000000000001AAA', ...customer, name: 'Renamed Hardware', phone: '' };
    const updated = await wish('customer', 'UpdateCustomer', payload);

    expect(updated).toMatchObject({ Status__c: 'Done', ErrorCode__c: null });
    expect(await stack.sage.customerName(customer.divisionNo, customer.customerNo)).toBe('Renamed Hardware');
  });
});
