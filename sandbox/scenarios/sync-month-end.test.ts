import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { closeOpportunities } from '../src/close.ts';
import { loadSalesforce, type LoadedOpportunity } from '../src/load/salesforce.ts';
import { untilAnswered } from '../src/progress.ts';
import { until } from '../src/until.ts';
import { fillOrg, untilTheSame } from './both-sides.ts';
import { sageDesk, type SageDesk } from './sage-desk.ts';
import { demoData, oftenSynced, temporaryStack } from './testing.ts';

jest.setTimeout(240_000);

/** Customers of the demo company with orders, invoices and packages. */
const customers = ['01-0001021', '01-0001023', '01-0001025', '00-0001028'];
const followed = ['SageStock__c', 'SageSalesOrder__c', 'SageInvoice__c', 'SageShipment__c', 'SageShipTo__c'];

/** One story; each part goes on where the one before it stopped. */
describe('while Sage has the company for itself at month end', () => {
  let stack: Awaited<ReturnType<typeof temporaryStack>>;
  let sage: SageDesk;
  let sales: LoadedOpportunity[];
  let before: readonly number[];
  beforeAll(async () => {
    stack = await temporaryStack({ sync: true, adjust: oftenSynced });
    sage = sageDesk(stack.sageFolder);
    sales = (await loadSalesforce(stack.org, demoData)).slice(0, 3);
    await fillOrg(stack, customers);
    await untilTheSame(stack);
    before = await counts();
  });
  afterAll(async () => {
    await stack.stop();
    stack.remove();
  });

  const counts = () =>
    Promise.all(
      followed.map(async (object) =>
        Number((await stack.org.query<{ n: number }>(`SELECT COUNT(Id) n FROM ${object}`))[0]?.n),
      ),
    );
  const feeds = async () => (await stack.gateway.client.sync()).filter(({ state }) => state !== 'Off');
  const requests = () =>
    stack.org.query<{ Key__c: string; Status__c: string; SalesOrderNo__c: string | null }>(
      "SELECT Key__c, Status__c, SalesOrderNo__c FROM SageRequest__c WHERE Type__c = 'PlaceOrder'",
    );

  it('each feed waits and says why, and nothing is deleted', async () => {
    await sage('month-end', 'begin');
    for (const { feed } of await feeds()) await stack.gateway.client.syncNow(feed, 'full');
    await until(async () => (await feeds()).every(({ state }) => state === 'Waiting'), 'all feeds wait');

    for (const feed of await feeds()) {
      expect(feed).toMatchObject({
        code: 'SAGE_READ_FAILED',
        message: expect.stringContaining('period end'),
      });
    }
    expect(await counts()).toEqual(before);
  });

  it('an order that is won waits, and says so', async () => {
    await closeOpportunities(stack.org, sales);
    await until(async () => {
      const rows = await requests();
      return rows.length === sales.length && rows.every((row) => row.Status__c === 'Accepted');
    }, 'the orders are accepted');
    const [first] = await requests();
    await until(
      async () => ((await stack.gateway.client.request(first?.Key__c ?? ''))?.errors.length ?? 0) > 0,
      'the request tells what holds it up',
    );

    const [error] = (await stack.gateway.client.request(first?.Key__c ?? ''))?.errors ?? [];
    expect(error).toMatchObject({
      code: expect.stringMatching(/^SAGE_/),
      message: expect.stringMatching(/\w/),
    });
    expect((await requests()).every(({ SalesOrderNo__c }) => SalesOrderNo__c === null)).toBe(true);
  });

  it('everything goes on by itself when it ends, and no order is placed twice', async () => {
    await sage('month-end', 'end');
    await untilAnswered(stack.org, { quiet: true });
    await untilTheSame(stack);

    const placed = (await requests()).flatMap(({ SalesOrderNo__c: number }) => number ?? []);
    expect(new Set(placed).size).toBe(sales.length);
    expect((await stack.sage.orders()).map(({ salesOrderNo }) => salesOrderNo)).toEqual(placed.toSorted());
    await until(
      async () => (await feeds()).every(({ code, due }) => code === null && due === 0),
      'no feed waits any more',
    );
  });

  it('what was changed in Sage right after it comes over', async () => {
    await sage('receive', 'BLT-ZP-M06', '000', '25');
    await sage('bulk', 'recount', '001');
    await stack.gateway.client.syncNow('stock', 'full');

    await untilTheSame(stack);
  });
});
