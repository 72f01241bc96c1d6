import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { closeOpportunities } from '../src/close.ts';
import { loadSalesforce } from '../src/load/salesforce.ts';
import { untilAnswered } from '../src/progress.ts';
import { until } from '../src/until.ts';
import { untilTheSame } from './both-sides.ts';
import { sageDesk, type SageDesk } from './sage-desk.ts';
import { demoData, oftenSynced, temporaryStack } from './testing.ts';

jest.setTimeout(240_000);

/** One story; each part goes on where the one before it stopped. */
describe('what happens in Sage', () => {
  let stack: Awaited<ReturnType<typeof temporaryStack>>;
  let sage: SageDesk;
  let salesOrderNo: string;
  let customer: string;
  beforeAll(async () => {
    stack = await temporaryStack({ sync: true, adjust: oftenSynced });
    sage = sageDesk(stack.sageFolder);
    const loaded = await loadSalesforce(stack.org, demoData);
    await linkAccounts();
    await closeOpportunities(stack.org, loaded.slice(0, 1));
    await untilAnswered(stack.org, { quiet: true });
    const [sale] = await stack.org.query<{ SageOrderNo__c: string }>(
      'SELECT SageOrderNo__c FROM Opportunity WHERE SageOrderNo__c != null',
    );
    salesOrderNo = sale?.SageOrderNo__c ?? '';
  });
  afterAll(async () => {
    await stack.stop();
    stack.remove();
  });

  /** Accounts are linked to their customers by the account numbers that the site keeps in Sage, as a match would do it. */
  async function linkAccounts(): Promise<void> {
    const accounts = await stack.org.query<{ Id: string; AccountNumber: string }>(
      'SELECT Id, AccountNumber FROM Account WHERE AccountNumber != null',
    );
    const customers = await stack.sage.rows('AR_Customer', [
      'ARDivisionNo',
      'CustomerNo',
      'UDF_ACCOUNTNUMBER',
    ]);
    const linked = accounts.flatMap(({ Id, AccountNumber }) => {
      const found = customers.find(({ UDF_ACCOUNTNUMBER: number }) => number === AccountNumber);
      return found
        ? [{ Id, SageDivisionNo__c: found.ARDivisionNo, SageCustomerNo__c: found.CustomerNo }]
        : [];
    });
    await stack.org.update('Account', linked);
    customer = `${linked[0]?.SageDivisionNo__c}+${linked[0]?.SageCustomerNo__c}`;
  }

  const sale = async () =>
    (
      await stack.org.query<Record<string, unknown>>(
        'SELECT SageOrderStatus__c, SageShipDate__c, SageTotal__c, SageInvoicedAmount__c FROM Opportunity ' +
          `WHERE SageOrderNo__c = '${salesOrderNo}'`,
      )
    )[0];
  const count = async (object: string) =>
    Number((await stack.org.query<{ n: number }>(`SELECT COUNT(Id) n FROM ${object}`))[0]?.n);

  it('is in Salesforce after the first load: stock, customers, orders, invoices and shipments', async () => {
    await untilTheSame(stack);

    expect(await count('SageStock__c')).toBeGreaterThan(3);
    expect(await count('SageSalesOrder__c')).toBeGreaterThan(0);
  });

  it('makes no call for rows while nothing changes', async () => {
    await until(
      async () => (await stack.gateway.client.sync()).every(({ due }) => due === 0),
      'nothing is due',
    );
    const writes = async () => {
      const calls = (await (await fetch(`${stack.orgUrl}/sandbox/calls`)).json()) as Call[];
      return calls.filter(
        ({ client, method, path }) => client === 'SageGateway' && method !== 'GET' && isRow(path),
      );
    };
    const before = await writes();
    const feeds = (await stack.gateway.client.sync()).filter(({ state }) => state !== 'Off');

    await untilRunAnew(
      feeds.map(({ feed }) => feed),
      (feed) => stack.gateway.client.syncNow(feed, 'full'),
    );

    expect(await writes()).toEqual(before);
  });

  it('comes over by its stamps: a hold, a receipt of stock, a credit limit, terms', async () => {
    await sage('order', 'change', salesOrderNo, 'OrderStatus$=H');
    await sage('receive', 'BLT-ZP-M06', '000', '25');
    await sage('record', 'edit', 'AR_Customer', customer, 'CreditLimit=1234.5');

    await untilTheSame(stack);
    expect(await sale()).toMatchObject({ SageOrderStatus__c: 'OnHold' });
  });

  it('comes over from order to payment: shipped, posted, paid', async () => {
    await sage('order', 'change', salesOrderNo, 'OrderStatus$=O');
    await sage('ship', salesOrderNo, '--tracking', '1Z-TEST-1');
    await untilTheSame(stack);
    await sage('post');
    await untilTheSame(stack);

    const [invoice] = await stack.org.query<{ InvoiceNo__c: string; Balance__c: number; Total__c: number }>(
      `SELECT InvoiceNo__c, Balance__c, Total__c FROM SageInvoice__c WHERE SalesOrderNo__c = '${salesOrderNo}'`,
    );
    expect(invoice?.Balance__c).toBe(invoice?.Total__c);
    expect(await sale()).toMatchObject({ SageOrderStatus__c: 'Completed' });

    await sage('pay', invoice?.InvoiceNo__c ?? '', String(invoice?.Total__c));
    await untilTheSame(stack);
    const [paid] = await stack.org.query<{ Balance__c: number }>(
      `SELECT Balance__c FROM SageInvoice__c WHERE InvoiceNo__c = '${invoice?.InvoiceNo__c}'`,
    );
    expect(paid?.Balance__c).toBe(0);
  });

  it('comes over although nothing was stamped, by the next comparison', async () => {
    await sage('bulk', 'recount', '000');
    await sage('record', 'edit', 'AR_Customer', customer, 'CreditHold=Y', '--unstamped');
    for (const feed of ['stock', 'customers']) await stack.gateway.client.syncNow(feed, 'full');

    await untilTheSame(stack);
  });

  it('waits for its record and comes by itself when that is there: stock of a product that is made later', async () => {
    const [item] = await stack.sage.rows('CI_Item', ['ItemCode']).then(async (items) => {
      const products = await stack.org.query<{ ProductCode: string }>('SELECT ProductCode FROM Product2');
      const known = new Set(products.map(({ ProductCode }) => ProductCode));
      const stocked = new Set(
        (await stack.sage.rows('IM_ItemWarehouse', ['ItemCode'])).map((row) => row.ItemCode),
      );
      return items.filter(({ ItemCode }) => !known.has(ItemCode) && stocked.has(ItemCode));
    });
    const parked = (await stack.gateway.client.sync()).find(({ feed }) => feed === 'stock')?.parked ?? 0;
    expect(parked).toBeGreaterThan(0);

    await stack.org.create('Product2', [{ Name: 'New here', ProductCode: item?.ItemCode, IsActive: true }]);
    await stack.gateway.client.syncNow('items', 'full');

    await untilTheSame(stack);
    expect((await stack.gateway.client.sync()).find(({ feed }) => feed === 'stock')?.parked).toBeLessThan(
      parked,
    );
  });

  async function untilRunAnew(names: readonly string[], run: (feed: string) => Promise<void>): Promise<void> {
    const ended = async () => {
      const feeds = await stack.gateway.client.sync();
      return new Map(feeds.map(({ feed, lastCompareRun }) => [feed, lastCompareRun?.endedAt]));
    };
    const before = await ended();
    for (const name of names) await run(name);
    await until(async () => {
      const now = await ended();
      return names.every((name) => now.get(name) !== before.get(name));
    }, 'all feeds were compared again');
  }
});

interface Call {
  readonly client: string;
  readonly method: string;
  readonly path: string;
}
const isRow = (path: string) => /\/(composite\/sobjects|sobjects|jobs\/ingest)/.test(path);
